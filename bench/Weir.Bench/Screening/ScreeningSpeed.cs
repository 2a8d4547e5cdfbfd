using System.Diagnostics;
using System.Globalization;
using Weir.Screening;
using Weir.Screening.Indexing;

namespace Weir.Bench.Screening;

/// <summary>What an index of an invented list, or of any in FollowTheMoney JSON lines, takes to build, open, change and ask, as a Markdown table.</summary>
internal static class ScreeningSpeed
{
    private const int Part = 15_000;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var queryCount = args is [_, var asked] ? int.Parse(asked, CultureInfo.InvariantCulture) : 5000;
        var count = args is not [var first, ..] ? Part : int.TryParse(first, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var list = count > 0 ? () => new InventedList(1).Take(count) : await FileAsync(args[0], cancellation);
        var folder = Directory.CreateTempSubdirectory("weir-screening-");
        try
        {
            count = count > 0 ? count : await list().CountAsync(cancellation);
            Console.WriteLine(FormattableString.Invariant($"| {count:N0} entities | |\n|---|---|"));
            await MeasureAsync(folder.FullName, list, count, queryCount, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    /// <summary>Everything is compiled in full before it is measured.</summary>
    private static async Task WarmAsync(string folder, List<Entity> part, CancellationToken cancellation)
    {
        for (var i = 0; i < 3; i++)
            await ScreeningIndex.BuildAsync(part.Take(3000).ToAsyncEnumerable(), Path.Combine(folder, "warm.idx"), new("invented", "1", ""), null, cancellation);
    }

    /// <summary>A list that is read once; of entities with one id the first is taken.</summary>
    private static async Task<Func<IAsyncEnumerable<Entity>>> FileAsync(string path, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        var entities = await FtmJsonLines.ReadAsync(stream, cancellation: cancellation).DistinctBy(e => e.Id).ToListAsync(cancellation);
        return entities.ToAsyncEnumerable;
    }

    private static async Task MeasureAsync(string folder, Func<IAsyncEnumerable<Entity>> list, int count, int queryCount, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "list.idx");
        var edition = new ListEdition("invented", "1", "");
        var part = new List<Entity>();
        await foreach (var entity in list().Where(e => FtmSchema.IsMatched(e.Schema) && e.AllNames().Any()).Take(Part).WithCancellation(cancellation))
            part.Add(entity);
        await WarmAsync(folder, part, cancellation);
        var generating = Stopwatch.StartNew();
        await foreach (var _ in list().WithCancellation(cancellation))
        {
        }
        generating.Stop();
        var (building, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var report = await ScreeningIndex.BuildAsync(list(), path, edition, null, cancellation);
        var seconds = (building.Elapsed - generating.Elapsed).TotalSeconds;
        Row("build, without making the list up", $"{seconds:0.0} s, {count / seconds:N0} entities a second");
        Row("processor time to build, list made up again", $"{(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s");
        Row("peak resident memory while building", $"{Peak() / 1048576.0:N0} MB");
        Row("names", $"{report.Names:N0}");
        Row("index a name, without the entities themselves", $"{(report.Bytes - report.RecordBytes) / (double)report.Names:0} bytes");
        Row("entities themselves", $"{report.RecordBytes / (double)report.Entities:0} bytes each");
        var opening = Stopwatch.StartNew();
        using var index = ScreeningIndex.Open(path);
        Row("open", $"{opening.Elapsed.TotalMilliseconds:0.0} ms");
        var changes = new List<EntityChange>();
        await foreach (var entity in new InventedList(7).Take(1000).WithCancellation(cancellation))
            changes.Add(EntityChange.Put(entity));
        var changed = Path.Combine(folder, "changed.idx");
        await ScreeningIndex.ApplyAsync(path, changes.ToAsyncEnumerable(), Path.Combine(folder, "warm-changed.idx"), edition, cancellation);
        var applying = Stopwatch.StartNew();
        await ScreeningIndex.ApplyAsync(path, changes.ToAsyncEnumerable(), changed, edition, cancellation);
        Row("1,000 changes written", $"{applying.Elapsed.TotalMilliseconds:0} ms");
        applying.Restart();
        ScreeningIndex.Open(changed).Dispose();
        Row("1,000 changes opened over the list", $"{applying.Elapsed.TotalMilliseconds:0} ms");
        Ask(index, part, queryCount);
        await CompareAsync(index, part, count, cancellation);
    }

    private static void Ask(ScreeningIndex index, List<Entity> part, int queryCount)
    {
        var screener = new Screener([index]);
        var options = new ScreeningOptions();
        var queries = new InventedList(2).Queries(part, queryCount).ToList();
        foreach (var query in queries.Take(queries.Count / 2))
            screener.Screen(query, options);
        GC.Collect();
        var times = new double[queries.Count];
        var (matches, all, processor) = (0, Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < queries.Count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            matches += screener.Screen(queries[i], options).Count;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        all.Stop();
        processor = Environment.CpuUsage.TotalTime - processor;
        Array.Sort(times);
        Row("one query, p50", $"{times[times.Length / 2]:0.000} ms");
        Row("one query, p99", $"{times[times.Length * 99 / 100]:0.00} ms");
        Row("one query, slowest", $"{times[^1]:0.0} ms");
        Row("queries a second, one thread", $"{queries.Count / all.Elapsed.TotalSeconds:N0}");
        Row("processor time a query, mean", $"{processor.TotalMilliseconds / queries.Count:0.000} ms");
        Row("matches a query", $"{matches / (double)queries.Count:0.0}");
        Row("resident memory without page cache", $"{Status("RssAnon:") / 1024.0:N0} MB");
    }

    private static async Task CompareAsync(ScreeningIndex index, List<Entity> part, int count, CancellationToken cancellation)
    {
        var exhaustive = await ExhaustiveScreener.OfAsync(index.Edition, part.ToAsyncEnumerable(), cancellation, index.Rarity);
        var screener = new Screener([index]);
        var options = new ScreeningOptions();
        var queries = new InventedList(3).Queries(part, 12).ToList();
        exhaustive.Screen(queries[0], options);
        var slow = Stopwatch.StartNew();
        foreach (var query in queries)
            exhaustive.Screen(query, options);
        slow.Stop();
        var quick = Stopwatch.StartNew();
        foreach (var query in queries)
            screener.Screen(query, options);
        quick.Stop();
        var scale = count / (double)part.Count;
        Row("the same by comparing with everything" + (scale > 1 ? $", reckoned from {part.Count:N0} entities" : ""), $"{slow.Elapsed.TotalMilliseconds * scale / queries.Count:N0} ms a query");
        Row("times faster", $"{slow.Elapsed * scale / quick.Elapsed:N0}");
    }

    private static void Row(string what, FormattableString value) => Console.WriteLine($"| {what} | {FormattableString.Invariant(value)} |");

    private static long Peak() => Status("VmHWM:") * 1024;

    /// <summary>A line of the kernel's account of this process, in kB; 0 where there is none.</summary>
    private static long Status(string key)
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
