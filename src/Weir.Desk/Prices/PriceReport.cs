using Weir.Desk.Figures;
using Weir.Signals.UnitValues;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Prices;

/// <summary>Whose unit values to look at.</summary>
/// <param name="Goods">Goods of the desk, or a commodity code.</param>
/// <param name="Reporter">Only this publisher; null for all.</param>
/// <param name="Flow">Which flow.</param>
/// <param name="First">First period; null for the lake's first.</param>
/// <param name="Last">Last period.</param>
/// <param name="AsOf">What was known at that moment; null is now.</param>
public sealed record PriceQuestion(string Goods, Economy? Reporter, Flow Flow, Period? First, Period? Last, DateTimeOffset? AsOf);

/// <summary>Unit values of many cells, and what stands in the way of comparing them.</summary>
/// <param name="Findings">One for each cell.</param>
/// <param name="UnitChanges">Routes whose quantities changed their unit.</param>
public sealed record PriceReport(IReadOnlyList<UnitValueFinding> Findings, IReadOnlyList<UnitChange> UnitChanges)
{
    /// <summary>Judges cells.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="confidence">Of the interval of expected unit values.</param>
    public static PriceReport Of(IReadOnlyList<UnitValueCell> cells, double confidence) =>
        new(UnitValueFinder.Find(cells, confidence), UnitValueFinder.UnitChanges(cells));

    /// <summary>
    /// Judges the official cells of the lake: by the first quantity's unit, and by net weight where the unit is another. The world and what is not one
    /// economy are no partners here, for their unit values are means.
    /// </summary>
    /// <exception cref="DeskException">The goods are unknown.</exception>
    public static async Task<PriceReport> OfLakeAsync(IWorkbench bench, PriceQuestion question, double confidence, CancellationToken cancellation)
    {
        var reader = new SeriesReader(bench.Desk, bench.Lake.Flows, [.. bench.Sources.Select(s => s.Description.Id)]);
        var (_, codes, _) = reader.Goods(question.Goods);
        var cells = await bench.Lake.Flows.CellsAsync(
            new CellQuery
            {
                Reporters = question.Reporter is { } by ? [by.Number] : [],
                Flows = [question.Flow],
                Commodities = codes,
                From = question.First,
                To = question.Last,
                AsOf = question.AsOf,
            },
            cancellation);
        return Of([.. cells.Where(c => c.Status == ObservationStatus.Official && Economies.FromNumber(c.Partner).Kind == EconomyKind.Economy).SelectMany(Cells)], confidence);
    }

    private static IEnumerable<UnitValueCell> Cells(Observation cell)
    {
        UnitValueCell Of(double? quantity, string unit, bool estimated) => new(
            $"{cell.Source} {Economies.FromNumber(cell.Reporter).Alpha3}", Economies.FromNumber(cell.Partner).Alpha3, cell.Commodity.Code, cell.Period, cell.Value, quantity, unit)
        {
            Currency = cell.Currency ?? "",
            Edition = cell.Commodity.Classification.Code(),
            Estimated = estimated,
        };
        if (cell.Quantity is { Amount: not null, Unit: { } unit })
            yield return Of(cell.Quantity.Amount, unit, cell.Quantity.Estimated);
        if (cell.NetWeightKg is { } weight && cell.Quantity.Unit != Units.Kilogram.Code)
            yield return Of(weight, Units.Kilogram.Code, cell.NetWeightEstimated);
    }
}
