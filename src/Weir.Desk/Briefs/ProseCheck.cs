using System.Text.RegularExpressions;

namespace Weir.Desk.Briefs;

/// <summary>
/// Reads a brief's body for what its author may not do: type a number (every number is computed), print a name that nothing
/// defines. Allowed with digits are tags, addresses, codes of goods in backticks (<c>`8544.70`</c>) and the marks of a numbered list.
/// </summary>
internal static partial class ProseCheck
{
    /// <summary>All mistakes, as <c>file:line: …</c>.</summary>
    public static IReadOnlyList<string> Mistakes(BriefFile brief)
    {
        var mistakes = new List<string>();
        var defined = brief.Figures.Select(f => f.Name).Concat(brief.Texts.Select(t => t.Name)).Concat(brief.Charts.Select(c => c.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (Match local in LocalName().Matches(brief.Body))
            defined.Add(local.Groups["name"].Value);
        var lines = brief.Body.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (Match printed in PrintedName().Matches(lines[i]))
            {
                var name = printed.Groups["name"].Value;
                if (!defined.Contains(name))
                    mistakes.Add($"{brief.File}:{i + 1}: nothing defines '{name}'{Files.Nearest.Hint(name, defined)}; add it to figures, texts or charts in the front matter");
            }
            if (TypedNumber(lines[i]) is { } typed)
                mistakes.Add($"{brief.File}:{i + 1}: the number '{typed}' is typed into the text; make it a figure: define it under figures (dates and months under texts) in the front matter and print it with {{{{ name }}}}");
        }
        return mistakes;
    }

    private static string? TypedNumber(string line)
    {
        var prose = Tag().Replace(line, "");
        prose = LinkTarget().Replace(prose, "]");
        prose = Address().Replace(prose, "");
        prose = GoodsCode().Replace(prose, "");
        prose = ListMark().Replace(prose, "");
        var number = Number().Match(prose);
        return number.Success ? number.Value : null;
    }

    [GeneratedRegex(@"\{\{-?\s*(?<name>[^\s|.}-][^\s|.}]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrintedName();

    [GeneratedRegex(@"\{%-?\s*(for|assign|capture)\s+(?<name>[a-z_][a-z0-9_]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocalName();

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\]\([^)\s]*\)|^\s{0,3}\[[^\]]*\]:\s.*$", RegexOptions.None, 1000)]
    private static partial Regex LinkTarget();

    [GeneratedRegex(@"<https?://[^>\s]*>", RegexOptions.None, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"`[0-9]{2,4}(\.?[0-9]{2}){0,3}`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GoodsCode();

    [GeneratedRegex(@"^\s*[0-9]{1,3}[.)]\s", RegexOptions.None, 1000)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"\S*\d\S*", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
