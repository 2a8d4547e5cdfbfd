using Weir.Desk;

[assembly: AssemblyFixture(typeof(Weir.Web.Tests.Support.ExampleSite))]

namespace Weir.Web.Tests.Support;

/// <summary>The site of the example desk as <c>weir up</c> serves it, on a lake of its own.</summary>
public sealed class ExampleSite : IAsyncLifetime
{
    private string? _home;
    private Workbench? _workbench;
    private RunningSite? _site;

    internal RunningSite Site => _site!;

    internal IWorkbench Workbench => _workbench!;

    public async ValueTask InitializeAsync()
    {
        _home = Directory.CreateTempSubdirectory("weir-example-").FullName;
        _workbench = await Desk.Workbench.OpenAsync(new WorkbenchOptions(Path.Combine(Repository.Root, "examples", "fibre-optic-drones"), _home), TimeProvider.System, CancellationToken.None);
        var report = await _workbench.IngestDeskAsync(null, CancellationToken.None);
        Assert.False(report.Failed, string.Join("; ", report.Files.Select(f => f.Error)));
        _site = await RunningSite.StartAsync(_workbench);
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        if (_workbench is not null)
            await _workbench.DisposeAsync();
        if (_home is not null)
            Directory.Delete(_home, recursive: true);
    }
}
