using Weir.Desk.Ingest;
using Weir.Sources.Tests.Comtrade;
using Weir.Trade;

namespace Weir.Desk.Tests.Bench;

/// <summary>Fetching what decides claims, from a server that answers as UN Comtrade does.</summary>
public sealed class FetchTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Now = new(2025, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_comes_is_kept_read_and_decides_claims_and_is_not_asked_for_again()
    {
        await using var server = await LoopbackComtrade.StartAsync();
        server.Cells.AddRange(
            from month in new[] { "202505", "202506", "202507", "202508" }
            from partner in new[] { 0, 643 }
            select new ComtradeCell { Code = "850760", Period = month, Partner = partner, Value = month == "202506" ? "54000000" : "47000000" });
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync(new StandingClock(Now));
        await bench.IngestDeskAsync(null, None);
        var options = new FetchOptions(BaseAddress: server.BaseAddress) { Interval = TimeSpan.FromMilliseconds(1) };

        var report = await bench.FetchAsync(options, null, None);
        Assert.Empty(report.Failures);
        Assert.False(report.Fetched.Failed);
        Assert.NotEmpty(report.Fetched.Files);
        Assert.NotEmpty(report.NotPublished);
        var words = Desk.Words.Words.For("ru");
        Assert.All(report.NotPublished.Concat(report.ByHand), p => Assert.NotEmpty(words.Say(p)));

        var (china, russia) = (Economies.FromNumber(156), Economies.FromNumber(643));
        var series = await bench.SeriesAsync(new("lithium-ion-batteries", china, russia), None);
        Assert.Equal(47_000_000, series.Single(s => s.Key.Source == "comtrade").At(Period.Month(2025, 8)));
        var check = await bench.CheckAsync(null, None);
        Assert.Equal(Claims.Verdict.Supported, check.Claims.Single(c => c.Id == "caliber-az/batteries-august").Verdict);

        var asked = server.Asked.Count;
        var again = await bench.FetchAsync(options, null, None);
        Assert.True(server.Asked.Count - asked < asked, "the second fetch asked for everything again");
        Assert.DoesNotContain(again.Needed, n => n.Commodity == "850760" && n.Partner == russia && n.Source == "comtrade" && n.Periods.Contains(Period.Month(2025, 8)));
    }

    [Fact]
    public async Task A_fault_is_said_and_what_came_before_stays()
    {
        await using var server = await LoopbackComtrade.StartAsync();
        server.Cells.Add(new() { Code = "850760", Period = "202508" });
        for (var i = 0; i < 400; i++)
            server.NextIs(404, "{ \"statusCode\": 404, \"message\": \"Resource not found\" }");
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync(new StandingClock(Now));
        await bench.IngestDeskAsync(null, None);
        var report = await bench.FetchAsync(new(BaseAddress: server.BaseAddress) { Interval = TimeSpan.FromMilliseconds(1) }, null, None);
        Assert.NotEmpty(report.Failures);
        Assert.Empty(report.Fetched.Files);
        Assert.Single(await bench.Lake.SnapshotsAsync(None));
    }

    [Fact]
    public async Task A_publisher_out_of_reach_is_not_asked_every_question_in_turn()
    {
        await using var server = await LoopbackComtrade.StartAsync();
        for (var i = 0; i < 400; i++)
            server.NextIs(503, "Service Unavailable");
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync(new ImpatientClock());
        await bench.IngestDeskAsync(null, None);
        var report = await bench.FetchAsync(new(BaseAddress: server.BaseAddress) { Interval = TimeSpan.FromMilliseconds(1) }, null, None);

        Assert.Equal(2, report.Failures.Count);
        Assert.Contains("0 of ", report.Failures[1], StringComparison.Ordinal);
        Assert.True(server.Asked.Select(a => a.Address).Distinct().Count() == 1, "more than one address was asked");
        Assert.NotEmpty(report.ByHand);
    }
}
