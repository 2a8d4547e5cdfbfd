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

    /// <summary>Folders whose owner is gone.</summary>
    public static IReadOnlyList<string> Abandoned(LakeHome home)
    {
        var abandoned = new List<string>();
        if (!Directory.Exists(home.Temporary))
            return abandoned;
        foreach (var folder in Directory.EnumerateDirectories(home.Temporary))
        {
            using var free = WriterGate.TryLock(folder + Lock, FileOptions.DeleteOnClose);
            if (free is not null)
                abandoned.Add(folder);
        }
        return abandoned;
    }

    /// <summary>Deletes what killed processes left behind.</summary>
    public static void Sweep(LakeHome home)
    {
        foreach (var folder in Abandoned(home))
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
