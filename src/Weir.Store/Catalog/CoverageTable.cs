using System.Text.Json;
using Microsoft.Data.Sqlite;
using Weir.Trade;

namespace Weir.Store.Catalog;

/// <summary>What each snapshot speaks for.</summary>
internal static class CoverageTable
{
    public const string Columns = "c.reporter, c.flow, c.period, c.commodities, c.partners, c.completeness";

    public static void Add(SqliteConnection connection, string source, string snapshot, Coverage coverage) => connection.Run(
        """
        INSERT INTO coverage (source, reporter, period, flow, commodities, partners, completeness, snapshot)
        VALUES ($source, $reporter, $period, $flow, $commodities, $partners, $completeness, $snapshot)
        """,
        ("$source", source), ("$reporter", coverage.Reporter), ("$period", coverage.Period.Number), ("$flow", coverage.Flow.Code()),
        ("$commodities", JsonSerializer.Serialize(coverage.Commodities, StoredJson.Default.IReadOnlyListString)),
        ("$partners", JsonSerializer.Serialize(coverage.Partners, StoredJson.Default.IReadOnlyListInt32)),
        ("$completeness", coverage.Completeness.ToString()), ("$snapshot", snapshot));

    /// <summary>Statements about the asked sources, reporters, flows and periods, oldest first.</summary>
    public static IReadOnlyList<SourceCoverage> Matching(SqliteConnection connection, CellQuery query) => connection.Rows(
        r => new SourceCoverage(r.GetString(0), r.GetString(1), Read(r, 2)),
        $"""
        SELECT c.source, c.snapshot, {Columns}
        FROM coverage c JOIN snapshots s ON s.sha256 = c.snapshot
        WHERE s.state = 'Read'
          {(query.AsOf is null ? "" : "AND s.read_at <= $as_of")}
          {(query.Sources.Count == 0 ? "" : "AND c.source IN (SELECT value FROM json_each($sources))")}
          {(query.Reporters.Count == 0 ? "" : "AND c.reporter IN (SELECT value FROM json_each($reporters))")}
          {(query.Flows.Count == 0 ? "" : "AND c.flow IN (SELECT value FROM json_each($flows))")}
          {(query.From is null ? "" : "AND c.period >= $from")}
          {(query.To is null ? "" : "AND c.period <= $to")}
        ORDER BY s.read_at, c.rowid
        """,
        ("$as_of", query.AsOf?.Stored()),
        ("$sources", JsonSerializer.Serialize(query.Sources, StoredJson.Default.IReadOnlyListString)),
        ("$reporters", JsonSerializer.Serialize(query.Reporters, StoredJson.Default.IReadOnlyListInt32)),
        ("$flows", JsonSerializer.Serialize([.. query.Flows.Select(f => f.Code())], StoredJson.Default.IReadOnlyListString)),
        ("$from", query.From?.Number), ("$to", query.To?.Number));

    public static Coverage Read(SqliteDataReader r, int first) => new(
        r.GetInt32(first),
        FlowCodes.TryParse(r.GetString(first + 1), out var flow) ? flow : throw new LakeException($"The catalogue holds an unknown flow '{r.GetString(first + 1)}'; run `weir doctor`."),
        Period.FromNumber(r.GetInt32(first + 2)),
        JsonSerializer.Deserialize(r.GetString(first + 3), StoredJson.Default.IReadOnlyListString)!,
        JsonSerializer.Deserialize(r.GetString(first + 4), StoredJson.Default.IReadOnlyListInt32)!,
        Enum.Parse<Completeness>(r.GetString(first + 5)));
}
