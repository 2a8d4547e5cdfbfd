using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Weir.Trade;

namespace Weir.Store.Catalog;

/// <summary>Versions of units and of lists: which file is current, and which was when.</summary>
internal static class VersionTable
{
    private const string GetBack = "Ask for a later moment; or `weir doctor --repair --dropped` makes it again from what was received.";
    private const string Columns = "v.source, v.reporter, v.year, v.number, v.current_from, v.snapshot, v.rows, v.file, v.sha256, v.dropped_at";
    private const string ListColumns = "l.list, l.number, l.snapshot, l.entities, l.current_from, l.file, l.sha256, l.dropped_at";

    /// <summary>
    /// The moment that a change made now is current from: the clock's, unless the catalogue holds one as late already (two
    /// changes in one tick, or a clock that was set back); then the next tick after that.
    /// </summary>
    public static DateTimeOffset NextMoment(SqliteConnection connection, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return Latest(connection) is { } latest && latest >= now ? latest.AddTicks(1) : now;
    }

    /// <summary>When the newest version became current; null in an empty lake.</summary>
    public static DateTimeOffset? Latest(SqliteConnection connection) => connection.Rows(
        r => r.TextOrNull(0) is { } text ? SqliteCommands.Moment(text) : (DateTimeOffset?)null,
        """
        SELECT max(at) FROM (
            SELECT max(current_from) AS at FROM versions
            UNION ALL SELECT max(current_from) FROM list_versions
            UNION ALL SELECT max(read_at) FROM snapshots)
        """)[0];

    public static void Add(SqliteConnection connection, UnitVersion version) => connection.Run(
        """
        INSERT INTO versions (source, reporter, year, number, current_from, snapshot, rows, file, sha256)
        VALUES ($source, $reporter, $year, $number, $current_from, $snapshot, $rows, $file, $sha256)
        """,
        ("$source", version.Source), ("$reporter", version.Reporter), ("$year", version.Year), ("$number", version.Number),
        ("$current_from", version.CurrentFrom.Stored()), ("$snapshot", version.Snapshot), ("$rows", version.Rows), ("$file", version.File), ("$sha256", version.Sha256));

    /// <summary>Every version of every unit.</summary>
    public static IReadOnlyList<UnitVersion> All(SqliteConnection connection) => All(connection, "");

    /// <summary>Those of them that meet a condition on <c>v</c>.</summary>
    public static IReadOnlyList<UnitVersion> All(SqliteConnection connection, string where, params ReadOnlySpan<(string, object?)> values) => connection.Rows(Read,
        $"SELECT {Columns} FROM versions v {where} ORDER BY v.source, v.reporter, v.year, v.number", values);

    /// <summary>The version of a unit that is current now; null where there is none.</summary>
    public static UnitVersion? Current(SqliteConnection connection, string source, int reporter, int year) => connection.Rows(Read,
        $"SELECT {Columns} FROM versions v WHERE v.source = $source AND v.reporter = $reporter AND v.year = $year ORDER BY v.number DESC LIMIT 1",
        ("$source", source), ("$reporter", reporter), ("$year", year)).SingleOrDefault();

    /// <summary>For each unit that a query touches, the version that was current at its moment.</summary>
    /// <exception cref="LakeException">Retention has dropped one of them: without it the answer would be wrong.</exception>
    public static IReadOnlyList<UnitVersion> Matching(SqliteConnection connection, CellQuery query)
    {
        var matching = CurrentAt(connection, query);
        return matching.FirstOrDefault(v => v.DroppedAt is not null) is { } dropped
            ? throw new LakeException(string.Create(CultureInfo.InvariantCulture,
                $"What {dropped.Source} said of {Economies.FromNumber(dropped.Reporter)} {dropped.Year} at {query.AsOf:yyyy-MM-dd HH:mm} was dropped on {dropped.DroppedAt:yyyy-MM-dd} by `weir compact --keep` ({dropped.File}). {GetBack}"))
            : matching;
    }

    /// <summary>The version of a list, as it was asked for.</summary>
    /// <exception cref="LakeException">Retention has dropped it.</exception>
    public static ListVersion Kept(SqliteConnection connection, ListVersion version) => AllLists(connection).FirstOrDefault(l => l.File == version.File) is { DroppedAt: { } at }
        ? throw new LakeException(string.Create(CultureInfo.InvariantCulture,
            $"Version {version.Number} of list {version.List} was dropped on {at:yyyy-MM-dd} by `weir compact --keep` ({version.File}). {GetBack}"))
        : version;

    // Only what limits is in the statement, so that an index finds the units of one reporter among thousands. The columns beside max() are
    // those of the row that has the maximum, which SQLite promises.
    private static List<UnitVersion> CurrentAt(SqliteConnection connection, CellQuery query) => connection.Rows(Read,
        $"""
        SELECT {Columns}, max(v.number)
        FROM versions v
        WHERE TRUE
          {(query.Sources.Count == 0 ? "" : "AND v.source IN (SELECT value FROM json_each($sources))")}
          {(query.Reporters.Count == 0 ? "" : "AND v.reporter IN (SELECT value FROM json_each($reporters))")}
          {(query.From is null ? "" : "AND v.year >= $from")}
          {(query.To is null ? "" : "AND v.year <= $to")}
          {(query.AsOf is null ? "" : "AND v.current_from <= $as_of")}
        GROUP BY v.source, v.reporter, v.year
        ORDER BY v.source, v.reporter, v.year
        """,
        ("$sources", JsonSerializer.Serialize(query.Sources, StoredJson.Default.IReadOnlyListString)),
        ("$reporters", JsonSerializer.Serialize(query.Reporters, StoredJson.Default.IReadOnlyListInt32)),
        ("$from", query.From?.Year), ("$to", query.To?.Year), ("$as_of", query.AsOf?.Stored()));

    /// <summary>All versions that are kept and may hold rows of a snapshot: those it brought and the later ones of the same units.</summary>
    public static IReadOnlyList<UnitVersion> Holding(SqliteConnection connection, string snapshot) => connection.Rows(Read,
        $"""
        SELECT {Columns}
        FROM versions v JOIN versions b ON b.source = v.source AND b.reporter = v.reporter AND b.year = v.year AND b.number <= v.number
        WHERE b.snapshot = $snapshot AND v.dropped_at IS NULL
        ORDER BY v.source, v.reporter, v.year, v.number
        """,
        ("$snapshot", snapshot));

    public static void AddList(SqliteConnection connection, ListVersion version) => connection.Run(
        """
        INSERT INTO list_versions (list, number, current_from, snapshot, entities, file, sha256)
        VALUES ($list, $number, $current_from, $snapshot, $entities, $file, $sha256)
        """,
        ("$list", version.List), ("$number", version.Number), ("$current_from", version.CurrentFrom.Stored()), ("$snapshot", version.Snapshot),
        ("$entities", version.Entities), ("$file", version.File), ("$sha256", version.Sha256));

    public static IReadOnlyList<ListVersion> AllLists(SqliteConnection connection) => connection.Rows(ReadList,
        $"SELECT {ListColumns} FROM list_versions l ORDER BY l.list, l.number");

    /// <summary>The version of each list that was current at a moment (null is now).</summary>
    public static IReadOnlyList<ListVersion> Lists(SqliteConnection connection, DateTimeOffset? asOf) => connection.Rows(ReadList,
        $"""
        SELECT {ListColumns} FROM list_versions l
        WHERE l.number = (SELECT max(m.number) FROM list_versions m WHERE m.list = l.list AND ($as_of IS NULL OR m.current_from <= $as_of))
        ORDER BY l.list
        """,
        ("$as_of", asOf?.Stored()));

    private static UnitVersion Read(SqliteDataReader r) => new(
        r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.Moment(4), r.GetString(5), r.GetInt64(6), r.GetString(7), r.GetString(8), Dropped(r, 9));

    private static ListVersion ReadList(SqliteDataReader r) => new(
        r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetInt32(3), r.Moment(4), r.GetString(5), r.GetString(6), Dropped(r, 7));

    private static DateTimeOffset? Dropped(SqliteDataReader r, int column) => r.TextOrNull(column) is { } text ? SqliteCommands.Moment(text) : null;
}
