using System.Diagnostics;
using Weir.Screening;
using Weir.Screening.Indexing;
using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Bench.Screening;

/// <summary>What the parts of screening take, each alone, in processor time: reading names, comparing words, comparing names, building.</summary>
internal static class ScreeningParts
{
    private const int Entities = 15_000;

    public static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var list = new List<Entity>();
        await foreach (var entity in new InventedList(1).Take(Entities).WithCancellation(cancellation))
            list.Add(entity);
        var names = list.SelectMany(e => e.AllNames().Select(n => (n.Text, Bearer: FtmSchema.Bearer(e.Schema)))).ToList();
        var readings = names.Select(n => ComparableName.Readings(n.Text, n.Bearer)).Where(r => r.Count > 0).Select(r => r[0]).ToList();
        var words = readings.SelectMany(r => r.Words).Distinct().ToList();
        var comparer = new NameComparer();
        Console.WriteLine("| part | processor time each |\n|---|---|");
        Measure("reading a name", names.Count, i => ComparableName.Readings(names[i].Text, names[i].Bearer));
        Measure("comparing two words", 1_000_000, i => WordComparison.Meet(words[i % words.Count].View(), words[(int)(i * 7919L % words.Count)].View()));
        Measure("comparing two names", 200_000, i => comparer.Score(new PlainPair(readings[i % readings.Count], readings[(int)(i * 7919L % readings.Count)])));
        var folder = Directory.CreateTempSubdirectory("weir-screening-");
        try
        {
            for (var round = 0; round < 4; round++)
            {
                var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
                await ScreeningIndex.BuildAsync(list.ToAsyncEnumerable(), Path.Combine(folder.FullName, "list.idx"), new("invented", "1", ""), null, cancellation);
                Row($"an entity of an index, round {round + 1}, {Entities / clock.Elapsed.TotalSeconds:N0} a second", (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / Entities);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        return 0;
    }

    private static void Measure<T>(string what, int count, Func<int, T> part)
    {
        for (var round = 0; round < 3; round++)
        {
            var processor = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < count; i++)
                part(i);
            if (round == 2)
                Row($"{what}", (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / count);
        }
    }

    private static void Row(FormattableString what, double each) => Console.WriteLine(FormattableString.Invariant($"| {FormattableString.Invariant(what)} | {each:0.00} µs |"));
}
