using Weir.Trade;

namespace Weir.Store.Tests.Specification;

/// <summary>What one period, partner and code come to, each cell once, in plain C# over rows: what another engine would have to give.</summary>
/// <param name="query">What to add up.</param>
/// <param name="matching">The cells that match a query.</param>
internal sealed class RowTotals(TotalsQuery query, Func<CellQuery, IEnumerable<Observation>> matching)
{
    /// <summary>The cells that can take part.</summary>
    public CellQuery Cells { get; } = query.Cells with
    {
        TotalsOnly = true,
        Publications = [],
        Commodities = query.Cells.Commodities.Count > 0 && !query.Cells.Commodities.Contains(Commodity.AllGoods) ? query.Cells.Commodities
            : query.OfCodes ? [] : [Commodity.AllGoods],
        Partners = query.OfCodes && query.Cells.Partners.Count == 0 ? [Economies.World.Number] : query.Cells.Partners,
    };

    /// <summary>What must be there for the details to be all.</summary>
    public CellQuery Scope => query.OfCodes ? Cells with { Commodities = [] } : Cells;

    private IReadOnlyList<string> Asked => query.OfCodes && Cells.Commodities.Count == 0 ? [Commodity.AllGoods] : Cells.Commodities;

    public IReadOnlyList<TotalPart> Parts(CellQuery cells)
    {
        var known = Measured(cells).Where(m => m.Amount is not null && m.Unit is not null).ToList();
        var details = query.OfCodes
            ? known.Where(m => !IsOwn(m) && !m.Row.Commodity.IsAllGoods && (query.Level is null || m.Row.Commodity.Code.Length == query.Level)).ToList()
            : known;
        var counted = details.GroupBy(Key).SelectMany(key => key.Where(low => !key.Any(high => LiesBelow(low.Row.Commodity.Code, high.Row.Commodity.Code))))
            .Concat(query.OfCodes ? known.Where(IsOwn) : []);
        return
        [
            .. counted.GroupBy(m => (Key: Key(m), Code: query.OfCodes ? m.Row.Commodity.Code : "", Own: IsOwn(m))).Select(g => new TotalPart(
                g.Key.Key.Source, g.Key.Key.Reporter, g.Key.Key.Flow, g.Key.Key.Classification, g.Key.Key.Unit!, g.Key.Key.Period, g.Key.Key.Partner, g.Key.Code,
                g.Sum(m => m.Amount!.Value), g.Count(), g.Key.Own,
                query.OfCodes ? 1 : Asked.Count(code => g.Any(m => m.Row.Commodity.Code.StartsWith(code, StringComparison.Ordinal))),
                !query.OfCodes && g.Any(m => !Asked.Contains(m.Row.Commodity.Code)))),
        ];
    }

    public IReadOnlyDictionary<(string, int, Flow, Classification), long> Unmeasured() => query.Unit is null || query.OfCodes
        ? new Dictionary<(string, int, Flow, Classification), long>()
        : Measured(Cells).Where(m => m.Amount is null && m.Row.Partner != Economies.World.Number && Cells.Commodities.Contains(m.Row.Commodity.Code))
            .GroupBy(m => (m.Row.Source, m.Row.Reporter, m.Row.Flow, m.Row.Commodity.Classification)).ToDictionary(g => g.Key, g => g.LongCount());

    private static bool LiesBelow(string low, string high) => low != high && low != Commodity.AllGoods && high.Length % 2 == 0 && low.StartsWith(high, StringComparison.Ordinal);

    private static (string Source, int Reporter, Flow Flow, Classification Classification, string? Unit, Period Period, int Partner) Key((Observation Row, string? Unit, double? Amount) m) =>
        (m.Row.Source, m.Row.Reporter, m.Row.Flow, m.Row.Commodity.Classification, m.Unit, m.Row.Period, m.Row.Partner);

    private bool IsOwn((Observation Row, string? Unit, double? Amount) m) =>
        query.OfCodes ? Asked.Contains(m.Row.Commodity.Code) : m.Row.Partner == Economies.World.Number;

    private IEnumerable<(Observation Row, string? Unit, double? Amount)> Measured(CellQuery cells) =>
        from o in matching(cells)
        where o.Status != ObservationStatus.Reported
        where (cells.From ?? cells.To) is not { } period || period.IsMonth == o.Period.IsMonth
        select query.Unit switch
        {
            null => (o, o.Currency, o.Value),
            { Dimension: Dimension.Money } money => (o, money.Code, o.Currency == money.Code ? o.Value : null),
            { } unit => (o, (string?)unit.Code,
                Converted(o, o.Quantity.Amount, o.Quantity.Unit, unit) ?? Converted(o, o.SecondQuantity.Amount, o.SecondQuantity.Unit, unit) ?? Converted(o, o.NetWeightKg, "kg", unit)),
        };

    // 0 beside a value above 0 is not known.
    private static double? Converted(Observation o, double? amount, string? unit, Unit to) =>
        amount is null || (amount == 0 && o.Value > 0) || unit is null || !Units.TryFind(unit, out var from) || !from.ConvertsTo(to) ? null
            : amount * (double)from.Size / (double)to.Size;
}
