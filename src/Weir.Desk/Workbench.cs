using Weir.Desk.Briefs;
using Weir.Desk.Claims;
using Weir.Desk.Controls;
using Weir.Desk.Fetching;
using Weir.Desk.Figures;
using Weir.Desk.Ingest;
using Weir.Desk.Mirrors;
using Weir.Desk.Routes;
using Weir.Desk.Screening;
using Weir.Desk.Signals;
using Weir.Signals.Surges;
using Weir.Sources;
using Weir.Sources.Comtrade;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk;

/// <summary>Which desk to work on, and where its lake is.</summary>
/// <param name="Desk">Folder of the desk; null to work on a lake alone.</param>
/// <param name="Home">Folder of the lake; null for the environment's <c>WEIR_HOME</c>, else <c>.weir</c> in the desk (or here).</param>
public sealed record WorkbenchOptions(string? Desk, string? Home)
{
    /// <summary>How long a file in the drop folder must stand still before it is taken.</summary>
    public TimeSpan InboxSettle { get; init; } = TimeSpan.FromSeconds(2);
}

/// <summary>One desk at work on one lake: puts files, lake, signals, claims and briefs together.</summary>
public sealed class Workbench : IWorkbench
{
    private readonly WorkbenchOptions options;
    private readonly TimeProvider clock;
    private readonly Ingestor ingestor;
    private readonly SeriesReader series;
    private readonly CoverageReporter coverage;
    private readonly Tracer tracer;
    private readonly ReportedFigures reported;
    private readonly Remembered<ChangeReport> changes = new();
    private readonly Remembered<SignalReport> signals = new();
    private readonly Remembered<ControlReport> controls = new();
    private readonly Remembered<CheckReport> checks = new();
    private readonly Remembered<BuiltBrief> briefs = new();

    private Workbench(WorkbenchOptions options, DeskFolder desk, Lake lake, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        Desk = desk;
        Lake = lake;
        ingestor = new(lake, Sources);
        series = new(desk, lake.Flows, [.. Sources.Select(s => s.Description.Id)]);
        coverage = new(lake.Flows, Sources);
        tracer = new(lake, Sources);
        reported = new(lake);
        Screening = new(lake, clock);
    }

    /// <inheritdoc/>
    public DeskFolder Desk { get; }

    /// <inheritdoc/>
    public Lake Lake { get; }

    /// <inheritdoc/>
    public ScreeningDesk Screening { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IFlowSource> Sources => WeirSources.All;

    /// <summary>Opens a desk and its lake.</summary>
    /// <exception cref="DeskException">The desk's files have mistakes; all of them are named with file and line.</exception>
    /// <exception cref="LakeException">The lake can't be opened.</exception>
    public static async Task<Workbench> OpenAsync(WorkbenchOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        var desk = options.Desk is { } folder ? await DeskFiles.LoadAsync(folder, cancellation) : DeskFolder.Empty(".");
        return new(options, desk, await Lake.OpenAsync(HomeOf(options), clock, cancellation), clock);
    }

    /// <summary>The folder of the lake that these options mean.</summary>
    public static string HomeOf(WorkbenchOptions options)
    {
        var home = options.Home ?? Environment.GetEnvironmentVariable("WEIR_HOME");
        return string.IsNullOrWhiteSpace(home) ? Path.Combine(options.Desk ?? ".", ".weir") : home;
    }

    /// <summary>Makes again what is damaged or missing in the lake, from what was received; the lake need not open for it. See <see cref="Lake.RepairAsync"/>.</summary>
    /// <exception cref="LakeException">The lake can't be repaired: disk full, read-only, in use.</exception>
    public static Task<IReadOnlyList<RepairStep>> RepairAsync(WorkbenchOptions options, TimeProvider clock, bool bringBackDropped, IProgress<LakeProgress>? progress, CancellationToken cancellation) =>
        Lake.RepairAsync(HomeOf(options), clock, new(), new SnapshotReader(WeirSources.All), bringBackDropped, progress, cancellation);

    /// <inheritdoc/>
    public Task<IngestReport> IngestAsync(IReadOnlyList<string> paths, IngestOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation) =>
        ingestor.IngestAsync(Ingestor.Expand(paths, options), progress, cancellation);

    /// <inheritdoc/>
    public Task<IngestReport> IngestDeskAsync(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var items = Desk.Settings.Data.SelectMany(d => Ingestor.Expand([Path.Combine(Desk.Folder, d.Path)], new(d.Source, d.Flow))).ToList();
        if (InboxFolder is { } inbox && Directory.Exists(inbox))
            items.AddRange(Ingestor.FilesOf(inbox).Select(FromInbox));
        return ingestor.IngestAsync(items, progress, cancellation);
    }

    /// <inheritdoc/>
    public Task FollowInboxAsync(Action<IngestReport> ingested, CancellationToken cancellation) => InboxFolder is { } inbox
        ? new Inbox(inbox, clock, options.InboxSettle, (files, stop) => ingestor.IngestAsync([.. files.Select(FromInbox)], null, stop)).FollowAsync(ingested, cancellation)
        : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Series>> SeriesAsync(SeriesQuery query, CancellationToken cancellation) =>
        [.. (await FindSeriesAsync(query, cancellation)).Select(f => f.Series)];

    /// <inheritdoc/>
    public Task<IReadOnlyList<FoundSeries>> FindSeriesAsync(SeriesQuery query, CancellationToken cancellation) => series.FindAsync(query, cancellation);

    /// <inheritdoc/>
    public async Task<CoverageReport> CoverageAsync(CellQuestion question, CancellationToken cancellation)
    {
        var moment = question.AsOf ?? await Lake.MomentAsync(cancellation);
        return await coverage.ReportAsync(question.Cells(series, moment), moment, cancellation);
    }

    /// <inheritdoc/>
    public async Task<TotalsReport> TotalsAsync(TotalsQuestion question, CancellationToken cancellation)
    {
        var moment = question.AsOf ?? await Lake.MomentAsync(cancellation);
        return await new TotalsReporter(Lake.Flows, coverage).ReportAsync(question, question.Cells(series, moment), moment, cancellation);
    }

    /// <inheritdoc/>
    public async Task<ChangeReport> ChangesAsync(DateTimeOffset? asOf, CancellationToken cancellation) => await changes.GetAsync(
        await StampAsync(cancellation), asOf?.ToString("O") ?? "",
        async () =>
        {
            var moment = asOf ?? await Lake.MomentAsync(cancellation);
            return await new ChangeReporter(Desk, await ReaderAsync(moment, cancellation)).ReportAsync(moment, cancellation);
        });

    /// <inheritdoc/>
    public async Task<SignalReport> SignalsAsync(SignalQuestion question, CancellationToken cancellation) => SurgeMethods.All.Contains(question.Method)
        ? await signals.GetAsync(await StampAsync(cancellation), $"{question} {question.Method.Id} {string.Join(',', question.Kinds)}", () => FindSignalsAsync(question, cancellation))
        : await FindSignalsAsync(question, cancellation);

    // A method with options of its own is asked for once.
    private async Task<SignalReport> FindSignalsAsync(SignalQuestion question, CancellationToken cancellation) =>
        await new SignalReporter(await ScopeAsync(question.AsOf, cancellation)).ReportAsync(question, cancellation);

    /// <inheritdoc/>
    public async Task<ScanReport> ScanAsync(ScanQuestion question, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var moment = question.AsOf ?? await Lake.MomentAsync(cancellation);
        var cells = question.Cells(series, moment);
        return await new FlowScan(Lake.Flows, question, cells with { Flows = cells.Flows.Count > 0 ? cells.Flows : [Flow.Export, Flow.Import] }).RunAsync(moment, progress, cancellation);
    }

    /// <inheritdoc/>
    public async Task<SignalExplanation?> ExplainAsync(SignalId id, DateTimeOffset? asOf, CancellationToken cancellation) =>
        await new SignalReporter(await ScopeAsync(asOf, cancellation)).ExplainAsync(id, cancellation);

    /// <inheritdoc/>
    public Task<MirrorReport> MirrorAsync(MirrorQuestion question, CancellationToken cancellation) =>
        new MirrorReporter(Desk, series, Lake.Flows).ReportAsync(question, cancellation);

    /// <inheritdoc/>
    public Task<RouteReport> RoutesAsync(RouteQuestion question, CancellationToken cancellation) =>
        new RouteReporter(Desk, series, Lake.Flows).ReportAsync(question, cancellation);

    /// <inheritdoc/>
    public async Task<ControlReport> ControlAsync(ControlQuestion question, CancellationToken cancellation) => await controls.GetAsync(
        await StampAsync(cancellation), question.ToString(),
        async () => await new ControlReporter(Desk, Lake.Flows, [.. Sources.Select(s => s.Description.Id)])
            .ReportAsync(question, question.AsOf ?? await Lake.MomentAsync(cancellation), cancellation));

    /// <inheritdoc/>
    public Task<RevisionReport> RevisionsAsync(RevisionQuestion question, CancellationToken cancellation) =>
        new RevisionReporter(Lake, series).ReportAsync(question, cancellation);

    /// <inheritdoc/>
    public async Task<CheckReport> CheckAsync(DateTimeOffset? asOf, CancellationToken cancellation) => await checks.GetAsync(
        await StampAsync(cancellation), asOf?.ToString("O") ?? "",
        async () =>
        {
            var moment = asOf ?? await Lake.MomentAsync(cancellation);
            var reader = await ReaderAsync(moment, cancellation);
            var official = new List<Series>();
            foreach (var need in ClaimChecker.Needs(Desk))
            {
                foreach (var unit in need.OtherUnits.Prepend(need.Unit))
                {
                    var query = new SeriesQuery(need.Subject.Goods, need.Subject.From, need.Subject.To, need.Subject.Flow, unit.Code, moment, need.First, need.Last);
                    official.AddRange((await reader.FindAsync(query, cancellation)).Select(f => f.Series).Where(s => s.Status == ObservationStatus.Official));
                }
            }
            return ClaimChecker.Check(new(Desk, await reported.AtAsync(moment, cancellation), official, moment));
        });

    /// <inheritdoc/>
    public async Task<FetchReport> FetchAsync(FetchOptions options, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var needed = await new FetchPlan(Desk, Lake.Flows, clock.GetUtcNow()).NeededAsync(cancellation);
        var fetcher = new Fetcher(Lake, WeirSources.Find(ComtradeSource.Id)!, InboxFolder);
        if (options.PlanOnly)
            return await fetcher.FetchAsync(needed, null, progress, cancellation);
        var folder = Directory.CreateTempSubdirectory("weir-fetch-").FullName;
        try
        {
            using var client = new ComtradeClient(
                new()
                {
                    Folder = folder,
                    BaseAddress = options.BaseAddress ?? ComtradeOptions.Publisher,
                    SubscriptionKey = Environment.GetEnvironmentVariable("WEIR_COMTRADE_KEY"),
                    Interval = options.Interval,
                },
                clock);
            return await fetcher.FetchAsync(needed, client, progress, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public async Task<BuiltBrief> BuildBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var built = await ReadBriefAsync(brief, asOf, cancellation);
        await RecordAsync(built, cancellation);
        return built;
    }

    /// <inheritdoc/>
    public async Task<BuiltBrief> ReadBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation) => await briefs.GetAsync(
        await StampAsync(cancellation), $"{brief}|{asOf:O}",
        async () =>
        {
            var file = await BriefFile.ReadAsync(Desk.Folder, brief, Desk.Briefs, cancellation);
            var data = await BriefDataAsync(asOf ?? await Lake.MomentAsync(cancellation), cancellation);
            return await new BriefBuilder(file, data).BuildAsync(clock.GetUtcNow(), cancellation);
        });

    /// <inheritdoc/>
    public async Task<VerifyReport> VerifyBriefAsync(string brief, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var file = await BriefFile.ReadAsync(Desk.Folder, brief, Desk.Briefs, cancellation);
        if (await Lake.LastBuildAsync(Desk.Folder, brief, cancellation) is not { } build || BriefRecord.Read(build.Json) is not { } recorded)
            throw new BriefException($"{file.File}: no build of it is recorded in {Lake.Home}; build it first with: weir brief build {Desk.Folder}");
        var then = await RecomputeAsync(file, recorded.AsOf, cancellation);
        var now = await RecomputeAsync(file, asOf ?? await Lake.MomentAsync(cancellation), cancellation);
        return new BriefVerifier(recorded).Compare(then, now);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> WriteBriefAsync(BuiltBrief brief, string? folder, CancellationToken cancellation) =>
        BriefOutput.WriteAsync(brief, folder ?? Path.Combine(Lake.Home, "briefs"), cancellation);

    /// <inheritdoc/>
    public async Task<Trace?> TraceAsync(string id, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        if (id.Split('~') is not [var brief, var name])
            return await tracer.RowAsync(id, asOf, cancellation);
        if (!Desk.Briefs.Contains(brief))
            return null;
        var built = await ReadBriefAsync(brief, asOf, cancellation);
        var figure = built.Figures.FirstOrDefault(f => f.Name == name);
        return figure is null ? null : await tracer.FigureAsync(id, brief, figure, cancellation);
    }

    /// <inheritdoc/>
    public Task<int> CountViewAsync(string page, CancellationToken cancellation) => Lake.CountViewAsync(page, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Screening.Dispose();
        return Lake.DisposeAsync();
    }

    private async Task<BriefData> BriefDataAsync(DateTimeOffset asOf, CancellationToken cancellation) =>
        new(Desk, await ReaderAsync(asOf, cancellation), await CheckAsync(asOf, cancellation), await reported.AtAsync(asOf, cancellation), asOf);

    private async Task<SignalScope> ScopeAsync(DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var moment = asOf ?? await Lake.MomentAsync(cancellation);
        return new(Desk, await ReaderAsync(moment, cancellation), Lake.Flows, moment);
    }

    // For work that asks many questions about the desk's watches as of one moment.
    private async Task<SeriesReader> ReaderAsync(DateTimeOffset asOf, CancellationToken cancellation) =>
        new(Desk, await DeskCells.ReadAsync(Desk, Lake.Flows, asOf, cancellation), [.. Sources.Select(s => s.Description.Id)]);

    // A build that says what the last one said is the last one: its vintage stays the earlier.
    private async Task RecordAsync(BuiltBrief built, CancellationToken cancellation)
    {
        if (Lake.IsReadOnly)
            return;
        var record = BriefRecord.Of(built);
        var last = await Lake.LastBuildAsync(Desk.Folder, built.Id, cancellation);
        if (last is null || BriefRecord.Read(last.Json)?.SaysAs(record) != true)
            await Lake.SaveBuildAsync(new(Desk.Folder, built.Id, built.BuiltAt, built.AsOf, record.ToJson()), cancellation);
    }

    private async Task<IReadOnlyList<RecomputedFigure>> RecomputeAsync(BriefFile file, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var figures = await new BriefBuilder(file, await BriefDataAsync(asOf, cancellation)).FiguresAsync(cancellation);
        var words = Words.Words.For(file.Language);
        return [.. figures.Select(f => new RecomputedFigure(f.Definition.Name, f.Figure is { } figure ? RecordedFigure.Of(figure, words) : null, f.Error))];
    }

    private string? InboxFolder => Desk.Settings.Inbox is { } inbox ? Path.Combine(Desk.Folder, inbox) : null;

    // What a person puts into the drop folder is meant to be read: a file that nothing recognises is said to be wrong.
    private IngestItem FromInbox(string path) => new(path, null, Desk.Settings.InboxFlow, FoundBy.Name);

    // Changes exactly when something was read into the lake, by this process or another.
    private async Task<string> StampAsync(CancellationToken cancellation)
    {
        var snapshots = await Lake.SnapshotsAsync(cancellation);
        var versions = await Lake.VersionsAsync(cancellation);
        return $"{snapshots.Count}/{snapshots.Count(s => s.State == SnapshotState.Read)}/{versions.Count}";
    }
}
