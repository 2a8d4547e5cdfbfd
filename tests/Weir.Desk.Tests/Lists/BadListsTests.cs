using System.Globalization;
using System.Text;
using Weir.Desk.Fetching;
using Weir.Desk.Ingest;
using Weir.Desk.Screening;
using Weir.Screening;
using Weir.Sources;
using Weir.Sources.Tests.Comtrade;
using Weir.Store;

namespace Weir.Desk.Tests.Lists;

/// <summary>List files whose structure is bad: refused in a sentence that names file and line, and the list before stays current.</summary>
public sealed class BadListsTests : IAsyncLifetime
{
    private const string Root = "<CONSOLIDATED_LIST dateGenerated=\"2025-01-02T03:04:05\"><INDIVIDUALS></INDIVIDUALS><ENTITIES>\n";
    private readonly string folder = Directory.CreateTempSubdirectory("weir-bad-").FullName;
    private readonly ImpatientClock clock = new();
    private Lake lake = null!;
    private ListIntake intake = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        lake = await Lake.OpenAsync(Path.Combine(folder, "home"), clock, Ct);
        intake = new ListIntake(lake);
    }

    public async ValueTask DisposeAsync()
    {
        await lake.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("a DTD", "bad.xml, line 1: it has a document type declaration")]
    [InlineData("laughs", "bad.xml, line 1: it has a document type declaration")]
    [InlineData("an entity", "bad.xml, line 2: it is not well-formed XML")]
    [InlineData("nesting", "bad.xml, line 2: what starts at line 2 is nested deeper than")]
    [InlineData("a cut", "bad.xml, line 151: it is not well-formed XML")]
    public async Task Bad_XML_is_refused_with_its_line_and_nothing_is_lost(string kind, string said)
    {
        var list = ListSources.Find("un-sc")!;
        var good = await intake.IngestAsync(Write("good.xml", Root + Records(150) + "</ENTITIES></CONSOLIDATED_LIST>"), list, Ct);
        Assert.Null(good.Error);
        var bad = await intake.IngestAsync(Write("bad.xml", kind switch
        {
            "a DTD" => "<!DOCTYPE CONSOLIDATED_LIST SYSTEM \"file:///etc/passwd\">\n" + Root + Records(150) + "</ENTITIES></CONSOLIDATED_LIST>",
            "laughs" => "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">" + string.Concat(Enumerable.Range(1, 10).Select(i => $"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}\">")) + "]>\n" + Root + "<ENTITY>&a10;</ENTITY>",
            "an entity" => Root + "<ENTITY>&nothing;</ENTITY>",
            "nesting" => Root + "<ENTITY>" + string.Concat(Enumerable.Repeat("<a>", 1_000_000)),
            _ => (Root + Records(150))[..^20],
        }), list, Ct);
        Assert.Contains(said, bad.Error, StringComparison.Ordinal);
        Assert.Null(bad.Version);
        Assert.Equal([good.Version!], await lake.CurrentListsAsync(Ct));
        await using var stream = await lake.OpenListAsync(good.Version!, Ct);
        Assert.Equal(300, await FtmJsonLines.ReadAsync(stream, cancellation: Ct).CountAsync(Ct));
        // The bad file is kept as it came, with the reason.
        Assert.Contains(await lake.SnapshotsAsync(Ct), s => s.State == SnapshotState.Rejected && s.Reason == bad.Error && s.Origin.FileName == "bad.xml");
    }

    [Fact]
    public async Task An_entity_without_a_name_is_kept_and_found_by_its_id()
    {
        var text = new StringBuilder();
        foreach (var (id, name) in new[] { ("a", "\"name\":[\"Invented Trading\"]"), ("b", "\"country\":[\"ru\"]"), ("c", "\"name\":[]"), ("d", "\"name\":[\" \"]") })
            text.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{id}\",\"schema\":\"Company\",\"properties\":{{{name}}},\"datasets\":[\"example\"]}}\n");
        var taken = await intake.IngestAsync(Write("entities.ftm.json", text.ToString()), ListSources.Find("ftm:example")!, Ct);
        Assert.Equal((4, 0), (taken.Version!.Entities, taken.Quarantined));
        using var desk = new ScreeningDesk(lake, clock);
        using var lists = await desk.OpenAsync(null, Ct);
        Assert.Equal("a", Assert.Single(lists.Screen(new EntityBuilder("q", "Company").Add("name", "Invented Trading").Build(), new()).Matches).Entity.Id);
        Assert.Equal(["a", "b", "c", "d"], new[] { "a", "b", "c", "d" }.Select(id => lists.Screener.Find("ftm-example", id)!.Id));
    }

    [Fact]
    public async Task A_list_from_the_future_says_so_and_ages_from_the_day_it_came()
    {
        var taken = await intake.IngestAsync(Write("un.xml", Root.Replace("2025-", "2999-", StringComparison.Ordinal) + Records(150) + "</ENTITIES></CONSOLIDATED_LIST>"), ListSources.Find("un-sc")!, Ct);
        Assert.Contains(taken.Notes, n => n.Contains("un.xml says that it was made on 2999-01-02", StringComparison.Ordinal));
        var overview = new ListOverview(lake, clock);
        var standing = Assert.Single(await overview.StandingsAsync(null, Ct));
        Assert.Equal((standing.Received, false), (standing.Checked, standing.IsStale));
        Assert.Empty(await overview.StandingsAsync(standing.Received - TimeSpan.FromDays(1), Ct));
        clock.Advance(TimeSpan.FromDays(8));
        Assert.True(Assert.Single(await overview.StandingsAsync(null, Ct)).IsStale);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Records(int count) => string.Concat(Enumerable.Range(1, count).Select(n => string.Create(
        CultureInfo.InvariantCulture, $"<ENTITY><DATAID>{n}</DATAID><FIRST_NAME>INVENTED {n}</FIRST_NAME><UN_LIST_TYPE>Iran</UN_LIST_TYPE><REFERENCE_NUMBER>IRe.{n}</REFERENCE_NUMBER><LISTED_ON>2010-06-09</LISTED_ON></ENTITY>\n")));
}
