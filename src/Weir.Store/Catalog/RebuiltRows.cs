using Microsoft.Data.Sqlite;
using Weir.Store.Journals;

namespace Weir.Store.Catalog;

/// <summary>Writes what a repair has found out into a catalogue.</summary>
internal static class RebuiltRows
{
    /// <summary>Adds a received file as its journal tells of it, not read yet.</summary>
    public static void AddReceived(SqliteConnection connection, JournalEntry entry)
    {
        SnapshotTable.AddIfNew(connection, entry.Sha256, entry.Bytes, SqliteCommands.Moment(entry.ReceivedAt), entry.Origin);
        if (entry is { Rejected: { } reason, Readings.Count: 0 })
            SnapshotTable.MarkRejected(connection, entry.Sha256, reason);
    }

    /// <summary>What a snapshot brought to a unit; null where nothing.</summary>
    public static UnitVersion? Brought(SqliteConnection connection, string snapshot, string source, int reporter, int year) =>
        VersionTable.All(connection, "WHERE v.snapshot = $snapshot AND v.source = $source AND v.reporter = $reporter AND v.year = $year",
            ("$snapshot", snapshot), ("$source", source), ("$reporter", reporter), ("$year", year)).SingleOrDefault();

    /// <summary>Makes a file that lies elsewhere the unit's newest version, in place of what the same snapshot brought to it.</summary>
    public static void Adopt(SqliteConnection connection, UnitVersion version)
    {
        connection.Run("DELETE FROM versions WHERE snapshot = $snapshot AND source = $source AND reporter = $reporter AND year = $year",
            ("$snapshot", version.Snapshot), ("$source", version.Source), ("$reporter", version.Reporter), ("$year", version.Year));
        var number = VersionTable.Current(connection, version.Source, version.Reporter, version.Year)?.Number ?? 0;
        VersionTable.Add(connection, version with { Number = number + 1 });
    }

    /// <summary>Says of a version's file what it holds now.</summary>
    public static void Replace(SqliteConnection connection, string file, long rows, string sha256)
    {
        (string, object?)[] values = [("$file", file), ("$rows", rows), ("$sha256", sha256)];
        connection.Run("UPDATE versions SET rows = $rows, sha256 = $sha256, dropped_at = NULL WHERE file = $file", values);
        connection.Run("UPDATE list_versions SET entities = $rows, sha256 = $sha256, dropped_at = NULL WHERE file = $file", values);
    }

    /// <summary>Puts all versions in place of those that are there.</summary>
    public static void SetVersions(SqliteConnection connection, IEnumerable<UnitVersion> units, IEnumerable<ListVersion> lists, IReadOnlyDictionary<string, string> dropped)
    {
        connection.Run("DELETE FROM versions");
        connection.Run("DELETE FROM list_versions");
        foreach (var version in units)
            VersionTable.Add(connection, version);
        foreach (var version in lists)
            VersionTable.AddList(connection, version);
        foreach (var (file, at) in dropped)
        {
            connection.Run("UPDATE versions SET dropped_at = $at WHERE file = $file", ("$at", at), ("$file", file));
            connection.Run("UPDATE list_versions SET dropped_at = $at WHERE file = $file", ("$at", at), ("$file", file));
        }
    }

    /// <summary>Says of a snapshot's readings exactly what its journal says.</summary>
    public static void SetReadings(SqliteConnection connection, JournalEntry entry) => connection.Run(
        "UPDATE snapshots SET publisher = $publisher, reading = $reading, read_at = $read_at WHERE sha256 = $sha256",
        ("$publisher", entry.Publisher), ("$read_at", entry.Readings[^1].At), ("$sha256", entry.Sha256),
        ("$reading", JournalEntry.ReadingsToJson([.. entry.Readings.Select(r => r with { Versions = null })])));

    /// <summary>Puts in what desks had recorded, and the lake's own facts.</summary>
    public static void AddSalvaged(SqliteConnection connection, IEnumerable<BriefBuild> builds, IEnumerable<(string Page, long Count)> views, IEnumerable<(string Name, string Value)> facts)
    {
        foreach (var build in builds)
            DeskTables.AddBuild(connection, build);
        foreach (var (page, count) in views)
            connection.Run("INSERT OR REPLACE INTO page_views (page, count) VALUES ($page, $count)", ("$page", page), ("$count", count));
        foreach (var (name, value) in facts)
            connection.Run("INSERT OR REPLACE INTO lake (name, value) VALUES ($name, $value)", ("$name", name), ("$value", value));
    }
}
