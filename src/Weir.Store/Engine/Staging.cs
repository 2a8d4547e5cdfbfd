using DuckDB.NET.Data;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>A unit that a file has rows of, and how many.</summary>
internal sealed record StagedUnit(int Reporter, int Year, long Rows);

/// <summary>
/// Takes what a reader reads into a table of the engine, which spills to disk, so that memory stays flat whatever the file's size.
/// <see cref="UnitWriter"/> makes files of it, one for each unit.
/// </summary>
internal sealed class Staging : IObservationSink, IDisposable
{
    /// <summary>Rows from which a unit that the reader has left is worth writing while the reader goes on.</summary>
    public const long WorthWriting = 100_000;

    private const string KeepingAside = "keeping rows aside while reading";

    private readonly LakeHome home;
    private readonly string source;
    private readonly string snapshot;
    private readonly DuckDbSpace space;
    private readonly DuckDBConnection observations;
    private readonly DuckDBConnection quarantine;
    private readonly CellChunk accepted;
    private readonly DuckDBAppender quarantined;
    private readonly Dictionary<(int Reporter, int Year), long> units = [];
    private (int Reporter, int Year) unit;
    private long rowsOfUnit;

    public Staging(LakeHome home, DuckDb engine, string source, string snapshot)
    {
        this.home = home;
        this.source = source;
        this.snapshot = snapshot;
        space = engine.OpenSpace();
        observations = space.Connect();
        observations.Run(StagedColumns.Table);
        observations.Run("CREATE TABLE quarantined (snapshot_row BIGINT NOT NULL, column_name VARCHAR, reason VARCHAR NOT NULL, text VARCHAR NOT NULL)");
        quarantine = space.Connect();
        accepted = new(observations, space.Name);
        quarantined = quarantine.CreateAppender(space.Name, "main", "quarantined");
    }

    /// <summary>Told when the reader goes on to another unit, and all rows of the one it leaves can be read.</summary>
    public Action<StagedUnit>? Left { get; set; }

    /// <summary>Rows that the reader gave as observations.</summary>
    public long Accepted { get; private set; }

    /// <summary>Rows in quarantine.</summary>
    public long Quarantined { get; private set; }

    /// <summary>Units that the file has rows of, in order.</summary>
    public IReadOnlyList<StagedUnit> Units => [.. units.OrderBy(u => u.Key).Select(u => new StagedUnit(u.Key.Reporter, u.Key.Year, u.Value))];

    /// <inheritdoc/>
    public void Accept(Observation observation)
    {
        if (!ReferenceEquals(observation.Id.Snapshot, snapshot) && observation.Id.Snapshot != snapshot || observation.Source != source)
            throw new ArgumentException($"the reader of {source} gave an observation of {observation.Source} in {observation.Id}; it must belong to the snapshot that is being read", nameof(observation));
        try
        {
            if (observation.Reporter != unit.Reporter || observation.Period.Year != unit.Year)
                GoTo((observation.Reporter, observation.Period.Year));
            accepted.Add(observation);
        }
        catch (IOException e)
        {
            throw Faults.InWords(home, KeepingAside, e);
        }
        rowsOfUnit++;
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

    /// <summary>Ends reading: all rows can be read.</summary>
    public void Finish()
    {
        Count();
        accepted.Flush();
    }

    /// <summary>A connection to the staged rows.</summary>
    public DuckDBConnection Connect() => space.Connect();

    /// <summary>Rows in quarantine, in the order of the file; read once, and none can be added after.</summary>
    public IEnumerable<QuarantinedRow> QuarantinedRows()
    {
        quarantined.Close();
        using var command = quarantine.Command("SELECT snapshot_row, column_name, reason, text FROM quarantined ORDER BY snapshot_row");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2), reader.GetString(3));
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

    private void GoTo((int Reporter, int Year) next)
    {
        Count();
        if (Left is { } left && units.TryGetValue(unit, out var rows) && rows >= WorthWriting)
        {
            accepted.Flush();
            left(new(unit.Reporter, unit.Year, rows));
        }
        unit = next;
    }

    private void Count()
    {
        if (rowsOfUnit > 0)
            units[unit] = units.GetValueOrDefault(unit) + rowsOfUnit;
        rowsOfUnit = 0;
    }
}
