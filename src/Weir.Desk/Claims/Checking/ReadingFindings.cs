using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>What the words of a publication leave open: the period, or what a unit counts.</summary>
internal static class ReadingFindings
{
    private sealed record Said(string Id, Publication Publication, Publication Root, Claim Claim);

    public static IEnumerable<Finding> Of(DeskFolder desk)
    {
        var roots = new Roots(desk);
        var all = desk.Publications.SelectMany(p => p.Claims.Select(c => new Said(ClaimChecker.ClaimId(p, c), p, roots.Of(p), c))).ToList();
        return [.. Periods(desk, all), .. Bases(all), .. UnitReadings(desk, all)];
    }

    private static IEnumerable<Finding> Periods(DeskFolder desk, List<Said> all) =>
        from said in all
        let cell = CellOf(said.Claim.Measure)
        where cell is { Period.Spans.Count: not 1 }
        group said by (said.Root, cell.Value.Subject, IsStated: cell.Value.Period.Spans.Count > 0) into open
        select Period(desk, all, open.Key.Root, open.Key.Subject, open.Key.IsStated, [.. open]);

    private static Finding Period(DeskFolder desk, List<Said> all, Publication root, Subject subject, bool isStated, List<Said> open)
    {
        var reading = CellOf(open[0].Claim.Measure)!.Value.Period;
        // Others of the same root that name one of the readings: they may have read the root better, or guessed.
        var named = all
            .Where(s => s.Root == root && CellOf(s.Claim.Measure) is { Period.Only: { } only } cell && cell.Subject == subject && reading.Spans.Contains(only))
            .ToList();
        var words = open.Select(s => CellOf(s.Claim.Measure)!.Value.Period.Words).FirstOrDefault(w => w is not null);
        var key = (isStated, words is not null, named.Count > 0) switch
        {
            (false, _, _) => "check.finding.period-unstated",
            (true, _, false) => "check.finding.ambiguous-period",
            (true, false, true) => "check.finding.ambiguous-period.named",
            (true, true, true) => "check.finding.ambiguous-period.words-named",
        };
        return new Finding(
            "ambiguous-period",
            new Phrase(
                key, ("outlets", Outlets(open)), ("cell", Sentences.Of(subject, desk)), ("words", words), ("readings", reading.Spans.Select(Sentences.Of).ToList()),
                ("others", Outlets(named)), ("named", named.Select(s => CellOf(s.Claim.Measure)!.Value.Period.Only!.Value).Distinct().Select(Sentences.Of).ToList())),
            [.. open.Concat(named).Select(s => s.Id)],
            new Dictionary<string, decimal>(StringComparer.Ordinal) { ["open"] = open.Count, ["named"] = named.Count, ["readings"] = reading.Spans.Count });
    }

    private static IEnumerable<Finding> Bases(List<Said> all) =>
        from said in all
        where said.Claim.Measure is Ratio { Base.Spans.Count: > 1 }
        let ratio = (Ratio)said.Claim.Measure
        select new Finding(
            "ambiguous-period",
            new Phrase("check.finding.ambiguous-base", ("outlet", said.Publication.Outlet), ("words", ratio.Words), ("period", Sentences.Of(ratio.Period)), ("readings", ratio.Base.Spans.Select(Sentences.Of).ToList())),
            [said.Id],
            new Dictionary<string, decimal>(StringComparer.Ordinal) { ["readings"] = ratio.Base.Spans.Count });

    private static IEnumerable<Finding> UnitReadings(DeskFolder desk, List<Said> all) =>
        from said in all
        let unit = OpenUnit(desk, said.Claim.Measure)
        where unit is not null
        group (said, unit.Value.Unit) by unit.Value.Goods.Id into open
        let goods = desk.FindGoods(open.Key)!
        select new Finding(
            "ambiguous-unit",
            new Phrase(
                "check.finding.ambiguous-unit", ("goods", goods.Title), ("n", open.Count()), ("readings", goods.Readings.Select(r => r.Title).ToList()),
                ("outlets", Outlets(open.Select(o => o.said)))),
            [.. open.Select(o => o.said.Id)],
            new Dictionary<string, decimal>(StringComparer.Ordinal) { ["claims"] = open.Count(), ["readings"] = goods.Readings.Count });

    private static (Watches.Goods Goods, Unit Unit)? OpenUnit(DeskFolder desk, Measure measure)
    {
        var (id, form) = measure switch
        {
            Level { Reading: null } level => (level.Subject.Goods, level.Forms[0]),
            Peak peak => (peak.Subject.Goods, peak.Forms[0]),
            _ => (null, null!),
        };
        return id is not null && desk.FindGoods(id) is { Readings.Count: > 1 } goods && form.Unit.ConvertsTo(goods.Unit) ? (goods, form.Unit) : null;
    }

    private static List<string> Outlets(IEnumerable<Said> said) => [.. said.Select(s => s.Publication.Outlet).Distinct(StringComparer.Ordinal)];

    private static (Subject Subject, PeriodReading Period)? CellOf(Measure measure) => measure switch
    {
        Level level => (level.Subject, level.Period),
        Share share => (share.Part, share.Period),
        MadeFrom made => (made.Subject, made.Period),
        _ => null,
    };
}
