using System.Diagnostics;
using System.Globalization;
using Weir.Store.Tests.Faults;

namespace Weir.Store.Tests.Kills;

/// <summary>What a kill met and left behind.</summary>
/// <param name="Work">What was being done, or <c>between</c> two works.</param>
/// <param name="How">At a moment from outside, or at a step of the disk.</param>
/// <param name="Found">Whether what was being done is there (<c>new</c>) or not (<c>old</c>).</param>
/// <param name="Fault">What else went wrong before; null where nothing did.</param>
internal sealed record Kill(string Work, string How, string Found, Fault? Fault);

/// <summary>A lake whose process is killed over and over. After each time it holds what it held, or all of the new; it is sound; the next process goes on.</summary>
internal sealed class KilledLake(string home, int seed)
{
    private const string List = "ofac";
    private const int LongestWait = 40;
    private const int MostSteps = 130;

    private readonly Random random = new(seed);
    private DateTimeOffset cited;
    private int next = 1;
    private int ingested;
    private int listed;

    /// <summary>Fills the lake; what a build cites then has to stay whatever retention does.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await using var lake = await Lake.OpenAsync(home, TimeProvider.System, cancellation);
        await Victim.DoAsync(lake, "ingest", next);
        await Victim.DoAsync(lake, "list swap", next);
        (ingested, listed) = (next, next);
        cited = await lake.MomentAsync(cancellation);
        await lake.SaveBuildAsync(new("desk", "brief", cited, cited, "{}"), cancellation);
        next++;
    }

    /// <summary>Starts a process, kills it at a point drawn by lot, and looks at what it left.</summary>
    public async Task<Kill> KillAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var fromOutside = random.Next(2) == 0;
            var fault = random.Next(4) == 0 ? (Fault?)random.Next((int)Fault.End) : null;
            var arguments = Victim.Arguments(home, random.Next(), next, fault ?? Fault.End, fault is null ? FaultyDisk.Never : random.Next(MostSteps), fromOutside ? FaultyDisk.Never : random.Next(MostSteps));
            using var victim = OtherProcess.Start(arguments);
            var said = new List<string[]>();
            try
            {
                if (fromOutside)
                {
                    // Some while into one of its first works.
                    for (var works = 1 + random.Next(2); works > 0 && await victim.StandardOutput.ReadLineAsync(cancellation) is { } line;)
                    {
                        said.Add(line.Split(':'));
                        works -= line.StartsWith("begin", StringComparison.Ordinal) ? 1 : 0;
                    }
                    await Task.Delay(random.Next(LongestWait), cancellation);
                }
                else
                {
                    await victim.WaitForExitAsync(cancellation);
                }
            }
            finally
            {
                victim.Kill();
            }
            said.AddRange((await victim.StandardOutput.ReadToEndAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(':')));
            await victim.WaitForExitAsync(cancellation);
            var complaint = await victim.StandardError.ReadToEndAsync(cancellation);
            var about = $"{string.Join(' ', arguments)}\n{string.Join('\n', said.Select(s => string.Join(':', s)))}\n{complaint}";
            if (complaint.Length > 0)
                throw new InvalidOperationException("the process ended by itself: " + about);
            try
            {
                var found = await LookAsync(said, cancellation);
                // One that was not killed had done all its works, and counts for nothing.
                if (victim.ExitCode != 0)
                    return new(Interrupted(said) is { } work ? work.Name : "between", fromOutside ? "moment" : "step", found, fault);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new InvalidOperationException($"after {about}: {e.Message}", e);
            }
        }
    }

    /// <summary>The lake goes on, and once compacted nothing is left of any kill.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await using var lake = await Lake.OpenAsync(home, TimeProvider.System, cancellation);
        await Victim.DoAsync(lake, "ingest", next);
        await Victim.DoAsync(lake, "list swap", next);
        await Victim.DoAsync(lake, "retention", next);
        Require(await IngestedAsync(lake, null, cancellation) == next, "the last ingestion is not what is current");
        var left = (await lake.InspectAsync(cancellation)).Where(p => !p.File.StartsWith("raw/", StringComparison.Ordinal)).ToList();
        Require(left.Count == 0, $"left after all: {string.Join("; ", left)}");
    }

    private async Task<string> LookAsync(IReadOnlyList<string[]> said, CancellationToken cancellation)
    {
        var (ingests, lists) = (new HashSet<int> { ingested }, new HashSet<int> { listed });
        foreach (var line in said)
        {
            var number = int.Parse(line[2], CultureInfo.InvariantCulture);
            next = Math.Max(next, number + 1);
            var known = line[1] switch { "ingest" => ingests, "list swap" => lists, _ => null };
            if (line[0] == "done")
                known?.Clear();
            known?.Add(number);
        }

        await using var lake = await Lake.OpenAsync(home, TimeProvider.System, cancellation);
        ingested = await IngestedAsync(lake, null, cancellation);
        listed = await ListedAsync(lake, cancellation);
        Require(ingests.Contains(ingested), $"ingestion {ingested} is current");
        Require(lists.Contains(listed), $"list {listed} is current");
        Require(await IngestedAsync(lake, cited, cancellation) == 1, "what the build cites has changed");
        var unsound = (await lake.InspectAsync(cancellation)).Where(p => p.Kind != LakeProblemKind.UnknownFile).ToList();
        Require(unsound.Count == 0, string.Join("; ", unsound));
        var versions = await lake.VersionsAsync(cancellation);
        var old = versions[random.Next(versions.Count)];
        _ = await IngestedAsync(lake, old.CurrentFrom, cancellation);

        return Interrupted(said) switch
        {
            ("ingest", var number) => ingested == number ? "new" : "old",
            ("list swap", var number) => listed == number ? "new" : "old",
            ("retention", _) => versions.GroupBy(v => v.Year).All(unit => unit.SkipLast(1).All(v => v.DroppedAt is not null || v.CurrentFrom <= cited)) ? "new" : "old",
            ("compaction", _) => Directory.EnumerateDirectories(Path.Combine(home, "tmp")).Any() ? "old" : "new",
            _ => "new",
        };
    }

    private static (string Name, int Number)? Interrupted(IReadOnlyList<string[]> said) =>
        said is [.., ["begin", var work, var number]] ? (work, int.Parse(number, CultureInfo.InvariantCulture)) : null;

    /// <summary>The number of the ingestion that all cells are of; 0 where retention says that it dropped them. Cells of two ingestions are half a state.</summary>
    private static async Task<int> IngestedAsync(Lake lake, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        try
        {
            var cells = await lake.Flows.CellsAsync(new() { AsOf = asOf }, cancellation);
            var values = cells.Select(c => c.Value).Distinct().ToList();
            Require(cells.Count == OtherProcess.CellsOfAll && values.Count == 1, $"{cells.Count} cells of the ingestions {string.Join(", ", values)}");
            return (int)values[0]!.Value;
        }
        catch (LakeException e) when (asOf is not null && e.Message.Contains("was dropped on", StringComparison.Ordinal))
        {
            return 0;
        }
    }

    private static async Task<int> ListedAsync(Lake lake, CancellationToken cancellation)
    {
        var list = (await lake.CurrentListsAsync(cancellation)).Single(l => l.List == List);
        await using var entities = await lake.OpenListAsync(list, cancellation);
        var lines = (await new StreamReader(entities).ReadToEndAsync(cancellation)).Count(c => c == '\n');
        Require(lines == list.Entities, $"list {list.Entities} has {lines} entities");
        return lines;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new UnreachableException(otherwise);
    }
}
