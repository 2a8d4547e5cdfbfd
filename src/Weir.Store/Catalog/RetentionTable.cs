using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Weir.Store.Catalog;

/// <summary>Which versions of units and lists may go, and which have gone.</summary>
internal static class RetentionTable
{
    private const string Versions =
        """
        (SELECT file, current_from, dropped_at, lead(current_from) OVER (PARTITION BY source, reporter, year ORDER BY number) AS until FROM versions
         UNION ALL
         SELECT file, current_from, dropped_at, lead(current_from) OVER (PARTITION BY list ORDER BY number) FROM list_versions)
        """;

    /// <summary>
    /// Files of versions that were current for the last time before a moment, with the moment that another took their place. What
    /// is current is never among them, nor what was current at the moment that a build cites.
    /// </summary>
    public static IReadOnlyList<(string File, DateTimeOffset Until)> Outdated(SqliteConnection connection, DateTimeOffset before) => connection.Rows(
        r => (r.GetString(0), r.Moment(1)),
        $"""
        SELECT file, until FROM {Versions}
        WHERE dropped_at IS NULL AND until <= $before
          AND NOT EXISTS (SELECT 1 FROM builds WHERE as_of >= current_from AND as_of < until)
        ORDER BY file
        """,
        ("$before", before.Stored()));

    /// <summary>Files of versions that can be read.</summary>
    public static HashSet<string> Kept(SqliteConnection connection) =>
        [.. connection.Rows(r => r.GetString(0), $"SELECT file FROM {Versions} WHERE dropped_at IS NULL")];

    /// <summary>Files of versions that were dropped, and when.</summary>
    public static IReadOnlyDictionary<string, DateTimeOffset> Dropped(SqliteConnection connection) =>
        connection.Rows(r => (r.GetString(0), r.Moment(1)), $"SELECT file, dropped_at FROM {Versions} WHERE dropped_at IS NOT NULL")
            .ToDictionary(f => f.Item1, f => f.Item2, StringComparer.Ordinal);

    /// <summary>Says of the versions with these files that they can't be read from now on.</summary>
    public static void Drop(SqliteConnection connection, IReadOnlyList<string> files, DateTimeOffset at)
    {
        foreach (var table in (string[])["versions", "list_versions"])
        {
            connection.Run(
                $"UPDATE {table} SET dropped_at = $at WHERE dropped_at IS NULL AND file IN (SELECT value FROM json_each($files))",
                ("$at", at.Stored()), ("$files", JsonSerializer.Serialize(files, StoredJson.Default.IReadOnlyListString)));
        }
    }
}
