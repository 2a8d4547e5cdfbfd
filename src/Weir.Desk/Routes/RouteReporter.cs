using Weir.Desk.Figures;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Routes;

/// <summary>Answers a <see cref="RouteQuestion"/> from the lake.</summary>
internal sealed class RouteReporter(DeskFolder desk, SeriesReader reader, IFlowStore flows)
{
    public async Task<RouteReport> ReportAsync(RouteQuestion question, CancellationToken cancellation)
    {
        var (watch, goods) = Find(question);
        var origins = question.From is { } only ? [only] : watch.Origins;
        var destination = question.To ?? watch.Destinations[0];
        var thirds = watch.Routes.Where(r => r != destination && !origins.Contains(r)).ToList();
        var pairs = origins.Select(o => (From: o, To: destination))
            .Concat(origins.SelectMany(o => thirds.Select(t => (From: o, To: t))))
            .Concat(thirds.Select(t => (From: t, To: destination)))
            .Concat(thirds.SelectMany(t => thirds.Where(n => n != t).Select(n => (From: t, To: n))))
            .Distinct().ToList();
        // One look says which of the many pairs have anything, so that only those are put together.
        var places = pairs.SelectMany(p => new[] { p.From.Number, p.To.Number }).Distinct().ToList();
        var known = (await flows.CellsAsync(
                new CellQuery { Reporters = places, Partners = places, Commodities = goods.Codes, TotalsOnly = false, AsOf = question.AsOf }, cancellation))
            .Select(c => (c.Reporter, c.Partner, c.Flow, c.Period.IsMonth)).ToHashSet();
        var legs = new List<(Economy From, Economy To, List<Series> Months, List<Series> Years)>();
        foreach (var (from, to) in pairs)
            legs.Add((from, to, await KnownAsync(question, watch, goods, from, to, known, monthly: true, cancellation), await KnownAsync(question, watch, goods, from, to, known, monthly: false, cancellation)));
        var (finding, cannot) = Divert(question, origins, destination, thirds, [.. legs.Select(l => (l.From, l.To, l.Months))]);
        var years = legs.SelectMany(l => l.Years.Concat(l.Months).SelectMany(s => Yearly(s).Select(p => new RouteAmount(l.From, l.To, s, p)))).ToList();
        var at = years.GroupBy(a => a.Point.Period).OrderByDescending(g => g.Select(a => (a.From, a.To)).Distinct().Count()).ThenByDescending(g => g.Key).Select(g => (Period?)g.Key).FirstOrDefault();
        return new(question, watch, goods, [.. origins], destination, finding, cannot, [.. years.Where(a => a.Point.Period == at)], at);
    }

    private (Watch Watch, Goods Goods) Find(RouteQuestion question)
    {
        foreach (var watch in desk.Watches)
        {
            if (watch.Goods.FirstOrDefault(g => g.Id == question.Goods) is not { } goods)
                continue;
            if (watch.Routes.Count == 0)
                throw new DeskException([$"{watch.File}: the watch names no routes to look at; write them under routes, such as [KAZ, KGZ, ARM]"]);
            return (watch, goods);
        }
        throw new DeskException([
            $"'{question.Goods}' is no goods of this desk, and ways are looked for along a watch's routes; there are {string.Join(", ", desk.Watches.SelectMany(w => w.Goods).Select(g => g.Id))}",
        ]);
    }

    private async Task<List<Series>> KnownAsync(RouteQuestion question, Watch watch, Goods goods, Economy from, Economy to, HashSet<(int Reporter, int Partner, Flow Flow, bool Monthly)> known, bool monthly, CancellationToken cancellation)
    {
        var found = new List<Series>();
        foreach (var flow in (Flow[])[Flow.Export, Flow.ReExport, Flow.Import])
        {
            var (reporter, partner) = flow == Flow.Import ? (to, from) : (from, to);
            if (!known.Contains((reporter.Number, partner.Number, flow, monthly)))
                continue;
            var first = monthly ? watch.First : Period.OfYear(watch.First.Year);
            var last = monthly ? watch.Last : Period.OfYear(watch.Last?.Year ?? 2100);
            var query = new SeriesQuery(goods.Id, from, to, flow, goods.Unit.Code, question.AsOf, first, last);
            var series = await reader.FindAsync(query, cancellation);
            if (series.Count == 0 && goods.Unit != Units.UsDollar)
                series = await reader.FindAsync(query with { Unit = Units.UsDollar.Code }, cancellation);
            found.AddRange(series.Select(s => s.Series).Where(s => s.Points.Any(p => p.Value is not null)));
        }
        return found;
    }

    private static (DiversionFinding? Finding, Phrase? Cannot) Divert(
        RouteQuestion question, IReadOnlyList<Economy> origins, Economy destination, IReadOnlyList<Economy> thirds, IReadOnlyList<(Economy From, Economy To, List<Series> Months)> legs)
    {
        // One unit throughout, the one that most legs are known in: pieces are not put against dollars.
        var unit = legs.SelectMany(l => l.Months).GroupBy(s => s.Unit).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
        static Series? Best(IEnumerable<Series> of, Unit unit, params Flow[] flows) => flows
            .Select(f => of.Where(s => s.Key.Flow == f && s.Unit.ConvertsTo(unit)).OrderBy(s => s.Status).ThenByDescending(s => s.Points.Count(p => p.Value is not null)).FirstOrDefault())
            .FirstOrDefault(s => s is not null);
        var flows = unit is null ? [] : legs
            .Select(l => new RouteFlow(l.From, l.To, Best(l.Months, unit, Flow.Export, Flow.ReExport), Best(l.Months, unit, Flow.Import)))
            .Where(f => f.Export is not null || f.Import is not null)
            .ToList();
        if (flows.Count == 0)
            return (null, new("routes.cannot.no-months"));
        var until = question.Until ?? flows.SelectMany(f => new[] { f.Export, f.Import }).OfType<Series>().SelectMany(s => s.Points).Where(p => p.Value is not null).Max(p => p.Period);
        if (!until.IsMonth || question.Since is { IsMonth: false })
            return (null, new("routes.cannot.years"));
        var since = question.Since ?? until.AddMonths(-11);
        if (since > until)
            return (null, new("routes.cannot.order", ("since", since), ("until", until)));
        return (Diversions.Find(new(origins, destination, thirds, since, until, flows), question.Options), null);
    }

    private static IEnumerable<SeriesPoint> Yearly(Series series)
    {
        foreach (var point in series.Points.Where(p => !p.Period.IsMonth && p.Value is not null))
            yield return point;
        // Twelve known months make a year; fewer are no year.
        foreach (var year in series.Points.Where(p => p.Period.IsMonth && p.Value is not null && p.State != PointState.Partial).GroupBy(p => p.Period.Year).Where(g => g.Count() == 12))
            yield return new(Period.OfYear(year.Key), year.Sum(p => p.Value!.Value), PointState.Observed, [.. year.SelectMany(p => p.Rows)]);
    }
}
