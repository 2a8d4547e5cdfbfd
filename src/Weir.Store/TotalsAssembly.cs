using Weir.Trade;

namespace Weir.Store;

/// <summary>
/// Cells of one period, partner and code (empty where codes were added up), as the engine added them up: the publisher's own total or a detail, how many of the
/// asked codes it has, and whether any of it lies below an asked code.
/// </summary>
internal sealed record TotalPart(
    string Source, int Reporter, Flow Flow, Classification Edition, string Unit, Period Period, int Partner, string Commodity, double Amount, long Cells, bool IsOwn, int Asked, bool CodesAddedUp);

/// <summary>Puts parts together into tables.</summary>
/// <param name="query">What was asked.</param>
/// <param name="held">What the lake holds of all that the details should have.</param>
internal sealed class TotalsAssembly(TotalsQuery query, IReadOnlyList<PeriodCompleteness> held)
{
    private readonly int askedCodes = Math.Max(1, query.Cells.Commodities.Count);
    private readonly int askedPartners = query.OfCodes ? Math.Max(1, query.Cells.Partners.Count) : 1;
    private readonly Dictionary<(string, int, Flow, Period), Extent> extents = held.ToDictionary(h => (h.Source, h.Reporter, h.Flow, h.Period), h => h.Extent);

    /// <summary>The tables, in their order.</summary>
    /// <param name="parts">All parts.</param>
    /// <param name="withoutWorld">Sources whose partners were added up.</param>
    /// <param name="unmeasured">Cells without an amount, by source, reporter, flow and edition.</param>
    public IReadOnlyList<TotalTable> Build(
        IEnumerable<TotalPart> parts, IReadOnlySet<string> withoutWorld, IReadOnlyDictionary<(string, int, Flow, Classification), long> unmeasured) =>
    [
        .. parts.GroupBy(p => (p.Source, p.Reporter, p.Flow, p.Unit, p.Period.IsMonth))
            .OrderBy(g => g.Key.Source, StringComparer.Ordinal).ThenBy(g => g.Key.Reporter).ThenBy(g => g.Key.Flow.Code(), StringComparer.Ordinal)
            .ThenBy(g => g.Key.Unit, StringComparer.Ordinal).ThenBy(g => g.Key.IsMonth)
            .SelectMany(family => Tables([.. family]))
            .Select(table => table with
            {
                PartnersAddedUp = withoutWorld.Contains(table.Source),
                Unmeasured = unmeasured.GetValueOrDefault((table.Source, table.Reporter, table.Flow, table.Edition)),
            }),
    ];

    private IEnumerable<TotalTable> Tables(IReadOnlyList<TotalPart> family)
    {
        var axis = Axis(family);
        var known = family.Select(p => p.Period).ToHashSet();
        var details = family.Where(p => !p.IsOwn).Select(p => p.Edition).Distinct().ToList();
        foreach (var edition in (details.Count > 0 && IsOfAllGoods ? details : family.Select(p => p.Edition).Distinct()).Order())
            yield return Table(edition, [.. family.Where(p => p.Edition == edition && !p.IsOwn), .. Own(family, edition)], axis, known);
    }

    // All goods are the same in every edition: their row stands beside the details of whichever edition these are in.
    private bool IsOfAllGoods => query.OfCodes && (query.Cells.Commodities.Count == 0 || query.Cells.Commodities.Contains(Commodity.AllGoods));

    private IEnumerable<TotalPart> Own(IReadOnlyList<TotalPart> family, Classification edition)
    {
        var own = family.Where(p => p.IsOwn);
        if (!IsOfAllGoods)
            return own.Where(p => p.Edition == edition);
        var detailed = family.Where(p => !p.IsOwn && p.Edition == edition).Select(p => p.Period).ToHashSet();
        return own.Where(p => detailed.Count == 0 ? p.Edition == edition : detailed.Contains(p.Period))
            .GroupBy(p => (p.Period, p.Partner, p.Commodity)).Select(g => g.MaxBy(p => p.Edition)!);
    }

    private TotalTable Table(Classification edition, IReadOnlyList<TotalPart> parts, IReadOnlyList<Period> axis, HashSet<Period> known)
    {
        var byPeriod = parts.GroupBy(p => p.Period).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => Sum([.. g], edition, Published([.. g])));
        var published = byPeriod.Values.All(s => s.Published is not null) ? byPeriod.Values.Sum(s => s.Published) : null;
        var first = parts[0];
        return new(
            first.Source, first.Reporter, first.Flow, edition, first.Unit, [.. byPeriod.Keys], Sum(parts, edition, published), Lines(parts, edition, byPeriod),
            Lacks(first, byPeriod, axis, known), parts.Any(p => p.CodesAddedUp), false, 0);
    }

    private double? Published(IReadOnlyList<TotalPart> period)
    {
        var own = period.Where(p => p.IsOwn).ToList();
        return own.Sum(p => p.Asked) == askedCodes * askedPartners ? own.Sum(p => p.Amount) : null;
    }

    private IReadOnlyList<TotalLine> Lines(IReadOnlyList<TotalPart> parts, Classification edition, Dictionary<Period, TotalSum> byPeriod)
    {
        var details = parts.Where(p => !p.IsOwn).ToList();
        return query.By switch
        {
            TotalsBy.Period => [.. byPeriod.Select(p => new TotalLine(p.Key, null, null, null, false, p.Value))],
            TotalsBy.Partner =>
            [
                .. details.GroupBy(p => p.Partner)
                    .Select(g => new TotalLine(null, g.Key, null, Residuals.KindOfPartner(g.Key), IsGroup(g.Key), Sum([.. g], edition, null, withGroups: true)))
                    .OrderBy(l => l.IsGroup).ThenBy(l => l.Residual is not null).ThenByDescending(l => l.Sum.Sum).ThenBy(l => l.Partner),
            ],
            _ =>
            [
                .. details.GroupBy(p => p.Commodity).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new TotalLine(null, null, g.Key, KindOf(g.First(), edition), false, Sum([.. g], edition, null))),
            ],
        };
    }

    private TotalSum Sum(IReadOnlyList<TotalPart> parts, Classification edition, double? published, bool withGroups = false)
    {
        var details = parts.Where(p => !p.IsOwn && (withGroups || !IsGroup(p.Partner))).ToLookup(p => KindOf(p, edition));
        return new(
            published,
            details[null].Any() ? details[null].Sum(p => p.Amount) : null,
            details.Where(g => g.Key is not null).OrderBy(g => g.Key).ToDictionary(g => g.Key!.Value, g => g.Sum(p => p.Amount)),
            details.Sum(g => g.Sum(p => p.Cells)));
    }

    private ResidualKind? KindOf(TotalPart part, Classification edition) => query.OfCodes
        ? Residuals.TryFindCode(new(edition, part.Commodity), out var residual) ? residual.Kind : null
        : Residuals.KindOfPartner(part.Partner);

    private bool IsGroup(int partner) => !query.OfCodes && Economies.FromNumber(partner).Kind == EconomyKind.Group;

    private IReadOnlyList<Period> Axis(IReadOnlyList<TotalPart> family)
    {
        var first = query.Cells.From ?? family.Min(p => p.Period);
        var last = query.Cells.To ?? family.Max(p => p.Period);
        return [.. first.To(last)];
    }

    private IReadOnlyList<TotalGap> Lacks(TotalPart of, Dictionary<Period, TotalSum> byPeriod, IReadOnlyList<Period> axis, HashSet<Period> known)
    {
        var gaps = new List<TotalGap>();
        foreach (var period in axis)
        {
            var extent = extents.GetValueOrDefault((of.Source, of.Reporter, of.Flow, period), Extent.NotRead);
            if (byPeriod.TryGetValue(period, out var sum))
            {
                if (!sum.AddsUp && extent != Extent.Complete)
                    gaps.Add(new(period, Extent.Partial));
            }
            else if (!known.Contains(period) && extent != Extent.Complete)
                gaps.Add(new(period, extent));
        }
        return gaps;
    }
}
