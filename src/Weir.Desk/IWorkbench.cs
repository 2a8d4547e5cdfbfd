using Weir.Desk.Briefs;
using Weir.Desk.Claims;
using Weir.Desk.Controls;
using Weir.Desk.Figures;
using Weir.Desk.Ingest;
using Weir.Desk.Mirrors;
using Weir.Desk.Routes;
using Weir.Desk.Screening;
using Weir.Desk.Signals;
using Weir.Sources;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk;

/// <summary>
/// Everything that the command line and the site can ask for: one desk at work on one lake. Safe to use from several threads.
/// </summary>
public interface IWorkbench : IAsyncDisposable
{
    /// <summary>The desk's files as loaded.</summary>
    DeskFolder Desk { get; }

    /// <summary>The lake.</summary>
    Lake Lake { get; }

    /// <summary>The lake's lists of people and companies, to be asked.</summary>
    ScreeningDesk Screening { get; }

    /// <summary>All sources that Weir reads, in a fixed order.</summary>
    IReadOnlyList<IFlowSource> Sources { get; }

    /// <summary>Ingests files and folders (a folder is searched for files that a source recognises).</summary>
    Task<IngestReport> IngestAsync(IReadOnlyList<string> paths, IngestOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation);

    /// <summary>Ingests what the desk names (its data files and drop folder).</summary>
    Task<IngestReport> IngestDeskAsync(IProgress<WorkProgress>? progress, CancellationToken cancellation);

    /// <summary>Says which official cells would make which claim checkable and, unless <see cref="FetchOptions.PlanOnly"/>, gets what can be had.</summary>
    Task<FetchReport> FetchAsync(FetchOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation);

    /// <summary>The series that answer a question: one for each source (and, for reported figures, publication) that has any.</summary>
    Task<IReadOnlyList<Series>> SeriesAsync(SeriesQuery query, CancellationToken cancellation);

    /// <summary>As <see cref="SeriesAsync"/>, each with what a reader must know of how it was put together.</summary>
    Task<IReadOnlyList<FoundSeries>> FindSeriesAsync(SeriesQuery query, CancellationToken cancellation);

    /// <summary>What is complete, partial, not published and not read, for each source, reporter and period.</summary>
    /// <exception cref="DeskException">The question names goods or a span that there are none of.</exception>
    Task<CoverageReport> CoverageAsync(CellQuestion question, CancellationToken cancellation);

    /// <summary>Publishers' totals beside the sum of their details, and what each lacks.</summary>
    /// <exception cref="DeskException">The question names goods or a span that there are none of.</exception>
    Task<TotalsReport> TotalsAsync(TotalsQuestion question, CancellationToken cancellation);

    /// <summary>What changed in the desk's watches, newest first.</summary>
    Task<ChangeReport> ChangesAsync(DateTimeOffset? asOf, CancellationToken cancellation);

    /// <summary>The signals of the desk's watches, by q-value, then by excess.</summary>
    /// <exception cref="DeskException">The question names a watch or a kind that there is none of.</exception>
    Task<SignalReport> SignalsAsync(SignalQuestion question, CancellationToken cancellation);

    /// <summary>Which of all flows in the lake surged, at a false-discovery rate.</summary>
    /// <exception cref="DeskException">The question names goods that there are none of.</exception>
    Task<ScanReport> ScanAsync(ScanQuestion question, IProgress<WorkProgress>? progress, CancellationToken cancellation);

    /// <summary>How a signal came to be, computed again from its id as of a moment; null where there is nothing by that id.</summary>
    Task<SignalExplanation?> ExplainAsync(SignalId id, DateTimeOffset? asOf, CancellationToken cancellation);

    /// <summary>A flow from both sides: what its exporter says it sent against what its importer says arrived.</summary>
    /// <exception cref="DeskException">The question names goods that there are none of.</exception>
    Task<MirrorReport> MirrorAsync(MirrorQuestion question, CancellationToken cancellation);

    /// <summary>Which way goods of a watch went: directly, or through its routes.</summary>
    /// <exception cref="DeskException">The desk has no such goods, or their watch names no routes.</exception>
    Task<RouteReport> RoutesAsync(RouteQuestion question, CancellationToken cancellation);

    /// <summary>What a control changed, for whom, and month by month.</summary>
    /// <exception cref="DeskException">There is no such control, goods or unit.</exception>
    Task<ControlReport> ControlAsync(ControlQuestion question, CancellationToken cancellation);

    /// <summary>Which stored cells changed between two moments, by how much, the largest first.</summary>
    /// <exception cref="DeskException">Goods are unknown, or the earlier moment lies after the later one.</exception>
    Task<RevisionReport> RevisionsAsync(RevisionQuestion question, CancellationToken cancellation);

    /// <summary>Checks every claim of the desk.</summary>
    Task<CheckReport> CheckAsync(DateTimeOffset? asOf, CancellationToken cancellation);

    /// <summary>Builds a brief; records vintage and hashes.</summary>
    /// <exception cref="BriefException">A figure that it prints can't be computed, or the file is wrong; with file and line.</exception>
    Task<BuiltBrief> BuildBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation);

    /// <summary>Computes a brief for somebody who only reads it: as <see cref="BuildBriefAsync"/>, and nothing is recorded.</summary>
    /// <exception cref="BriefException">A figure that it prints can't be computed, or the file is wrong; with file and line.</exception>
    Task<BuiltBrief> ReadBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation);

    /// <summary>Recomputes the last recorded build and says which figures are others by what is known now, or was at a moment.</summary>
    Task<VerifyReport> VerifyBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation);

    /// <summary>
    /// Writes a built brief as <c>{id}.html</c>, <c>{id}.md</c> and <c>{id}.json</c> into <paramref name="folder"/> (null:
    /// <c>briefs</c> below the lake's home) and returns the paths.
    /// </summary>
    Task<IReadOnlyList<string>> WriteBriefAsync(BuiltBrief brief, string? folder, CancellationToken cancellation);

    /// <summary>Counts one view of a page and returns how many there were.</summary>
    Task<int> CountViewAsync(string page, CancellationToken cancellation);

    /// <summary>
    /// Watches the desk's drop folder until cancelled and ingests what is put there, once it has stopped growing. Returns at
    /// once where the desk has no drop folder.
    /// </summary>
    /// <param name="ingested">Told of every ingestion.</param>
    /// <param name="cancellation">Ends the watching; no exception comes of it.</param>
    Task FollowInboxAsync(Action<IngestReport> ingested, CancellationToken cancellation);

    /// <summary>
    /// Follows an id (an observation's, or a brief's figure <c>brief~figure</c>) to rows and received bytes; null where there is none. As of a
    /// moment, a figure is what it was then, and a file that was received later has no rows.
    /// </summary>
    Task<Trace?> TraceAsync(string id, DateTimeOffset? asOf, CancellationToken cancellation);
}

/// <summary>How far a long piece of work is.</summary>
/// <param name="What">What is being worked on, e.g. a file name.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all, or null where not known.</param>
public readonly record struct WorkProgress(string What, long Done, long? Total);
