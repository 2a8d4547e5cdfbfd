using Weir.Store.Catalog;
using Weir.Store.Repairing;

namespace Weir.Store;

/// <content>What keeps it sound.</content>
public sealed partial class Lake
{
    /// <summary>The catalogue, for a repair that works on a lake of its own.</summary>
    internal CatalogFile Catalog => catalog;

    /// <summary>
    /// Makes again what is damaged or missing in the lake in a folder: versions, lists and the catalogue from what was received, each with the
    /// moment it had; received files from where they came from, where they still lie there. What is damaged is moved aside below the home and
    /// nothing is deleted. The lake must not be open elsewhere in a process that is to see what was made again.
    /// </summary>
    /// <param name="home">The lake's folder.</param>
    /// <param name="clock">Names the folder of what is moved aside.</param>
    /// <param name="options">How long to wait for another process.</param>
    /// <param name="reader">Reads received files as they were read before.</param>
    /// <param name="bringBackDropped">Whether to make again the old versions too that retention dropped.</param>
    /// <param name="progress">Told of each file; null where nobody looks on.</param>
    /// <param name="cancellation">Ends the work; what was made again until then stays.</param>
    /// <returns>What was done and what could not be; empty where nothing was wrong.</returns>
    /// <exception cref="LakeException">Disk full or read-only, another process writes for too long, or a newer Weir wrote the lake.</exception>
    public static Task<IReadOnlyList<RepairStep>> RepairAsync(
        string home, TimeProvider clock, LakeOptions options, ISnapshotReader reader, bool bringBackDropped, IProgress<LakeProgress>? progress, CancellationToken cancellation)
    {
        var folder = new LakeHome(Path.TrimEndingDirectorySeparator(Path.GetFullPath(home)), options.Disk);
        return Faults.SayAsync(folder, "repairing it", async () =>
        {
            using var claim = Directory.Exists(folder.Path) ? MachineClaim.Take(folder, clock, options) : null;
            return await new Repair(folder, clock, reader, bringBackDropped, progress).RunAsync(new(folder, options.WriterPatience), cancellation);
        });
    }

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
