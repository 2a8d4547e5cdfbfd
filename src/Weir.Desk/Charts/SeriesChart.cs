namespace Weir.Desk.Charts;

/// <summary>
/// Draws series over months or years as an SVG image that explains itself: axis with round numbers and a unit, an
/// accessible name and a sentence that says what is to be seen. What is not known is a hatched band, never a zero;
/// what is only known from a publication is hollow.
/// </summary>
public static class SeriesChart
{
    /// <summary>Draws the chart.</summary>
    /// <returns>An SVG element that stands alone as a file and takes a page's colours from the variables <c>--chart-*</c>.</returns>
    /// <exception cref="InvalidOperationException">A series' unit does not convert to the chart's.</exception>
    /// <exception cref="ArgumentException">Months and years are mixed, or the chart is too small to draw.</exception>
    public static string Svg(ChartSpec spec, Words.Words words)
    {
        if (spec.Width < 240 || spec.Height < 160)
            throw new ArgumentException($"a chart of {spec.Width} × {spec.Height} pixels is too small to read; at least 240 × 160", nameof(spec));
        return new SeriesDrawing(spec, ChartData.From(spec), words).Draw();
    }

    /// <summary>The chart for a page: drawn for a desktop and for a phone, of which the page's style sheet shows one.</summary>
    /// <exception cref="InvalidOperationException">A series' unit does not convert to the chart's.</exception>
    /// <exception cref="ArgumentException">Months and years are mixed.</exception>
    public static string Responsive(ChartSpec spec, Words.Words words) =>
        $"<div class=\"chart-wide\">{Svg(spec, words)}</div><div class=\"chart-narrow\">{Svg(spec with { Width = 340, Height = 300 }, words)}</div>";
}
