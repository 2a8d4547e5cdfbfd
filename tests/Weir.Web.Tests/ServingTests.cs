using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

public sealed class ServingTests(SharedSite shared)
{
    [Theory]
    [InlineData("/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("/goods/none", HttpStatusCode.NotFound)]
    [InlineData("/flow/XXX/RUS/fibre-optic-cable", HttpStatusCode.NotFound)]
    [InlineData("/flow/CHN/RUS/fibre-optic-cable?unit=furlong", HttpStatusCode.BadRequest)]
    [InlineData("/flow/CHN/RUS/fibre-optic-cable?flow=Z", HttpStatusCode.BadRequest)]
    [InlineData("/claims?as-of=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/revisions?since=2999-01-01", HttpStatusCode.BadRequest)]
    [InlineData("/revisions?since=2025-10-14&as-of=2025-10-13", HttpStatusCode.BadRequest)]
    [InlineData("/revisions?kind=corrected", HttpStatusCode.BadRequest)]
    [InlineData("/revisions?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/revisions?first=2025-13", HttpStatusCode.BadRequest)]
    [InlineData("/revisions?flow=Z", HttpStatusCode.BadRequest)]
    [InlineData("/revisions?goods=none", HttpStatusCode.NotFound)]
    [InlineData("/revisions?source=none", HttpStatusCode.NotFound)]
    [InlineData("/revisions?partner=XXX", HttpStatusCode.NotFound)]
    [InlineData("/claims?verdict=true", HttpStatusCode.BadRequest)]
    [InlineData("/claims/the-gaze/none", HttpStatusCode.NotFound)]
    [InlineData("/sources/none", HttpStatusCode.NotFound)]
    [InlineData("/totals?by=colour", HttpStatusCode.BadRequest)]
    [InlineData("/totals?unit=furlong", HttpStatusCode.BadRequest)]
    [InlineData("/totals?first=2025&last=2025-08", HttpStatusCode.BadRequest)]
    [InlineData("/coverage?reporter=atlantis", HttpStatusCode.NotFound)]
    [InlineData("/coverage?goods=nonsense", HttpStatusCode.NotFound)]
    [InlineData("/trace/nothing", HttpStatusCode.NotFound)]
    [InlineData("/briefs/none", HttpStatusCode.NotFound)]
    [InlineData("/assets/none.css", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_said_in_words_to_readers_and_in_problem_details_to_programs(string path, HttpStatusCode status)
    {
        var site = shared.Site;
        using var page = await site.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, page.StatusCode);
        Assert.Contains("<h1>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/json");
        using var data = await site.Client.SendAsync(request);
        Assert.Equal(status, data.StatusCode);
        Assert.Equal("application/problem+json", data.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await data.Content.ReadAsStringAsync());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task An_unchanged_page_is_not_sent_twice()
    {
        var site = shared.Site;
        using var first = await site.Client.GetAsync(new Uri("/claims", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/claims");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_a_page_needs_is_computed_once_for_a_state_of_the_lake_and_again_after_it_changed()
    {
        await using var bench = await Report.OpenAsync();
        var clock = new SteppedClock();
        await using var site = await RunningSite.StartAsync(bench, clock);
        await site.GetAsync("/");
        await site.GetAsync("/?lang=ru");
        Assert.Equal(1, bench.ChangesComputed);
        await bench.ReceiveAsync("reported", "more.csv", "other bytes");
        clock.Step(TimeSpan.FromSeconds(2));
        await site.GetAsync("/");
        Assert.Equal(2, bench.ChangesComputed);
    }

    [Fact]
    public async Task Only_the_site_s_own_files_may_run_and_nobody_may_frame_it()
    {
        var site = shared.Site;
        foreach (var path in new[] { "/", "/nothing-here", "/claims.json", "/assets/site.css" })
        {
            using var response = await site.Client.GetAsync(new Uri(path, UriKind.Relative));
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task No_page_has_script_or_style_inside_it_or_asks_another_host_for_anything()
    {
        var site = shared.Site;
        foreach (var path in new[] { "/", "/goods/fibre-optic-cable", "/flow/CHN/RUS/fibre-optic-cable", "/briefs/drones", "/claims", "/trace/drones~august", "/sources/reported" })
        {
            var html = await site.GetAsync(path);
            Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" style=\"", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("""<script(?![^>]*\ssrc="/assets/)""", html);
            Assert.DoesNotMatch("""\s(src|srcset)="(?!/)""", html);
            Assert.DoesNotMatch("""<link[^>]*rel="(stylesheet|icon)"[^>]*href="(?!/)""", html);
        }
    }

    [Fact]
    public async Task A_request_under_another_name_is_turned_away()
    {
        var site = shared.Site;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "elsewhere.example";
        using var response = await site.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_sentence()
    {
        await using var bench = await HandMadeBench.OpenAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var app = Site.Create(bench, new SiteOptions(port, TimeProvider.System));
        var refused = await Assert.ThrowsAsync<SiteException>(() => Site.StartAsync(app, CancellationToken.None));
        Assert.Contains($"127.0.0.1:{port}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--port", refused.Message, StringComparison.Ordinal);
        Assert.Throws<SiteException>(() => Site.Create(bench, new SiteOptions(70_000, TimeProvider.System)));
    }

    [Fact]
    public async Task Health_and_readiness_answer()
    {
        await using var bench = await HandMadeBench.OpenAsync();
        await using var site = await RunningSite.StartAsync(bench);
        Assert.Equal("ok", await site.GetAsync("/healthz"));
        Assert.Equal("ready", await site.GetAsync("/readyz"));
    }

    [Fact]
    public async Task Nothing_is_taken_in_by_post()
    {
        await using var bench = await HandMadeBench.OpenAsync();
        await using var site = await RunningSite.StartAsync(bench);
        using var response = await site.Client.PostAsync(new Uri("/claims", UriKind.Relative), null);
        Assert.False(response.IsSuccessStatusCode);
    }

    private sealed class SteppedClock : TimeProvider
    {
        private DateTimeOffset _now = new(2025, 10, 15, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Step(TimeSpan by) => _now += by;
    }
}
