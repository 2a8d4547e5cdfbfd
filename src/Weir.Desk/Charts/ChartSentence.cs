using Weir.Trade;

namespace Weir.Desk.Charts;

/// <summary>Says in words what a chart shows, for a reader who does not see it.</summary>
internal static class ChartSentence
{
    // A reader who listens has the table beside the chart for the rest.
    private const int LinesInWords = 5;

    public static string For(ChartSpec spec, ChartData data, Words.Words words)
    {
        if (!data.Points.Any())
            return words.Say("chart.says.nothing");
        var sentences = new List<string>
        {
            words.Say("chart.says.span", ("first", data.Periods[0]), ("last", data.Periods[^1]), ("unit", spec.Axis ?? words.Name(spec.Unit))),
        };
        sentences.AddRange(Enumerable.Range(0, Math.Min(data.Labels.Count, LinesInWords)).Select(g => Line(spec, data, g, words)));
        if (data.Labels.Count > LinesInWords)
            sentences.Add(words.Say("chart.says.more", ("n", data.Labels.Count - LinesInWords)));
        var gaps = data.Gaps();
        if (gaps.Count > 0)
            sentences.Add(words.Say("chart.says.gaps", ("periods", gaps.Select(g => Span(data, g, words)).ToArray())));
        if (spec.Band is { } band)
        {
            var above = band.Points.Where(p => p.IsAbove).Select(p => p.Period).ToArray();
            sentences.Add(above.Length == 0
                ? words.Say("chart.says.none-above", ("months", band.Points.Count))
                : words.Say("chart.says.above", ("n", above.Length), ("months", band.Points.Count), ("periods", above.TakeLast(LinesInWords).ToArray())));
        }
        if (data.Lines.All(l => l.Status == ObservationStatus.Reported))
            sentences.Add(words.Say("chart.says.all-reported"));
        else if (data.Lines.Any(l => l.Status == ObservationStatus.Reported))
            sentences.Add(words.Say("chart.says.some-reported"));
        if (data.Lines.Any(l => l.Status == ObservationStatus.Modelled))
            sentences.Add(words.Say("chart.says.modelled"));
        return string.Join(' ', sentences);
    }

    private static string Line(ChartSpec spec, ChartData data, int group, Words.Words words)
    {
        var points = data.Lines.Where(l => l.Group == group).SelectMany(l => l.Points).OrderBy(p => p.Index).ToArray();
        if (points.Length == 0)
            return words.Say("chart.says.line-unknown", ("label", data.Labels[group]));
        var high = points.MaxBy(p => p.High);
        var low = points.MinBy(p => p.Low);
        return high.High == low.Low
            ? words.Say("chart.says.line-level", ("label", data.Labels[group]), ("value", Amount(high.High)))
            : words.Say("chart.says.line", ("label", data.Labels[group]),
                ("low", Amount(low.Low)), ("lowest", data.Periods[low.Index]), ("high", Amount(high.High)), ("highest", data.Periods[high.Index]));

        string Amount(double value) => Math.Abs(value) < 1e15
            ? words.Quantity(Rounding.ThreeDigits(value), words.Number(Rounding.ThreeDigits(value)), spec.Unit)
            : Canvas.N(value);
    }

    private static string Span(ChartData data, (int First, int Count) gap, Words.Words words) => gap.Count == 1
        ? words.Period(data.Periods[gap.First])
        : words.Say("chart.says.from-to", ("first", data.Periods[gap.First]), ("last", data.Periods[gap.First + gap.Count - 1]));
}
