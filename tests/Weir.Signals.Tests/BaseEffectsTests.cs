using CsCheck;
using Weir.Trade;

namespace Weir.Signals.Tests;

public class BaseEffectsTests
{
    [Fact]
    public void The_report_in_kilometres_with_july_not_known()
    {
        var series = Some.Series(191_512, 209_215, null, 527_865);
        var effect = BaseEffects.Of(series, Some.Month(3), Some.Month(2));
        Assert.Equal((BaseEffectVerdict.CannotSay, Obstacle.BaseNotKnown), (effect.Verdict, effect.Obstacle));
        Assert.Null(effect.Ratio);
        Assert.Equal(2.52, effect.LastRecord!.Value.Ratio.Value!.Value, 0.005);
        Assert.Equal([2.52, 2.76], effect.Earlier.Select(e => Math.Round(e.Ratio.Value!.Value, 2)));
        Assert.Equal([Some.Month(1), Some.Month(0)], effect.Earlier.Select(e => e.Period));
    }

    [Fact]
    public void The_report_with_july_implied_is_a_low_base()
    {
        // 32,750 to 36,500 miles in kilometres.
        var july = new Interval(32_750, 36_500) * 1.609344m;
        var effect = BaseEffects.Of(Some.Series(191_512, 209_215, null, 527_865), Some.Month(3), Some.Month(2), july);
        Assert.True(effect is { Verdict: BaseEffectVerdict.LowBase, BaseIsImplied: true, BaseIsLowest: true, BaseIsHighest: false, Known: 2 });
        Assert.Equal((8.986, 10.015), (Math.Round(effect.Ratio!.Value.Low, 3), Math.Round(effect.Ratio.Value.High, 3)));
    }

    [Theory]
    [InlineData(10, BaseEffectVerdict.LowBase)]
    [InlineData(50, BaseEffectVerdict.LowBase)]
    [InlineData(51, BaseEffectVerdict.None)]
    [InlineData(199, BaseEffectVerdict.None)]
    [InlineData(200, BaseEffectVerdict.HighBase)]
    public void The_threshold_is_two(double @base, BaseEffectVerdict verdict) =>
        Assert.Equal(verdict, BaseEffects.Of(Some.Series(90, 100, 110, @base, 300), Some.Month(4), Some.Month(3)).Verdict);

    [Fact]
    public void A_range_that_allows_two_answers_has_no_verdict() => Assert.Equal(
        BaseEffectVerdict.CannotSay,
        BaseEffects.Of(Some.Series(90, 100, 110, null, 300), Some.Month(4), Some.Month(3), new Interval(40, 60)).Verdict);

    [Fact]
    public void What_the_series_knows_comes_before_what_words_imply() => Assert.True(
        BaseEffects.Of(Some.Series(90, 100, 110, 100, 300), Some.Month(4), Some.Month(3), new Interval(1, 2)) is
        { BaseIsImplied: false, Base: { Low: 100, High: 100 }, Verdict: BaseEffectVerdict.None });

    [Theory]
    [InlineData(Obstacle.ValueNotKnown, 90, 100, 50, null)]
    [InlineData(Obstacle.BaseNotKnown, 90, 100, null, 300)]
    [InlineData(Obstacle.BaseNotKnown, null, 100, 50, 300)]
    [InlineData(Obstacle.BaseIsZero, 90, 100, 0, 300)]
    [InlineData(Obstacle.BaseIsNegative, 90, 100, -1, 300)]
    [InlineData(Obstacle.ValueIsNegative, 90, 100, 50, -3)]
    public void What_cannot_be_said_says_why(Obstacle why, object? a, object? b, object? @base, object? value)
    {
        double?[] values = [.. new[] { a, b, @base, value }.Select(v => v is int i ? (double?)i : null)];
        var effect = BaseEffects.Of(Some.Series(values), Some.Month(3), Some.Month(2));
        Assert.Equal((why, BaseEffectVerdict.CannotSay), (effect.Obstacle, effect.Verdict));
    }

    [Fact]
    public void The_window_bounds_the_median_and_not_the_record()
    {
        var effect = BaseEffects.Of(Some.Series(900, 10, 20, 15, 60), Some.Month(4), Some.Month(3), window: 3);
        Assert.Equal((15d, 2, 900d), (effect.Median, effect.Known, effect.LastRecord!.Value.Value));
    }

    [Fact]
    public void Wrong_questions_are_refused()
    {
        var series = Some.Series(1, 2);
        Assert.Throws<ArgumentException>(() => BaseEffects.Of(series, Some.Month(0), Some.Month(1)));
        Assert.Throws<ArgumentException>(() => BaseEffects.Of(series, Some.Month(1), Period.OfYear(2023)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BaseEffects.Of(series, Some.Month(1), Some.Month(0), window: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BaseEffects.Of(series, Some.Month(1), Some.Month(0), threshold: 1));
    }

    [Fact]
    public void The_verdict_does_not_depend_on_the_unit() =>
        Gen.Select(Gen.Int[1, 1_000_000].Array[4, 14], Gen.Int[-10, 10]).Sample((values, power) =>
        {
            // A power of two scales doubles exactly, so that no threshold is crossed by rounding.
            var scale = Math.Pow(2, power);
            var last = Some.Month(values.Length - 1);
            var one = BaseEffects.Of(Some.Series([.. values.Select(v => (double?)v)]), last, last.AddMonths(-1));
            var other = BaseEffects.Of(Some.Series([.. values.Select(v => (double?)(v * scale))]), last, last.AddMonths(-1));
            Assert.Equal((one.Verdict, one.Ratio, one.MedianOverBase), (other.Verdict, other.Ratio, other.MedianOverBase));
        });
}
