using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Hosting;
using Weir.Desk;
using Weir.Desk.Briefs;
using Weir.Desk.Claims;
using Weir.Desk.Figures;
using Weir.Desk.Mirrors;
using Weir.Desk.Routes;
using Weir.Desk.Signals;
using Weir.Store;
using Weir.Trade;

namespace Weir.Web.Serving;

/// <summary>The lake as it stands: what the pages of one moment rest on.</summary>
/// <param name="Key">Changes whenever anything that a page could show has changed.</param>
/// <param name="Snapshots">All received files, newest first.</param>
/// <param name="LastChange">When something last became current; null where the lake is empty.</param>
public sealed record LakeState(string Key, IReadOnlyList<Snapshot> Snapshots, DateTimeOffset? LastChange)
{
    /// <summary>A lake of which nothing was asked.</summary>
    public static readonly LakeState Nothing = new("", [], null);

    /// <summary>The received file with this hash; null where the lake has none.</summary>
    public Snapshot? Find(string sha256) => Snapshots.FirstOrDefault(s => s.Sha256 == sha256);
}

/// <summary>What the pages read from the workbench, each thing computed once for one state of the lake.</summary>
internal sealed class Reading(IWorkbench workbench, TimeProvider clock, IHostApplicationLifetime lifetime) : IDisposable
{
    // Another process may ingest at any time; a page is at most this much behind it.
    private static readonly TimeSpan StateHolds = TimeSpan.FromSeconds(1);
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 512 });
    private (DateTimeOffset Until, LakeState State)? _state;

    public IWorkbench Workbench => workbench;

    public async Task<LakeState> StateAsync(CancellationToken cancellation)
    {
        if (_state is var (until, state) && clock.GetUtcNow() < until)
            return state;
        var snapshots = await workbench.Lake.SnapshotsAsync(cancellation);
        var versions = await workbench.Lake.VersionsAsync(cancellation);
        var text = new StringBuilder();
        foreach (var s in snapshots)
            text.Append(s.Sha256).Append((int)s.State);
        foreach (var v in versions)
            text.Append(v.Sha256).Append(CultureInfo.InvariantCulture, $"{v.Number}");
        var fresh = new LakeState(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16],
            [.. snapshots.OrderByDescending(s => s.ReceivedAt)],
            versions.Count == 0 ? null : versions.Max(v => v.CurrentFrom));
        _state = (clock.GetUtcNow() + StateHolds, fresh);
        return fresh;
    }

    /// <summary>The lake as it stood at a moment; null is now.</summary>
    public async Task<LakeState> StateAsync(DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var now = await StateAsync(cancellation);
        return asOf is not { } moment ? now : await KeepAsync($"{now.Key} {moment:O}", async c => now with
        {
            Snapshots = [.. (await workbench.Lake.SnapshotsAsync(moment, c)).OrderByDescending(s => s.ReceivedAt)],
            LastChange = (await workbench.Lake.VersionsAsync(c)).Where(v => v.CurrentFrom <= moment).Select(v => (DateTimeOffset?)v.CurrentFrom).Max(),
        }, cancellation);
    }

    /// <summary>The days (UTC) on which the data changed, the latest first.</summary>
    public Task<IReadOnlyList<DateOnly>> DaysAsync(Visit visit, CancellationToken cancellation) =>
        KeepAsync<IReadOnlyList<DateOnly>>(visit, "days", async c =>
            [.. (await workbench.Lake.VersionsAsync(c)).Select(v => DateOnly.FromDateTime(v.CurrentFrom.UtcDateTime)).Distinct().OrderDescending()], cancellation);

    public Task<ChangeReport> ChangesAsync(Visit visit, CancellationToken cancellation) =>
        KeepAsync(visit, "changes", c => workbench.ChangesAsync(visit.AsOf, c), cancellation);

    public Task<RevisionReport> RevisionsAsync(Visit visit, RevisionQuestion question, CancellationToken cancellation) =>
        KeepAsync(visit, $"{question} {string.Join(',', question.Kinds)}", c => workbench.RevisionsAsync(question, c), cancellation);

    public Task<SignalReport> SignalsAsync(Visit visit, SignalQuestion question, CancellationToken cancellation) =>
        KeepAsync(visit, $"{question} {string.Join(',', question.Kinds)}", c => workbench.SignalsAsync(question, c), cancellation);

    public Task<SignalExplanation?> ExplainAsync(Visit visit, SignalId id, CancellationToken cancellation) =>
        KeepAsync(visit, "explain " + id, c => workbench.ExplainAsync(id, visit.AsOf, c), cancellation);

    public Task<CoverageReport> CoverageAsync(Visit visit, CellQuestion question, CancellationToken cancellation) =>
        KeepAsync(visit, $"coverage {question}", c => workbench.CoverageAsync(question, c), cancellation);

    public Task<TotalsReport> TotalsAsync(Visit visit, TotalsQuestion question, CancellationToken cancellation) =>
        KeepAsync(visit, $"totals {question}", c => workbench.TotalsAsync(question, c), cancellation);

    public Task<MirrorReport> MirrorAsync(Visit visit, MirrorQuestion question, CancellationToken cancellation) =>
        KeepAsync(visit, question.ToString(), c => workbench.MirrorAsync(question with { AsOf = visit.AsOf }, c), cancellation);

    public Task<RouteReport> RoutesAsync(Visit visit, RouteQuestion question, CancellationToken cancellation) =>
        KeepAsync(visit, question.ToString(), c => workbench.RoutesAsync(question with { AsOf = visit.AsOf }, c), cancellation);

    public Task<CheckReport> CheckAsync(Visit visit, CancellationToken cancellation) =>
        KeepAsync(visit, "check", c => workbench.CheckAsync(visit.AsOf, c), cancellation);

    // What stands on the site now is published, and so recorded; looking at an old vintage publishes nothing.
    public Task<BuiltBrief> BriefAsync(Visit visit, string brief, CancellationToken cancellation) =>
        KeepAsync(visit, "brief " + brief, c => visit.AsOf is null ? workbench.BuildBriefAsync(brief, null, c) : workbench.ReadBriefAsync(brief, visit.AsOf, c), cancellation);

    public Task<IReadOnlyList<FoundSeries>> SeriesAsync(Visit visit, SeriesQuery query, CancellationToken cancellation) =>
        KeepAsync(visit, query.ToString(), c => workbench.FindSeriesAsync(query with { AsOf = visit.AsOf }, c), cancellation);

    public Task<IReadOnlyList<Observation>> CellsAsync(Visit visit, CellQuery query, CancellationToken cancellation) =>
        KeepAsync(
            visit,
            $"cells {string.Join(',', query.Reporters)} {string.Join(',', query.Partners)} {string.Join(',', query.Flows)} {string.Join(',', query.Commodities)}",
            c => workbench.Lake.Flows.CellsAsync(query with { AsOf = visit.AsOf }, c),
            cancellation);

    public Task<Trace?> TraceAsync(Visit visit, string id, CancellationToken cancellation) =>
        KeepAsync(visit, "trace " + id, c => workbench.TraceAsync(id, visit.AsOf, c), cancellation);

    public Task<IReadOnlyList<QuarantinedRow>> QuarantineAsync(Visit visit, string sha256, CancellationToken cancellation) =>
        KeepAsync(visit, "quarantine " + sha256, c => workbench.Lake.QuarantineAsync(sha256, c), cancellation);

    /// <summary>Counts one more opening of a page; null where the lake can't be written to, which is no reason not to show it.</summary>
    public async Task<int?> CountViewAsync(string page, CancellationToken cancellation)
    {
        try
        {
            return await workbench.CountViewAsync(page, cancellation);
        }
        catch (LakeException)
        {
            return null;
        }
    }

    public void Dispose() => _kept.Dispose();

    // The work belongs to all who wait for it, so that one of them leaving does not end it for the others.
    private Task<T> KeepAsync<T>(Visit visit, string what, Func<CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        KeepAsync($"{visit.State.Key} {visit.AsOf:O} {what}", work, cancellation);

    private async Task<T> KeepAsync<T>(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var kept = _kept.GetOrCreate(key, entry =>
        {
            entry.Size = 1;
            return new Lazy<Task<T>>(() => work(lifetime.ApplicationStopping));
        })!;
        try
        {
            return await kept.Value.WaitAsync(cancellation);
        }
        catch when (kept.Value.IsFaulted || kept.Value.IsCanceled)
        {
            _kept.Remove(key);
            throw;
        }
    }
}
