using System.Globalization;
using Microsoft.Data.Sqlite;
using static Weir.Store.Tests.LakeFixture;
using static Weir.Store.Tests.TextReading;

namespace Weir.Store.Tests;

/// <summary>A lake with a bit of everything, damaged by hand in one way after another: the damage is found, and after the repair every question has the answer it had.</summary>
public sealed class RepairTests
{
    private const string First = "flows/gacc/CHN/2025/0001.parquet";
    private const string Second = "flows/gacc/CHN/2025/0002.parquet";
    private const string Third = "flows/gacc/CHN/2025/0003.parquet";
    private const string List = "lists/eu-fsf/0001/entities.ftm.json";

    [Fact]
    public async Task A_sound_lake_is_left_alone()
    {
        await using var lake = await FilledAsync();
        var before = await LakeState.OfAsync(lake.Lake);
        var written = Written(lake);
        Assert.Empty(await RepairAsync(lake));
        Assert.Equal(written, Written(lake));
        Assert.Equal(before, await LakeState.OfAsync(lake.Lake));
    }

    [Fact]
    public Task A_byte_turned_in_the_current_version() => IsMendedAsync([Third], lake => Turn(lake, Third));

    [Fact]
    public Task A_byte_turned_in_an_old_version() => IsMendedAsync([First], lake => Turn(lake, First));

    [Fact]
    public Task A_file_cut_short() => IsMendedAsync([Second], lake =>
    {
        using var file = File.OpenWrite(lake.At(Second));
        file.SetLength(file.Length / 2);
    });

    [Fact]
    public Task A_file_that_holds_another_versions_rows() => IsMendedAsync([Third], lake => File.Copy(lake.At(First), lake.At(Third), overwrite: true));

    [Fact]
    public Task A_file_that_is_gone() => IsMendedAsync([Second], lake => File.Delete(lake.At(Second)));

    [Fact]
    public Task All_statistics_and_lists_gone() => IsMendedAsync([First, Second, Third, List, "flows/gacc/CHN/2024/0001.parquet", "flows/gacc/RUS/2025/0001.parquet", "lists/eu-fsf/0002/entities.ftm.json"], lake =>
    {
        Directory.Delete(lake.At("flows"), recursive: true);
        Directory.Delete(lake.At("lists"), recursive: true);
    });

    [Fact]
    public Task A_list_changed_by_hand() => IsMendedAsync([List], lake => File.AppendAllText(lake.At(List), "{\"id\":\"me\"}\n"));

    [Fact]
    public Task A_wrong_number_of_rows_in_the_catalogue() => IsMendedAsync([First], lake => FaultTests.Sql(lake.Home, $"UPDATE versions SET rows = 99 WHERE file = '{First}'"));

    [Fact]
    public async Task A_journal_that_is_gone_and_one_that_is_garbled()
    {
        await using var lake = await FilledAsync();
        var journals = Directory.GetFiles(lake.At("raw"), "*.json").Order().ToList();
        await CheckAsync(lake, [.. journals.Take(2).Select(j => "raw/" + Path.GetFileName(j))], async _ =>
        {
            File.Delete(journals[0]);
            await File.WriteAllTextAsync(journals[1], "{", Ct);
        });
    }

    [Fact]
    public Task The_catalogue_gone() => IsMendedAsync(null, lake => DeleteCatalogue(lake), keepsBuilds: false);

    [Fact]
    public Task The_catalogue_overwritten() => IsMendedAsync(null, lake =>
    {
        DeleteCatalogue(lake);
        File.WriteAllText(lake.At("catalog.db"), "this is no database, only text that somebody saved under its name");
    }, keepsBuilds: false);

    [Fact]
    public Task A_page_of_the_catalogue_overwritten() => IsMendedAsync(null, lake =>
    {
        FaultTests.Sql(lake.Home, "PRAGMA wal_checkpoint(TRUNCATE)");
        var page = Number(lake.Home, "SELECT rootpage FROM sqlite_master WHERE name = 'versions'");
        using var file = File.OpenWrite(lake.At("catalog.db"));
        file.Position = (page - 1) * Number(lake.Home, "PRAGMA page_size");
        file.Write(new byte[200]);
    });

    [Fact]
    public Task A_row_that_refers_to_nothing() => IsMendedAsync(null, lake =>
        FaultTests.Sql(lake.Home, "PRAGMA foreign_keys = OFF; INSERT INTO quarantine VALUES ('nobody', 1, NULL, 'r', 't'); DELETE FROM snapshots WHERE state = 'Received'"));

    [Fact]
    public async Task An_older_catalogue_put_back()
    {
        await using var lake = await FilledAsync();
        FaultTests.Sql(lake.Home, $"VACUUM INTO '{lake.At("older.db")}'");
        lake.Clock.Now += TimeSpan.FromHours(1);
        await IngestAsync(lake.Lake, Line("854470", "2025-08", 77));
        lake.Clock.Now += TimeSpan.FromHours(1);
        await IngestAsync(lake.Lake, Line("854470", "2025-08", 78) + "\n" + Line("854470", "2026-01", 1));
        await CheckAsync(lake, null, async _ =>
        {
            DeleteCatalogue(lake);
            File.Move(lake.At("older.db"), lake.At("catalog.db"));
            await Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Everything_but_raw_gone_and_the_catalogue_with_it()
    {
        await using var lake = await FilledAsync();
        await CheckAsync(lake, null, _ =>
        {
            DeleteCatalogue(lake);
            foreach (var folder in new[] { "flows", "lists", "tmp" })
                Directory.Delete(lake.At(folder), recursive: true);
            return Task.CompletedTask;
        }, keepsBuilds: false);
    }

    [Fact]
    public async Task A_received_file_is_put_back_from_where_it_came_from()
    {
        await using var lake = await CreateAsync();
        var original = lake.Folder.At("original.txt");
        await File.WriteAllTextAsync(original, Line("854470", "2025-08", 1), Ct);
        Snapshot snapshot;
        await using (var content = File.OpenRead(original))
            snapshot = await lake.Lake.KeepAsync(content, new(original, "original.txt"), Ct);
        await lake.Lake.IngestAsync(snapshot.Sha256, new(Source), new TextReading(), Ct);
        var raw = $"raw/{snapshot.Sha256}.zst";
        await CheckAsync(lake, [raw], _ => File.WriteAllTextAsync(lake.At(raw), "not zstd", Ct));
    }

    [Fact]
    public async Task A_received_file_that_is_nowhere_is_said_and_can_be_ingested_again()
    {
        await using var lake = await CreateAsync();
        var text = Line("854470", "2025-08", 1);
        var lost = (await IngestAsync(lake.Lake, text)).Snapshot.Sha256;
        await IngestAsync(lake.Lake, Line("854470", "2025-08", 2));
        var before = await LakeState.OfAsync(lake.Lake);
        File.Delete(lake.At($"raw/{lost}.zst"));
        Turn(lake, First);

        var steps = await RepairAsync(lake);
        Assert.Equal([RepairOutcome.Impossible, RepairOutcome.Impossible], steps.Select(s => s.Outcome));
        Assert.All(steps, s => Assert.Contains("ingest the original file again", s.What, StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(await lake.AllAsync()).SecondQuantity.Amount);

        await IngestAsync(lake.Lake, text);
        Assert.All(await RepairAsync(lake), s => Assert.Equal(RepairOutcome.Repaired, s.Outcome));
        Assert.Equal(before, await LakeState.OfAsync(lake.Lake));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_list_that_goes_back_to_bytes_it_had_gets_a_new_version_and_repairing_keeps_both()
    {
        await using var lake = await CreateAsync();
        var (monday, tuesday) = ((await KeepAsync(lake.Lake, "a")).Sha256, (await KeepAsync(lake.Lake, "a\nb")).Sha256);
        var written = new List<ListVersion>();
        foreach (var snapshot in new[] { monday, tuesday, monday, monday, tuesday })
            written.Add(await lake.Lake.WriteListAsync(snapshot, new("un-sc"), new TextReading(), Ct));
        Assert.Equal([1, 2, 3, 3, 4], written.Select(v => v.Number));
        Assert.Equal(written[0].Sha256, written[2].Sha256);
        Assert.Equal([monday, tuesday, monday, tuesday], (await lake.Lake.ListVersionsAsync(Ct)).Select(v => v.Snapshot));
        Assert.Equal(written[1], Assert.Single(await lake.Lake.ListsAsync(written[1].CurrentFrom, Ct)));
        Assert.Equal(written[2], Assert.Single(await lake.Lake.ListsAsync(written[2].CurrentFrom, Ct)));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));

        // The catalogue and two files of entities are lost: all come back from what was received, each with its moment.
        var versions = await lake.Lake.ListVersionsAsync(Ct);
        File.Delete(lake.At(versions[0].File));
        File.Delete(lake.At(versions[2].File));
        DeleteCatalogue(lake);
        Assert.All(await RepairAsync(lake), s => Assert.Equal(RepairOutcome.Repaired, s.Outcome));
        Assert.Equal(versions, await lake.Lake.ListVersionsAsync(Ct));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
        Assert.Equal(versions[3], await lake.Lake.WriteListAsync(tuesday, new("un-sc"), new TextReading(), Ct));
    }

    [Fact]
    public async Task Without_catalogue_and_without_a_received_file_its_whole_version_is_still_used()
    {
        await using var lake = await FilledAsync();
        var text = Line("850760", "2025-07", 5) + "\n? bad\nall 2025-07";
        var lost = (await IngestAsync(lake.Lake, text)).Snapshot;
        await IngestAsync(lake.Lake, Line("850760", "2025-07", 6));
        var before = await LakeState.OfAsync(lake.Lake);
        File.Delete(lake.At($"raw/{lost.Sha256}.zst"));
        DeleteCatalogue(lake);
        File.Delete(lake.At("flows/gacc/CHN/2025/0005.parquet"));

        var steps = await RepairAsync(lake);
        Assert.Contains(steps, s => s.File == $"raw/{lost.Sha256}.zst" && s.Outcome == RepairOutcome.Impossible);
        Assert.Contains(steps, s => s is { File: "flows/gacc/CHN/2025/0005.parquet", Outcome: RepairOutcome.Repaired });
        Assert.Equal(6, (await lake.AllAsync()).Single(o => o.Period == Trade.Period.Parse("2025-07")).SecondQuantity.Amount);
        Assert.Contains(await lake.Lake.InspectAsync(Ct), p => p.What.Contains("is not known", StringComparison.Ordinal));

        await KeepAsync(lake.Lake, text);
        await RepairAsync(lake);
        await lake.Lake.SaveBuildAsync(new("desk", "brief", lake.Clock.Now, lake.Clock.Now, "{}"), Ct);
        Assert.Equal(Comparable(before, keepsBuilds: false), Comparable(await LakeState.OfAsync(lake.Lake), keepsBuilds: false));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_version_whose_reader_gives_other_rows_now_is_said_to_differ()
    {
        await using var lake = await CreateAsync();
        await IngestAsync(lake.Lake, Line("854470", "2025-08", 1));
        Turn(lake, First);
        await lake.Lake.DisposeAsync();
        var step = Assert.Single(await Lake.RepairAsync(lake.Home, lake.Clock, new(), new OtherReading(), false, null, Ct));
        Assert.Equal(RepairOutcome.Differs, step.Outcome);
        Assert.Contains("2 rows where it had 1: this Weir reads file.txt otherwise", step.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_received_file_that_nothing_tells_of_is_taken_up_as_received()
    {
        await using var lake = await FilledAsync();
        var snapshot = await KeepAsync(lake.Lake, "alone");
        File.Delete(lake.At($"raw/{snapshot.Sha256}.json"));
        FaultTests.Sql(lake.Home, $"DELETE FROM snapshots WHERE sha256 = '{snapshot.Sha256}'");
        Assert.Equal(RepairOutcome.Repaired, Assert.Single(await RepairAsync(lake), s => s.File == $"raw/{snapshot.Sha256}.zst").Outcome);
        Assert.Equal(SnapshotState.Received, (await lake.Lake.FindSnapshotAsync(snapshot.Sha256, Ct))!.State);
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task What_retention_dropped_stays_dropped_unless_it_is_asked_for()
    {
        await using var lake = await FilledAsync();
        var before = await LakeState.OfAsync(lake.Lake);
        FaultTests.Sql(lake.Home, $"UPDATE versions SET dropped_at = '2025-11-01T00:00:00.0000000Z' WHERE file IN ('{First}', '{Second}')");
        File.Delete(lake.At(First));
        File.Delete(lake.At(Second));
        Assert.Empty(await RepairAsync(lake));
        Turn(lake, Third);
        Assert.Equal([(RepairOutcome.Repaired, Third)], (await RepairAsync(lake)).Select(s => (s.Outcome, s.File)));
        Assert.False(File.Exists(lake.At(First)));

        Assert.Equal([First, Second], (await RepairAsync(lake, bringBackDropped: true)).Select(s => s.File).Order());
        Assert.Equal(before, await LakeState.OfAsync(lake.Lake));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_catalogue_that_is_missing_is_not_taken_for_an_empty_lake()
    {
        await using var lake = await FilledAsync();
        await lake.Lake.DisposeAsync();
        DeleteCatalogue(lake);
        var refused = await Assert.ThrowsAsync<LakeException>(() => Lake.OpenAsync(lake.Home, lake.Clock, Ct));
        Assert.Contains("weir doctor --repair", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(lake.At("catalog.db")));
    }

    [Fact]
    public async Task Where_there_is_no_lake_none_is_made()
    {
        using var folder = new TempFolder();
        Assert.Empty(await Lake.RepairAsync(folder.At("none"), TimeProvider.System, new(), new TextReading(), false, null, Ct));
        Assert.False(Directory.Exists(folder.At("none")));
    }

    internal static async Task<IReadOnlyList<RepairStep>> RepairAsync(LakeFixture lake, bool bringBackDropped = false)
    {
        await lake.Lake.DisposeAsync();
        var steps = await Lake.RepairAsync(lake.Home, lake.Clock, new(), new TextReading(), bringBackDropped, null, Ct);
        await lake.ReopenAsync();
        return steps;
    }

    /// <summary>Overlays, a year that two files touch, rows in quarantine, a statement of completeness, a refused file, an unread one, list versions, a build.</summary>
    private static async Task<LakeFixture> FilledAsync()
    {
        var lake = await CreateAsync();
        await IngestAsync(lake.Lake, string.Join('\n', Line("854470", "2025-08", 1), Line("854470", "2025-09", 2), Line("854470", "2024-08", 3), "? a bad row", "all 2025-08"));
        lake.Clock.Now += TimeSpan.FromDays(1);
        await IngestAsync(lake.Lake, string.Join('\n', Line("854470", "2025-09", 20), Line("850760", "2025-09", null)), "second.txt");
        await IngestAsync(lake.Lake, Line("854470", "2025-09", 20), "nothing-new.txt");
        await IngestListAsync(lake.Lake, "eu-fsf", "a\nb");
        await lake.Lake.RejectAsync((await KeepAsync(lake.Lake, "no table")).Sha256, "it is no table", Ct);
        lake.Clock.Now -= TimeSpan.FromHours(5);
        await IngestAsync(lake.Lake, string.Join('\n', Line("850760", "2025-10", 7), Line("8544", "2025-10", 7, reporter: 643, partner: 156)), "third.txt");
        await IngestListAsync(lake.Lake, "eu-fsf", "a\nb\nc");
        await KeepAsync(lake.Lake, "never read");
        await lake.Lake.SaveBuildAsync(new("desk", "brief", lake.Clock.Now, lake.Clock.Now, "{}"), Ct);
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
        return lake;
    }

    private static async Task IsMendedAsync(string[]? files, Action<LakeFixture> damage, bool keepsBuilds = true)
    {
        await using var lake = await FilledAsync();
        await CheckAsync(lake, files, l =>
        {
            damage(l);
            return Task.CompletedTask;
        }, keepsBuilds);
    }

    /// <param name="lake">The lake.</param>
    /// <param name="files">The files that the inspection names and the repair mends; null where the catalogue is what is damaged.</param>
    /// <param name="damage">Does it, to the closed lake.</param>
    /// <param name="keepsBuilds">Whether recorded builds can still be read.</param>
    private static async Task CheckAsync(LakeFixture lake, string[]? files, Func<LakeFixture, Task> damage, bool keepsBuilds = true)
    {
        var before = await LakeState.OfAsync(lake.Lake);
        await lake.Lake.DisposeAsync();
        await damage(lake);
        if (files is not null)
        {
            await lake.ReopenAsync();
            Assert.Equal(files.Order(), (await lake.Lake.InspectAsync(Ct)).Where(p => p.Kind != LakeProblemKind.UnknownFile).Select(p => p.File).Where(f => files.Contains(f)).Order());
            Assert.NotEmpty(await lake.Lake.InspectAsync(Ct));
        }

        var steps = await RepairAsync(lake);

        Assert.All(steps, s => Assert.True(s.Outcome == RepairOutcome.Repaired && s.What.Length > 20, s.ToString()));
        Assert.Subset(steps.Select(s => s.File).ToHashSet(), (files ?? ["catalog.db"]).ToHashSet());
        Assert.Equal(Comparable(before, keepsBuilds), Comparable(await LakeState.OfAsync(lake.Lake), keepsBuilds));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
        Assert.Empty(await RepairAsync(lake));
        // The lake goes on.
        await IngestAsync(lake.Lake, Line("854470", "2025-08", 4711, partner: 804));
        Assert.Contains(await lake.AllAsync(), o => o.SecondQuantity.Amount == 4711);
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    private static string Comparable(string state, bool keepsBuilds) => keepsBuilds ? state : state[..state.LastIndexOf('\n')];

    private static void Turn(LakeFixture lake, string file)
    {
        var bytes = File.ReadAllBytes(lake.At(file));
        bytes[bytes.Length / 3] ^= 0x40;
        File.WriteAllBytes(lake.At(file), bytes);
    }

    private static void DeleteCatalogue(LakeFixture lake)
    {
        foreach (var file in Directory.GetFiles(lake.Home, "catalog.db*"))
            File.Delete(file);
    }

    private static long Number(string home, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home, "catalog.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static List<(string, DateTime)> Written(LakeFixture lake) =>
        [.. new[] { "raw", "flows", "lists" }.SelectMany(f => Directory.GetFiles(lake.At(f), "*", SearchOption.AllDirectories)).Order().Select(f => (f, File.GetLastWriteTimeUtc(f)))];

    /// <summary>A reader as it might be in another version: it finds a row more.</summary>
    private sealed class OtherReading : ISnapshotReader
    {
        public async Task<Trade.ReadSummary> ReadAsync(string sha256, SnapshotReading reading, Stream received, Trade.IObservationSink sink, CancellationToken cancellation)
        {
            sink.Accept(Cell("01", "2025-08", 1)(new(sha256, 100)));
            return await new TextReading().ReadAsync(sha256, reading, received, sink, cancellation);
        }

        public Task<ListAccount> ReadListAsync(SnapshotReading reading, Stream received, Func<string, Stream> others, Stream entities, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
