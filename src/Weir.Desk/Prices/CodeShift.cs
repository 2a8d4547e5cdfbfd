using Weir.Signals;
using Weir.Signals.UnitValues;
using Weir.Trade;

namespace Weir.Desk.Prices;

/// <summary>Whether one code swelled as another emptied, on one route.</summary>
/// <param name="Reporter">Who published.</param>
/// <param name="Partner">The other side.</param>
/// <param name="Measure"><c>value</c>, or the unit of the quantities.</param>
/// <param name="Finding">What was found.</param>
public sealed record CodeShift(string Reporter, string Partner, string Measure, NeighbourShiftFinding Finding)
{
    /// <summary>Each route that has both codes, the strongest first, those of which nothing can be said last. Money in one currency is compared, and codes of one edition.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="controlled">The controlled code.</param>
    /// <param name="neighbour">The neighbour.</param>
    /// <param name="since">The first period of the control; null to look for the place.</param>
    /// <param name="confidence">Of the interval.</param>
    public static IReadOnlyList<CodeShift> Of(IReadOnlyList<UnitValueCell> cells, string controlled, string neighbour, Period? since, double confidence) =>
    [
        .. cells.Where(c => c.Value is not null && (c.Commodity == controlled || c.Commodity == neighbour))
            .GroupBy(c => (c.Reporter, c.Partner, c.Currency, c.Edition, c.Period.IsMonth))
            .Where(g => g.Any(c => c.Commodity == controlled) && g.Any(c => c.Commodity == neighbour))
            .Select(g => new CodeShift(
                g.Key.Reporter, g.Key.Partner, g.Key.Currency.Length == 0 ? "value" : $"value in {g.Key.Currency}",
                NeighbourShift.Find(Values(g, controlled), Values(g, neighbour), since, confidence)))
            .OrderBy(s => s.Finding.P ?? 2).ThenByDescending(s => s.Finding.Strength ?? 0).ThenBy(s => s.Partner, StringComparer.Ordinal),
    ];

    /// <summary>Why there is no answer, for the end of "cannot be said, because"; null where there is one.</summary>
    public string? Because => Finding.Obstacle switch
    {
        ShiftObstacle.None => null,
        ShiftObstacle.TooFewPeriods => $"fewer than {(5 * NeighbourShift.Window).ToString(System.Globalization.CultureInfo.InvariantCulture)} periods are known of both codes",
        ShiftObstacle.Constant => "one of the two never changes",
        ShiftObstacle.NotKnownThere => $"fewer than {NeighbourShift.Window.ToString(System.Globalization.CultureInfo.InvariantCulture)} periods are known before or after",
        _ => throw new InvalidOperationException($"no such obstacle: {Finding.Obstacle}"),
    };

    // A cell may come in two units; its value is the same in both.
    private static PeriodValue[] Values(IEnumerable<UnitValueCell> cells, string code) =>
        [.. cells.Where(c => c.Commodity == code).GroupBy(c => c.Period).OrderBy(g => g.Key).Select(g => new PeriodValue(g.Key, g.First().Value!.Value))];
}
