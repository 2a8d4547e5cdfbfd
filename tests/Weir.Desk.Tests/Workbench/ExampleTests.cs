using Weir.Desk.Claims;
using Weir.Trade;

namespace Weir.Desk.Tests.Bench;

/// <summary>The main job on the example, from files to a brief that verifies.</summary>
public sealed class ExampleTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Start = new(2025, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_desk_is_ingested_once_and_known_the_second_time()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        var first = await bench.IngestDeskAsync(null, None);
        var file = Assert.Single(first.Files);
        Assert.Null(file.Error);
        Assert.Equal("reported", file.Source);
        Assert.False(file.Outcome!.AlreadyKnown);
        Assert.True(file.Outcome.Added > 20);
        Assert.Equal(0, file.Outcome.Snapshot.Quarantined);

        var second = await bench.IngestDeskAsync(null, None);
        Assert.True(Assert.Single(second.Files).Outcome!.AlreadyKnown);
    }

    [Fact]
    public async Task A_series_of_a_publication_keeps_July_as_not_known()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var series = await bench.SeriesAsync(new("fibre-optic-cable", Of("CHN"), Of("RUS"), Unit: "mile"), None);
        var gaze = series.Single(s => s.Key.Publication == "the-gaze");
        Assert.Equal(ObservationStatus.Reported, gaze.Status);
        Assert.Equal(119_000, gaze.At(Period.Month(2025, 5)));
        Assert.Equal(130_000, gaze.At(Period.Month(2025, 6)));
        Assert.Equal(328_000, gaze.At(Period.Month(2025, 8)));
        Assert.Null(gaze.At(Period.Month(2025, 7)));
        Assert.Equal(PointState.NoData, gaze.Points.Single(p => p.Period == Period.Month(2025, 7)).State);
    }

    [Fact]
    public async Task Changes_are_those_of_one_publication_and_say_that_they_are_reported()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var report = await bench.ChangesAsync(null, None);
        var june = report.Changes.Single(c => c.Kind == "month-on-month" && c.Series.Publication == "the-gaze" && c.Series.Goods == "fibre-optic-cable");
        Assert.Equal(Period.Month(2025, 6), june.Period);
        Assert.Equal(130.0 / 119.0, june.Ratio!.Value, 6);
        Assert.All(report.Changes, c => Assert.Equal(ObservationStatus.Reported, c.Status));
        var peak = report.Changes.First(c => c.Kind == "peak" && c.Series.Publication == "the-gaze" && c.Series.Goods == "fibre-optic-cable");
        Assert.Equal(328.0 / 130.0, peak.Ratio!.Value, 6);
        Assert.Contains(report.Changes, c => c.Kind == "comparison" && c.Series.Publication == "caliber-az");
        Assert.DoesNotContain(report.Changes, c => c.Kind == "month-on-month" && c.Period == Period.Month(2025, 8));
        foreach (var words in Desk.Words.Words.Languages.Select(Desk.Words.Words.For))
        {
            Assert.All(report.Changes, c => Assert.NotEmpty(words.Say(c.Text)));
            Assert.All(report.NotKnown, p => Assert.NotEmpty(words.Say(p)));
        }
        var notKnown = report.NotKnown.Select(Desk.Words.Words.For("en").Say).ToList();
        Assert.Contains(notKnown, t => t.Contains("nothing is known of July 2025", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reported_figures_support_no_claim_and_arithmetic_does()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var report = await bench.CheckAsync(null, None);
        Assert.Equal(Verdict.NotCheckable, report.Claims.Single(c => c.Id == "caliber-az/cable-august").Verdict);
        Assert.Equal(Verdict.Supported, report.Claims.Single(c => c.Id == "caliber-az/cable-august-in-km").Verdict);
    }

    [Theory]
    [InlineData("fibre-optic-drones", "en")]
    [InlineData("fibre-optic-drones.ru", "ru")]
    public async Task Both_briefs_build_and_verify(string id, string language)
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var built = await bench.BuildBriefAsync(id, null, None);
        Assert.Equal(language, built.Language);
        Assert.Equal(language == "en" ? "528,000\u00A0km" : "528\u00A0000\u00A0км", built.Figures.Single(f => f.Name == "august_km").Printed);
        Assert.All(built.Figures.Where(f => f.Rows.Count > 0), f => Assert.Equal(ObservationStatus.Reported, f.Status));
        Assert.Contains($"href=\"/trace/{id}~august_km\"", built.Html, StringComparison.Ordinal);
        Assert.Contains("<svg", built.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", built.Markdown, StringComparison.Ordinal);
        Assert.Single(built.Snapshots);

        var verified = await bench.VerifyBriefAsync(id, null, None);
        Assert.True(verified.Reproduced);
        Assert.Empty(verified.Changed);
    }

    [Fact]
    public async Task The_two_languages_of_the_brief_have_the_same_figures()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var english = await bench.BuildBriefAsync("fibre-optic-drones", null, None);
        var russian = await bench.BuildBriefAsync("fibre-optic-drones.ru", null, None);
        Assert.Equal(english.Figures.Select(f => (f.Name, f.Value, f.Range, f.Unit)), russian.Figures.Select(f => (f.Name, f.Value, f.Range, f.Unit)));
    }

    [Fact]
    public async Task A_revised_file_changes_the_figure_now_and_not_then()
    {
        using var desk = TempDesk.OfExample();
        var clock = new StandingClock(Start);
        await using var bench = await desk.OpenAsync(clock);
        await bench.IngestDeskAsync(null, None);
        clock.Now = Start.AddMinutes(1);
        var before = await bench.BuildBriefAsync("fibre-optic-drones", null, None);

        clock.Now = Start.AddDays(1);
        desk.Edit("data/reported.csv", "2025-06,130000,mile,\"130,000 miles\"", "2025-06,131000,mile,\"131,000 miles\"");
        desk.Edit("claims/the-gaze.yaml", "\"130,000 miles\"", "\"131,000 miles\"");
        await bench.IngestDeskAsync(null, None);
        clock.Now = Start.AddDays(2);
        var report = await bench.VerifyBriefAsync("fibre-optic-drones", null, None);
        Assert.True(report.Reproduced);
        var june = Assert.Single(report.Changed, c => c.Name == "june_miles");
        Assert.Equal("130,000\u00A0miles", june.Was);
        Assert.Equal("131,000\u00A0miles", june.Now);
        Assert.Equal("verify.rows-changed", june.Because.Key);
        Assert.Contains(report.Changed, c => c.Name == "over_june");
        Assert.DoesNotContain(report.Changed, c => c.Name == "august_km");

        var old = await bench.BuildBriefAsync("fibre-optic-drones", before.AsOf, None);
        Assert.Equal("130,000\u00A0miles", old.Figures.Single(f => f.Name == "june_miles").Printed);
        var now = await bench.BuildBriefAsync("fibre-optic-drones", null, None);
        Assert.Equal("131,000\u00A0miles", now.Figures.Single(f => f.Name == "june_miles").Printed);
        var series = await bench.SeriesAsync(new("fibre-optic-cable", Of("CHN"), Of("RUS"), Unit: "mile", AsOf: before.AsOf), None);
        Assert.Equal(130_000, series.Single(s => s.Key.Publication == "the-gaze").At(Period.Month(2025, 6)));
    }

    [Fact]
    public async Task A_figure_is_traced_to_the_line_of_the_received_file()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var trace = await bench.TraceAsync("fibre-optic-drones~august_km", null, None);
        Assert.Equal("528,000\u00A0km", trace!.Figure!.Printed);
        var row = Assert.Single(trace.Rows);
        Assert.Equal(File.ReadLines(Path.Combine(desk.Folder, "data", "reported.csv")).ElementAt((int)row.Id.Row - 1), row.Text);
        Assert.Contains("328,000 miles (528,000 km)", row.Text, StringComparison.Ordinal);
        Assert.StartsWith("publication,outlet,", row.Header, StringComparison.Ordinal);

        var byRow = await bench.TraceAsync(row.Id.ToString(), null, None);
        Assert.Equal(row.Text, Assert.Single(byRow!.Rows).Text);
        Assert.Null(await bench.TraceAsync("fibre-optic-drones~no_such", null, None));
        Assert.Null(await bench.TraceAsync("000000000000:1", null, None));
    }

    [Fact]
    public async Task A_figure_that_is_no_trade_flow_is_traced_as_well()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var trace = await bench.TraceAsync("fibre-optic-drones~makers", null, None);
        Assert.Contains("at least 140", Assert.Single(trace!.Rows).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brief_is_written_as_three_files_that_stand_alone()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        await bench.IngestDeskAsync(null, None);
        var built = await bench.BuildBriefAsync("fibre-optic-drones", null, None);
        var files = await bench.WriteBriefAsync(built, Path.Combine(desk.Folder, "out"), None);
        Assert.Equal([".html", ".md", ".json"], files.Select(Path.GetExtension));
        var html = await File.ReadAllTextAsync(files[0], None);
        Assert.Contains("href=\"#figure-august_km\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"figure-august_km\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/trace/", html, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(files[2], None));
        Assert.Equal(built.Figures.Count, json.RootElement.GetProperty("figures").GetArrayLength());
    }

    [Fact]
    public async Task The_plan_names_the_cells_that_decide_claims_and_how_to_get_them_by_hand()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync(new StandingClock(Start));
        var report = await bench.FetchAsync(new(PlanOnly: true), null, None);
        var cable = report.Needed.First(n => n.Source == "gacc" && n.Commodity == "854470" && n.Partner == Of("RUS"));
        Assert.Contains("caliber-az/cable-tenfold", cable.Claims);
        Assert.Contains(Period.Month(2025, 7), cable.Periods);
        // Comtrade counts cable in kilograms: kilometres are not decided by it.
        Assert.DoesNotContain(report.Needed, n => n.Source == "comtrade" && n.Commodity == "854470" && n.Claims.Contains("caliber-az/cable-august"));
        Assert.Contains(report.Needed, n => n.Flow == Flow.Import && n.Reporter == Of("KAZ") && n.Partner == Of("CHN"));
        Assert.DoesNotContain(report.Needed, n => n.Reporter == Of("RUS"));
        Assert.All(report.Needed.SelectMany(n => n.Periods), p => Assert.True(p <= Period.Month(2025, 10)));
        var english = Desk.Words.Words.For("en");
        Assert.Contains(report.ByHand.Select(english.Say), t => t.Contains("stats.customs.gov.cn", StringComparison.Ordinal) && t.Contains("flow: X", StringComparison.Ordinal));
        Assert.All(report.Needed, n => Assert.NotEmpty(english.Say(n.Why)));
        Assert.Empty(report.Fetched.Files);
    }

    private static Economy Of(string code) => Economies.TryFind(code, out var economy) ? economy : throw new ArgumentException(code, nameof(code));
}
