using DiffPlex.Renderer;

namespace Weir.Desk.Tests;

/// <summary>Text kept in the repository and compared; rewritten only where <c>WEIR_UPDATE=1</c> asks for it.</summary>
internal static class Golden
{
    public static async Task MatchesAsync(string name, string text)
    {
        var path = Path.Combine(Repository.Root, "tests", "Weir.Desk.Tests", "golden", name);
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE") == "1")
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        var kept = File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : "";
        if (kept.ReplaceLineEndings("\n") != text)
            Assert.Fail($"{name} differs; look at the difference, and where it is meant run the tests with WEIR_UPDATE=1\n{UnidiffRenderer.GenerateUnidiff(kept, text)}");
    }
}
