using Weir.Store.Moving;

namespace Weir.Store;

/// <content>How it gets to another place.</content>
public sealed partial class Lake
{
    /// <summary>
    /// Writes the lake as it is at this moment into one archive: what was received with its journals, the versions, the lists, the catalogue.
    /// Others may read and write meanwhile. Versions that retention dropped are not in it.
    /// </summary>
    /// <param name="target">Takes the archive; need not be able to seek.</param>
    /// <param name="progress">Told of each file; null where nobody looks on.</param>
    /// <param name="cancellation">Ends the work; what was written is no whole archive then.</param>
    /// <exception cref="LakeException">A file is missing or can't be read.</exception>
    public Task<LakeArchive> ExportAsync(Stream target, IProgress<LakeProgress>? progress, CancellationToken cancellation) =>
        Faults.SayAsync(home, "exporting it", () => new Export(home, clock, catalog, progress).RunAsync(target, cancellation));

    /// <summary>Makes a lake of an archive, in a folder that is empty or not there yet.</summary>
    /// <param name="archive">What <see cref="ExportAsync"/> wrote; need not be able to seek.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="home">The folder.</param>
    /// <param name="options">How long to wait for another process.</param>
    /// <param name="progress">Told of each file; null where nobody looks on.</param>
    /// <param name="cancellation">Ends the work; nothing of it stays.</param>
    /// <exception cref="LakeException">
    /// The folder is not empty; the archive is none, breaks off, is damaged, holds what no lake holds, or was written by a newer Weir; the disk is
    /// full or read-only. Nothing of it stays then.
    /// </exception>
    public static Task<LakeArchive> ImportAsync(Stream archive, string name, string home, LakeOptions options, IProgress<LakeProgress>? progress, CancellationToken cancellation)
    {
        var folder = new LakeHome(Path.TrimEndingDirectorySeparator(Path.GetFullPath(home)), options.Disk);
        return Faults.SayAsync(folder, $"importing {name}", async () =>
        {
            using var claim = Directory.Exists(folder.Path) ? MachineClaim.Take(folder, TimeProvider.System, options) : null;
            return await new Import(folder, name, progress).RunAsync(archive, new(folder, options.WriterPatience), cancellation);
        });
    }
}
