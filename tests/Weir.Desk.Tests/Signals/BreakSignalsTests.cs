namespace Weir.Desk.Tests.Signals;

/// <summary>Changes of level in a desk's watches.</summary>
public sealed class BreakSignalsTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_level_that_changed_in_the_last_year_is_found_with_its_place_and_explained()
    {
        await using var made = await MadeTrade.CreateAsync((code, partner, month, value) => code == "854470" && partner == 643 && month >= 36 ? value * 4 : value);
        var report = await made.Bench.SignalsAsync(new() { Kinds = ["break"] }, None);
        Assert.Equal(8, report.Judged);
        var signal = Assert.Single(report.Signals);
        Assert.Equal("break.comtrade.CHN.RUS.X.fibre-optic-cable.USD.2025-01", signal.Id.Text);
        Assert.InRange(signal.Value!.Value / signal.Expected!.Value, 3, 5);
        Assert.True(signal.Lower < signal.Expected && signal.Expected < signal.Upper);
        var explained = await made.Bench.ExplainAsync(signal.Id, null, None);
        Assert.Equal(signal.Value, explained!.Signal.Value);
        Assert.StartsWith("weir breaks fibre-optic-cable --from CHN --to RUS --flow X --unit USD --as-of 2025-10-20T", explained.Command, StringComparison.Ordinal);
        foreach (var phrase in explained.Steps.Concat(explained.WouldChange).Append(signal.Text))
        {
            Assert.DoesNotContain("{", Desk.Words.Words.For("en").Say(phrase), StringComparison.Ordinal);
            Assert.Matches("[а-яё]", Desk.Words.Words.For("ru").Say(phrase));
        }
    }

    [Fact]
    public async Task An_old_change_is_no_news_and_a_short_series_is_said_to_be_one()
    {
        await using var made = await MadeTrade.CreateAsync((code, partner, month, value) => code switch
        {
            "854470" when partner == 643 && month >= 20 => value * 4,
            "850760" when month < 40 => null,
            _ => value,
        });
        var report = await made.Bench.SignalsAsync(new() { Kinds = ["break"] }, None);
        Assert.Empty(report.Signals);
        Assert.Equal(4, report.Unsaid.Count);
        Assert.All(report.Unsaid, u => Assert.Contains("4 values are known, and at least 6 are needed", Desk.Words.Words.For("en").Say(u), StringComparison.Ordinal));
    }
}
