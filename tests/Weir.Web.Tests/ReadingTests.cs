using Microsoft.Playwright;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>The pages as a reader meets them, in a real browser.</summary>
public sealed class ReadingTests(Browser browser, SharedSite shared)
{
    private const string Flow = "/flow/CHN/RUS/fibre-optic-cable";

    private static readonly string[] AllPages =
    [
        "/", "/goods/fibre-optic-cable", Flow, "/flow/CHN/UKR/fibre-optic-cable", "/briefs/drones", "/claims", "/claims/the-gaze/august", "/claims/hostile/x",
        "/revisions", "/revisions?as-of=2025-10-14", "/totals", "/coverage", "/sources", "/sources/reported", "/trace/drones~august", "/nothing-here",
    ];

    public static TheoryData<string> Pages => [.. AllPages];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_against_WCAG_2_2_AA_in_light_and_at_night(string path)
    {
        var site = shared.Site;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var reader = await browser.OpenAsync(site, new() { ColorScheme = scheme });
            await reader.Page.GotoAsync(path);
            await reader.StandsUpToAxeAsync($"{path} ({scheme})");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_phone_of_360_pixels_never_scrolls_sideways_and_nothing_complains(string path)
    {
        var site = shared.Site;
        await using var reader = await browser.OpenAsync(site, new() { ViewportSize = new() { Width = 360, Height = 740 } });
        foreach (var language in new[] { "en", "ru" })
        {
            await reader.Page.GotoAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={language}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            var width = await reader.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth");
            Assert.True(width <= 360, $"{path} in {language} is {width} pixels wide");
        }
        Assert.DoesNotContain(reader.Complaints, c => path != "/nothing-here" || !c.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_reads_without_script_and_offers_nothing_that_needs_it()
    {
        var site = shared.Site;
        await using var reader = await browser.OpenAsync(site, new() { JavaScriptEnabled = false });
        await reader.Page.GotoAsync(Flow);
        Assert.True(await reader.Page.Locator(".chart-wide svg").First.IsVisibleAsync());
        Assert.False(await reader.Page.Locator(".chart-narrow svg").First.IsVisibleAsync());
        await reader.Page.GotoAsync("/briefs/drones");
        Assert.Equal(0, await reader.Page.Locator("button:visible").CountAsync());
        Assert.True(await reader.Page.Locator(".permalink").IsVisibleAsync());
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first_and_then_everything()
    {
        var site = shared.Site;
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/briefs/drones");
        await reader.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await reader.Page.EvaluateAsync<string>("document.activeElement.className"));
        Assert.True(await reader.Page.Locator(".skip").EvaluateAsync<bool>("e => e.getBoundingClientRect().left >= 0"));
        await reader.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await reader.Page.EvaluateAsync<string>("document.activeElement.id"));

        await reader.IsReachedByKeyboardAsync();
    }

    [Fact]
    public async Task On_paper_stands_the_article_and_nothing_that_can_only_be_pressed()
    {
        await using var reader = await browser.OpenAsync(shared.Site, new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 700, Height = 900 } });
        await reader.Page.GotoAsync("/briefs/drones");
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await reader.Page.Locator(".actions").IsVisibleAsync());
        Assert.False(await reader.Page.Locator(".masthead nav").IsVisibleAsync());
        Assert.True(await reader.Page.Locator(".chart-wide svg").First.IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await reader.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Fact]
    public async Task Another_day_is_chosen_without_script_and_left_again()
    {
        await using var reader = await browser.OpenAsync(shared.Site, new() { JavaScriptEnabled = false });
        await reader.Page.GotoAsync("/claims?verdict=contradicted&lang=en");
        await reader.Page.GetByText("As known now").ClickAsync();
        await reader.Page.GetByLabel("As known at the end of").FillAsync("2025-10-14");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(reader.Page.Locator(".pinned-note")).ToContainTextAsync("14 October 2025");
        Assert.EndsWith("/claims?verdict=contradicted&lang=en&as-of=2025-10-14", reader.Page.Url, StringComparison.Ordinal);
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Show what is known now" }).ClickAsync();
        Assert.EndsWith("/claims?verdict=contradicted&lang=en", reader.Page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await reader.Page.Locator(".pinned-note").CountAsync());
    }

    [Fact]
    public async Task Night_is_switched_by_the_button_and_remembered()
    {
        var site = shared.Site;
        await using var reader = await browser.OpenAsync(site, new() { ColorScheme = ColorScheme.Light });
        await reader.Page.GotoAsync("/");
        var day = await Ground(reader);
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Night" }).ClickAsync();
        var night = await Ground(reader);
        Assert.NotEqual(day, night);
        await reader.Page.GotoAsync("/claims");
        Assert.Equal(night, await Ground(reader));
        Assert.Equal("true", await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Night" }).GetAttributeAsync("aria-pressed"));

        static Task<string> Ground(Browser.Opened reader) => reader.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
    }

    [Fact]
    public async Task Text_grows_and_shrinks_and_stays_so()
    {
        var site = shared.Site;
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/briefs/drones");
        var before = await Size(reader);
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Larger text" }).ClickAsync();
        Assert.True(await Size(reader) > before);
        await reader.Page.ReloadAsync();
        Assert.True(await Size(reader) > before);
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Smaller text" }).ClickAsync();
        Assert.Equal(before, await Size(reader));

        static Task<double> Size(Browser.Opened reader) => reader.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.article-body p')).fontSize)");
    }

    [Fact]
    public async Task The_copied_link_is_the_pinned_one_and_the_page_says_that_it_was_copied()
    {
        var site = shared.Site;
        await using var reader = await browser.OpenAsync(site, new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await reader.Page.GotoAsync("/briefs/drones");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Link copied");
        Assert.Equal($"{site.Address}briefs/drones?lang=en&as-of=2025-10-15T08%3A00%3A00Z", await reader.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Sharing_is_offered_where_the_browser_can_and_passes_the_pinned_link_on()
    {
        var site = shared.Site;
        await using var reader = await browser.OpenAsync(site);
        await reader.Context.AddInitScriptAsync("Object.defineProperty(navigator, 'share', { value: async (what) => { window.shared = what.url; } });");
        await reader.Page.GotoAsync("/briefs/drones");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
        Assert.Contains("as-of=2025-10-15", await reader.Page.EvaluateAsync<string>("window.shared"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_of_the_article_opens_to_the_received_line()
    {
        var site = shared.Site;
        await using var reader = await browser.OpenAsync(site);
        await reader.Page.GotoAsync("/briefs/drones");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "528,000 km" }).First.ClickAsync();
        await Assertions.Expect(reader.Page.Locator(".received")).ToContainTextAsync("the-gaze,2025-08,328000,mile");
    }

    [Fact]
    public async Task The_chart_answers_to_the_pointer_where_its_script_was_built()
    {
        var site = shared.Site;
        using var script = await site.Client.GetAsync(new Uri("/assets/charts.js", UriKind.Relative));
        Assert.SkipUnless(script.IsSuccessStatusCode, "the browser code was not bundled (npm ci && npm run build in src/Weir.Web/Client)");
        await using var reader = await browser.OpenAsync(site, new() { ViewportSize = new() { Width = 1200, Height = 900 } });
        await reader.Page.GotoAsync(Flow, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Empty(reader.Complaints);
        var layer = reader.Page.Locator(".chart-wide svg.weir-plot").First;
        await layer.WaitForAsync();
        var box = (await layer.BoundingBoxAsync())!;
        await reader.Page.Mouse.MoveAsync(box.X + (box.Width * 0.9f), box.Y + (box.Height / 2));
        await Assertions.Expect(layer.Locator("[aria-label=tip]")).ToContainTextAsync("528,000 km");
        await Assertions.Expect(layer.Locator("[aria-label=tip]")).ToContainTextAsync("August 2025");
        Assert.Empty(reader.Complaints);
    }
}
