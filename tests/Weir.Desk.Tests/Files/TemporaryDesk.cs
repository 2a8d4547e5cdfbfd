namespace Weir.Desk.Tests;

/// <summary>A desk in a folder of its own that goes when the test is done. Starts valid: one watch, no claims.</summary>
internal sealed class TemporaryDesk : IDisposable
{
    public const string Settings = "title: Test\n";

    public const string Watch = """
        title: Test
        goods:
          - id: widgets
            title: Widgets
            codes: ["8482.10"]
            unit: km
            readings:
              - { id: cable, title: km of cable }
              - { id: fibre, title: km of fibre }
        origins: [CHN]
        destinations: [RUS]
        comparators: [UKR]
        months: { first: 2025-01, last: 2025-12 }
        """;

    public TemporaryDesk()
    {
        Write("desk.yaml", Settings);
        Write("watches/w.yaml", Watch);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("weir-desk-").FullName;

    public TemporaryDesk Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Adds a publication whose claims are these YAML lines.</summary>
    public TemporaryDesk Publication(string id, string claims, string? after = null) => Write(
        $"claims/{id}.yaml",
        $"outlet: {id}\ndate: 2025-10-14\n{(after is null ? "" : $"after: {after}\n")}claims:{(claims.Length == 0 ? " []" : "\n" + claims)}\n");

    public Task<DeskFolder> LoadAsync() => DeskFiles.LoadAsync(Folder, TestContext.Current.CancellationToken);

    /// <summary>All mistakes, with the folder cut off.</summary>
    public async Task<IReadOnlyList<string>> MistakesAsync() =>
        [.. (await DeskFiles.ValidateAsync(Folder, TestContext.Current.CancellationToken)).Select(m => m[(Folder.Length + 1)..])];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
