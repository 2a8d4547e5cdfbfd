using CsCheck;
using Weir.Trade;

namespace Weir.Signals.Tests;

public class ChangesTests
{
    [Fact]
    public void On_the_month_before()
    {
        var change = Changes.OnMonthBefore(Some.Series(40, 100), Some.Month(1));
        Assert.Equal(60, change.Difference);
        Assert.Equal(2.5, change.Ratio.Value);
        Assert.Equal(new RatioBand(RatioBandKind.AtLeastFold, 2), change.Ratio.Band);
        Assert.Equal((Some.Month(0), Some.Month(0), 1, 1), (change.BaseFirst, change.BaseLast, change.BaseMonths, change.BaseMonthsKnown));
        Assert.Equal([new("ab", 2), new ObservationId("ab", 1)], change.Rows);
    }

    [Fact]
    public void A_gap_is_not_zero()
    {
        var change = Changes.OnMonthBefore(Some.Series(null, 100), Some.Month(1));
        Assert.Equal(Obstacle.BaseNotKnown, change.Ratio.Obstacle);
        Assert.Null(change.Base);
        Assert.Null(change.Difference);
        Assert.Equal(Obstacle.ValueNotKnown, Changes.OnMonthBefore(Some.Series(100, null), Some.Month(1)).Ratio.Obstacle);
    }

    [Fact]
    public void A_base_of_zero_gives_a_difference_and_no_ratio()
    {
        var change = Changes.OnMonthBefore(Some.Series(0, 100), Some.Month(1));
        Assert.Equal(100, change.Difference);
        Assert.Equal((null, Obstacle.BaseIsZero), (change.Ratio.Value, change.Ratio.Obstacle));
    }

    [Theory]
    [InlineData(-5, 100, Obstacle.BaseIsNegative)]
    [InlineData(5, -100, Obstacle.ValueIsNegative)]
    [InlineData(double.NaN, 1, Obstacle.BaseNotKnown)]
    [InlineData(1, double.PositiveInfinity, Obstacle.ValueNotKnown)]
    [InlineData(double.Epsilon, double.MaxValue, Obstacle.BaseIsZero)]
    public void What_has_no_ratio_says_why(double @base, double value, Obstacle why) =>
        Assert.Equal(why, Changes.OnMonthBefore(Some.Series(@base, value), Some.Month(1)).Ratio.Obstacle);

    [Fact]
    public void Partly_known_values_are_lower_bounds_and_no_base()
    {
        var series = Some.Series(40, 100);
        Assert.True(Changes.OnMonthBefore(series.WithPartial(1), Some.Month(1)) is { LowerBound: true, Ratio.Value: 2.5 });
        Assert.Equal(Obstacle.BaseIsPartial, Changes.OnMonthBefore(series.WithPartial(0), Some.Month(1)).Ratio.Obstacle);
    }

    [Fact]
    public void On_the_year_before()
    {
        var series = Some.Series([10, .. Enumerable.Repeat<double?>(null, 11), 30]);
        var change = Changes.OnYearBefore(series, Period.Month(2025, 1));
        Assert.Equal((3d, Period.Month(2024, 1)), (change.Ratio.Value, change.BaseFirst));
    }

    [Fact]
    public void The_trailing_mean_needs_half_of_its_months_and_says_how_many_it_has()
    {
        var change = Changes.OnTrailingMean(Some.Series(null, 10, null, 30, 40), Some.Month(4), 4);
        Assert.Equal((20d, 2d, 4, 2), (change.Base, change.Ratio.Value, change.BaseMonths, change.BaseMonthsKnown));
        Assert.Equal(Obstacle.BaseNotKnown, Changes.OnTrailingMean(Some.Series(null, 10, null, 30, 40), Some.Month(4), 5).Ratio.Obstacle);
        Assert.Throws<ArgumentOutOfRangeException>(() => Changes.OnTrailingMean(Some.Series(1), Some.Month(0), 0));
    }

    [Fact]
    public void Year_to_date_needs_every_month_of_both_years()
    {
        double?[] values = [.. Enumerable.Range(1, 24).Select(i => (double?)i)];
        var whole = Changes.YearToDate(Some.Series(values), Period.Month(2025, 12));
        Assert.Equal((222d, 78d), (whole.Value, whole.Base));
        var march = Changes.YearToDate(Some.Series(values), Period.Month(2025, 3));
        Assert.Equal((42d, 6d, 7d), (march.Value, march.Base, march.Ratio.Value));
        values[13] = null;
        Assert.Equal(Obstacle.ValueNotKnown, Changes.YearToDate(Some.Series(values), Period.Month(2025, 3)).Ratio.Obstacle);
        values[13] = 14;
        values[2] = null;
        Assert.Equal(Obstacle.BaseNotKnown, Changes.YearToDate(Some.Series(values), Period.Month(2025, 3)).Ratio.Obstacle);
        Assert.Equal(Obstacle.None, Changes.YearToDate(Some.Series(values), Period.Month(2025, 2)).Ratio.Obstacle);
    }

    [Fact]
    public void A_year_has_no_month_before_but_a_year_before()
    {
        var years = Some.Series(10, 20);
        years = years with { Points = [.. years.Points.Select((p, i) => p with { Period = Period.OfYear(2024 + i) })] };
        Assert.Equal(Obstacle.NotAMonth, Changes.OnMonthBefore(years, Period.OfYear(2025)).Ratio.Obstacle);
        Assert.Equal(Obstacle.NotAMonth, Changes.OnTrailingMean(years, Period.OfYear(2025)).Ratio.Obstacle);
        Assert.Equal(2, Changes.OnYearBefore(years, Period.OfYear(2025)).Ratio.Value);
        Assert.Equal(2, Changes.YearToDate(years, Period.OfYear(2025)).Ratio.Value);
    }

    [Fact]
    public void The_first_months_of_the_calendar_and_empty_series_are_answered()
    {
        var empty = Some.Series();
        foreach (var period in new[] { Period.Month(1, 1), Period.Month(9999, 12), Period.Month(2025, 1) })
        {
            Assert.Equal(Obstacle.ValueNotKnown, Changes.OnMonthBefore(empty, period).Ratio.Obstacle);
            Assert.Equal(Obstacle.ValueNotKnown, Changes.OnYearBefore(empty, period).Ratio.Obstacle);
            Assert.Equal(Obstacle.ValueNotKnown, Changes.OnTrailingMean(empty, period).Ratio.Obstacle);
            Assert.Equal(Obstacle.ValueNotKnown, Changes.YearToDate(empty, period).Ratio.Obstacle);
        }
    }

    [Fact]
    public void Ratios_do_not_depend_on_the_unit() =>
        Gen.Select(Gen.Double[0.01, 1e9].Array[2, 30], Gen.Double[0.001, 1000]).Sample((values, scale) =>
        {
            var last = Some.Month(values.Length - 1);
            var one = Changes.OnMonthBefore(Some.Series([.. values.Select(v => (double?)v)]), last);
            var other = Changes.OnMonthBefore(Some.Series([.. values.Select(v => (double?)(v * scale))]), last);
            Assert.Equal(one.Ratio.Value!.Value, other.Ratio.Value!.Value, one.Ratio.Value.Value * 1e-12);
        });

    [Fact]
    public void Forgetting_a_month_never_invents_a_number() =>
        Gen.Select(Gen.Double[0, 1e6].Array[2, 30], Gen.Int[0, 29]).Sample((values, hole) =>
        {
            var at = hole % values.Length;
            var series = Some.Series([.. values.Select((v, i) => i == at ? (double?)null : v)]);
            for (var i = 0; i < values.Length; i++)
            {
                var change = Changes.OnMonthBefore(series, Some.Month(i));
                Assert.Equal(i == at ? null : values[i], change.Value);
                Assert.Equal(i - 1 == at || i == 0 ? null : values[i - 1], change.Base);
            }
        });
}
