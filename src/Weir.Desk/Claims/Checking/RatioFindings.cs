using System.Globalization;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>What a printed ratio says beyond itself: the base that nobody printed, and whether that base was a trough or a record.</summary>
internal static class RatioFindings
{
    private const string Source = "reported";

    public static IEnumerable<Finding> Of(DeskFolder desk, Printings printings) =>
        from publication in desk.Publications
        from claim in publication.Claims
        where claim.Measure is Ratio { Period.Only: not null, Base.Only: not null }
        from finding in Of(printings, publication, ClaimChecker.ClaimId(publication, claim), (Ratio)claim.Measure)
        select finding;

    private static IEnumerable<Finding> Of(Printings printings, Publication publication, string id, Ratio ratio)
    {
        var root = printings.Roots.Of(publication);
        var (period, against) = (ratio.Period.Only!.Value, ratio.Base.Only!.Value);
        // A ratio is taken in the goods' own unit.
        var unit = CellNeeds.Unit(printings.Desk, ratio.Subject);
        var printed = printings.All.Where(p => p.Root == root && p.Subject == ratio.Subject && p.When is not null && p.Amounts[0].Form.Unit.ConvertsTo(unit)).ToList();
        if (AmountAt(printed, period) is not { } value)
            yield break;
        var known = AmountAt(printed, against);
        var basis = known?.Form.Range.Convert(known.Form.Unit, value.Form.Unit) ?? ImpliedValues.Base(value.Form.Range, ratio.Bounds).Base;
        // "At least tenfold" says of the base only that it is small.
        if (basis is not { } range || !(range.IsBoundedAbove && ratio.Bounds.IsBoundedAbove))
            yield break;
        if (known is null)
            yield return Implied(printings, printed, id, ratio, value, against, range);
        else if (Contradicts(ratio, value, range))
            yield return Inconsistent(publication, id, ratio, value, known);
        if (BaseEffect(printings, printed, id, ratio, value, (period, against), range) is { } effect)
            yield return effect;
    }

    private static Finding Implied(Printings printings, List<Printing> printed, string id, Ratio ratio, PrintedAmount value, PeriodSpan against, Interval range)
    {
        // As a reader computes it, from the printed number alone; and with its rounding carried through.
        var plain = Interval.Exactly(value.Form.Amount) / ratio.Bounds;
        var others = printed.SelectMany(p => p.Amounts).Select(a => a.Form.Unit).Where(u => u.Code != value.Form.Unit.Code).DistinctBy(u => u.Code, StringComparer.Ordinal).ToList();
        var numbers = new Dictionary<string, decimal>(StringComparer.Ordinal)
        {
            [$"low.{value.Form.Unit.Code}"] = plain.Low,
            [$"high.{value.Form.Unit.Code}"] = plain.High,
            ["lowest"] = range.Low,
            ["highest"] = range.High,
        };
        foreach (var unit in others)
        {
            numbers[$"low.{unit.Code}"] = value.Form.Unit.Convert(plain.Low, unit);
            numbers[$"high.{unit.Code}"] = value.Form.Unit.Convert(plain.High, unit);
        }
        // Ends of a guess: two digits are all that "almost tenfold" can carry. The numbers for machines keep theirs.
        QuantityRange Shown(Unit unit) => new(new Interval(TwoDigits(value.Form.Unit.Convert(plain.Low, unit)), TwoDigits(value.Form.Unit.Convert(plain.High, unit))), unit);
        return new Finding(
            "implied-value",
            new Phrase(
                others.Count == 0 ? "check.finding.implied-value" : "check.finding.implied-value.converted",
                ("base", Sentences.Of(against)), ("cell", Sentences.Of(ratio.Subject, printings.Desk)), ("words", ratio.Words), ("value", value.Form.Text),
                ("range", Shown(value.Form.Unit)), ("converted", others.Select(Shown).ToList()), ("lowRatio", ratio.Bounds.Low), ("highRatio", ratio.Bounds.High),
                ("rounded", new QuantityRange(range, value.Form.Unit))),
            [.. new[] { id, value.Claim }.Distinct(StringComparer.Ordinal)], numbers);
    }

    private static decimal TwoDigits(decimal amount) => decimal.Parse(NumberPrint.Significant(amount, 2), CultureInfo.InvariantCulture);

    private static bool Contradicts(Ratio ratio, PrintedAmount value, Interval known) =>
        known.Low > 0 && known.IsBoundedAbove && !(value.Form.Range / known).Overlaps(ratio.Bounds);

    private static Finding Inconsistent(Publication publication, string id, Ratio ratio, PrintedAmount value, PrintedAmount known)
    {
        var computed = value.Form.Amount / known.Form.Unit.Convert(known.Form.Amount, value.Form.Unit);
        return new Finding(
            "disagreement",
            new Phrase("check.finding.ratio-disagreement", ("outlet", publication.Outlet), ("words", ratio.Words), ("value", value.Form.Text), ("base", known.Form.Text), ("ratio", computed)),
            [.. new[] { id, value.Claim, known.Claim }.Distinct(StringComparer.Ordinal)],
            new Dictionary<string, decimal>(StringComparer.Ordinal) { ["ratio"] = computed, ["low"] = ratio.Bounds.Low, ["high"] = ratio.Bounds.High });
    }

    private static Finding? BaseEffect(
        Printings printings, List<Printing> printed, string id, Ratio ratio, PrintedAmount value, (PeriodSpan Period, PeriodSpan Base) spans, Interval basis)
    {
        if (spans.Period.Length != 1 || spans.Base.Length != 1 || spans.Base.First >= spans.Period.First)
            return null;
        var (period, against) = (spans.Period.First, spans.Base.First);
        var amounts = printed
            .Where(p => p.When is { } w && w.First == w.Last && w.First <= period && w.First.IsMonth == period.IsMonth)
            .Select(p => (Period: p.When!.Value.First, Amount: AmountAt([p], p.When.Value)))
            .Where(a => a.Amount is not null)
            .DistinctBy(a => a.Period)
            .ToDictionary(a => a.Period, a => a.Amount!);
        if (amounts.Count < 2)
            return null;
        var first = amounts.Keys.Append(against).Min();
        var series = new Series(
            new SeriesKey(Source, ratio.Subject.Reporter, ratio.Subject.Partner, ratio.Subject.Flow, ratio.Subject.Goods), value.Form.Unit, ObservationStatus.Reported,
            [.. first.To(period).Select(p => amounts.TryGetValue(p, out var a)
                ? new SeriesPoint(p, (double)a.Form.Unit.Convert(a.Form.Amount, value.Form.Unit), PointState.Observed, [])
                : new SeriesPoint(p, null, PointState.NoData, []))]);
        var effect = BaseEffects.Of(series, period, against, basis);
        if (effect.Verdict is not (BaseEffectVerdict.LowBase or BaseEffectVerdict.HighBase))
            return null;
        var earlier = effect.Earlier.Where(e => e.Ratio.Value is not null).ToList();
        var numbers = earlier.ToDictionary(e => $"ratio.{e.Period}", e => (decimal)e.Ratio.Value!.Value, StringComparer.Ordinal);
        numbers["ratioLow"] = ratio.Bounds.Low;
        numbers["ratioHigh"] = ratio.Bounds.High;
        return new Finding(
            "base-effect",
            new Phrase(
                effect.Verdict == BaseEffectVerdict.LowBase ? "check.finding.base-effect.low" : "check.finding.base-effect.high",
                ("period", period), ("base", against), ("words", ratio.Words), ("cell", Sentences.Of(ratio.Subject, printings.Desk)),
                ("earlier", earlier.Select(e => new Phrase("check.finding.times", ("ratio", e.Ratio.Value), ("period", e.Period))).ToList()),
                ("usual", effect.MedianOverBase is { } m ? m.Low : null)),
            [.. new[] { id, value.Claim }.Concat(earlier.Select(e => amounts[e.Period].Claim)).Distinct(StringComparer.Ordinal)], numbers);
    }

    // The form that the others go back to, or the first.
    private static PrintedAmount? AmountAt(IEnumerable<Printing> printed, PeriodSpan span)
    {
        var here = printed.Where(p => p.When == span).ToList();
        return here.Select(p => p.Anchor).FirstOrDefault(a => a is not null) ?? here.SelectMany(p => p.Amounts).FirstOrDefault();
    }
}
