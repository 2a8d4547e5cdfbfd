using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Weir.Store;

/// <summary>
/// Every step by which the lake changes the disk, each in one method. All of the lake's own files are made, flushed, moved and
/// deleted here, so that a test can let any step fail or be the last one; the engine alone writes its scratch files itself.
/// </summary>
internal class Disk
{
    private const int BufferSize = 1 << 17;

    /// <summary>The machine's own.</summary>
    public static Disk Real { get; } = new();

    /// <summary>A new file to write; there must be none of that name.</summary>
    public virtual Stream CreateFile(string file) => new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);

    /// <summary>A folder and those above it, as far as they are missing.</summary>
    public virtual void CreateFolder(string folder) => Directory.CreateDirectory(folder);

    /// <summary>Puts what was written into a file on the disk, whoever wrote it.</summary>
    public virtual void FlushFile(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>
    /// Puts the names in a folder on the disk. .NET opens no folders, so this asks the system itself; Windows keeps its own
    /// journal of names and needs nothing.
    /// </summary>
    public virtual void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, 0);
        if (handle < 0)
            return; // A folder that may be written but not read: its names can't be flushed by us, and nothing is lost but the guarantee.
        try
        {
            // Some file systems (network ones above all) refuse to flush a folder; they give no guarantee to lose. A disk that tried and failed is another thing.
            if (Flush(handle) != 0 && Marshal.GetLastPInvokeError() is var error && error is not (NotSupported or NotPermitted))
                throw new IOException($"the names in {folder} could not be put on the disk: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>Gives a file another name in one step; a file that had that name is gone after it.</summary>
    public virtual void Move(string from, string to) => File.Move(from, to, overwrite: true);

    /// <summary>Deletes a file; none is as good.</summary>
    public virtual void Delete(string file) => File.Delete(file);

    /// <summary>Deletes a folder with all that is in it.</summary>
    public virtual void DeleteFolder(string folder) => Directory.Delete(folder, recursive: true);

    /// <summary>Makes a change of the catalogue hold.</summary>
    public virtual void Commit(SqliteTransaction transaction) => transaction.Commit();

    /// <summary>Creates a folder and those above it, each with its name on the disk.</summary>
    public void CreateDurableFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null)
            CreateDurableFolder(parent);
        CreateFolder(folder);
        if (parent is not null)
            FlushFolder(parent);
    }

    // EINVAL and EROFS, alike on Linux and macOS.
    private const int NotSupported = 22;
    private const int NotPermitted = 30;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
