namespace Weir.Store;

/// <content>What keeps it sound.</content>
public sealed partial class Lake
{
    /// <summary>Looks at everything: hashes of received files, footers and rows of Parquet files, references both ways. Empty means sound.</summary>
    public Task<IReadOnlyList<LakeProblem>> InspectAsync(CancellationToken cancellation) => InspectAsync(null, cancellation);

    /// <inheritdoc cref="InspectAsync(CancellationToken)"/>
    /// <param name="progress">Told of each file; null where nobody looks on.</param>
    /// <param name="cancellation">Ends the look.</param>
    public Task<IReadOnlyList<LakeProblem>> InspectAsync(IProgress<LakeProgress>? progress, CancellationToken cancellation) =>
        Faults.SayAsync(home, "inspecting it", () => new Inspection(home, catalog, raw, new(home, engine), progress).RunAsync(gate, cancellation));
}
