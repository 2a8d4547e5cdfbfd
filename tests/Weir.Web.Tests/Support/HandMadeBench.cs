using System.Text;
using Weir.Desk;
using Weir.Desk.Briefs;
using Weir.Desk.Claims;
using Weir.Desk.Controls;
using Weir.Desk.Figures;
using Weir.Desk.Ingest;
using Weir.Desk.Mirrors;
using Weir.Desk.Routes;
using Weir.Desk.Screening;
using Weir.Desk.Signals;
using Weir.Desk.Words;
using Weir.Sources;
using Weir.Store;
using Weir.Trade;

namespace Weir.Web.Tests.Support;

/// <summary>
/// A workbench on a real lake whose findings are given by the test: for states that the example never has, such as an
/// empty desk, a brief that can't be built, or texts that try to be markup.
/// </summary>
internal sealed class HandMadeBench : IWorkbench
{
    private readonly string _home;

    private HandMadeBench(Lake lake, string home) => (Lake, _home) = (lake, home);

    public DeskFolder Desk { get; set; } = new("desk", new(LocalText.Same("An empty desk"), [], null), [], [], []);

    public Lake Lake { get; }

    public ScreeningDesk Screening => field ??= new(Lake, TimeProvider.System);

    public IReadOnlyList<IFlowSource> Sources { get; set; } = [];

    public ChangeReport Changes { get; set; } = new(DateTimeOffset.UnixEpoch, [], []);

    public CheckReport Check { get; set; } = new(DateTimeOffset.UnixEpoch, [], []);

    public RevisionReport Revisions { get; set; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, new(0, 0, 0, []));

    public SignalReport Signals { get; set; } = new(DateTimeOffset.UnixEpoch, [], [], 0);

    public Dictionary<string, SignalExplanation> Explanations { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<CoveredSpan> Coverage { get; set; } = [];

    public Func<TotalsQuestion, IReadOnlyList<TotalTable>> Totals { get; set; } = _ => [];

    public Func<SeriesQuery, IReadOnlyList<Series>> Series { get; set; } = _ => [];

    public Func<string, BuiltBrief> Brief { get; set; } = id => throw new BriefException($"briefs/{id}.md:3: the figure 'x' can't be computed");

    public Dictionary<string, Trace> Traces { get; } = new(StringComparer.Ordinal);

    /// <summary>How often the changes were computed.</summary>
    public int ChangesComputed { get; private set; }

    public static async Task<HandMadeBench> OpenAsync()
    {
        var home = Directory.CreateTempSubdirectory("weir-web-").FullName;
        return new(await Lake.OpenAsync(home, TimeProvider.System, CancellationToken.None), home);
    }

    /// <summary>Keeps a file in the lake and marks it as read, with one row in quarantine.</summary>
    public async Task<Snapshot> ReceiveAsync(string source, string fileName, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var snapshot = await Lake.KeepAsync(content, new SnapshotOrigin("https://example.test/" + fileName, fileName, source), CancellationToken.None);
        await Lake.IngestAsync(snapshot.Sha256, source, (sink, _) =>
        {
            sink.Quarantine(new QuarantinedRow(3, "period", "2025-13 is no period", "x,<script>,2025-13"));
            return Task.FromResult(new ReadSummary("utf-8", 1, new Dictionary<string, long>(StringComparer.Ordinal), [], []));
        }, CancellationToken.None);
        return (await Lake.FindSnapshotAsync(snapshot.Sha256, CancellationToken.None))!;
    }

    public Task<IReadOnlyList<Series>> SeriesAsync(SeriesQuery query, CancellationToken cancellation) => Task.FromResult(Series(query));

    public Task<IReadOnlyList<FoundSeries>> FindSeriesAsync(SeriesQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FoundSeries>>([.. Series(query).Select(s => new FoundSeries(s, []))]);

    public Task<CoverageReport> CoverageAsync(CellQuestion question, CancellationToken cancellation) => Task.FromResult(new CoverageReport(DateTimeOffset.UnixEpoch, Coverage));

    public Task<TotalsReport> TotalsAsync(TotalsQuestion question, CancellationToken cancellation) => Task.FromResult(new TotalsReport(DateTimeOffset.UnixEpoch, question, Totals(question)));

    public Task<ChangeReport> ChangesAsync(DateTimeOffset? asOf, CancellationToken cancellation)
    {
        ChangesComputed++;
        return Task.FromResult(Changes);
    }

    public Task<CheckReport> CheckAsync(DateTimeOffset? asOf, CancellationToken cancellation) => Task.FromResult(Check);

    public Task<BuiltBrief> BuildBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation) => Task.FromResult(Brief(brief));

    public Task<BuiltBrief> ReadBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation) => Task.FromResult(Brief(brief));

    public Task<RevisionReport> RevisionsAsync(RevisionQuestion question, CancellationToken cancellation) => Task.FromResult(Revisions);

    public Task<MirrorReport> MirrorAsync(MirrorQuestion question, CancellationToken cancellation) => Task.FromResult(new MirrorReport(question, [], [], [], []));

    public Task<RouteReport> RoutesAsync(RouteQuestion question, CancellationToken cancellation) => throw new DeskException(["there is no watch"]);

    public Task<ControlReport> ControlAsync(ControlQuestion question, CancellationToken cancellation)
    {
        var control = Desk.FindControl(question.Control);
        return Task.FromResult(new ControlReport(question, control, DateTimeOffset.UnixEpoch, null, Units.UsDollar, control.AllCodes, null, []) { Unsaid = new("control.unsaid.no-flow") });
    }

    public Task<SignalReport> SignalsAsync(SignalQuestion question, CancellationToken cancellation) => Task.FromResult(Signals);

    public Task<ScanReport> ScanAsync(ScanQuestion question, IProgress<WorkProgress>? progress, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<SignalExplanation?> ExplainAsync(SignalId id, DateTimeOffset? asOf, CancellationToken cancellation) => Task.FromResult(Explanations.GetValueOrDefault(id.Text));

    public Task<int> CountViewAsync(string page, CancellationToken cancellation) => Lake.CountViewAsync(page, cancellation);

    public Task<Trace?> TraceAsync(string id, DateTimeOffset? asOf, CancellationToken cancellation) => Task.FromResult(Traces.GetValueOrDefault(id));

    public Task<IngestReport> IngestAsync(IReadOnlyList<string> paths, IngestOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IngestReport> IngestDeskAsync(IProgress<WorkProgress>? progress, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<FetchReport> FetchAsync(FetchOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<VerifyReport> VerifyBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> WriteBriefAsync(BuiltBrief brief, string? folder, CancellationToken cancellation) => throw new NotSupportedException();

    public Task FollowInboxAsync(Action<IngestReport> ingested, CancellationToken cancellation) => throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        await Lake.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }
}
