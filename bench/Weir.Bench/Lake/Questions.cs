using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Weir.Store;
using Weir.Trade;

namespace Weir.Bench.Lake;

/// <summary>The two questions that a reader of the site asks all day: one flow, and all series of a watch. Each with what the bare engine takes for the same rows.</summary>
internal static class Questions
{
    private static readonly CellQuery OneFlow = new() { Partners = [643], Flows = [Flow.Export], From = Period.Month(2020, 1), To = Period.Month(2024, 12) };

    private static readonly CellQuery Watch = new()
    {
        Flows = [Flow.Export],
        Commodities = [.. Enumerable.Range(0, 50).Select(i => BulkFile.Code(i * 97))],
        From = Period.Month(2020, 1),
        To = Period.Month(2024, 12),
    };

    /// <summary>Prints, for each question: name, cells, median milliseconds of the lake, of the bare engine, of what is not the engine's.</summary>
    public static async Task AskAsync(string home, int reporter, CancellationToken cancellation)
    {
        await using var lake = await Store.Lake.OpenAsync(home, TimeProvider.System, cancellation);
        var code = await TradedWithAsync(lake, reporter, cancellation);
        await AskAsync(lake, "one flow", OneFlow with { Reporters = [reporter], Commodities = [code] }, 101, cancellation);
        await AskAsync(lake, "watch", Watch with { Reporters = [reporter] }, 21, cancellation);
    }

    private static async Task<string> TradedWithAsync(Store.Lake lake, int reporter, CancellationToken cancellation)
    {
        for (var i = 2_500; i < BulkFile.CodesOfHs6; i++)
        {
            var cells = await lake.Flows.CellsAsync(OneFlow with { Reporters = [reporter], Commodities = [BulkFile.Code(i)] }, cancellation);
            if (cells.Count >= 60)
                return BulkFile.Code(i);
        }
        throw new InvalidOperationException("the generated world has no such flow");
    }

    private static async Task AskAsync(Store.Lake lake, string name, CellQuery query, int times, CancellationToken cancellation)
    {
        var files = (await lake.VersionsAsync(cancellation)).Where(v => query.Reporters.Contains(v.Reporter)).Select(v => Path.Combine(lake.Home, v.File)).ToList();
        using var bare = new DuckDBConnection("DataSource=:memory:");
        bare.Open();
        Run(bare, "SET parquet_metadata_cache = true");
        var (whole, engine) = (new List<double>(), new List<double>());
        var cells = 0;
        for (var i = -3; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            cells = (await lake.Flows.CellsAsync(query, cancellation)).Count;
            var took = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            var rows = Bare(bare, files, query);
            if (rows != cells)
                throw new InvalidOperationException($"the lake gave {cells} cells, the bare engine {rows}");
            if (i < 0)
                continue;
            whole.Add(took);
            engine.Add(watch.Elapsed.TotalMilliseconds);
        }
        var own = whole.Zip(engine, (w, e) => w - e);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}|{cells}|{Median(whole):0.0}|{Median(engine):0.0}|{Median(own):0.0}"));
    }

    /// <summary>The same rows and columns in the same order, and nothing made of them.</summary>
    private static int Bare(DuckDBConnection connection, List<string> files, CellQuery query)
    {
        using var command = connection.CreateCommand();
        var codes = string.Join(" OR ", query.Commodities.Select(c => $"(commodity >= '{c}' AND commodity < '{c[..^1]}{(char)(c[^1] + 1)}')"));
        var partner = query.Partners.Count == 0 ? "" : $"AND partner = {query.Partners[0]}";
        command.CommandText =
            $"""
            SELECT * FROM read_parquet($files)
            WHERE reporter = {query.Reporters[0]} AND flow = 'X' AND ({codes}) {partner} AND period >= 202001 AND period <= 202412
              AND partner2 = 0 AND transport = 0 AND procedure = 'C00'
            ORDER BY source, reporter, commodity, partner, flow, period, publication, classification, partner2, procedure, transport, quantity_unit, currency, snapshot, snapshot_row
            """;
        command.Parameters.Add(new DuckDBParameter("files", files));
        using var reader = command.ExecuteReader();
        var rows = 0;
        while (reader.Read())
            rows++;
        return rows;
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
