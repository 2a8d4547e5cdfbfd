using System.Text;
using Weir.Store.Tests.Specification;
using Weir.Trade;

namespace Weir.Store.Tests;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A folder that goes away with the test.</summary>
public sealed class TempFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    public TempFolder()
        : this(Directory.CreateTempSubdirectory("weir-store-").FullName)
    {
    }

    private TempFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>In memory where the system has a place for that: for what asks much of a disk and nothing of its lasting.</summary>
    public static TempFolder Fast() => Directory.Exists(Memory)
        ? new(Directory.CreateDirectory(System.IO.Path.Combine(Memory, "weir-store-" + Guid.NewGuid().ToString("n"))).FullName)
        : new();

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A real lake in a folder of its own.</summary>
public sealed class LakeFixture : IAsyncDisposable
{
    public const string Source = "gacc";

    private int files;

    private LakeFixture(TempFolder folder, SetClock clock, Lake lake)
    {
        Folder = folder;
        Clock = clock;
        Lake = lake;
    }

    public TempFolder Folder { get; }

    public SetClock Clock { get; }

    public Lake Lake { get; private set; }

    public string Home => Folder.At("lake");

    public string At(string relative) => Path.Combine(Home, relative);

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<LakeFixture> CreateAsync()
    {
        var folder = new TempFolder();
        var clock = new SetClock(new(2025, 10, 14, 9, 0, 0, TimeSpan.Zero));
        return new(folder, clock, await Lake.OpenAsync(folder.At("lake"), clock, Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await Lake.DisposeAsync();
        Folder.Dispose();
    }

    public async Task ReopenAsync()
    {
        await Lake.DisposeAsync();
        Lake = await Lake.OpenAsync(Home, Clock, Ct);
    }

    public static ReadSummary Summary(long rows = 0, IReadOnlyList<Coverage>? coverage = null) =>
        new("utf-8", rows, new Dictionary<string, long>(), coverage ?? [], []);

    public static Task<Snapshot> KeepAsync(Lake lake, string text, string name = "file.csv") =>
        lake.KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new("/received/" + name, name), Ct);

    /// <summary>Keeps a file that is like no other and reads these cells from it, one a row, from row 2 on.</summary>
    public Task<IngestOutcome> IngestAsync(params IReadOnlyList<Func<ObservationId, Observation>> cells) =>
        IngestAsync(Lake, $"file {Interlocked.Increment(ref files)}", cells);

    public static async Task<IngestOutcome> IngestAsync(Lake lake, string text, IReadOnlyList<Func<ObservationId, Observation>> cells, IReadOnlyList<Coverage>? coverage = null)
    {
        var snapshot = await KeepAsync(lake, text);
        return await lake.IngestAsync(snapshot.Sha256, Source, (sink, _) =>
        {
            for (var i = 0; i < cells.Count; i++)
                sink.Accept(cells[i](new(snapshot.Sha256, i + 2)));
            return Task.FromResult(Summary(cells.Count, coverage));
        }, Ct);
    }

    /// <summary>Takes in a random file as its source.</summary>
    public async Task<IngestOutcome> IngestAsync(RandomFile file)
    {
        var snapshot = await KeepAsync(Lake, $"file {Interlocked.Increment(ref files)}");
        return await Lake.IngestAsync(snapshot.Sha256, file.Source, (sink, _) =>
        {
            for (var i = 0; i < file.Rows.Count; i++)
                sink.Accept(file.Rows[i](new(snapshot.Sha256, i + 2)));
            for (var i = 0; i < file.Unreadable; i++)
                sink.Quarantine(new(file.Rows.Count + i + 2, "value", "no number", "a,b"));
            return Task.FromResult(Summary(file.Rows.Count + file.Unreadable, file.Coverage));
        }, Ct);
    }

    /// <summary>China's exports to Russia, in metres of cable.</summary>
    public static Func<ObservationId, Observation> Cell(string commodity, string period, double? metres, double? value = 1000, int partner = 643) => id => new()
    {
        Source = Source,
        Reporter = 156,
        Partner = partner,
        Flow = Flow.Export,
        Commodity = new(Classification.Hs, commodity),
        Period = Period.Parse(period),
        Value = value,
        Currency = "USD",
        Basis = ValueBasis.Fob,
        SecondQuantity = new(metres, "m"),
        Id = id,
    };

    public Task<IReadOnlyList<Observation>> AllAsync(DateTimeOffset? asOf = null) => Lake.Flows.CellsAsync(new() { AsOf = asOf, TotalsOnly = false }, Ct);
}
