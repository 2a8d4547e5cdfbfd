namespace Weir.Trade;

/// <summary>What is known about one period of a series. Missing is not zero.</summary>
public enum PointState
{
    /// <summary>Nothing is known: no row, and no source says that its absence means zero.</summary>
    NoData,

    /// <summary>A published value, 0 included.</summary>
    Observed,

    /// <summary>No row, in a period that the source says is complete: zero.</summary>
    Zero,

    /// <summary>Some of the goods' commodities are there and others are not known: the value is a lower bound.</summary>
    Partial,
}

/// <summary>One period of a series.</summary>
/// <param name="Period">The month or year.</param>
/// <param name="Value">The value in the series' unit; null exactly where <paramref name="State"/> is <see cref="PointState.NoData"/>.</param>
/// <param name="State">What is known.</param>
/// <param name="Rows">The rows the value was added up from.</param>
/// <param name="Estimated">Whether the source says that any of them was estimated.</param>
public readonly record struct SeriesPoint(
    Period Period, double? Value, PointState State, IReadOnlyList<ObservationId> Rows, bool Estimated = false);

/// <summary>Names a series.</summary>
/// <param name="Source">The source's id; for a reported series <c>reported</c>.</param>
/// <param name="Reporter">Who published.</param>
/// <param name="Partner">The other side.</param>
/// <param name="Flow">Which way, seen from the reporter.</param>
/// <param name="Goods">The id of the goods, or a commodity code.</param>
/// <param name="Publication">For reported figures, the publication; otherwise empty.</param>
public sealed record SeriesKey(string Source, Economy Reporter, Economy Partner, Flow Flow, string Goods, string Publication = "");

/// <summary>The observations of one (source, reporter, partner, flow, goods) over consecutive periods, in one unit.</summary>
/// <param name="Key">What it is a series of.</param>
/// <param name="Unit">The unit of every value.</param>
/// <param name="Status">Official, reported or modelled.</param>
/// <param name="Points">One for each period, ascending, without gaps (a gap is a point with <see cref="PointState.NoData"/>).</param>
public sealed record Series(SeriesKey Key, Unit Unit, ObservationStatus Status, IReadOnlyList<SeriesPoint> Points)
{
    /// <summary>The value at <paramref name="period"/>, or null where nothing is known.</summary>
    public double? At(Period period)
    {
        foreach (var point in Points)
        {
            if (point.Period == period)
                return point.Value;
        }
        return null;
    }
}
