namespace Weir.Desk.Charts;

/// <summary>What stands before a text of a legend.</summary>
internal enum LegendMark
{
    None,
    Series,
    Solid,
    Hollow,
    Dashed,
    Hatch,
    AtLeast,
    Band,
    Ring,
}

/// <summary>A text of a legend with its mark.</summary>
internal sealed record LegendEntry(LegendMark Mark, string Text, int Series = 0, bool IsHollow = false);

/// <summary>Sets legend entries in rows, and no two over each other.</summary>
internal static class LegendRows
{
    public const double Height = 20;
    private const double MarkWidth = 18;
    private const double Between = 18;

    public static IReadOnlyList<IReadOnlyList<LegendEntry>> Wrap(IEnumerable<LegendEntry> entries, double width)
    {
        var rows = new List<IReadOnlyList<LegendEntry>>();
        var row = new List<LegendEntry>();
        var used = 0.0;
        foreach (var entry in entries)
        {
            var fitted = entry with { Text = TextWidth.Fit(entry.Text, width - MarkWidth) };
            var needed = WidthOf(fitted);
            if (row.Count > 0 && used + Between + needed > width)
            {
                rows.Add(row);
                (row, used) = ([], 0);
            }
            used += (row.Count > 0 ? Between : 0) + needed;
            row.Add(fitted);
        }
        if (row.Count > 0)
            rows.Add(row);
        return rows;
    }

    public static void Draw(Canvas svg, IReadOnlyList<IReadOnlyList<LegendEntry>> rows, double top, string id)
    {
        for (var r = 0; r < rows.Count; r++)
        {
            var x = 0.0;
            var middle = top + (r * Height) + (Height / 2) - 2;
            foreach (var entry in rows[r])
            {
                DrawMark(svg, entry, x + 6, middle, id);
                svg.Text(x + (entry.Mark == LegendMark.None ? 0 : MarkWidth), middle + 4.5, entry.Text, fill: entry.Mark == LegendMark.Series ? Canvas.Ink : Canvas.Muted);
                x += WidthOf(entry) + Between;
            }
        }
    }

    private static double WidthOf(LegendEntry entry) => (entry.Mark == LegendMark.None ? 0 : MarkWidth) + TextWidth.Of(entry.Text);

    private static void DrawMark(Canvas svg, LegendEntry entry, double x, double y, string id)
    {
        switch (entry.Mark)
        {
            case LegendMark.Series:
                svg.Marker(entry.Series, x, y, entry.IsHollow);
                break;
            case LegendMark.Solid:
                svg.Rect(x - 5, y - 5, 10, 10, Canvas.Muted, Canvas.Muted);
                break;
            case LegendMark.Hollow:
                svg.Rect(x - 5, y - 5, 10, 10, Canvas.Ground, Canvas.Muted);
                break;
            case LegendMark.Dashed:
                svg.Rect(x - 5, y - 5, 10, 10, Canvas.Ground, Canvas.Muted, "stroke-dasharray=\"3 3\"");
                break;
            case LegendMark.Hatch:
                svg.Rect(x - 6, y - 6, 13, 13, $"url(#{id}-h)");
                break;
            case LegendMark.Band:
                svg.Rect(x - 6, y - 6, 13, 13, Canvas.Axis, extra: "fill-opacity=\"0.22\"");
                svg.Line(x - 6, y + 0.5, x + 7, y + 0.5, Canvas.Axis, 1.5);
                break;
            case LegendMark.Ring:
                svg.Raw($"<circle cx=\"{Canvas.N(x)}\" cy=\"{Canvas.N(y)}\" r=\"5.5\" fill=\"none\" stroke=\"{Canvas.Ink}\" stroke-width=\"1.5\"/>");
                break;
            case LegendMark.AtLeast:
                svg.Raw($"<path d=\"M{Canvas.N(x - 5)} {Canvas.N(y + 3)}L{Canvas.N(x)} {Canvas.N(y - 3)}L{Canvas.N(x + 5)} {Canvas.N(y + 3)}\" fill=\"none\" stroke=\"{Canvas.Ink}\" stroke-width=\"2\"/>");
                break;
        }
    }
}
