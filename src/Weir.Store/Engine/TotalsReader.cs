using System.Globalization;
using DuckDB.NET.Data;
using Weir.Store.Catalog;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>Adds up in the engine what one period, partner and code have, each cell once: a code and those below it are never both counted.</summary>
internal sealed class TotalsReader(CatalogFile catalog, DuckDb engine)
{
    private const string Key = "source, reporter, flow, classification, unit, period, partner";
    private const int World = 0;

    public async Task<IReadOnlyList<TotalTable>> ReadAsync(TotalsQuery query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // All goods hold every code that is named beside them.
        if (!query.OfCodes && query.Cells.Commodities.Contains(Commodity.AllGoods))
            query = query with { Cells = query.Cells with { Commodities = [Commodity.AllGoods] } };
        var cells = Cells(query);
        var scope = Scope(query, cells);
        using var state = catalog.Hold(c => (Files: VersionTable.Matching(c, cells), Statements: CoverageTable.Matching(c, scope)));
        var (files, statements) = state.What;
        if (files.Count == 0)
            return [];
        var parts = await PartsAsync(query, cells, files, cancellation);
        HashSet<string> withoutWorld = [];
        if (query.OfCodes && query.Cells.Partners.Count == 0)
        {
            // China Customs gives a row of all partners together only where it was asked for one.
            withoutWorld = files.Select(f => f.Source).Except(parts.Select(p => p.Source)).ToHashSet(StringComparer.Ordinal);
            var others = cells with { Partners = [.. Economies.All.Where(e => e.Kind is not (EconomyKind.World or EconomyKind.Group)).Select(e => e.Number)] };
            if (files.Where(f => withoutWorld.Contains(f.Source)).ToList() is { Count: > 0 } rest)
                parts = [.. parts, .. (await PartsAsync(query, others, rest, cancellation)).Where(p => !p.IsOwn)];
        }
        var held = await new CompletenessReader(catalog, engine).ReadAsync(scope, files, statements, cancellation);
        return new TotalsAssembly(query, held).Build(parts, withoutWorld, await UnmeasuredAsync(query, cells, files, cancellation));
    }

    // The cells that can take part.
    private static CellQuery Cells(TotalsQuery query) => query.Cells with
    {
        TotalsOnly = true,
        Publications = [],
        Commodities = query.Cells.Commodities.Contains(Commodity.AllGoods) || query.Cells.Commodities.Count == 0 ? query.OfCodes ? [] : [Commodity.AllGoods] : query.Cells.Commodities,
        Partners = query.Cells.Partners.Count == 0 && query.OfCodes ? [World] : query.Cells.Partners,
    };

    // What must be complete for the details to be: the asked codes with all partners, or all codes of the asked partners.
    private static CellQuery Scope(TotalsQuery query, CellQuery cells) => query.OfCodes ? cells with { Commodities = [] } : cells;

    private async Task<IReadOnlyList<TotalPart>> PartsAsync(TotalsQuery query, CellQuery cells, IReadOnlyList<UnitVersion> files, CancellationToken cancellation)
    {
        using var connection = engine.Connect();
        using var command = connection.CreateCommand();
        var asked = query.OfCodes && cells.Commodities.Count == 0 ? [Commodity.AllGoods] : cells.Commodities;
        command.CommandText =
            $"""
            WITH cells AS ({Measured(query, cells, command)}),
            known AS MATERIALIZED (
                SELECT *, {(query.OfCodes ? $"commodity IN ({Texts(asked)})" : "partner = 0")} AS is_own
                FROM cells WHERE amount IS NOT NULL AND unit IS NOT NULL
            ),
            {(query.OfCodes ? ByCode(query, asked) : ByPartner(asked))}
            """;
        command.AddFiles(catalog.Home, files);
        return await command.RowsAsync(Read, cancellation);
    }

    // Each partner's rows of the asked codes, or those nearest below.
    private static string ByPartner(IReadOnlyList<string> asked) =>
        $"""
        {Top("known", "true")}
        SELECT {Key}, '' AS commodity, sum(amount), count(*), is_own,
               {string.Join(" + ", asked.Select(code => $"CAST(bool_or(starts_with(commodity, {Text(code)})) AS INTEGER)"))},
               bool_or(commodity NOT IN ({Texts(asked)}))
        FROM top GROUP BY {Key}, is_own
        """;

    // Codes below the asked ones; the asked ones' own rows beside them.
    private static string ByCode(TotalsQuery query, IReadOnlyList<string> asked) =>
        $"""
        {Top("known", $"NOT is_own AND commodity <> {Text(Commodity.AllGoods)}{(query.Level is { } level ? string.Create(CultureInfo.InvariantCulture, $" AND length(commodity) = {level}") : "")}")}
        SELECT {Key}, commodity, sum(amount), count(*), is_own, 1, false
        FROM (SELECT * FROM top UNION ALL SELECT * FROM known WHERE is_own) GROUP BY {Key}, commodity, is_own
        """;

    // The rows that lie below no other of them.
    private static string Top(string rows, string condition) =>
        $"""
        chosen AS MATERIALIZED (SELECT * FROM {rows} WHERE {condition}),
        hidden AS (
            SELECT DISTINCT {Key}, low.commodity
            FROM (SELECT *, left(commodity, digits) AS above FROM chosen, (SELECT unnest([2, 4, 6, 8, 10]) AS digits) WHERE digits < length(commodity)) low
            SEMI JOIN (SELECT {Key}, commodity AS above FROM chosen) USING ({Key}, above)
            WHERE low.commodity <> {Text(Commodity.AllGoods)}
        ),
        top AS (SELECT * FROM chosen ANTI JOIN hidden USING ({Key}, commodity))
        """;

    private async Task<IReadOnlyDictionary<(string, int, Flow, Classification), long>> UnmeasuredAsync(
        TotalsQuery query, CellQuery cells, IReadOnlyList<UnitVersion> files, CancellationToken cancellation)
    {
        if (query.Unit is null || query.OfCodes)
            return new Dictionary<(string, int, Flow, Classification), long>();
        using var connection = engine.Connect();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT source, reporter, flow, classification, count(*)
            FROM ({Measured(query, cells, command)})
            WHERE amount IS NULL AND partner <> 0 AND commodity IN ({Texts(cells.Commodities)})
            GROUP BY ALL
            """;
        command.AddFiles(catalog.Home, files);
        var rows = await command.RowsAsync(
            r => (Key: (r.GetString(0), r.GetInt32(1), ObservationColumns.ReadFlow(r, 2), ObservationColumns.ReadClassification(r, 3)), Cells: r.GetInt64(4)), cancellation);
        return rows.ToDictionary(r => r.Key, r => r.Cells);
    }

    private static string Measured(TotalsQuery query, CellQuery cells, DuckDBCommand command)
    {
        // A period of the one kind is no part of a span of the other.
        var kind = (cells.From ?? cells.To) is { } period ? $"AND (period % 100 <> 0) = {(period.IsMonth ? "true" : "false")}" : "";
        var (amount, unit) = query.Unit switch
        {
            null => ("value", "currency"),
            { Dimension: Dimension.Money } money => ($"CASE currency WHEN {Text(money.Code)} THEN value END", Text(money.Code)),
            { } other => (Amounts(other), Text(other.Code)),
        };
        return $"""
            SELECT source, reporter, flow, classification, period, partner, commodity, {unit} AS unit, {amount} AS amount
            FROM read_parquet($files)
            {CellReader.Where(cells, command)} AND status <> 'Reported' {kind}
            """;
    }

    // The first of the three amounts that converts; 0 beside a value above 0 is not known.
    private static string Amounts(Unit unit)
    {
        string[] amounts = [Converted("quantity", "quantity_unit"), Converted("second_quantity", "second_quantity_unit"), Converted("net_weight_kg", Text(Units.Kilogram.Code))];
        return $"coalesce({string.Join(", ", amounts)})";

        string Converted(string amount, string unitColumn) => string.Create(CultureInfo.InvariantCulture,
            $"CASE WHEN {amount} = 0 AND value > 0 THEN NULL ELSE {amount} * CASE {unitColumn} {string.Join(' ', Units.All.Where(u => u.ConvertsTo(unit)).Select(Factor))} END END");
        string Factor(Unit from) => string.Create(CultureInfo.InvariantCulture, $"WHEN {Text(from.Code)} THEN CAST({(double)from.Size / (double)unit.Size:R} AS DOUBLE)");
    }

    private static TotalPart Read(DuckDBDataReader r) => new(
        r.GetString(0), r.GetInt32(1), ObservationColumns.ReadFlow(r, 2), ObservationColumns.ReadClassification(r, 3), r.GetString(4), Period.FromNumber(r.GetInt32(5)), r.GetInt32(6),
        r.GetString(7), r.GetDouble(8), r.GetInt64(9), r.GetBoolean(10), Convert.ToInt32(r.GetValue(11), CultureInfo.InvariantCulture), r.GetBoolean(12));

    private static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(Text));

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
