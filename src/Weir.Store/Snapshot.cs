using Weir.Trade;

namespace Weir.Store;

/// <summary>Where a snapshot came from.</summary>
/// <param name="Address">The address it was fetched from (never with a key in it), or the path it was read from.</param>
/// <param name="FileName">Its file name.</param>
/// <param name="Publisher">The source's id, where it is known already.</param>
/// <param name="ETag">The server's entity tag, for conditional requests.</param>
/// <param name="LastModified">The server's date of last change.</param>
public sealed record SnapshotOrigin(string Address, string FileName, string? Publisher = null, string? ETag = null, DateTimeOffset? LastModified = null);

/// <summary>What became of a snapshot.</summary>
public enum SnapshotState
{
    /// <summary>Kept, not read yet.</summary>
    Received,

    /// <summary>Read; its observations are in the lake.</summary>
    Read,

    /// <summary>Kept, but an assertion failed or it is not in the format: nothing of it is current.</summary>
    Rejected,
}

/// <summary>The bytes of one source as received at one moment.</summary>
/// <param name="Sha256">64 lower-case hex digits over the bytes as received.</param>
/// <param name="Bytes">How many.</param>
/// <param name="ReceivedAt">When they were first received.</param>
/// <param name="Origin">Where from.</param>
/// <param name="State">What became of them.</param>
/// <param name="Reason">Why rejected, or null.</param>
/// <param name="Summary">What the reader said, or null before it was read.</param>
/// <param name="Accepted">Rows that became observations.</param>
/// <param name="Quarantined">Rows in quarantine.</param>
public sealed record Snapshot(
    string Sha256,
    long Bytes,
    DateTimeOffset ReceivedAt,
    SnapshotOrigin Origin,
    SnapshotState State,
    string? Reason,
    ReadSummary? Summary,
    long Accepted,
    long Quarantined);

/// <summary>What an ingestion did.</summary>
/// <param name="Snapshot">The snapshot as it stands now.</param>
/// <param name="AlreadyKnown">The same bytes were read before: nothing changed.</param>
/// <param name="NewVersions">How many units got a new version.</param>
/// <param name="Added">Cells that were not there before.</param>
/// <param name="Changed">Cells whose value changed.</param>
/// <param name="Unchanged">Cells that were there with the same value.</param>
public sealed record IngestOutcome(Snapshot Snapshot, bool AlreadyKnown, int NewVersions, long Added, long Changed, long Unchanged)
{
    /// <summary>Cells that were there and are gone: the file speaks for them and does not have them.</summary>
    public long Removed { get; init; }
}

/// <summary>A version of a unit: what was current from a moment on.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Reporter">Reporter's number.</param>
/// <param name="Year">The year.</param>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="CurrentFrom">When it became current.</param>
/// <param name="Snapshot">The snapshot that brought it.</param>
/// <param name="Rows">Rows in its Parquet file.</param>
/// <param name="File">Path below the lake's home.</param>
/// <param name="Sha256">Hash of the Parquet file.</param>
/// <param name="DroppedAt">When retention took its file away; null while it can be read.</param>
public sealed record UnitVersion(string Source, int Reporter, int Year, int Number, DateTimeOffset CurrentFrom, string Snapshot, long Rows, string File, string Sha256, DateTimeOffset? DroppedAt = null);

/// <summary>A row found by its id. The text of the row is the source's to show, for only it knows the format.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Snapshot">The file that holds it.</param>
/// <param name="Observations">What was read from it, in every version that holds it and is kept; empty where the row is in quarantine or was left out.</param>
/// <param name="Quarantined">Why it was not read, where it was not.</param>
public sealed record FoundRow(ObservationId Id, Snapshot Snapshot, IReadOnlyList<Observation> Observations, QuarantinedRow? Quarantined);

/// <summary>The lake could not do what was asked; the message says what happened, to which file, and what to do next.</summary>
public sealed class LakeException : Exception
{
    /// <summary>One clear sentence.</summary>
    public LakeException(string message)
        : base(message)
    {
    }

    /// <summary>One clear sentence, and the cause.</summary>
    public LakeException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
