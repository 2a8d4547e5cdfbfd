using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using Weir.Store.Catalog;
using Weir.Trade;

namespace Weir.Store.Engine;

/// <summary>
/// Reads the monthly series of everything, portion by portion. The engine only filters; rows are put into their places as they come, for the files
/// are sorted, so that a row nearly always belongs to the series of the one before it, and no sorting of a hundred million rows is needed.
/// </summary>
internal sealed class MonthlyReader(CatalogFile catalog, DuckDb engine)
{
    private static readonly string Editions = string.Join(' ', Enum.GetValues<Classification>().Select(c => string.Create(CultureInfo.InvariantCulture, $"WHEN '{c}' THEN {(int)c}")));
    private static readonly string Flows = string.Join(' ', Enum.GetValues<Flow>().Select(f => string.Create(CultureInfo.InvariantCulture, $"WHEN '{f.Code()}' THEN {(int)f}")));

    public async IAsyncEnumerable<MonthlyFlows> ReadAsync(MonthlyQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var cells = query.Cells with { TotalsOnly = true, Publications = [] };
        using var files = catalog.Hold(c => VersionTable.Matching(c, cells));
        var (done, total) = (0L, files.What.Sum(f => f.Rows));
        foreach (var unit in files.What.GroupBy(f => (f.Source, f.Reporter)).OrderBy(g => g.Key.Source, StringComparer.Ordinal).ThenBy(g => g.Key.Reporter))
        {
            var versions = unit.ToList();
            var headings = await HeadingsAsync(query, cells, versions, cancellation);
            var latest = headings.GroupBy(h => h.Flow).ToDictionary(h => (Flow)h.Key, h => Month(h.Max(f => f.Last)));
            foreach (var portion in Portions(headings, query.PortionCells))
            {
                var flows = new Folding(portion.First, portion.Last, query.Digits);
                await ReadAsync(query, cells, versions, portion, flows, cancellation);
                done += portion.Cells;
                yield return new(unit.Key.Source, unit.Key.Reporter, query.Unit, Month(portion.First), portion.Last - portion.First + 1, flows.Fold(), done, total) { Latest = latest };
            }
        }
    }

    private async Task<List<Heading>> HeadingsAsync(MonthlyQuery query, CellQuery cells, List<UnitVersion> versions, CancellationToken cancellation)
    {
        using var connection = engine.Connect();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SELECT left(commodity, 4) AS heading, CASE flow {Flows} END::INTEGER AS way, count(*), min({MonthNumber}), max({MonthNumber})
            FROM read_parquet($files)
            {Conditions(query, cells, command)}
            GROUP BY heading, way ORDER BY heading, way
            """;
        command.AddFiles(catalog.Home, versions);
        return await command.RowsAsync(r => new Heading(r.GetString(0), r.GetInt32(1), r.GetInt64(2), r.GetInt32(3), r.GetInt32(4)), cancellation);
    }

    // Headings that lie side by side in the files, so that each portion is read from a part of them; all over one span of months.
    private static List<Portion> Portions(List<Heading> headings, long mostCells)
    {
        if (headings.Count == 0)
            return [];
        var last = headings.Max(h => h.Last);
        var first = Math.Max(headings.Min(h => h.First), last - MonthlyQuery.MostMonths + 1);
        var portions = new List<Portion>();
        foreach (var heading in headings.GroupBy(h => h.Code, StringComparer.Ordinal))
        {
            var cells = heading.Sum(h => h.Cells);
            if (portions.Count > 0 && portions[^1].Cells + cells <= mostCells)
                portions[^1] = portions[^1] with { To = heading.Key, Cells = portions[^1].Cells + cells };
            else
                portions.Add(new(heading.Key, heading.Key, cells, first, last));
        }
        return portions;
    }

    private async Task ReadAsync(MonthlyQuery query, CellQuery cells, List<UnitVersion> versions, Portion portion, Folding flows, CancellationToken cancellation)
    {
        using var connection = engine.Connect();
        using var command = connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText =
            $"""
            SELECT CAST(commodity AS BIGINT), partner, CASE flow {Flows} END::INTEGER, CASE classification {Editions} END::INTEGER, {MonthNumber}, {Amount(query.Unit)}
            FROM read_parquet($files)
            {Conditions(query, cells, command)} AND left(commodity, 4) BETWEEN '{portion.From}' AND '{portion.To}' AND commodity >= '{portion.From}' AND {MonthNumber} >= {portion.First.ToString(CultureInfo.InvariantCulture)}
            """;
        command.AddFiles(catalog.Home, versions);
        await using var registration = cancellation.Register(command.Cancel);
        try
        {
            await Task.Run(
                () =>
                {
                    using var reader = command.ExecuteReader();
                    while (reader.Read())
                    {
                        flows.Add(
                            reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4),
                            reader.IsDBNull(5) ? double.NaN : reader.GetDouble(5));
                    }
                },
                cancellation);
        }
        catch (DuckDBException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("reading the series was cancelled", e, cancellation);
        }
    }

    private const string MonthNumber = "CAST((period // 100) * 12 + period % 100 - 1 AS INTEGER)";

    private static string Conditions(MonthlyQuery query, CellQuery cells, DuckDBCommand command) =>
        $"{CellReader.Where(cells, command)} AND status <> 'Reported' AND period % 100 <> 0 AND length(commodity) = {query.Digits.ToString(CultureInfo.InvariantCulture)} AND regexp_full_match(commodity, '[0-9]+')";

    // The first of the amounts that converts and was measured; 0 beside a value above 0 is not known.
    private static string Amount(Unit unit)
    {
        if (unit.Dimension == Dimension.Money)
            return $"CASE currency WHEN '{unit.Code}' THEN value END";
        (string Amount, string Unit, string Estimated)[] columns =
        [
            ("quantity", "quantity_unit", "quantity_estimated"), ("second_quantity", "second_quantity_unit", "second_quantity_estimated"),
            ("net_weight_kg", $"'{Units.Kilogram.Code}'", "net_weight_estimated"),
        ];
        var factors = string.Join(' ', Units.All.Where(u => u.ConvertsTo(unit)).Select(u => string.Create(CultureInfo.InvariantCulture, $"WHEN '{u.Code}' THEN CAST({(double)u.Size / (double)unit.Size:R} AS DOUBLE)")));
        return $"coalesce({string.Join(", ", columns.Select(c => $"CASE WHEN {c.Estimated} OR ({c.Amount} = 0 AND value > 0) THEN NULL ELSE {c.Amount} * CASE {c.Unit} {factors} END END"))})";
    }

    private static Period Month(int number) => Period.Month(number / 12, (number % 12) + 1);

    private sealed record Heading(string Code, int Flow, long Cells, int First, int Last);

    private sealed record Portion(string From, string To, long Cells, int First, int Last);

    /// <summary>Puts rows into the places of their series.</summary>
    private sealed class Folding(int first, int last, int digits)
    {
        private readonly Dictionary<(long Commodity, int Partner, int Flow), Row> rows = [];
        private Row? current;
        private (long Commodity, int Partner, int Flow) currentKey = (-1, 0, 0);

        public void Add(long commodity, int partner, int flow, int edition, int month, double amount)
        {
            var key = (commodity, partner, flow);
            if (key != currentKey)
            {
                ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out _);
                row ??= new(last - first + 1, edition);
                (current, currentKey) = (row, key);
            }
            current!.Add(month - first, edition, amount);
        }

        public IReadOnlyList<MonthlyFlow> Fold()
        {
            var folded = new MonthlyFlow[rows.Count];
            var i = 0;
            foreach (var (key, row) in rows)
            {
                folded[i++] = new(key.Commodity.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'), key.Partner, (Flow)key.Flow, row.Values, row.Unmeasured)
                {
                    FirstEdition = (Classification)row.FirstEdition,
                    LastEdition = (Classification)row.LastEdition,
                };
            }
            rows.Clear();
            return folded;
        }
    }

    private sealed class Row
    {
        private byte[]? editions;

        public Row(int months, int edition)
        {
            Values = new double[months];
            Values.AsSpan().Fill(double.NaN);
            FirstEdition = LastEdition = edition;
        }

        public double[] Values { get; }

        public int Unmeasured { get; private set; }

        public int FirstEdition { get; private set; }

        public int LastEdition { get; private set; }

        // One month in two editions of the codes is one flow: the newer edition says it.
        public void Add(int month, int edition, double amount)
        {
            if (edition != FirstEdition || edition != LastEdition)
            {
                if (editions is null)
                {
                    editions = new byte[Values.Length];
                    editions.AsSpan().Fill((byte)FirstEdition);
                }
                FirstEdition = Math.Min(FirstEdition, edition);
                LastEdition = Math.Max(LastEdition, edition);
            }
            if (double.IsNaN(amount))
                Unmeasured++;
            if (double.IsNaN(amount) || (editions is not null && !double.IsNaN(Values[month]) && editions[month] > edition))
                return;
            Values[month] = amount;
            if (editions is not null)
                editions[month] = (byte)edition;
        }
    }
}
