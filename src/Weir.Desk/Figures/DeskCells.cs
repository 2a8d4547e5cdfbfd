using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>
/// The cells of a desk's watches as of one moment, read at once: a check or a report asks hundreds of small questions about
/// them. What lies outside of the watches, or is asked as of another moment, is read from the lake.
/// </summary>
internal sealed class DeskCells : IFlowStore
{
    private readonly IFlowStore lake;
    private readonly DateTimeOffset asOf;
    private readonly HashSet<int> economies;
    private readonly IReadOnlyList<string> codes;
    private readonly ILookup<(int Reporter, int Partner, Flow Flow), Observation> cells;
    private readonly ILookup<(int Reporter, Flow Flow), SourceCoverage> coverage;

    private DeskCells(
        IFlowStore lake, DateTimeOffset asOf, HashSet<int> economies, IReadOnlyList<string> codes,
        IReadOnlyList<Observation> cells, IReadOnlyList<SourceCoverage> coverage)
    {
        this.lake = lake;
        this.asOf = asOf;
        this.economies = economies;
        this.codes = codes;
        this.cells = cells.ToLookup(c => (c.Reporter, c.Partner, c.Flow));
        this.coverage = coverage.ToLookup(c => (c.Coverage.Reporter, c.Coverage.Flow));
    }

    /// <summary>Reads the cells.</summary>
    public static async Task<DeskCells> ReadAsync(DeskFolder desk, IFlowStore lake, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var watched = desk.Watches.SelectMany(w => w.Origins.Concat(w.Destinations).Concat(w.Comparators).Concat(w.Routes)).Select(e => e.Number).ToHashSet();
        var goods = desk.Watches.SelectMany(w => w.Goods).SelectMany(g => g.Codes).Distinct(StringComparer.Ordinal).ToList();
        if (goods.Count == 0)
            return new(lake, asOf, watched, goods, [], []);
        var query = new CellQuery { Reporters = [.. watched], Partners = [.. watched], Commodities = goods, TotalsOnly = false, AsOf = asOf };
        return new(lake, asOf, watched, goods, await lake.CellsAsync(query, cancellation), await lake.CoverageAsync(query, cancellation));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Observation>> CellsAsync(CellQuery query, CancellationToken cancellation) => IsHere(query)
        ? Task.FromResult<IReadOnlyList<Observation>>([.. cells[(query.Reporters[0], query.Partners[0], query.Flows[0])].Where(c =>
            query.Commodities.Any(c.Commodity.Code.StartsWith) && IsWithin(query, c.Period) && (!query.TotalsOnly || c.IsTotal))])
        : lake.CellsAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceCoverage>> CoverageAsync(CellQuery query, CancellationToken cancellation) => IsHere(query)
        ? Task.FromResult<IReadOnlyList<SourceCoverage>>([.. coverage[(query.Reporters[0], query.Flows[0])].Where(c => IsWithin(query, c.Coverage.Period))])
        : lake.CoverageAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PeriodCompleteness>> CompletenessAsync(CellQuery query, CancellationToken cancellation) => lake.CompletenessAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<Revisions> RevisionsAsync(RevisionQuery query, CancellationToken cancellation) => lake.RevisionsAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TotalTable>> TotalsAsync(TotalsQuery query, CancellationToken cancellation) => lake.TotalsAsync(query, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<MonthlyFlows> MonthlyAsync(MonthlyQuery query, CancellationToken cancellation) => lake.MonthlyAsync(query, cancellation);

    private bool IsHere(CellQuery query) =>
        query.AsOf == asOf && query.Publications.Count == 0 && query.Sources.Count == 0
        && query is { Reporters: [var reporter], Partners: [var partner], Flows.Count: 1, Commodities.Count: > 0 }
        && economies.Contains(reporter) && economies.Contains(partner) && query.Commodities.All(codes.Contains);

    private static bool IsWithin(CellQuery query, Period period) =>
        (query.From is not { } from || period >= from) && (query.To is not { } to || period <= to);
}
