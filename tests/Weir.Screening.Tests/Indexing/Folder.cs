using Weir.Screening.Indexing;

namespace Weir.Screening.Tests.Indexing;

/// <summary>A folder of its own for each test, with indexes in it.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("weir-index-");

    public static ListEdition Edition { get; } = new("test", "1", "");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public IReadOnlyList<string> Files => [.. folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal)];

    public async Task<(string Path, IndexReport Report)> Build(IEnumerable<Entity> entities, string name = "base.idx", ListEdition? edition = null) =>
        (this[name], await ScreeningIndex.BuildAsync(entities.ToAsyncEnumerable(), this[name], edition ?? Edition, null, TestContext.Current.CancellationToken));

    public async Task<ScreeningIndex> Index(IEnumerable<Entity> entities, string name = "base.idx", ListEdition? edition = null) =>
        ScreeningIndex.Open((await Build(entities, name, edition)).Path);

    public Task<IndexReport> Apply(string from, string to, params EntityChange[] changes) =>
        ScreeningIndex.ApplyAsync(this[from], changes.ToAsyncEnumerable(), this[to], Edition with { Version = to }, TestContext.Current.CancellationToken);

    public void Dispose() => folder.Delete(recursive: true);
}
