using CsCheck;
using MathNet.Numerics.Distributions;
using Weir.Signals.Breaks;
using Weir.Trade;

namespace Weir.Signals.Tests.Breaks;

public class BreakFinderTests(ITestOutputHelper output)
{
    private static readonly double[] Low = [10, 12, 11, 9, 10, 11, 10, 12, 9, 11];

    [Fact]
    public void A_level_that_doubles_is_found_with_its_period_and_levels()
    {
        var finding = BreakFinder.Find(Some.Series([.. Low.Concat(Low.Select(v => 2 * v)).Select(v => (double?)v)]), new());
        var found = Assert.Single(finding.Breaks);
        Assert.Equal((Some.Month(10), BreakObstacle.None, true), (found.Period, finding.Obstacle, finding.Logarithms));
        Assert.InRange(found.Ratio!.Value, 1.9, 2.1);
        Assert.True(found.Earliest <= found.Period && found.Period <= found.Latest);
        Assert.True(found.Before.Low < found.Before.Level && found.Before.Level < found.Before.High && found.Before.High < found.After.Low);
        Assert.Equal((10, 10), (found.Before.Known, found.After.Known));
    }

    [Fact]
    public void A_break_in_a_gap_has_the_gap_in_its_interval_and_no_zero_in_its_levels()
    {
        var values = Low.Select(v => (double?)v).Concat([null, null, null]).Concat(Low.Select(v => (double?)(9 * v))).ToArray();
        var finding = BreakFinder.Find(Some.Series(values), new());
        var found = Assert.Single(finding.Breaks);
        Assert.Equal((Some.Month(10), Some.Month(13), Some.Month(13), 3), (found.Earliest, found.Period, found.Latest, finding.NotKnown));
        Assert.InRange(found.Before.Level, 10, 11);
    }

    [Fact]
    public void What_cannot_be_told_is_not()
    {
        BreakObstacle Of(BreakOptions options, params double?[] values)
        {
            var finding = BreakFinder.Find(Some.Series(values), options);
            Assert.Empty(finding.Breaks);
            Assert.Empty(finding.Segments);
            return finding.Obstacle;
        }
        Assert.Equal(BreakObstacle.TooFewValues, Of(new()));
        Assert.Equal(BreakObstacle.TooFewValues, Of(new(), 5));
        Assert.Equal(BreakObstacle.TooFewValues, Of(new(), 1, null, 2, null, 3, null, 4, null, 5));
        Assert.Equal(BreakObstacle.Constant, Of(new(), 0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal(BreakObstacle.Constant, Of(new(), 7, 7, 7, 7, 7, null, 7));
        Assert.Equal(BreakObstacle.NotPositive, Of(new() { Log = Preparation.On }, 1, 2, 3, 0, 2, 3, 4));
        Assert.Equal(BreakObstacle.NotCounts, Of(new() { Change = BreakChange.Poisson }, 1, 2, 3, -1, 2, 3));
        Assert.Equal(BreakObstacle.NotCounts, Of(new() { Change = BreakChange.Poisson }, 1, 2, 3, 1.5, 2, 3));
        Assert.Equal(BreakObstacle.NoSeasons, Of(new() { Seasonal = Preparation.On }, 1, 2, 3, 1, 2, 3));
    }

    [Fact]
    public void Options_that_mean_nothing_are_refused()
    {
        void Refused(BreakOptions options) => Assert.Throws<ArgumentOutOfRangeException>(() => BreakFinder.Find(Some.Series(1, 2, 3, 4, 5, 6, 7), options));
        Refused(new() { Noise = 0 });
        Refused(new() { Confidence = 1 });
        Refused(new() { MinimumSegment = 0 });
        Refused(new() { Change = BreakChange.Variance, MinimumSegment = 1 });
        Refused(new() { Change = BreakChange.Poisson, Log = Preparation.On });
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakPenalty.Of(-1));
        Assert.Throws<ArgumentException>(() => BreakFinder.Find([new(Period.OfYear(2020), 1), new(Period.OfYear(2020), 2)], new()));
    }

    [Fact]
    public void A_year_that_repeats_is_no_break()
    {
        double[] year = [1, 2, 3, 9, 8, 7, 6, 5, 4, 3, 2, 1];
        var values = Enumerable.Range(0, 60).Select(i => (double?)(year[i % 12] * (1 + (0.05 * Math.Sin(i * i))) * (i < 30 ? 1 : 3))).ToArray();
        var finding = BreakFinder.Find(Some.Series(values), new());
        Assert.True(finding.Seasonal);
        Assert.Equal([Some.Month(30)], finding.Breaks.Select(b => b.Period));
    }

    [Fact]
    public void PELT_is_the_optimum_that_plain_search_over_all_segmentations_gives() =>
        Gen.Select(Gen.Double[-3, 3].Array[6, 11], Gen.Int[1, 3], Gen.Bool).Sample((values, minimum, mbic) =>
        {
            var options = new BreakOptions { Noise = 1, MinimumSegment = minimum, Penalty = mbic ? BreakPenalty.Mbic : BreakPenalty.Of(2), Log = Preparation.Off, Seasonal = Preparation.Off };
            var found = BreakFinder.Find([.. values.Select((v, i) => new PeriodValue(Period.OfYear(2000 + i), v))], options);
            var n = values.Length;
            var penalty = options.Penalty.Value(n, 1);
            double Cost(IEnumerable<int> breaks)
            {
                int[] ends = [0, .. breaks, n];
                return (penalty * (ends.Length - 2)) + ends.Zip(ends.Skip(1)).Sum(e =>
                {
                    var part = values[e.First..e.Second];
                    return part.Sum(v => (v - part.Average()) * (v - part.Average())) + (mbic ? Math.Log(part.Length) : 0);
                });
            }
            var best = Enumerable.Range(0, 1 << (n - 1)).Select(mask => Enumerable.Range(1, n - 1).Where(i => (mask >> (i - 1) & 1) == 1).ToArray())
                .Where(b => b.Append(n).Zip(b.Prepend(0), (to, from) => to - from).All(length => length >= minimum))
                .Min(Cost);
            Assert.Equal(best, Cost(found.Breaks.Select(b => b.Period.Year - 2000)), 1e-9);
        }, iter: 200);

    [Fact]
    public void The_answer_does_not_depend_on_the_unit() => Gen.Double[1, 100].Array[8, 40].Sample(values =>
    {
        var one = BreakFinder.Find(Some.Series([.. values.Select(v => (double?)v)]), new());
        var other = BreakFinder.Find(Some.Series([.. values.Select(v => (double?)(v * 1024))]), new());
        Assert.Equal(one.Breaks.Select(b => b.Period), other.Breaks.Select(b => b.Period));
        foreach (var (a, b) in one.Segments.Zip(other.Segments))
            Assert.Equal(a.Level * 1024, b.Level, b.Level * 1e-6);
    });

    /// <summary>How often the interval of a break that was found holds its true place, over sizes of the jump and memories of the noise.</summary>
    [Theory]
    [InlineData(0.0, 1.5)]
    [InlineData(0.0, 3.0)]
    [InlineData(0.5, 2.0)]
    [InlineData(0.5, 4.0)]
    public void Intervals_of_places_hold_the_true_place_as_often_as_they_say(double memory, double jump)
    {
        const int Worlds = 600, Before = 30, After = 30;
        var random = new Random(20261123);
        int found = 0, held = 0, levels = 0;
        double length = 0;
        for (var world = 0; world < Worlds; world++)
        {
            var noise = Normal.Sample(random, 0, 1 / Math.Sqrt(1 - (memory * memory)));
            var values = new PeriodValue[Before + After];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = new(Period.OfYear(1900 + i), noise + (i < Before ? 0 : jump));
                noise = (memory * noise) + Normal.Sample(random, 0, 1);
            }
            var finding = BreakFinder.Find(values, new() { Log = Preparation.Off });
            if (finding.Breaks is not [var only])
                continue;
            found++;
            held += only.Earliest.Year <= 1900 + Before && only.Latest.Year >= 1900 + Before ? 1 : 0;
            levels += only.Before.Low <= 0 && only.Before.High >= 0 ? 1 : 0;
            length += only.Latest.Year - only.Earliest.Year + 1;
        }
        output.WriteLine(FormattableString.Invariant($"memory {memory}, jump {jump}: one break in {found} of {Worlds}, place held {held / (double)found:0.000}, level before held {levels / (double)found:0.000}, mean length {length / found:0.0}"));
        Assert.True(held >= 0.88 * found, $"{held} of {found}");
    }
}
