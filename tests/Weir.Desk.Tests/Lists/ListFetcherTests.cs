using System.Globalization;
using Weir.Desk.Fetching;
using Weir.Screening;
using Weir.Sources;
using Weir.Sources.Tests.Comtrade;
using Weir.Store;

namespace Weir.Desk.Tests.Lists;

public sealed class ListFetcherTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("weir-fetch-").FullName;
    private readonly ImpatientClock clock = new();
    private LoopbackFiles server = null!;
    private Lake lake = null!;
    private ListFetcher fetcher = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IListSource Dataset => ListSources.Find("ftm:example")!;

    public async ValueTask InitializeAsync()
    {
        server = await LoopbackFiles.StartAsync();
        lake = await Lake.OpenAsync(Path.Combine(folder, "home"), clock, Ct);
        fetcher = new ListFetcher(lake, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await lake.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_list_is_fetched_once_and_then_only_asked_about()
    {
        var list = ListSources.Find("un-sc")!;
        server.Files["un.xml"] = UnitedNations(150);
        var first = await fetcher.FetchAsync(list, server.Address("un.xml"), Ct);
        Assert.Null(first.Error);
        Assert.False(first.IsUnchanged);
        Assert.StartsWith("Weir/", server.LastUserAgent, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(5));
        var again = await fetcher.FetchAsync(list, server.Address("un.xml"), Ct);
        Assert.True(again.IsUnchanged);
        Assert.Equal(first.Version, again.Version);
        Assert.Equal(["un.xml 200", "un.xml 304"], server.Asked);
        var standing = Assert.Single(await new ListOverview(lake, clock).StandingsAsync(null, Ct));
        Assert.False(standing.IsStale);
        Assert.Equal(2025, standing.Published?.Year);
        Assert.InRange(standing.Checked - standing.Received, TimeSpan.FromDays(4), TimeSpan.FromDays(6));
        clock.Advance(TimeSpan.FromDays(8));
        Assert.True(Assert.Single(await new ListOverview(lake, clock).StandingsAsync(null, Ct)).IsStale);

        // Given by hand it is as old as the day on which it was made.
        var byHand = Path.Combine(folder, "un.xml");
        await File.WriteAllTextAsync(byHand, UnitedNations(152), Ct);
        await using (var other = await Lake.OpenAsync(Path.Combine(folder, "other"), clock, Ct))
        {
            await new Weir.Desk.Ingest.ListIntake(other).IngestAsync(byHand, list, Ct);
            var given = Assert.Single(await new ListOverview(other, clock).StandingsAsync(null, Ct));
            Assert.Equal(given.Published, given.Checked);
            Assert.True(given.IsStale);
        }

        server.Files["un.xml"] = UnitedNations(151);
        var newer = await fetcher.FetchAsync(list, server.Address("un.xml"), Ct);
        Assert.Equal(2, newer.Version!.Number);
    }

    [Fact]
    public async Task A_publisher_that_goes_back_to_an_earlier_file_makes_a_new_version_of_it()
    {
        var list = ListSources.Find("un-sc")!;
        var versions = new List<ListVersion>();
        foreach (var entities in new[] { 150, 152, 150, 150 })
        {
            server.Files["un.xml"] = UnitedNations(entities);
            clock.Advance(TimeSpan.FromDays(1));
            versions.Add((await fetcher.FetchAsync(list, server.Address("un.xml"), Ct)).Version!);
        }
        Assert.Equal([1, 2, 3, 3], versions.Select(v => v.Number));
        Assert.Equal((versions[0].Sha256, versions[0].Snapshot), (versions[2].Sha256, versions[2].Snapshot));
        var standing = Assert.Single(await new ListOverview(lake, clock).StandingsAsync(null, Ct));
        Assert.Equal((3, versions[2].CurrentFrom), (standing.Version.Number, standing.Received));
        Assert.Equal(versions[1], Assert.Single(await lake.ListsAsync(versions[1].CurrentFrom, Ct)));
    }

    [Fact]
    public async Task A_transfer_that_breaks_off_goes_on_where_it_stopped()
    {
        server.Files["un.xml"] = UnitedNations(400);
        server.NextBreaksOff("un.xml", 70_000);
        var fetched = await fetcher.FetchAsync(ListSources.Find("un-sc")!, server.Address("un.xml"), Ct);
        Assert.Null(fetched.Error);
        Assert.Equal(800, fetched.Version!.Entities);
        Assert.Equal("un.xml stumbled", server.Asked[0]);
        Assert.Matches("^un.xml 206 bytes=[1-9][0-9]*-$", Assert.Single(server.Asked.Skip(1)));
        Assert.Equal(["un-sc.json"], Directory.EnumerateFiles(Path.Combine(lake.Home, "fetched")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_fetch_that_failed_half_way_goes_on_the_next_time()
    {
        server.Files["un.xml"] = UnitedNations(400);
        for (var i = 0; i < 5; i++)
            server.NextBreaksOff("un.xml", 70_000);
        var failed = await fetcher.FetchAsync(ListSources.Find("un-sc")!, server.Address("un.xml"), Ct);
        Assert.Contains("broke off", failed.Error, StringComparison.Ordinal);
        Assert.Empty(await lake.CurrentListsAsync(Ct));
        Assert.Null((await fetcher.FetchAsync(ListSources.Find("un-sc")!, server.Address("un.xml"), Ct)).Error);
        Assert.Matches("^un.xml 206 bytes=[1-9][0-9]*-$", server.Asked[^1]);
    }

    [Fact]
    public async Task A_fault_that_may_pass_is_waited_out_and_one_that_may_not_is_said()
    {
        server.Files["un.xml"] = UnitedNations(150);
        server.Next(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        });
        Assert.Null((await fetcher.FetchAsync(ListSources.Find("un-sc")!, server.Address("un.xml"), Ct)).Error);
        Assert.Contains(TimeSpan.FromSeconds(7), clock.Waits);
        var gone = await fetcher.FetchAsync(ListSources.Find("un-sc")!, server.Address("gone.xml"), Ct);
        Assert.Contains("HTTP 404", gone.Error, StringComparison.Ordinal);
        Assert.Equal(1, server.Asked.Count(a => a.StartsWith("gone.xml", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><title>Down for maintenance</title></html>", "web page (\"Down for maintenance\")")]
    [InlineData("half", "it is not well-formed XML")]
    [InlineData("few", "has 20 records")]
    [InlineData("less", "less than half")]
    public async Task A_bad_download_never_replaces_a_good_list(string bad, string said)
    {
        var list = ListSources.Find("un-sc")!;
        server.Files["un.xml"] = UnitedNations(500);
        var good = await fetcher.FetchAsync(list, server.Address("un.xml"), Ct);
        server.Files["un.xml"] = bad switch
        {
            "half" => UnitedNations(500)[..40_000],
            "few" => UnitedNations(20),
            "less" => UnitedNations(200),
            _ => bad,
        };
        var refused = await fetcher.FetchAsync(list, server.Address("un.xml"), Ct);
        Assert.Contains(said, refused.Error, StringComparison.Ordinal);
        Assert.Equal([good.Version!], await lake.CurrentListsAsync(Ct));
        server.Files["un.xml"] = UnitedNations(501);
        Assert.Equal(2, (await fetcher.FetchAsync(list, server.Address("un.xml"), Ct)).Version!.Number);
    }

    [Fact]
    public async Task A_set_of_tables_is_fetched_whole_or_not_at_all()
    {
        var list = ListSources.Find("us-ofac-sdn")!;
        server.Files["x/SDN.CSV"] = string.Concat(Enumerable.Range(1000, 1200).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n},\"INVENTED {n}\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n")));
        server.Files["x/ADD.CSV"] = "1001,1,-0- ,\"Havana\",\"Cuba\",-0- \n";
        var half = await fetcher.FetchAsync(list, server.Address("x/SDN.CSV"), Ct);
        Assert.Contains("ALT.CSV (their other names) could not be had", half.Error, StringComparison.Ordinal);
        Assert.Empty(await lake.CurrentListsAsync(Ct));
        server.Files["x/ALT.CSV"] = "1001,1,\"aka\",\"OTHER\",-0- \n";
        var whole = await fetcher.FetchAsync(list, server.Address("x/SDN.CSV"), Ct);
        Assert.Null(whole.Error);
        Assert.Contains(whole.Notes, n => n.Contains("SDN_COMMENTS.CSV", StringComparison.Ordinal));
        Assert.True((await fetcher.FetchAsync(list, server.Address("x/SDN.CSV"), Ct)).IsUnchanged);
        server.Files["x/ALT.CSV"] = "1001,1,\"aka\",\"ANOTHER\",-0- \n";
        Assert.Equal(2, (await fetcher.FetchAsync(list, server.Address("x/SDN.CSV"), Ct)).Version!.Number);
    }

    [Fact]
    public async Task A_dataset_is_fetched_by_its_changes()
    {
        Publish("20240101-a", Line("a", "A") + Line("b", "B"));
        var first = await fetcher.FetchAsync(Dataset, server.Address(""), Ct);
        Assert.Equal(["A", "B"], await CaptionsAsync(first));
        Publish("20240103-c", "not to be asked for", ("20240101-a", ""), ("20240102-b", Change("MOD", "b", "B2")), ("20240103-c", Change("ADD", "c", "C") + Change("DEL", "a")));
        var second = await fetcher.FetchAsync(Dataset, server.Address(""), Ct);
        Assert.Null(second.Error);
        Assert.Empty(second.Notes);
        Assert.Equal(["B2", "C"], await CaptionsAsync(second));
        Assert.Equal(1, server.Asked.Count(a => a.Contains("entities.ftm.json", StringComparison.Ordinal)));
        Assert.True((await fetcher.FetchAsync(Dataset, server.Address(""), Ct)).IsUnchanged);
    }

    [Theory]
    [InlineData("gap", "no unbroken chain of changes from 20240101-a to 20240103-c")]
    [InlineData("stranger", "The chain of changes is broken")]
    [InlineData("missing", "HTTP 404")]
    public async Task A_broken_chain_of_changes_falls_back_to_the_whole_and_says_so(string how, string said)
    {
        Publish("20240101-a", Line("a", "A") + Line("b", "B"));
        await fetcher.FetchAsync(Dataset, server.Address(""), Ct);
        var whole = Line("b", "B3") + Line("c", "C3");
        if (how == "gap")
            Publish("20240103-c", whole, ("20240102-b", ""), ("20240103-c", Change("DEL", "a")));
        else
            Publish("20240103-c", whole, ("20240101-a", ""), ("20240103-c", Change("MOD", "z", "Z")));
        if (how == "missing")
            server.Files.TryRemove("artifacts/example/20240103-c/entities.delta.json", out _);
        var fetched = await fetcher.FetchAsync(Dataset, server.Address(""), Ct);
        Assert.Null(fetched.Error);
        Assert.Contains(said, Assert.Single(fetched.Notes), StringComparison.Ordinal);
        Assert.Contains("the whole dataset is taken", fetched.Notes[0], StringComparison.Ordinal);
        Assert.Equal(["B3", "C3"], await CaptionsAsync(fetched));
    }

    private void Publish(string version, string entities, params (string Version, string Delta)[] changes)
    {
        server.Files["datasets/latest/example/index.json"] = $"{{\"name\":\"example\",\"version\":\"{version}\"}}";
        server.Files["datasets/latest/example/entities.ftm.json"] = entities;
        foreach (var (step, delta) in changes)
            server.Files[$"artifacts/example/{step}/entities.delta.json"] = delta;
        server.Files["artifacts/example/delta.json"] = $"{{\"versions\":{{{string.Join(',', changes.Select(c => $"\"{c.Version}\":\"{server.Address($"artifacts/example/{c.Version}/entities.delta.json")}\""))}}}}}";
    }

    private async Task<List<string>> CaptionsAsync(FetchedList fetched)
    {
        Assert.NotNull(fetched.Version);
        await using var stream = await lake.OpenListAsync(fetched.Version, Ct);
        var found = new List<string>();
        await foreach (var entity in FtmJsonLines.ReadAsync(stream, cancellation: Ct))
            found.Add(entity.Caption);
        return found;
    }

    private static string Line(string id, string name) => $"{{\"id\":\"{id}\",\"schema\":\"Company\",\"properties\":{{\"name\":[\"{name}\"]}},\"datasets\":[\"example\"]}}\n";

    private static string Change(string op, string id, string? name = null) =>
        name is null ? $"{{\"op\":\"{op}\",\"entity\":{{\"id\":\"{id}\"}}}}\n" : $"{{\"op\":\"{op}\",\"entity\":{Line(id, name).TrimEnd()}}}\n";

    private static string UnitedNations(int count) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <CONSOLIDATED_LIST dateGenerated="2025-01-02T03:04:05.678-05:00"><INDIVIDUALS></INDIVIDUALS><ENTITIES>
        {string.Concat(Enumerable.Range(1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"<ENTITY><DATAID>{200_000 + n}</DATAID><FIRST_NAME>INVENTED TRADING NO {n}</FIRST_NAME><UN_LIST_TYPE>Iran</UN_LIST_TYPE><REFERENCE_NUMBER>IRe.{n:000}</REFERENCE_NUMBER><LISTED_ON>2010-06-09</LISTED_ON></ENTITY>\n")))}
        </ENTITIES></CONSOLIDATED_LIST>
        """;
}
