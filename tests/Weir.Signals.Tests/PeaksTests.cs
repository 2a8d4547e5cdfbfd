using CsCheck;
using Weir.Trade;

namespace Weir.Signals.Tests;

public class PeaksTests
{
    [Fact]
    public void Record_and_the_record_before()
    {
        var peak = Peaks.At(Some.Series(3, 7, 7, 2, 9), Some.Month(4));
        Assert.True(peak is { IsRecord: true, HighestSince: null, HighestIsOfTheKnown: false, KnownBefore: 4, NotKnownBefore: 0 });
        Assert.Equal(new PeriodValue(Some.Month(1), 7), peak.LastRecord);
    }

    [Fact]
    public void Highest_since_looks_only_as_far_as_it_must()
    {
        var peak = Peaks.At(Some.Series(null, 8, 3, 5, 6), Some.Month(4));
        Assert.True(peak is { IsRecord: false, HighestIsOfTheKnown: false, NotKnownBefore: 1 });
        Assert.Equal(Some.Month(1), peak.HighestSince);
        Assert.True(Peaks.At(Some.Series(8, null, 5, 6), Some.Month(3)) is { HighestIsOfTheKnown: true });
    }

    [Fact]
    public void Equal_is_not_higher()
    {
        var peak = Peaks.At(Some.Series(5, 5), Some.Month(1));
        Assert.False(peak.IsRecord);
        Assert.Equal(Some.Month(0), peak.HighestSince);
    }

    [Fact]
    public void With_gaps_it_is_the_highest_of_the_known() =>
        Assert.True(Peaks.At(Some.Series(1, null, 2), Some.Month(2)) is { IsRecord: true, HighestIsOfTheKnown: true });

    [Fact]
    public void A_lone_value_is_no_record() =>
        Assert.True(Peaks.At(Some.Series(null, 2), Some.Month(1)) is { IsRecord: false, IsLowest: false, LastRecord: null, KnownBefore: 0 });

    [Fact]
    public void A_value_not_known_says_nothing_else()
    {
        var peak = Peaks.At(Some.Series(1, 2), Some.Month(5));
        Assert.Equal((Obstacle.ValueNotKnown, null), (peak.Obstacle, peak.Value));
        Assert.False(peak.IsRecord || peak.IsLowest || peak.IsFirstFlow);
    }

    [Theory]
    [InlineData(3, false, 9, 1, 2, 3, 4)]
    [InlineData(1, true, 1, null, 3, 4)]
    [InlineData(0, false, 4, 4)]
    [InlineData(2, true, 1, 2, 3)]
    public void Steps_of_rise_end_at_a_gap(int steps, bool atLeast, params object?[] values)
    {
        var series = Some.Series([.. values.Select(v => v is null ? (double?)null : Convert.ToDouble(v, System.Globalization.CultureInfo.InvariantCulture))]);
        var peak = Peaks.At(series, Some.Month(values.Length - 1));
        Assert.Equal((steps, atLeast), (peak.MonthsRising, peak.RisingAtLeast));
    }

    [Fact]
    public void Steps_of_fall() => Assert.Equal(2, Peaks.At(Some.Series(5, 9, 4, 3), Some.Month(3)).MonthsFalling);

    [Fact]
    public void A_trough_needs_both_neighbours()
    {
        Assert.True(Peaks.At(Some.Series(5, 3, 4), Some.Month(1)).IsTrough);
        Assert.False(Peaks.At(Some.Series(5, 4, 4), Some.Month(1)).IsTrough);
        Assert.Null(Peaks.At(Some.Series(5, 3, null), Some.Month(1)).IsTrough);
        Assert.Null(Peaks.At(Some.Series(5, 3), Some.Month(1)).IsTrough);
        Assert.Null(Peaks.At(Some.Series(), Period.Month(1, 1)).IsTrough);
        Assert.Null(Peaks.At(Some.Series(), Period.Month(9999, 12)).IsTrough);
    }

    [Fact]
    public void First_flow_ever_needs_a_known_zero_before()
    {
        Assert.True(Peaks.At(Some.Series(0, 0, 5), Some.Month(2)) is { IsFirstFlow: true, NotKnownBefore: 0, ReturnAfter: null });
        Assert.True(Peaks.At(Some.Series(null, 0, 5), Some.Month(2)) is { IsFirstFlow: true, NotKnownBefore: 1 });
        Assert.False(Peaks.At(Some.Series(null, null, 5), Some.Month(2)).IsFirstFlow);
        Assert.False(Peaks.At(Some.Series(1, 0, 5), Some.Month(2)).IsFirstFlow);
    }

    [Fact]
    public void Return_after_an_absence_counts_only_known_zeros()
    {
        Assert.Equal(new Absence(Some.Month(0), 2, 1), Peaks.At(Some.Series(4, 0, null, 0, 5), Some.Month(4)).ReturnAfter);
        Assert.Null(Peaks.At(Some.Series(4, null, 5), Some.Month(2)).ReturnAfter);
        Assert.Null(Peaks.At(Some.Series(4, 0, 0), Some.Month(2)).ReturnAfter);
    }

    [Fact]
    public void Lower_bounds_prove_only_what_they_can()
    {
        Assert.False(Peaks.At(Some.Series(9, 5).WithPartial(0), Some.Month(1)).IsRecord);
        Assert.True(Peaks.At(Some.Series(2, 3, 5).WithPartial(0), Some.Month(2)) is { IsRecord: true, HighestIsOfTheKnown: true });
        Assert.True(Peaks.At(Some.Series(2, 5).WithPartial(1), Some.Month(1)) is { IsRecord: true, LowerBound: true, MonthsRising: 0, IsTrough: null });
        Assert.True(Peaks.At(Some.Series(9, 5).WithPartial(1), Some.Month(1)) is { IsLowest: false, LowestSince: null, MonthsFalling: 0 });
    }

    [Fact]
    public void Highest_since_agrees_with_a_plain_search() => Gen.Int[0, 6].Array[1, 25].Sample(values =>
    {
        // 6 stands for a month that is not known.
        double?[] known = [.. values.Select(v => v == 6 ? (double?)null : v)];
        var peak = Peaks.At(Some.Series(known), Some.Month(known.Length - 1));
        if (known[^1] is not { } last)
        {
            Assert.Equal(Obstacle.ValueNotKnown, peak.Obstacle);
            return;
        }
        var since = Enumerable.Range(0, known.Length - 1).Where(i => known[i] >= last).Select(i => (int?)i).LastOrDefault();
        Assert.Equal(since is { } i ? Some.Month(i) : null, peak.HighestSince);
        Assert.Equal(known[..^1].Any(v => v is not null) && since is null, peak.IsRecord);
        Assert.Equal(known[((since ?? -1) + 1)..^1].Contains(null), peak.HighestIsOfTheKnown);
    });
}
