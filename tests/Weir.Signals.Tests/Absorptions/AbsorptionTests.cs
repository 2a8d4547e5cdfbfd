using CsCheck;
using Weir.Signals.Absorptions;
using Weir.Trade;

namespace Weir.Signals.Tests.Absorptions;

public class AbsorptionTests
{
    [Fact]
    public void The_outer_interval_holds_every_remainder_and_the_likely_one_lies_in_it() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[0, 9], Gen.Int[0, 9]).Array[1, 4].Sample(uses =>
        {
            AbsorptionLine[] lines =
            [
                new("in", false, [new("in", new Interval(100, 160))]),
                .. uses.Select((u, i) => new AbsorptionLine($"u{i}", true, [new($"p{i}", new Interval(u.Item1, u.Item1 + u.Item2)), new($"c{i}", new Interval(u.Item3, u.Item3 + u.Item4))])),
            ];
            var found = Absorption.Of(lines);
            var random = new Random(5);
            for (var draw = 0; draw < 50; draw++)
            {
                double At(Interval range) => (double)range.Low + (random.NextDouble() * (double)(range.High - range.Low));
                Assert.True(found.Remainder.Contains(lines.Sum(l => (l.IsUse ? -1 : 1) * l.Factors.Aggregate(1.0, (x, f) => x * At(f.Range)))));
            }
            Assert.True(found.Remainder.Contains(found.Likely!.Value.Low - 1e-9) || found.Remainder.Contains(found.Likely.Value.Low + 1e-9));
            Assert.InRange(found.Middle!.Value, found.Likely.Value.Low, found.Likely.Value.High);
            Assert.Equal(found.Swings.OrderByDescending(s => s.Width).Select(s => s.Width), found.Swings.Select(s => s.Width));
        }, iter: 20);

    /// <summary>The difference of two even distributions of widths 10 and 10 is triangular: 5 % lie below the corner by 10 √(2 × 0.05) = 3.162.</summary>
    [Fact]
    public void The_likely_interval_of_a_difference_is_the_triangles()
    {
        var found = Absorption.Of([new("in", false, [new("in", new Interval(100, 110))]), new("use", true, [new("use", new Interval(40, 50))])]);
        Assert.Equal(new Interval(50, 70), found.Remainder);
        Assert.Equal(50 + 3.1623, found.Likely!.Value.Low, 0.1);
        Assert.Equal(70 - 3.1623, found.Likely.Value.High, 0.1);
        Assert.Equal(found.Likely, Absorption.Of([new("in", false, [new("in", new Interval(100, 110))]), new("use", true, [new("use", new Interval(40, 50))])]).Likely);
    }

    [Fact]
    public void A_figure_without_an_upper_end_gives_no_likely_interval()
    {
        var found = Absorption.Of([new("in", false, [new("in", Interval.AtLeast(100))]), new("use", true, [new("use", new Interval(40, 50))])]);
        Assert.True(found is { Likely: null, Middle: null, Swings.Count: 0, Share: null });
        Assert.Equal(Interval.AtLeast(50), found.Remainder);
    }

    [Fact]
    public void A_shared_figure_is_one_number()
    {
        AbsorptionFactor share = new("fibres in a cable", new Interval(10, 20));
        var found = Absorption.Of([new("in", false, [new("cable", Interval.Exactly(10)), share]), new("use", true, [new("made", Interval.Exactly(10)), share])]);
        Assert.Equal((0.0, 0.0), found.Likely);
        Assert.Equal(new Interval(-100, 100), found.Remainder);
    }

    [Fact]
    public void What_means_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Absorption.Of([new("use", true, [new("use", Interval.Exactly(1))])]));
        Assert.Throws<ArgumentException>(() => Absorption.Of([new("in", false, [])]));
        Assert.Throws<ArgumentException>(() => Absorption.Of([new("in", false, [new("in", new Interval(-1, 1))])]));
    }
}
