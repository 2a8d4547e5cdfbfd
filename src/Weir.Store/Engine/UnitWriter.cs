using System.Globalization;
using DuckDB.NET.Data;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>What a file does to one unit.</summary>
/// <param name="Rows">Rows in the new version; 0 where it does nothing and no file was written.</param>
/// <param name="Added">Cells that were not there.</param>
/// <param name="Changed">Cells that say something else.</param>
/// <param name="Removed">Cells that were there, are in the file's scope, and are not in the file.</param>
/// <param name="Unchanged">Cells that say what they said.</param>
/// <param name="Repeated">Rows that said what an earlier row of the file said.</param>
/// <param name="Doubtful">Cells that are missing like the removed ones, but so many that the file is rather taken for broken off: they stay.</param>
/// <param name="Conflicts">Rows that contradict each other.</param>
internal sealed record UnitChange(long Rows, long Added, long Changed, long Removed, long Unchanged, long Repeated, long Doubtful, IReadOnlyList<QuarantinedRow> Conflicts);

/// <summary>
/// Lays the staged rows of one unit over the version that is current, and writes the next one. A cell that says what it said keeps the
/// row that said it first; a cell that is gone goes only where the file speaks for it.
/// </summary>
internal sealed class UnitWriter : IDisposable
{
    private const int ShownRows = 5;

    // Few enough rows that one series is read without much beside it, enough that a column still compresses.
    private const string Format = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)";

    private const string OfUnit = "reporter = $reporter AND period BETWEEN $year * 100 AND $year * 100 + 99";
    private const string StagedRows = $"(SELECT *, rowid AS place FROM staged WHERE {OfUnit})";
    private const string Current = $"(SELECT *, {ObservationColumns.Measure} FROM read_parquet($current))";

    // What the file shows that it is about: a file of eight-digit codes says nothing of headings, and one without a row of a month nothing of that month.
    private const string Level = "flow, classification, length(commodity) AS digits, partner2 = 0 AS whole_partner, procedure = 'C00' AS whole_procedure, transport = 0 AS whole_transport";

    private readonly DuckDBConnection connection;
    private readonly string asObservations;

    public UnitWriter(Staging staging, string source, string snapshot)
    {
        connection = staging.Connect();
        asObservations = StagedColumns.AsObservations(source, snapshot);
    }

    /// <summary>Writes the next version of a unit as <paramref name="file"/>, unless there is nothing new in it.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="current">The file that is current; null where there is none.</param>
    /// <param name="scope">What the received file speaks for so that an absent row is gone; empty where for nothing.</param>
    /// <param name="file">Where to write.</param>
    /// <param name="cancellation">Ends the work between its steps.</param>
    public UnitChange Write(StagedUnit unit, string? current, IReadOnlyList<Coverage> scope, string file, CancellationToken cancellation)
    {
        var conflicts = Deduplicate(unit, out var rows, out var fresh, out var values);
        cancellation.ThrowIfCancellationRequested();
        var repeated = unit.Rows - rows - conflicts.Count;
        if (current is null)
        {
            var written = rows == 0 ? 0 : connection.Run(
                $"COPY (SELECT {asObservations} FROM (SELECT * FROM {fresh} ORDER BY {StagedColumns.FileOrder})) TO $file {Format}", [.. values, ("file", file)]);
            return new(written, rows, 0, 0, 0, repeated, 0, conflicts);
        }
        connection.Run(
            $"""
            CREATE OR REPLACE TEMP TABLE taken AS
            SELECT fresh.*, old.snapshot IS NOT NULL AS known
            FROM (SELECT *, {ObservationColumns.Measure} FROM (SELECT {asObservations} FROM {fresh})) fresh LEFT JOIN {Current} old USING ({ObservationColumns.Cell})
            WHERE old.snapshot IS NULL
               OR {ObservationColumns.Content("fresh")} IS DISTINCT FROM {ObservationColumns.Content("old")}
            """,
            [.. values, ("current", current)]);
        var (added, changed) = connection.Rows(r => (r.GetInt64(0), r.GetInt64(1)), "SELECT count(*) FILTER (NOT known), count(*) FILTER (known) FROM taken")[0];
        // A row that contradicts another may be any cell that seems to be missing.
        var (removed, doubtful) = scope.Count == 0 || conflicts.Count > 0 ? (0, 0) : Removed(unit, fresh, values, current, scope);
        cancellation.ThrowIfCancellationRequested();
        if (added + changed + removed == 0)
            return new(0, 0, 0, 0, rows, repeated, doubtful, conflicts);
        var replaced = $"SELECT {ObservationColumns.Cell} FROM taken WHERE known" + (removed == 0 ? "" : $" UNION ALL SELECT {ObservationColumns.Cell} FROM gone");
        var all = connection.Run(
            $"""
            COPY (SELECT {ObservationColumns.All} FROM (
                SELECT {ObservationColumns.All} FROM taken
                UNION ALL
                SELECT {ObservationColumns.All} FROM {Current} old ANTI JOIN ({replaced}) t USING ({ObservationColumns.Cell}))
            ORDER BY {ObservationColumns.FileOrder}) TO $file {Format}
            """,
            ("current", current), ("file", file));
        return new(all, added, changed, removed, rows - added - changed, repeated, doubtful, conflicts);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static (string, object)[] Unit(StagedUnit unit) => [("reporter", unit.Reporter), ("year", unit.Year)];

    /// <summary>
    /// Of rows that give the same cell the same values, the first stays. Rows that give the same cell different values all go to
    /// quarantine, each naming the others: nothing says which is right.
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="rows">Rows that stay.</param>
    /// <param name="fresh">Where they are: a table or a query.</param>
    /// <param name="values">The parameters of that query.</param>
    private List<QuarantinedRow> Deduplicate(StagedUnit unit, out long rows, out string fresh, out (string, object)[] values)
    {
        fresh = StagedRows;
        values = Unit(unit);
        rows = unit.Rows;
        // Most files have no cell twice, and a hash is enough to see that.
        if (connection.Number($"SELECT count(*) - count(DISTINCT cell) FROM {StagedRows}", values) == 0)
            return [];
        connection.Run(
            $"""
            CREATE OR REPLACE TEMP TABLE suspects AS
            SELECT *, {ObservationColumns.Measure}
            FROM (SELECT {asObservations}, place FROM {StagedRows} WHERE cell IN (SELECT cell FROM {StagedRows} GROUP BY cell HAVING count(*) > 1))
            """,
            values);
        connection.Run(
            $"""
            CREATE OR REPLACE TEMP TABLE twice AS
            SELECT {ObservationColumns.Cell}, min(place) AS first_place, count(DISTINCT {ObservationColumns.Content("s")}) AS contents,
                   count(DISTINCT snapshot_row) AS rows, list_slice(list_sort(list(DISTINCT snapshot_row)), 1, {ShownRows}) AS shown
            FROM suspects s
            GROUP BY {ObservationColumns.Cell}
            HAVING count(*) > 1
            """);
        connection.Run(
            $"""
            CREATE OR REPLACE TEMP TABLE once AS
            SELECT * FROM {StagedRows} ANTI JOIN (
                SELECT place FROM suspects JOIN twice t USING ({ObservationColumns.Cell}) WHERE t.contents > 1 OR place <> t.first_place) USING (place)
            """,
            values);
        fresh = "once";
        values = [];
        rows = connection.Number("SELECT count(*) FROM once");
        return connection.Rows(Conflict,
            $"""
            SELECT s.snapshot_row, t.rows, array_to_string(t.shown, ', '), s.flow, s.commodity, s.reporter, s.partner, s.period, s.value, s.currency, s.quantity, s.quantity_unit
            FROM suspects s JOIN twice t USING ({ObservationColumns.Cell})
            WHERE t.contents > 1
            ORDER BY s.snapshot_row
            """);
    }

    /// <summary>
    /// Keeps aside which cells of the current version are gone, and gives their number. Where that were more than half of what the file
    /// speaks for, none is: such a file has rather been cut between two rows, or filtered by somebody, than been revised.
    /// </summary>
    private (long Removed, long Doubtful) Removed(StagedUnit unit, string fresh, (string, object)[] values, string current, IReadOnlyList<Coverage> scope)
    {
        connection.Run("CREATE OR REPLACE TEMP TABLE scope (flow VARCHAR, period INTEGER, commodities VARCHAR[], partners INTEGER[])");
        foreach (var part in scope.Where(s => s.Reporter == unit.Reporter && s.Period.Year == unit.Year))
        {
            connection.Run("INSERT INTO scope VALUES ($flow, $period, $commodities, $partners)",
                ("flow", part.Flow.Code()), ("period", part.Period.Number), ("commodities", part.Commodities.ToList()), ("partners", part.Partners.ToList()));
        }
        connection.Run($"CREATE OR REPLACE TEMP TABLE fresh AS SELECT *, {ObservationColumns.Measure} FROM (SELECT {asObservations} FROM {fresh})", values);
        connection.Run(
            $"""
            CREATE OR REPLACE TEMP TABLE covered AS
            SELECT * FROM (SELECT *, {Level} FROM {Current}) old
            SEMI JOIN (SELECT DISTINCT {Level} FROM fresh) USING (flow, classification, digits, whole_partner, whole_procedure, whole_transport)
            SEMI JOIN (SELECT DISTINCT flow, period FROM fresh) USING (flow, period)
            WHERE EXISTS (
                SELECT 1 FROM scope s
                WHERE s.flow = old.flow AND s.period = old.period
                  AND (len(s.commodities) = 0 OR list_contains(s.commodities, old.commodity))
                  AND (len(s.partners) = 0 OR list_contains(s.partners, old.partner)))
            """,
            ("current", current));
        connection.Run($"CREATE OR REPLACE TEMP TABLE gone AS SELECT {ObservationColumns.Cell} FROM covered ANTI JOIN fresh USING ({ObservationColumns.Cell})");
        var (covered, gone) = connection.Rows(r => (r.GetInt64(0), r.GetInt64(1)), "SELECT (SELECT count(*) FROM covered), (SELECT count(*) FROM gone)")[0];
        return gone * 2 > covered ? (0, gone) : (gone, 0);
    }

    private static QuarantinedRow Conflict(DuckDBDataReader r)
    {
        var rows = r.GetInt64(1);
        var more = rows > ShownRows ? string.Create(CultureInfo.InvariantCulture, $" and {rows - ShownRows} more") : "";
        var value = Amount(r, 8) ?? "no value";
        var quantity = Amount(r, 10) ?? "no quantity";
        return new(r.GetInt64(0), null,
            $"Rows {r.GetString(2)}{more} give the same cell different values, and nothing says which is right; none of them was taken. Correct the file, or ask the publisher.",
            $"{r.GetString(3)} {r.GetString(4)} {Economies.FromNumber(r.GetInt32(5))} to or from {Economies.FromNumber(r.GetInt32(6))} {Period.FromNumber(r.GetInt32(7))}: {value}, {quantity}");
    }

    private static string? Amount(DuckDBDataReader r, int column) => r.IsDBNull(column)
        ? null
        : r.GetDouble(column).ToString(CultureInfo.InvariantCulture) + (r.IsDBNull(column + 1) ? "" : " " + r.GetString(column + 1));
}
