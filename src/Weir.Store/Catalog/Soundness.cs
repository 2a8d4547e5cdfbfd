using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Weir.Store.Catalog;

/// <summary>What SQLite finds wrong with its own file.</summary>
internal static class Soundness
{
    /// <summary>A sentence for each fault; empty where there is none.</summary>
    public static IReadOnlyList<string> Faults(SqliteConnection connection) =>
    [
        .. connection.Rows(r => r.GetString(0), "PRAGMA integrity_check").Where(line => line != "ok").Select(line => $"SQLite says: {line}."),
        .. connection.Rows(
            r => string.Create(CultureInfo.InvariantCulture, $"A row of {r.GetString(0)} refers to a row of {r.GetString(2)} that is not there."),
            "PRAGMA foreign_key_check"),
    ];
}
