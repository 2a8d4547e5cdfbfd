using System.Globalization;
using System.Runtime.InteropServices;

namespace Weir.Cli.Running;

/// <summary>
/// A bound on what this process may allocate, held by the system. The engine counts its buffers, not every text that a query
/// makes up; without this bound such a query would take the machine's memory before anything could stop it.
/// </summary>
internal static class MemoryCeiling
{
    private const int Data = 2;
    private const long ForTheProgram = 1L << 30;

    /// <summary>Allows the process so many bytes more than it has now, and room for the program itself. On Linux; elsewhere it does nothing.</summary>
    public static void Set(long bytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return;
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("VmData:", StringComparison.Ordinal));
        if (line is null || !long.TryParse(line["VmData:".Length..].Trim().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes))
            return;
        if (GetLimit(Data, out var limit) != 0)
            return;
        limit.Current = Math.Min(limit.Most, (ulong)((kilobytes * 1024) + bytes + ForTheProgram));
        // A system that refuses leaves the engine's own limit, which holds for all but such texts.
        _ = SetLimit(Data, in limit);
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Current;
        public ulong Most;
    }
}
