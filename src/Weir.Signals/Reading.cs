using Weir.Trade;

namespace Weir.Signals;

/// <summary>A series as the signals read it: by period, with what is not a number taken for not known.</summary>
internal sealed class Reading
{
    private readonly Dictionary<Period, SeriesPoint> points;

    public Reading(Series series)
    {
        Points = series.Points;
        points = new(series.Points.Count);
        foreach (var point in series.Points)
            points[point.Period] = point;
    }

    public IReadOnlyList<SeriesPoint> Points { get; }

    /// <summary>The point at a period; one outside the series is a point of which nothing is known.</summary>
    public SeriesPoint At(Period period) =>
        points.TryGetValue(period, out var point) ? point : new(period, null, PointState.NoData, []);

    /// <summary>Whether a point has a number that is all of the value.</summary>
    public static bool IsKnown(SeriesPoint point) => HasNumber(point) && point.State != PointState.Partial;

    /// <summary>Whether a point has a number, if only a lower bound.</summary>
    public static bool HasNumber(SeriesPoint point) =>
        point.State != PointState.NoData && point.Value is { } value && double.IsFinite(value);
}
