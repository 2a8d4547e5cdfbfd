using Weir.Desk.Words;
using Weir.Signals.Effects;
using Weir.Trade;

namespace Weir.Desk.Controls;

/// <summary>What a control changed, in sentences: for those who can't see the picture, and for everybody else.</summary>
public static class ControlSentences
{
    /// <summary>The sentences, the main one first.</summary>
    public static IReadOnlyList<Phrase> Of(ControlReport report)
    {
        if (report.Unsaid is { } why)
            return [new("control.sentence.unsaid", ("why", why))];
        var finding = report.Finding!;
        var said = new List<Phrase>();
        if (finding.Effect is { } effect)
        {
            if (Percents(effect) is not { } range)
                said.Add(new("control.sentence.no-interval", ("percent", Round(effect.Percent))));
            else if (effect.Percent < 0)
                said.Add(new("control.sentence.down", ("percent", Round(-effect.Percent)), ("low", Round(range.Low)), ("high", Round(range.High))));
            else
                said.Add(new("control.sentence.up", ("percent", Round(effect.Percent)), ("low", Round(range.Low)), ("high", Round(range.High))));
        }
        if (finding.Anticipation is { } before && Percents(before) is { } hoarded)
            said.Add(new("control.sentence.anticipation", ("percent", Round(before.Percent)), ("low", Round(hoarded.Low)), ("high", Round(hoarded.High))));
        if (finding.Events.FirstOrDefault(e => e.Month == 0) is { Term: { } first } month && Percents(first) is { } drop)
            said.Add(new("control.sentence.first-month", ("period", month.Period), ("percent", Round(first.Percent)), ("low", Round(drop.Low)), ("high", Round(drop.High))));
        Add("control.sentence.hit", d => d.Selectivity?.Interval(ControlReport.Alpha) is { High: < 0 });
        Add("control.sentence.spared", d => d.Selectivity?.Interval(ControlReport.Alpha) is { Low: > 0 });
        return said;

        void Add(string key, Func<DestinationEffect, bool> which)
        {
            var some = finding.Destinations.Where(d => d.Destination is not null && which(d)).Select(d => Economies.FromNumber(d.Destination!.Value)).ToList();
            if (some.Count > 0)
                said.Add(new(key, ("destinations", some)));
        }
    }

    /// <summary>The 95 % interval of a term as percentages; null where there is none.</summary>
    public static (double Low, double High)? Percents(EffectTerm term) =>
        term.Interval(ControlReport.Alpha) is { } interval ? (100 * Math.Exp(interval.Low) - 100, 100 * Math.Exp(interval.High) - 100) : null;

    // A percentage beyond a million says no more than that it is large.
    private static decimal Round(double percent) => (decimal)Math.Round(Math.Clamp(percent, -100, 1e6), 0);
}
