using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Weir.Web.Tests.Support.Browser))]

namespace Weir.Web.Tests.Support;

/// <summary>One Chromium for all tests that look at pages as a reader does. Where it is not installed, they are skipped and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string? Installed = new[] { Environment.GetEnvironmentVariable("WEIR_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(File.Exists);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Installed is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Installed,
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu"],
        });
    }

    /// <summary>A page of its own, as of a reader who comes for the first time.</summary>
    internal async Task<Opened> OpenAsync(RunningSite site, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, "Chromium is not installed; install it (apt-get install chromium) or point WEIR_CHROMIUM at it");
        options ??= new();
        options.BaseURL = site.Address.ToString();
        options.Locale ??= "en-GB";
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await _browser.NewContextAsync(options);
        return new(context, await context.NewPageAsync(), site.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>An open page that remembers what went wrong in it.</summary>
    internal sealed class Opened : IAsyncDisposable
    {
        public Opened(IBrowserContext context, IPage page, Uri site)
        {
            (Context, Page) = (context, page);
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                    Complaints.Add(message.Text);
            };
            page.PageError += (_, error) => Complaints.Add(error);
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(site.ToString(), StringComparison.Ordinal))
                    Complaints.Add("asked elsewhere: " + request.Url);
            };
        }

        public IBrowserContext Context { get; }

        public IPage Page { get; }

        public List<string> Complaints { get; } = [];

        /// <summary>Looks at the page that is open for whatever stands against WCAG 2.2 AA and what axe calls best practice.</summary>
        public async Task StandsUpToAxeAsync(string what)
        {
            var result = await Page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
            Assert.True(result.Violations.Length == 0, $"{what}: " + string.Join("\n", result.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")));
        }

        /// <summary>Steps with the Tab key through whatever in the content can be reached so, and must be.</summary>
        public async Task IsReachedByKeyboardAsync()
        {
            const string Focusable = "[...document.querySelectorAll('main a[href], main button, main input:not([type=hidden]), main select, main summary, main [tabindex=\"0\"]')].filter(e => e.checkVisibility())";
            var count = await Page.EvaluateAsync<int>($"{Focusable}.length");
            await Page.EvaluateAsync("document.querySelector('main').focus()");
            var reached = new HashSet<int>();
            for (var i = 0; i < count; i++)
            {
                await Page.Keyboard.PressAsync("Tab");
                reached.Add(await Page.EvaluateAsync<int>($"{Focusable}.indexOf(document.activeElement)"));
            }
            Assert.DoesNotContain(-1, reached);
            Assert.Equal(count, reached.Count);
        }

        public async ValueTask DisposeAsync() => await Context.DisposeAsync();
    }
}
