using System.Globalization;
using Fluid;

namespace Weir.Desk.Briefs;

/// <summary>Builds a brief: computes its figures, fills them into the body, and renders that.</summary>
internal sealed class BriefBuilder
{
    private static readonly FluidParser Liquid = new();
    private static readonly TemplateOptions Options = new() { StrictVariables = true, StrictFilters = true, MaxSteps = 100_000 };

    private readonly BriefFile brief;
    private readonly BriefData data;
    private readonly Words.Words words;

    /// <param name="brief">The brief as written.</param>
    /// <param name="data">What its figures are computed from.</param>
    public BriefBuilder(BriefFile brief, BriefData data)
    {
        this.brief = brief;
        this.data = data;
        words = Words.Words.For(brief.Language);
    }

    /// <summary>The brief, built.</summary>
    /// <param name="builtAt">Goes into it.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="BriefException">A number is typed, a name undefined, or a figure can't be computed; every one is named with its line.</exception>
    public async Task<BuiltBrief> BuildAsync(DateTimeOffset builtAt, CancellationToken cancellation)
    {
        var mistakes = ProseCheck.Mistakes(brief).ToList();
        var computed = await FiguresAsync(cancellation);
        mistakes.AddRange(computed.Where(f => f.Error is not null).Select(f => $"{brief.File}:{f.Definition.Line}: figure '{f.Definition.Name}': {f.Error}"));
        var figures = computed.Where(f => f.Figure is not null).Select(f => f.Figure!).ToList();

        var values = figures.ToDictionary(f => f.Name, f => LinkOf(f), StringComparer.Ordinal);
        var texts = new BriefTexts(brief, data, words);
        foreach (var text in brief.Texts)
            Try(text.Name, text.Line, () => values[text.Name] = texts.Say(text));
        var charts = new BriefCharts(data, words);
        var drawn = new Dictionary<string, DrawnChart>(StringComparer.Ordinal);
        foreach (var chart in brief.Charts)
        {
            try
            {
                drawn[chart.Name] = await charts.DrawAsync(chart, cancellation);
                values[chart.Name] = BriefHtml.ChartMark(chart.Name);
            }
            catch (FigureException e)
            {
                mistakes.Add($"{brief.File}:{chart.Line}: chart '{chart.Name}': {e.Message}");
            }
        }
        if (!Liquid.TryParse(brief.Body, out var template, out var error))
            mistakes.Add($"{brief.File}: the tags can't be read: {error}");
        if (mistakes.Count > 0)
            throw new BriefException(string.Join(Environment.NewLine, mistakes));

        var filled = await FillAsync(template, values);
        var html = new BriefHtml(brief, words).Render(filled, figures, drawn);
        var markdown = drawn.Aggregate(filled, (text, chart) => text.Replace(BriefHtml.ChartMark(chart.Key), chart.Value.Markdown, StringComparison.Ordinal));
        return new(
            brief.Id, brief.Language, brief.Title, brief.Byline, brief.Published, builtAt, data.AsOf, html, markdown, figures,
            [.. figures.SelectMany(f => f.Rows).Select(r => r.Snapshot).Distinct().Order(StringComparer.Ordinal)]);

        void Try(string name, int line, Action say)
        {
            try
            {
                say();
            }
            catch (FigureException e)
            {
                mistakes.Add($"{brief.File}:{line}: text '{name}': {e.Message}");
            }
        }
    }

    /// <summary>Every figure of the brief, or why it can't be computed.</summary>
    public async Task<IReadOnlyList<(FigureDefinition Definition, Figure? Figure, string? Error)>> FiguresAsync(CancellationToken cancellation)
    {
        var computer = new FigureComputer(brief, data);
        var found = new List<(FigureDefinition, Figure?, string?)>();
        foreach (var definition in brief.Figures)
        {
            try
            {
                found.Add((definition, await computer.FigureAsync(definition, cancellation), null));
            }
            catch (FigureException e)
            {
                found.Add((definition, null, e.Message));
            }
        }
        return found;
    }

    private async Task<string> FillAsync(IFluidTemplate template, Dictionary<string, string> values)
    {
        var context = new TemplateContext(Options) { CultureInfo = CultureInfo.InvariantCulture };
        foreach (var (name, value) in values)
            context.SetValue(name, value);
        try
        {
            return (await template.RenderAsync(context)).TrimStart('\n');
        }
        catch (Exception e) when (e is FluidException or InvalidOperationException)
        {
            throw new BriefException($"{brief.File}: the tags can't be filled: {e.Message}");
        }
    }

    private string LinkOf(Figure figure) => $"[{MarkdownText.Escape(figure.Printed)}](/trace/{brief.Id}~{figure.Name})";
}

/// <summary>Text that goes into Markdown as it is.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|#~";

    /// <summary>The text with every mark of Markdown escaped, on one line.</summary>
    public static string Escape(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => Special.Contains(c) ? $"\\{c}" : c.ToString()));
}
