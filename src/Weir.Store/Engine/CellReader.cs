using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Data;
using Weir.Store.Catalog;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>DuckDB over the Parquet files that the catalogue names.</summary>
internal sealed class CellReader(CatalogFile catalog, DuckDb engine) : IFlowStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Observation>> CellsAsync(CellQuery query, CancellationToken cancellation) =>
        Faults.SayAsync<IReadOnlyList<Observation>>(catalog.Home, "reading observations", async () =>
        {
            cancellation.ThrowIfCancellationRequested();
            using var files = catalog.Hold(c => VersionTable.Matching(c, query));
            if (files.What.Count == 0)
                return [];
            using var connection = engine.Connect();
            using var command = connection.CreateCommand();
            command.CommandText =
                $"""
                SELECT {ObservationColumns.All}
                FROM read_parquet($files)
                {Where(query, command)}
                ORDER BY {ObservationColumns.ReadOrder}
                """;
            command.AddFiles(catalog.Home, files.What);
            return await command.RowsAsync(ObservationColumns.Read, cancellation);
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceCoverage>> CoverageAsync(CellQuery query, CancellationToken cancellation) =>
        Faults.SayAsync(catalog.Home, "reading what is complete", () =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(catalog.Read(c => CoverageTable.Matching(c, query)));
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<PeriodCompleteness>> CompletenessAsync(CellQuery query, CancellationToken cancellation) =>
        Faults.SayAsync(catalog.Home, "reading how much is there", () => new CompletenessReader(catalog, engine).ReadAsync(query, cancellation));

    /// <inheritdoc/>
    public Task<IReadOnlyList<TotalTable>> TotalsAsync(TotalsQuery query, CancellationToken cancellation) =>
        Faults.SayAsync(catalog.Home, "adding up", () => new TotalsReader(catalog, engine).ReadAsync(query, cancellation));

    /// <inheritdoc/>
    public Task<Revisions> RevisionsAsync(RevisionQuery query, CancellationToken cancellation) =>
        Faults.SayAsync(catalog.Home, "comparing two moments", () => new RevisionReader(catalog, engine).ReadAsync(query, cancellation));

    /// <inheritdoc/>
    public async IAsyncEnumerable<MonthlyFlows> MonthlyAsync(MonthlyQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var portions = new MonthlyReader(catalog, engine).ReadAsync(query, cancellation).GetAsyncEnumerator(cancellation);
        while (await Faults.SayAsync(catalog.Home, "reading series", () => portions.MoveNextAsync().AsTask()))
            yield return portions.Current;
    }

    /// <summary>What was read from one row, over all versions that may hold it.</summary>
    public async Task<IReadOnlyList<Observation>> OfRowAsync(ObservationId id, IReadOnlyList<UnitVersion> versions, CancellationToken cancellation)
    {
        if (versions.Count == 0)
            return [];
        using var connection = engine.Connect();
        using var command = connection.Command(
            $"""
            SELECT DISTINCT {ObservationColumns.All}
            FROM read_parquet($files)
            WHERE snapshot = $snapshot AND snapshot_row = $row
            ORDER BY {ObservationColumns.ReadOrder}
            """,
            ("snapshot", id.Snapshot), ("row", id.Row));
        command.AddFiles(catalog.Home, versions);
        return await command.RowsAsync(ObservationColumns.Read, cancellation);
    }

    /// <summary>The query's limits as conditions, each value a parameter of the command.</summary>
    internal static string Where(CellQuery query, DuckDBCommand command)
    {
        var where = new Conditions(command);
        where.In("source", query.Sources);
        where.In("reporter", query.Reporters);
        where.In("partner", query.Partners);
        where.In("flow", query.Flows.Select(f => f.Code()));
        where.In("publication", query.Publications);
        where.BeginsWith("commodity", query.Commodities);
        if (query.From is { } from)
            where.Add("period >= ", from.Number);
        if (query.To is { } to)
            where.Add("period <= ", to.Number);
        if (query.TotalsOnly)
            where.Add("partner2 = 0 AND transport = 0 AND procedure = ", "C00");
        return where.ToString();
    }

    private sealed class Conditions(DuckDBCommand command)
    {
        private readonly StringBuilder text = new();

        public void Add(string condition, object value) => And(condition + Parameter(value));

        public void In<T>(string column, IEnumerable<T> values)
            where T : notnull
        {
            var list = string.Join(", ", values.Select(v => Parameter(v)));
            if (list.Length > 0)
                And($"{column} IN ({list})");
        }

        /// <summary>
        /// Ranges rather than patterns: the engine skips the parts of a sorted file that lie outside. Several of one length are looked up in a
        /// list inside the range of them all, for a comparison with each of fifty costs more than the reading.
        /// </summary>
        public void BeginsWith(string column, IEnumerable<string> prefixes)
        {
            var any = string.Join(" OR ", prefixes.Where(p => p.Length > 0).GroupBy(p => p.Length).Select(sameLength =>
            {
                var sorted = sameLength.Order(StringComparer.Ordinal).ToList();
                var range = $"{column} >= {Parameter(sorted[0])} AND {column} < {Parameter(After(sorted[^1]))}";
                return sorted.Count == 1
                    ? $"({range})"
                    : string.Create(CultureInfo.InvariantCulture, $"({range} AND left({column}, {sameLength.Key}) IN ({string.Join(", ", sorted.Select(p => Parameter(p)))}))");
            }));
            if (any.Length > 0)
                And($"({any})");
        }

        public override string ToString() => text.ToString();

        private static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

        private void And(string condition) => text.Append(text.Length == 0 ? "WHERE " : " AND ").Append(condition).Append('\n');

        private string Parameter(object value)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"p{command.Parameters.Count}");
            command.Parameters.Add(new DuckDBParameter(name, value));
            return "$" + name;
        }
    }
}
