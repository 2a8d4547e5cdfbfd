namespace Weir.Desk.Tests.Bench;

/// <summary>A copy of the example's desk, or an empty one, with a lake of its own; gone at the end of the test.</summary>
internal sealed class TempDesk : IDisposable
{
    private TempDesk(string folder) => Folder = folder;

    public string Folder { get; }

    public string Home => Path.Combine(Folder, ".weir");

    public static TempDesk OfExample()
    {
        var desk = Empty();
        var example = Path.Combine(Root(), "examples", "fibre-optic-drones");
        foreach (var file in Directory.EnumerateFiles(example, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(example, file);
            if (name.StartsWith(".weir", StringComparison.Ordinal) || name.StartsWith("inbox", StringComparison.Ordinal))
                continue;
            desk.Write(name, File.ReadAllText(file));
        }
        return desk;
    }

    public static TempDesk Empty() => new(Directory.CreateTempSubdirectory("weir-desk-test-").FullName);

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Weir.slnx is in no folder above the tests");
        return folder.FullName;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Replaces a text in a file; the text must be there.</summary>
    public void Edit(string name, string old, string @new)
    {
        var path = Path.Combine(Folder, name);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, @new, StringComparison.Ordinal));
    }

    public Task<Weir.Desk.Workbench> OpenAsync(TimeProvider? clock = null) =>
        Weir.Desk.Workbench.OpenAsync(
            new(Folder, Home) { InboxSettle = TimeSpan.FromMilliseconds(20) }, clock ?? TimeProvider.System, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
