using Weir.Desk.Claims;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Mirrors;

/// <summary>
/// Puts printed figures of the two sides beside each other: claims, unlike rows, may span several months. Where one span lies in the other, the figure of the shorter is
/// a lower bound of what it would be for the longer.
/// </summary>
internal static class PrintedMirrors
{
    public static IReadOnlyList<PrintedMirror> Of(DeskFolder desk, MirrorQuestion question)
    {
        var levels = desk.Publications
            .SelectMany(p => p.Claims.Select(c => (Id: ClaimChecker.ClaimId(p, c), Level: c.Measure as Level)))
            .Where(c => c.Level is { EachMonth: false } l && l.Subject.Goods == question.Goods && l.Subject.From == question.From && l.Subject.To == question.To && l.Period.Only is not null)
            .Select(c => (c.Id, Level: c.Level!, Span: c.Level!.Period.Only!.Value))
            .ToList();
        return
        [
            .. from x in levels.Where(l => l.Level.Subject.Flow == Flow.Export)
               from m in levels.Where(l => l.Level.Subject.Flow == Flow.Import)
               let pair = Pair(question, x, m)
               where pair is not null
               orderby pair.Sent.First.Year, pair.Sent.First, pair.Sent.Last
               select pair,
        ];
    }

    private static PrintedMirror? Pair(MirrorQuestion question, (string Id, Level Level, PeriodSpan Span) x, (string Id, Level Level, PeriodSpan Span) m)
    {
        var (export, import) = (x.Level.Forms[0], m.Level.Forms[0]);
        var (sent, arrived) = (Months(x.Span), Months(m.Span));
        var state = sent == arrived ? MirrorState.Compared
            : arrived.First <= sent.First && sent.Last <= arrived.Last ? MirrorState.ExportIsPartial
            : sent.First <= arrived.First && arrived.Last <= sent.Last ? MirrorState.ImportIsPartial
            : MirrorState.NeitherKnown;
        // A bound from a small part of a span says nothing that a reader could use.
        if (3 * Math.Min(Length(sent), Length(arrived)) < 2 * Math.Max(Length(sent), Length(arrived)))
            return null;
        if (state == MirrorState.NeitherKnown || !import.Unit.ConvertsTo(export.Unit))
            return null;
        var (xs, ms) = (export.Range, import.Range.Convert(import.Unit, export.Unit));
        if (xs.Low <= 0 || ms.Low <= 0 || !xs.IsBoundedAbove || !ms.IsBoundedAbove)
            return null;
        var margin = export.Unit.Dimension == Dimension.Money ? question.Margin : MirrorMargin.None;
        var low = Math.Log((double)(xs.Low / ms.High)) + Math.Log(1 + margin.Low);
        var high = Math.Log((double)(xs.High / ms.Low)) + Math.Log(1 + margin.High);
        return new(
            x.Span, m.Span, export, import, x.Id, m.Id, state,
            Math.Log((double)(export.Amount / import.Unit.Convert(import.Amount, export.Unit))),
            new(state == MirrorState.ImportIsPartial ? double.NegativeInfinity : low, state == MirrorState.ExportIsPartial ? double.PositiveInfinity : high));
    }

    private static int Length((Period First, Period Last) span) => ((span.Last.Year - span.First.Year) * 12) + span.Last.MonthOfYear - span.First.MonthOfYear + 1;

    // A year is its twelve months, so that eleven months lie in it.
    private static (Period First, Period Last) Months(PeriodSpan span) => span.First.IsMonth
        ? (span.First, span.Last)
        : (Period.Month(span.First.Year, 1), Period.Month(span.Last.Year, 12));
}
