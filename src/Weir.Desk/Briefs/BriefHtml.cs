using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Weir.Desk.Briefs;

/// <summary>Renders a filled brief. Nothing in a brief is taken for HTML, and its links lead to pages only.</summary>
internal sealed class BriefHtml(BriefFile brief, Words.Words words)
{
    // Private-use characters, which no author types and no renderer changes.
    private const char Mark = '\uE0C7';

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>Stands for a chart until the body is rendered.</summary>
    public static string ChartMark(string name) => $"{Mark}{name}{Mark}";

    /// <summary>The body as HTML.</summary>
    /// <exception cref="BriefException">A link leads to something that is no page, or there is an image.</exception>
    public string Render(string filled, IReadOnlyList<Figure> figures, IReadOnlyDictionary<string, DrawnChart> charts)
    {
        var document = Markdown.Parse(filled, Pipeline);
        var byName = figures.ToDictionary(f => $"/trace/{brief.Id}~{f.Name}", StringComparer.Ordinal);
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (byName.TryGetValue(link.Url ?? "", out var figure))
                Describe(link, figure);
            else
                Refuse(link);
        }
        foreach (var link in document.Descendants<AutolinkInline>())
            RefuseAddress(link.Url);
        // The renderer escapes the ~ of a figure's id, which addresses need not.
        var html = document.ToHtml(Pipeline).Replace($"\"/trace/{brief.Id}%7E", $"\"/trace/{brief.Id}~", StringComparison.Ordinal);
        foreach (var (name, chart) in charts)
        {
            html = html.Replace($"<p>{ChartMark(name)}</p>", chart.Html, StringComparison.Ordinal);
            if (html.Contains(ChartMark(name), StringComparison.Ordinal))
                throw new BriefException($"{brief.File}: the chart '{name}' stands inside a line of text; give {{{{ {name} }}}} a paragraph of its own");
        }
        return html;
    }

    private void Describe(LinkInline link, Figure figure)
    {
        var attributes = link.GetAttributes();
        attributes.AddClass("figure");
        attributes.AddProperty("data-figure", figure.Name);
        attributes.AddProperty("data-status", figure.Status.ToString().ToLowerInvariant());
        attributes.AddProperty("title", words.Say("figure.title", ("how", figure.Expression), ("status", figure.Status)));
    }

    private void Refuse(LinkInline link)
    {
        if (link.IsImage)
            throw new BriefException($"{brief.File}:{LineOf(link.Url)}: a picture stands in the text; a brief shows charts only");
        RefuseAddress(link.Url);
    }

    private void RefuseAddress(string? url)
    {
        var isPage = url is ['/', not '/', ..] or "/" or ['#', ..]
            || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto");
        if (!isPage)
            throw new BriefException($"{brief.File}:{LineOf(url)}: the link leads to '{url}', which is no page; allowed are https, http and mailto addresses and pages of the site (/…)");
    }

    private int LineOf(string? url)
    {
        var lines = brief.Body.Split('\n');
        return 1 + Math.Max(0, Array.FindIndex(lines, l => url is { Length: > 0 } && l.Contains(url, StringComparison.Ordinal)));
    }
}
