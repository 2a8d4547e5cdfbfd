using Weir.Store.Tests.Kills;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class SwapTests
{
    private const int Swaps = 2000;
    private const int SwapsToOneIngestion = 8;
    private const int SwapsToOneCompaction = 50;

    /// <summary>Each reader, writer and compaction has a lake of its own on the same home, as processes have.</summary>
    [Fact]
    public async Task Totals_are_of_one_state_or_the_next_during_thousands_of_swaps_while_old_files_go()
    {
        using var folder = TempFolder.Fast();
        await using var writer = await OpenAsync();
        await using var compactor = await OpenAsync();
        await Victim.DoAsync(writer, "ingest", 1);
        await Victim.DoAsync(writer, "list swap", 1);
        using var done = new CancellationTokenSource();
        var totals = Task.Run(() => ReadAsync(NumberOfIngestionAsync));
        var lists = Task.Run(() => ReadAsync(NumberOfListAsync));
        var compaction = Task.FromResult(new CompactionReport([], [], 0, 0));
        var (removed, last) = (0, 0);
        for (var number = 2; number <= Swaps; number++)
        {
            if (number % SwapsToOneIngestion == 0)
                await Victim.DoAsync(writer, "ingest", last = number);
            else
                await Victim.DoAsync(writer, "list swap", number);
            if (number % SwapsToOneCompaction != 0)
                continue;
            removed += (await compaction).Removed.Count;
            compaction = Task.Run(() => compactor.CompactAsync(new() { Keep = TimeSpan.Zero }, null, Ct), Ct);
        }
        await compaction;
        await done.CancelAsync();

        foreach (var seen in new[] { await totals, await lists })
        {
            Assert.Equal(seen.Order(), seen);
            Assert.InRange(seen.Distinct().Count(), 10, Swaps);
        }
        Assert.Equal(last, await NumberOfIngestionAsync(writer));
        Assert.InRange(removed, Swaps / 2, 2 * Swaps);
        Assert.Empty((await compactor.CompactAsync(new() { Keep = TimeSpan.Zero }, null, Ct)).StillRead);
        Assert.Empty(await writer.InspectAsync(Ct));
        Assert.Equal(3, Directory.EnumerateFiles(folder.At("lake"), "*.parquet", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder.At("lake"), "*.ftm.json", SearchOption.AllDirectories)).Count());

        Task<Lake> OpenAsync() => Lake.OpenAsync(folder.At("lake"), TimeProvider.System, Ct);

        async Task<List<int>> ReadAsync(Func<Lake, Task<int?>> read)
        {
            await using var reader = await OpenAsync();
            var seen = new List<int>();
            while (!done.IsCancellationRequested)
            {
                if (await read(reader) is { } number)
                    seen.Add(number);
            }
            return seen;
        }
    }

    private static async Task<int?> NumberOfIngestionAsync(Lake lake) => OtherProcess.NumberOf(await lake.Flows.CellsAsync(new(), Ct));

    /// <summary>The number of the list that is current; null where retention took it between the question which it is and its opening, which it says.</summary>
    private static async Task<int?> NumberOfListAsync(Lake lake)
    {
        var list = Assert.Single(await lake.CurrentListsAsync(Ct));
        try
        {
            await using var entities = await lake.OpenListAsync(list, Ct);
            Assert.Equal(list.Entities * 3, (await new StreamReader(entities).ReadToEndAsync(Ct)).Length);
            return list.Entities;
        }
        catch (LakeException e) when (e.Message.Contains("was dropped on", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
