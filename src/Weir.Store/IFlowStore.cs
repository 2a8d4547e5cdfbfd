using Weir.Trade;

namespace Weir.Store;

/// <summary>Which cells to read. An empty list means no limit.</summary>
public sealed record CellQuery
{
    /// <summary>Source ids.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Reporters' numbers.</summary>
    public IReadOnlyList<int> Reporters { get; init; } = [];

    /// <summary>Partners' numbers.</summary>
    public IReadOnlyList<int> Partners { get; init; } = [];

    /// <summary>Flows.</summary>
    public IReadOnlyList<Flow> Flows { get; init; } = [];

    /// <summary>Commodity codes; each takes in all codes that begin with it.</summary>
    public IReadOnlyList<string> Commodities { get; init; } = [];

    /// <summary>First period, included.</summary>
    public Period? From { get; init; }

    /// <summary>Last period, included.</summary>
    public Period? To { get; init; }

    /// <summary>Publications (for reported figures).</summary>
    public IReadOnlyList<string> Publications { get; init; } = [];

    /// <summary>Only rows that are totals over second partner, procedure and transport. On unless switched off.</summary>
    public bool TotalsOnly { get; init; } = true;

    /// <summary>What was known at that moment; null is now.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>
/// The one door to the engine: what the rest of the program may ask of stored observations. It names no engine;
/// DuckDB over Parquet stands behind it today.
/// </summary>
public interface IFlowStore
{
    /// <summary>The cells that match, ordered by source, reporter, commodity, partner, flow, period, publication.</summary>
    Task<IReadOnlyList<Observation>> CellsAsync(CellQuery query, CancellationToken cancellation);

    /// <summary>What the stored snapshots say of their completeness for the asked sources, reporters and periods.</summary>
    Task<IReadOnlyList<SourceCoverage>> CoverageAsync(CellQuery query, CancellationToken cancellation);

    /// <summary>
    /// How much the lake holds of the asked codes and partners (all of them where none are asked for), for each source, reporter, flow and period
    /// that it has a matching cell of or that a snapshot speaks of; ordered by these. A code is asked for itself and not for those below it.
    /// </summary>
    Task<IReadOnlyList<PeriodCompleteness>> CompletenessAsync(CellQuery query, CancellationToken cancellation);

    /// <summary>What changed between two moments, the largest first.</summary>
    /// <exception cref="ArgumentException">The earlier moment lies after the later one.</exception>
    Task<Revisions> RevisionsAsync(RevisionQuery query, CancellationToken cancellation);

    /// <summary>
    /// Adds up official cells: a table for each source, reporter, flow, edition of the codes and unit, ordered by these, for none of them is ever added to another.
    /// </summary>
    Task<IReadOnlyList<TotalTable>> TotalsAsync(TotalsQuery query, CancellationToken cancellation);

    /// <summary>
    /// The monthly series of official cells, of every code of one length with every partner, portion by portion, ordered by source and reporter. All
    /// portions of one source and reporter span the same months.
    /// </summary>
    IAsyncEnumerable<MonthlyFlows> MonthlyAsync(MonthlyQuery query, CancellationToken cancellation);
}

/// <summary>A statement of completeness and who made it.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Snapshot">The snapshot that says it.</param>
/// <param name="Coverage">What is covered.</param>
public sealed record SourceCoverage(string Source, string Snapshot, Coverage Coverage);
