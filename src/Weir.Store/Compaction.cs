using System.Globalization;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;

namespace Weir.Store;

/// <summary>
/// Takes away what nobody needs: unfinished work, files that no table names, versions that are old enough. What was received
/// stays, always. A file goes in three steps: the catalogue no longer names it, every reader who may have heard of it ends, it is
/// deleted. Stopped after any of them, the lake is sound, and the next compaction goes on from there.
/// </summary>
internal sealed class Compaction(LakeHome home, TimeProvider clock, WriterGate gate, CatalogFile catalog, TimeSpan patience, IProgress<LakeProgress>? progress)
{
    public async Task<CompactionReport> RunAsync(CompactionOptions options, CancellationToken cancellation)
    {
        catalog.RefuseIfReadOnly();
        var before = catalog.Bytes;
        if (options.DryRun)
        {
            using var turn = await gate.EnterAsync(cancellation);
            return new([.. Unfinished(), .. catalog.Read(c => Find(c, options.Keep))], [], before, before);
        }
        var unfinished = Unfinished();
        Scratch.Sweep(home);
        var (files, ended) = await TakeOutAsync(options.Keep, cancellation);
        var removed = await DeleteAsync(ended ? files : [], cancellation);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new("catalog.db", files.Count, files.Count));
        catalog.Tidy();
        return new([.. unfinished, .. removed], ended ? [] : files, before, catalog.Bytes);
    }

    /// <summary>The first two steps. Gives the files that can go, and whether nobody reads them any more.</summary>
    private async Task<(List<Removal> Files, bool Ended)> TakeOutAsync(TimeSpan? keep, CancellationToken cancellation)
    {
        while (true)
        {
            var epoch = catalog.Read(LakeTable.Epoch);
            // The next epoch shares its lock with the last one. Only a compaction that was stopped leaves readers of that.
            var lastEnded = await EndedAsync(epoch + 1, 0, cancellation);
            List<Removal> files;
            using (await gate.EnterAsync(cancellation))
            {
                if (catalog.Read(LakeTable.Epoch) != epoch)
                    continue;
                files = catalog.Read(c => Find(c, keep));
                if (files.Count == 0 || !lastEnded)
                    return (files, lastEnded);
                catalog.Change(c =>
                {
                    RetentionTable.Drop(c, [.. files.Select(f => f.File)], clock.GetUtcNow());
                    LakeTable.BeginEpoch(c, epoch + 1);
                    return true;
                });
            }
            return (files, await EndedAsync(epoch, files.Count, cancellation));
        }
    }

    private Task<bool> EndedAsync(long epoch, int files, CancellationToken cancellation)
    {
        progress?.Report(new("waiting for those who read", 0, files));
        return catalog.EndedAsync(epoch, patience, cancellation);
    }

    /// <summary>The last step. A name may have come to use again meanwhile: a writer takes the next free number.</summary>
    private async Task<List<Removal>> DeleteAsync(List<Removal> files, CancellationToken cancellation)
    {
        var removed = new List<Removal>();
        using var turn = await gate.EnterAsync(cancellation);
        Scratch.SweepLocks(home);
        var kept = catalog.Read(RetentionTable.Kept);
        foreach (var file in files.Where(f => !kept.Contains(f.File)))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new(file.File, removed.Count, files.Count));
            var path = home.At(file.File);
            home.Disk.Delete(path);
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                home.Disk.DeleteFolder(folder);
            removed.Add(file);
        }
        return removed;
    }

    private List<Removal> Find(SqliteConnection connection, TimeSpan? keep)
    {
        var outdated = keep is { } span
            ? RetentionTable.Outdated(connection, clock.GetUtcNow() - span).ToDictionary(f => f.File, f => f.Until, StringComparer.Ordinal)
            : [];
        var dropped = RetentionTable.Dropped(connection);
        var kept = RetentionTable.Kept(connection);
        var found = new List<Removal>();
        foreach (var file in home.Files().Where(LakeHome.IsDerived).Order(StringComparer.Ordinal))
        {
            var kind = file.StartsWith("lists/", StringComparison.Ordinal) ? RemovalKind.ListVersion : RemovalKind.Version;
            var named = LakeHome.MadeFrom(file);
            if (outdated.TryGetValue(named, out var until))
                Add(kind, string.Create(CultureInfo.InvariantCulture, $"Another version took its place on {until:yyyy-MM-dd}, and no built brief cites it."));
            else if (dropped.TryGetValue(named, out var at))
                Add(kind, string.Create(CultureInfo.InvariantCulture, $"It was dropped on {at:yyyy-MM-dd}, and its file was left then."));
            else if (!kept.Contains(named))
                Add(RemovalKind.Unknown, "The catalogue does not name it: a run was stopped before it finished.");

            void Add(RemovalKind of, string why) => found.Add(new(of, file, new FileInfo(home.At(file)).Length, why));
        }
        return found;
    }

    private List<Removal> Unfinished() =>
    [
        .. from left in Scratch.Abandoned(home)
           select new Removal(RemovalKind.Unfinished, home.Relative(left.Folder), left.Bytes, "Unfinished work of a run that was stopped."),
    ];
}
