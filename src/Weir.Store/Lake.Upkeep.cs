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

    /// <summary>
    /// Removes what nobody needs: unfinished work and files of runs that were stopped, and versions that are older than
    /// <see cref="CompactionOptions.Keep"/>, save those that are current or were at the moment of a recorded build. What was received stays.
    /// No file goes that a reader may hold; whoever asks for a vintage that was dropped is told so.
    /// </summary>
    /// <param name="options">What to remove.</param>
    /// <param name="progress">Told of each file; null where nobody looks on.</param>
    /// <param name="cancellation">Ends the work between two files; the next compaction goes on from there.</param>
    /// <exception cref="LakeException">Another process writes for too long; the home can't be written; no room to tidy the catalogue.</exception>
    public Task<CompactionReport> CompactAsync(CompactionOptions options, IProgress<LakeProgress>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Keep ?? TimeSpan.Zero, TimeSpan.Zero, nameof(options));
        return Faults.SayAsync(home, "compacting it", () => new Compaction(home, clock, gate, catalog, readerPatience, progress).RunAsync(options, cancellation));
    }
}
