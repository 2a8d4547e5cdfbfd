using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weir.Desk;
using Weir.Desk.Ingest;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>The site of a desk whose data were revised a day later: from real files through the real lake to the page.</summary>
public sealed partial class VintageTests : IAsyncLifetime
{
    private const string Batteries = "/flow/CHN/RUS/lithium-ion-batteries";
    private const string Yesterday = "as-of=2025-10-14";

    private readonly string folder = Directory.CreateTempSubdirectory("weir-vintage-").FullName;
    private readonly SetClock clock = new() { Now = new(2025, 10, 14, 9, 0, 0, TimeSpan.Zero) };
    private Workbench? bench;
    private RunningSite? site;

    private RunningSite Site => site!;

    public async ValueTask InitializeAsync()
    {
        var desk = Path.Combine(Repository.Root, "examples", "fibre-optic-drones");
        var figures = await File.ReadAllTextAsync(Path.Combine(desk, "data", "reported.csv"));
        bench = await Workbench.OpenAsync(new WorkbenchOptions(desk, Path.Combine(folder, "home")), clock, CancellationToken.None);
        await IngestAsync(figures);
        clock.Now += TimeSpan.FromDays(1);
        await IngestAsync(figures.Replace(",54000000,USD,", ",51000000,USD,", StringComparison.Ordinal));
        site = await RunningSite.StartAsync(bench, clock);
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null)
            await site.DisposeAsync();
        if (bench is not null)
            await bench.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Yesterday_s_number_stands_there_after_today_s_revision()
    {
        Assert.Equal(51_000_000, Assert.Single(await ValuesAsync(Batteries + ".json?unit=USD")));
        Assert.Equal(54_000_000, Assert.Single(await ValuesAsync(Batteries + ".json?unit=USD&" + Yesterday)));

        Assert.Contains("$51\u00A0million", await Site.GetAsync(Batteries + "?unit=USD&lang=en"), StringComparison.Ordinal);
        var then = await Site.GetAsync(Batteries + "?unit=USD&lang=en&" + Yesterday);
        Assert.Contains("$54\u00A0million", then, StringComparison.Ordinal);
        Assert.DoesNotContain("$51\u00A0million", then, StringComparison.Ordinal);
        Assert.Contains("You see what was known at 14 October 2025, 23:59 UTC.", then, StringComparison.Ordinal);
        Assert.Contains("The data last changed on 14 October 2025, 09:00 UTC.", then, StringComparison.Ordinal);
        Assert.Contains("Показано то, что было известно на 14 октября 2025", await Site.GetAsync(Batteries + "?lang=ru&" + Yesterday), StringComparison.Ordinal);
        Assert.Contains(",54000000,USD,", await Site.GetAsync(Batteries + ".csv?unit=USD&" + Yesterday), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_of_an_old_vintage_leads_to_that_vintage()
    {
        foreach (var page in new[]
        {
            "/", "/goods/fibre-optic-cable", Batteries, "/briefs/fibre-optic-drones", "/claims", "/claims/caliber-az/cable-august", "/revisions", "/sources", "/sources/reported", "/trace/fibre-optic-drones~august_km",
        })
        {
            var html = await Site.GetAsync($"{page}?{Yesterday}");
            var left = Address().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["path"].Value))
                .Where(a => !a.StartsWith("/assets/", StringComparison.Ordinal) && !a.Contains(Yesterday, StringComparison.Ordinal) && !a.Contains("as-of=2025-10-15", StringComparison.Ordinal))
                .ToArray();
            // Only these two lead out of it: to what is known now, and to what changed since.
            Assert.Equal([page, "/revisions?since=2025-10-14"], left);
            Assert.Contains("name=\"as-of\" value=\"2025-10-14\"", html, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(await Site.GetAsync($"{(page == "/" ? "/index" : page)}.json?{Yesterday}"));
            Assert.All(UrlsOf(json.RootElement), url => Assert.Contains(Yesterday, url, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_was_received_later_was_not_there_and_the_way_out_is_shown()
    {
        using var now = JsonDocument.Parse(await Site.GetAsync("/sources/reported.json"));
        using var then = JsonDocument.Parse(await Site.GetAsync("/sources/reported.json?" + Yesterday));
        Assert.Equal((2, 1), (now.RootElement.GetProperty("files").GetArrayLength(), then.RootElement.GetProperty("files").GetArrayLength()));

        var later = $"/trace/{now.RootElement.GetProperty("files")[0].GetProperty("sha256").GetString()![..12]}:5";
        await Site.GetAsync(later);
        using var gone = await Site.Client.GetAsync(new Uri($"{later}?lang=en&{Yesterday}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        var said = await gone.Content.ReadAsStringAsync();
        Assert.Contains("You see what was known at 14 October 2025", said, StringComparison.Ordinal);
        Assert.Contains($"href=\"{later}?lang=en\"", said, StringComparison.Ordinal);

        using var wrong = await Site.Client.GetAsync(new Uri("/claims?as-of=yesterday", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("href=\"/\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_an_old_vintage_of_a_brief_is_no_build_of_it()
    {
        const string Brief = "fibre-optic-drones";
        await Site.GetAsync($"/briefs/{Brief}?{Yesterday}");
        Assert.Null(await bench!.Lake.LastBuildAsync(bench.Desk.Folder, Brief, CancellationToken.None));
        await Site.GetAsync($"/briefs/{Brief}");
        Assert.Equal(clock.Now, (await bench.Lake.LastBuildAsync(bench.Desk.Folder, Brief, CancellationToken.None))!.AsOf);
    }

    [Fact]
    public async Task Revisions_tell_what_changed_since_the_day_before()
    {
        using var told = JsonDocument.Parse(await Site.GetAsync("/revisions.json"));
        Assert.Equal((0, 4, 0), (told.RootElement.GetProperty("added").GetInt32(), told.RootElement.GetProperty("changed").GetInt32(), told.RootElement.GetProperty("removed").GetInt32()));
        Assert.All(told.RootElement.GetProperty("revisions").EnumerateArray(), r => Assert.Equal(
            (54_000_000, 51_000_000, -3_000_000, "USD"),
            (r.GetProperty("amount").GetProperty("was").GetDouble(), r.GetProperty("amount").GetProperty("now").GetDouble(), r.GetProperty("amount").GetProperty("change").GetDouble(), r.GetProperty("amount").GetProperty("unit").GetString())));

        Assert.Equal(0, await CountAsync("since=2025-10-15T09:00Z"));
        Assert.Equal(4, await CountAsync("since=2025-10-14&as-of=2025-10-15"));
        Assert.Equal(4, await CountAsync("goods=lithium-ion-batteries&reporter=CHN&partner=RUS&flow=X&source=reported&first=2025-06&last=2025-06&kind=changed"));
        Assert.Equal(0, await CountAsync("goods=fibre-optic-cable"));
        Assert.Equal(0, await CountAsync("kind=added"));
        Assert.Equal(1, await CountAsync("limit=1"));
        // On its first day everything was new.
        Assert.Equal(32, await CountAsync(Yesterday + "&limit=1000"));

        var html = await Site.GetAsync("/revisions?lang=en");
        Assert.Contains("$54\u00A0million", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("−$3\u00A0million", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("type=\"date\" name=\"since\" value=\"2025-10-14\"", html, StringComparison.Ordinal);
        Assert.Contains("type=\"text\" name=\"since\" value=\"2025-10-15T08:00Z\"", await Site.GetAsync("/revisions?since=2025-10-15T08:00Z"), StringComparison.Ordinal);
        Assert.Contains("−5.6%", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/flow/CHN/RUS/lithium-ion-batteries?lang=en\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/revisions?lang=en&amp;since=2025-10-13&amp;as-of=2025-10-14\">14 October 2025", html, StringComparison.Ordinal);

        async Task<int> CountAsync(string query)
        {
            using var json = JsonDocument.Parse(await Site.GetAsync("/revisions.json?" + query));
            return json.RootElement.GetProperty("revisions").GetArrayLength();
        }
    }

    private async Task IngestAsync(string text)
    {
        var file = Path.Combine(folder, "reported.csv");
        await File.WriteAllTextAsync(file, text);
        Assert.False((await bench!.IngestAsync([file], new IngestOptions(), null, CancellationToken.None)).Failed);
    }

    private async Task<double[]> ValuesAsync(string path)
    {
        using var json = JsonDocument.Parse(await Site.GetAsync(path));
        return [.. json.RootElement.GetProperty("series").EnumerateArray().SelectMany(s => s.GetProperty("points").EnumerateArray())
            .Where(p => p.TryGetProperty("value", out _) && p.GetProperty("period").GetString() == "2025-06").Select(p => p.GetProperty("value").GetDouble()).Distinct()];
    }

    private static IEnumerable<string> UrlsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(UrlsOf),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p is { Name: "url", Value.ValueKind: JsonValueKind.String } && p.Value.GetString()!.StartsWith('/') ? [p.Value.GetString()!] : UrlsOf(p.Value)),
        _ => [],
    };

    [GeneratedRegex("href=\"(?<path>/[^\"#]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
