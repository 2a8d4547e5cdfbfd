using System.Globalization;
using Weir.Trade;

namespace Weir.Signals.Catalog;

/// <summary>The printed figures of 2025 that several worked examples stand on.</summary>
internal static class PrintedExample
{
    public const string MilesOf2025 =
        "Fibre-optic cable from China to Russia in 2025, in miles, as printed after The Washington Post of 13 October 2025: "
        + "May 119,000, June 130,000, July not printed, August 328,000";

    public static Period Month(int month) => Period.Month(2025, month);

    public static Series Miles(string partner, params (int Month, double? Value)[] values) => Of(partner, Units.Mile, values);

    public static Series Of(string partner, Unit unit, params (int Month, double? Value)[] values)
    {
        if (!Economies.TryFind("CHN", out var reporter) || !Economies.TryFind(partner, out var destination))
            destination = reporter = Economies.World;
        return new(
            new("reported", reporter, destination, Flow.Export, "fibre-optic-cable"), unit, ObservationStatus.Reported,
            [.. values.Select(v => new SeriesPoint(Month(v.Month), v.Value, v.Value is null ? PointState.NoData : PointState.Observed, []))]);
    }

    public static string Print(double? value, int decimals) =>
        value is { } number ? Math.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "not known";

    public static string Print(ValueRange? range) => range is { } r ? $"{Print(r.Low, 2)} to {Print(r.High, 2)}" : "not known";
}
