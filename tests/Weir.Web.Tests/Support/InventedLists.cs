using System.Text;
using Weir.Desk;
using Weir.Screening;
using Weir.Store;

namespace Weir.Web.Tests.Support;

/// <summary>A site on a lake with two lists of invented entities; for tests that only ask.</summary>
public sealed class InventedLists : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("weir-web-lists-").FullName;
    private Workbench? _bench;

    internal RunningSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await Workbench.OpenAsync(new WorkbenchOptions(null, _home), TimeProvider.System, CancellationToken.None);
        await WriteAsync(
            "invented",
            new EntityBuilder("p-1", "Person").Add("name", "Ivan Petrovich Sidorenko").AddName("name", "Иван Петрович Сидоренко", "ru").Add("weakAlias", "Vanya").Add("birthDate", "1971-03-20").Add("country", "ru").Build("invented"),
            new EntityBuilder("c-1", "Company").Add("name", "Invented Optics LLC").Add("alias", "<b>Optika</b>").Add("country", "ru").Add("innCode", "7707083893").Add("program", "TEST-1").Add("topics", "sanction").Build("invented"),
            new EntityBuilder("c-2", "Company").Add("name", "Invented Mirrors LLC").Add("country", "ru").Build("invented"),
            new EntityBuilder("s-1", "Sanction").Add("entity", "c-1").Add("program", "TEST-1").Add("startDate", "2022-03-01").Add("authority", "Ministry of Inventions").Build("invented"),
            // A ring: each owns the other.
            new EntityBuilder("o-1", "Ownership").Add("owner", "c-1").Add("asset", "c-2").Add("percentage", "51").Build("invented"),
            new EntityBuilder("o-2", "Ownership").Add("owner", "c-2").Add("asset", "c-1").Add("percentage", "10").Build("invented"));
        await WriteAsync("other-list", new EntityBuilder("x-1", "Vessel").Add("name", "Imaginary Queen").Add("imoNumber", "9074729").Build("other-list"));
        Site = await RunningSite.StartAsync(_bench);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await _bench!.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private async Task WriteAsync(string list, params Entity[] entities)
    {
        using var received = new MemoryStream(Encoding.UTF8.GetBytes(list));
        var snapshot = await _bench!.Lake.KeepAsync(received, new SnapshotOrigin("https://example.test/" + list, list + ".json", list), CancellationToken.None);
        await _bench.Lake.WriteListAsync(list, snapshot.Sha256, (output, stop) => FtmJsonLines.WriteAsync(entities.ToAsyncEnumerable(), output, stop), CancellationToken.None);
    }
}
