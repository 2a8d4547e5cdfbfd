using System.Collections.Concurrent;
using System.Globalization;

namespace Weir.Store.Tests.Kills;

/// <summary>Kills many processes, several at once, each on a lake of its own; counts what they met.</summary>
internal static class KillReport
{
    public const string Command = "kill";

    private const int KillsOfOneLake = 100;

    public static async Task<IReadOnlyList<Kill>> KillAsync(int kills, int seed, Action<Kill>? told, CancellationToken cancellation)
    {
        var found = new ConcurrentBag<Kill>();
        // A lake grows with all that it receives, so each is killed for a while and then left.
        var lakes = Enumerable.Range(0, Math.Max(Environment.ProcessorCount, (kills + KillsOfOneLake - 1) / KillsOfOneLake)).ToList();
        await Parallel.ForEachAsync(lakes, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount + 1, CancellationToken = cancellation }, async (i, ct) =>
        {
            using var folder = TempFolder.Fast();
            var lake = new KilledLake(folder.At("lake"), seed + i);
            await lake.PrepareAsync(ct);
            for (var share = (kills / lakes.Count) + (i < kills % lakes.Count ? 1 : 0); share > 0; share--)
            {
                var kill = await lake.KillAsync(ct);
                found.Add(kill);
                told?.Invoke(kill);
            }
            await lake.FinishAsync(ct);
        });
        return [.. found];
    }

    /// <summary>Kills, and prints a Markdown table of what was found; fails at the first lake that is neither the old one nor the new.</summary>
    public static async Task<int> RunAsync(string kills)
    {
        var (done, seed) = (0, Random.Shared.Next());
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        var all = await KillAsync(int.Parse(kills, CultureInfo.InvariantCulture), seed, _ =>
        {
            if (Interlocked.Increment(ref done) % 100 == 0)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {kills}"));
        }, CancellationToken.None);
        Console.Out.WriteLine("| killed while | kills | at a moment | at a step of the disk | found old | found new | with a fault before |");
        Console.Out.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (work, some) in all.GroupBy(k => k.Work, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.ToList())).Append(("all", [.. all])))
        {
            int Of(Func<Kill, bool> which) => some.Count(which);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {work} | {some.Count} | {Of(k => k.How == "moment")} | {Of(k => k.How == "step")} | {Of(k => k.Found == "old")} | {Of(k => k.Found == "new")} | {Of(k => k.Fault is not null)} |"));
        }
        Console.Out.WriteLine();
        Console.Out.WriteLine("Faults injected: " + string.Join(", ", all.Where(k => k.Fault is not null).GroupBy(k => k.Fault).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} {g.Count()}"))) + ". After every kill the lake held the old state or the new, and was sound.");
        return 0;
    }
}
