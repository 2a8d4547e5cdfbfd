using System.Globalization;
using System.Text;

namespace Weir.Desk.Charts;

/// <summary>
/// Writes the few shapes that the charts use. Colours are presentation attributes with CSS variables in them: a page's
/// theme reaches them, a policy that forbids inline styles does not mind them, and a file on its own has the fallbacks.
/// </summary>
internal sealed class Canvas
{
    public const string Ground = "var(--chart-ground, #fff)";
    public const string Ink = "var(--chart-ink, #1d2228)";
    public const string Muted = "var(--chart-muted, #57606a)";
    public const string Grid = "var(--chart-grid, #dfe3e6)";
    public const string Axis = "var(--chart-axis, #7d868f)";

    // Okabe and Ito's palette for all kinds of colour vision, darkened to 3:1 on white where it was lighter.
    private static readonly string[] Palette = ["#0072b2", "#c04d00", "#00805d", "#a8508a", "#7a6400", "#3f4b57"];

    private readonly StringBuilder _out = new();

    public static string Colour(int index)
    {
        var i = index % Palette.Length;
        return string.Create(CultureInfo.InvariantCulture, $"var(--chart-{i + 1}, {Palette[i]})");
    }

    public void Raw(string markup) => _out.Append(markup);

    public void Rect(double x, double y, double width, double height, string fill, string? stroke = null, string extra = "")
    {
        Raw($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(Math.Max(0, width))}\" height=\"{N(Math.Max(0, height))}\" fill=\"{fill}\"");
        if (stroke is not null)
            Raw($" stroke=\"{stroke}\" stroke-width=\"2\"");
        Raw(extra.Length == 0 ? "/>" : $" {extra}/>");
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1) =>
        Raw($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{stroke}\" stroke-width=\"{N(width)}\"/>");

    public void Polyline(IEnumerable<(double X, double Y)> points, string stroke) =>
        Raw($"<polyline points=\"{string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"))}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"2\" stroke-linejoin=\"round\"/>");

    /// <summary>A marker whose shape, not only its colour, says which series it belongs to.</summary>
    public void Marker(int series, double x, double y, bool hollow, bool dashed = false)
    {
        var colour = Colour(series);
        var look = $"fill=\"{(hollow ? Ground : colour)}\" stroke=\"{colour}\" stroke-width=\"2\"{(dashed ? " stroke-dasharray=\"2 2\"" : "")}";
        Raw((series % 4) switch
        {
            0 => $"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"4.5\" {look}/>",
            1 => $"<rect x=\"{N(x - 4)}\" y=\"{N(y - 4)}\" width=\"8\" height=\"8\" {look}/>",
            2 => $"<path d=\"M{N(x)} {N(y - 5.5)}L{N(x + 5.5)} {N(y)}L{N(x)} {N(y + 5.5)}L{N(x - 5.5)} {N(y)}Z\" {look}/>",
            _ => $"<path d=\"M{N(x)} {N(y - 5)}L{N(x + 5)} {N(y + 4)}L{N(x - 5)} {N(y + 4)}Z\" {look}/>",
        });
    }

    // anchor: start, middle or end. halo: the ground shows around the letters, for text that crosses lines.
    public void Text(double x, double y, string text, string anchor = "start", string fill = Ink, bool bold = false, bool halo = false, bool upright = false)
    {
        Raw($"<text x=\"{N(x)}\" y=\"{N(y)}\" fill=\"{fill}\"");
        if (anchor != "start")
            Raw($" text-anchor=\"{anchor}\"");
        if (bold)
            Raw(" font-weight=\"600\"");
        if (halo)
            Raw($" paint-order=\"stroke\" stroke=\"{Ground}\" stroke-width=\"4\" stroke-linejoin=\"round\"");
        if (upright)
            Raw($" transform=\"rotate(-90 {N(x)} {N(y)})\"");
        Raw($">{Escape(text)}</text>");
    }

    /// <summary>The whole drawing as an image with an accessible name and description. A frame says where its values lie.</summary>
    public string Document(string id, double width, double height, string title, string description, string frame = "")
    {
        // Text keeps its size: the drawing is never scaled up, and scaled down only below its own width.
        var head = $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"weir-chart\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" "
            + (frame.Length == 0 ? "" : frame + " ")
            + $"role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\" font-size=\"{TextWidth.FontSize}\">"
            + $"<title id=\"{id}-t\">{Escape(title)}</title><desc id=\"{id}-d\">{Escape(description)}</desc>"
            + $"<defs><pattern id=\"{id}-h\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\" stroke=\"{Axis}\" stroke-width=\"1.4\" stroke-opacity=\"0.55\"/></pattern></defs>";
        return head + _out + "</svg>";
    }

    /// <summary>Text as XML text or attribute; characters that XML cannot hold are left out.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                < 0x20 and not (0x9 or 0xA or 0xD) or 0xFFFE or 0xFFFF => safe,
                _ => safe.Append(rune.ToString()),
            };
        }
        return safe.ToString();
    }

    /// <summary>A coordinate with two decimals at most.</summary>
    public static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
