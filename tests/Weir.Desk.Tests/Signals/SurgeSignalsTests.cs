using Weir.Desk.Signals;
using Weir.Trade;

namespace Weir.Desk.Tests.Signals;

/// <summary>Surges in a desk's watches, from rows in a lake to sentences.</summary>
public sealed class SurgeSignalsTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_planted_surge_is_found_and_explained_with_its_numbers()
    {
        await using var made = await MadeTrade.CreateAsync((code, partner, month, value) => (code, partner, month) == ("854470", 643, 43) ? value * 9 : value);
        var report = await made.Bench.SignalsAsync(new() { Kinds = ["surge"] }, None);
        var signal = Assert.Single(report.Signals);
        Assert.Equal("surge.comtrade.CHN.RUS.X.fibre-optic-cable.USD.2025-08", signal.Id.Text);
        Assert.Equal((Period.Month(2025, 8), "fibre", "USD"), (signal.Period, signal.Watch, signal.Unit!.Code));
        Assert.True(signal.Value > 4 * signal.Expected && signal.Value > signal.Upper && signal.P <= signal.Q && signal.Q <= 0.05);
        Assert.Equal(signal.Excess, signal.Value - signal.Expected);
        Assert.Single(signal.Rows);
        Assert.Equal("/flow/CHN/RUS/fibre-optic-cable", signal.Page);
        // 8 series of exports were judged at their three latest months; Russia and the routes publish nothing here.
        Assert.Equal(24, report.Judged);

        var explained = await made.Bench.ExplainAsync(signal.Id, null, None);
        Assert.Equal(signal.Q, explained!.Signal.Q);
        var said = string.Join(' ', explained.Steps.Concat(explained.WouldChange).Concat(explained.Signal.Reasons).Select(Desk.Words.Words.For("en").Say));
        Assert.Contains("43 known months from January 2022", said, StringComparison.Ordinal);
        Assert.Contains("24 months were judged together", said, StringComparison.Ordinal);
        Assert.Contains("The method ‘farrington’", said, StringComparison.Ordinal);
        Assert.Contains("HS 2017", said, StringComparison.Ordinal);
        Assert.StartsWith($"weir explain {signal.Id} --as-of 2025-10-20T", explained.Command, StringComparison.Ordinal);
        Assert.All(explained.Steps.Concat(explained.WouldChange).Append(explained.Signal.Text), p => Assert.Matches("[а-яё]", Desk.Words.Words.For("ru").Say(p)));
    }

    [Fact]
    public async Task What_was_known_before_is_judged_as_of_then()
    {
        await using var made = await MadeTrade.CreateAsync((code, partner, month, value) => (code, partner, month) == ("854470", 643, 43) ? value * 9 : value);
        Assert.Empty((await made.Bench.SignalsAsync(new() { Kinds = ["surge"], AsOf = new(2025, 10, 19, 0, 0, 0, TimeSpan.Zero) }, None)).Signals);
        Assert.Null(await made.Bench.ExplainAsync(Parsed("surge.comtrade.CHN.RUS.X.fibre-optic-cable.USD.2025-08"), new(2025, 10, 19, 0, 0, 0, TimeSpan.Zero), None));
    }

    [Fact]
    public async Task A_rise_from_a_trough_says_so()
    {
        await using var made = await MadeTrade.CreateAsync((code, partner, month, value) => (code, partner, month) switch
        {
            ("854470", 643, 42) => value / 5,
            ("854470", 643, 43) => value * 6,
            _ => value,
        });
        var signal = Assert.Single((await made.Bench.SignalsAsync(new() { Kinds = ["surge"] }, None)).Signals);
        Assert.Contains(signal.Reasons, r => r.Key == "signal.surge.low-base");
        Assert.Contains(signal.Reasons, r => r.Key == "signal.surge.to-record");
    }

    [Fact]
    public async Task What_cannot_be_judged_is_said_with_the_reason()
    {
        await using var made = await MadeTrade.CreateAsync((code, _, month, value) => code == "850760" && month < 40 ? null : value);
        var report = await made.Bench.SignalsAsync(new() { Kinds = ["surge"] }, None);
        Assert.Equal(4, report.Unsaid.Count);
        Assert.All(report.Unsaid, u => Assert.Contains("3 earlier months are known, and at least 12 are needed", Desk.Words.Words.For("en").Say(u), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Questions_that_name_nothing_are_refused_with_what_there_is()
    {
        await using var made = await MadeTrade.CreateAsync((_, _, month, value) => month < 2 ? value : null);
        Assert.Contains("the desk has fibre", (await Assert.ThrowsAsync<DeskException>(() => made.Bench.SignalsAsync(new() { Watch = "gallium" }, None))).Message, StringComparison.Ordinal);
        Assert.Contains("there are surge", (await Assert.ThrowsAsync<DeskException>(() => made.Bench.SignalsAsync(new() { Kinds = ["ghost"] }, None))).Message, StringComparison.Ordinal);
        foreach (var id in (string[])["surge.comtrade.CHN.RUS.X.no-such-goods.USD.2022-01", "surge.comtrade.CHN.RUS.X.854470.USD.2030-01", "surge.gacc.CHN.RUS.X.854470.USD.2022-01", "ghost.a.b"])
            Assert.Null(await made.Bench.ExplainAsync(Parsed(id), null, None));
    }

    private static SignalId Parsed(string id) => SignalId.TryParse(id, out var parsed) ? parsed : throw new ArgumentException(id, nameof(id));
}
