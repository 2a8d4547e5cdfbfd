using Weir.Desk.Claims;
using Weir.Desk.Ingest;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Sources.Comtrade;
using Weir.Sources.Gacc;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Fetching;

/// <summary>Says which official cells a desk needs: those that would decide its claims, and those that its watches compare with.</summary>
internal sealed class FetchPlan
{
    private readonly DeskFolder desk;
    private readonly IFlowStore flows;
    private readonly Period lastMonth;

    /// <param name="desk">The desk.</param>
    /// <param name="flows">What is there already.</param>
    /// <param name="now">Months that have not ended are not asked for.</param>
    public FetchPlan(DeskFolder desk, IFlowStore flows, DateTimeOffset now)
    {
        this.desk = desk;
        this.flows = flows;
        lastMonth = Period.Month(now.Year, now.Month).AddMonths(-1);
    }

    /// <summary>What is needed and not there: first what decides claims.</summary>
    public async Task<IReadOnlyList<NeededCells>> NeededAsync(CancellationToken cancellation)
    {
        var claims = ClaimChecker.Needs(desk);
        var needed = new List<NeededCells>();
        foreach (var watch in desk.Watches)
        {
            foreach (var goods in watch.Goods)
            {
                foreach (var origin in watch.Origins)
                    needed.AddRange(Needed(watch, goods, origin, claims));
            }
        }
        var missing = new List<NeededCells>();
        foreach (var cells in needed)
        {
            var there = await ThereAsync(cells, cancellation);
            if (cells.Periods.Where(p => !there.Contains(p)).ToList() is { Count: > 0 } periods)
                missing.Add(cells with { Periods = periods });
        }
        return [.. missing.OrderByDescending(c => c.Claims.Count > 0)];
    }

    private IEnumerable<NeededCells> Needed(Watch watch, Goods goods, Economy origin, IReadOnlyList<CellNeed> claims)
    {
        var months = watch.First.To(watch.Last is { } last && last < lastMonth ? last : lastMonth).ToList();
        var official = goods.Official.Where(o => o.Reporter == origin).ToList();
        if (official.Count == 0)
            official = [new(ComtradeSource.Id, origin, [Units.Kilogram], null)];
        var partners = watch.Destinations.Concat(watch.Comparators).Concat(watch.Routes).Where(p => p != origin).ToList();
        foreach (var code in goods.Codes)
        {
            foreach (var partner in partners)
            {
                foreach (var source in official)
                {
                    var decided = claims.Where(c => Decides(source, c, goods, origin, partner)).ToList();
                    var periods = decided.SelectMany(c => c.First.To(c.Last)).Union(months).Where(p => p.IsMonth && p <= lastMonth).Order().ToList();
                    if (periods.Count > 0)
                        yield return new(source.Source, origin, partner, Flow.Export, code, periods, [.. decided.SelectMany(c => c.Claims).Distinct()], Why(source, goods, decided.SelectMany(c => c.Claims).Distinct().Count(), watch, partner));
                }
                if (!IsSilent(partner) && months.Count > 0)
                    yield return new(ComtradeSource.Id, partner, origin, Flow.Import, code, months, [], new("fetch.why.mirror", ("goods", goods.Title), ("reporter", partner), ("origin", origin)));
            }
        }
    }

    /// <summary>Russia has published nothing detailed since February 2022: it is seen from its partners only.</summary>
    public static bool IsSilent(Economy reporter) => reporter.Alpha3 == "RUS";

    private static Phrase Why(OfficialSource source, Goods goods, int claims, Watch watch, Economy partner)
    {
        var units = source.Units.Prepend(Units.UsDollar).ToList();
        if (claims > 0)
            return new("fetch.why.claims", ("n", claims), ("units", units));
        if (goods.Unit.Dimension != Dimension.Money && !source.Units.Any(u => u.ConvertsTo(goods.Unit)))
            return new("fetch.why.other-unit", ("units", units), ("unit", goods.Unit));
        return new(watch.Routes.Contains(partner) ? "fetch.why.route" : "fetch.why.comparison", ("goods", goods.Title), ("partner", partner));
    }

    // Cells decide a claim only where the publisher counts in a unit of what was claimed.
    private static bool Decides(OfficialSource source, CellNeed claim, Goods goods, Economy origin, Economy partner) =>
        claim.Subject.Goods == goods.Id && claim.Subject.From == origin && claim.Subject.To == partner && claim.Subject.Flow == Flow.Export
        && (claim.Unit.Code == Units.UsDollar.Code || source.Units.Any(claim.Unit.ConvertsTo));

    private async Task<HashSet<Period>> ThereAsync(NeededCells cells, CancellationToken cancellation)
    {
        var found = await flows.CellsAsync(
            new()
            {
                Sources = [cells.Source],
                Reporters = [cells.Reporter.Number],
                Partners = [cells.Partner.Number],
                Flows = [cells.Flow],
                Commodities = [cells.Commodity],
                From = cells.Periods[0],
                To = cells.Periods[^1],
            },
            cancellation);
        return [.. found.Select(c => c.Period)];
    }

    /// <summary>Whether a person must get the cells.</summary>
    public static bool IsByHand(NeededCells cells) => cells.Source == GaccSource.Id || cells.Commodity.Length > 6;
}
