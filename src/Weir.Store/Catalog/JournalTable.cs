using Microsoft.Data.Sqlite;
using Weir.Store.Journals;

namespace Weir.Store.Catalog;

/// <summary>What the catalogue says of a snapshot, in the form of its journal.</summary>
internal static class JournalTable
{
    public static JournalEntry? Find(SqliteConnection connection, string sha256) =>
        Read(connection, "WHERE s.sha256 = $sha256", ("$sha256", sha256)).SingleOrDefault();

    /// <summary>All, in the order they were received.</summary>
    public static IReadOnlyList<JournalEntry> All(SqliteConnection connection) => Read(connection, "");

    private static List<JournalEntry> Read(SqliteConnection connection, string where, params ReadOnlySpan<(string, object?)> values)
    {
        var flows = connection.Rows(
            r => (Snapshot: r.GetString(0), Source: r.GetString(1), Version: new StoredVersion(r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt64(5), r.GetString(6))),
            $"SELECT s.sha256, v.source, v.reporter, v.year, v.number, v.rows, v.sha256 FROM snapshots s JOIN versions v ON v.snapshot = s.sha256 {where} ORDER BY v.source, v.reporter, v.year, v.number",
            values).ToLookup(v => (v.Snapshot, v.Source), v => v.Version);
        var lists = connection.Rows(
            r => (Snapshot: r.GetString(0), List: r.GetString(1), At: r.GetString(5), Version: new StoredVersion(null, null, r.GetInt32(2), r.GetInt64(3), r.GetString(4))),
            $"SELECT s.sha256, l.list, l.number, l.entities, l.sha256, l.current_from FROM snapshots s JOIN list_versions l ON l.snapshot = s.sha256 {where} ORDER BY l.list, l.number",
            values).ToLookup(v => (v.Snapshot, v.List));
        return connection.Rows(
            r =>
            {
                var sha256 = r.GetString(0);
                var read = JournalEntry.ReadingsFromJson(r.TextOrNull(9));
                // A list that went back to a snapshot was read from it more than once; each version became current when its reading was done.
                var readings = read.Select((x, i) => x with
                {
                    Versions = x.Into == StoredReading.Flows ? [.. flows[(sha256, x.Source)]]
                        : [.. lists[(sha256, x.Source)].Where(l => l.At == x.At || read.Skip(i + 1).All(y => (y.Into, y.Source) != (x.Into, x.Source)) && read.All(y => y.At != l.At)).Select(l => l.Version)],
                });
                return new JournalEntry(
                    sha256, r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), r.TextOrNull(5), r.TextOrNull(6), r.TextOrNull(7), r.TextOrNull(8), [.. readings]);
            },
            $"""
            SELECT s.sha256, s.bytes, s.received_at, s.address, s.file_name, s.publisher, s.etag, s.last_modified,
                CASE s.state WHEN 'Rejected' THEN coalesce(s.reason, '') END, s.reading
            FROM snapshots s {where} ORDER BY s.received_at, s.rowid
            """,
            values);
    }
}
