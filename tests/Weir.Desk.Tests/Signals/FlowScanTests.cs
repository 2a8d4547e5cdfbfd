using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Desk.Tests.Signals;

/// <summary>The scan of everything in a lake.</summary>
public sealed class FlowScanTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Planted_surges_are_found_among_quiet_flows_the_largest_excess_first()
    {
        await using var made = await MadeTrade.CreateAsync(Planted);
        var report = await made.Bench.ScanAsync(new(), null, None);
        Assert.Equal(40, report.Judged);
        Assert.Equal((Period.Month(2025, 8), 40L), Assert.Single(report.Months));
        Assert.Superset(new HashSet<(string, string)> { ("854470", "RUS"), ("280530", "KGZ") }, report.Findings.Select(f => (f.Series.Goods, f.Series.Partner.Alpha3)).ToHashSet());
        Assert.True(report.Found <= 3);
        Assert.Equal(report.Findings.OrderByDescending(f => f.Finding.Excess), report.Findings);
        Assert.All(report.Findings, f => Assert.True(f.EditionChanged));

        // The same numbers, judged one by one and put together by hand.
        var series = new List<(string Id, double P)>();
        foreach (var found in (await made.Bench.ScanAsync(new() { Fdr = 0.999, Floor = 0, Limit = null }, null, None)).Findings)
            series.Add((found.Id.Text, found.Finding.P));
        var all = series.Select(s => s.P).Concat(Enumerable.Repeat(1.0, 40 - series.Count)).ToArray();
        var q = FalseDiscovery.BenjaminiHochberg(all);
        foreach (var finding in report.Findings)
            Assert.Equal(q[series.FindIndex(s => s.Id == finding.Id.Text)], finding.Q, 12);
        Assert.Equal(report.Findings.OrderBy(f => f.Q).Select(f => f.Q), (await made.Bench.ScanAsync(new() { ByExcess = false }, null, None)).Findings.Select(f => f.Q));
    }

    [Fact]
    public async Task A_flow_below_the_floor_counts_as_judged_and_is_never_found()
    {
        await using var made = await MadeTrade.CreateAsync(Planted);
        var report = await made.Bench.ScanAsync(new() { Floor = 1e12 }, null, None);
        Assert.Equal((0, 40L, 40L), (report.Found, report.Judged, report.Below));
    }

    [Fact]
    public async Task A_month_without_a_row_is_not_known_unless_everything_was_given()
    {
        // Nothing went to Türkiye in the last month; its rows are simply not there.
        await using var made = await MadeTrade.CreateAsync((code, partner, month, value) => partner == 792 && month == 43 ? null : value);
        var report = await made.Bench.ScanAsync(new(), null, None);
        Assert.Equal(32, report.Judged);
        Assert.Equal((SurgeObstacle.ValueNotKnown, 8L), Assert.Single(report.Unsaid));
    }

    [Fact]
    public async Task Codes_partners_and_months_can_be_chosen()
    {
        await using var made = await MadeTrade.CreateAsync(Planted);
        Assert.Equal(5, (await made.Bench.ScanAsync(new() { Goods = "fibre-optic-cable" }, null, None)).Judged);
        Assert.Equal(3, (await made.Bench.ScanAsync(new() { Goods = "85", Partner = Economies.FromNumber(643) }, null, None)).Judged);
        Assert.Equal(Period.Month(2025, 2), Assert.Single((await made.Bench.ScanAsync(new() { Month = Period.Month(2025, 2) }, null, None)).Months).Month);
        Assert.Equal(0, (await made.Bench.ScanAsync(new() { Digits = 8 }, null, None)).Judged);
        Assert.Equal(0, (await made.Bench.ScanAsync(new() { Unit = Units.Kilogram }, null, None)).Judged);
        Assert.Equal(0, (await made.Bench.ScanAsync(new() { Month = Period.Month(2031, 1) }, null, None)).Judged);
    }

    private static double? Planted(string code, int partner, int month, double value) => (code, partner, month) switch
    {
        ("854470", 643, 43) => value * 9,
        ("280530", 417, 43) => value * 6,
        _ => value,
    };
}
