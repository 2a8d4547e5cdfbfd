using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class RevisionTests
{
    private static Func<ObservationId, Observation> With(Func<ObservationId, Observation> cell, Func<Observation, Observation> change) => id => change(cell(id));

    private static async Task<Revisions> SinceAsync(LakeFixture lake, DateTimeOffset since, CellQuery? cells = null, int? limit = null, params IReadOnlyList<RevisionKind> kinds) =>
        await lake.Lake.Flows.RevisionsAsync(new() { Since = since, Cells = cells ?? new() { TotalsOnly = false }, Limit = limit, Kinds = kinds }, Ct);

    /// <summary>Takes in a day's file and gives the moment just after it.</summary>
    private static async Task<DateTimeOffset> DayAsync(LakeFixture lake, params IReadOnlyList<Func<ObservationId, Observation>> cells)
    {
        lake.Clock.Now += TimeSpan.FromDays(1);
        await lake.IngestAsync(cells);
        return lake.Clock.Now;
    }

    private static string Said(Revision r) => FormattableString.Invariant($"{r.Kind} {r.Cell.Commodity.Code} {r.Amount?.Measure} {r.Amount?.Was}>{r.Amount?.Now} {r.Amount?.Unit}");

    [Fact]
    public async Task The_largest_change_comes_first_with_what_it_was_and_by_how_much()
    {
        await using var lake = await CreateAsync();
        var first = await DayAsync(lake, Cell("01", "2025-08", 1, 100), Cell("02", "2025-08", 1, 1000), Cell("03", "2025-08", 1, 5), Cell("04", "2024-08", 1, 7));
        await DayAsync(lake, Cell("01", "2025-08", 1, 150), Cell("02", "2025-08", 1, 400), Cell("03", "2025-08", 1, 5), Cell("05", "2025-08", 1, 300));

        var found = await SinceAsync(lake, first);

        Assert.Equal(["Changed 02 Value 1000>400 USD", "Added 05 Value >300 USD", "Changed 01 Value 100>150 USD"], found.Largest.Select(Said));
        Assert.Equal((1L, 0L, 2L, 3L), (found.Added, found.Removed, found.Changed, found.Total));
        Assert.Equal([-600d, 300, 50], found.Largest.Select(r => r.Amount!.Change));
        Assert.Equal([0.4, null, 1.5], found.Largest.Select(r => r.Amount!.Ratio));
        Assert.Equal((1000, 400), (found.Largest[0].Was!.Value, found.Largest[0].Now!.Value));
        Assert.Null(found.Largest[1].Was);
        Assert.NotEqual(found.Largest[0].Was!.Id.Snapshot, found.Largest[0].Now!.Id.Snapshot);
    }

    [Fact]
    public async Task Between_any_two_moments_what_came_back_to_what_it_was_is_no_revision()
    {
        await using var lake = await CreateAsync();
        var empty = lake.Clock.Now;
        var first = await DayAsync(lake, Cell("01", "2025-08", 1, 100));
        var second = await DayAsync(lake, Cell("01", "2025-08", 1, 200));
        var third = await DayAsync(lake, Cell("01", "2025-08", 1, 100));

        Assert.Equal(0, (await SinceAsync(lake, first)).Total);
        Assert.Equal(["Changed 01 Value 200>100 USD"], (await SinceAsync(lake, second)).Largest.Select(Said));
        Assert.Equal(["Changed 01 Value 100>200 USD"], (await SinceAsync(lake, first, new() { AsOf = second })).Largest.Select(Said));
        Assert.Equal(["Added 01 Value >200 USD"], (await SinceAsync(lake, empty, new() { AsOf = second })).Largest.Select(Said));
        Assert.Equal(0, (await SinceAsync(lake, third)).Total);
        Assert.Equal(0, (await SinceAsync(lake, second, new() { AsOf = third.AddTicks(-1) })).Total);
        await Assert.ThrowsAsync<ArgumentException>(() => SinceAsync(lake, third, new() { AsOf = second }));
    }

    [Fact]
    public async Task A_cell_that_a_complete_file_no_longer_has_was_removed()
    {
        await using var lake = await CreateAsync();
        Coverage[] whole = [new(156, Flow.Export, Period.Parse("2025-08"), [], [], Completeness.Complete)];
        await IngestAsync(lake.Lake, "first", [Cell("01", "2025-08", 1, 100), Cell("02", "2025-08", 1, 70)], whole);
        var first = lake.Clock.Now;
        lake.Clock.Now += TimeSpan.FromDays(1);
        await IngestAsync(lake.Lake, "second", [Cell("01", "2025-08", 1, 100)], whole);

        var found = await SinceAsync(lake, first);

        Assert.Equal(["Removed 02 Value 70> USD"], found.Largest.Select(Said));
        Assert.Equal((0L, 1L, 0L, -70d, null), (found.Added, found.Removed, found.Changed, found.Largest[0].Amount!.Change, found.Largest[0].Amount!.Ratio));
        Assert.Null(found.Largest[0].Now);
    }

    [Fact]
    public async Task Where_the_money_can_t_be_compared_a_quantity_of_one_unit_is()
    {
        await using var lake = await CreateAsync();
        Func<ObservationId, Observation> Of(string code, double? value, string? currency, double? metres, string unit = "m", double? kg = 9) =>
            With(Cell(code, "2025-08", metres, value), o => o with { Currency = currency, SecondQuantity = new(metres, unit), NetWeightKg = kg });
        var first = await DayAsync(lake, Of("01", 10, "USD", 5), Of("02", null, null, 5), Of("03", 10, "USD", 5), Of("04", 10, "USD", 5, "m"), Of("05", 10, "USD", 5));
        await DayAsync(lake, Of("01", 70, "CNY", 6), Of("02", 10, "USD", 7), Of("03", 10, "USD", 8), Of("04", 10, "USD", 5000, "mm", 4), Of("05", 10, "CNY", 5));

        // Metres and kilograms can't be compared either, so they take turns; what only changed its currency is measured by nothing.
        Assert.Equal(
            ["Changed 04 NetWeight 9>4 kg", "Changed 03 SecondQuantity 5>8 m", "Changed 02 SecondQuantity 5>7 m", "Changed 01 SecondQuantity 5>6 m", "Changed 05  > "],
            (await SinceAsync(lake, first)).Largest.Select(Said));
    }

    [Fact]
    public async Task The_units_take_turns_and_a_limit_cuts_the_list_but_not_the_counts()
    {
        await using var lake = await CreateAsync();
        var first = await DayAsync(lake, Cell("99", "2025-08", 1));
        await DayAsync(lake, [Cell("01", "2025-08", 1, 10), Cell("02", "2025-08", 1, 30), Cell("03", "2025-08", 1, 20), Cell("04", "2025-08", 9, null), Cell("05", "2025-08", 8, null)]);

        Assert.Equal(["02", "04", "03", "05", "01"], (await SinceAsync(lake, first)).Largest.Select(r => r.Cell.Commodity.Code));
        var cut = await SinceAsync(lake, first, limit: 3);
        Assert.Equal((3, 5L), (cut.Largest.Count, cut.Added));
        Assert.Equal((0, 5L), ((await SinceAsync(lake, first, limit: 0)).Largest.Count, (await SinceAsync(lake, first, limit: 0)).Total));
        Assert.Equal((0, 5L), ((await SinceAsync(lake, first, kinds: RevisionKind.Changed)).Largest.Count, (await SinceAsync(lake, first, kinds: RevisionKind.Changed)).Added));
    }

    [Fact]
    public async Task Every_limit_of_a_query_of_cells_holds_for_revisions_too()
    {
        await using var lake = await CreateAsync();
        var first = await DayAsync(lake, Cell("854470", "2025-07", 1, 1));
        await DayAsync(lake,
            Cell("854470", "2025-08", 1, 2), Cell("854470", "2025-09", 1, 3), Cell("850760", "2025-08", 1, 4), Cell("854470", "2025-08", 1, 5, partner: 804), Cell("854470", "2024-08", 1, 6),
            With(Cell("854470", "2025-08", 1, 7), o => o with { Flow = Flow.Import }), With(Cell("854470", "2025-08", 1, 8), o => o with { Transport = 3 }), With(Cell("854470", "2025-08", 1, 9), o => o with { Reporter = 398 }));

        async Task<IEnumerable<double>> ValuesAsync(CellQuery cells) => (await SinceAsync(lake, first, cells)).Largest.Select(r => r.Now!.Value!.Value);

        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2], await ValuesAsync(new() { TotalsOnly = false }));
        Assert.Equal([9, 7, 6, 5, 4, 3, 2], await ValuesAsync(new()));
        Assert.Equal([4], await ValuesAsync(new() { Commodities = ["85076"] }));
        Assert.Equal([5], await ValuesAsync(new() { Partners = [804] }));
        Assert.Equal([9], await ValuesAsync(new() { Reporters = [398] }));
        Assert.Equal([7], await ValuesAsync(new() { Flows = [Flow.Import] }));
        Assert.Equal([6], await ValuesAsync(new() { To = Period.Parse("2024-12") }));
        Assert.Equal([3], await ValuesAsync(new() { From = Period.Parse("2025-09") }));
        Assert.Empty(await ValuesAsync(new() { Sources = ["comtrade"] }));
        Assert.Empty(await ValuesAsync(new() { Publications = ["meduza"] }));
    }

    [Fact]
    public async Task Units_in_which_nothing_changed_are_not_opened()
    {
        await using var lake = await CreateAsync();
        var first = await DayAsync(lake, Cell("01", "2023-08", 1), Cell("01", "2025-08", 1, 100));
        await DayAsync(lake, Cell("01", "2025-08", 1, 200));
        File.Delete(Path.Combine(lake.Home, (await lake.Lake.VersionsAsync(Ct)).Single(v => v.Year == 2023).File));

        Assert.Equal(1, (await SinceAsync(lake, first)).Changed);
    }

    [Fact]
    public async Task What_changed_without_an_amount_is_a_revision_and_comes_last()
    {
        await using var lake = await CreateAsync();
        var first = await DayAsync(lake, Cell("01", "2025-08", 1, 100), Cell("02", "2025-08", 1, 100), Cell("03", "2025-08", 1, double.MaxValue));
        await DayAsync(lake, With(Cell("01", "2025-08", 1, 100), o => o with { Basis = ValueBasis.Cif }), Cell("02", "2025-08", 1, 101), Cell("03", "2025-08", 1, -double.MaxValue));

        var found = await SinceAsync(lake, first);

        Assert.Equal(["03", "02", "01"], found.Largest.Select(r => r.Cell.Commodity.Code));
        Assert.Equal((ValueBasis.Fob, ValueBasis.Cif, null), (found.Largest[2].Was!.Basis, found.Largest[2].Now!.Basis, found.Largest[2].Amount));
    }

    [Fact]
    public async Task Lists_and_snapshots_of_a_moment_are_those_that_the_lake_had_then()
    {
        await using var lake = await CreateAsync();
        async Task WriteAsync(string file, string text) =>
            await lake.Lake.WriteListAsync("un", (await KeepAsync(lake.Lake, file, file)).Sha256, async (to, ct) => { await to.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), ct); return 1; }, Ct);

        var before = lake.Clock.Now.AddTicks(-1);
        await WriteAsync("first.xml", "one");
        var first = await lake.Lake.MomentAsync(Ct);
        var kept = await KeepAsync(lake.Lake, "kept, read later");
        lake.Clock.Now += TimeSpan.FromDays(1);
        await WriteAsync("second.xml", "two");
        await IngestAsync(lake.Lake, "kept, read later", [Cell("01", "2025-08", 1)]);

        Assert.Empty(await lake.Lake.ListsAsync(before, Ct));
        Assert.Equal([1], (await lake.Lake.ListsAsync(first, Ct)).Select(l => l.Number));
        Assert.Equal([2], (await lake.Lake.ListsAsync(null, Ct)).Select(l => l.Number));
        Assert.Empty(await lake.Lake.SnapshotsAsync(before, Ct));
        var then = (await lake.Lake.SnapshotsAsync(first, Ct)).Single(s => s.Sha256 == kept.Sha256);
        Assert.Equal((SnapshotState.Received, 0L), (then.State, then.Accepted));
        Assert.Null(then.Summary);
        Assert.Equal(2, (await lake.Lake.SnapshotsAsync(first, Ct)).Count);
        Assert.Equivalent(await lake.Lake.SnapshotsAsync(Ct), await lake.Lake.SnapshotsAsync(null, Ct));
    }
}
