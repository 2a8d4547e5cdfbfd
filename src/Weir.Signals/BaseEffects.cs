using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>Whether a ratio says more about its base than about its value.</summary>
public enum BaseEffectVerdict
{
    /// <summary>Not known: the value, the base or the months before are missing, or the base's range allows both answers.</summary>
    CannotSay,

    /// <summary>The base was an ordinary one.</summary>
    None,

    /// <summary>The base was a trough: the ratio is large because the base was low.</summary>
    LowBase,

    /// <summary>The base was a peak: the ratio is small because the base was high.</summary>
    HighBase,
}

/// <summary>An earlier value, and how the value looks beside it.</summary>
/// <param name="Period">The earlier period.</param>
/// <param name="Value">Its value.</param>
/// <param name="Ratio">The value over it, or why there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RatioTo(Period Period, double Value, Ratio Ratio);

/// <summary>A ratio beside the ratios to what was usual and to the last record.</summary>
/// <param name="Period">The period of the value.</param>
/// <param name="Value">The value; null where not known.</param>
/// <param name="BasePeriod">The period of the base.</param>
/// <param name="Base">The base as a range (one number where it is known); null where not known.</param>
/// <param name="BaseIsImplied">The base is not a row: it follows from somebody's value and ratio.</param>
/// <param name="Ratio">Value over base as a range; null where there is none.</param>
/// <param name="Window">How many months before the value were looked at (the base is left out of them).</param>
/// <param name="Known">How many of them are known.</param>
/// <param name="Median">The median of the known ones; null where fewer than two are known.</param>
/// <param name="RatioToMedian">Value over median.</param>
/// <param name="LastRecord">The highest known value before <paramref name="Period"/>, the base left out, and the ratio to it.</param>
/// <param name="Earlier">The ratio to each known month of the window, newest first.</param>
/// <param name="BaseIsLowest">Whether the base lies below every known month of the window; null where not known.</param>
/// <param name="BaseIsHighest">Whether the base lies above every known month of the window; null where not known.</param>
/// <param name="MedianOverBase">How far the base lies below what was usual: median over base, as a range; null where not known.</param>
/// <param name="Threshold">From what median over base (or base over median) on a base effect is said.</param>
/// <param name="Verdict">What can be said.</param>
/// <param name="Obstacle">Why nothing can be said.</param>
public sealed record BaseEffectFinding(
    Period Period, double? Value, Period BasePeriod, ValueRange? Base, bool BaseIsImplied, ValueRange? Ratio,
    int Window, int Known, double? Median, Ratio RatioToMedian, RatioTo? LastRecord, IReadOnlyList<RatioTo> Earlier,
    bool? BaseIsLowest, bool? BaseIsHighest, ValueRange? MedianOverBase, double Threshold, BaseEffectVerdict Verdict, Obstacle Obstacle);

/// <summary>A closed range of computed numbers.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ValueRange(double Low, double High);

/// <summary>
/// Base effect: a large ratio over a trough says little about the value. Beside the ratio to the base stand the ratio to the
/// median of the months before (the base left out) and to the last record before; a base effect is said where median and
/// base differ by the threshold or more. The base effect is a common notion of central banks and statistical offices; taking the
/// median as what is usual, and the threshold 2, are Weir's own choice.
/// </summary>
/// <remarks>
/// Gaps: not taken for zero; the median is over the known months and needs two of them. A base that is not known may be
/// given as a range that somebody's words imply (<see cref="ImpliedValues.Base"/>); the verdict must then hold over the
/// whole range. Zeros: a base of zero gives no ratio; zeros among the months before count as values. Partial values count as
/// not known. Short histories: the number of known months goes with the finding. Seasons are not taken out.
/// </remarks>
public static class BaseEffects
{
    /// <summary>The threshold where none is given.</summary>
    public const double UsualThreshold = 2;

    /// <summary>Judges the ratio of <paramref name="period"/> to <paramref name="basePeriod"/>.</summary>
    /// <param name="series">The series, monthly.</param>
    /// <param name="period">The period of the value.</param>
    /// <param name="basePeriod">The earlier period it was compared with.</param>
    /// <param name="impliedBase">What the base may be, in the series' unit, where the series does not know it; not used where it does.</param>
    /// <param name="window">How many months before <paramref name="period"/> to look at.</param>
    /// <param name="threshold">From what factor on a base effect is said.</param>
    /// <exception cref="ArgumentException">The base is not before the period, or one is a year and the other a month.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window is below 2, or the threshold not above 1.</exception>
    public static BaseEffectFinding Of(
        Series series, Period period, Period basePeriod, Interval? impliedBase = null, int window = 12, double threshold = UsualThreshold)
    {
        if (basePeriod >= period || basePeriod.IsMonth != period.IsMonth)
            throw new ArgumentException($"the base {basePeriod} must be an earlier period of the same kind as {period}", nameof(basePeriod));
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(threshold, 1);

        var reading = new Reading(series);
        var point = reading.At(period);
        double? value = Reading.IsKnown(point) ? point.Value : null;
        var basePoint = reading.At(basePeriod);
        var implied = !Reading.IsKnown(basePoint) && impliedBase is not null;
        ValueRange? @base = Reading.IsKnown(basePoint)
            ? new(basePoint.Value!.Value, basePoint.Value.Value)
            : impliedBase is { } range ? new((double)range.Low, (double)range.High) : null;

        var others = reading.Points.Where(p => p.Period < period && p.Period != basePeriod && Reading.IsKnown(p)).OrderByDescending(p => p.Period).ToList();
        var usual = others.Where(p => Distance(p.Period, period) <= window).ToList();
        double? median = usual.Count >= 2 ? Median(usual.Select(p => p.Value!.Value)) : null;
        var earlier = usual.Select(p => To(value, p)).ToList();
        RatioTo? record = others.Count == 0 ? null : To(value, others.MaxBy(p => p.Value));

        var obstacle = Why(value, @base, median, basePoint);
        var divisible = @base is { Low: > 0 };
        ValueRange? medianOverBase = divisible && median is { } m ? new(m / @base!.Value.High, m / @base.Value.Low) : null;
        return new(
            period, value, basePeriod, @base, implied,
            divisible && value is >= 0 ? new(value.Value / @base!.Value.High, value.Value / @base.Value.Low) : null,
            window, usual.Count, median, Signals.Ratio.Of(value, median), record, earlier,
            @base is null || usual.Count == 0 ? null : usual.TrueForAll(p => @base.Value.High < p.Value),
            @base is null || usual.Count == 0 ? null : usual.TrueForAll(p => @base.Value.Low > p.Value),
            medianOverBase, threshold,
            obstacle == Obstacle.None ? Judge(medianOverBase!.Value, threshold) : BaseEffectVerdict.CannotSay,
            obstacle);
    }

    private static RatioTo To(double? value, SeriesPoint point) => new(point.Period, point.Value!.Value, Signals.Ratio.Of(value, point.Value));

    private static Obstacle Why(double? value, ValueRange? @base, double? median, SeriesPoint basePoint) => (value, @base, median) switch
    {
        (null, _, _) => Obstacle.ValueNotKnown,
        ( < 0, _, _) => Obstacle.ValueIsNegative,
        (_, null, _) => basePoint.State == PointState.Partial ? Obstacle.BaseIsPartial : Obstacle.BaseNotKnown,
        (_, { Low: < 0 }, _) => Obstacle.BaseIsNegative,
        (_, { Low: 0 }, _) => Obstacle.BaseIsZero,
        (_, _, null) => Obstacle.BaseNotKnown,
        _ => Obstacle.None,
    };

    private static BaseEffectVerdict Judge(ValueRange medianOverBase, double threshold)
    {
        if (medianOverBase.Low >= threshold)
            return BaseEffectVerdict.LowBase;
        if (medianOverBase.High <= 1 / threshold)
            return BaseEffectVerdict.HighBase;
        return medianOverBase.High < threshold && medianOverBase.Low > 1 / threshold ? BaseEffectVerdict.None : BaseEffectVerdict.CannotSay;
    }

    private static int Distance(Period from, Period to) => from.IsMonth
        ? ((to.Year - from.Year) * 12) + to.MonthOfYear - from.MonthOfYear
        : to.Year - from.Year;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var half = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[half] : (sorted[half - 1] / 2) + (sorted[half] / 2);
    }
}
