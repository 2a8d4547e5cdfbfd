using Weir.Sources;
using Weir.Store;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>All sources that Weir reads, with what was received of each.</summary>
/// <param name="Sources">Each source with its received files, newest first.</param>
/// <param name="Unclaimed">Received files that no source has read.</param>
public sealed record SourceList(IReadOnlyList<ReceivedFrom> Sources, IReadOnlyList<Snapshot> Unclaimed)
{
    internal static Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var snapshots = call.Visit.State.Snapshots;
        var sources = call.Reading.Workbench.Sources.Select(s => new ReceivedFrom(s.Description, [.. snapshots.Where(f => f.Origin.Publisher == s.Description.Id)])).ToArray();
        var known = sources.Select(s => s.Source.Id).ToHashSet(StringComparer.Ordinal);
        var view = new SourceList(sources, [.. snapshots.Where(f => f.Origin.Publisher is not { } id || !known.Contains(id))]);
        return Task.FromResult(PageAnswer.Of<SourcesPage>(
            call.Say("site.sources.title"), call.Say("site.sources.description"), view,
            () => sources.Select(s => new
            {
                s.Source.Id,
                s.Source.Publisher,
                s.Source.Title,
                s.Source.Home,
                s.Source.Licence,
                s.Source.LicenceUrl,
                s.Source.Schedule,
                files = s.Files.Count,
                observations = s.Accepted,
                quarantined = s.Quarantined,
                lastReceived = s.LastReceived,
                url = call.Visit.To(Addresses.Source(s.Source.Id)),
            }),
            () => new(
                ["source", "publisher", "title", "licence", "files", "observations", "quarantined", "last_received"],
                sources.Select(s => (IReadOnlyList<object?>)[s.Source.Id, s.Source.Publisher, s.Source.Title, s.Source.Licence, s.Files.Count, s.Accepted, s.Quarantined, s.LastReceived?.ToString("O")]))));
    }
}

/// <summary>A source and what was received of it.</summary>
/// <param name="Source">The source.</param>
/// <param name="Files">Received files, newest first.</param>
public sealed record ReceivedFrom(SourceDescription Source, IReadOnlyList<Snapshot> Files)
{
    /// <summary>Rows that became observations.</summary>
    public long Accepted => Files.Sum(f => f.Accepted);

    /// <summary>Rows in quarantine.</summary>
    public long Quarantined => Files.Sum(f => f.Quarantined);

    /// <summary>When a file was last received; null where none was.</summary>
    public DateTimeOffset? LastReceived => Files.Count == 0 ? null : Files[0].ReceivedAt;
}
