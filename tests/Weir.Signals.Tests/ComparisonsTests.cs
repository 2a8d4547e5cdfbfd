using Weir.Trade;

namespace Weir.Signals.Tests;

public class ComparisonsTests
{
    [Fact]
    public void Ratio_and_share_on_what_is_known()
    {
        var found = Comparisons.At(Some.Series(300), [Some.Series(100), Some.Series((double?)null), Some.Series(0)], Some.Month(0));
        Assert.Equal((0.75, 2), (found.Share, found.Known));
        Assert.Equal([3, null, null], found.Others.Select(o => o.Ratio.Value));
        Assert.Equal([Obstacle.None, Obstacle.BaseNotKnown, Obstacle.BaseIsZero], found.Others.Select(o => o.Ratio.Obstacle));
    }

    [Fact]
    public void Units_are_converted_or_not_compared()
    {
        var found = Comparisons.At(Some.In(Units.Kilometre, 3), [Some.In(Units.Metre, 1500), Some.In(Units.Kilogram, 5)], Some.Month(0));
        Assert.Equal((2d, 1.5), (found.Others[0].Ratio.Value, found.Others[0].Value));
        Assert.Equal(Obstacle.UnitsDiffer, found.Others[1].Ratio.Obstacle);
        Assert.Equal(2d / 3, found.Share!.Value, 1e-12);
    }

    [Fact]
    public void Nothing_known_gives_no_share()
    {
        Assert.Null(Comparisons.At(Some.Series(3), [Some.Series((double?)null)], Some.Month(0)).Share);
        Assert.Null(Comparisons.At(Some.Series(3), [], Some.Month(0)).Share);
        Assert.Null(Comparisons.At(Some.Series((double?)null), [Some.Series(3)], Some.Month(0)).Share);
        Assert.Null(Comparisons.At(Some.Series(0), [Some.Series(0)], Some.Month(0)).Share);
    }

    [Fact]
    public void Lower_bounds_are_said_and_kept_out_of_the_share()
    {
        var found = Comparisons.At(Some.Series(3).WithPartial(0), [Some.Series(1)], Some.Month(0));
        Assert.True(found is { LowerBound: true, Share: null });
        Assert.Equal(3, found.Others[0].Ratio.Value);
        var other = Comparisons.At(Some.Series(3), [Some.Series(1).WithPartial(0)], Some.Month(0));
        Assert.Equal((Obstacle.BaseIsPartial, true), (other.Others[0].Ratio.Obstacle, other.Others[0].LowerBound));
        Assert.Null(other.Share);
    }

    [Fact]
    public void A_part_of_a_whole()
    {
        Assert.Equal(0.25, Comparisons.ShareOf(Some.Series(1), Some.Series(4), Some.Month(0)).Value);
        Assert.Equal(Obstacle.BaseNotKnown, Comparisons.ShareOf(Some.Series(1), Some.Series((double?)null), Some.Month(0)).Obstacle);
        Assert.Equal(Obstacle.ValueNotKnown, Comparisons.ShareOf(Some.Series(1).WithPartial(0), Some.Series(4), Some.Month(0)).Obstacle);
    }
}
