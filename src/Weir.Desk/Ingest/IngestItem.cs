using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Ingest;

/// <summary>How a file came to be ingested, and so what it means that nothing recognises it.</summary>
internal enum FoundBy
{
    /// <summary>Somebody named it: then it must be readable.</summary>
    Name,

    /// <summary>It lies in a folder that somebody named: then other files may lie there too.</summary>
    Folder,
}

/// <summary>A file to ingest.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Source">The source's id; null to recognise it.</param>
/// <param name="Flow">The flow, for formats without such a column.</param>
/// <param name="FoundBy">How it was found.</param>
internal sealed record IngestItem(string Path, string? Source, Flow? Flow, FoundBy FoundBy)
{
    /// <summary>What the file is whole for, where somebody said it.</summary>
    public WholeFor? Whole { get; init; }
}
