namespace Weir.Store;

/// <summary>What a compaction is to do.</summary>
public sealed record CompactionOptions
{
    /// <summary>How long a version stays readable after another took its place; null keeps every version. Not negative.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>Only find out what would be removed.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What sort of thing a compaction removes.</summary>
public enum RemovalKind
{
    /// <summary>Unfinished work of a process that was stopped.</summary>
    Unfinished,

    /// <summary>A file that the catalogue does not name: of a process that was stopped before it finished.</summary>
    Unknown,

    /// <summary>An old version of a unit.</summary>
    Version,

    /// <summary>An old version of a list.</summary>
    ListVersion,
}

/// <summary>A file or folder that a compaction removes.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="File">Path below the lake's home.</param>
/// <param name="Bytes">What it takes on the disk.</param>
/// <param name="Why">Why it goes, one sentence.</param>
public sealed record Removal(RemovalKind Kind, string File, long Bytes, string Why);

/// <summary>What a compaction did.</summary>
/// <param name="Removed">What was removed; in a dry run what would be.</param>
/// <param name="StillRead">What stayed because a reader that may hold it did not end in time; the next compaction removes it.</param>
/// <param name="CatalogueBefore">Bytes of the catalogue before.</param>
/// <param name="CatalogueAfter">And after.</param>
public sealed record CompactionReport(IReadOnlyList<Removal> Removed, IReadOnlyList<Removal> StillRead, long CatalogueBefore, long CatalogueAfter);
