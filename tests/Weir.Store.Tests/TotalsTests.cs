using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

/// <summary>Publishers' totals beside the sum of details: never added to each other, residuals apart, editions apart, and what is lacking said.</summary>
public sealed class TotalsTests
{
    private const int World = 0;
    private const int Russia = 643;
    private const int Kazakhstan = 398;
    private const int NotSpecified = 899;
    private const int Withheld = 839;
    private const int EuropeanUnion = 97;

    [Fact]
    public async Task The_publishers_total_stands_beside_the_sum_of_its_partners_and_is_never_added_to_it()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Of(World, 100), Of(Russia, 60), Of(Kazakhstan, 25), Of(NotSpecified, 10), Of(Withheld, 5), Of(EuropeanUnion, 7));
        var table = Assert.Single(await AskAsync(lake, TotalsBy.Partner, "854470"));

        Assert.Equal((100, 85, 100, 0), (table.Sum.Published, table.Sum.Details, table.Sum.Sum, table.Sum.Difference));
        Assert.Equal([(ResidualKind.NotSpecified, 10.0), (ResidualKind.Confidential, 5.0)], table.Sum.Residuals.Select(r => (r.Key, r.Value)));
        Assert.Equal(0.1, table.Sum.Share(table.Sum.Residuals[ResidualKind.NotSpecified]));
        Assert.Equal([Russia, Kazakhstan, NotSpecified, Withheld, EuropeanUnion], table.Lines.Select(l => l.Partner!.Value));
        Assert.Equal([null, null, ResidualKind.NotSpecified, ResidualKind.Confidential, null], table.Lines.Select(l => l.Residual));
        Assert.Equal([false, false, false, false, true], table.Lines.Select(l => l.IsGroup));
        Assert.Equal([60.0, 25, 10, 5, 7], table.Lines.Select(l => l.Sum.Sum!.Value));
        Assert.True(table.Sum.AddsUp);
        Assert.Empty(table.Lacks);
    }

    [Fact]
    public async Task A_total_over_an_incomplete_set_says_what_it_lacks()
    {
        await using var lake = await CreateAsync();
        var august = new Coverage(156, Flow.Export, Period.Parse("2025-08"), ["854470"], [], Completeness.Complete);
        var october = new Coverage(156, Flow.Export, Period.Parse("2025-10"), [], [], Completeness.NotPublished);
        await LakeFixture.IngestAsync(lake.Lake, "file",
            [Of(World, 100, "2025-05"), Of(Russia, 60, "2025-05"), Of(World, 100, "2025-06"), Of(Russia, 100, "2025-06"), Of(Russia, 30, "2025-08"), Of(Russia, 30, "2025-11")], [august, october]);

        var table = Assert.Single(await AskAsync(lake, TotalsBy.Period, "854470"));
        Assert.Equal(["2025-05", "2025-06", "2025-08", "2025-11"], table.Lines.Select(l => l.Period.ToString()));
        Assert.Equal([40, 0, null, null], table.Lines.Select(l => l.Sum.Difference));
        Assert.Equal(
            [("2025-05", Extent.Partial), ("2025-07", Extent.NotRead), ("2025-09", Extent.NotRead), ("2025-10", Extent.NotPublished), ("2025-11", Extent.Partial)],
            table.Lacks.Select(g => (g.Period.ToString(), g.Extent)));
        // August has no row of all partners, so the whole span has no publisher's total to compare with.
        Assert.Equal((null, 220), (table.Sum.Published, table.Sum.Details));

        var asked = Assert.Single(await AskAsync(lake, new TotalsQuery(new() { Commodities = ["854470"], From = Period.Parse("2025-04"), To = Period.Parse("2025-06") }, TotalsBy.Partner)));
        Assert.Equal([("2025-04", Extent.NotRead), ("2025-05", Extent.Partial)], asked.Lacks.Select(g => (g.Period.ToString(), g.Extent)));
        Assert.Equal((200, 160), (asked.Sum.Published, asked.Sum.Details));
    }

    [Fact]
    public async Task Codes_below_a_code_are_its_details_and_special_ones_stand_apart()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(
            Of(World, 1000, code: "TOTAL"), Of(World, 700, code: "85"), Of(World, 700, code: "8544"), Of(World, 400, code: "854470"), Of(World, 250, code: "854411"),
            Of(World, 200, code: "90"), Of(World, 100, code: "99"), Of(Russia, 5, code: "85"));

        var chapters = Assert.Single(await AskAsync(lake, TotalsBy.Commodity));
        Assert.Equal([("85", 700.0, null), ("90", 200.0, null), ("99", 100.0, ResidualKind.NotSpecified)], chapters.Lines.Select(l => (l.Commodity!, l.Sum.Sum!.Value, l.Residual)));
        Assert.Equal((1000, 900, 1000, true), (chapters.Sum.Published, chapters.Sum.Details, chapters.Sum.Sum, chapters.Sum.AddsUp));

        var below = Assert.Single(await AskAsync(lake, new TotalsQuery(new() { Commodities = ["8544"] }, TotalsBy.Commodity)));
        Assert.Equal(["854411", "854470"], below.Lines.Select(l => l.Commodity));
        // What is told at the heading and at no subheading: withheld, or not read.
        Assert.Equal((700, 650, 50, false), (below.Sum.Published, below.Sum.Details, below.Sum.Difference, below.Sum.AddsUp));
        Assert.Equal([Extent.Partial], below.Lacks.Select(g => g.Extent));

        var six = Assert.Single(await AskAsync(lake, new TotalsQuery(new(), TotalsBy.Commodity) { Level = 6 }));
        Assert.Equal((1000, 650), (six.Sum.Published, six.Sum.Details));
        var russia = Assert.Single(await AskAsync(lake, new TotalsQuery(new() { Partners = [Russia] }, TotalsBy.Commodity)));
        Assert.Equal((null, 5), (russia.Sum.Published, russia.Sum.Details));
    }

    [Fact]
    public async Task A_row_in_detail_counts_only_where_its_total_is_not_there()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(
            Of(Russia, 60), Of(Russia, 40, code: "85447000"), Of(Kazakhstan, 20, code: "85447010"), Of(Kazakhstan, 5, code: "85447090"), Of(Kazakhstan, 99, code: "8544"),
            id => Of(Russia, 30)(id) with { Transport = 1000 }, id => Of(Russia, 30)(id) with { Publication = "meduza", Status = ObservationStatus.Reported });
        var table = Assert.Single(await AskAsync(lake, TotalsBy.Partner, "854470"));
        Assert.Equal([(Russia, 60.0), (Kazakhstan, 25.0)], table.Lines.Select(l => (l.Partner!.Value, l.Sum.Sum!.Value)));
        Assert.True(table.CodesAddedUp);
        Assert.False(Assert.Single(await AskAsync(lake, new TotalsQuery(new() { Commodities = ["854470"], Partners = [Russia] }, TotalsBy.Partner))).CodesAddedUp);
    }

    [Fact]
    public async Task Editions_currencies_years_and_flows_are_tables_of_their_own()
    {
        await using var lake = await CreateAsync();
        var of2017 = new Commodity(Classification.Hs2017, "854470");
        await lake.IngestAsync(
            Of(Russia, 1), id => Of(Russia, 2, "2025-07")(id) with { Commodity = of2017 }, Of(Russia, 4, "2025"),
            id => Of(Russia, 8, "2025-06")(id) with { Currency = "CNY" }, id => Of(Russia, 16)(id) with { Flow = Flow.Import });
        var tables = await AskAsync(lake, TotalsBy.Partner, "854470");
        Assert.Equal(
            [("M", "Hs", "USD", "2025-08", 16.0), ("X", "Hs", "CNY", "2025-06", 8), ("X", "Hs", "USD", "2025", 4), ("X", "Hs", "USD", "2025-08", 1), ("X", "Hs2017", "USD", "2025-07", 2)],
            tables.Select(t => (t.Flow.Code(), t.Edition.ToString(), t.Unit, string.Join(' ', t.Periods), t.Sum.Sum!.Value)));
        // A period that another edition has is not lacking.
        Assert.Equal([["2025-08"], ["2025-07"]], tables.Skip(3).Select(t => t.Lacks.Select(g => g.Period.ToString()).ToArray()));
        var months = await AskAsync(lake, new TotalsQuery(new() { Commodities = ["854470"], Flows = [Flow.Export], From = Period.Parse("2025-01") }, TotalsBy.Partner));
        Assert.DoesNotContain(months, t => t.Periods.Any(p => !p.IsMonth));
    }

    [Fact]
    public async Task All_goods_hold_the_codes_that_are_named_beside_them()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(
            Of(World, 100, code: "TOTAL"), Of(Russia, 70, code: "TOTAL"), Of(Kazakhstan, 30, code: "TOTAL"),
            Of(World, 60, code: "85"), Of(Russia, 50, code: "85"), Of(Kazakhstan, 10, code: "85"));
        var table = Assert.Single(await AskAsync(lake, TotalsBy.Partner, "TOTAL", "85"));
        Assert.Equal((100, 100), (table.Sum.Published, table.Sum.Sum));
        Assert.Equal([70.0, 30], table.Lines.Select(l => l.Sum.Sum!.Value));
    }

    [Fact]
    public async Task All_goods_are_the_same_in_every_edition()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(
            id => Of(World, 100)(id) with { Commodity = new(Classification.Hs, "TOTAL") },
            id => Of(World, 60)(id) with { Commodity = new(Classification.Hs2022, "85") }, id => Of(World, 40)(id) with { Commodity = new(Classification.Hs2022, "90") });
        var table = Assert.Single(await AskAsync(lake, TotalsBy.Commodity));
        Assert.Equal((Classification.Hs2022, 100, 100), (table.Edition, table.Sum.Published, table.Sum.Sum));
    }

    [Fact]
    public async Task Without_a_row_of_all_partners_the_partners_of_each_code_are_added_up_and_it_says_so()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Of(Russia, 60), Of(Kazakhstan, 25), Of(EuropeanUnion, 7), Of(NotSpecified, 1));
        var table = Assert.Single(await AskAsync(lake, TotalsBy.Commodity));
        Assert.Equal((86.0, true, null), (Assert.Single(table.Lines).Sum.Sum!.Value, table.PartnersAddedUp, table.Sum.Published));
    }

    [Fact]
    public async Task Amounts_are_added_up_in_any_unit_that_they_convert_to()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(
            id => Of(Russia, 10)(id) with { SecondQuantity = new(527_000, "m") }, id => Of(Kazakhstan, 10)(id) with { Quantity = new(2, "km") },
            id => Of(76, 10)(id) with { Quantity = new(0, "km") }, id => Of(51, 10)(id) with { Quantity = new(4, "u"), NetWeightKg = 3 });
        var km = Assert.Single(await AskAsync(lake, new TotalsQuery(new() { Commodities = ["854470"] }, TotalsBy.Partner) { Unit = Units.Kilometre }));
        Assert.Equal(("km", 529.0, 2L, 2L), (km.Unit, km.Sum.Sum!.Value, km.Sum.Cells, km.Unmeasured));
        var tonnes = Assert.Single(await AskAsync(lake, new TotalsQuery(new() { Commodities = ["854470"] }, TotalsBy.Partner) { Unit = Units.Tonne }));
        Assert.Equal(0.003, tonnes.Sum.Sum!.Value, 12);
        Assert.Equal("USD", Assert.Single(await AskAsync(lake, new TotalsQuery(new() { Commodities = ["854470"] }, TotalsBy.Partner) { Unit = Units.UsDollar })).Unit);
        Assert.Empty(await AskAsync(lake, new TotalsQuery(new() { Commodities = ["854470"] }, TotalsBy.Partner) { Unit = Units.Euro }));
    }

    [Fact]
    public async Task Several_codes_have_a_publishers_total_only_where_each_has_one()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Of(World, 100), Of(Russia, 60), Of(World, 10, "2025-08", "900110"), Of(Russia, 5, code: "900110"), Of(World, 100, "2025-07"), Of(Russia, 60, "2025-07"));
        var table = Assert.Single(await AskAsync(lake, new TotalsQuery(new() { Commodities = ["854470", "900110"] }, TotalsBy.Period)));
        Assert.Equal([null, 110], table.Lines.Select(l => l.Sum.Published));
        Assert.Equal([60.0, 65], table.Lines.Select(l => l.Sum.Sum!.Value));
    }

    [Fact]
    public async Task Yesterdays_total_is_still_there_today()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Of(World, 100), Of(Russia, 100));
        var yesterday = lake.Clock.Now;
        lake.Clock.Now += TimeSpan.FromDays(1);
        await lake.IngestAsync(Of(World, 120), Of(Russia, 120));
        var query = new TotalsQuery(new() { Commodities = ["854470"] }, TotalsBy.Partner);
        Assert.Equal(120, Assert.Single(await AskAsync(lake, query)).Sum.Published);
        Assert.Equal(100, Assert.Single(await AskAsync(lake, query with { Cells = query.Cells with { AsOf = yesterday } })).Sum.Published);
        Assert.Empty(await AskAsync(lake, query with { Cells = query.Cells with { AsOf = yesterday.AddDays(-1) } }));
    }

    private static Func<ObservationId, Observation> Of(int partner, double value, string period = "2025-08", string code = "854470") =>
        Cell(code, period, null, value, partner);

    private static Task<IReadOnlyList<TotalTable>> AskAsync(LakeFixture lake, TotalsBy by, params string[] codes) => AskAsync(lake, new TotalsQuery(new() { Commodities = codes }, by));

    private static Task<IReadOnlyList<TotalTable>> AskAsync(LakeFixture lake, TotalsQuery query) => lake.Lake.Flows.TotalsAsync(query, Ct);
}
