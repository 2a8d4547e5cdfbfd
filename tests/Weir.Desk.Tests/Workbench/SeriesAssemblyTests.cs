using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Tests.Bench;

/// <summary>How cells become series: through a real lake, with a reader that gives the cells of the test.</summary>
public sealed class SeriesAssemblyTests
{
    private static readonly Economy China = Economies.FromNumber(156);
    private static readonly Economy Russia = Economies.FromNumber(643);
    private static readonly Period July = Period.Month(2025, 7);
    private static readonly Period August = Period.Month(2025, 8);
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_and_one_below_it_are_never_added()
    {
        var found = await FindAsync([Cell("854470", 100), Cell("85447000", 100), Cell("854470", 7, July)]);
        Assert.Equal(100, found.Series.At(August));
        Assert.Equal(7, found.Series.At(July));
        Assert.Contains(found.Notes, n => n.Key == "series.note.level");
    }

    [Fact]
    public async Task A_national_code_with_zeros_alone_is_the_whole_and_others_are_a_part()
    {
        Assert.Equal(PointState.Observed, Single(await FindAsync([Cell("85447000", 100)])).State);
        var some = await FindAsync([Cell("85447010", 60), Cell("85447090", 40)]);
        Assert.Equal((PointState.Partial, 100.0), (Single(some).State, Single(some).Value!.Value));
        Assert.Contains(some.Notes, n => n.Key == "series.note.part");
        var all = await FindAsync([Cell("85447010", 60), Cell("85447090", 40)], Complete(August));
        Assert.Equal(PointState.Observed, Single(all).State);
    }

    [Fact]
    public async Task Rows_in_detail_count_only_where_their_total_is_not_there()
    {
        var total = await FindAsync([Cell("854470", 100), Cell("854470", 60) with { Transport = 1000 }, Cell("854470", 40) with { Transport = 2000 }]);
        Assert.Equal(100, total.Series.At(August));
        Assert.Empty(total.Notes);
        var detail = await FindAsync([Cell("854470", 60) with { Transport = 1000 }, Cell("854470", 40) with { Transport = 2000 }]);
        Assert.Equal(100, detail.Series.At(August));
        Assert.Contains(detail.Notes, n => n.Key == "series.note.detail");
    }

    [Fact]
    public async Task An_absent_row_is_zero_only_where_the_source_says_that_it_is_complete()
    {
        var silent = await FindAsync([Cell("854470", 5, Period.Month(2025, 6)), Cell("854470", 100)]);
        Assert.Equal(PointState.NoData, silent.Series.Points.Single(p => p.Period == July).State);
        var complete = await FindAsync([Cell("854470", 5, Period.Month(2025, 6)), Cell("854470", 100)], Complete(July));
        var point = complete.Series.Points.Single(p => p.Period == July);
        Assert.Equal((PointState.Zero, 0.0), (point.State, point.Value!.Value));
    }

    [Fact]
    public async Task A_change_of_edition_inside_a_series_is_said()
    {
        var older = Cell("854470", 5, July) with { Commodity = new(Classification.Hs2017, "854470") };
        var newer = Cell("854470", 9) with { Commodity = new(Classification.Hs2022, "854470") };
        var found = await FindAsync([older, newer]);
        var note = Assert.Single(found.Notes, n => n.Key == "series.note.editions");
        Assert.Contains("HS 2017 (July 2025 to July 2025), HS 2022 (August 2025 to August 2025)", Desk.Words.Words.For("en").Say(note), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quantity_that_converts_is_taken_and_a_zero_beside_a_value_is_not_known()
    {
        var cell = Cell("854470", 30) with { Quantity = new(9, "kg"), SecondQuantity = new(527_864_832, "m"), NetWeightKg = 8 };
        Assert.Equal(527_864.832, (await FindAsync([cell], unit: "km")).Series.At(August)!.Value, 6);
        Assert.Equal(9, (await FindAsync([cell], unit: "kg")).Series.At(August));
        Assert.Equal(8, (await FindAsync([cell with { Quantity = default }], unit: "kg")).Series.At(August));
        Assert.Equal(8, (await FindAsync([cell with { Quantity = new(0, "kg") }], unit: "kg")).Series.At(August));
    }

    [Fact]
    public async Task Several_codes_of_which_one_is_not_known_are_a_lower_bound()
    {
        using var desk = TempDesk.OfExample();
        desk.Edit("watches/fibre-optic-cable.yaml", "codes: [\"8544.70\"]", "codes: [\"8544.70\", \"9001.10\"]");
        await using var bench = await desk.OpenAsync();
        await PutAsync(bench.Lake, [Cell("854470", 30) with { Quantity = new(5, "km") }], []);
        var found = Assert.Single(await bench.FindSeriesAsync(new("fibre-optic-cable", China, Russia), None));
        var point = found.Series.Points.Single(p => p.Period == August);
        Assert.Equal((PointState.Partial, 5.0), (point.State, point.Value!.Value));
        Assert.Contains(
            "Nothing is known of 9001.10 in August 2025: what stands there is the sum of the other codes, a lower bound.",
            found.Notes.Select(Desk.Words.Words.For("en").Say));
    }

    [Fact]
    public async Task What_the_publisher_has_not_published_yet_is_told_from_what_was_not_read()
    {
        var said = new Coverage(156, Flow.Export, July, [], [], Completeness.NotPublished);
        var found = await FindAsync([Cell("854470", 5, Period.Month(2025, 5)), Cell("854470", 100)], said);
        Assert.Equal([PointState.NoData, PointState.NoData], found.Series.Points.Where(p => p.Period > Period.Month(2025, 5) && p.Period < August).Select(p => p.State));
        Assert.Contains("The publisher had not published yet: July 2025.", found.Notes.Select(Desk.Words.Words.For("en").Say));
    }

    private static SeriesPoint Single(Figures.FoundSeries found) => found.Series.Points.Single(p => p.Period == August);

    private static async Task<Figures.FoundSeries> FindAsync(IReadOnlyList<Observation> cells, Coverage? coverage = null, string unit = "USD")
    {
        using var folder = TempDesk.Empty();
        await using var bench = await Weir.Desk.Workbench.OpenAsync(new(null, folder.Home), TimeProvider.System, None);
        await PutAsync(bench.Lake, cells, coverage is null ? [] : [coverage]);
        return Assert.Single(await bench.FindSeriesAsync(new("854470", China, Russia, Unit: unit), None));
    }

    private static async Task PutAsync(Lake lake, IReadOnlyList<Observation> cells, IReadOnlyList<Coverage> coverage)
    {
        using var bytes = new MemoryStream([1, 2, 3]);
        var snapshot = await lake.KeepAsync(bytes, new("test", "test"), None);
        await lake.IngestAsync(
            snapshot.Sha256, "gacc",
            (sink, _) =>
            {
                for (var i = 0; i < cells.Count; i++)
                    sink.Accept(cells[i] with { Id = new(snapshot.Sha256, i + 1) });
                return Task.FromResult(new ReadSummary("utf-8", cells.Count, new Dictionary<string, long>(), coverage, []));
            },
            None);
    }

    private static Coverage Complete(Period period) => new(156, Flow.Export, period, ["854470"], [643], Completeness.Complete);

    private static Observation Cell(string code, double dollars, Period? period = null) => new()
    {
        Source = "gacc",
        Reporter = 156,
        Partner = 643,
        Flow = Flow.Export,
        Commodity = new(Classification.Hs, code),
        Period = period ?? August,
        Value = dollars,
        Currency = "USD",
        Id = new(new string('0', 64), 1),
    };
}
