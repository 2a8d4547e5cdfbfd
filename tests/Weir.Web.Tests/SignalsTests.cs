using System.Net;
using System.Text.Json;
using Weir.Desk.Signals;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>The page of signals, and the page of one.</summary>
public sealed class SignalsTests
{
    private static readonly Economy China = Economies.FromNumber(156);
    private static readonly Economy Russia = Economies.FromNumber(643);
    private static readonly Economy Kyrgyzstan = Economies.FromNumber(417);

    [Fact]
    public async Task Signals_are_filtered_sorted_and_given_as_data()
    {
        await using var bench = await BenchAsync();
        await using var site = await RunningSite.StartAsync(bench);
        var page = await site.GetAsync("/signals?lang=en");
        Assert.Contains("of 54 things judged", page, StringComparison.Ordinal);
        Assert.Contains("2 findings", page, StringComparison.Ordinal);
        Assert.Contains("&lt;0.0001", page, StringComparison.Ordinal);
        Assert.Contains("cannot be judged: three months", page, StringComparison.Ordinal);
        Assert.Contains("Сигналы", await site.GetAsync("/signals?lang=ru"), StringComparison.Ordinal);

        Assert.Equal(["fibre", "batteries"], await GoodsAsync(site, ""));
        Assert.Equal(["batteries", "fibre"], await GoodsAsync(site, "?sort=excess"));
        Assert.Equal(["batteries"], await GoodsAsync(site, "?goods=batteries"));
        Assert.Equal(["batteries"], await GoodsAsync(site, "?place=KGZ"));
        Assert.Equal(["fibre", "batteries"], await GoodsAsync(site, "?place=CHN"));

        var csv = (await site.GetAsync("/signals.csv?place=RUS")).Split("\r\n");
        Assert.StartsWith("surge.comtrade.CHN.RUS.X.fibre.USD.2025-08,surge,made,fibre,CHN,RUS,2025-08,comtrade,USD,1862696,229146,99440,521911,1633550,1E-07,0.0026,official,", csv[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/signals?q=2", HttpStatusCode.BadRequest)]
    [InlineData("/signals?q=often", HttpStatusCode.BadRequest)]
    [InlineData("/signals?kind=ghost", HttpStatusCode.BadRequest)]
    [InlineData("/signals?sort=colour", HttpStatusCode.BadRequest)]
    [InlineData("/signals?watch=ghost", HttpStatusCode.NotFound)]
    [InlineData("/signals?place=Atlantis", HttpStatusCode.NotFound)]
    [InlineData("/signals/surge.a.b", HttpStatusCode.NotFound)]
    [InlineData("/signals/surge", HttpStatusCode.NotFound)]
    public async Task What_is_none_is_refused(string address, HttpStatusCode status)
    {
        await using var bench = await BenchAsync();
        await using var site = await RunningSite.StartAsync(bench);
        using var response = await site.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_signal_has_a_page_that_says_how_it_came_to_be()
    {
        await using var bench = await BenchAsync();
        var signal = bench.Signals.Signals[0];
        bench.Explanations[signal.Id.Text] = new(
            signal, SignalCatalog.Find("change")!, [new Phrase("signal.surge.step.no-q")], [new Phrase("signal.change.revisions")], $"weir explain {signal.Id} --as-of 2025-10-20T12:00:00Z");
        await using var site = await RunningSite.StartAsync(bench);
        var page = await site.GetAsync($"/signals/{signal.Id}?lang=en");
        Assert.Contains("It is none of the latest months of a watch", page, StringComparison.Ordinal);
        Assert.Contains("A revision of any of these months", page, StringComparison.Ordinal);
        Assert.Contains($"weir explain {signal.Id} --as-of 2025-10-20T12:00:00Z", page, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await site.GetAsync($"/signals/{signal.Id}.json"));
        Assert.Equal(signal.Id.Text, json.RootElement.GetProperty("signal").GetProperty("id").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("steps").GetArrayLength());
        Assert.Contains(",command,", await site.GetAsync($"/signals/{signal.Id}.csv"), StringComparison.Ordinal);
    }

    private static async Task<HandMadeBench> BenchAsync()
    {
        var bench = await HandMadeBench.OpenAsync();
        var goods = new[] { "fibre", "batteries" }.Select(g => new Goods(g, LocalText.Same(g), ["854470"], Units.UsDollar, [], null)).ToArray();
        bench.Desk = bench.Desk with { Watches = [new("made", LocalText.Same("Made"), goods, [China], [Russia], [], [Kyrgyzstan], Period.Month(2022, 1), null, "watches/made.yaml")] };
        bench.Signals = new(
            DateTimeOffset.UnixEpoch,
            [Of("fibre", Russia, 1_862_696, 229_146, 99_440, 521_911, 1e-7, 0.0026), Of("batteries", Kyrgyzstan, 9_000_000, 185_000, 120_000, 268_000, 0.0001, 0.0038)],
            [new Phrase("site.value", ("value", "cannot be judged: three months"))], 54);
        return bench;
    }

    private static Signal Of(string goods, Economy to, double value, double expected, double lower, double upper, double p, double q)
    {
        var series = new SeriesKey("comtrade", China, to, Flow.Export, goods);
        return new(SignalId.OfSeries("surge", series, Units.UsDollar, Period.Month(2025, 8)), new Phrase("site.value", ("value", $"a surge of {goods}")))
        {
            Goods = goods,
            From = China,
            To = to,
            Period = Period.Month(2025, 8),
            Watch = "made",
            Source = "comtrade",
            Unit = Units.UsDollar,
            Value = value,
            Expected = expected,
            Lower = lower,
            Upper = upper,
            Excess = value - expected,
            P = p,
            Q = q,
        };
    }

    private static async Task<IEnumerable<string?>> GoodsAsync(RunningSite site, string query)
    {
        using var json = JsonDocument.Parse(await site.GetAsync($"/signals.json{query}"));
        return [.. json.RootElement.GetProperty("signals").EnumerateArray().Select(s => s.GetProperty("goods").GetString())];
    }
}
