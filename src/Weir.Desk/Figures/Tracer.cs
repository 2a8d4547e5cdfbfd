using Weir.Desk.Briefs;
using Weir.Sources;
using Weir.Sources.Text;
using Weir.Store;

namespace Weir.Desk.Figures;

/// <summary>Goes from a printed number to the rows behind it, and from each row to the line of the received file.</summary>
internal sealed class Tracer
{
    private readonly Lake lake;
    private readonly IReadOnlyList<IFlowSource> sources;

    /// <param name="lake">Holds rows and files.</param>
    /// <param name="sources">Find rows in their files.</param>
    public Tracer(Lake lake, IReadOnlyList<IFlowSource> sources)
    {
        this.lake = lake;
        this.sources = sources;
    }

    /// <summary>The trace of one row; null where there is no such row, or the lake did not have its file at the moment asked for (null is now).</summary>
    public async Task<Trace?> RowAsync(string id, DateTimeOffset? asOf, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } row && await IsKnownAsync(row.Snapshot, asOf, cancellation) ? new(id, null, [row]) : null;

    /// <summary>The trace of a figure of a brief.</summary>
    public async Task<Trace> FigureAsync(string id, string brief, Figure figure, CancellationToken cancellation)
    {
        var rows = new List<TracedRow>();
        foreach (var row in figure.Rows)
        {
            if (await FindAsync($"{row.Snapshot}:{row.Row.ToString(System.Globalization.CultureInfo.InvariantCulture)}", cancellation) is { } found)
                rows.Add(found);
        }
        return new(id, new(brief, figure.Name, figure.Printed, figure.Expression), rows);
    }

    private async Task<bool> IsKnownAsync(Snapshot file, DateTimeOffset? asOf, CancellationToken cancellation) =>
        asOf is null || (await lake.SnapshotsAsync(asOf, cancellation)).Any(s => s.Sha256 == file.Sha256);

    private async Task<TracedRow?> FindAsync(string id, CancellationToken cancellation)
    {
        if (await lake.FindRowAsync(id, cancellation) is not { } found)
            return null;
        var received = await ReceivedAsync(found, cancellation);
        if (received is null && found.Observations.Count == 0 && found.Quarantined is null)
            return null;
        return new(
            found.Id, found.Observations.Count > 0 ? found.Observations[^1] : null, found.Snapshot, received?.Header,
            received?.Text ?? found.Quarantined?.Text ?? "", found.Quarantined);
    }

    private async Task<ReceivedRow?> ReceivedAsync(FoundRow found, CancellationToken cancellation)
    {
        var origin = found.Snapshot.Origin;
        try
        {
            await using var file = await ReceivedFile.OpenAsync(await lake.OpenSnapshotAsync(found.Id.Snapshot, cancellation), origin.FileName, cancellation);
            var id = found.Observations.Count > 0 ? found.Observations[0].Source : origin.Publisher;
            var source = sources.FirstOrDefault(s => s.Description.Id == id) ?? sources.FirstOrDefault(s => s.Recognises(file.Head));
            return source is null ? null : await source.FindRowAsync(file.Content, found.Id.Row, cancellation);
        }
        catch (SourceFormatException)
        {
            return null; // A rejected file: its rows are in quarantine, or nowhere.
        }
    }
}
