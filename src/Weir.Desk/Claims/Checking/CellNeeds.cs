using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>Which cells the claims of a desk need.</summary>
internal static class CellNeeds
{
    private sealed record Wanted(Subject Subject, Unit Unit, PeriodSpan Span, string Claim);

    public static IReadOnlyList<CellNeed> Of(DeskFolder desk)
    {
        var wanted =
            from publication in desk.Publications
            from claim in publication.Claims
            from want in Of(desk, publication, claim)
            select want;
        return
        [
            .. wanted
                .GroupBy(w => (w.Subject, w.Unit.Dimension, Money: w.Unit.Dimension == Dimension.Money ? w.Unit.Code : "", w.Span.First.IsMonth))
                .Select(g => new CellNeed(
                    g.Key.Subject, g.First().Unit, OtherUnits(desk, g.Key.Subject, g.First().Unit),
                    g.Min(w => w.Span.First), g.Max(w => w.Span.Last), [.. g.Select(w => w.Claim).Distinct(StringComparer.Ordinal)])),
        ];
    }

    private static IEnumerable<Wanted> Of(DeskFolder desk, Publication publication, Claim claim)
    {
        var id = ClaimChecker.ClaimId(publication, claim);
        IEnumerable<Wanted> At(Subject subject, Unit unit, params IEnumerable<PeriodSpan> spans) => spans.Select(s => new Wanted(subject, unit, s, id));
        return claim.Measure switch
        {
            Level l => At(l.Subject, l.Forms[0].Unit, l.Period.Spans),
            Ratio r => At(r.Subject, Unit(desk, r.Subject), [.. r.Period.Spans, .. r.Base.Spans]),
            Peak p => At(p.Subject, p.Forms[0].Unit, PeakWindow.Of(desk, publication, p)),
            Share s => [.. At(s.Part, Unit(desk, s.Part), s.Period.Spans), .. At(s.Whole, Unit(desk, s.Part), s.Period.Spans)],
            MadeFrom m => At(m.Subject, Unit(desk, m.Subject), m.Period.Spans),
            _ => [],
        };
    }

    /// <summary>The unit in which goods are compared with themselves.</summary>
    public static Unit Unit(DeskFolder desk, Subject subject) => desk.FindGoods(subject.Goods)!.Unit;

    private static List<Unit> OtherUnits(DeskFolder desk, Subject subject, Unit unit)
    {
        var goods = desk.FindGoods(subject.Goods)!;
        return
        [
            .. goods.Official.SelectMany(o => o.Units).Append(goods.Unit).Append(Units.UsDollar).Append(Units.Kilogram)
                .Where(u => !u.ConvertsTo(unit)).Distinct(),
        ];
    }
}
