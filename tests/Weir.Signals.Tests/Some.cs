using Weir.Trade;

namespace Weir.Signals.Tests;

/// <summary>Series for tests: consecutive months from January 2024, null for not known.</summary>
internal static class Some
{
    public static readonly Economy China = Economies.FromNumber(156);
    public static readonly Economy Russia = Economies.FromNumber(643);

    public static Period Month(int index) => Period.Month(2024, 1).AddMonths(index);

    public static Series Series(params double?[] values) => In(Units.Kilometre, values);

    public static Series In(Unit unit, params double?[] values) => new(
        new("test", China, Russia, Flow.Export, "cable"), unit, ObservationStatus.Official,
        [.. values.Select((v, i) => new SeriesPoint(Month(i), v, v is null ? PointState.NoData : PointState.Observed, [new("ab", i + 1)]))]);

    public static Series WithPartial(this Series series, int index) => series with
    {
        Points = [.. series.Points.Select((p, i) => i == index ? p with { State = PointState.Partial } : p)],
    };
}
