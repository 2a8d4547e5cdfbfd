using Weir.Desk;

namespace Weir.Web.Tests.Support;

/// <summary>A site on a free port with a client that follows it.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly Microsoft.AspNetCore.Builder.WebApplication _app;

    private RunningSite(Microsoft.AspNetCore.Builder.WebApplication app, Uri address)
    {
        (_app, Address) = (app, address);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<RunningSite> StartAsync(IWorkbench workbench, TimeProvider? clock = null)
    {
        var app = Site.Create(workbench, new SiteOptions(0, clock ?? TimeProvider.System));
        return new(app, await Site.StartAsync(app, CancellationToken.None));
    }

    /// <summary>Everything that it answers to.</summary>
    public IReadOnlyList<Microsoft.AspNetCore.Http.Endpoint> Endpoints =>
        ((Microsoft.AspNetCore.Routing.EndpointDataSource)_app.Services.GetService(typeof(Microsoft.AspNetCore.Routing.EndpointDataSource))!).Endpoints;

    /// <summary>The page at <paramref name="path"/>, which must be there.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}\n{text}");
        return text;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
