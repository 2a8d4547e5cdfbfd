using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Ingest;

/// <summary>How to ingest.</summary>
/// <param name="Source">The source's id; null to recognise it from the content.</param>
/// <param name="Flow">The flow for files that have no such column; null to take it from a sidecar or the desk.</param>
public sealed record IngestOptions(string? Source = null, Flow? Flow = null)
{
    /// <summary>What each file is whole for; null to take it from a sidecar, or from the file itself.</summary>
    public WholeFor? Whole { get; init; }
}

/// <summary>One file and what came of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Source">The source that read it; null where none recognised it.</param>
/// <param name="Outcome">What the lake did; null where it failed, and for a sanctions list.</param>
/// <param name="Error">Why it failed, in one sentence; null where it did not.</param>
public sealed record IngestedFile(string Path, string? Source, IngestOutcome? Outcome, string? Error)
{
    /// <summary>The list that was read from it, where it is a sanctions or export-control list.</summary>
    public ListVersion? List { get; init; }

    /// <summary>What a user should know of the list, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the file was found in a folder and is in no format that Weir reads: it was left alone.</summary>
    public bool LeftAlone => Outcome is null && Error is null && List is null;
}

/// <summary>What an ingestion did.</summary>
/// <param name="Files">In the order they were read.</param>
public sealed record IngestReport(IReadOnlyList<IngestedFile> Files)
{
    /// <summary>Whether any file failed.</summary>
    public bool Failed => Files.Any(f => f.Error is not null);
}

/// <summary>How to fetch.</summary>
/// <param name="PlanOnly">Say what is needed, and fetch nothing.</param>
/// <param name="BaseAddress">Another address in place of UN Comtrade's; for tests and mirrors.</param>
public sealed record FetchOptions(bool PlanOnly = false, Uri? BaseAddress = null)
{
    /// <summary>Time between two questions; null for the publisher's limit.</summary>
    public TimeSpan? Interval { get; init; }
}

/// <summary>Official cells that would make claims checkable.</summary>
/// <param name="Source">Who publishes them.</param>
/// <param name="Reporter">Reporter.</param>
/// <param name="Partner">Partner.</param>
/// <param name="Flow">Flow.</param>
/// <param name="Commodity">Commodity code.</param>
/// <param name="Periods">Periods.</param>
/// <param name="Claims">Claims that they decide.</param>
/// <param name="Why">In words.</param>
public sealed record NeededCells(string Source, Economy Reporter, Economy Partner, Flow Flow, string Commodity, IReadOnlyList<Period> Periods, IReadOnlyList<string> Claims, Phrase Why);

/// <summary>What fetching did.</summary>
/// <param name="Needed">What is needed for which claim.</param>
/// <param name="Fetched">What was got and ingested.</param>
/// <param name="NotPublished">Questions that the publisher answered with no rows: said, and never taken for zero.</param>
/// <param name="ByHand">How to get the rest by hand.</param>
/// <param name="Failures">What failed, a sentence each.</param>
public sealed record FetchReport(IReadOnlyList<NeededCells> Needed, IngestReport Fetched, IReadOnlyList<Phrase> NotPublished, IReadOnlyList<Phrase> ByHand, IReadOnlyList<string> Failures);
