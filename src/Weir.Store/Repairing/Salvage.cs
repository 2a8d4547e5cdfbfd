using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Journals;

namespace Weir.Store.Repairing;

/// <summary>What can still be read of a catalogue, damaged or not, that nothing else tells: what desks recorded, what retention dropped.</summary>
internal sealed record Salvage(
    IReadOnlyList<JournalEntry> Entries,
    IReadOnlyList<BriefBuild> Builds,
    IReadOnlyList<(string Page, long Count)> Views,
    IReadOnlyList<(string Name, string Value)> Facts,
    IReadOnlyDictionary<string, string> Dropped)
{
    public static Salvage Of(CatalogFile? catalog) => catalog is null
        ? new([], [], [], [], new Dictionary<string, string>())
        : new(
            Entries: Whole(catalog, JournalTable.All),
            Builds: Readable(catalog, DeskTables.ReadBuild, $"SELECT {DeskTables.BuildColumns} FROM builds ORDER BY id"),
            Views: Readable(catalog, r => (r.GetString(0), r.GetInt64(1)), "SELECT page, count FROM page_views"),
            Facts: Readable(catalog, r => (r.GetString(0), r.GetString(1)), "SELECT name, value FROM lake"),
            Dropped: Readable(
                catalog, r => (File: r.GetString(0), At: r.GetString(1)),
                "SELECT file, dropped_at FROM versions WHERE dropped_at IS NOT NULL UNION ALL SELECT file, dropped_at FROM list_versions WHERE dropped_at IS NOT NULL")
                .DistinctBy(d => d.File).ToDictionary(d => d.File, d => d.At, StringComparer.Ordinal));

    private static IReadOnlyList<T> Whole<T>(CatalogFile catalog, Func<SqliteConnection, IReadOnlyList<T>> read)
    {
        try
        {
            return catalog.Read(read);
        }
        catch (Exception e) when (e is SqliteException or FormatException or System.Text.Json.JsonException or InvalidCastException)
        {
            return [];
        }
    }

    // Row by row, up to the first page that is damaged.
    private static List<T> Readable<T>(CatalogFile catalog, Func<SqliteDataReader, T> read, string sql)
    {
        var rows = new List<T>();
        try
        {
            catalog.Read(c =>
            {
                using var command = c.Command(sql);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    rows.Add(read(reader));
                return rows;
            });
        }
        catch (Exception e) when (e is SqliteException or FormatException or InvalidCastException)
        {
            // What was read so far is what there is.
        }
        return rows;
    }
}
