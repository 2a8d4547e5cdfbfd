using DuckDB.NET.Data;
using Weir.Store.Catalog;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>
/// Compares what was known at two moments: the files of those units whose current version differs, joined cell by cell. Units
/// in which nothing changed are not opened.
/// </summary>
internal sealed class RevisionReader(CatalogFile catalog, DuckDb engine)
{
    private const string Key = "source, reporter, " + ObservationColumns.Cell;

    // A cell's amounts in the order in which a revision is measured by them, each with the unit that both sides must share.
    private static readonly (RevisedMeasure Measure, string Amount, string Unit)[] Amounts =
    [
        (RevisedMeasure.Value, "value", "currency"),
        (RevisedMeasure.Quantity, "quantity", "quantity_unit"),
        (RevisedMeasure.SecondQuantity, "second_quantity", "second_quantity_unit"),
        (RevisedMeasure.NetWeight, "net_weight_kg", "weight_unit"),
    ];

    private static readonly int AfterCell = ObservationColumns.All.Split(',').Length;

    public async Task<Revisions> ReadAsync(RevisionQuery query, CancellationToken cancellation)
    {
        if (query.Cells.AsOf is { } until && until < query.Since)
            throw new ArgumentException($"the earlier moment ({query.Since:O}) lies after the later one ({until:O})", nameof(query));
        cancellation.ThrowIfCancellationRequested();
        using var versions = catalog.Hold(c => (
            Earlier: VersionTable.Matching(c, query.Cells with { AsOf = query.Since }), Later: VersionTable.Matching(c, query.Cells)));
        var (earlier, later) = versions.What;
        var same = earlier.Intersect(later).ToHashSet();
        var (was, now) = (Files(earlier, same), Files(later, same));
        if (was.Count + now.Count == 0)
            return new(0, 0, 0, []);

        using var connection = engine.Connect();
        await CompareAsync(connection, query.Cells, was, now, cancellation);
        var counts = connection.Rows(
            r => (Kind: Enum.Parse<RevisionKind>(r.GetString(0)), Cells: r.GetInt64(1)),
            "SELECT kind, count(*) FROM revised GROUP BY kind").ToDictionary(c => c.Kind, c => c.Cells);
        return new(
            counts.GetValueOrDefault(RevisionKind.Added), counts.GetValueOrDefault(RevisionKind.Removed), counts.GetValueOrDefault(RevisionKind.Changed),
            await LargestAsync(connection, query, was, now, cancellation));
    }

    private List<string> Files(IReadOnlyList<UnitVersion> versions, HashSet<UnitVersion> except) =>
        [.. versions.Where(v => !except.Contains(v)).Select(v => catalog.Home.At(v.File))];

    /// <summary>Puts aside by how much each cell that differs does, and where both its forms stand: there may be millions, so no more of them than that.</summary>
    private static async Task CompareAsync(DuckDBConnection connection, CellQuery cells, List<string> was, List<string> now, CancellationToken cancellation)
    {
        using var command = connection.CreateCommand();
        var where = CellReader.Where(cells, command);
        command.CommandText =
            $"""
            CREATE TEMP TABLE revised AS
            WITH
            was AS ({Cells("was", was.Count, "now", where)}),
            now AS ({Cells("now", now.Count, "was", where)}),
            measured AS (
                SELECT CASE WHEN was.row IS NULL THEN 'Added' WHEN now.row IS NULL THEN 'Removed' ELSE 'Changed' END AS kind,
                    CASE {string.Concat(Amounts.Select(a => $"WHEN {Measures(a.Amount, a.Unit)} THEN '{a.Measure}' "))}END AS measure,
                    {string.Join(", ", from a in Amounts from side in new[] { "was", "now" } from c in new[] { a.Amount, a.Unit } select $"{side}.{c} AS {side}_{c}")},
                    was.file AS was_file, was.row AS was_row, now.file AS now_file, now.row AS now_row
                FROM was FULL JOIN now USING ({Key})
                WHERE was.row IS NULL OR now.row IS NULL OR {ObservationColumns.Content("was")} IS DISTINCT FROM {ObservationColumns.Content("now")})
            SELECT kind, measure,
                CASE measure {string.Concat(Amounts.Select(a => $"WHEN '{a.Measure}' THEN coalesce(now_{a.Unit}, was_{a.Unit}) "))}END AS unit,
                CASE measure {string.Concat(Amounts.Select(a => $"WHEN '{a.Measure}' THEN was_{a.Amount} "))}END AS was,
                CASE measure {string.Concat(Amounts.Select(a => $"WHEN '{a.Measure}' THEN now_{a.Amount} "))}END AS now,
                was_file, was_row, now_file, now_row
            FROM measured
            """;
        if (was.Count > 0)
            command.Parameters.Add(new DuckDBParameter("was", was));
        if (now.Count > 0)
            command.Parameters.Add(new DuckDBParameter("now", now));
        await command.RowsAsync(_ => true, cancellation);
    }

    /// <summary>One moment's cells and where they stand; none, of the same shape, where the moment knew none of the units.</summary>
    private static string Cells(string side, int files, string other, string where) =>
        $"""
        SELECT *, {ObservationColumns.Measure}, 'kg' AS weight_unit, file_index AS file, file_row_number AS row
        FROM read_parquet(${(files > 0 ? side : other)}) {(files > 0 ? where : "WHERE false")}
        """;

    // A cell that is new or gone is measured by the first amount that it gives.
    private static string Measures(string amount, string unit) =>
        $"(was.{amount} <> now.{amount} AND was.{unit} = now.{unit}) OR ((was.row IS NULL OR now.row IS NULL) AND coalesce(now.{amount}, was.{amount}) IS NOT NULL AND coalesce(now.{unit}, was.{unit}) IS NOT NULL)";

    /// <summary>Picks the largest, and only then reads their cells. The files' own order decides between changes of one size.</summary>
    private static async Task<IReadOnlyList<Revision>> LargestAsync(
        DuckDBConnection connection, RevisionQuery query, List<string> was, List<string> now, CancellationToken cancellation)
    {
        using var pick = connection.CreateCommand();
        var kinds = query.Kinds.Count == 0 ? "" : $"WHERE kind IN ({string.Join(", ", query.Kinds.Distinct().Select(k => $"'{k}'"))})";
        pick.CommandText =
            $"""
            CREATE TEMP TABLE largest AS
            WITH ranked AS (
                SELECT *, row_number() OVER (PARTITION BY unit ORDER BY abs(coalesce(now, 0) - coalesce(was, 0)) DESC, now_file, now_row, was_file, was_row) AS turn
                FROM revised {kinds})
            SELECT *, row_number() OVER (ORDER BY unit IS NULL, turn, unit) AS place
            FROM ranked
            ORDER BY place {(query.Limit is { } limit ? $"LIMIT {Math.Max(0, limit)}" : "")}
            """;
        await pick.RowsAsync(_ => true, cancellation);
        var before = await SideAsync(connection, "was", was, cancellation);
        var after = await SideAsync(connection, "now", now, cancellation);
        return connection.Rows(
            r => new Revision(
                Enum.Parse<RevisionKind>(r.GetString(1)), before.GetValueOrDefault(r.GetInt64(0)), after.GetValueOrDefault(r.GetInt64(0)),
                r.IsDBNull(2) ? null : new(Enum.Parse<RevisedMeasure>(r.GetString(2)), r.GetString(3), r.IsDBNull(4) ? null : r.GetDouble(4), r.IsDBNull(5) ? null : r.GetDouble(5))),
            "SELECT place, kind, measure, unit, was, now FROM largest ORDER BY place");
    }

    private static async Task<Dictionary<long, Observation>> SideAsync(DuckDBConnection connection, string side, List<string> files, CancellationToken cancellation)
    {
        if (files.Count == 0)
            return [];
        using var command = connection.Command(
            $"SELECT {ObservationColumns.All}, place FROM read_parquet($files) JOIN largest ON file_index = {side}_file AND file_row_number = {side}_row", ("files", files));
        var cells = await command.RowsAsync(r => (Place: r.GetInt64(AfterCell), Cell: ObservationColumns.Read(r)), cancellation);
        return cells.ToDictionary(c => c.Place, c => c.Cell);
    }
}
