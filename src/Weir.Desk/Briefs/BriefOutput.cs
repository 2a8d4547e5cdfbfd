using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Desk.Briefs;

/// <summary>Writes a built brief as files that stand alone: HTML whose figures lead to a table at its end, Markdown, JSON.</summary>
internal static partial class BriefOutput
{
    private const string Style = """
        :root { color-scheme: light dark; --chart-text: light-dark(#222, #ddd); }
        body { font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { line-height: 1.2; } table { border-collapse: collapse; font-size: .9rem; } td, th { padding: .25rem .6rem; border-bottom: 1px solid #8886; text-align: left; vertical-align: top; }
        a.figure { color: inherit; text-decoration: underline dotted; } figure { margin: 1.5rem 0; } figcaption, footer { font-size: .85rem; opacity: .8; }
        .chart-narrow { display: none; } @media (max-width: 30rem) { .chart-wide { display: none; } .chart-narrow { display: block; } } code { font-size: .8rem; overflow-wrap: anywhere; }
        """;

    /// <summary>Writes the three files and returns their paths. Each appears whole or not at all.</summary>
    public static async Task<IReadOnlyList<string>> WriteAsync(BuiltBrief brief, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var files = new (string Ending, string Text)[]
        {
            (".html", Html(brief)),
            (".md", $"# {brief.Title}\n\n{brief.Byline}, {Words.Words.For(brief.Language).Date(brief.Published)}\n\n{brief.Markdown}"),
            (".json", BriefRecord.Of(brief).ToJson()),
        };
        var paths = new List<string>();
        foreach (var (ending, text) in files)
        {
            var path = Path.Combine(folder, brief.Id + ending);
            var unfinished = path + ".new";
            await File.WriteAllTextAsync(unfinished, text, new UTF8Encoding(false), cancellation);
            File.Move(unfinished, path, overwrite: true);
            paths.Add(path);
        }
        return paths;
    }

    private static string Html(BuiltBrief brief)
    {
        var words = Words.Words.For(brief.Language);
        var body = TraceLink().Replace(brief.Html, m => $"href=\"#figure-{m.Groups["name"].Value}\"");
        var figures = new StringBuilder();
        foreach (var figure in brief.Figures)
        {
            figures.Append(
                CultureInfo.InvariantCulture,
                $"<tr id=\"figure-{figure.Name}\"><td>{Text(figure.Printed)}</td><td>{Text(words.Say(figure.Expression))}</td><td>{Text(words.Say("brief.status", ("status", figure.Status)))}</td><td>{string.Join("<br>", figure.Rows.Select(r => $"<code>{r}</code>"))}</td></tr>\n");
        }
        var snapshots = string.Concat(brief.Snapshots.Select(s => $"<li><code>{s}</code></li>"));
        return $"""
            <!doctype html>
            <html lang="{brief.Language}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(brief.Title)}</title><style>
            {Style}
            </style></head>
            <body>
            <article><h1>{Text(brief.Title)}</h1><p>{Text(brief.Byline)}, <time datetime="{brief.Published:yyyy-MM-dd}">{Text(words.Date(brief.Published))}</time></p>
            {body}
            </article>
            <footer><h2>{Text(words.Say("brief.figures"))}</h2>
            <table><thead><tr><th>{Text(words.Say("brief.figure"))}</th><th>{Text(words.Say("brief.how"))}</th><th>{Text(words.Say("brief.status-head"))}</th><th>{Text(words.Say("brief.rows"))}</th></tr></thead><tbody>
            {figures}</tbody></table>
            <p>{Text(words.Say("brief.vintage", ("asOf", brief.AsOf), ("builtAt", brief.BuiltAt)))}</p><ul>{snapshots}</ul></footer>
            </body></html>
            """;
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("href=\"/trace/[^\"~]*~(?<name>[a-z0-9_]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TraceLink();
}
