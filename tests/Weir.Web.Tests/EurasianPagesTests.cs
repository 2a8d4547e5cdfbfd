using System.Net;
using Microsoft.Playwright;
using Weir.Desk;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>The mirror and route pages of the second example.</summary>
public sealed class EurasianPagesTests(Browser browser) : IAsyncLifetime
{
    private static readonly string[] Shown = ["/mirror/LTU/KAZ/dual-use-sample", "/mirror/CHN/KGZ/passenger-cars", "/route/CHN/RUS/passenger-cars"];

    private string _home = "";
    private Workbench? _workbench;
    private RunningSite? _site;

    public async ValueTask InitializeAsync()
    {
        _home = Directory.CreateTempSubdirectory("weir-eurasian-").FullName;
        _workbench = await Workbench.OpenAsync(new WorkbenchOptions(Path.Combine(Repository.Root, "examples", "eurasian-routes"), _home), TimeProvider.System, CancellationToken.None);
        await _workbench.IngestDeskAsync(null, CancellationToken.None);
        _site = await RunningSite.StartAsync(_workbench);
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        if (_workbench is not null)
            await _workbench.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task They_have_their_numbers_in_all_three_forms_and_both_languages()
    {
        foreach (var language in new[] { "en", "ru" })
        {
            foreach (var path in Shown)
            {
                foreach (var form in new[] { "", ".json", ".csv" })
                {
                    using var response = await _site!.Client.GetAsync(new Uri($"{path}{form}?lang={language}", UriKind.Relative));
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                    var text = await response.Content.ReadAsStringAsync();
                    Assert.DoesNotMatch(@">\s*(site|mirror|routes)\.[a-z.-]+\s*<", text);
                    if (form.Length > 0)
                        Assert.Contains(path.StartsWith("/route", StringComparison.Ordinal) ? "79131" : path.Contains("LTU", StringComparison.Ordinal) ? "2.03292" : "-0.328", text, StringComparison.Ordinal);
                }
            }
        }
        Assert.Equal(HttpStatusCode.NotFound, (await _site!.Client.GetAsync(new Uri("/route/CHN/RUS/nothing", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task They_stand_up_to_axe_in_light_and_at_night_and_fit_a_phone()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var reader = await browser.OpenAsync(_site!, new() { ColorScheme = scheme, ViewportSize = new() { Width = 360, Height = 740 } });
            foreach (var path in Shown)
            {
                await reader.Page.GotoAsync(path);
                await reader.StandsUpToAxeAsync($"{path} ({scheme})");
                Assert.InRange(await reader.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"), 1, 360);
            }
        }
    }
}
