using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Trade;

namespace Weir.Store.Engine.Sql;

/// <summary>What a query in SQL sees beside the observations: the catalogue at one moment, and Weir's own tables of facts. Described in docs/lake.md.</summary>
internal sealed class LakeTables
{
    private const string Tables =
        """
        CREATE TABLE snapshots (sha256 VARCHAR, bytes BIGINT, received_at TIMESTAMP_NS, address VARCHAR, file_name VARCHAR, publisher VARCHAR,
                                state VARCHAR, reason VARCHAR, read_at TIMESTAMP_NS, accepted BIGINT, quarantined BIGINT);
        CREATE TABLE versions (source VARCHAR, reporter INTEGER, year INTEGER, number INTEGER, current_from TIMESTAMP_NS, snapshot VARCHAR, rows BIGINT, file VARCHAR, is_current BOOLEAN, dropped_at TIMESTAMP_NS);
        CREATE TABLE coverage (source VARCHAR, reporter INTEGER, period INTEGER, flow VARCHAR, commodities VARCHAR[], partners INTEGER[], completeness VARCHAR, snapshot VARCHAR, read_at TIMESTAMP_NS);
        CREATE TABLE economies (number INTEGER, alpha3 VARCHAR, alpha2 VARCHAR, name VARCHAR, kind VARCHAR);
        CREATE TABLE units (code VARCHAR, dimension VARCHAR, size DECIMAL(38, 12));
        """;

    private readonly List<SnapshotRow> snapshots;
    private readonly List<(UnitVersion Version, bool IsCurrent)> versions;
    private readonly List<CoverageRow> coverage;

    private LakeTables(List<SnapshotRow> snapshots, List<(UnitVersion Version, bool IsCurrent)> versions, List<CoverageRow> coverage)
    {
        this.snapshots = snapshots;
        this.versions = versions;
        this.coverage = coverage;
    }

    /// <summary>Files of the versions that are current at the moment, below the lake's home.</summary>
    public IReadOnlyList<string> CurrentFiles => [.. versions.Where(v => v.IsCurrent).Select(v => v.Version.File)];

    /// <summary>Reads the catalogue as it was at a moment; null is now.</summary>
    public static LakeTables Read(SqliteConnection catalog, DateTimeOffset? asOf)
    {
        var current = VersionTable.Matching(catalog, new() { AsOf = asOf }).Select(v => v.File).ToHashSet(StringComparer.Ordinal);
        return new(
            catalog.Rows(SnapshotRow.Read, SnapshotRow.Query, ("$as_of", asOf?.Stored())),
            [.. VersionTable.All(catalog).Where(v => asOf is null || v.CurrentFrom <= asOf).Select(v => (v, current.Contains(v.File)))],
            catalog.Rows(CoverageRow.Read, CoverageRow.Query, ("$as_of", asOf?.Stored())));
    }

    /// <summary>Makes the tables and fills them.</summary>
    public void WriteTo(DuckDBConnection connection)
    {
        connection.Run(Tables);
        Fill(connection, "snapshots", snapshots, (row, s) => row
            .AppendValue(s.Sha256).AppendValue(s.Bytes).AppendValue(s.ReceivedAt).AppendValue(s.Address).AppendValue(s.FileName).AppendValue(s.Publisher)
            .AppendValue(s.State).AppendValue(s.Reason).AppendValue(s.ReadAt).AppendValue(s.Accepted).AppendValue(s.Quarantined));
        Fill(connection, "versions", versions, (row, v) => row
            .AppendValue(v.Version.Source).AppendValue(v.Version.Reporter).AppendValue(v.Version.Year).AppendValue(v.Version.Number).AppendValue(v.Version.CurrentFrom.UtcDateTime)
            .AppendValue(v.Version.Snapshot).AppendValue(v.Version.Rows).AppendValue(v.Version.File).AppendValue(v.IsCurrent).AppendValue(v.Version.DroppedAt?.UtcDateTime));
        Fill(connection, "coverage", coverage, (row, c) => row
            .AppendValue(c.Source).AppendValue(c.Coverage.Reporter).AppendValue(c.Coverage.Period.Number).AppendValue(c.Coverage.Flow.Code())
            .AppendValue(c.Coverage.Commodities).AppendValue(c.Coverage.Partners).AppendValue(c.Coverage.Completeness.ToString()).AppendValue(c.Snapshot).AppendValue(c.ReadAt));
        Fill(connection, "economies", Economies.All, (row, e) => row
            .AppendValue(e.Number).AppendValue(e.Alpha3).AppendValue(e.Alpha2).AppendValue(e.EnglishName).AppendValue(e.Kind.ToString()));
        Fill(connection, "units", Units.All, (row, u) => row.AppendValue(u.Code).AppendValue(u.Dimension.ToString()).AppendValue(u.Size));
    }

    private static void Fill<T>(DuckDBConnection connection, string table, IEnumerable<T> rows, Func<IDuckDBAppenderRow, T, IDuckDBAppenderRow> append)
    {
        using var appender = connection.CreateAppender(table);
        foreach (var row in rows)
            append(appender.CreateRow(), row).EndRow();
    }

    /// <summary>A snapshot as it stood at the moment: one that was read later is only received.</summary>
    private sealed record SnapshotRow(
        string Sha256, long Bytes, DateTime ReceivedAt, string Address, string FileName, string? Publisher, string State, string? Reason, DateTime? ReadAt, long Accepted, long Quarantined)
    {
        public const string Query =
            """
            SELECT sha256, bytes, received_at, address, file_name, publisher, state, reason, read_at, accepted, quarantined, $as_of IS NOT NULL AND read_at > $as_of
            FROM snapshots WHERE $as_of IS NULL OR received_at <= $as_of OR read_at <= $as_of ORDER BY received_at, sha256
            """;

        public static SnapshotRow Read(SqliteDataReader r) => r.GetBoolean(11)
            ? new(r.GetString(0), r.GetInt64(1), r.Moment(2).UtcDateTime, r.GetString(3), r.GetString(4), r.TextOrNull(5), nameof(SnapshotState.Received), null, null, 0, 0)
            : new(r.GetString(0), r.GetInt64(1), r.Moment(2).UtcDateTime, r.GetString(3), r.GetString(4), r.TextOrNull(5), r.GetString(6), r.TextOrNull(7),
                r.IsDBNull(8) ? null : r.Moment(8).UtcDateTime, r.GetInt64(9), r.GetInt64(10));
    }

    private sealed record CoverageRow(string Source, Coverage Coverage, string Snapshot, DateTime ReadAt)
    {
        public const string Query =
            $"""
            SELECT c.source, c.snapshot, s.read_at, {CoverageTable.Columns}
            FROM coverage c JOIN snapshots s ON s.sha256 = c.snapshot
            WHERE s.state = 'Read' AND ($as_of IS NULL OR s.read_at <= $as_of) ORDER BY s.read_at, c.rowid
            """;

        public static CoverageRow Read(SqliteDataReader r) => new(r.GetString(0), CoverageTable.Read(r, 3), r.GetString(1), r.Moment(2).UtcDateTime);
    }
}
