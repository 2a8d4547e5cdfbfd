using System.Globalization;
using System.Text;
using Weir.Desk.Charts;
using Weir.Desk.Figures;
using Weir.Trade;

namespace Weir.Desk.Briefs;

/// <summary>A chart in both forms that a brief is built in.</summary>
/// <param name="Html">The drawing with its caption.</param>
/// <param name="Markdown">The same values as a table.</param>
internal sealed record DrawnChart(string Html, string Markdown);

/// <summary>Draws the charts of a brief. What is not known stays a gap; a chart without any known value is a mistake.</summary>
internal sealed class BriefCharts(BriefData data, Words.Words words)
{
    // As the drawing prints them: a converted figure has no more digits than the printed one had.
    private const int PrintedDigits = 3;

    /// <summary>The chart.</summary>
    /// <exception cref="FigureException">Nothing of it is known, or its goods or unit are not.</exception>
    public async Task<DrawnChart> DrawAsync(ChartDefinition chart, CancellationToken cancellation)
    {
        var lines = new List<(ChartLineDefinition Definition, Series? Series)>();
        foreach (var line in chart.Lines)
            lines.Add((line, await SeriesAsync(chart, line, cancellation)));
        if (lines.All(l => l.Series is null))
            throw new FigureException("nothing is known of any of its series");
        return chart.At is { } at ? Comparison(chart, lines, at) : OverTime(chart, lines);
    }

    private async Task<Series?> SeriesAsync(ChartDefinition chart, ChartLineDefinition line, CancellationToken cancellation)
    {
        try
        {
            var query = new SeriesQuery(line.Goods, line.From, line.To, line.Flow, chart.Unit.Code, data.AsOf, chart.At ?? line.First, chart.At ?? line.Last);
            var found = await data.Series.FindAsync(query, cancellation);
            return found.Select(f => f.Series).FirstOrDefault(s => s.Key.Source == line.Source && s.Key.Publication == line.Publication);
        }
        catch (DeskException e)
        {
            throw new FigureException(e.Message);
        }
    }

    private DrawnChart OverTime(ChartDefinition chart, List<(ChartLineDefinition Definition, Series? Series)> lines)
    {
        var known = lines.Where(l => l.Series is not null).Select(l => (l.Definition.Label, Series: Trimmed(l.Series!))).ToList();
        var spec = new ChartSpec(chart.Title, [.. known.Select(l => new ChartLine(l.Label, l.Series))], chart.Unit);
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"| {words.Say("brief.when")} | {string.Join(" | ", known.Select(l => MarkdownText.Escape(l.Label)))} |\n");
        table.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---:|", known.Count))}\n");
        foreach (var period in known.SelectMany(l => l.Series.Points).Select(p => p.Period).Distinct().Order())
            table.Append(CultureInfo.InvariantCulture, $"| {words.Period(period)} | {string.Join(" | ", known.Select(l => Value(l.Series.At(period), chart.Unit)))} |\n");
        return new(Figure(chart, SeriesChart.Responsive(spec, words)), Captioned(chart, table));
    }

    private DrawnChart Comparison(ChartDefinition chart, List<(ChartLineDefinition Definition, Series? Series)> lines, Period at)
    {
        var rows = lines.ConvertAll(l => new ComparisonRow(l.Definition.Label, l.Series?.At(at), l.Series?.Status ?? ObservationStatus.Official));
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"| | {words.Period(at)} |\n|---|---:|\n");
        foreach (var row in rows)
            table.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Escape(row.Label)} | {Value(row.Value, chart.Unit)} |\n");
        return new(Figure(chart, ComparisonChart.Responsive(new(chart.Title, rows, chart.Unit), words)), Captioned(chart, table));
    }

    // From the first to the last period that is known: what is not known in between stays.
    private static Series Trimmed(Series series)
    {
        var first = series.Points.First(p => p.State != PointState.NoData).Period;
        var last = series.Points.Last(p => p.State != PointState.NoData).Period;
        return series with { Points = [.. series.Points.Where(p => p.Period >= first && p.Period <= last)] };
    }

    private string Value(double? value, Unit unit) => value is { } known
        ? words.Quantity((decimal)known, words.Significant((decimal)known, PrintedDigits), unit)
        : words.Say("brief.not-known");

    private static string Figure(ChartDefinition chart, string drawing) =>
        $"<figure class=\"chart\">{drawing}<figcaption>{System.Net.WebUtility.HtmlEncode(chart.Title)}</figcaption></figure>";

    private static string Captioned(ChartDefinition chart, StringBuilder table) => $"**{MarkdownText.Escape(chart.Title)}**\n\n{table}";
}
