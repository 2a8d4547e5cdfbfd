using System.Globalization;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Readers_see_one_version_or_the_next_while_another_process_writes()
    {
        await using var lake = await CreateAsync();
        await OtherProcess.IngestAsync(lake.Lake, 1);
        using var writer = OtherProcess.Start(lake.Home, 2, 12);

        var seen = new List<int>();
        while (!writer.HasExited)
            seen.Add(OtherProcess.NumberOf(await lake.AllAsync()));
        seen.Add(OtherProcess.NumberOf(await lake.AllAsync()));

        Assert.Equal((0, ""), (writer.ExitCode, await writer.StandardError.ReadToEndAsync(Ct)));
        Assert.Equal(12, seen[^1]);
        Assert.Equal(seen.Order(), seen);
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task Two_processes_that_write_at_once_queue_and_both_get_through()
    {
        await using var lake = await CreateAsync();
        using var one = OtherProcess.Start(lake.Home, 1, 6);
        using var other = OtherProcess.Start(lake.Home, 101, 106);
        foreach (var process in new[] { one, other })
        {
            await process.WaitForExitAsync(Ct);
            Assert.Equal((0, ""), (process.ExitCode, await process.StandardError.ReadToEndAsync(Ct)));
        }

        var versions = await lake.Lake.VersionsAsync(Ct);
        Assert.Equal(Enumerable.Range(1, 12), versions.Where(v => v.Year == 2025).Select(v => v.Number));
        var asEach = new List<int>();
        foreach (var version in versions.Where(v => v.Year == 2025))
            asEach.Add(OtherProcess.NumberOf(await lake.AllAsync(version.CurrentFrom)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 101, 102, 103, 104, 105, 106], asEach.Order());
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task The_same_file_read_by_many_at_once_is_read_once()
    {
        await using var lake = await CreateAsync();
        await using var second = await Lake.OpenAsync(lake.Home, lake.Clock, Ct);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => OtherProcess.IngestAsync(i % 2 == 0 ? lake.Lake : second, 7))));

        Assert.Equal(5, outcomes.Count(o => o.AlreadyKnown));
        Assert.Equal(2, (await lake.Lake.VersionsAsync(Ct)).Count);
    }

    [Fact]
    public async Task Many_open_one_new_home_at_once()
    {
        using var folder = new TempFolder();
        var clock = new SetClock(new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var lakes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Lake.OpenAsync(folder.At("lake"), clock, Ct))));
        foreach (var lake in lakes)
        {
            Assert.Empty(await lake.SnapshotsAsync(Ct));
            await lake.DisposeAsync();
        }
    }

    [Fact]
    public async Task Views_are_all_counted()
    {
        await using var lake = await CreateAsync();
        var counts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => lake.Lake.CountViewAsync("/briefs/a", Ct))));
        Assert.Equal(Enumerable.Range(1, 20), counts.Order());
    }

    [Fact]
    public async Task A_writer_that_waits_too_long_says_so_and_changes_nothing()
    {
        await using var lake = await CreateAsync();
        await using var impatient = await Lake.OpenAsync(lake.Home, lake.Clock, new() { WriterPatience = TimeSpan.FromMilliseconds(20) }, Ct);
        using var held = new FileStream(Path.Combine(lake.Home, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var fault = await Assert.ThrowsAsync<LakeException>(() => OtherProcess.IngestAsync(impatient, 1));

        Assert.Contains("Another process has been writing", fault.Message, StringComparison.Ordinal);
        Assert.Contains(lake.Home, fault.Message, StringComparison.Ordinal);
        Assert.Empty(await lake.AllAsync());
        Assert.Equal(SnapshotState.Received, Assert.Single(await lake.Lake.SnapshotsAsync(Ct)).State);
    }

    public static TheoryData<string, Func<string, bool>> KillPoints => new()
    {
        { "while the received bytes are kept", home => Any(home, "tmp", "received.zst") },
        { "while rows are read", home => Directory.Exists(Path.Combine(home, "tmp")) && Directory.EnumerateDirectories(Path.Combine(home, "tmp")).Any() },
        { "while a unit is written", home => Any(home, "tmp", "unit-*.parquet") },
        { "between two units", home => Directory.GetFiles(home, "*.parquet", SearchOption.AllDirectories).Count(f => f.Contains("2024", StringComparison.Ordinal)) > 3 },
        { "once its files are there", home => Directory.GetFiles(home, "*.parquet", SearchOption.AllDirectories).Count(f => f.Contains("2025", StringComparison.Ordinal)) > 2 },
    };

    [Theory]
    [MemberData(nameof(KillPoints), DisableDiscoveryEnumeration = true)]
    public async Task A_process_killed_in_the_middle_leaves_the_old_state_or_the_new(string point, Func<string, bool> reached)
    {
        await using var lake = await CreateAsync();
        var done = 0;
        using (var writer = OtherProcess.Start(lake.Home, 1, 1000))
        {
            try
            {
                while (done < 2)
                    done = int.Parse((await writer.StandardOutput.ReadLineAsync(Ct))!, CultureInfo.InvariantCulture);
                for (var seen = false; !seen && !writer.HasExited;)
                    seen = Reached(reached, lake.Home);
            }
            finally
            {
                writer.Kill();
                await writer.WaitForExitAsync(Ct);
            }
            foreach (var line in (await writer.StandardOutput.ReadToEndAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                done = int.Parse(line, CultureInfo.InvariantCulture);
        }

        await lake.ReopenAsync();
        Assert.True(OtherProcess.NumberOf(await lake.AllAsync()) is var number && (number == done || number == done + 1), $"{point}: {number} is current, {done} was said to be done");
        Assert.DoesNotContain(await lake.Lake.InspectAsync(Ct), p => p.Kind != LakeProblemKind.UnknownFile);

        await OtherProcess.IngestAsync(lake.Lake, 5000);
        Assert.Equal(5000, OtherProcess.NumberOf(await lake.AllAsync()));
        Assert.DoesNotContain(await lake.Lake.InspectAsync(Ct), p => p.File.StartsWith("tmp", StringComparison.Ordinal));
    }

    private static bool Reached(Func<string, bool> reached, string home)
    {
        try
        {
            return reached(home);
        }
        catch (DirectoryNotFoundException)
        {
            return false; // gone while it was looked at
        }
    }

    private static bool Any(string home, string folder, string name) =>
        Directory.Exists(Path.Combine(home, folder)) && Directory.EnumerateFiles(Path.Combine(home, folder), name, SearchOption.AllDirectories).Any();
}
