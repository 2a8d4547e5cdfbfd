using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>A period and its value.</summary>
/// <param name="Period">The period.</param>
/// <param name="Value">Its value in the series' unit.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PeriodValue(Period Period, double Value);

/// <summary>A time without flow that ended.</summary>
/// <param name="LastFlow">The last period with a flow before it.</param>
/// <param name="KnownZeros">Periods in between that are known to be zero; at least 1.</param>
/// <param name="NotKnown">Periods in between of which nothing, or only a lower bound, is known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Absence(Period LastFlow, int KnownZeros, int NotKnown);

/// <summary>How a value stands among the periods before it.</summary>
/// <param name="Period">The period.</param>
/// <param name="Value">Its value; null where not known, and then nothing else is said.</param>
/// <param name="Obstacle">Why nothing is said.</param>
/// <param name="KnownBefore">Earlier periods of the series whose value is known.</param>
/// <param name="NotKnownBefore">Earlier periods of the series whose value is not known, or only a lower bound.</param>
/// <param name="IsRecord">Higher than every earlier value known; false where there is no earlier one.</param>
/// <param name="HighestSince">The latest earlier period whose value was as high or higher; null where there is none.</param>
/// <param name="HighestIsOfTheKnown">
/// A period that the statement spans is not known: say "highest of the months known". The span begins after <paramref name="HighestSince"/>, or with the series.
/// </param>
/// <param name="IsLowest">Lower than every earlier value known; false where there is no earlier one.</param>
/// <param name="LowestSince">The latest earlier period whose value was as low or lower; null where there is none.</param>
/// <param name="LowestIsOfTheKnown">As <paramref name="HighestIsOfTheKnown"/>, for the lowest.</param>
/// <param name="IsTrough">Lower than the periods directly before and after; null where one of the three is not known.</param>
/// <param name="LastRecord">The highest earlier value known, the earliest one where several are equal; null where none is known.</param>
/// <param name="MonthsRising">Steps in a row, up to this period, each of which went up; a period that is not known ends the count.</param>
/// <param name="RisingAtLeast">A period that is not known (or the start of the series) ended the count, so the rise may be longer.</param>
/// <param name="MonthsFalling">Steps in a row, up to this period, each of which went down.</param>
/// <param name="IsFirstFlow">The first value above zero, after at least one known zero; of the known where <paramref name="NotKnownBefore"/> is not 0.</param>
/// <param name="ReturnAfter">The absence that ended with this value; null where none did.</param>
/// <param name="LowerBound">The value is only partly known: a record is one all the same, and nothing is said of lows or steps.</param>
/// <param name="Rows">The rows behind the value.</param>
public sealed record PeakFinding(
    Period Period, double? Value, Obstacle Obstacle, int KnownBefore, int NotKnownBefore,
    bool IsRecord, Period? HighestSince, bool HighestIsOfTheKnown,
    bool IsLowest, Period? LowestSince, bool LowestIsOfTheKnown, bool? IsTrough,
    PeriodValue? LastRecord, int MonthsRising, bool RisingAtLeast, int MonthsFalling,
    bool IsFirstFlow, Absence? ReturnAfter, bool LowerBound, IReadOnlyList<ObservationId> Rows);

/// <summary>
/// Peak and run: highest (lowest) since when, record so far, steps of rise, first flow ever, return after an absence.
/// Comparison of values as published; no model, no seasonal adjustment.
/// </summary>
/// <remarks>
/// Gaps: a period that is not known is never taken for zero; it makes the finding one "of the known" and ends a run. Zeros
/// are values. Partial values: an earlier lower bound that is as high already shows that there is no record; one that is lower shows nothing and counts as not
/// known. Short histories: "record" means within the series, whose first period and number of known periods go with it.
/// </remarks>
public static class Peaks
{
    /// <summary>How the value at <paramref name="period"/> stands among the earlier ones.</summary>
    public static PeakFinding At(Series series, Period period)
    {
        var reading = new Reading(series);
        var point = reading.At(period);
        var earlier = reading.Points.Where(p => p.Period < period).OrderBy(p => p.Period).ToList();
        var known = earlier.Where(Reading.IsKnown).ToList();
        PeriodValue? record = known.Count == 0 ? null : known.Select(p => new PeriodValue(p.Period, p.Value!.Value)).MaxBy(p => p.Value);
        var knownBefore = known.Count;
        var notKnownBefore = earlier.Count - known.Count;
        if (!Reading.HasNumber(point))
        {
            return new(
                period, null, Obstacle.ValueNotKnown, knownBefore, notKnownBefore, false, null, false, false, null, false,
                null, record, 0, false, 0, false, null, false, point.Rows);
        }

        var value = point.Value!.Value;
        var whole = Reading.IsKnown(point);
        var high = Extreme(earlier, p => Reading.HasNumber(p) && p.Value >= value);
        var low = whole ? Extreme(earlier, p => Reading.IsKnown(p) && p.Value <= value) : (null, false);
        var (rising, cut) = whole ? Run(earlier, value, up: true) : (0, false);
        return new(
            period, value, Obstacle.None, knownBefore, notKnownBefore,
            knownBefore > 0 && high.Since is null, high.Since, high.OfTheKnown,
            whole && knownBefore > 0 && low.Since is null, low.Since, low.OfTheKnown,
            Trough(reading, point),
            record, rising, cut, whole ? Run(earlier, value, up: false).Steps : 0,
            value > 0 && known.Exists(p => p.Value == 0) && !earlier.Exists(p => Reading.HasNumber(p) && p.Value > 0),
            value > 0 ? AbsenceBefore(earlier) : null,
            !whole, point.Rows);
    }

    private static (Period? Since, bool OfTheKnown) Extreme(List<SeriesPoint> earlier, Predicate<SeriesPoint> reaches)
    {
        var at = earlier.FindLastIndex(reaches);
        return (at < 0 ? null : earlier[at].Period, earlier.Skip(at + 1).Any(p => !Reading.IsKnown(p)));
    }

    private static (int Steps, bool Cut) Run(List<SeriesPoint> earlier, double value, bool up)
    {
        var steps = 0;
        for (var i = earlier.Count - 1; i >= 0; i--, steps++)
        {
            if (!Reading.IsKnown(earlier[i]))
                return (steps, true);
            var before = earlier[i].Value!.Value;
            if (up ? before >= value : before <= value)
                return (steps, false);
            value = before;
        }
        return (steps, true);
    }

    private static bool? Trough(Reading reading, SeriesPoint point)
    {
        var period = point.Period;
        if (period.Number <= Period.Month(1, 1).Number || period.Year == 9999)
            return null;
        var before = reading.At(period.IsMonth ? period.AddMonths(-1) : period.AddYears(-1));
        var after = reading.At(period.Next());
        return Reading.IsKnown(point) && Reading.IsKnown(before) && Reading.IsKnown(after)
            ? point.Value < before.Value && point.Value < after.Value
            : null;
    }

    private static Absence? AbsenceBefore(List<SeriesPoint> earlier)
    {
        var flow = earlier.FindLastIndex(p => Reading.HasNumber(p) && p.Value > 0);
        if (flow < 0)
            return null;
        var between = earlier.Skip(flow + 1).ToList();
        var zeros = between.Count(p => Reading.IsKnown(p) && p.Value == 0);
        return zeros == 0 ? null : new(earlier[flow].Period, zeros, between.Count(p => !Reading.IsKnown(p)));
    }
}
