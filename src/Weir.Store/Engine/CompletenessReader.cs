using Weir.Store.Catalog;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>Counts cells, and puts the counts beside what the sources say of their completeness.</summary>
internal sealed class CompletenessReader(CatalogFile catalog, DuckDb engine)
{
    public async Task<IReadOnlyList<PeriodCompleteness>> ReadAsync(CellQuery query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // One state of the catalogue for both: a statement without its cells would say of them that they are zero.
        using var state = catalog.Hold(c => (Files: VersionTable.Matching(c, query), Statements: CoverageTable.Matching(c, query)));
        return await ReadAsync(query, state.What.Files, state.What.Statements, cancellation);
    }

    public async Task<IReadOnlyList<PeriodCompleteness>> ReadAsync(
        CellQuery query, IReadOnlyList<UnitVersion> files, IReadOnlyList<SourceCoverage> statements, CancellationToken cancellation) =>
        PeriodCompleteness.Of(query, await CountAsync(query, files, cancellation), statements);

    private async Task<IReadOnlyList<CellCount>> CountAsync(CellQuery query, IReadOnlyList<UnitVersion> files, CancellationToken cancellation)
    {
        if (files.Count == 0)
            return [];
        var each = query.Commodities.Count > 0 && query.Partners.Count > 0;
        using var connection = engine.Connect();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT source, reporter, flow, period, {(each ? "commodity, partner" : "NULL, 0")}, count(*)
            FROM read_parquet($files)
            {CellReader.Where(query, command)}
            GROUP BY ALL
            """;
        command.AddFiles(catalog.Home, files);
        return await command.RowsAsync(
            r => new CellCount(r.GetString(0), r.GetInt32(1), ObservationColumns.ReadFlow(r, 2), Period.FromNumber(r.GetInt32(3)), r.IsDBNull(4) ? null : r.GetString(4), r.GetInt32(5), r.GetInt64(6)),
            cancellation);
    }
}
