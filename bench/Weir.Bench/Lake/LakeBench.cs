using System.Globalization;
using DuckDB.NET.Data;
using Weir.Trade;

namespace Weir.Bench.Lake;

/// <summary>What <c>bench/lake</c> runs, each step a process of its own so that its memory and its start are its own.</summary>
internal static class LakeBench
{
    private const string Usage =
        """
        lake run WEIR FOLDER [MILLIONS]                    all of it: generate, copy, ingest, ask; prints Markdown
        lake generate FILE ROWS SEED FIRST_REPORTER        a bulk file: 5 years of months of 2 reporters
        lake copy FILE PARQUET                             the bare engine: CSV to Parquet
        lake ask HOME REPORTER                             questions to a lake, with the bare engine's time beside
        lake units HOME                                    adds 1,000 units
        """;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        switch (args)
        {
            case ["run", var weir, var folder]:
                return await WholeRun.RunAsync(weir, folder, 50, cancellation);
            case ["run", var weir, var folder, var millions]:
                return await WholeRun.RunAsync(weir, folder, (int)Number(millions), cancellation);
            case ["generate", var file, var rows, var seed, var firstReporter]:
                BulkFile.Write(file, Number(rows), (int)Number(seed), firstYear: 2020, years: 5, (int)Number(firstReporter), reporters: 2);
                return 0;
            case ["copy", var file, var parquet]:
                return Copy(file, parquet);
            case ["ask", var home, var reporter]:
                await Questions.AskAsync(home, (int)Number(reporter), cancellation);
                return 0;
            case ["units", var home]:
                await AddUnitsAsync(home, cancellation);
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    /// <summary>The peer: the bare engine reads the file and writes all its columns as one Parquet file.</summary>
    private static int Copy(string file, string parquet)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * FROM read_csv('{file}')) TO '{parquet}' (FORMAT parquet)";
        Console.WriteLine(command.ExecuteNonQuery());
        return 0;
    }

    /// <summary>A thousand units with a cell each: economies and years that no other question is about.</summary>
    private static async Task AddUnitsAsync(string home, CancellationToken cancellation)
    {
        await using var lake = await Store.Lake.OpenAsync(home, TimeProvider.System, cancellation);
        var snapshot = await lake.KeepAsync(new MemoryStream("a thousand units"u8.ToArray()), new("generated", "units.txt"), cancellation);
        await lake.IngestAsync(snapshot.Sha256, "comtrade", (sink, _) =>
        {
            for (var i = 0; i < 1000; i++)
            {
                sink.Accept(new()
                {
                    Source = "comtrade",
                    Reporter = BulkFile.Partners[1 + (i % 100)],
                    Partner = 0,
                    Flow = Flow.Export,
                    Commodity = new(Classification.Hs1992, "854470"),
                    Period = Period.Month(1990 + (i / 100), 1),
                    Value = i,
                    Currency = "USD",
                    Id = new(snapshot.Sha256, i + 2),
                });
            }
            return Task.FromResult(new ReadSummary("utf-8", 1000, new Dictionary<string, long>(), [], []));
        }, cancellation);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
