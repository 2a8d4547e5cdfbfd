using System.Runtime.CompilerServices;
using System.Text;
using Weir.Desk.Screening;
using Weir.Screening;
using Weir.Store;

namespace Weir.Desk.Tests.Screening;

/// <summary>A lake with lists of invented entities.</summary>
public sealed class InventedLists : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("weir-screening-").FullName;

    public Lake Lake { get; private set; } = null!;

    public ScreeningDesk Desk { get; private set; } = null!;

    public static Entity[] First { get; } =
    [
        Person("p-1", "Ivan Petrovich Sidorenko", "1971-03-20", "ru"), Person("p-2", "Amina Karimova", "1985", "uz"),
        new EntityBuilder("c-1", "Company").Add("name", "Invented Optics LLC").Add("name", "ООО Изобретённая Оптика").Add("country", "ru").Add("innCode", "7707083893").Add("program", "TEST-1").Add("topics", "sanction").Build("invented"),
        new EntityBuilder("s-1", "Sanction").Add("entity", "c-1").Add("program", "TEST-1").Add("startDate", "2022-03-01").Add("authority", "Ministry of Inventions").Build("invented"),
        new EntityBuilder("o-1", "Ownership").Add("owner", "p-1").Add("asset", "c-1").Add("percentage", "51").Build("invented"),
    ];

    public async ValueTask InitializeAsync()
    {
        Lake = await Lake.OpenAsync(Path.Combine(folder, "home"), TimeProvider.System, CancellationToken.None);
        Desk = new ScreeningDesk(Lake, TimeProvider.System);
        await WriteAsync(Lake, "invented", First);
        await WriteAsync(Lake, "other", [Person("x-1", "Somebody Else Entirely", "1990-01-01", "fr")]);
    }

    public async ValueTask DisposeAsync()
    {
        Desk.Dispose();
        await Lake.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public string At(string name) => Path.Combine(folder, name);

    public static Entity Person(string id, string name, string born, string country) =>
        new EntityBuilder(id, "Person").Add("name", name).Add("birthDate", born).Add("country", country).Build("invented");

    public static async Task WriteAsync(Lake lake, string list, params Entity[] entities)
    {
        using var received = new MemoryStream(Encoding.UTF8.GetBytes(list + string.Concat(entities.Select(e => e.Id + e.Caption))));
        var snapshot = await lake.KeepAsync(received, new SnapshotOrigin("https://example.test/" + list, list + ".json", list), CancellationToken.None);
        await lake.WriteListAsync(list, snapshot.Sha256, (output, stop) => FtmJsonLines.WriteAsync(Each(entities, stop), output, stop), CancellationToken.None);
    }

    private static async IAsyncEnumerable<Entity> Each(IEnumerable<Entity> entities, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var entity in entities)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entity;
        }
    }
}
