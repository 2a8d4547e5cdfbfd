namespace Weir.Store;

/// <content>What keeps it sound.</content>
public sealed partial class Lake
{
    /// <summary>Looks at everything: hashes of received files, footers and rows of Parquet files, references both ways. Empty means sound.</summary>
    public Task<IReadOnlyList<LakeProblem>> InspectAsync(CancellationToken cancellation) =>
        Faults.SayAsync(home, "inspecting it", () => new Inspection(home, gate, catalog, raw, cells).RunAsync(cancellation));
}
