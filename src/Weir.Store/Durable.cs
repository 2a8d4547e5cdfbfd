using System.Runtime.InteropServices;

namespace Weir.Store;

/// <summary>Makes files and the names of files survive a power cut.</summary>
internal static class Durable
{
    public static void FlushFile(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Creates a folder and those above it, each with its name on the disk.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null)
            CreateFolder(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null)
            FlushFolder(parent);
    }

    /// <summary>
    /// Puts the names in a folder on the disk. .NET opens no folders, so this asks the system itself; Windows keeps its own
    /// journal of names and needs nothing.
    /// </summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, 0);
        if (handle < 0)
            return; // A folder that may be written but not read: its names can't be flushed by us, and nothing is lost but the guarantee.
        try
        {
            // Some file systems (network ones above all) refuse to flush a folder; they give no guarantee to lose.
            _ = Flush(handle);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Flush(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);
}
