using System.Text.Json;
using Weir.Desk.Figures;
using Weir.Store;
using Weir.Trade;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>The pages of totals and of completeness.</summary>
public sealed class TotalsTests
{
    private static readonly Period May = Period.Month(2025, 5);
    private static readonly Economy China = Economies.FromNumber(156);

    [Fact]
    public async Task A_total_shows_what_is_told_apart_what_is_not_and_what_is_lacking()
    {
        await using var bench = await HandMadeBench.OpenAsync();
        bench.Totals = Table;
        await using var site = await RunningSite.StartAsync(bench);

        var page = await site.GetAsync("/totals?by=partner&reporter=CHN&lang=en");
        Assert.Contains("China, exports, HS2022, May 2025", page, StringComparison.Ordinal);
        Assert.Contains("<dd>1,000</dd>", page, StringComparison.Ordinal);
        Assert.Contains("Russia", page, StringComparison.Ordinal);
        Assert.Contains("Areas not specified", page, StringComparison.Ordinal);
        Assert.Contains("10%", page, StringComparison.Ordinal);
        Assert.Contains("Not in it, because not read: June 2025.", page, StringComparison.Ordinal);
        Assert.Contains("Страны не указаны", await site.GetAsync("/totals?by=partner&lang=ru"), StringComparison.Ordinal);

        using var json = JsonDocument.Parse(await site.GetAsync("/totals.json?by=partner"));
        var total = json.RootElement.GetProperty("tables")[0].GetProperty("total");
        Assert.Equal((1000.0, 850.0, 100.0, 50.0), (total.GetProperty("published").GetDouble(), total.GetProperty("details").GetDouble(), total.GetProperty("notSpecified").GetDouble(), total.GetProperty("difference").GetDouble()));
        Assert.Equal("not-read", json.RootElement.GetProperty("tables")[0].GetProperty("lacks")[0].GetProperty("state").GetString());
        var csv = (await site.GetAsync("/totals.csv?by=partner")).Split("\r\n");
        Assert.Equal("comtrade,CHN,X,HS2022,USD,line,,RUS,,,,850,,,,,850,,0.85", csv[1]);
        Assert.Equal("comtrade,CHN,X,HS2022,USD,total,,,,,1000,850,100,,,,950,50,0.95", csv[3]);
    }

    [Fact]
    public async Task Each_state_is_told_in_words()
    {
        await using var bench = await HandMadeBench.OpenAsync();
        bench.Coverage =
        [
            Span(May, Extent.Complete), Span(May.AddMonths(1), Extent.Partial), Span(May.AddMonths(2), Extent.NotRead),
            Span(May.AddMonths(3), Extent.NotPublished) with { Expected = new(2025, 9, 18) },
        ];
        await using var site = await RunningSite.StartAsync(bench);
        var page = await site.GetAsync("/coverage?lang=en");
        foreach (var said in new[] { "May 2025", "not published</span> not before 18 September 2025", "extent-not-read", "extent-partial", "extent-complete" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("gacc,CHN,X,2025-08,not-published,0,2025-09-18", await site.GetAsync("/coverage.csv"), StringComparison.Ordinal);
    }

    private static CoveredSpan Span(Period period, Extent extent) => new("gacc", China, Flow.Export, period, period, extent, extent == Extent.Complete ? 5 : 0, null);

    private static IReadOnlyList<TotalTable> Table(TotalsQuestion question)
    {
        var none = new Dictionary<ResidualKind, double>();
        var apart = new Dictionary<ResidualKind, double> { [ResidualKind.NotSpecified] = 100 };
        return
        [
            new(
                "comtrade", 156, Flow.Export, Classification.Hs2022, "USD", [May], new(1000, 850, apart, 2),
                [new(null, 643, null, null, false, new(null, 850, none, 1)), new(null, 899, null, ResidualKind.NotSpecified, false, new(null, null, apart, 1))],
                [new(May.AddMonths(1), Extent.NotRead)], false, false, 0),
        ];
    }
}
