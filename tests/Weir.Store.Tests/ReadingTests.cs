using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class ReadingTests
{
    private static Func<ObservationId, Observation> With(Func<ObservationId, Observation> cell, Func<Observation, Observation> change) => id => change(cell(id));

    [Fact]
    public async Task A_code_takes_in_all_codes_that_begin_with_it()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync([.. new[] { "85", "8544", "854470", "85447000", "8544700010", "854471", "85448", "854", "TOTAL", "0854" }.Select(c => Cell(c, "2025-08", 1))]);

        async Task<string> CodesAsync(params string[] codes) =>
            string.Join(' ', (await lake.Lake.Flows.CellsAsync(new() { Commodities = codes }, Ct)).Select(c => c.Commodity.Code));

        Assert.Equal("854470 85447000 8544700010", await CodesAsync("854470"));
        Assert.Equal("8544 854470 85447000 8544700010 854471 85448", await CodesAsync("8544"));
        Assert.Equal("854471 TOTAL", await CodesAsync("TOTAL", "854471"));
        Assert.Equal("", await CodesAsync("9"));
        Assert.Equal(10, (await CodesAsync()).Split(' ').Length);
        Assert.Equal("", await CodesAsync("' OR 1=1 --"));
    }

    [Fact]
    public async Task Every_limit_of_a_query_holds()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(
            Cell("854470", "2024-12", 1), Cell("854470", "2025-01", 2), Cell("854470", "2025-02", 3), Cell("854470", "2025", 6),
            Cell("854470", "2025-02", 4, partner: 804),
            With(Cell("854470", "2025-02", 5), o => o with { Flow = Flow.ReExport }),
            With(Cell("854470", "2025-02", 7), o => o with { Reporter = 398 }),
            With(Cell("854470", "2025-02", 8), o => o with { Transport = 3 }),
            With(Cell("854470", "2025-02", 9), o => o with { Partner2 = 398 }),
            With(Cell("854470", "2025-02", 10), o => o with { Procedure = "C04" }));

        async Task<IEnumerable<double>> MetresAsync(CellQuery query) => (await lake.Lake.Flows.CellsAsync(query, Ct)).Select(c => c.SecondQuantity.Amount!.Value);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], (await MetresAsync(new())).Order());
        Assert.Equal([4], await MetresAsync(new() { Partners = [804, 112] }));
        Assert.Equal([7], await MetresAsync(new() { Reporters = [398] }));
        Assert.Equal([5], await MetresAsync(new() { Flows = [Flow.ReExport] }));
        Assert.Equal([2, 3], await MetresAsync(new() { Reporters = [156], Partners = [643], Flows = [Flow.Export], From = Period.Parse("2025-01"), To = Period.Parse("2025-02") }));
        Assert.Equal([3, 8, 9, 10], (await MetresAsync(new() { Reporters = [156], Partners = [643], Flows = [Flow.Export], From = Period.Parse("2025-02"), TotalsOnly = false })).Order());
        Assert.Empty(await MetresAsync(new() { Sources = ["comtrade"] }));
        Assert.Empty(await MetresAsync(new() { Publications = ["meduza"] }));
    }

    [Fact]
    public async Task Cells_come_in_the_order_that_the_door_promises()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("90", "2025-02", 1), Cell("85", "2025-02", 1, partner: 804), Cell("85", "2025-01", 1, partner: 804), Cell("85", "2025-02", 1), With(Cell("99", "2024-01", 1), o => o with { Reporter = 4 }));
        await lake.IngestAsync(Cell("84", "2026-02", 1));

        var cells = await lake.Lake.Flows.CellsAsync(new(), Ct);

        Assert.Equal(["4 99 643 2024-01", "156 84 643 2026-02", "156 85 643 2025-02", "156 85 804 2025-01", "156 85 804 2025-02", "156 90 643 2025-02"],
            cells.Select(c => $"{c.Reporter} {c.Commodity.Code} {c.Partner} {c.Period}"));
    }

    [Fact]
    public async Task One_publications_miles_and_kilometres_are_two_figures()
    {
        await using var lake = await CreateAsync();
        Func<ObservationId, Observation> Figure(string publication, double amount, string unit, string printed) => With(Cell("854470", "2025-08", null, null), o => o with
        {
            Status = ObservationStatus.Reported,
            Publication = publication,
            Printed = printed,
            Currency = null,
            Quantity = new(amount, unit),
            SecondQuantity = default,
        });

        var outcome = await lake.IngestAsync(Figure("caliber", 328_000, "mile", "328,000 miles"), Figure("caliber", 528_000, "km", "528,000 km"), Figure("meduza", 528_000, "km", "528 тысяч км"));

        Assert.Equal(3, outcome.Added);
        Assert.Equal(["528 тысяч км"], (await lake.Lake.Flows.CellsAsync(new() { Publications = ["meduza"] }, Ct)).Select(c => c.Printed));
        var corrected = await lake.IngestAsync(Figure("caliber", 325_000, "mile", "325,000 miles"));
        Assert.Equal((0L, 1L), (corrected.Added, corrected.Changed));
        Assert.Equal(["528,000 km", "325,000 miles"], (await lake.Lake.Flows.CellsAsync(new() { Publications = ["caliber"] }, Ct)).Select(c => c.Printed));
    }

    [Fact]
    public async Task What_a_snapshot_says_is_complete_is_said_from_its_reading_on()
    {
        await using var lake = await CreateAsync();
        var august = new Coverage(156, Flow.Export, Period.Parse("2025-08"), ["854470"], [643, 804], Completeness.Complete);
        var july = new Coverage(156, Flow.Import, Period.Parse("2025-07"), [], [], Completeness.Partial);
        var outcome = await IngestAsync(lake.Lake, "covering", [Cell("854470", "2025-08", 1)], [august, july]);
        var read = lake.Clock.Now;

        async Task<IReadOnlyList<SourceCoverage>> CoverageAsync(CellQuery query) => await lake.Lake.Flows.CoverageAsync(query, Ct);

        var all = await CoverageAsync(new() { Sources = [Source], Reporters = [156] });
        Assert.Equivalent(new[] { new SourceCoverage(Source, outcome.Snapshot.Sha256, august), new SourceCoverage(Source, outcome.Snapshot.Sha256, july) }, all, strict: true);
        Assert.Equal(Completeness.Complete, Assert.Single(await CoverageAsync(new() { Flows = [Flow.Export] })).Coverage.Completeness);
        Assert.Equal(Completeness.Partial, Assert.Single(await CoverageAsync(new() { To = Period.Parse("2025-07") })).Coverage.Completeness);
        Assert.Empty(await CoverageAsync(new() { Reporters = [643] }));
        Assert.Empty(await CoverageAsync(new() { AsOf = read.AddTicks(-1) }));
        Assert.Equal(2, (await CoverageAsync(new() { AsOf = read })).Count);
        Assert.Equivalent(new[] { august, july }, (await lake.Lake.FindSnapshotAsync(outcome.Snapshot.Sha256, Ct))!.Summary!.Coverage, strict: true);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("a [b] *c?")]
    [InlineData("озеро 湖")]
    public async Task A_home_may_have_any_name(string name)
    {
        if (OperatingSystem.IsWindows() && name.Contains('*', StringComparison.Ordinal))
            Assert.Skip("Windows allows no such name");
        using var folder = new TempFolder();
        await using var lake = await Lake.OpenAsync(folder.At(name), TimeProvider.System, Ct);
        await OtherProcess.IngestAsync(lake, 1);
        await OtherProcess.IngestAsync(lake, 2);
        Assert.Equal(2, OtherProcess.NumberOf(await lake.Flows.CellsAsync(new(), Ct)));
        Assert.Empty(await lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_query_can_be_cancelled()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lake.Lake.Flows.CellsAsync(new(), new(canceled: true)));
    }
}
