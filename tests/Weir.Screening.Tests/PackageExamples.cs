using Weir.Screening.Indexing;

namespace Weir.Screening.Tests;

/// <summary>The examples of docs/screening-package.md, as they stand there.</summary>
public sealed class PackageExamples : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("weir-examples-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_examples_run()
    {
        var (entities, path, newer, cancellation) = (Path.Combine(folder, "entities.json"), Path.Combine(folder, "list.index"), Path.Combine(folder, "newer.index"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            entities,
            """
            {"id": "c-1", "schema": "Company", "properties": {"name": ["Izobretyonnaya Optika LLC", "ООО Изобретённая Оптика"], "country": ["ru"]}}
            {"id": "c-2", "schema": "Company", "properties": {"name": ["Something Else Limited"]}}

            """,
            cancellation);

        await using (var file = File.OpenRead(entities))
            await ScreeningIndex.BuildAsync(FtmJsonLines.ReadAsync(file), path, new ListEdition("my-list", "2025-10-14", ""), null, cancellation);

        using var index = ScreeningIndex.Open(path);
        var screener = new Screener([index]);

        var query = new EntityBuilder("my-id", "Company")
            .Add("name", "Изобретённая Оптика, ООО")
            .Add("country", "ru")
            .Build();
        foreach (var match in screener.Screen(query, new ScreeningOptions { Limit = 3 }))
        {
            Console.WriteLine($"{match.Score:0.00} {match.Verdict} {match.Entity.Caption} ({match.List.List} {match.Entity.Id})");
            foreach (var reason in match.Reasons)
                Console.WriteLine($"  {reason.Contribution:+0.00;-0.00} {reason.Text}");
        }
        var found = Assert.Single(screener.Screen(query, new ScreeningOptions { Limit = 3 }));
        Assert.Equal(("c-1", MatchVerdict.Match), (found.Entity.Id, found.Verdict));

        var added = new EntityBuilder("c-3", "Company").Add("name", "Newly Listed GmbH").Build();
        var changes = new[] { EntityChange.Put(added), EntityChange.Remove("c-2") };
        await ScreeningIndex.ApplyAsync(path, changes.ToAsyncEnumerable(), newer, new ListEdition("my-list", "2025-10-15", ""), cancellation);
        using var changed = ScreeningIndex.Open(newer);
        Assert.NotNull(new Screener([changed]).Find("my-list", "c-3"));
        Assert.Null(new Screener([changed]).Find("my-list", "c-2"));

        var first = new EntityBuilder("1", "Person").Add("name", "Иван Петрович Сидоренко").Build();
        var second = new EntityBuilder("2", "Person").Add("name", "Sidorenko, Ivan").Build();
        var compared = ExhaustiveScreener.Compare(first, second, new ScreeningOptions());
        Console.WriteLine($"{compared!.Score:0.00} {compared.Verdict}");
        Assert.Equal(MatchVerdict.Match, compared.Verdict);
    }

    [Fact]
    public void What_stands_in_the_documentation_is_what_runs()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Weir.slnx")))
            root = root.Parent!;
        var running = Lines(File.ReadAllText(Path.Combine(root.FullName, "tests", "Weir.Screening.Tests", "PackageExamples.cs")));
        var blocks = File.ReadAllText(Path.Combine(root.FullName, "docs", "screening-package.md")).Split("```csharp").Skip(1).Select(b => Lines(b.Split("```")[0])).ToList();
        Assert.True(blocks.Count >= 4);
        Assert.All(blocks, block => Assert.Contains(block, running, StringComparison.Ordinal));
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
}
