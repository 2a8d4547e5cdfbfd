using System.Text.Json;
using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class JournalTests
{
    [Fact]
    public async Task A_received_file_has_a_journal_that_says_where_it_came_from_and_how_it_was_read()
    {
        await using var lake = await CreateAsync();
        var asked = new Coverage(156, Flow.Import, Period.Parse("2025-08"), ["854470"], [643], Completeness.Complete);
        var outcome = await TextReading.IngestAsync(lake.Lake, TextReading.Line("854470", "2025-08", 1), "вывоз.csv", new(Source, "other.csv") { Flow = Flow.Import, Reporter = 156, Asked = [asked] });

        var journal = await JournalAsync(lake, outcome.Snapshot.Sha256);
        Assert.Equal((outcome.Snapshot.Sha256, "вывоз.csv", "/received/вывоз.csv"), (journal.GetProperty("sha256").GetString(), journal.GetProperty("fileName").GetString(), journal.GetProperty("address").GetString()));
        Assert.Equal("2025-10-14T09:00:00.0000000Z", journal.GetProperty("receivedAt").GetString());
        var reading = Assert.Single(journal.GetProperty("readings").EnumerateArray());
        Assert.Equal(("flows", Source, "other.csv", "M", 156), (Text(reading, "into"), Text(reading, "source"), Text(reading, "fileName"), Text(reading, "flow"), reading.GetProperty("reporter").GetInt32()));
        Assert.Equal("854470", reading.GetProperty("asked")[0].GetProperty("commodities")[0].GetString());
        var version = Assert.Single(reading.GetProperty("versions").EnumerateArray());
        var known = Assert.Single(await lake.Lake.VersionsAsync(Ct));
        Assert.Equal((156, 2025, 1, 1, known.Sha256), (version.GetProperty("reporter").GetInt32(), version.GetProperty("year").GetInt32(), version.GetProperty("number").GetInt32(), version.GetProperty("rows").GetInt32(), Text(version, "sha256")));
        Assert.Equal(known.CurrentFrom, reading.GetProperty("at").GetDateTimeOffset());
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_file_that_was_not_read_and_one_that_was_refused_have_journals_too()
    {
        await using var lake = await CreateAsync();
        var received = await KeepAsync(lake.Lake, "a");
        var refused = await KeepAsync(lake.Lake, "b");
        await lake.Lake.RejectAsync(refused.Sha256, "it is no table", Ct);
        Assert.Equal(0, (await JournalAsync(lake, received.Sha256)).GetProperty("readings").GetArrayLength());
        Assert.Equal("it is no table", Text(await JournalAsync(lake, refused.Sha256), "rejected"));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_file_that_two_lists_were_read_from_says_both()
    {
        await using var lake = await CreateAsync();
        await TextReading.IngestListAsync(lake.Lake, "eu-fsf", "a\nb");
        var other = await TextReading.IngestListAsync(lake.Lake, "us-ofac-sdn", "a\nb");
        var readings = (await JournalAsync(lake, other.Snapshot)).GetProperty("readings").EnumerateArray().ToList();
        Assert.Equal([("lists", "eu-fsf"), ("lists", "us-ofac-sdn")], readings.Select(r => (Text(r, "into")!, Text(r, "source")!)));
        Assert.All(readings, r => Assert.Equal(2, r.GetProperty("versions")[0].GetProperty("rows").GetInt32()));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_file_that_an_older_catalogue_does_not_know_keeps_the_origin_that_its_journal_says()
    {
        await using var lake = await CreateAsync();
        var first = await KeepAsync(lake.Lake, "a", "first.csv");
        FaultTests.Sql(lake.Home, "DELETE FROM snapshots");
        lake.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(first, await KeepAsync(lake.Lake, "a", "second.csv"));
    }

    [Fact]
    public async Task A_journal_that_is_missing_garbled_or_says_something_else_is_found_and_one_that_is_ahead_does_no_harm()
    {
        await using var lake = await CreateAsync();
        List<string> hashes = [];
        for (var i = 0; i < 4; i++)
            hashes.Add((await TextReading.IngestAsync(lake.Lake, TextReading.Line("854470", "2025-08", i))).Snapshot.Sha256);
        File.Delete(Path.Combine(lake.Home, "raw", hashes[0] + ".json"));
        await File.WriteAllTextAsync(Path.Combine(lake.Home, "raw", hashes[1] + ".json"), "{\"sha256\":", Ct);
        var third = Path.Combine(lake.Home, "raw", hashes[2] + ".json");
        await File.WriteAllTextAsync(third, (await File.ReadAllTextAsync(third, Ct)).Replace("file.txt", "fill.txt", StringComparison.Ordinal), Ct);
        FaultTests.Sql(lake.Home, $"UPDATE snapshots SET reading = NULL, state = 'Received' WHERE sha256 = '{hashes[3]}'");
        Assert.Equal(
            new[]
            {
                (LakeProblemKind.MissingFile, hashes[0]), (LakeProblemKind.DamagedFile, hashes[1]), (LakeProblemKind.DamagedFile, hashes[2]), (LakeProblemKind.UnknownFile, hashes[3]),
            }.Select(p => (p.Item1, $"raw/{p.Item2}.json")).Order(),
            (await lake.Lake.InspectAsync(Ct)).Select(p => (p.Kind, p.File)).Order());
    }

    [Fact]
    public async Task A_change_that_the_catalogue_does_not_take_is_not_left_in_the_journal()
    {
        await using var lake = await CreateAsync();
        var snapshot = await KeepAsync(lake.Lake, TextReading.Line("854470", "2025-08", 1));
        var before = await File.ReadAllTextAsync(lake.At($"raw/{snapshot.Sha256}.json"), Ct);
        await using (var full = await Lake.OpenAsync(lake.Home, lake.Clock, new() { Disk = new FullAtTheEnd() }, Ct))
            await Assert.ThrowsAsync<LakeException>(() => full.IngestAsync(snapshot.Sha256, new(Source), new TextReading(), Ct));
        Assert.Equal(before, await File.ReadAllTextAsync(lake.At($"raw/{snapshot.Sha256}.json"), Ct));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    internal static async Task<JsonElement> JournalAsync(LakeFixture lake, string sha256) =>
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(lake.Home, "raw", sha256 + ".json"), Ct)).RootElement;

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private sealed class FullAtTheEnd : Disk
    {
        private const int NoRoom = 28;

        public override void Commit(Microsoft.Data.Sqlite.SqliteTransaction transaction) => throw new IOException("no room for the change", NoRoom);
    }
}
