using System.Globalization;
using DuckDB.NET.Data;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>A unit that a file has rows of, and how many.</summary>
internal sealed record StagedUnit(int Reporter, int Year, long Rows);

/// <summary>How a file's rows of one unit differ from what is current.</summary>
internal sealed record UnitChange(long Added, long Changed, long Unchanged);

/// <summary>
/// Takes what a reader reads into tables of the engine, which spills to disk, so that memory stays flat whatever the file's size;
/// then lays it over what is current, one unit at a time.
/// </summary>
internal sealed class Staging : IObservationSink, IDisposable
{
    private const int ShownRows = 5;
    private const string KeepingAside = "keeping rows aside while reading";

    private const string CellOfFile = "reporter, " + ObservationColumns.Cell;
    private const string CellHash = $"hash({CellOfFile})";
    private const string Staged = $"(SELECT *, rowid AS place, {ObservationColumns.Measure} FROM staged)";

    // A unit's staged rows and the rows that are current, each with the measure that completes the cell's identity.
    private static readonly string Fresh = $"(SELECT *, {ObservationColumns.Measure} FROM staged WHERE reporter = $reporter AND period // 100 = $year)";
    private static readonly string Current = $"(SELECT *, {ObservationColumns.Measure} FROM read_parquet($current))";

    private readonly LakeHome home;
    private readonly string source;
    private readonly string snapshot;
    private readonly DuckDbSpace space;
    private readonly DuckDBConnection observations;
    private readonly DuckDBConnection quarantine;
    private readonly DuckDBAppender accepted;
    private readonly DuckDBAppender quarantined;

    public Staging(LakeHome home, DuckDb engine, string source, string snapshot)
    {
        this.home = home;
        this.source = source;
        this.snapshot = snapshot;
        space = engine.OpenSpace();
        observations = space.Connect();
        observations.Run($"CREATE TABLE staged ({ObservationColumns.Table})");
        observations.Run("CREATE TABLE quarantined (snapshot_row BIGINT NOT NULL, column_name VARCHAR, reason VARCHAR NOT NULL, text VARCHAR NOT NULL)");
        quarantine = space.Connect();
        accepted = observations.CreateAppender(space.Name, "main", "staged");
        quarantined = quarantine.CreateAppender(space.Name, "main", "quarantined");
    }

    /// <summary>Rows that became observations.</summary>
    public long Accepted { get; private set; }

    /// <summary>Rows in quarantine.</summary>
    public long Quarantined { get; private set; }

    /// <summary>Rows that said exactly what an earlier row said, and were left out.</summary>
    public long Repeated { get; private set; }

    /// <inheritdoc/>
    public void Accept(Observation observation)
    {
        if (observation.Source != source || observation.Id.Snapshot != snapshot)
            throw new ArgumentException($"the reader of {source} gave an observation of {observation.Source} in {observation.Id}; it must belong to the snapshot that is being read", nameof(observation));
        try
        {
            ObservationColumns.Append(accepted.CreateRow(), observation);
        }
        catch (DuckDBException e)
        {
            throw Faults.InWords(home, KeepingAside, e);
        }
        Accepted++;
    }

    /// <inheritdoc/>
    public void Quarantine(QuarantinedRow row)
    {
        try
        {
            quarantined.CreateRow().AppendValue(row.Row).AppendValue(row.Column).AppendValue(row.Reason).AppendValue(row.Text).EndRow();
        }
        catch (DuckDBException e)
        {
            throw Faults.InWords(home, KeepingAside, e);
        }
        Quarantined++;
    }

    /// <summary>
    /// Ends reading. Of rows that give the same cell the same values, the first stays and the others are counted. Rows that give
    /// the same cell different values all go to quarantine, each naming the others: nothing says which is right.
    /// </summary>
    public void Finish()
    {
        accepted.Close();
        // Most files have no cell twice, and a hash is enough to see that.
        if (observations.Number($"SELECT count(*) - count(DISTINCT {CellHash}) FROM {Staged} s") > 0)
        {
            observations.Run(
                $"""
                CREATE TABLE twice AS
                SELECT {CellOfFile}, min(place) AS first_place, count(DISTINCT {ObservationColumns.Content("s")}) AS contents,
                       count(DISTINCT snapshot_row) AS rows, list_slice(list_sort(list(DISTINCT snapshot_row)), 1, {ShownRows}) AS shown
                FROM {Staged} s
                WHERE {CellHash} IN (SELECT {CellHash} FROM {Staged} s GROUP BY ALL HAVING count(*) > 1)
                GROUP BY {CellOfFile}
                HAVING count(*) > 1
                """);
            QuarantineConflicts();
            KeepFirstOfEach();
        }
        quarantined.Close();
    }

    /// <summary>Units that the file has rows of, in order.</summary>
    public IReadOnlyList<StagedUnit> Units() => observations.Rows(
        r => new StagedUnit(r.GetInt32(0), r.GetInt32(1), r.GetInt64(2)),
        "SELECT reporter, period // 100 AS year, count(*) FROM staged GROUP BY ALL ORDER BY reporter, year");

    /// <summary>Rows in quarantine, in the order of the file; read once while they are written elsewhere.</summary>
    public IEnumerable<QuarantinedRow> QuarantinedRows()
    {
        using var command = quarantine.Command("SELECT snapshot_row, column_name, reason, text FROM quarantined ORDER BY snapshot_row");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2), reader.GetString(3));
    }

    /// <summary>
    /// Compares a unit's rows with the file that is current (null where there is none), and keeps those aside that
    /// <see cref="Write"/> will take: new cells and changed ones.
    /// </summary>
    public UnitChange Compare(StagedUnit unit, string? current)
    {
        if (current is null)
            return new(unit.Rows, 0, 0);
        observations.Run(
            $"""
            CREATE OR REPLACE TABLE taken AS
            SELECT fresh.*, old.snapshot IS NOT NULL AS known
            FROM {Fresh} fresh LEFT JOIN {Current} old USING ({ObservationColumns.Cell})
            WHERE old.snapshot IS NULL
               OR {ObservationColumns.Content("fresh")} IS DISTINCT FROM {ObservationColumns.Content("old")}
            """,
            ("reporter", unit.Reporter), ("year", unit.Year), ("current", current));
        var (added, changed) = observations.Rows(r => (r.GetInt64(0), r.GetInt64(1)), "SELECT count(*) FILTER (NOT known), count(*) FILTER (known) FROM taken")[0];
        return new(added, changed, unit.Rows - added - changed);
    }

    /// <summary>
    /// Writes the new version of the unit that was compared last: the rows taken laid over the current file. A cell that says what
    /// it said keeps the row that said it first. Gives the number of rows written.
    /// </summary>
    public long Write(StagedUnit unit, string? current, string file)
    {
        var rows = current is null ? Fresh : $"""
            (SELECT {ObservationColumns.All} FROM taken
             UNION ALL
             SELECT {ObservationColumns.All} FROM {Current} old ANTI JOIN (SELECT {ObservationColumns.Cell} FROM taken WHERE known) t USING ({ObservationColumns.Cell}))
            """;
        return observations.Run(
            $"COPY (SELECT {ObservationColumns.All} FROM {rows} ORDER BY {ObservationColumns.FileOrder}) TO $file (FORMAT parquet, COMPRESSION zstd)",
            current is null
                ? [("reporter", unit.Reporter), ("year", unit.Year), ("file", file)]
                : [("current", current), ("file", file)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        accepted.Dispose();
        quarantined.Dispose();
        observations.Dispose();
        quarantine.Dispose();
        space.Dispose();
    }

    private void QuarantineConflicts()
    {
        using var command = observations.Command(
            $"""
            SELECT s.snapshot_row, t.rows, array_to_string(t.shown, ', '), s.flow, s.commodity, s.reporter, s.partner, s.period, s.value, s.currency, s.quantity, s.quantity_unit
            FROM {Staged} s JOIN twice t USING ({CellOfFile})
            WHERE t.contents > 1
            ORDER BY s.snapshot_row
            """);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var rows = reader.GetInt64(1);
            var more = rows > ShownRows ? string.Create(CultureInfo.InvariantCulture, $" and {rows - ShownRows} more") : "";
            Quarantine(new(reader.GetInt64(0), null,
                $"Rows {reader.GetString(2)}{more} give the same cell different values, and nothing says which is right; none of them was taken. Correct the file, or ask the publisher.",
                Cell(reader)));
            Accepted--;
        }
    }

    private void KeepFirstOfEach()
    {
        observations.Run(
            $"""
            CREATE TABLE once AS
            SELECT {ObservationColumns.All}
            FROM {Staged} s LEFT JOIN twice t USING ({CellOfFile})
            WHERE t.contents IS NULL OR (t.contents = 1 AND s.place = t.first_place)
            """);
        observations.Run("DROP TABLE staged");
        observations.Run("ALTER TABLE once RENAME TO staged");
        var left = observations.Number("SELECT count(*) FROM staged");
        Repeated = Accepted - left;
        Accepted = left;
    }

    private static string Cell(DuckDBDataReader r)
    {
        var value = Amount(r, 8) ?? "no value";
        var quantity = Amount(r, 10) ?? "no quantity";
        return $"{r.GetString(3)} {r.GetString(4)} {Economies.FromNumber(r.GetInt32(5))} to or from {Economies.FromNumber(r.GetInt32(6))} {Period.FromNumber(r.GetInt32(7))}: {value}, {quantity}";
    }

    private static string? Amount(DuckDBDataReader r, int column) => r.IsDBNull(column)
        ? null
        : r.GetDouble(column).ToString(CultureInfo.InvariantCulture) + (r.IsDBNull(column + 1) ? "" : " " + r.GetString(column + 1));
}
