using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class IngestTests
{
    [Fact]
    public async Task A_file_is_kept_read_and_found_again_after_reopening()
    {
        await using var lake = await CreateAsync();
        var outcome = await lake.IngestAsync(Cell("854470", "2025-07", 55_000_000), Cell("854470", "2025-08", 528_000_000));

        Assert.Equal((1, 2L, 0L, 0L, false), (outcome.NewVersions, outcome.Added, outcome.Changed, outcome.Unchanged, outcome.AlreadyKnown));
        Assert.Equal(SnapshotState.Read, outcome.Snapshot.State);
        await lake.ReopenAsync();
        var cells = await lake.AllAsync();
        Assert.Equal([55_000_000, 528_000_000], cells.Select(c => c.SecondQuantity.Amount!.Value));
        Assert.Equal(new ObservationId(outcome.Snapshot.Sha256, 3), cells[1].Id);
        Assert.True(File.Exists(Path.Combine(lake.Home, "flows/gacc/CHN/2025/0001.parquet")));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task The_same_bytes_twice_change_nothing()
    {
        await using var lake = await CreateAsync();
        var first = await IngestAsync(lake.Lake, "the file", [Cell("854470", "2025-08", 1)]);
        var files = Directory.GetFiles(lake.Home, "*", SearchOption.AllDirectories).Order().ToList();
        lake.Clock.Now += TimeSpan.FromDays(1);
        var second = await IngestAsync(lake.Lake, "the file", [Cell("854470", "2025-08", 2)]);

        Assert.True(second.AlreadyKnown);
        Assert.Equal(0, second.NewVersions);
        Assert.Equal(first.Snapshot.ReceivedAt, second.Snapshot.ReceivedAt);
        Assert.Equal(1, (await lake.AllAsync()).Single().SecondQuantity.Amount);
        Assert.Equal(files, Directory.GetFiles(lake.Home, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task The_same_cells_in_another_file_make_no_new_version()
    {
        await using var lake = await CreateAsync();
        var first = await lake.IngestAsync(Cell("854470", "2025-07", 1), Cell("850760", "2025-07", null));
        var second = await lake.IngestAsync(Cell("850760", "2025-07", null), Cell("854470", "2025-07", 1));

        Assert.Equal((0, 0L, 0L, 2L, false), (second.NewVersions, second.Added, second.Changed, second.Unchanged, second.AlreadyKnown));
        Assert.Single(await lake.Lake.VersionsAsync(Ct));
        Assert.All(await lake.AllAsync(), c => Assert.Equal(first.Snapshot.Sha256, c.Id.Snapshot));
    }

    [Fact]
    public async Task A_part_is_laid_over_what_is_current_and_the_old_vintage_stays()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-06", 1), Cell("854470", "2025-07", 2), Cell("850760", "2025-07", 3));
        var before = lake.Clock.Now;
        lake.Clock.Now += TimeSpan.FromDays(30);
        var revision = await lake.IngestAsync(Cell("854470", "2025-07", 20), Cell("854470", "2025-08", 4), Cell("854470", "2025-06", 1));

        Assert.Equal((1, 1L, 1L, 1L), (revision.NewVersions, revision.Added, revision.Changed, revision.Unchanged));
        Assert.Equal([3, 1, 20, 4], (await lake.AllAsync()).Select(c => c.SecondQuantity.Amount!.Value));
        Assert.Equal([3, 1, 2], (await lake.AllAsync(before)).Select(c => c.SecondQuantity.Amount!.Value));
        Assert.Equal([3, 1, 2], (await lake.AllAsync(lake.Clock.Now.AddTicks(-1))).Select(c => c.SecondQuantity.Amount!.Value));
        Assert.Empty(await lake.AllAsync(before.AddTicks(-1)));
        Assert.Equal([1, 2], (await lake.Lake.VersionsAsync(Ct)).Select(v => v.Number));
    }

    [Fact]
    public async Task Two_changes_in_one_tick_and_a_clock_set_back_still_have_an_order()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        await lake.IngestAsync(Cell("854470", "2025-08", 2));
        lake.Clock.Now -= TimeSpan.FromDays(2);
        await lake.IngestAsync(Cell("854470", "2025-08", 3));

        var versions = await lake.Lake.VersionsAsync(Ct);
        Assert.Equal(3, versions.Select(v => v.CurrentFrom).Distinct().Count());
        for (var i = 0; i < 3; i++)
            Assert.Equal(i + 1, (await lake.AllAsync(versions[i].CurrentFrom)).Single().SecondQuantity.Amount);
        Assert.Equal(3, (await lake.AllAsync(await lake.Lake.MomentAsync(Ct))).Single().SecondQuantity.Amount);
    }

    [Fact]
    public async Task Repeated_rows_collapse_and_are_counted()
    {
        await using var lake = await CreateAsync();
        var outcome = await lake.IngestAsync(Cell("854470", "2025-08", 1), Cell("850760", "2025-08", 2), Cell("854470", "2025-08", 1), Cell("854470", "2025-08", 1));

        Assert.Equal(2, outcome.Snapshot.Accepted);
        Assert.Equal(2, Assert.Single(outcome.Snapshot.Summary!.LeftOut).Value);
        Assert.Equal([2, 3], (await lake.AllAsync()).Select(c => c.Id.Row).Order());
    }

    [Fact]
    public async Task Rows_that_contradict_each_other_all_go_to_quarantine_and_name_each_other()
    {
        await using var lake = await CreateAsync();
        var outcome = await lake.IngestAsync(Cell("854470", "2025-08", 1), Cell("850760", "2025-08", 2), Cell("854470", "2025-08", 9));

        Assert.Equal((1L, 2L), (outcome.Snapshot.Accepted, outcome.Snapshot.Quarantined));
        Assert.Equal("850760", (await lake.AllAsync()).Single().Commodity.Code);
        var rows = await lake.Lake.QuarantineAsync(outcome.Snapshot.Sha256, Ct);
        Assert.Equal([2L, 4L], rows.Select(r => r.Row));
        Assert.All(rows, r => Assert.Contains("Rows 2, 4 give the same cell different values", r.Reason, StringComparison.Ordinal));
        Assert.Contains("X 854470 CHN to or from RUS 2025-08", rows[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contradiction_leaves_the_current_cell_as_it_was()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 7));
        var outcome = await lake.IngestAsync(Cell("854470", "2025-08", 1), Cell("854470", "2025-08", 9));

        Assert.Equal(0, outcome.NewVersions);
        Assert.Equal(7, (await lake.AllAsync()).Single().SecondQuantity.Amount);
    }
}
