using System.Globalization;
using CsCheck;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class CompactionTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task What_stopped_runs_left_behind_goes_and_nothing_else()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        await lake.Lake.WriteListAsync("ofac", (await KeepAsync(lake.Lake, "a list")).Sha256, InspectionTests.WriteAsync("{}\n"), Ct);
        string[] left =
        [
            "flows/gacc/CHN/2025/0002.parquet", "flows/gacc/CHN/2024/0001.parquet", "lists/ofac/0002/entities.ftm.json", "tmp/left/unit.parquet", "tmp/other.lock",
        ];
        string[] notOurs = ["flows/gacc/CHN/2025/notes.txt", "lists/ofac/0001/index", "raw/" + new string('0', 64) + ".zst"];
        foreach (var file in left.Concat(notOurs))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(lake.Home, file))!);
            await File.WriteAllTextAsync(Path.Combine(lake.Home, file), "half", Ct);
        }
        var before = await lake.AllAsync();

        var dry = await lake.Lake.CompactAsync(new() { DryRun = true }, null, Ct);
        Assert.All(left.Concat(notOurs), file => Assert.True(File.Exists(Path.Combine(lake.Home, file)), file));
        var report = await lake.Lake.CompactAsync(new(), null, Ct);

        Assert.Equal(["tmp/left", "flows/gacc/CHN/2024/0001.parquet", "flows/gacc/CHN/2025/0002.parquet", "lists/ofac/0002/entities.ftm.json"], report.Removed.Select(r => r.File));
        Assert.All(report.Removed, r => Assert.Equal((r.Kind == RemovalKind.Unfinished ? RemovalKind.Unfinished : RemovalKind.Unknown, 4L), (r.Kind, r.Bytes)));
        Assert.Equal(dry.Removed, report.Removed);
        Assert.Empty(report.StillRead);
        Assert.All(left, file => Assert.False(File.Exists(Path.Combine(lake.Home, file)), file));
        Assert.All(notOurs, file => Assert.True(File.Exists(Path.Combine(lake.Home, file)), file));
        Assert.Equal(before, await lake.AllAsync());
        Assert.Equal(notOurs.Order(), (await lake.Lake.InspectAsync(Ct)).Select(p => p.File).Order());
        Assert.Empty((await lake.Lake.CompactAsync(new(), null, Ct)).Removed);
    }

    /// <summary>The work of another process may end between the moment it is listed and the moment it is looked into.</summary>
    [Fact]
    public async Task Work_that_ends_while_it_is_being_looked_at_stops_nothing()
    {
        await using var lake = await CreateAsync();
        var temporary = Directory.CreateDirectory(lake.At("tmp")).FullName;
        using var looked = new CancellationTokenSource();
        var comeAndGo = Task.Run(() =>
        {
            for (var number = 0; !looked.IsCancellationRequested; number++)
            {
                var folders = Enumerable.Range(0, 20).Select(n => Path.Combine(temporary, $"{number}-{n}")).ToList();
                folders.ForEach(f => Directory.CreateDirectory(f));
                folders.ForEach(f => Directory.Delete(f));
            }
        }, Ct);
        try
        {
            for (var look = 0; look < 100; look++)
                await lake.Lake.CompactAsync(new() { DryRun = true }, null, Ct);
        }
        finally
        {
            await looked.CancelAsync();
            await comeAndGo;
        }
        Assert.Empty((await lake.Lake.CompactAsync(new() { DryRun = true }, null, Ct)).Removed);
    }

    [Fact]
    public async Task A_version_goes_when_another_replaced_it_long_ago()
    {
        await using var lake = await CreateAsync();
        var start = lake.Clock.Now;
        for (var day = 0; day < 4; day++)
        {
            lake.Clock.Now = start + (day * 10 * Day);
            await lake.IngestAsync(Cell("854470", "2025-08", day));
        }
        Assert.Empty((await lake.Lake.CompactAsync(new(), null, Ct)).Removed);

        // The second version was replaced ten days ago to the tick, the first twenty.
        var report = await lake.Lake.CompactAsync(new() { Keep = 15 * Day }, null, Ct);

        var removed = Assert.Single(report.Removed);
        Assert.Equal((RemovalKind.Version, "flows/gacc/CHN/2025/0001.parquet"), (removed.Kind, removed.File));
        Assert.False(File.Exists(Path.Combine(lake.Home, removed.File)));
        Assert.Equal([lake.Clock.Now, null, null, null], (await lake.Lake.VersionsAsync(Ct)).Select(v => v.DroppedAt));
        for (var day = 1; day < 4; day++)
            Assert.Equal(day, (await lake.AllAsync(start + (day * 10 * Day))).Single().SecondQuantity.Amount);
        Assert.Equal(3, (await lake.AllAsync()).Single().SecondQuantity.Amount);
        Assert.Empty(await lake.AllAsync(start - Day));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));

        var refused = await Assert.ThrowsAsync<LakeException>(() => lake.AllAsync(start + Day));
        Assert.StartsWith("What gacc said of CHN 2025 at 2025-10-15 09:00 was dropped on 2025-11-13 by `weir compact --keep` (flows/gacc/CHN/2025/0001.parquet).", refused.Message, StringComparison.Ordinal);
        await lake.IngestAsync(Cell("850760", "2025-08", 1));
        Assert.Equal(5, (await lake.Lake.VersionsAsync(Ct))[^1].Number);
    }

    [Fact]
    public async Task What_a_build_cites_stays()
    {
        await using var lake = await CreateAsync();
        var start = lake.Clock.Now;
        foreach (var metres in new[] { 1, 2, 3 })
        {
            await lake.IngestAsync(Cell("854470", "2025-08", metres));
            lake.Clock.Now += Day;
        }
        await lake.Lake.SaveBuildAsync(new("desk", "brief", lake.Clock.Now, start + (0.5 * Day), "{}"), Ct);
        lake.Clock.Now += 1000 * Day;

        var report = await lake.Lake.CompactAsync(new() { Keep = TimeSpan.Zero }, null, Ct);

        Assert.Equal(["flows/gacc/CHN/2025/0002.parquet"], report.Removed.Select(r => r.File));
        Assert.Equal(1, (await lake.AllAsync(start + (0.5 * Day))).Single().SecondQuantity.Amount);
    }

    [Fact]
    public async Task Old_versions_of_lists_go_too()
    {
        await using var lake = await CreateAsync();
        var versions = new List<ListVersion>();
        foreach (var text in new[] { "{}\n", "{}\n{}\n" })
        {
            versions.Add(await lake.Lake.WriteListAsync("ofac", (await KeepAsync(lake.Lake, text)).Sha256, InspectionTests.WriteAsync(text), Ct));
            lake.Clock.Now += Day;
        }
        var report = await lake.Lake.CompactAsync(new() { Keep = TimeSpan.Zero }, null, Ct);

        Assert.Equal([(RemovalKind.ListVersion, "lists/ofac/0001/entities.ftm.json")], report.Removed.Select(r => (r.Kind, r.File)));
        Assert.False(Directory.Exists(Path.Combine(lake.Home, "lists/ofac/0001")));
        Assert.Equal([versions[1]], await lake.Lake.CurrentListsAsync(Ct));
        Assert.Contains("Version 1 of list ofac was dropped on 2025-10-16", (await Assert.ThrowsAsync<LakeException>(() => lake.Lake.OpenListAsync(versions[0], Ct))).Message, StringComparison.Ordinal);
        await using var current = await lake.Lake.OpenListAsync(versions[1], Ct);
        Assert.Equal("{}\n{}\n", await new StreamReader(current).ReadToEndAsync(Ct));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    /// <summary>Retention may refuse what was known long ago; what it answers is what it answered before.</summary>
    [Fact]
    public Task No_vintage_is_ever_answered_wrongly() =>
        Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3]).Array[1, 5], Gen.Int[0, 12].Array[0, 2], Gen.Int[0, 12]).SampleAsync(async (changes, builds, keep) =>
        {
            await using var lake = await CreateAsync();
            var start = lake.Clock.Now;
            for (var i = 0; i < changes.Length; i++)
            {
                var (year, days) = changes[i];
                lake.Clock.Now += days * Day;
                await lake.IngestAsync(Cell("854470", string.Create(CultureInfo.InvariantCulture, $"{2023 + year}-08"), i));
            }
            foreach (var cited in builds)
                await lake.Lake.SaveBuildAsync(new("desk", "brief", lake.Clock.Now, start + (cited * Day), "{}"), Ct);
            var moments = Enumerable.Range(0, 25).Select(half => start + (half * 0.5 * Day)).ToList();
            var before = new List<IReadOnlyList<Trade.Observation>>();
            foreach (var moment in moments)
                before.Add(await lake.AllAsync(moment));
            var current = await lake.AllAsync();

            await lake.Lake.CompactAsync(new() { Keep = keep * Day }, null, Ct);

            Assert.Equal(current, await lake.AllAsync());
            Assert.Empty(await lake.Lake.InspectAsync(Ct));
            for (var i = 0; i < moments.Count; i++)
            {
                if (moments[i] >= lake.Clock.Now - (keep * Day) || builds.Contains(i / 2) && i % 2 == 0)
                    Assert.Equal(before[i], await lake.AllAsync(moments[i]));
                else
                    await AnswersOrRefusesAsync(lake, moments[i], before[i]);
            }
        }, iter: 8);

    [Fact]
    public async Task A_file_that_somebody_reads_stays_until_they_have_ended()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        await lake.IngestAsync(Cell("854470", "2025-08", 2));
        await using var hasty = await Lake.OpenAsync(lake.Home, lake.Clock, new() { ReaderPatience = TimeSpan.Zero }, Ct);
        lake.Clock.Now += Day;
        const string old = "flows/gacc/CHN/2025/0001.parquet";
        using (Reader(lake, 0))
        {
            var first = await hasty.CompactAsync(new() { Keep = TimeSpan.Zero }, null, Ct);
            Assert.Empty(first.Removed);
            Assert.Equal([old], first.StillRead.Select(r => r.File));
            Assert.True(File.Exists(Path.Combine(lake.Home, old)));
            // New readers wait for nobody, and neither do writers.
            Assert.Equal(2, (await lake.AllAsync()).Single().SecondQuantity.Amount);
            await lake.IngestAsync(Cell("854470", "2024-08", 3));
            // The reader is of the epoch before the current one: the next compaction leaves it alone as well.
            Assert.Equal([old], (await hasty.CompactAsync(new(), null, Ct)).StillRead.Select(r => r.File));
            Assert.True(File.Exists(Path.Combine(lake.Home, old)));
        }
        Assert.Equal([old], (await hasty.CompactAsync(new(), null, Ct)).Removed.Select(r => r.File));
        Assert.False(File.Exists(Path.Combine(lake.Home, old)));
        Assert.Equal(2, (await lake.AllAsync()).Count);
    }

    [Fact]
    public async Task It_waits_for_readers_that_end_in_time()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        await lake.IngestAsync(Cell("854470", "2025-08", 2));
        lake.Clock.Now += Day;
        var reader = Reader(lake, 0);
        var compaction = lake.Lake.CompactAsync(new() { Keep = TimeSpan.Zero }, null, Ct);
        while ((await lake.Lake.VersionsAsync(Ct))[0].DroppedAt is null)
            await Task.Yield();
        Assert.True(File.Exists(Path.Combine(lake.Home, "flows/gacc/CHN/2025/0001.parquet")));
        reader.Dispose();
        Assert.Single((await compaction).Removed);
    }

    [Fact]
    public async Task The_catalogue_gives_room_back()
    {
        await using var lake = await CreateAsync();
        for (var i = 0; i < 200; i++)
            await lake.Lake.SaveBuildAsync(new("desk", "brief", lake.Clock.Now, lake.Clock.Now, new string('x', 4000)), Ct);
        FaultTests.Sql(lake.Home, "DELETE FROM builds");
        var report = await lake.Lake.CompactAsync(new(), null, Ct);
        Assert.InRange(report.CatalogueAfter, 1, report.CatalogueBefore / 2);
        Assert.Equal(0, new FileInfo(Path.Combine(lake.Home, "catalog.db-wal")).Length);
    }

    [Fact]
    public async Task A_negative_span_and_a_cancelled_run_are_refused()
    {
        await using var lake = await CreateAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => lake.Lake.CompactAsync(new() { Keep = -Day }, null, Ct));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lake.Lake.CompactAsync(new(), null, cancelled.Token));
    }

    // What another process that reads holds while the catalogue's epoch is this one.
    private static Microsoft.Win32.SafeHandles.SafeFileHandle Reader(LakeFixture lake, int epoch) =>
        File.OpenHandle(Path.Combine(lake.Home, string.Create(CultureInfo.InvariantCulture, $"readers.{epoch % 2}.lock")), FileMode.Open, FileAccess.Read, FileShare.Read);

    private static async Task AnswersOrRefusesAsync(LakeFixture lake, DateTimeOffset moment, IReadOnlyList<Trade.Observation> before)
    {
        try
        {
            Assert.Equal(before, await lake.AllAsync(moment));
        }
        catch (LakeException e)
        {
            Assert.Contains("was dropped on", e.Message, StringComparison.Ordinal);
        }
    }
}
