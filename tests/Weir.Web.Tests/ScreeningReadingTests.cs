using Microsoft.Playwright;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>The pages of screening as a reader meets them, in a real browser.</summary>
public sealed class ScreeningReadingTests(Browser browser, InventedLists lists) : IClassFixture<InventedLists>, IAsyncLifetime
{
    private const string Asked = "/screening?name=%D0%A1%D0%B8%D0%B4%D0%BE%D1%80%D0%B5%D0%BD%D0%BA%D0%BE+%D0%98%D0%B2%D0%B0%D0%BD&schema=Person&country=ru&born=1971";

    private string[] pages = [];

    public async ValueTask InitializeAsync()
    {
        // Uploaded as a reader does it, and without script: the form is all there is.
        await using var reader = await browser.OpenAsync(lists.Site, new() { JavaScriptEnabled = false });
        await UploadAsync(reader);
        while (await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).CountAsync() > 0)
            await reader.Page.ReloadAsync();
        pages = [Asked, "/screening", "/screening?name=%F0%9F%98%80", "/search?q=Invented", "/search", "/entities/invented/c-1", new Uri(reader.Page.Url).AbsolutePath];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Axe_finds_nothing_against_WCAG_2_2_AA_in_light_and_at_night()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var reader = await browser.OpenAsync(lists.Site, new() { ColorScheme = scheme });
            foreach (var path in pages)
            {
                await reader.Page.GotoAsync(path);
                await reader.StandsUpToAxeAsync($"{path} ({scheme})");
            }
        }
    }

    [Fact]
    public async Task A_phone_of_360_pixels_never_scrolls_sideways_and_nothing_complains()
    {
        await using var reader = await browser.OpenAsync(lists.Site, new() { ViewportSize = new() { Width = 360, Height = 740 } });
        foreach (var path in pages.SelectMany(p => new[] { "en", "ru" }.Select(l => $"{p}{(p.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={l}")))
        {
            await reader.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            var width = await reader.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth");
            Assert.True(width <= 360, $"{path} is {width} pixels wide");
        }
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task The_keyboard_reaches_everything()
    {
        await using var reader = await browser.OpenAsync(lists.Site);
        foreach (var path in pages)
        {
            await reader.Page.GotoAsync(path);
            await reader.IsReachedByKeyboardAsync();
        }
    }

    [Fact]
    public async Task Without_script_a_name_is_looked_up_and_the_two_names_stand_side_by_side_over_what_met()
    {
        await using var reader = await browser.OpenAsync(lists.Site, new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 800 } });
        await reader.Page.GotoAsync("/screening?lang=en");
        await reader.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ivan Sidorenko");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Look up" }).ClickAsync();
        var sides = reader.Page.Locator(".candidate").First.Locator(".versus dd");
        await Assertions.Expect(sides.Nth(0)).ToContainTextAsync("Ivan Sidorenko");
        await Assertions.Expect(sides.Nth(1)).ToContainTextAsync("Ivan Petrovich Sidorenko");
        var (asked, listed) = ((await sides.Nth(0).BoundingBoxAsync())!, (await sides.Nth(1).BoundingBoxAsync())!);
        Assert.Equal(asked.Y, listed.Y);
        Assert.True(asked.X + asked.Width <= listed.X);
        await Assertions.Expect(reader.Page.Locator(".meetings tfoot").First).ToContainTextAsync(await reader.Page.Locator(".candidate .score").First.InnerTextAsync());
    }

    [Fact]
    public async Task A_file_that_was_screened_shows_its_first_rows_with_the_nearest_candidate()
    {
        await using var reader = await browser.OpenAsync(lists.Site, new() { JavaScriptEnabled = false });
        await reader.Page.GotoAsync(pages[^1] + "?lang=en");
        var rows = reader.Page.Locator(".answers tbody tr");
        Assert.Equal(50, await rows.CountAsync());
        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("match");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("nobody near; that is no clearance");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("line 4");
        await rows.Nth(0).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Invented Optics LLC");
    }

    private static async Task UploadAsync(Browser.Opened reader)
    {
        await reader.Page.GotoAsync("/screening?lang=en");
        await reader.Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "names.csv",
            MimeType = "text/csv",
            Buffer = [.. "id,name,country\na,Invented Optics LLC,ru\nb,Nobody Whatsoever,\nc,😀,\n"u8, .. System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("d,Imaginary Queen,\n", 60)))],
        });
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Screen the file" }).ClickAsync();
        await reader.Page.WaitForURLAsync("**/screening/jobs/*");
    }
}
