using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using ZstdSharp;

namespace Weir.Store;

/// <summary>Says in one sentence what the disk, SQLite or DuckDB say in their own words.</summary>
internal static class Faults
{
    /// <summary>Does a piece of work on the lake; what fails comes out as a <see cref="LakeException"/>.</summary>
    public static async Task<T> SayAsync<T>(LakeHome home, string doing, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (IsOfStorage(e))
        {
            throw InWords(home, doing, e);
        }
    }

    // An interrupted query is a cancellation, and everything else is a mistake in the program or the caller's own business.
    private static bool IsOfStorage(Exception e) => e is SqliteException or CommitInDoubtException or ZstdException or IOException or UnauthorizedAccessException
        or DuckDBException { ErrorType: not DuckDB.NET.Native.DuckDBErrorType.Interrupt };

    /// <summary>What a fault of the disk, of SQLite or of DuckDB means for the user.</summary>
    public static LakeException InWords(LakeHome home, string doing, Exception e) => e switch
    {
        CommitInDoubtException => new($"The disk failed while the catalogue {home.Catalog} recorded a change ({doing}): {e.Message}. The lake is whole, with that change or without it; look at the disk, then run the same command again.", e),
        _ when IsDiskFull(e) => new($"The disk that holds {home.Path} is full ({doing}). What was current stays current; free some space and run the same command again.", e),
        _ when IsReadOnly(e) => new($"{home.Path} can't be written ({doing}): the folder or its disk is read-only for this user. Change its rights, or choose another home with --home.", e),
        SqliteException { SqliteErrorCode: 11 or 26 } => new($"The catalogue {home.Catalog} is damaged ({e.Message}). `weir doctor --repair` makes it again from what was received; or put back a copy of it.", e),
        SqliteException { SqliteErrorCode: 5 or 6 } => new($"Another process has kept the catalogue {home.Catalog} locked ({doing}). Nothing was changed; wait for it to end, then run the same command again.", e),
        SqliteException => new($"The catalogue {home.Catalog} failed ({doing}): {e.Message}. Run `weir doctor` to see what is wrong.", e),
        DuckDBException => new($"A file of the lake {home.Path} could not be used ({doing}): {FirstLine(e.Message)}. Run `weir doctor` to see what is wrong.", e),
        ZstdException => new($"A received file in {home.At("raw")} is damaged ({doing}): {e.Message}. Run `weir doctor` to see which.", e),
        FileNotFoundException or DirectoryNotFoundException => new($"A file of the lake {home.Path} is missing ({doing}): {e.Message} Run `weir doctor` to see which others are.", e),
        _ => new($"The lake {home.Path} could not be used ({doing}): {e.Message}", e),
    };

    /// <summary>Whether there was no room left.</summary>
    // ENOSPC, EDQUOT and EFBIG of Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    public static bool IsDiskFull(Exception e) => e switch
    {
        SqliteException s => s.SqliteErrorCode == 13,
        DuckDBException d => d.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) || d.Message.Contains("disk is full", StringComparison.OrdinalIgnoreCase),
        IOException i => (i.HResult & 0xFFFF) is 28 or 122 or 69 or 27 or 112 or 39,
        _ => false,
    };

    private static bool IsReadOnly(Exception e) => e switch
    {
        SqliteException s => s.SqliteErrorCode == 8,
        UnauthorizedAccessException => true,
        IOException i => (i.HResult & 0xFFFF) == 30,
        _ => false,
    };

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('.', '\r');
}

/// <summary>
/// The disk failed while a change was recorded, so nobody knows whether a power cut now would bring it back. What belongs to the change stays where it is.
/// </summary>
internal sealed class CommitInDoubtException(Exception cause) : Exception(cause.Message, cause);
