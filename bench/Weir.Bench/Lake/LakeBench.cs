using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Weir.Sources.Comtrade;
using Weir.Trade;

namespace Weir.Bench.Lake;

/// <summary>Parts of <c>bench/lake</c>, each a process of its own.</summary>
internal static class LakeBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["generate", var path, var rows, var seed, var firstYear, var years, var firstReporter, var reporters]:
                BulkFile.Write(path, Number(rows), (int)Number(seed), (int)Number(firstYear), (int)Number(years), (int)Number(firstReporter), (int)Number(reporters));
                return 0;
            case ["copy", var csv, var parquet]:
                return Copy(csv, parquet);
            case ["read", var path]:
                await using (var file = File.OpenRead(path))
                    await new ComtradeSource(ComtradeDataset.Final).ReadAsync(file, new("0", "bulk.txt"), new Nowhere(), CancellationToken.None);
                Console.WriteLine(Process.GetCurrentProcess().TotalProcessorTime);
                return 0;
            case ["phases", var path, var home]:
                await PhasesAsync(path, home);
                return 0;
            default:
                await Console.Error.WriteLineAsync("lake generate FILE ROWS SEED FIRST_YEAR YEARS FIRST_REPORTER REPORTERS | lake copy CSV PARQUET");
                return 2;
        }
    }

    /// <summary>The peer: the bare engine reads the file and writes all its columns as one Parquet file.</summary>
    private static int Copy(string csv, string parquet)
    {
        var watch = Stopwatch.StartNew();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * FROM read_csv('{csv}')) TO '{parquet}' (FORMAT parquet)";
        var rows = command.ExecuteNonQuery();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {watch.Elapsed.TotalSeconds:0.00} s, cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.00} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        return 0;
    }

    private static async Task PhasesAsync(string path, string home)
    {
        var watch = Stopwatch.StartNew();
        void Said(string what)
        {
            var p = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-30} {watch.Elapsed.TotalSeconds,8:0.00} s  cpu {p.TotalProcessorTime.TotalSeconds,8:0.00}  peak {p.PeakWorkingSet64 >> 20} MB  gc {GC.CollectionCount(0)}/{GC.CollectionCount(2)} {GC.GetTotalAllocatedBytes() >> 20} MB"));
        }
        var source = new ComtradeSource(ComtradeDataset.Final);
        await using (var file = File.OpenRead(path))
            await source.ReadAsync(file, new("0", "bulk.txt"), new Nowhere(), CancellationToken.None);
        Said("read only");
        await using var lake = await Weir.Store.Lake.OpenAsync(home, TimeProvider.System, CancellationToken.None);
        Weir.Store.Snapshot snapshot;
        await using (var file = File.OpenRead(path))
            snapshot = await lake.KeepAsync(file, new(path, "bulk.txt"), CancellationToken.None);
        Said("keep");
        var outcome = await lake.IngestAsync(snapshot.Sha256, "comtrade", async (sink, stop) =>
        {
            await using var raw = await lake.OpenSnapshotAsync(snapshot.Sha256, stop);
            var summary = await source.ReadAsync(raw, new(snapshot.Sha256, "bulk.txt"), sink, stop);
            Said("  staged");
            return summary;
        }, CancellationToken.None);
        Said("ingest");
        Console.WriteLine(outcome.Added);
    }

    private sealed class Nowhere : IObservationSink
    {
        public void Accept(Observation observation) { }

        public void Quarantine(QuarantinedRow row) { }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
