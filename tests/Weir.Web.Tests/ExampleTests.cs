using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>The example desk, from its real files to its pages.</summary>
public sealed partial class ExampleTests(ExampleSite example, Browser browser)
{
    private static readonly string[] Shown =
    [
        "/", "/goods/fibre-optic-cable", "/absorption/fibre-in-russia-2025", "/absorption/cable-from-china-august-2025", "/flow/CHN/RUS/fibre-optic-cable", "/flow/CHN/RUS/fibre-optic-cable?unit=drones", "/flow/CHN/RUS/lithium-ion-batteries",
        "/briefs/{brief}", "/claims", "/claims/caliber-az/cable-august", "/claims/caliber-az/cable-august-in-km", "/revisions", "/revisions?goods=lithium-ion-batteries&as-of=2999-12-31", "/sources", "/sources/reported", "/trace/{figure}",
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Every_link_of_every_page_leads_somewhere(string language)
    {
        var toSee = new Queue<string>(["/?lang=" + language]);
        var seen = new HashSet<string>(toSee, StringComparer.Ordinal);
        while (toSee.TryDequeue(out var address))
        {
            using var response = await example.Site.Client.GetAsync(new Uri(address, UriKind.Relative));
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            // A phrase whose places or key no word list has is shown by its key; no page of the example may show one.
            Assert.DoesNotMatch(@">\s*(site|chart|check|changes|series|unit|figure)\.[a-z.-]+\s*<", text);
            foreach (Match link in Link().Matches(text))
            {
                var path = WebUtility.HtmlDecode(link.Groups["path"].Value);
                // Other vintages and the other language show the same pages again.
                if (!path.Contains("as-of=", StringComparison.Ordinal) && (path.Contains("lang=" + language, StringComparison.Ordinal) || !path.Contains("lang=", StringComparison.Ordinal)) && seen.Add(path))
                    toSee.Enqueue(path);
            }
        }
        Assert.Contains(seen, s => s.StartsWith("/trace/", StringComparison.Ordinal));
        Assert.InRange(seen.Count, 60, 5000);
    }

    [Fact]
    public async Task The_article_s_528_000_km_opens_to_the_received_row()
    {
        var brief = example.Workbench.Desk.Briefs[0];
        using var json = JsonDocument.Parse(await example.Site.GetAsync($"/briefs/{brief}.json?lang=en"));
        var figure = json.RootElement.GetProperty("figures").EnumerateArray().First(f => f.GetProperty("printed").GetString()!.Contains("528", StringComparison.Ordinal));
        var trace = await example.Site.GetAsync(figure.GetProperty("url").GetString()!);
        Assert.Contains("caliber", trace, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("[0-9a-f]{64}", trace);
        Assert.Contains("reported.csv", trace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task July_is_not_known_on_the_flow_page()
    {
        using var json = JsonDocument.Parse(await example.Site.GetAsync("/flow/CHN/RUS/fibre-optic-cable.json?unit=km"));
        var july = json.RootElement.GetProperty("series").EnumerateArray().SelectMany(s => s.GetProperty("points").EnumerateArray()).Where(p => p.GetProperty("period").GetString() == "2025-07").ToArray();
        Assert.NotEmpty(july);
        Assert.All(july, p => Assert.Equal("not-known", p.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task No_reported_figure_supports_the_claim_that_it_came_from()
    {
        using var json = JsonDocument.Parse(await example.Site.GetAsync("/claims.json?lang=en"));
        var claim = json.RootElement.GetProperty("claims").EnumerateArray().Single(c => c.GetProperty("id").GetString() == "caliber-az/cable-august");
        Assert.Equal("not-checkable", claim.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Axe_finds_nothing_on_the_example_s_pages()
    {
        var found = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var reader = await browser.OpenAsync(example.Site, new() { ColorScheme = scheme });
            foreach (var path in await ShownAsync())
            {
                await reader.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
                var result = await reader.Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
                found.AddRange(result.Violations.Select(v => $"{path} ({scheme}): {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
            }
        }
        Assert.Empty(found);
    }

    [Fact]
    public async Task Screenshots_are_taken_where_asked()
    {
        var folder = Environment.GetEnvironmentVariable("WEIR_SHOTS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "set WEIR_SHOTS to a folder to have the example's pages photographed in it");
        foreach (var (look, width, scheme, language) in new[] { ("desktop-light", 1280, ColorScheme.Light, "en"), ("desktop-night", 1280, ColorScheme.Dark, "ru"), ("phone-light", 360, ColorScheme.Light, "ru"), ("phone-night", 360, ColorScheme.Dark, "en") })
        {
            await using var reader = await browser.OpenAsync(example.Site, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 } });
            foreach (var path in await ShownAsync())
            {
                await reader.Page.GotoAsync(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language, new() { WaitUntil = WaitUntilState.NetworkIdle });
                var name = path.Trim('/').Replace('/', '-').Replace('~', '-').Replace('?', '-').Replace('=', '-').Replace('&', '-');
                await reader.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{(name.Length == 0 ? "home" : name)}-{look}.png"), FullPage = true });
                Assert.True(await reader.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth") <= width, $"{path} is wider than {width} pixels");
            }
            Assert.Empty(reader.Complaints);
        }
    }

    private async Task<string[]> ShownAsync()
    {
        var brief = example.Workbench.Desk.Briefs[0];
        using var json = JsonDocument.Parse(await example.Site.GetAsync($"/briefs/{brief}.json"));
        var figure = json.RootElement.GetProperty("figures")[0].GetProperty("url").GetString()!.Split('/')[^1];
        return [.. Shown.Select(p => p.Replace("{brief}", brief, StringComparison.Ordinal).Replace("{figure}", figure, StringComparison.Ordinal))];
    }

    [GeneratedRegex("href=\"(?<path>/[^\"#]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
