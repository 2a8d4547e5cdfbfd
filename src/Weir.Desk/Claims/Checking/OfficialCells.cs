using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>What an official series says of a span.</summary>
/// <param name="Source">The source.</param>
/// <param name="Unit">The unit of <paramref name="Sum"/>.</param>
/// <param name="Sum">The sum of what is known; a lower bound where something is missing.</param>
/// <param name="Missing">Periods of which nothing, or a part only, is known.</param>
/// <param name="Rows">The rows.</param>
internal sealed record SpanSum(string Source, Unit Unit, decimal Sum, IReadOnlyList<Period> Missing, IReadOnlyList<ObservationId> Rows)
{
    public bool IsWhole => Missing.Count == 0;
}

/// <summary>A period that an official source has, in a unit that can't decide the claim.</summary>
internal sealed record OtherUnit(string Source, Period Period, Quantity Quantity);

/// <summary>The official series by cell and unit.</summary>
internal sealed class OfficialCells
{
    private const double LargestAmount = 1e24;

    private readonly DeskFolder desk;
    private readonly ILookup<Subject, Series> series;

    public OfficialCells(DeskFolder desk, IReadOnlyList<Series> official)
    {
        this.desk = desk;
        series = official
            .Where(s => s.Status == ObservationStatus.Official)
            .ToLookup(s => new Subject(
                s.Key.Goods,
                s.Key.Flow is Flow.Export or Flow.ReExport ? s.Key.Reporter : s.Key.Partner,
                s.Key.Flow is Flow.Export or Flow.ReExport ? s.Key.Partner : s.Key.Reporter,
                s.Key.Flow));
    }

    /// <summary>The series of a cell in a unit that converts to the asked one: one for each source, the goods' own publishers first.</summary>
    public IReadOnlyList<Series> Of(Subject subject, Unit unit)
    {
        var declared = desk.FindGoods(subject.Goods)?.Official.Where(o => o.Reporter == subject.Reporter).Select(o => o.Source).ToList() ?? [];
        return
        [
            .. series[subject]
                .Where(s => s.Unit.ConvertsTo(unit))
                .GroupBy(s => s.Key.Source, StringComparer.Ordinal)
                .OrderBy(g => declared.IndexOf(g.Key) is var at and >= 0 ? at : int.MaxValue)
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.OrderByDescending(s => s.Unit == unit).First()),
        ];
    }

    /// <summary>What one series says of a span.</summary>
    public static SpanSum Sum(Series series, PeriodSpan span, Unit unit)
    {
        var points = series.Points.ToDictionary(p => p.Period);
        var known = span.All.Where(p => points.TryGetValue(p, out var point) && IsNumber(point)).Select(p => points[p]).ToList();
        return new SpanSum(
            series.Key.Source, unit,
            known.Sum(p => series.Unit.Convert((decimal)p.Value!.Value, unit)),
            [.. span.All.Where(p => !points.TryGetValue(p, out var point) || !IsNumber(point) || point.State == PointState.Partial)],
            [.. known.SelectMany(p => p.Rows)]);
    }

    /// <summary>The asked periods that a source has in units that don't convert to the asked one.</summary>
    public IEnumerable<OtherUnit> InOtherUnits(Subject subject, Unit unit, IReadOnlyCollection<Period> periods) =>
        from s in series[subject]
        where !s.Unit.ConvertsTo(unit)
        from point in s.Points
        where periods.Contains(point.Period) && IsNumber(point)
        select new OtherUnit(s.Key.Source, point.Period, new Quantity((decimal)point.Value!.Value, s.Unit));

    // A value beyond what a decimal holds is no amount of goods.
    private static bool IsNumber(SeriesPoint point) => point.State != PointState.NoData && point.Value is { } v && double.IsFinite(v) && Math.Abs(v) < LargestAmount;
}
