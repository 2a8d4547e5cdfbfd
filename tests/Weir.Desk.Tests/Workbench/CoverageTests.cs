using Weir.Desk.Figures;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Tests.Bench;

/// <summary>What the lake holds, beside what the publishers' schedules make one expect.</summary>
public sealed class CoverageTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Periods_run_to_the_last_that_can_be_out_and_later_ones_are_not_published()
    {
        using var folder = TempDesk.Empty();
        var clock = new StandingClock(new(2025, 10, 17, 12, 0, 0, TimeSpan.Zero));
        await using var bench = await OpenAsync(folder, clock, "gacc", "2025-06", "2025-07");

        // China Customs publishes a month on the 18th of the next.
        Assert.Equal(
            [("2025-06", "2025-07", Extent.Partial, null), ("2025-08", "2025-08", Extent.NotRead, null)],
            await SpansAsync(bench, new()));
        clock.Now = clock.Now.AddDays(1);
        Assert.Equal(("2025-08", "2025-09", Extent.NotRead, null), (await SpansAsync(bench, new()))[^1]);
        Assert.Equal(
            [("2025-09", "2025-09", Extent.NotRead, null), ("2025-10", "2025-10", Extent.NotPublished, "2025-11-18"), ("2025-11", "2025-11", Extent.NotPublished, "2025-12-18")],
            (await bench.CoverageAsync(new() { First = Period.Parse("2025-09"), Last = Period.Parse("2025-11") }, None)).Periods.Select(Shown));
    }

    [Fact]
    public async Task What_was_expected_then_is_told_as_of_then()
    {
        using var folder = TempDesk.Empty();
        var clock = new StandingClock(new(2025, 8, 20, 12, 0, 0, TimeSpan.Zero));
        await using var bench = await OpenAsync(folder, clock, "gacc", "2025-07");
        var then = clock.Now;
        clock.Now = clock.Now.AddYears(1);
        Assert.Equal([("2025-07", "2025-07", Extent.Partial, null)], await SpansAsync(bench, new() { AsOf = then }));
        Assert.Equal("2026-07", (await SpansAsync(bench, new()))[^1].Last);
        Assert.Empty(await SpansAsync(bench, new() { AsOf = then.AddDays(-1) }));
    }

    [Fact]
    public async Task Reported_figures_are_no_statistic_that_could_be_complete()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var report = await bench.CoverageAsync(new(), None);
        Assert.NotEmpty(report.Periods);
        Assert.All(report.Periods, p => Assert.Equal(("reported", Extent.Partial), (p.Source, p.Extent)));
        Assert.Empty((await bench.TotalsAsync(new() { Goods = "fibre-optic-cable" }, None)).Tables);
    }

    [Fact]
    public async Task A_total_tells_what_is_not_published_from_what_is_not_read()
    {
        using var folder = TempDesk.Empty();
        var clock = new StandingClock(new(2025, 10, 1, 12, 0, 0, TimeSpan.Zero));
        await using var bench = await OpenAsync(folder, clock, "gacc", "2025-06");
        var report = await bench.TotalsAsync(new() { Goods = "854470", First = Period.Parse("2025-06"), Last = Period.Parse("2025-09") }, None);
        var table = Assert.Single(report.Tables);
        Assert.Equal(
            [("2025-06", Extent.Partial), ("2025-07", Extent.NotRead), ("2025-08", Extent.NotRead), ("2025-09", Extent.NotPublished)],
            table.Lacks.Select(g => (g.Period.ToString(), g.Extent)));
        Assert.Equal(
            ["Not in it, because not read: July 2025, August 2025.", "Not in it, because not published yet: September 2025.", "Of June 2025 nobody says that the details are all there: their sum is a lower bound."],
            TotalsReport.Notes(table).Take(3).Select(Desk.Words.Words.For("en").Say));
        Assert.All(TotalsReport.Notes(table), n => Assert.Matches("[а-яё]", Desk.Words.Words.For("ru").Say(n)));
    }

    [Fact]
    public void Many_periods_are_said_in_few_words()
    {
        var words = Desk.Words.Words.For("en");
        string Said(params string[] periods) => words.Say(new Desk.Words.Phrase("totals.lacks.not-read", ("periods", Desk.Words.PeriodRuns.Of(periods.Select(Period.Parse)))));
        Assert.Equal("Not in it, because not read: December 2024 to March 2025, May 2025, June 2025.", Said("2025-01", "2024-12", "2025-02", "2025-03", "2025-05", "2025-06"));
        Assert.Equal("Not in it, because not read: 2024, January 2025.", Said("2024", "2025-01"));
    }

    private static async Task<IReadOnlyList<(string First, string Last, Extent Extent, string? Expected)>> SpansAsync(Weir.Desk.Workbench bench, CellQuestion question) =>
        [.. (await bench.CoverageAsync(question, None)).Spans.Select(Shown)];

    private static (string First, string Last, Extent Extent, string? Expected) Shown(CoveredSpan span) =>
        (span.First.ToString(), span.Last.ToString(), span.Extent, span.Expected?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<Weir.Desk.Workbench> OpenAsync(TempDesk folder, TimeProvider clock, string source, params string[] periods)
    {
        var bench = await Weir.Desk.Workbench.OpenAsync(new(null, folder.Home), clock, None);
        using var bytes = new MemoryStream([1, 2, 3]);
        var snapshot = await bench.Lake.KeepAsync(bytes, new("test", "test"), None);
        await bench.Lake.IngestAsync(
            snapshot.Sha256, source,
            (sink, _) =>
            {
                for (var i = 0; i < periods.Length; i++)
                {
                    sink.Accept(new()
                    {
                        Source = source,
                        Reporter = 156,
                        Partner = 643,
                        Flow = Flow.Export,
                        Commodity = new(Classification.Hs, "854470"),
                        Period = Period.Parse(periods[i]),
                        Value = 1,
                        Currency = "USD",
                        Id = new(snapshot.Sha256, i + 1),
                    });
                }
                return Task.FromResult(new ReadSummary("utf-8", periods.Length, new Dictionary<string, long>(), [], []));
            },
            None);
        return bench;
    }
}
