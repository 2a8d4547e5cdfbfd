using System.Diagnostics;
using System.Globalization;

namespace Weir.Store.Tests;

/// <summary>A real file system of a few megabytes in memory. Mounting needs Linux and root; elsewhere the test says that it was skipped.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();

    public string Path => folder.Path;

    public static SmallDisk MountOrSkip(int megabytes)
    {
        var disk = new SmallDisk();
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", disk.Path))
        {
            disk.folder.Dispose();
            Assert.Skip("a small disk can't be mounted here: that takes Linux and root");
        }
        return disk;
    }

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

    public void Dispose()
    {
        Run("umount", "-l", Path);
        folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such program here
        }
    }
}
