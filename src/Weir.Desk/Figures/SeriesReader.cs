using Weir.Desk.Watches;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>Answers a <see cref="SeriesQuery"/> from the lake: goods → codes → cells → series in a unit.</summary>
internal sealed class SeriesReader
{
    private readonly DeskFolder desk;
    private readonly IFlowStore flows;
    private readonly IReadOnlyList<string> sources;

    /// <param name="desk">Whose goods a query may name.</param>
    /// <param name="flows">Where the cells are.</param>
    /// <param name="sources">Ids of all sources, in the order to list series in.</param>
    public SeriesReader(DeskFolder desk, IFlowStore flows, IReadOnlyList<string> sources)
    {
        this.desk = desk;
        this.flows = flows;
        this.sources = sources;
    }

    /// <summary>The series that answer the question, official ones first.</summary>
    /// <exception cref="DeskException">Goods or unit are unknown; the message says what is allowed.</exception>
    public async Task<IReadOnlyList<FoundSeries>> FindAsync(SeriesQuery query, CancellationToken cancellation)
    {
        var (watch, codes, unit) = Meaning(query);
        var (reporter, partner) = query.Flow is Flow.Export or Flow.ReExport ? (query.From, query.To) : (query.To, query.From);
        var cellQuery = new CellQuery
        {
            Reporters = [reporter.Number],
            Partners = [partner.Number],
            Flows = [query.Flow],
            Commodities = codes,
            From = query.First ?? watch?.First,
            To = query.Last ?? watch?.Last,
            TotalsOnly = false,
            AsOf = query.AsOf,
        };
        var cells = await flows.CellsAsync(cellQuery, cancellation);
        var coverage = await flows.CoverageAsync(cellQuery, cancellation);

        var monthly = (query.First ?? query.Last ?? watch?.First)?.IsMonth ?? cells.Any(c => c.Period.IsMonth);
        var assemblies = cells.Where(c => c.Period.IsMonth == monthly)
            .GroupBy(c => (c.Source, c.Publication))
            .OrderBy(g => Place(sources, g.Key.Source)).ThenBy(g => PublicationPlace(g.Key.Publication)).ThenBy(g => g.Key)
            .Select(g => new SeriesAssembly(
                new(g.Key.Source, reporter, partner, query.Flow, query.Goods, g.Key.Publication),
                codes, unit, g, [.. coverage.Where(c => c.Source == g.Key.Source).Select(c => c.Coverage)]))
            .Where(a => a.Periods.Any())
            .ToList();
        if (assemblies.Count == 0)
            return [];
        var known = assemblies.SelectMany(a => a.Periods).ToList();
        var first = cellQuery.From ?? known.Min();
        var last = cellQuery.To ?? known.Max();
        return [.. assemblies.Select(a => a.Build(first, last))];
    }

    /// <summary>Goods of the desk by id, or the goods that a bare code stands for.</summary>
    /// <exception cref="DeskException">Neither.</exception>
    public (Watch? Watch, IReadOnlyList<string> Codes, Unit Unit) Goods(string name)
    {
        foreach (var watch in desk.Watches)
        {
            if (watch.Goods.FirstOrDefault(g => g.Id == name) is { } goods)
                return (watch, goods.Codes, goods.Unit);
        }
        var code = name.Replace(".", "", StringComparison.Ordinal);
        if (code == Commodity.AllGoods || (code.Length is 2 or 4 or 6 or 8 or 10 && code.All(char.IsAsciiDigit)))
            return (null, [code], Units.UsDollar);
        var known = desk.Watches.SelectMany(w => w.Goods).Select(g => g.Id).Order(StringComparer.Ordinal).ToList();
        throw new DeskException([
            $"'{name}' is neither goods of this desk nor a commodity code; "
            + (known.Count == 0 ? "" : $"the desk has {string.Join(", ", known)}; ")
            + "a code has 2, 4, 6, 8 or 10 digits, such as 854470",
        ]);
    }

    private (Watch? Watch, IReadOnlyList<string> Codes, Unit Unit) Meaning(SeriesQuery query)
    {
        var (watch, codes, unit) = Goods(query.Goods);
        if (query.Unit is not { } asked)
            return (watch, codes, unit);
        if (!Units.TryFind(asked, out unit))
            throw new DeskException([$"'{asked}' is no unit; write one such as km, mile, kg, t, u or USD"]);
        return (watch, codes, unit);
    }

    private int PublicationPlace(string publication) => Place([.. desk.Publications.Select(p => p.Id)], publication);

    private static int Place(IReadOnlyList<string> order, string id)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == id)
                return i;
        }
        return int.MaxValue;
    }
}
