using Weir.Signals.Effects;
using Weir.Trade;

namespace Weir.Signals.Tests.Effects;

public class ControlEffectsTests
{
    private static readonly ControlTiming Graphite = new(new(2023, 10, 20), new(2023, 12, 1), null);

    /// <summary>China's graphite control on China's own monthly exports of natural graphite and artificial graphite.</summary>
    [Theory]
    [InlineData("250410")]
    [InlineData("380110")]
    [InlineData("250410 380110")]
    public void China_s_graphite_control_of_1_December_2023(string goods)
    {
        var data = SampleTable.NeedTrade("comtrade/qennis+ChinaCriticalMineralComtrade/deep_dive_hs6_monthly.csv");
        var (dates, partners, codes, values) = (data.Texts("period_dt"), data.Texts("partner_name"), data.Texts("hs6"), data.Numbers("val"));
        var names = partners.Distinct(StringComparer.Ordinal).ToList();
        var flows = Enumerable.Range(0, data.Count).Where(i => goods.Contains(codes[i], StringComparison.Ordinal))
            .ToDictionary(i => (names.IndexOf(partners[i]), codes[i], Period.Parse(dates[i][..7])), i => values[i]);
        var months = Period.Month(2017, 1).To(Period.Month(2024, 12)).ToList();
        var cells = flows.Keys.Select(k => (k.Item1, k.Item2)).Distinct()
            .SelectMany(l => months.Select(m => new ControlCell(156, l.Item1, l.Item2, m, flows.GetValueOrDefault((l.Item1, l.Item2, m)), true))).ToList();
        var found = ControlEffects.Of(cells, Graphite, new(), TestContext.Current.CancellationToken);
        Assert.Equal(ControlObstacle.None, found.Obstacle);
        Assert.False(found.Compared);
        Assert.Equal((Period.Month(2020, 10), Period.Month(2024, 11)), (found.From, found.To));
        Assert.True(Of(2023, 11).Low > 0, "goods were hoarded in November");
        if (goods == "380110")
            return; // Only artificial graphite of some grades is controlled; most of the code is not.
        Assert.True(Of(2023, 12).High < 0, "and lacking in December");
        Assert.Equal(13, found.Destinations.Count);
        foreach (var name in goods == "250410" ? ["South Korea", "Japan", "India", "Germany", "Netherlands"] : (string[])["South Korea", "Japan", "Germany", "Poland", "Hungary"])
        {
            var destination = found.Destinations.Single(d => d.Destination == names.IndexOf(name));
            var december = destination.Events.Single(e => e.Period == Period.Month(2023, 12)).Term!;
            Assert.True(december.Interval(.05)!.Value.High < 0, $"December to {name}: {december.Percent} %");
        }

        (double Low, double High) Of(int year, int month) => found.Events.Single(e => e.Period == Period.Month(year, month)).Term!.Interval(.05)!.Value;
    }

    /// <summary>A seeded world: before a control that takes two fifths away, except from one destination, everybody buys half as much again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_put_into_a_world_is_found_in_it(bool compared)
    {
        var (cells, timing) = World(7, compared);
        var found = ControlEffects.Of(cells, timing, new(), TestContext.Current.CancellationToken);
        Assert.Equal(ControlObstacle.None, found.Obstacle);
        Assert.Equal(compared, found.Compared);
        Holds(50, found.Anticipation!);
        foreach (var destination in found.Destinations)
            Holds(destination.Destination == 3 ? 0 : -40, destination.Effect!);
        var spared = found.Destinations.Single(d => d.Destination == 3).Selectivity!;
        Assert.True(spared.Interval(.05)!.Value.Low > 0);
        Assert.Equal([-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], found.Events.Select(e => e.Month));

        void Holds(double percent, EffectTerm term)
        {
            var (low, high) = term.Interval(.001)!.Value;
            Assert.InRange(Math.Log(1 + (percent / 100)), low, high);
            Assert.InRange(term.Percent, percent - 12, percent + 12);
        }
    }

    [Fact]
    public void No_effect_where_too_little_is_known()
    {
        var (cells, timing) = World(1, false);
        Assert.Equal(ControlObstacle.NoFlow, Of([]).Obstacle);
        Assert.Equal(ControlObstacle.TooFewMonthsBefore, Of([.. cells.Where(c => c.Month >= Period.Month(2022, 3))]).Obstacle);
        Assert.Equal(ControlObstacle.NoMonthAfter, Of([.. cells.Where(c => c.Month < timing.First)]).Obstacle);

        ControlFinding Of(IReadOnlyList<ControlCell> some) => ControlEffects.Of(some, timing, new(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Where_nothing_went_since_there_is_no_interval()
    {
        var (cells, timing) = World(1, false);
        var found = ControlEffects.Of([.. cells.Select(c => c.Destination == 2 && c.Month >= timing.First ? c with { Value = 0 } : c)], timing, new(), TestContext.Current.CancellationToken);
        var stopped = found.Destinations.Single(d => d.Destination == 2);
        Assert.True(stopped.Stopped);
        Assert.Null(stopped.Effect);
        Assert.Null(stopped.Selectivity);
    }

    [Fact]
    public void The_month_that_a_control_begins_in()
    {
        Assert.Equal(Period.Month(2023, 12), Graphite.First);
        Assert.Equal(Period.Month(2024, 1), (Graphite with { InForce = new(2023, 12, 16) }).First);
        Assert.Equal(Period.Month(2023, 10), Graphite.Anticipation);
        Assert.Equal(Period.Month(2025, 11), (Graphite with { Ended = new(2025, 11, 7) }).End);
    }

    private static (List<ControlCell> Cells, ControlTiming Timing) World(int seed, bool compared)
    {
        var random = new Random(seed);
        var timing = new ControlTiming(new(2023, 10, 20), new(2023, 12, 1), null);
        var cells = new List<ControlCell>();
        for (var destination = 0; destination < 8; destination++)
        {
            foreach (var code in compared ? (string[])["controlled", "other"] : ["controlled"])
            {
                var size = Math.Exp(8 + random.NextDouble());
                foreach (var month in Period.Month(2019, 1).To(Period.Month(2024, 12)))
                {
                    var season = 1 + (0.3 * Math.Sin(2 * Math.PI * month.MonthOfYear / 12));
                    var effect = code == "other" ? 1 : month < timing.Anticipation ? 1 : month < timing.First ? 1.5 : destination == 3 ? 1 : 0.6;
                    var noise = Math.Exp((0.2 * (random.NextDouble() + random.NextDouble() - 1)) - 0.01);
                    cells.Add(new(156, destination, code, month, size * season * effect * noise, code == "controlled"));
                }
            }
        }
        return (cells, timing);
    }
}
