namespace Weir.House.Tests;

/// <summary>
/// Text in a document that the program itself gives: between <c>&lt;!-- generated: NAME --&gt;</c> and <c>&lt;!-- end --&gt;</c>.
/// With WEIR_UPDATE=1 it is rewritten; otherwise a difference fails.
/// </summary>
internal static class GeneratedText
{
    /// <summary>The collection of tests that rewrite documents: one after the other, for two of them may rewrite the same one.</summary>
    public const string Documents = "documents";

    public static bool Updates { get; } = Environment.GetEnvironmentVariable("WEIR_UPDATE") == "1";

    public static void Check(string file, string name, string expected)
    {
        var start = $"<!-- generated: {name} -->\n";
        const string End = "<!-- end -->";
        var path = Repository.Path(file);
        var text = File.ReadAllText(path);
        var from = text.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"{file} has no line {start}");
        from += start.Length;
        var to = text.IndexOf(End, from, StringComparison.Ordinal);
        Assert.True(to >= 0, $"{file} has no {End} after {name}");
        if (Updates)
        {
            File.WriteAllText(path, $"{text[..from]}{expected}{text[to..]}");
            return;
        }
        Assert.True(text[from..to] == expected, $"{file}: the part '{name}' is not what the program says; WEIR_UPDATE=1 ./test House rewrites it\n{expected}");
    }
}
