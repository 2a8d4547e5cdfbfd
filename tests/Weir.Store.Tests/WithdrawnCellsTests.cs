using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

/// <summary>A cell that a later file no longer has is gone where the file speaks for it, and nowhere else.</summary>
public sealed class WithdrawnCellsTests
{
    private static readonly Func<ObservationId, Observation>[] Before =
    [
        Cell("854470", "2025-07", 1), Cell("854470", "2025-08", 2), Cell("854470", "2025-08", 3, partner: 804), Cell("854470", "2025-08", 4, partner: 398),
        Cell("850760", "2025-08", 5), Cell("8544", "2025-08", 9),
    ];

    [Theory]
    [InlineData(Completeness.Complete)]
    [InlineData(Completeness.Whole)]
    public async Task A_whole_month_without_a_cell_that_was_there_takes_it_back(Completeness said)
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Before);
        var then = lake.Clock.Now;
        lake.Clock.Now += TimeSpan.FromDays(30);
        var revision = await IngestAsync(lake, [Cell("854470", "2025-08", 2), Cell("854470", "2025-08", 4, partner: 398), Cell("850760", "2025-08", 5)], Of(said));

        Assert.Equal((1, 0L, 0L, 1L, 3L), (revision.NewVersions, revision.Added, revision.Changed, revision.Removed, revision.Unchanged));
        // Neither another month nor the heading, of which the file has no row of the kind, is spoken for.
        Assert.Equal(["850760 202508 643", "8544 202508 643", "854470 202508 398", "854470 202507 643", "854470 202508 643"], Names(await lake.AllAsync()));
        Assert.Equal(6, (await lake.AllAsync(then)).Count);
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Theory]
    [InlineData(Completeness.Unknown)]
    [InlineData(Completeness.Partial)]
    [InlineData(Completeness.NotPublished)]
    public async Task A_file_that_is_not_whole_takes_nothing_back(Completeness said)
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Before);
        var revision = await IngestAsync(lake, [Cell("854470", "2025-08", 2), Cell("850760", "2025-08", 5)], Of(said));
        Assert.Equal((0, 0L), (revision.NewVersions, revision.Removed));
        Assert.Equal(6, (await lake.AllAsync()).Count);
    }

    [Fact]
    public async Task Only_the_codes_and_partners_that_were_asked_for_are_spoken_for()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Before);
        Coverage asked = new(156, Flow.Export, Period.Parse("2025-08"), ["854470"], [643, 804], Completeness.Complete);
        var revision = await IngestAsync(lake, [Cell("854470", "2025-08", 2)], [asked]);
        Assert.Equal(1, revision.Removed);
        Assert.DoesNotContain("854470 202508 804", Names(await lake.AllAsync()));
        Assert.Equal(5, (await lake.AllAsync()).Count);
    }

    [Fact]
    public async Task A_flow_or_period_without_any_row_in_the_file_is_left_alone()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Before);
        var nothing = await IngestAsync(lake, [Cell("854470", "2025-07", 1)], Of(Completeness.Whole));
        Assert.Equal((0, 0L), (nothing.NewVersions, nothing.Removed));
        Assert.Equal(6, (await lake.AllAsync()).Count);
    }

    [Fact]
    public async Task A_row_in_quarantine_may_be_any_cell_so_nothing_is_taken_back()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Before);
        var snapshot = await KeepAsync(lake.Lake, "one row can't be read");
        var revision = await lake.Lake.IngestAsync(snapshot.Sha256, Source, (sink, _) =>
        {
            sink.Accept(Cell("854470", "2025-08", 2)(new(snapshot.Sha256, 2)));
            sink.Accept(Cell("854470", "2025-08", 4, partner: 398)(new(snapshot.Sha256, 3)));
            sink.Quarantine(new(4, "quantity", "no number", "x"));
            return Task.FromResult(Summary(3, Of(Completeness.Whole)));
        }, Ct);
        Assert.Equal(0, revision.Removed);
        Assert.Equal(6, (await lake.AllAsync()).Count);
    }

    [Fact]
    public async Task Rows_that_contradict_each_other_take_nothing_back_either()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Before);
        var revision = await IngestAsync(lake,
            [Cell("854470", "2025-08", 2), Cell("854470", "2025-08", 7, partner: 804), Cell("854470", "2025-08", 8, partner: 804), Cell("850760", "2025-08", 5)], Of(Completeness.Whole));
        Assert.Equal((0L, 2L), (revision.Removed, revision.Snapshot.Quarantined));
        Assert.Equal(6, (await lake.AllAsync()).Count);
    }

    [Fact]
    public async Task A_file_that_would_take_back_more_than_half_is_taken_for_broken_off_and_says_so()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Before);
        var revision = await IngestAsync(lake, [Cell("854470", "2025-08", 20)], Of(Completeness.Whole));
        Assert.Equal((1L, 0L), (revision.Changed, revision.Removed));
        Assert.Equal(6, (await lake.AllAsync()).Count);
        Assert.Contains(revision.Snapshot.Summary!.Notes, n => n.StartsWith("3 cells of CHN 2025 that were there before are missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_that_was_taken_back_may_come_again()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Before);
        await IngestAsync(lake, [Cell("854470", "2025-08", 2), Cell("854470", "2025-08", 4, partner: 398), Cell("850760", "2025-08", 5)], Of(Completeness.Whole));
        var again = await lake.IngestAsync(Cell("854470", "2025-08", 33, partner: 804));
        Assert.Equal(1, again.Added);
        Assert.Equal([1, 2, 33], (await lake.AllAsync()).Where(c => c.Commodity.Code == "854470" && c.Partner != 398).Select(c => c.SecondQuantity.Amount!.Value).Order());
    }

    private static IReadOnlyList<Coverage> Of(Completeness said) => [new(156, Flow.Export, Period.Parse("2025-08"), [], [], said)];

    private static Task<IngestOutcome> IngestAsync(LakeFixture lake, IReadOnlyList<Func<ObservationId, Observation>> cells, IReadOnlyList<Coverage> coverage) =>
        LakeFixture.IngestAsync(lake.Lake, Guid.NewGuid().ToString(), cells, coverage);

    private static IEnumerable<string> Names(IEnumerable<Observation> cells) => cells.Select(c => $"{c.Commodity.Code} {c.Period.Number} {c.Partner}");
}
