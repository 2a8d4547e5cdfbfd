namespace Weir.Store;

/// <summary>
/// A folder for unfinished files, deleted when done. Its owner holds a lock beside it, so that what a killed process left
/// behind can be told from what a living one still needs.
/// </summary>
internal sealed class Scratch : IDisposable
{
    private const string Lock = ".lock";

    private readonly Disk disk;
    private readonly FileStream held;

    private Scratch(Disk disk, string folder, FileStream held)
    {
        this.disk = disk;
        Folder = folder;
        this.held = held;
    }

    public string Folder { get; }

    public static Scratch Create(LakeHome home)
    {
        home.Disk.CreateFolder(home.Temporary);
        while (true)
        {
            var folder = Path.Combine(home.Temporary, Guid.NewGuid().ToString("n"));
            // The lock comes first: a folder without a held lock has no living owner. It may be swept before it is held; then another name is taken.
            var ownership = WriterGate.TryLock(folder + Lock, FileOptions.DeleteOnClose);
            var made = false;
            try
            {
                if (ownership is null || !System.IO.File.Exists(folder + Lock))
                    continue;
                home.Disk.CreateFolder(folder);
                made = true;
                return new(home.Disk, folder, ownership);
            }
            finally
            {
                if (!made)
                    ownership?.Dispose();
            }
        }
    }

    /// <summary>A path for a new file in it.</summary>
    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Folders whose owner is gone, and the bytes in each.</summary>
    public static IReadOnlyList<(string Folder, long Bytes)> Abandoned(LakeHome home)
    {
        var abandoned = new List<(string, long)>();
        if (!Directory.Exists(home.Temporary))
            return abandoned;
        foreach (var folder in Directory.EnumerateDirectories(home.Temporary))
        {
            using var free = WriterGate.TryLock(folder + Lock, FileOptions.DeleteOnClose);
            if (free is not null && BytesIn(folder) is { } bytes)
                abandoned.Add((folder, bytes));
        }
        return abandoned;
    }

    /// <summary>Null where the folder has gone: its owner may have finished, or another sweep come by, since it was listed.</summary>
    private static long? BytesIn(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes what killed processes left behind.</summary>
    public static void Sweep(LakeHome home)
    {
        foreach (var (folder, _) in Abandoned(home))
            Delete(home.Disk, folder);
    }

    /// <summary>Deletes locks that a process killed before it made its folder, or after it deleted it, left behind. One caller at a time.</summary>
    public static void SweepLocks(LakeHome home)
    {
        if (!Directory.Exists(home.Temporary))
            return;
        foreach (var file in Directory.EnumerateFiles(home.Temporary, "*" + Lock).Where(f => !Directory.Exists(f[..^Lock.Length])))
            WriterGate.TryLock(file, FileOptions.DeleteOnClose)?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Delete(disk, Folder);
        held.Dispose();
    }

    private static void Delete(Disk disk, string folder)
    {
        try
        {
            disk.DeleteFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone already, or kept by a virus scanner: the next sweep takes it. It must not hide what went wrong before.
        }
    }
}
