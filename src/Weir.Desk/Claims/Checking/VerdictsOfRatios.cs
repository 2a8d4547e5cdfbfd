using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

// Measures that put one amount over another.
internal sealed partial class Verdicts
{
    private Outcome Of(Ratio ratio)
    {
        var readings = (
            from period in ratio.Period.Spans
            from against in ratio.Base.Spans
            select RatioAt(ratio, period, against)).ToList();
        return readings.Exists(r => r is not null)
            ? Outcome.Together([.. readings.Select(r => r ?? RatioNotKnown(ratio))], "check.readings-differ")
            : RatioNotKnown(ratio);
    }

    private Outcome RatioNotKnown(Ratio ratio) => NotKnown(
        new Phrase(
            "check.ratio.not-known", ("printed", ratio.Words), ("cell", Sentences.Of(ratio.Subject, desk)), ("period", Sentences.Of(ratio.Period)), ("base", Sentences.Of(ratio.Base))),
        ratio.Subject, CellNeeds.Unit(desk, ratio.Subject), PeriodsOf(ratio.Period, ratio.Base), new Comparison(ratio.Bounds, null, null, ""));

    private Outcome? RatioAt(Ratio ratio, PeriodSpan period, PeriodSpan against)
    {
        var unit = CellNeeds.Unit(desk, ratio.Subject);
        var series = cells.Of(ratio.Subject, unit);
        var both = series.Select(s => (Top: OfficialCells.Sum(s, period, unit), Bottom: OfficialCells.Sum(s, against, unit))).ToList();
        var decided = both.Where(b => b.Top.IsWhole && b.Bottom is { IsWhole: true, Sum: > 0 }).Select(b => Compare(
            b.Top.Sum / b.Bottom.Sum, ratio.Bounds, "check.ratio", [.. b.Top.Rows, .. b.Bottom.Rows],
            ("publisher", Sentences.Publisher(b.Top.Source)), ("period", Sentences.Of(period)), ("base", Sentences.Of(against)),
            ("top", new Quantity(b.Top.Sum, unit)), ("bottom", new Quantity(b.Bottom.Sum, unit)), ("printed", ratio.Words))).ToList();
        if (decided.Count > 0)
            return Outcome.Together(decided, "check.sources-differ");
        return both.Exists(b => b.Top.IsWhole && b.Bottom is { IsWhole: true, Sum: 0 })
            ? Outcome.NotCheckable(new Phrase("check.ratio.of-zero", ("base", Sentences.Of(against))), [], new Comparison(ratio.Bounds, null, null, ""))
            : null;
    }

    private Outcome Of(Share share)
    {
        var claimed = new Comparison(share.Bounds, null, null, "");
        if (share.Period.Spans.Count == 0)
            return Outcome.NotCheckable(new Phrase("check.level.unstated"), [new Phrase("check.missing.period")], claimed);
        return Outcome.Together([.. share.Period.Spans.Select(span => ShareAt(share, span, claimed))], "check.readings-differ");
    }

    private Outcome ShareAt(Share share, PeriodSpan span, Comparison claimed)
    {
        var unit = CellNeeds.Unit(desk, share.Part);
        var part = cells.Of(share.Part, unit);
        var whole = cells.Of(share.Whole, unit);
        var decided = new List<Outcome>();
        foreach (var (top, bottom) in part.Join(whole, s => s.Key.Source, s => s.Key.Source, (a, b) => (OfficialCells.Sum(a, span, unit), OfficialCells.Sum(b, span, unit)), StringComparer.Ordinal))
        {
            if (top.IsWhole && bottom is { IsWhole: true, Sum: > 0 })
            {
                decided.Add(Compare(
                    top.Sum / bottom.Sum, share.Bounds, "check.share", [.. top.Rows, .. bottom.Rows],
                    ("publisher", Sentences.Publisher(top.Source)), ("period", Sentences.Of(span)),
                    ("top", new Quantity(top.Sum, unit)), ("bottom", new Quantity(bottom.Sum, unit)), ("printed", share.Words)));
            }
        }
        if (decided.Count > 0)
            return Outcome.Together(decided, "check.sources-differ");
        var missing =
            from side in (IEnumerable<(Subject Subject, IReadOnlyList<Series> Series)>)[(share.Part, part), (share.Whole, whole)]
            let periods = side.Series.Count > 0 ? OfficialCells.Sum(side.Series[0], span, unit).Missing : [.. span.All]
            where periods.Count > 0
            from sentence in missingCells.Of(side.Subject, unit, periods)
            select sentence;
        return Outcome.NotCheckable(
            new Phrase("check.share.not-known", ("part", Sentences.Of(share.Part, desk)), ("whole", Sentences.Of(share.Whole, desk)), ("period", Sentences.Of(span))),
            [.. missing], claimed);
    }

    // The division is arithmetic; whether the amount is right is for official cells.
    private Outcome Of(MadeFrom made)
    {
        var claimed = new Comparison(made.Made.Range, null, null, "");
        var division = Division(made);
        if (division is { } d && d.Count is { } count && !Matches(made.Made, count))
        {
            return new Outcome(
                Verdict.Contradicted,
                new Phrase("check.made.wrong", ("amount", made.Amount!.Text), ("each", d.Each), ("count", count), ("printed", made.Made.Text)),
                [], new Comparison(made.Made.Range, count, Difference(count, made.Made.Amount), ""), []);
        }
        if (made.Period.Spans.Count == 0)
            return Outcome.NotCheckable(new Phrase("check.level.unstated"), [new Phrase("check.missing.period")], claimed);
        return Outcome.Together([.. made.Period.Spans.Select(span => MadeAt(made, span, division?.Each, claimed))], "check.readings-differ");
    }

    private Outcome MadeAt(MadeFrom made, PeriodSpan span, Quantity? each, Comparison claimed)
    {
        var unit = each?.Unit ?? CellNeeds.Unit(desk, made.Subject);
        var series = cells.Of(made.Subject, unit);
        if (each is { Amount: > 0 } one)
        {
            var decided = series.Select(s => OfficialCells.Sum(s, span, unit)).Where(s => s.IsWhole).Select(s =>
            {
                var count = s.Sum / one.Amount;
                var verdict = Matches(made.Made, count) ? Verdict.Supported : Verdict.Contradicted;
                return new Outcome(
                    verdict,
                    new Phrase(
                        $"check.made.{Name(verdict)}", ("publisher", Sentences.Publisher(s.Source)), ("amount", new Quantity(s.Sum, unit)), ("period", Sentences.Of(span)),
                        ("each", one), ("count", count), ("printed", made.Made.Text), ("difference", Difference(count, made.Made.Amount))),
                    [], new Comparison(made.Made.Range, count, Difference(count, made.Made.Amount), ""), s.Rows);
            }).ToList();
            if (decided.Count > 0)
                return Outcome.Together(decided, "check.sources-differ");
        }
        var reason = each is null || made.Amount is null
            ? new Phrase("check.made.not-known", ("period", Sentences.Of(span)))
            : new Phrase("check.made.arithmetic", ("amount", made.Amount.Text), ("each", each.Value), ("printed", made.Made.Text), ("period", Sentences.Of(span)));
        return NotKnown(reason, made.Subject, unit, [.. span.All], claimed);
    }

    /// <summary>What one thing takes, and how many come of the printed amount; where only one of the two was printed, the other follows.</summary>
    internal static (Quantity Each, decimal? Count)? Division(MadeFrom made)
    {
        if (made.Each is { Amount: > 0 } each)
            return (new Quantity(each.Amount, each.Unit), made.Amount is { } a ? a.Unit.Convert(a.Amount, each.Unit) / each.Amount : null);
        return made.Amount is { } amount && made.Made.Amount > 0
            ? (new Quantity(amount.Amount / made.Made.Amount, amount.Unit), null)
            : null;
    }

    internal static bool Matches(PrintedForm made, decimal count) => made.RoundsTo(count) || made.Allows(count);

    private static Outcome Compare(decimal computed, Interval bounds, string key, IReadOnlyList<ObservationId> rows, params (string, object?)[] args)
    {
        var verdict = bounds.Contains(computed) ? Verdict.Supported : Verdict.Contradicted;
        // "At least tenfold" has no middle; it is held against its end.
        var middle = !bounds.IsBoundedAbove ? bounds.Low : !bounds.IsBoundedBelow ? bounds.High : (bounds.Low + bounds.High) / 2;
        return new Outcome(
            verdict, new Phrase($"{key}.{Name(verdict)}", [.. args, ("ratio", computed)]), [],
            new Comparison(bounds, computed, Difference(computed, middle), ""), rows);
    }
}
