using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

/// <summary>How much of what is asked about the lake holds: what was read and what the sources say of it, together.</summary>
public sealed class CompletenessTests
{
    private const int Russia = 643;
    private const int Ukraine = 804;

    [Fact]
    public async Task Each_period_is_complete_partial_not_published_or_not_read()
    {
        await using var lake = await CreateAsync();
        await IngestAsync(lake.Lake, "one", [Cell("854470", "2025-05", 1), Cell("854470", "2025-06", 1), Cell("854470", "2025-07", 1)],
        [
            Said("2025-05", Completeness.Complete), Said("2025-06", Completeness.Partial), Said("2025-07", Completeness.Unknown),
            Said("2025-08", Completeness.Complete), Said("2025-09", Completeness.NotPublished), Said("2025-10", Completeness.Unknown),
        ]);
        Assert.Equal(
            [("2025-05", Extent.Complete, 1), ("2025-06", Extent.Partial, 1), ("2025-07", Extent.Partial, 1), ("2025-08", Extent.Complete, 0), ("2025-09", Extent.NotPublished, 0), ("2025-10", Extent.NotRead, 0)],
            await AskAsync(lake, new()));
    }

    [Fact]
    public async Task A_whole_file_makes_its_periods_complete()
    {
        await using var lake = await CreateAsync();
        await IngestAsync(lake.Lake, "one", [Cell("854470", "2025-05", 1)], [Said("2025-05", Completeness.Whole), Said("2025-06", Completeness.Whole, ["854470"], [])]);
        Assert.Equal([("2025-05", Extent.Complete, 1), ("2025-06", Extent.NotRead, 0)], await AskAsync(lake, new()));
        Assert.Equal([("2025-05", Extent.Complete, 1), ("2025-06", Extent.Complete, 0)], await AskAsync(lake, new() { Commodities = ["854470"] }));
    }

    [Fact]
    public async Task A_statement_holds_for_the_codes_and_partners_that_it_names_and_no_others()
    {
        await using var lake = await CreateAsync();
        await IngestAsync(lake.Lake, "one", [Cell("854470", "2025-08", 1, partner: Russia)],
            [Said("2025-08", Completeness.Unknown), Said("2025-08", Completeness.Complete, ["854470", "85"], [Russia, Ukraine])]);

        async Task<Extent> HeldAsync(string[] codes, int[] partners) => Assert.Single(await AskAsync(lake, new() { Commodities = codes, Partners = partners })).Extent;
        Assert.Equal(Extent.Complete, await HeldAsync(["854470"], [Russia]));
        Assert.Equal(Extent.Complete, await HeldAsync(["854470", "85"], [Russia, Ukraine]));
        Assert.Equal(Extent.Complete, await HeldAsync(["854470"], [Ukraine]));
        Assert.Equal(Extent.Partial, await HeldAsync(["854470", "85"], [Russia, Ukraine, 398]));
        Assert.Equal(Extent.Partial, await HeldAsync(["854470"], []));
        Assert.Equal(Extent.Partial, await HeldAsync([], [Russia]));
        Assert.Equal(Extent.Partial, await HeldAsync(["854470", "900110"], [Russia]));
        Assert.Equal(Extent.NotRead, await HeldAsync(["900110"], [Russia]));
        // 85 was asked for and given: that says nothing of what lies below it.
        Assert.Equal(Extent.NotRead, await HeldAsync(["8507"], [Russia]));
        Assert.Equal(Extent.NotRead, await HeldAsync(["854470"], [398]));
    }

    [Fact]
    public async Task Statements_of_several_files_add_up_and_a_later_one_ends_not_published()
    {
        await using var lake = await CreateAsync();
        await IngestAsync(lake.Lake, "early", [], [Said("2025-08", Completeness.NotPublished)]);
        var early = lake.Clock.Now;
        lake.Clock.Now += TimeSpan.FromDays(30);
        await IngestAsync(lake.Lake, "one", [Cell("854470", "2025-08", 1)], [Said("2025-08", Completeness.Complete, ["854470"], [])]);
        Assert.Equal([("2025-08", Extent.Partial, 1)], await AskAsync(lake, new() { Commodities = ["854470", "900110"] }));
        lake.Clock.Now += TimeSpan.FromDays(1);
        await IngestAsync(lake.Lake, "two", [Cell("900110", "2025-08", 1)], [Said("2025-08", Completeness.Complete, ["900110"], [])]);

        Assert.Equal([("2025-08", Extent.Complete, 2)], await AskAsync(lake, new() { Commodities = ["854470", "900110"] }));
        Assert.Equal([("2025-08", Extent.Partial, 2)], await AskAsync(lake, new()));
        Assert.Equal([("2025-08", Extent.NotPublished, 0)], await AskAsync(lake, new() { AsOf = early }));
        Assert.Empty(await AskAsync(lake, new() { AsOf = early.AddDays(-1) }));
    }

    [Fact]
    public async Task Cells_that_are_all_there_need_nobody_to_say_so()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1, partner: Russia), Cell("854470", "2025-08", 1, partner: Ukraine), Cell("85447000", "2025-07", 1));
        Assert.Equal([("2025-08", Extent.Complete, 2)], await AskAsync(lake, new() { Commodities = ["854470"], Partners = [Russia, Ukraine], From = Period.Parse("2025-08") }));
        Assert.Equal([("2025-08", Extent.Partial, 2)], await AskAsync(lake, new() { Commodities = ["854470"], From = Period.Parse("2025-08") }));
        // A code below the asked one may be all of it or a part.
        Assert.Equal([("2025-07", Extent.Partial, 1)], await AskAsync(lake, new() { Commodities = ["854470"], Partners = [Russia], To = Period.Parse("2025-07") }));
    }

    [Fact]
    public async Task Sources_reporters_flows_and_periods_limit_the_answer()
    {
        await using var lake = await CreateAsync();
        await IngestAsync(lake.Lake, "one", [Cell("854470", "2025-07", 1), Cell("854470", "2025-08", 1)],
            [Said("2025-08", Completeness.Complete) with { Flow = Flow.Import }, Said("2025-08", Completeness.Complete) with { Reporter = 398 }]);
        Assert.Equal(4, (await AskAsync(lake, new())).Count);
        Assert.Equal([("2025-07", Extent.Partial, 1)], await AskAsync(lake, new() { To = Period.Parse("2025-07") }));
        Assert.Equal([("2025-08", Extent.Complete, 0)], await AskAsync(lake, new() { Flows = [Flow.Import] }));
        Assert.Equal([("2025-08", Extent.Complete, 0)], await AskAsync(lake, new() { Reporters = [398] }));
        Assert.Empty(await AskAsync(lake, new() { Sources = ["comtrade"] }));
    }

    private static Coverage Said(string period, Completeness what, IReadOnlyList<string>? codes = null, IReadOnlyList<int>? partners = null) =>
        new(156, Flow.Export, Period.Parse(period), codes ?? [], partners ?? [], what);

    private static async Task<IReadOnlyList<(string Period, Extent Extent, long Cells)>> AskAsync(LakeFixture lake, CellQuery query) =>
        [.. (await lake.Lake.Flows.CompletenessAsync(query, Ct)).Select(c => (c.Period.ToString(), c.Extent, c.Cells))];
}
