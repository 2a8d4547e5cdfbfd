using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Weir.Desk.Controls;
using Weir.Signals.Effects;
using Weir.Trade;

namespace Weir.Desk.Charts;

/// <summary>
/// Draws effects with their intervals on a logarithmic axis of per cent, on which a halving and a doubling are as far from no effect: month by month around the
/// entry into force of a control, or destination by destination. An interval that runs off the axis ends in an arrow.
/// </summary>
public static class EffectChart
{
    private const double RowHeight = 26;

    // Halvings and doublings, and what lies far out.
    private static readonly double[] Percents = [-99, -95, -90, -75, -50, 0, 100, 300, 900, 1900, 9900];

    /// <summary>The event study, drawn for a wide and for a narrow screen.</summary>
    public static string Events(ControlReport report, Words.Words words) =>
        $"<div class=\"chart-wide\">{Months(report, words, 720)}</div><div class=\"chart-narrow\">{Months(report, words, 340)}</div>";

    /// <summary>The effects by destination, drawn for a wide and for a narrow screen.</summary>
    public static string Destinations(ControlReport report, Words.Words words) =>
        $"<div class=\"chart-wide\">{Rows(report, words, 720)}</div><div class=\"chart-narrow\">{Rows(report, words, 340)}</div>";

    /// <summary>What a destination is called.</summary>
    public static string Name(DestinationEffect destination, Words.Words words) =>
        destination.Destination is { } number ? words.Say("site.value", ("value", Economies.FromNumber(number))) : words.Say("control.elsewhere");

    private static string Months(ControlReport report, Words.Words words, double width)
    {
        var finding = report.Finding!;
        var events = finding.Events;
        var (low, high) = Bounds(events.Select(e => e.Term));
        var svg = new Canvas();
        const double top = 30, height = 260;
        const double left = 58;
        var right = width - 10;
        var bottom = top + height;
        var step = (right - left) / Math.Max(1, events.Count);
        double X(int i) => left + ((i + 0.5) * step);
        double Y(double coefficient) => bottom - (Math.Clamp((coefficient - low) / (high - low), 0, 1) * height);
        var timing = report.Control.Timing;
        var anticipated = events.Select((e, i) => (e, i)).Where(p => p.e.Period >= timing.Anticipation && p.e.Period < timing.First).Select(p => p.i).ToList();
        if (anticipated.Count > 0)
            svg.Rect(X(anticipated[0]) - (step / 2), top, step * anticipated.Count, height, Canvas.Grid);
        foreach (var percent in Ticks(low, high))
        {
            var y = Y(Coefficient(percent));
            svg.Line(left, y, right, y, percent == 0 ? Canvas.Axis : Canvas.Grid, percent == 0 ? 1.5 : 1);
            svg.Text(left - 8, y + 4.5, Printed(percent), "end", Canvas.Muted);
        }
        var first = events.Select((e, i) => (e, i)).FirstOrDefault(p => p.e.Month == 0);
        if (first.e is not null)
        {
            svg.Line(X(first.i) - (step / 2), top, X(first.i) - (step / 2), bottom, Canvas.Ink, 1.5);
            svg.Text(X(first.i) - (step / 2) + (width < 400 ? -4 : 6), top - 10, words.Say("site.control.in-force"), width < 400 ? "middle" : "start");
        }
        var free = double.NegativeInfinity;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Term is { } term)
                Interval(svg, term, c => (X(i), Y(c)), low, high, vertical: true);
            var label = events[i].Period.ToString();
            if (X(i) - (TextWidth.Of(label) / 2) < free || X(i) + (TextWidth.Of(label) / 2) > width)
                continue;
            svg.Text(X(i), bottom + TextWidth.Line, label, "middle", Canvas.Muted);
            free = X(i) + (TextWidth.Of(label) / 2) + 10;
        }
        var says = string.Join(' ', ControlSentences.Of(report).Select(words.Say));
        return svg.Document(Id(report, words, width, "m"), width, bottom + TextWidth.Line + 12, words.Say("site.control.chart.months"), says);
    }

    private static string Rows(ControlReport report, Words.Words words, double width)
    {
        var rows = report.Finding!.Destinations;
        var (low, high) = Bounds(rows.Select(r => r.Effect));
        var svg = new Canvas();
        const double top = 12;
        var left = Math.Min(width * 0.36, rows.Max(r => TextWidth.Of(Name(r, words))) + 14);
        var right = width - 16;
        var bottom = top + (rows.Count * RowHeight);
        double X(double coefficient) => left + (Math.Clamp((coefficient - low) / (high - low), 0, 1) * (right - left));
        var free = double.NegativeInfinity;
        foreach (var percent in Ticks(low, high).Order())
        {
            var x = X(Coefficient(percent));
            svg.Line(x, top, x, bottom, percent == 0 ? Canvas.Axis : Canvas.Grid, percent == 0 ? 1.5 : 1);
            var half = TextWidth.Of(Printed(percent)) / 2;
            if (x - half < free)
                continue;
            svg.Text(Math.Min(x, width - half), bottom + TextWidth.Line, Printed(percent), "middle", Canvas.Muted);
            free = x + half + 8;
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var y = top + ((i + 0.5) * RowHeight);
            svg.Text(0, y + 4.5, TextWidth.Fit(Name(rows[i], words), left - 8));
            if (rows[i].Effect is { } term)
                Interval(svg, term, c => (X(c), y), low, high, vertical: false);
            else
                svg.Text(left + 6, y + 4.5, words.Say(rows[i].Stopped ? "site.control.stopped" : "site.control.unsaid"), halo: true);
        }
        var says = string.Join(' ', rows.Where(r => r.Effect is not null).Select(r => words.Say("chart.says.row", ("label", Name(r, words)), ("value", Printed(Math.Round(r.Effect!.Percent))))));
        return svg.Document(Id(report, words, width, "d"), width, bottom + TextWidth.Line + 12, words.Say("site.control.chart.destinations"), says);
    }

    private static void Interval(Canvas svg, EffectTerm term, Func<double, (double X, double Y)> at, double low, double high, bool vertical)
    {
        if (term.Interval(ControlReport.Alpha) is { } range)
        {
            var (from, to) = (at(range.Low), at(range.High));
            svg.Line(from.X, from.Y, to.X, to.Y, Canvas.Colour(0), 2);
            foreach (var (end, beyond) in new[] { (from, range.Low < low), (to, range.High > high) })
            {
                if (beyond)
                    continue;
                if (vertical)
                    svg.Line(end.X - 3, end.Y, end.X + 3, end.Y, Canvas.Colour(0), 2);
                else
                    svg.Line(end.X, end.Y - 3, end.X, end.Y + 3, Canvas.Colour(0), 2);
            }
        }
        var (x, y) = at(term.Coefficient);
        svg.Marker(0, x, y, hollow: false);
    }

    private static (double Low, double High) Bounds(IEnumerable<EffectTerm?> terms)
    {
        var (low, high) = (Coefficient(-50), Coefficient(100));
        foreach (var term in terms.OfType<EffectTerm>())
        {
            var range = term.Interval(ControlReport.Alpha);
            low = Math.Min(low, Math.Max(range?.Low ?? term.Coefficient, term.Coefficient - 1.2));
            high = Math.Max(high, Math.Min(range?.High ?? term.Coefficient, term.Coefficient + 1.2));
        }
        return (Math.Max(low, Coefficient(-99.5)) - 0.05, Math.Min(high, Coefficient(19_900)) + 0.05);
    }

    private static IEnumerable<double> Ticks(double low, double high) => Percents.Where(p => Coefficient(p) >= low && Coefficient(p) <= high);

    private static double Coefficient(double percent) => Math.Log(1 + (percent / 100));

    private static string Printed(double percent) => percent switch
    {
        > 0 => string.Create(CultureInfo.InvariantCulture, $"+{percent:0} %"),
        < 0 => string.Create(CultureInfo.InvariantCulture, $"−{-percent:0} %"),
        _ => "0 %",
    };

    private static string Id(ControlReport report, Words.Words words, double width, string which) => "e" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{which}|{report.Question}|{report.AsOf:O}|{width}|{words.Language}"))))[..10];
}
