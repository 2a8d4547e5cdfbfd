using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>What a value is compared with.</summary>
public enum ChangeBase
{
    /// <summary>The month before.</summary>
    MonthBefore,

    /// <summary>The same month a year before (for a year: the year before).</summary>
    YearBefore,

    /// <summary>The mean of the known months among the n before.</summary>
    TrailingMean,

    /// <summary>January to the month, against the same months of the year before; with December this is year on year.</summary>
    YearToDate,
}

/// <summary>A ratio of two numbers, or why there is none.</summary>
/// <param name="Value">Value over base; null where there is none.</param>
/// <param name="Band">The same in words; null where there is none.</param>
/// <param name="Obstacle">Why there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Ratio(double? Value, RatioBand? Band, Obstacle Obstacle)
{
    /// <summary>The ratio of two numbers. Null is not known; zero and negative bases give no ratio.</summary>
    public static Ratio Of(double? value, double? @base)
    {
        if (value is not { } v || !double.IsFinite(v))
            return new(null, null, Obstacle.ValueNotKnown);
        if (@base is not { } b || !double.IsFinite(b))
            return new(null, null, Obstacle.BaseNotKnown);
        if (b == 0)
            return new(null, null, Obstacle.BaseIsZero);
        if (b < 0)
            return new(null, null, Obstacle.BaseIsNegative);
        if (v < 0)
            return new(null, null, Obstacle.ValueIsNegative);
        var ratio = v / b;
        return double.IsFinite(ratio) ? new(ratio, RatioBand.Of(ratio), Obstacle.None) : new(null, null, Obstacle.BaseIsZero);
    }
}

/// <summary>A value beside what it is compared with.</summary>
/// <param name="Period">The period of the value (for year to date, its last month).</param>
/// <param name="Against">What it is compared with.</param>
/// <param name="BaseFirst">First period of the base.</param>
/// <param name="BaseLast">Last period of the base.</param>
/// <param name="BaseMonths">How many periods the base spans.</param>
/// <param name="BaseMonthsKnown">Of how many of them the value is known.</param>
/// <param name="Value">The value, in the series' unit; null where not known.</param>
/// <param name="Base">The base, in the series' unit; null where not known.</param>
/// <param name="Difference">Value minus base; null where either is not known.</param>
/// <param name="Ratio">Value over base, or why there is none.</param>
/// <param name="LowerBound">The value is only partly known, so value, difference and ratio are lower bounds.</param>
/// <param name="Estimated">The source says that a number behind it was estimated.</param>
/// <param name="Rows">The rows behind value and base.</param>
public sealed record ChangeFinding(
    Period Period, ChangeBase Against, Period BaseFirst, Period BaseLast, int BaseMonths, int BaseMonthsKnown,
    double? Value, double? Base, double? Difference, Ratio Ratio, bool LowerBound, bool Estimated, IReadOnlyList<ObservationId> Rows);

/// <summary>
/// Change: difference and ratio of a value on the month before, the same month a year before, the mean of the months before,
/// and the year to date on that of the year before. Plain arithmetic on the values as published, never on rounded ones.
/// </summary>
/// <remarks>
/// Gaps: a month that is not known gives no finding in its place and is never taken for zero. Zeros: a base of zero gives a
/// difference and no ratio. Partial values: as value they make the finding a lower bound; as base they count as not known.
/// Short histories: what lies before the series is not known. Revisions: the series is taken as it stands at its vintage.
/// Seasons and the number of working days are not adjusted for.
/// </remarks>
public static class Changes
{
    /// <summary>The change on the month before.</summary>
    public static ChangeFinding OnMonthBefore(Series series, Period period)
    {
        if (!period.IsMonth)
            return NotAMonth(series, period, ChangeBase.MonthBefore);
        if (IsFirstMonthOfAll(period))
            return Without(series, period, ChangeBase.MonthBefore);
        var before = period.AddMonths(-1);
        return Single(series, period, before, ChangeBase.MonthBefore);
    }

    /// <summary>The change on the same month of the year before; for a year, on the year before.</summary>
    public static ChangeFinding OnYearBefore(Series series, Period period) => period.Year == 1
        ? Without(series, period, ChangeBase.YearBefore)
        : Single(series, period, period.AddYears(-1), ChangeBase.YearBefore);

    /// <summary>
    /// The change on the mean of the <paramref name="months"/> months before. The mean is taken over the known ones among
    /// them and needs at least half of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 month, or more than 1,200.</exception>
    public static ChangeFinding OnTrailingMean(Series series, Period period, int months = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, 1200);
        if (!period.IsMonth)
            return NotAMonth(series, period, ChangeBase.TrailingMean);
        var first = MonthsBefore(period, months);
        if (first is null)
            return Without(series, period, ChangeBase.TrailingMean);
        var reading = new Reading(series);
        var last = period.AddMonths(-1);
        var known = first.Value.To(last).Select(reading.At).Where(Reading.IsKnown).ToList();
        double? mean = 2 * known.Count >= months ? known.Average(p => p.Value!.Value) : null;
        return Build(ChangeBase.TrailingMean, reading.At(period), (first.Value, last, months, known.Count), mean, Obstacle.BaseNotKnown, known);
    }

    /// <summary>
    /// January to <paramref name="through"/> against the same months of the year before; every month of both must be known.
    /// With a December this is the year-on-year change of the totals; for a year it is <see cref="OnYearBefore"/>.
    /// </summary>
    public static ChangeFinding YearToDate(Series series, Period through)
    {
        if (!through.IsMonth)
            return OnYearBefore(series, through) with { Against = ChangeBase.YearToDate };
        if (through.Year == 1)
            return Without(series, through, ChangeBase.YearToDate);
        var reading = new Reading(series);
        var now = Enumerable.Range(1, through.MonthOfYear).Select(m => reading.At(Period.Month(through.Year, m))).ToList();
        var before = now.Select(p => reading.At(p.Period.AddYears(-1))).ToList();
        var value = now.TrueForAll(Reading.HasNumber)
            ? new SeriesPoint(
                through,
                now.Sum(p => p.Value!.Value),
                now.TrueForAll(Reading.IsKnown) ? PointState.Observed : PointState.Partial,
                [.. now.SelectMany(p => p.Rows)],
                now.Exists(p => p.Estimated))
            : new SeriesPoint(through, null, PointState.NoData, []);
        var known = before.Where(Reading.IsKnown).ToList();
        double? total = known.Count == before.Count ? before.Sum(p => p.Value!.Value) : null;
        return Build(ChangeBase.YearToDate, value, (before[0].Period, before[^1].Period, before.Count, known.Count), total, Obstacle.BaseNotKnown, known);
    }

    private static ChangeFinding Single(Series series, Period period, Period before, ChangeBase against)
    {
        var reading = new Reading(series);
        var @base = reading.At(before);
        var known = Reading.IsKnown(@base);
        return Build(
            against,
            reading.At(period),
            (before, before, 1, known ? 1 : 0),
            known ? @base.Value : null,
            @base.State == PointState.Partial ? Obstacle.BaseIsPartial : Obstacle.BaseNotKnown,
            known ? [@base] : []);
    }

    private static ChangeFinding Build(
        ChangeBase against, SeriesPoint point, (Period First, Period Last, int Months, int Known) span, double? @base, Obstacle withoutBase, IReadOnlyList<SeriesPoint> basePoints)
    {
        double? value = Reading.HasNumber(point) ? point.Value : null;
        var ratio = Ratio.Of(value, @base);
        if (ratio.Obstacle == Obstacle.BaseNotKnown)
            ratio = ratio with { Obstacle = withoutBase };
        return new(
            point.Period, against, span.First, span.Last, span.Months, span.Known,
            value, @base, value - @base, ratio,
            value is not null && point.State == PointState.Partial,
            point.Estimated || basePoints.Any(p => p.Estimated),
            [.. point.Rows, .. basePoints.SelectMany(p => p.Rows)]);
    }

    private static ChangeFinding NotAMonth(Series series, Period period, ChangeBase against) =>
        Without(series, period, against) with { Ratio = new(null, null, Obstacle.NotAMonth) };

    private static ChangeFinding Without(Series series, Period period, ChangeBase against) =>
        Build(against, new Reading(series).At(period), (period, period, 0, 0), null, Obstacle.BaseNotKnown, []);

    private static bool IsFirstMonthOfAll(Period period) => period.Year == 1 && period.MonthOfYear == 1;

    private static Period? MonthsBefore(Period period, int months) =>
        (period.Year * 12) + period.MonthOfYear - 1 - months >= 12 ? period.AddMonths(-months) : null;
}
