using CsCheck;
using Weir.Trade;

namespace Weir.Signals.Tests;

public class RangesTests
{
    [Fact]
    public void Almost_tenfold_and_328_000_miles_imply_july() => Assert.Equal(
        new ImpliedBase(new Interval(32_750, 36_500), Obstacle.None),
        ImpliedValues.Base(new(327_500, 328_500), new(9, 10)));

    [Fact]
    public void A_ratio_that_reaches_zero_implies_nothing()
    {
        Assert.Equal(new ImpliedBase(null, Obstacle.DivisorNotPositive), ImpliedValues.Base(new(1, 2), new(0, 10)));
        Assert.Equal(new ImpliedBase(null, Obstacle.ValueIsNegative), ImpliedValues.Base(new(-1, 2), new(1, 10)));
    }

    [Fact]
    public void Every_base_that_the_ranges_allow_is_implied() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1000], Gen.Int[1, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000])
            .Sample((low, width, ratioLow, ratioWidth, atValue, atRatio) =>
            {
                var implied = ImpliedValues.Base(new(low, low + width), new(ratioLow, ratioLow + ratioWidth)).Base!.Value;
                var value = low + (width * atValue / 1000m);
                var ratio = ratioLow + (ratioWidth * atRatio / 1000m);
                Assert.True(implied.Contains(value / ratio));
            });

    [Fact]
    public void Drones_that_the_cable_would_make()
    {
        var drones = EndUse.Of(Interval.Exactly(528_000), Units.Kilometre, new(19, 20), Units.Kilometre);
        Assert.Equal(new Interval(26_400, 27_789), drones.Whole);
        Assert.Equal(27_789.47m, Math.Round(drones.Exact!.Value.High, 2));
    }

    [Fact]
    public void The_quantity_is_converted_exactly() => Assert.Equal(
        EndUse.Of(Interval.Exactly(1.609344m), Units.Kilometre, new(1, 2), Units.Metre),
        EndUse.Of(Interval.Exactly(1), Units.Mile, new(1, 2), Units.Metre));

    [Fact]
    public void What_has_no_equivalent_says_why()
    {
        Assert.Equal(Obstacle.UnitsDiffer, EndUse.Of(new(1, 2), Units.Kilogram, new(1, 2), Units.Metre).Obstacle);
        Assert.Equal(Obstacle.DivisorNotPositive, EndUse.Of(new(1, 2), Units.Metre, new(0, 2), Units.Metre).Obstacle);
        Assert.Equal(Obstacle.ValueIsNegative, EndUse.Of(new(-1, 2), Units.Metre, new(1, 2), Units.Metre).Obstacle);
        Assert.Equal(new Interval(0, 0), EndUse.Of(new(0, 0), Units.Metre, new(1, 2), Units.Metre).Whole);
    }
}
