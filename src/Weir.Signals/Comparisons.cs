using Weir.Trade;

namespace Weir.Signals;

/// <summary>A comparator beside the series it is compared with.</summary>
/// <param name="Key">The comparator.</param>
/// <param name="Value">Its value at the period, in the unit of the first series; null where not known.</param>
/// <param name="Ratio">The first series' value over it, or why there is none.</param>
/// <param name="LowerBound">Only a lower bound of the comparator is known; no ratio is given then.</param>
/// <param name="Rows">The rows behind it.</param>
public sealed record Compared(SeriesKey Key, double? Value, Ratio Ratio, bool LowerBound, IReadOnlyList<ObservationId> Rows);

/// <summary>A series beside its comparators at one period.</summary>
/// <param name="Period">The period.</param>
/// <param name="Key">The series.</param>
/// <param name="Unit">The unit of every value.</param>
/// <param name="Value">Its value; null where not known.</param>
/// <param name="LowerBound">Only a lower bound of it is known, so every ratio is a lower bound.</param>
/// <param name="Others">The comparators, in the order given.</param>
/// <param name="Share">Its share of itself and the known comparators together, 0 to 1; null where it or all of them are not known.</param>
/// <param name="Known">How many comparators are known (the share speaks of these).</param>
/// <param name="Rows">The rows behind the value.</param>
public sealed record ComparisonFinding(
    Period Period, SeriesKey Key, Unit Unit, double? Value, bool LowerBound, IReadOnlyList<Compared> Others, double? Share, int Known,
    IReadOnlyList<ObservationId> Rows);

/// <summary>
/// Comparison: a series against comparators (other destinations, or other origins) at the same period: ratio to each, and
/// share of them all together. Arithmetic on the values as published.
/// </summary>
/// <remarks>
/// Gaps: a comparator that is not known has no ratio, is left out of the share, and the share says of how many it speaks. A
/// known zero has no ratio either, and counts in the share. Partial and negative values are left out of the share. Units are converted; a
/// comparator in a unit that does not convert is not compared. Comparators must not hold each other (a country and the world): use <see cref="ShareOf"/> for a part of a whole.
/// </remarks>
public static class Comparisons
{
    /// <summary>The series against comparators at one period.</summary>
    public static ComparisonFinding At(Series series, IReadOnlyList<Series> comparators, Period period)
    {
        var point = new Reading(series).At(period);
        double? value = Reading.HasNumber(point) ? point.Value : null;
        var others = comparators.Select(c => Compare(value, series.Unit, c, period)).ToList();
        var known = others.Where(o => !o.LowerBound && o.Value is >= 0).ToList();
        var total = value + known.Sum(o => o.Value!.Value);
        double? share = Reading.IsKnown(point) && value >= 0 && known.Count > 0 && total > 0 ? value / total : null;
        return new(period, series.Key, series.Unit, value, value is not null && point.State == PointState.Partial, others, share, known.Count, point.Rows);
    }

    /// <summary>A part over the whole that holds it (a destination over the world) at one period, or why there is no such number.</summary>
    public static Ratio ShareOf(Series part, Series whole, Period period) =>
        Compare(Known(part, period), part.Unit, whole, period).Ratio;

    private static double? Known(Series series, Period period)
    {
        var point = new Reading(series).At(period);
        return Reading.IsKnown(point) ? point.Value : null;
    }

    private static Compared Compare(double? value, Unit unit, Series other, Period period)
    {
        var point = new Reading(other).At(period);
        if (!other.Unit.ConvertsTo(unit))
            return new(other.Key, null, new(null, null, Obstacle.UnitsDiffer), false, point.Rows);
        double? compared = Reading.HasNumber(point) ? other.Unit.Convert(point.Value!.Value, unit) : null;
        var lowerBound = compared is not null && point.State == PointState.Partial;
        var ratio = lowerBound ? new(null, null, Obstacle.BaseIsPartial) : Ratio.Of(value, compared);
        return new(other.Key, compared, ratio, lowerBound, point.Rows);
    }
}
