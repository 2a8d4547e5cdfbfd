using Weir.Sources.Reported;
using Weir.Sources.Text;
using Weir.Store;

namespace Weir.Desk.Figures;

/// <summary>
/// Reads the rows of reported figures from the received files themselves: among them are figures that are no trade flow, which no cell of the lake holds.
/// </summary>
internal sealed class ReportedFigures
{
    private readonly Lake lake;
    private readonly ReportedSource source = new();

    /// <param name="lake">Holds the files.</param>
    public ReportedFigures(Lake lake) => this.lake = lake;

    /// <summary>The rows known at <paramref name="asOf"/>: of every file that was read by then, in its newest form.</summary>
    public async Task<IReadOnlyList<ReportedFigure>> AtAsync(DateTimeOffset asOf, CancellationToken cancellation)
    {
        var files = (await lake.SnapshotsAsync(asOf, cancellation))
            .Where(s => s.State == SnapshotState.Read && s.Origin.Publisher == ReportedSource.Id)
            .GroupBy(s => s.Origin.Address, StringComparer.Ordinal)
            .Select(g => g.MaxBy(s => s.ReceivedAt)!)
            .OrderBy(s => s.Origin.Address, StringComparer.Ordinal);
        var figures = new List<ReportedFigure>();
        foreach (var file in files)
        {
            await using var received = await ReceivedFile.OpenAsync(await lake.OpenSnapshotAsync(file.Sha256, cancellation), file.Origin.FileName, cancellation);
            figures.AddRange(await source.ReadFiguresAsync(received.Content, new(file.Sha256, file.Origin.FileName), cancellation));
        }
        return figures;
    }
}
