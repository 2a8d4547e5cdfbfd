using System.Globalization;
using Weir.Desk.Lists;
using Weir.Desk.Screening;
using Weir.Screening;
using Weir.Sources;
using Weir.Store;

namespace Weir.Desk.Tests.Lists;

public sealed class ScreeningListsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("weir-lists-").FullName;
    private Lake lake = null!;
    private ScreeningLists lists = null!;
    private ScreeningDesk desk = null!;

    public async ValueTask InitializeAsync()
    {
        lake = await Lake.OpenAsync(Path.Combine(folder, "home"), TimeProvider.System, TestContext.Current.CancellationToken);
        lists = new ScreeningLists(lake);
        desk = new ScreeningDesk(lake, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await lake.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_list_is_recognised_taken_in_once_and_searched()
    {
        var path = Write("list.xml", Whole());
        var source = await ScreeningLists.RecogniseAsync(path, TestContext.Current.CancellationToken);
        Assert.NotNull(source);

        var first = await lists.IngestAsync(path, source, TestContext.Current.CancellationToken);
        Assert.Null(first.Error);
        Assert.Equal(1, first.Version!.Number);
        var again = await lists.IngestAsync(path, source, TestContext.Current.CancellationToken);
        Assert.Equal(first.Version, again.Version);

        var report = (await desk.OpenAsync(null, TestContext.Current.CancellationToken)).Screen(Query("invented trading no 7"), new());
        var candidate = report.Matches[0];
        Assert.Equal("INVENTED TRADING NO 7", candidate.Entity.Caption);
        Assert.InRange(candidate.Score, 0.7, 0.97);
        Assert.NotEmpty(candidate.Reasons);
        Assert.Empty((await desk.OpenAsync(null, TestContext.Current.CancellationToken)).Screen(Query("somebody else"), new()).Matches);
    }

    [Fact]
    public async Task A_list_that_was_cut_is_kept_and_rejected_and_the_one_before_stays_current()
    {
        var source = ListSources.Find("un-sc")!;
        var whole = await lists.IngestAsync(Write("list.xml", Whole()), source, TestContext.Current.CancellationToken);
        var text = Whole();
        var cut = await lists.IngestAsync(Write("cut.xml", text[..(text.Length / 2)]), source, TestContext.Current.CancellationToken);
        Assert.NotNull(cut.Error);
        Assert.Null(cut.Version);
        Assert.Equal([whole.Version!], await lake.CurrentListsAsync(TestContext.Current.CancellationToken));
        Assert.Contains(await lake.SnapshotsAsync(TestContext.Current.CancellationToken), s => s.State == SnapshotState.Rejected && s.Reason == cut.Error);
    }

    [Fact]
    public async Task Without_a_list_nothing_was_searched()
    {
        var report = (await desk.OpenAsync(null, TestContext.Current.CancellationToken)).Screen(Query("anybody"), new());
        Assert.Empty(report.Lists);
        Assert.Empty(report.Matches);
    }

    [Fact]
    public async Task What_is_no_list_is_not_taken_for_one()
    {
        Assert.Null(await ScreeningLists.RecogniseAsync(Write("figures.csv", "a,b\n1,2\n"), TestContext.Current.CancellationToken));
        Assert.Null(await ScreeningLists.RecogniseAsync(Path.Combine(folder, "gone.xml"), TestContext.Current.CancellationToken));
    }

    private static Entity Query(string name) => new EntityBuilder("query", "Organization").Add("name", name).Build();

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A list of invented companies in the format of the UN Security Council's.</summary>
    private static string Whole()
    {
        var entities = Enumerable.Range(1, 120).Select(n => string.Create(CultureInfo.InvariantCulture, $"""
            <ENTITY>
              <DATAID>{200_000 + n}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>INVENTED TRADING NO {n}</FIRST_NAME>
              <UN_LIST_TYPE>Iran</UN_LIST_TYPE><REFERENCE_NUMBER>IRe.{n:000}</REFERENCE_NUMBER><LISTED_ON>2010-06-09</LISTED_ON><COMMENTS1/>
              <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE><SORT_KEY/><SORT_KEY_LAST_MOD/>
            </ENTITY>
            """));
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2025-01-02T03:04:05.678-05:00"><INDIVIDUALS></INDIVIDUALS><ENTITIES>
            {string.Join('\n', entities)}
            </ENTITIES></CONSOLIDATED_LIST>
            """;
    }
}
