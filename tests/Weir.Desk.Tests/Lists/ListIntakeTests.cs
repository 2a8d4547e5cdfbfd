using System.Globalization;
using System.IO.Compression;
using System.Text;
using Weir.Desk.Ingest;
using Weir.Screening;
using Weir.Sources;
using Weir.Store;

namespace Weir.Desk.Tests.Lists;

public sealed class ListIntakeTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("weir-intake-").FullName;
    private Lake lake = null!;
    private ListIntake intake = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        lake = await Lake.OpenAsync(Path.Combine(folder, "home"), TimeProvider.System, Ct);
        intake = new ListIntake(lake);
    }

    public async ValueTask DisposeAsync()
    {
        await lake.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_list_in_several_files_is_one_version_and_can_be_read_again()
    {
        WriteSet("set");
        var source = ListSources.Find("us-ofac-sdn")!;
        var path = Path.Combine(folder, "set", "sdn.csv");
        Assert.Equal("us-ofac-sdn", (await ListIntake.RecogniseAsync(path, Ct))!.Description.Id);
        Assert.Equal(path, await ListIntake.MainFileAsync(Path.Combine(folder, "set", "alt.csv"), source, Ct));
        var taken = await intake.IngestAsync(path, source, Ct);
        Assert.Null(taken.Error);
        Assert.Contains(taken.Notes, n => n.StartsWith("SDN_COMMENTS.CSV (remarks that go on) is missing", StringComparison.Ordinal));
        var entities = await EntitiesAsync(taken.Version!);
        Assert.Equal(["Other Name 7"], entities.Single(e => e.Id == "ofac-1007").Aliases);
        Assert.Equal(["Moscow, Russia"], entities.Single(e => e.Id == "ofac-1008").Addresses);
        Assert.Equal(["SDN.CSV", "ADD.CSV", "ALT.CSV"], (await intake.CurrentPartsAsync(source, Ct)).Select(p => p.Name));
        await AssertReadAgainAsync(taken.Version!);
    }

    [Fact]
    public async Task A_list_that_was_taken_in_is_indexed_and_one_that_can_not_be_is_taken_in_all_the_same()
    {
        var told = new List<WorkProgress>();
        var taken = await new ListIntake(lake, excerpts: true, new Told(told)).IngestAsync(Sema("first.xml", "Invented Works"), ListSources.Find("ca-sema")!, Ct);
        Assert.True(File.Exists(lake.ListIndexPath(taken.Version!)));
        Assert.Contains(new WorkProgress("indexing ca-sema", 2, 2), told);

        // Where its index should go, something else is in the way.
        Directory.CreateDirectory(lake.ListIndexPath(taken.Version! with { File = taken.Version!.File.Replace("0001", "0002", StringComparison.Ordinal) }));
        var second = await new ListIntake(lake, excerpts: true).IngestAsync(Sema("second.xml", "Another Works"), ListSources.Find("ca-sema")!, Ct);
        Assert.Null(second.Error);
        Assert.Contains(second.Notes, n => n.StartsWith("the index of ca-sema could not be made, and will be when somebody first asks: ", StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(await lake.CurrentListsAsync(Ct)).Number);
        Directory.Delete(lake.ListIndexPath(second.Version!));
        using var desk = new Weir.Desk.Screening.ScreeningDesk(lake, TimeProvider.System);
        using var lists = await desk.OpenAsync(null, Ct);
        Assert.NotEmpty(lists.Screen(Weir.Desk.Screening.QueryEntity.Of("q", null, [("name", "Another Works")]), new()).Matches);
    }

    [Fact]
    public async Task Files_of_a_desk_that_are_looked_at_again_never_take_a_list_back_and_a_named_file_does()
    {
        var source = ListSources.Find("ca-sema")!;
        string[] files = [Sema("first.xml", "Invented Works"), Sema("second.xml", "Another Works")];
        var often = new ListIntake(lake, excerpts: true) { NeverGoesBack = true };
        foreach (var file in (string[])[.. files, .. files])
            Assert.Null((await often.IngestAsync(file, source, Ct)).Error);
        Assert.Equal(2, Assert.Single(await lake.CurrentListsAsync(Ct)).Number);
        Assert.Equal(3, (await new ListIntake(lake, excerpts: true).IngestAsync(files[0], source, Ct)).Version!.Number);
    }

    private string Sema(string name, string entity)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"<data-set><record><Country>Belarus</Country><Entity>{entity}</Entity><Item>1</Item></record></data-set>");
        return path;
    }

    private sealed class Told(List<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told.Add(value);
    }

    [Fact]
    public async Task An_excerpt_is_taken_only_where_somebody_says_that_it_is_one_and_can_be_read_again()
    {
        var path = Path.Combine(folder, "few.xml");
        var sema = ListSources.Find("ca-sema")!;
        File.WriteAllText(path, "<data-set><record><Country>Belarus</Country><Entity>Invented Works</Entity><Item>1</Item></record></data-set>");
        Assert.Contains("--excerpt", (await intake.IngestAsync(path, sema, Ct)).Error, StringComparison.Ordinal);
        Assert.Empty(await lake.CurrentListsAsync(Ct));

        var taken = await new ListIntake(lake, excerpts: true).IngestAsync(path, sema, Ct);
        Assert.Null(taken.Error);
        Assert.Contains(taken.Notes, n => n.Contains("is an excerpt with 1 records", StringComparison.Ordinal));
        await AssertReadAgainAsync(taken.Version!);
    }

    [Fact]
    public async Task A_set_without_a_file_it_needs_is_refused_and_what_was_current_stays()
    {
        WriteSet("whole");
        WriteSet("half");
        var source = ListSources.Find("us-ofac-sdn")!;
        var whole = await intake.IngestAsync(Path.Combine(folder, "whole", "sdn.csv"), source, Ct);
        File.Delete(Path.Combine(folder, "half", "alt.csv"));
        File.AppendAllText(Path.Combine(folder, "half", "sdn.csv"), Party(9999) + "\n");
        var half = await intake.IngestAsync(Path.Combine(folder, "half", "sdn.csv"), source, Ct);
        Assert.Contains("ALT.CSV (their other names) is missing", half.Error, StringComparison.Ordinal);
        Assert.Equal([whole.Version!], await lake.CurrentListsAsync(Ct));
    }

    [Fact]
    public async Task A_folder_and_its_files_give_the_list_once()
    {
        WriteSet("set");
        await using var bench = await Weir.Desk.Workbench.OpenAsync(new(null, Path.Combine(folder, "other")), TimeProvider.System, Ct);
        var report = await bench.IngestAsync([Path.Combine(folder, "set")], new IngestOptions(), null, Ct);
        Assert.Single(report.Files, f => f.List is not null);
        Assert.False(report.Failed);
        Assert.Equal(2, report.Files.Count(f => f.LeftAlone));
    }

    [Fact]
    public async Task A_zipped_list_is_unpacked_and_kept_as_received()
    {
        var path = Path.Combine(folder, "entities.zip");
        await using (var file = File.Create(path))
        await using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        await using (var entry = await zip.CreateEntry("entities.ftm.json").OpenAsync(Ct))
            await entry.WriteAsync(Encoding.UTF8.GetBytes(Line("a", "A") + Line("b", "B")), Ct);
        var source = await ListIntake.RecogniseAsync(path, Ct);
        Assert.Equal("ftm-example", source!.Description.Id);
        var taken = await intake.IngestAsync(path, source, Ct);
        Assert.Equal(2, taken.Version!.Entities);
        Assert.Equal(new FileInfo(path).Length, (await lake.FindSnapshotAsync(taken.Version.Snapshot, Ct))!.Bytes);
    }

    [Fact]
    public async Task Changes_make_a_new_version_once_and_a_broken_chain_makes_none()
    {
        var source = ListSources.Find("ftm:example")!;
        var early = await intake.IngestAsync(Write("early.delta.json", Change("DEL", "a")), source, Ct);
        Assert.Contains("ingest the whole list first", early.Error, StringComparison.Ordinal);
        await intake.IngestAsync(Write("entities.ftm.json", Line("a", "A") + Line("b", "B")), source, Ct);
        var second = await intake.IngestAsync(Write("entities.delta.json", Change("MOD", "b", "B2") + Change("ADD", "c", "C")), source, Ct);
        Assert.Equal(["A", "B2", "C"], (await EntitiesAsync(second.Version!)).Select(e => e.Caption));
        Assert.Equal(second.Version, (await intake.IngestAsync(Path.Combine(folder, "entities.delta.json"), source, Ct)).Version);
        var third = await intake.IngestAsync(Write("entities.delta.json", Change("DEL", "a")), source, Ct);
        Assert.Equal(["B2", "C"], (await EntitiesAsync(third.Version!)).Select(e => e.Caption));
        var broken = await intake.IngestAsync(Write("entities.delta.json", Change("MOD", "a", "A3")), source, Ct);
        Assert.Contains("an earlier change took away", broken.Error, StringComparison.Ordinal);
        Assert.Equal([third.Version!], await lake.CurrentListsAsync(Ct));
    }

    [Fact]
    public async Task What_could_not_be_read_and_what_was_noted_stays_with_the_file()
    {
        var many = string.Concat(Enumerable.Range(0, 200).Select(n => Line($"e{n}", "X")));
        var taken = await intake.IngestAsync(Write("entities.ftm.json", many + "{\"id\":1}\n"), ListSources.Find("ftm:example")!, Ct);
        Assert.Equal(1, taken.Quarantined);
        Assert.Equal("has no text 'id'", Assert.Single(await lake.QuarantineAsync(taken.Version!.Snapshot, Ct)).Reason);
    }

    /// <summary>From the received files alone the same bytes come out again.</summary>
    private async Task AssertReadAgainAsync(ListVersion version)
    {
        var file = Path.Combine(lake.Home, version.File);
        var before = await File.ReadAllBytesAsync(file, Ct);
        await lake.DisposeAsync();
        File.Delete(file);
        await Weir.Desk.Workbench.RepairAsync(new(null, Path.Combine(folder, "home")), TimeProvider.System, bringBackDropped: false, null, Ct);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, Ct));
    }

    private async Task<List<Entity>> EntitiesAsync(ListVersion version)
    {
        await using var stream = await lake.OpenListAsync(version, Ct);
        var found = new List<Entity>();
        await foreach (var entity in FtmJsonLines.ReadAsync(stream, cancellation: Ct))
            found.Add(entity);
        return found;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private void WriteSet(string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        Write(Path.Combine(name, "sdn.csv"), string.Concat(Enumerable.Range(1000, 1100).Select(n => Party(n) + "\n")));
        Write(Path.Combine(name, "alt.csv"), "1007,1,\"aka\",\"Other Name 7\",-0- \n");
        Write(Path.Combine(name, "add.csv"), "1008,1,-0- ,\"Moscow\",\"Russia\",-0- \n");
    }

    private static string Party(int number) => string.Create(CultureInfo.InvariantCulture, $"{number},\"INVENTED TRADING NO {number}\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ");

    private static string Line(string id, string name) =>
        $"{{\"id\":\"{id}\",\"schema\":\"Company\",\"properties\":{{\"name\":[\"{name}\"]}},\"datasets\":[\"example\"]}}\n";

    private static string Change(string op, string id, string? name = null) =>
        name is null ? $"{{\"op\":\"{op}\",\"entity\":{{\"id\":\"{id}\"}}}}\n" : $"{{\"op\":\"{op}\",\"entity\":{Line(id, name).TrimEnd()}}}\n";
}
