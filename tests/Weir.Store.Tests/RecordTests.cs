using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class RecordTests
{
    [Fact]
    public async Task A_list_has_versions_and_the_newest_is_current()
    {
        await using var lake = await CreateAsync();
        var monday = (await KeepAsync(lake.Lake, "monday")).Sha256;
        var tuesday = (await KeepAsync(lake.Lake, "tuesday")).Sha256;
        var same = (await KeepAsync(lake.Lake, "tuesday, in another order")).Sha256;
        var first = await lake.Lake.WriteListAsync("us-ofac-sdn", monday, InspectionTests.WriteAsync("{\"id\":\"a\"}\n"), Ct);
        var second = await lake.Lake.WriteListAsync("us-ofac-sdn", tuesday, InspectionTests.WriteAsync("{\"id\":\"a\"}\n{\"id\":\"b\"}\n"), Ct);
        var other = await lake.Lake.WriteListAsync("eu-fsf", monday, InspectionTests.WriteAsync(""), Ct);

        Assert.Equal(("us-ofac-sdn", 1, monday, 1, "lists/us-ofac-sdn/0001/entities.ftm.json"), (first.List, first.Number, first.Snapshot, first.Entities, first.File));
        Assert.Equal((2, 2), (second.Number, second.Entities));
        Assert.True(first.CurrentFrom < second.CurrentFrom);
        Assert.Equal(second, await lake.Lake.WriteListAsync("us-ofac-sdn", same, InspectionTests.WriteAsync("{\"id\":\"a\"}\n{\"id\":\"b\"}\n"), Ct));
        Assert.Equal(second, await lake.Lake.WriteListAsync("us-ofac-sdn", tuesday, (_, _) => throw new InvalidOperationException("not asked again"), Ct));
        await lake.ReopenAsync();
        Assert.Equal([other, second], await lake.Lake.CurrentListsAsync(Ct));
        await using var entities = await lake.Lake.OpenListAsync(second, Ct);
        Assert.Equal("{\"id\":\"a\"}\n{\"id\":\"b\"}\n", await new StreamReader(entities).ReadToEndAsync(Ct));
        Assert.Equal((SnapshotState.Read, 2L), ((await lake.Lake.FindSnapshotAsync(same, Ct))!.State, (await lake.Lake.FindSnapshotAsync(same, Ct))!.Accepted));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_list_writer_that_throws_leaves_the_current_version()
    {
        await using var lake = await CreateAsync();
        var first = await lake.Lake.WriteListAsync("eu-fsf", (await KeepAsync(lake.Lake, "a")).Sha256, InspectionTests.WriteAsync("{}\n"), Ct);
        await Assert.ThrowsAsync<FormatException>(async () => await lake.Lake.WriteListAsync("eu-fsf", (await KeepAsync(lake.Lake, "b")).Sha256, (_, _) => throw new FormatException("no list"), Ct));
        Assert.Equal([first], await lake.Lake.CurrentListsAsync(Ct));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task The_last_build_of_a_brief_is_the_one_recorded_last()
    {
        await using var lake = await CreateAsync();
        Assert.Null(await lake.Lake.LastBuildAsync("desk", "fibre", Ct));
        var at = new DateTimeOffset(2025, 10, 14, 12, 0, 0, TimeSpan.FromHours(3));
        await lake.Lake.SaveBuildAsync(new("desk", "fibre", at, at, "{\"n\":1}"), Ct);
        await lake.Lake.SaveBuildAsync(new("desk", "fibre", at.AddTicks(-5), at, "{\"n\":2,\"слово\":\"да\"}"), Ct);
        await lake.Lake.SaveBuildAsync(new("desk", "batteries", at, at, "{}"), Ct);
        await lake.ReopenAsync();
        Assert.Equal(new BriefBuild("desk", "fibre", at.AddTicks(-5), at, "{\"n\":2,\"слово\":\"да\"}"), await lake.Lake.LastBuildAsync("desk", "fibre", Ct));
        Assert.Null(await lake.Lake.LastBuildAsync("elsewhere", "fibre", Ct));
    }

    [Fact]
    public async Task Views_are_counted_page_by_page()
    {
        await using var lake = await CreateAsync();
        Assert.Equal(1, await lake.Lake.CountViewAsync("/a", Ct));
        Assert.Equal(2, await lake.Lake.CountViewAsync("/a", Ct));
        Assert.Equal(1, await lake.Lake.CountViewAsync("/b", Ct));
        await lake.ReopenAsync();
        Assert.Equal(3, await lake.Lake.CountViewAsync("/a", Ct));
    }

    [Fact]
    public async Task Snapshots_come_in_the_order_they_were_received()
    {
        await using var lake = await CreateAsync();
        foreach (var text in new[] { "c", "a", "b" })
            await KeepAsync(lake.Lake, text, text + ".csv");
        lake.Clock.Now -= TimeSpan.FromDays(1);
        await KeepAsync(lake.Lake, "earlier", "earlier.csv");
        Assert.Equal(["earlier.csv", "c.csv", "a.csv", "b.csv"], (await lake.Lake.SnapshotsAsync(Ct)).Select(s => s.Origin.FileName));
    }
}
