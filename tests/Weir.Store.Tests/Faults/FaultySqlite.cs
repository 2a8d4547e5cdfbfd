using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Store.Tests.Faults;

/// <summary>What goes wrong when SQLite writes.</summary>
public enum SqliteFault
{
    /// <summary>From then on there is no room.</summary>
    Full,

    /// <summary>One flush fails.</summary>
    Flush,

    /// <summary>One write stops half way.</summary>
    ShortWrite,
}

/// <summary>When SQLite's writes and flushes below a folder fail. Counts them while it is on.</summary>
internal sealed class FaultyWrites(SqliteFault fault, int at)
{
    private int count;
    private bool happened;

    /// <summary>What goes wrong.</summary>
    public SqliteFault Fault => fault;

    /// <summary>Whether this is the time.</summary>
    public bool IsOn { get; set; }

    /// <summary>How many writes and flushes there were.</summary>
    public int Count => count;

    /// <summary>Whether this write or flush is to fail.</summary>
    public bool Fails(bool isFlush)
    {
        if (!IsOn)
            return false;
        var number = Interlocked.Increment(ref count) - 1;
        return fault switch
        {
            SqliteFault.Full => number >= at && !isFlush,
            SqliteFault.Flush => number >= at && isFlush && Once(),
            _ => number >= at && !isFlush && Once(),
        };
    }

    private bool Once() => !happened && (happened = true);
}

/// <summary>
/// Stands between SQLite and the system: its own way to files, with the writes and flushes of some files failing. SQLite keeps its
/// functions in tables of pointers, of which these are two: its file system (<c>sqlite3_vfs</c>) and an open file (<c>sqlite3_io_methods</c>).
/// </summary>
internal static unsafe class FaultySqlite
{
    private const int OpenOfSystem = 40;
    private const int WriteOfFile = 24;
    private const int FlushOfFile = 40;
    private const int FileTable = 160;
    private const int NoRoom = 13;
    private const int WriteFailed = 778;
    private const int FlushFailed = 1034;

    private static readonly ConcurrentDictionary<string, FaultyWrites> Folders = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<nint, FaultyWrites> Files = new();
    private static readonly ConcurrentDictionary<nint, nint> Tables = new();
    private static readonly ConcurrentDictionary<nint, nint> Originals = new();
    private static readonly nint OriginalOpen = Install();

    /// <summary>From now on, files that SQLite opens below this folder fail as they are told.</summary>
    public static void Watch(string folder, FaultyWrites faults)
    {
        if (OriginalOpen == 0)
            throw new InvalidOperationException("SQLite has no file system of its own here");
        Folders[folder] = faults;
    }

    private static nint Install()
    {
        var system = FindSystem(0);
        var place = (nint*)(system + OpenOfSystem);
        var original = *place;
        *place = (nint)(delegate* unmanaged[Cdecl]<nint, nint, nint, int, nint, int>)&Open;
        return original;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(nint system, nint name, nint file, int flags, nint outFlags)
    {
        var result = ((delegate* unmanaged[Cdecl]<nint, nint, nint, int, nint, int>)OriginalOpen)(system, name, file, flags, outFlags);
        if (result != 0 || name == 0)
            return result;
        var path = Marshal.PtrToStringUTF8(name)!;
        foreach (var (folder, faults) in Folders)
        {
            if (!path.StartsWith(folder, StringComparison.Ordinal))
                continue;
            Files[file] = faults;
            var place = (nint*)file;
            *place = Tables.GetOrAdd(*place, Patched);
        }
        return result;
    }

    private static nint Patched(nint table)
    {
        var copy = Marshal.AllocHGlobal(FileTable);
        Buffer.MemoryCopy((void*)table, (void*)copy, FileTable, FileTable);
        *(nint*)(copy + WriteOfFile) = (nint)(delegate* unmanaged[Cdecl]<nint, nint, int, long, int>)&Write;
        *(nint*)(copy + FlushOfFile) = (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&Flush;
        Originals[copy] = table;
        return copy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint file, nint bytes, int count, long offset)
    {
        var write = (delegate* unmanaged[Cdecl]<nint, nint, int, long, int>)(*(nint*)(Originals[*(nint*)file] + WriteOfFile));
        var faults = Files[file];
        if (!faults.Fails(isFlush: false))
            return write(file, bytes, count, offset);
        if (faults.Fault == SqliteFault.Full)
            return NoRoom;
        _ = write(file, bytes, count / 2, offset);
        return WriteFailed;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Flush(nint file, int flags)
    {
        var flush = (delegate* unmanaged[Cdecl]<nint, int, int>)(*(nint*)(Originals[*(nint*)file] + FlushOfFile));
        return Files[file].Fails(isFlush: true) ? FlushFailed : flush(file, flags);
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    private static extern nint FindSystem(nint name);
}
