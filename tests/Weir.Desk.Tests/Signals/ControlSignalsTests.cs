namespace Weir.Desk.Tests.Signals;

/// <summary>Controls on a desk's goods, and its files of uses, as signals.</summary>
public sealed class ControlSignalsTests
{
    private const string Control =
        """
        title: Made-up licences for fibre
        by: CHN
        measure: licence
        announced: 2024-06-01
        in-force: 2024-07-01
        codes:
          - { codes: ["8544.70"] }
        source: { act: Made up, date: 2024-06-01 }

        """;

    private const string Uses =
        """
        title: Fibre against its uses
        goods: fibre-optic-cable
        destination: RUS
        period: 2025-08
        measure: cable
        measures:
          - { id: cable, title: kilometres of cable, unit: km }
        amounts:
          - { id: in, title: what came in, kind: imports, measure: cable, amount: [100, 110], period: 2025-08, source: made up }
          - { id: use, title: a use, kind: use, measure: cable, amount: [20, 30], period: 2025-08, source: made up }

        """;

    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_control_that_halved_its_goods_is_found_and_explained()
    {
        await using var made = await MadeTrade.CreateAsync((code, _, month, value) => code == "854470" && month >= 30 ? value / 2 : value, ("controls/made.yaml", Control));
        var report = await made.Bench.SignalsAsync(new() { Kinds = ["control-effect"] }, None);
        var signal = Assert.Single(report.Signals, s => s.Id.Text == "control-effect.made.USD");
        Assert.InRange(signal.Value!.Value, -60, -40);
        Assert.True(signal.Lower < -50 && signal.Upper > -50 && signal.P < 0.001 && signal.Q < 0.05);
        Assert.Equal("/control/made", signal.Page);
        var explained = await made.Bench.ExplainAsync(signal.Id, null, None);
        Assert.Equal(signal.Value, explained!.Signal.Value);
        Assert.StartsWith("weir effect --control made --unit USD --as-of 2025-10-20T", explained.Command, StringComparison.Ordinal);
        Assert.All(explained.Steps.Concat(explained.WouldChange).Append(signal.Text), p => Assert.Matches("[а-яё]", Desk.Words.Words.For("ru").Say(p)));
    }

    [Fact]
    public async Task A_control_without_enough_months_before_it_is_said_to_be_one()
    {
        await using var made = await MadeTrade.CreateAsync((_, _, month, value) => month < 20 ? null : value, ("controls/made.yaml", Control));
        var report = await made.Bench.SignalsAsync(new() { Kinds = ["control-effect"] }, None);
        Assert.DoesNotContain(report.Signals, s => s.Id.Text == "control-effect.made.USD");
        Assert.Contains(report.Unsaid, u => Desk.Words.Words.For("en").Say(u).StartsWith("Made-up licences for fibre: what it changed cannot be said", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_no_use_explains_is_a_signal_with_the_figure_that_moves_it_most()
    {
        await using var made = await MadeTrade.CreateAsync((_, _, month, value) => month < 2 ? value : null, ("uses/fibre.yaml", Uses));
        var signal = Assert.Single((await made.Bench.SignalsAsync(new() { Kinds = ["absorption"] }, None)).Signals);
        Assert.Equal(("absorption.fibre", 105.0, 25.0, 20.0, 30.0), (signal.Id.Text, signal.Value, signal.Expected, signal.Lower, signal.Upper));
        var explained = await made.Bench.ExplainAsync(signal.Id, null, None);
        Assert.Equal(4, explained!.Steps.Count);
        Assert.Equal(2, explained.WouldChange.Count);
        Assert.Contains("70–90\u00A0km are left", Desk.Words.Words.For("en").Say(explained.Steps[2]), StringComparison.Ordinal);
    }
}
