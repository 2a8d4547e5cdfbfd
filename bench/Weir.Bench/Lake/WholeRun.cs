using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;

namespace Weir.Bench.Lake;

/// <summary>Runs every step in a process of its own and prints the tables of bench/README.md.</summary>
internal static class WholeRun
{
    private const long RowsOfFile = 10_000_000;

    public static async Task<int> RunAsync(string weir, string folder, int millions, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var home = Path.Combine(folder, "lake");
        var first = await FileAsync(folder, 0, RowsOfFile, cancellation);
        var small = await FileAsync(folder, 0, RowsOfFile / 10, cancellation);

        Console.WriteLine("| ingest | rows | seconds | rows a second | processor, s | peak memory, MB | to the bare engine |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var copy = await Best(3, () => SelfAsync(cancellation, "copy", first, Path.Combine(folder, "bare.parquet")));
        Row("bare engine: `COPY … TO parquet`", RowsOfFile, copy, copy);
        var smallHome = Path.Combine(folder, "small");
        Row("`weir ingest`, a tenth of the file", RowsOfFile / 10, await IngestAsync(weir, small, smallHome, cancellation), null);
        var ingests = new List<Used>();
        for (var i = 0; i < 3; i++)
        {
            if (Directory.Exists(home))
                Directory.Delete(home, recursive: true);
            ingests.Add(await IngestAsync(weir, first, home, cancellation));
        }
        Row("`weir ingest`", RowsOfFile, ingests.MinBy(u => u.Seconds)!, copy);
        Row("`weir ingest`, the same file again", RowsOfFile, await IngestAsync(weir, first, home, cancellation), null);
        Console.WriteLine();

        var size = Directory.EnumerateFiles(Path.Combine(home, "flows"), "*.parquet", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        var one = OneFile(home, Path.Combine(folder, "one.parquet"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Size: {size >> 20} MB in the lake, {one >> 20} MB as one zstd Parquet file sorted alike: {size / (double)one:0.00}."));
        Console.WriteLine();

        Console.WriteLine("| lake, rows | question | cells | ms | the bare engine, ms | ours, ms |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await AskAsync("1 million", smallHome, BulkFile.Reporters[0], cancellation);
        for (var part = 1; part < Math.Max(2, millions * 1_000_000L / RowsOfFile); part++)
        {
            if (part == 1)
                await AskAsync("10 million", home, BulkFile.Reporters[0], cancellation);
            if (part * RowsOfFile >= millions * 1_000_000L)
                break;
            var file = await FileAsync(folder, part * 2, RowsOfFile, cancellation);
            await IngestAsync(weir, file, home, cancellation);
            File.Delete(file);
        }
        if (millions > 10)
        {
            await AskAsync($"{millions} million", home, BulkFile.Reporters[0], cancellation);
            await SelfAsync(cancellation, "units", home);
            await AskAsync($"{millions} million and 1,000 units", home, BulkFile.Reporters[0], cancellation);
        }
        return 0;
    }

    private static async Task<string> FileAsync(string folder, int reporter, long rows, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"bulk-{reporter}-{rows}.txt"));
        if (!File.Exists(file))
            await SelfAsync(cancellation, "generate", file, rows.ToString(CultureInfo.InvariantCulture), "1", reporter.ToString(CultureInfo.InvariantCulture));
        return file;
    }

    private static Task<Used> IngestAsync(string weir, string file, string home, CancellationToken cancellation) =>
        RunAsync(new(weir, ["ingest", file, "--home", home, "--quiet"]), cancellation);

    private static async Task AskAsync(string what, string home, int reporter, CancellationToken cancellation)
    {
        var used = await SelfAsync(cancellation, "ask", home, reporter.ToString(CultureInfo.InvariantCulture));
        foreach (var line in used.Printed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Console.WriteLine($"| {what} | {string.Join(" | ", line.Split('|'))} |");
    }

    private static Task<Used> SelfAsync(CancellationToken cancellation, params string[] args) => RunAsync(Self(args), cancellation);

    // Started by `dotnet Weir.Bench.dll`, this program is dotnet itself.
    private static ProcessStartInfo Self(string[] args) => new(
        Environment.ProcessPath!,
        [.. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(WholeRun).Assembly.Location] : Array.Empty<string>(), "lake", .. args]);

    private static async Task<Used> Best(int times, Func<Task<Used>> run)
    {
        var all = new List<Used>();
        for (var i = 0; i < times; i++)
            all.Add(await run());
        return all.MinBy(u => u.Seconds)!;
    }

    private static async Task<Used> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.RedirectStandardOutput = true;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync(cancellation);
        long peak = 0;
        var processor = TimeSpan.Zero;
        using (var every = new PeriodicTimer(TimeSpan.FromMilliseconds(50)))
        {
            while (!process.HasExited)
            {
                process.Refresh();
                // The system's own counts, so that nothing between two looks is missed but the very end.
                try
                {
                    peak = Math.Max(peak, process.PeakWorkingSet64);
                    processor = process.TotalProcessorTime;
                }
                catch (InvalidOperationException)
                {
                    break;
                }
                await every.WaitForNextTickAsync(cancellation);
            }
        }
        await process.WaitForExitAsync(cancellation);
        var used = new Used(watch.Elapsed.TotalSeconds, processor.TotalSeconds, peak >> 20, await printed);
        return process.ExitCode == 0 ? used : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}");
    }

    private static long OneFile(string home, string file)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SET memory_limit = '2GB';
            COPY (SELECT * FROM read_parquet('{home}/flows/**/*.parquet', hive_partitioning = false)
                  ORDER BY reporter, commodity, partner, flow, period) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
            """;
        command.ExecuteNonQuery();
        return new FileInfo(file).Length;
    }

    private static void Row(string what, long rows, Used used, Used? peer) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {what} | {rows:N0} | {used.Seconds:0.0} | {rows / used.Seconds:N0} | {used.Processor:0.0} | {used.Peak} | {(peer is null ? "–" : (peer.Seconds / used.Seconds).ToString("0.00", CultureInfo.InvariantCulture))} |"));

    private sealed record Used(double Seconds, double Processor, long Peak, string Printed);
}
