using System.Globalization;
using System.Text;
using Weir.Desk.Files;

namespace Weir.Desk.Briefs;

/// <summary>A brief as written: front matter, and a body in Markdown and Liquid.</summary>
/// <param name="Id">File name without extension.</param>
/// <param name="File">Full path, for messages.</param>
/// <param name="Language">Two-letter code.</param>
/// <param name="Title">Title.</param>
/// <param name="Byline">Who wrote it.</param>
/// <param name="Published">Publication date.</param>
/// <param name="Figures">Definitions of its figures.</param>
/// <param name="Texts">Definitions of its texts.</param>
/// <param name="Charts">Definitions of its charts.</param>
/// <param name="Body">The body, with as many empty lines before it as keep its line numbers the file's.</param>
internal sealed record BriefFile(
    string Id, string File, string Language, string Title, string Byline, DateOnly Published,
    IReadOnlyList<FigureDefinition> Figures, IReadOnlyList<TextDefinition> Texts, IReadOnlyList<ChartDefinition> Charts, string Body)
{
    private const string Fence = "---";

    /// <summary>Reads <c>briefs/{id}.md</c>.</summary>
    /// <exception cref="BriefException">The file is missing or wrong; every mistake is named with its line.</exception>
    public static async Task<BriefFile> ReadAsync(string desk, string id, IReadOnlyList<string> known, CancellationToken cancellation)
    {
        var name = Path.Combine("briefs", id + ".md");
        var path = Path.Combine(desk, name);
        if (!known.Contains(id) || !System.IO.File.Exists(path))
            throw new BriefException($"{path}: there is no such brief; " + (known.Count == 0 ? "the desk has none" : $"the desk has {string.Join(", ", known)}"));
        string text;
        try
        {
            text = (await System.IO.File.ReadAllTextAsync(path, new UTF8Encoding(false, throwOnInvalidBytes: true), cancellation)).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            throw new BriefException($"{path}: the text is not UTF-8; save the file as UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BriefException($"{path}: the file can't be read: {e.Message}");
        }
        return Parse(desk, id, name, text);
    }

    private static BriefFile Parse(string desk, string id, string name, string text)
    {
        var lines = text.Split('\n');
        var end = lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, l => l.TrimEnd() == Fence) : -1;
        if (end < 0)
            throw new BriefException($"{Path.Combine(desk, name)}:1: a brief begins with front matter between two lines of {Fence}: title, byline, published, language and figures");

        var mistakes = new Mistakes();
        // The opening fence is also YAML's mark of a document, so the lines keep their numbers.
        if (YamlFile.Parse(string.Join('\n', lines[..end]), name, mistakes) is not { } map)
            throw Wrong(desk, mistakes);
        var title = map.Need("title")?.Text();
        var byline = map.Need("byline")?.Text();
        var published = Date(map.Need("published"));
        var language = LanguageOf(map.Need("language"));
        var definitions = new BriefDefinitions(name);
        var figures = definitions.Figures(map.Find("figures"));
        var texts = definitions.Texts(map.Find("texts"));
        var charts = definitions.Charts(map.Find("charts"));
        map.Done();
        if (mistakes.Count > 0)
            throw Wrong(desk, mistakes);
        var body = string.Concat(Enumerable.Repeat("\n", end + 1)) + string.Join('\n', lines[(end + 1)..]);
        return new(id, Path.Combine(desk, name), language!, title!, byline!, published!.Value, figures, texts, charts, body);
    }

    private static BriefException Wrong(string desk, Mistakes mistakes) => new(string.Join(Environment.NewLine, mistakes.Printed(desk)));

    private static DateOnly? Date(YamlItem? item)
    {
        if (item?.Text() is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        item.Mistake($"{item.What}: '{text}' is no date; write 2025-10-14");
        return null;
    }

    private static string? LanguageOf(YamlItem? item)
    {
        if (item?.Text() is not { } language)
            return null;
        return Words.Words.Languages.Contains(language)
            ? language
            : item.Wrong<string>($"{item.What}: Weir does not speak '{language}'; allowed are {string.Join(", ", Words.Words.Languages)}");
    }
}
