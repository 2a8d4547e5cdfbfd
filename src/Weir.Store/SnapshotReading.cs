using Weir.Trade;

namespace Weir.Store;

/// <summary>How a snapshot is read: all that its reader is told beside the received bytes. Kept with it, so that it can be read again in the same way.</summary>
/// <param name="Source">The id of the source, or of the list, that reads it.</param>
/// <param name="FileName">The file's name as the reader is told it; null for the one it was received under.</param>
public sealed record SnapshotReading(string Source, string? FileName = null)
{
    /// <summary>The flow, where the file has no such column and somebody said it.</summary>
    public Flow? Flow { get; init; }

    /// <summary>The reporter's number, where somebody said it.</summary>
    public int? Reporter { get; init; }

    /// <summary>What was asked of the publisher, where the file is an answer; empty otherwise.</summary>
    public IReadOnlyList<Coverage> Asked { get; init; } = [];

    /// <summary>What somebody said that the file is whole for, where it does not say so itself; null where nobody did.</summary>
    public WholeFor? Whole { get; init; }
}

/// <summary>What a file has all rows of. What was there before and is missing in it was then withdrawn.</summary>
public enum WholeFor
{
    /// <summary>The codes that stand in it, in the flows and periods in which they stand there.</summary>
    Codes,

    /// <summary>Everything, in the flows and periods that stand in it.</summary>
    All,

    /// <summary>Nothing: it is an excerpt of a list, on purpose.</summary>
    Excerpt,
}

/// <summary>
/// Reads what was received, the first time and every time after: the lake keeps bytes and knows no format. The same bytes and the
/// same <see cref="SnapshotReading"/> must give the same rows.
/// </summary>
public interface ISnapshotReader
{
    /// <summary>Reads a statistic's rows.</summary>
    /// <param name="sha256">The snapshot, which goes into every row's id.</param>
    /// <param name="reading">How to read it.</param>
    /// <param name="received">The bytes as received; the caller closes it.</param>
    /// <param name="sink">Takes the rows.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<ReadSummary> ReadAsync(string sha256, SnapshotReading reading, Stream received, IObservationSink sink, CancellationToken cancellation);

    /// <summary>Reads a list's entities and writes them as FollowTheMoney JSON, one a line.</summary>
    /// <param name="reading">How to read it.</param>
    /// <param name="received">The bytes as received; the caller closes it.</param>
    /// <param name="others">Opens another snapshot by its hash, for a list that is received in several files.</param>
    /// <param name="entities">Where to write.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<ListAccount> ReadListAsync(SnapshotReading reading, Stream received, Func<string, Stream> others, Stream entities, CancellationToken cancellation);
}

/// <summary>What came of reading a list.</summary>
/// <param name="Entities">How many were written.</param>
public sealed record ListAccount(int Entities)
{
    /// <summary>When the publisher made the list, where it says so.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Records that could not be read.</summary>
    public IReadOnlyList<QuarantinedRow> Quarantined { get; init; } = [];

    /// <summary>What a user should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal ReadSummary Summary => new("utf-8", Entities + Quarantined.Count, new Dictionary<string, long>(), [], Notes) { Published = Published };
}
