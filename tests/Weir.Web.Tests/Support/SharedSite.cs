[assembly: AssemblyFixture(typeof(Weir.Web.Tests.Support.SharedSite))]

namespace Weir.Web.Tests.Support;

/// <summary>One running site on the desk of <see cref="Report"/>, for tests that only read.</summary>
public sealed class SharedSite : IAsyncLifetime
{
    private HandMadeBench? _bench;
    private RunningSite? _site;

    internal RunningSite Site => _site!;

    public async ValueTask InitializeAsync()
    {
        _bench = await Report.OpenAsync();
        _site = await RunningSite.StartAsync(_bench);
    }

    public async ValueTask DisposeAsync()
    {
        await _site!.DisposeAsync();
        await _bench!.DisposeAsync();
    }
}
