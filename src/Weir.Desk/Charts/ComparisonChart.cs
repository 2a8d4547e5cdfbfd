using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Weir.Trade;

namespace Weir.Desk.Charts;

/// <summary>
/// Draws amounts side by side at one period. Where the largest is more than fifty times the smallest, columns of true
/// length would hide the small ones, and columns on a logarithmic axis would lie (a bar's length has no zero there): the
/// amounts become dots on an axis whose every step is named as ten times the one before.
/// </summary>
public static class ComparisonChart
{
    private const double RatioForLogarithm = 50;
    private const double RowHeight = 34;

    /// <summary>Draws the chart; its height follows from the number of rows.</summary>
    /// <exception cref="ArgumentException">Narrower than 240 pixels.</exception>
    public static string Svg(ComparisonSpec spec, Words.Words words)
    {
        if (spec.Width < 240)
            throw new ArgumentException($"a chart {spec.Width} pixels wide is too narrow to read; at least 240", nameof(spec));
        var known = spec.Rows.Where(r => r.Value is double v && double.IsFinite(v)).Select(r => r.Value!.Value).ToArray();
        var positive = known.Where(v => v > 0).ToArray();
        var logarithmic = positive.Length > 1 && positive.Max() / positive.Min() > RatioForLogarithm && known.All(v => v >= 0);
        var id = "k" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{spec.Title}|{spec.Width}|{spec.Unit.Code}|{words.Language}|{string.Join(';', spec.Rows)}")))[..10];

        var svg = new Canvas();
        var labelWidth = Math.Min(spec.Width * 0.34, spec.Rows.Count == 0 ? 0 : spec.Rows.Max(r => TextWidth.Of(r.Label)) + 12);
        var printed = spec.Rows.Select(r => r.Value is double v && double.IsFinite(v) ? Amount(v, spec.Unit, words) : words.Say("chart.unknown")).ToArray();
        var right = spec.Width - (printed.Length == 0 ? 0 : printed.Max(TextWidth.Of)) - 16;
        var left = Math.Min(labelWidth, right - 40);
        var top = 8 + TextWidth.Line;
        var bottom = top + (spec.Rows.Count * RowHeight);

        Func<double, double> x;
        if (logarithmic)
        {
            var (low, high) = ((int)Math.Floor(Math.Log10(positive.Min())), (int)Math.Ceiling(Math.Log10(positive.Max())));
            x = v => v <= 0 ? left : left + (Math.Clamp((Math.Log10(v) - low) / (high - low), 0, 1) * (right - left));
            DrawDecades(svg, low, high, x, top, bottom, spec, words);
        }
        else
        {
            var scale = Scale.For(known, 4);
            x = v => left + (scale.Share(v) * (right - left));
            svg.Line(x(0), top, x(0), bottom, Canvas.Axis);
        }

        for (var i = 0; i < spec.Rows.Count; i++)
        {
            var row = spec.Rows[i];
            var y = top + (i * RowHeight) + (RowHeight / 2);
            svg.Text(0, y + 4.5, TextWidth.Fit(row.Label, left - 8));
            if (row.Value is double v && double.IsFinite(v))
            {
                DrawAmount(svg, row, v, x, y, left, logarithmic);
                svg.Text(Math.Max(x(v), x(0)) + 12, y + 4.5, printed[i], bold: true, halo: true);
            }
            else
            {
                svg.Rect(left, y - 9, right - left, 18, $"url(#{id}-h)");
                svg.Text((left + right) / 2, y + 4.5, printed[i], "middle", halo: true);
            }
        }
        var notes = LegendRows.Wrap(Notes(spec, logarithmic, words), spec.Width);
        LegendRows.Draw(svg, notes, bottom + (logarithmic ? TextWidth.Line + 12 : 8), id);
        var height = bottom + (logarithmic ? TextWidth.Line + 12 : 8) + (notes.Count * LegendRows.Height) + 4;
        var says = string.Join(' ', spec.Rows.Zip(printed).Select(r => words.Say("chart.says.row", ("label", r.First.Label), ("value", r.Second))));
        return svg.Document(id, spec.Width, height, spec.Title, says);
    }

    /// <summary>The chart for a page: drawn for a desktop and for a phone, of which the page's style sheet shows one.</summary>
    public static string Responsive(ComparisonSpec spec, Words.Words words) =>
        $"<div class=\"chart-wide\">{Svg(spec, words)}</div><div class=\"chart-narrow\">{Svg(spec with { Width = 340 }, words)}</div>";

    private static void DrawAmount(Canvas svg, ComparisonRow row, double value, Func<double, double> x, double y, double left, bool logarithmic)
    {
        var official = row.Status == ObservationStatus.Official;
        if (logarithmic)
        {
            svg.Line(left, y, x(value), y, Canvas.Grid, 2);
            svg.Marker(0, x(value), y, !official, row.Status == ObservationStatus.Modelled);
            return;
        }
        var (from, to) = (Math.Min(x(0), x(value)), Math.Max(x(0), x(value)));
        if (official)
            svg.Rect(from, y - 9, Math.Max(1, to - from), 18, Canvas.Colour(0));
        else
            svg.Rect(from + 1, y - 8, Math.Max(1, to - from - 2), 16, Canvas.Colour(0), Canvas.Colour(0), row.Status == ObservationStatus.Modelled ? "fill-opacity=\"0.1\" stroke-dasharray=\"3 3\"" : "fill-opacity=\"0.1\"");
    }

    private static void DrawDecades(Canvas svg, int low, int high, Func<double, double> x, double top, double bottom, ComparisonSpec spec, Words.Words words)
    {
        var free = double.NegativeInfinity;
        for (var power = low; power <= high; power++)
        {
            var at = x(Math.Pow(10, power));
            svg.Line(at, top, at, bottom, Canvas.Grid);
            var text = Math.Abs(power) < 15 ? words.Significant((decimal)Math.Pow(10, power), 1) : $"10^{power}";
            var half = TextWidth.Of(text) / 2;
            if (at - half < free)
                continue;
            svg.Text(at, bottom + TextWidth.Line, text, "middle", Canvas.Muted);
            free = at + half + 8;
        }
        svg.Text(0, 16, TextWidth.Fit(words.Say("chart.axis.unit", ("unit", spec.Unit)), spec.Width), fill: Canvas.Muted);
    }

    private static IEnumerable<LegendEntry> Notes(ComparisonSpec spec, bool logarithmic, Words.Words words)
    {
        if (logarithmic)
            yield return new(LegendMark.None, words.Say("chart.note.logarithm"));
        if (spec.Rows.Any(r => r.Value is not null && r.Status == ObservationStatus.Reported))
            yield return new(LegendMark.Hollow, words.Say("chart.note.reported"));
        if (spec.Rows.Any(r => r.Value is not null && r.Status == ObservationStatus.Modelled))
            yield return new(LegendMark.Dashed, words.Say("chart.note.modelled"));
    }

    // Beyond what a reader counts digits of, and what a label has room for.
    private static string Amount(double value, Unit unit, Words.Words words) => value == 0 || Math.Abs(value) is >= 1e-9 and < 1e15
        ? words.Quantity(Rounding.ThreeDigits(value), words.Number(Rounding.ThreeDigits(value)), unit)
        : value.ToString("0.##E+0", CultureInfo.InvariantCulture);
}
