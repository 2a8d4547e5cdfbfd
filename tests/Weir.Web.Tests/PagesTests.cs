using System.Net;
using System.Text.Json;
using Weir.Desk.Words;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

public sealed class PagesTests(SharedSite shared)
{
    /// <summary>Every kind of page, on the desk of <see cref="Report"/>.</summary>
    public static TheoryData<string> Pages =>
    [
        "/", "/goods/fibre-optic-cable", "/flow/CHN/RUS/fibre-optic-cable", "/flow/CHN/UKR/fibre-optic-cable", "/flow/CHN/RUS/854470?unit=USD", "/flow/CHN/RUS/fibre-optic-cable?unit=drones",
        "/briefs/drones", "/claims", "/claims?verdict=contradicted", "/claims/the-gaze/august", "/claims/hostile/x", "/revisions", "/revisions?kind=removed&as-of=2025-10-14", "/sources", "/sources/reported", "/sources/gacc",
        "/totals", "/totals?by=commodity&reporter=CHN", "/coverage", "/trace/drones~august", "/trace/" + "{row}",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_page_comes_in_both_languages_and_in_three_forms(string page)
    {
        var site = shared.Site;
        page = page.Replace("{row}", Report.Row(4).ToString(), StringComparison.Ordinal);
        foreach (var language in Words.Languages)
        {
            var html = await site.GetAsync(With(page, "lang", language));
            Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
            Assert.Contains("<h1", html, StringComparison.Ordinal);
            Assert.DoesNotContain(Report.Hostile, html, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", html, StringComparison.OrdinalIgnoreCase);
        }
        var (path, query) = page.Split('?') is [var p, var q] ? (p, "?" + q) : (page, "");
        var data = path == "/" ? "/index" : path;
        using var json = JsonDocument.Parse(await site.GetAsync(data + ".json" + query));
        Assert.NotEqual(JsonValueKind.Null, json.RootElement.ValueKind);
        var csv = await site.GetAsync(data + ".csv" + query);
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_is_the_address_s_then_the_one_chosen_before_then_the_browser_s()
    {
        var site = shared.Site;
        Assert.Contains("lang=\"ru\"", await Ask("/claims", "Accept-Language", "fr, ru-RU;q=0.8, en;q=0.2"), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", await Ask("/claims", "Accept-Language", "fr"), StringComparison.Ordinal);
        Assert.Contains("lang=\"ru\"", await Ask("/claims", "Cookie", "weir-lang=ru"), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", await Ask("/claims?lang=en", "Cookie", "weir-lang=ru"), StringComparison.Ordinal);

        async Task<string> Ask(string path, string header, string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using var response = await site.Client.SendAsync(request);
            return (await response.Content.ReadAsStringAsync())[..60];
        }
    }

    [Fact]
    public async Task A_month_that_is_not_known_is_said_to_be_and_no_zero_stands_there()
    {
        var site = shared.Site;
        var html = await site.GetAsync("/flow/CHN/RUS/fibre-optic-cable");
        Assert.Contains("<th scope=\"row\">July 2025</th><td class=\"number nothing\">not known</td>", Dense(html), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await site.GetAsync("/flow/CHN/RUS/fibre-optic-cable.json"));
        var july = json.RootElement.GetProperty("series")[0].GetProperty("points")[2];
        Assert.Equal("not-known", july.GetProperty("state").GetString());
        Assert.False(july.TryGetProperty("value", out _));
    }

    [Theory]
    [InlineData("km", "528,000")]
    [InlineData("mile", "328,000")]
    [InlineData("drones", "26,400–27,800")]
    public async Task A_flow_is_shown_in_the_unit_that_the_address_asks_for(string unit, string printed)
    {
        var site = shared.Site;
        Assert.Contains(printed, await site.GetAsync("/flow/CHN/RUS/fibre-optic-cable?unit=" + unit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_figure_carries_source_licence_time_and_hash()
    {
        var site = shared.Site;
        foreach (var page in new[] { "/goods/fibre-optic-cable", "/flow/CHN/RUS/fibre-optic-cable", "/briefs/drones", "/claims/the-gaze/august" })
        {
            var html = await site.GetAsync(page);
            Assert.Contains("Publications", html, StringComparison.Ordinal);
            Assert.Contains("CC BY 4.0", html, StringComparison.Ordinal);
            Assert.Contains("reported.csv, received", html, StringComparison.Ordinal);
            Assert.Contains(Report.Row(1).Snapshot, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_trace_ends_at_the_received_line_and_the_file_s_hash()
    {
        var site = shared.Site;
        var html = await site.GetAsync("/trace/drones~august");
        Assert.Contains("the-gaze,2025-08,328000,mile,&quot;328,000 miles&quot;", html, StringComparison.Ordinal);
        Assert.Contains(Report.Row(1).Snapshot, html, StringComparison.Ordinal);
        Assert.Contains("https://example.test/reported.csv", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_are_filtered_by_the_address()
    {
        var site = shared.Site;
        using var all = JsonDocument.Parse(await site.GetAsync("/claims.json"));
        using var contradicted = JsonDocument.Parse(await site.GetAsync("/claims.json?verdict=contradicted"));
        using var gaze = JsonDocument.Parse(await site.GetAsync("/claims.json?publication=the-gaze"));
        Assert.Equal(2, all.RootElement.GetProperty("claims").GetArrayLength());
        Assert.Equal("hostile/x", Assert.Single(contradicted.RootElement.GetProperty("claims").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("the-gaze/august", Assert.Single(gaze.RootElement.GetProperty("claims").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Opening_a_brief_is_counted_and_asking_for_its_data_is_not()
    {
        await using var bench = await Report.OpenAsync();
        await using var site = await RunningSite.StartAsync(bench);
        Assert.Contains("1 view<", await site.GetAsync("/briefs/drones"), StringComparison.Ordinal);
        await site.GetAsync("/briefs/drones.json");
        Assert.Contains("2 views<", await site.GetAsync("/briefs/drones"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_brief_is_pinned_to_what_it_was_built_from()
    {
        var site = shared.Site;
        Assert.Contains($"href=\"{site.Address}briefs/drones?lang=en&amp;as-of=2025-10-15T08%3A00%3A00Z\"", await site.GetAsync("/briefs/drones"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_desk_says_what_will_stand_where()
    {
        await using var bench = await HandMadeBench.OpenAsync();
        await using var site = await RunningSite.StartAsync(bench);
        var home = await site.GetAsync("/");
        Assert.Contains("Nothing is known that has changed.", home, StringComparison.Ordinal);
        Assert.Contains("This desk has no brief yet.", home, StringComparison.Ordinal);
        Assert.Contains("There are no statistics in the lake yet.", home, StringComparison.Ordinal);
        Assert.Contains("Nothing is known of this flow", await site.GetAsync("/flow/CHN/RUS/854470"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brief_that_can_t_be_built_does_not_take_the_home_page_with_it()
    {
        var site = shared.Site;
        Assert.Contains("briefs/broken.md:3", await site.GetAsync("/"), StringComparison.Ordinal);
        using var page = await site.Client.GetAsync(new Uri("/briefs/broken", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Contains("the figure &#x27;july&#x27; can&#x27;t be computed", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string With(string page, string name, string value) => page + (page.Contains('?', StringComparison.Ordinal) ? "&" : "?") + name + "=" + value;

    private static string Dense(string html) => string.Concat(html.Split('\n').Select(l => l.Trim()));
}
