namespace Weir.Signals.Tests;

public class CatalogTests
{
    public static TheoryData<string> Ids => [.. SignalCatalog.All.Select(s => s.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_worked_example_gives_what_it_says(string id)
    {
        var example = SignalCatalog.Find(id)!.Example;
        Assert.Equal(example.Expected, example.Compute());
    }

    [Fact]
    public void Ids_are_unique_and_everything_is_said()
    {
        Assert.Equal(SignalCatalog.All.Count, SignalCatalog.All.Select(s => s.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(SignalCatalog.All, s =>
        {
            Assert.Matches("^[a-z-]+$", s.Id);
            Assert.NotEmpty(s.Definition);
            Assert.NotEmpty(s.Assumptions);
            Assert.NotEmpty(s.Source);
            Assert.NotEmpty(s.Example.Expected);
        });
        Assert.Null(SignalCatalog.Find("no-such-signal"));
    }

    /// <summary>To rewrite the page after a change: <c>WEIR_UPDATE=1 dotnet run --project tests/Weir.Signals.Tests</c>.</summary>
    [Fact]
    public async Task The_documentation_holds_every_signal_in_the_same_text()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var page = Path.Combine(RepositoryRoot(), "docs", "signals.md");
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE") == "1")
            await File.WriteAllTextAsync(page, SignalCatalog.ToMarkdown(), cancellation);
        Assert.Equal(SignalCatalog.ToMarkdown(), (await File.ReadAllTextAsync(page, cancellation)).ReplaceLineEndings("\n"));
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests do not lie below the folder with Weir.slnx");
    }
}
