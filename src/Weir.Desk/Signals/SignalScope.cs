using Weir.Desk.Figures;
using Weir.Desk.Watches;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>What signals are computed from: a desk and its lake as of one moment.</summary>
/// <param name="Desk">The desk.</param>
/// <param name="Series">Reads its series.</param>
/// <param name="Flows">Reads its cells.</param>
/// <param name="AsOf">The moment.</param>
internal sealed record SignalScope(DeskFolder Desk, SeriesReader Series, IFlowStore Flows, DateTimeOffset AsOf)
{
    /// <summary>
    /// The series of the desk's watches: origins to destinations, comparators and routes, and routes to destinations, as both sides published them, in
    /// the goods' unit or, where nobody gives that, in dollars. None where nothing is known.
    /// </summary>
    /// <param name="watch">The watch's id; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DeskException">There is no such watch.</exception>
    public async Task<IReadOnlyList<WatchedSeries>> WatchedAsync(string? watch, CancellationToken cancellation)
    {
        var watches = watch is null ? Desk.Watches : [Desk.FindWatch(watch)];
        var found = new List<WatchedSeries>();
        foreach (var w in watches)
        {
            var ways = w.Origins.SelectMany(o => w.Destinations.Concat(w.Comparators).Concat(w.Routes).Select(d => (From: o, To: d)))
                .Concat(w.Routes.SelectMany(r => w.Destinations.Select(d => (From: r, To: d)))).Distinct().ToList();
            foreach (var goods in w.Goods)
            {
                foreach (var (from, to) in ways)
                {
                    foreach (var flow in (Flow[])[Flow.Export, Flow.Import])
                        found.AddRange((await FindAsync(new(goods.Id, from, to, flow, goods.Unit.Code, AsOf), cancellation)).Select(s => new WatchedSeries(w, goods, from, to, s)));
                }
            }
        }
        return found;
    }

    /// <summary>The series of a signal's id; null where there is none now.</summary>
    public async Task<FoundSeries?> FindAsync(SeriesKey key, Unit unit, CancellationToken cancellation)
    {
        var (from, to) = key.Flow is Flow.Export or Flow.ReExport ? (key.Reporter, key.Partner) : (key.Partner, key.Reporter);
        try
        {
            return (await Series.FindAsync(new(key.Goods, from, to, key.Flow, unit.Code, AsOf), cancellation)).FirstOrDefault(s => s.Series.Key == key);
        }
        catch (DeskException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<FoundSeries>> FindAsync(SeriesQuery query, CancellationToken cancellation)
    {
        var found = await Series.FindAsync(query, cancellation);
        return found.Count == 0 && query.Unit != Units.UsDollar.Code ? await Series.FindAsync(query with { Unit = Units.UsDollar.Code }, cancellation) : found;
    }
}

/// <summary>A series that a watch follows.</summary>
/// <param name="Watch">The watch.</param>
/// <param name="Goods">The goods.</param>
/// <param name="From">Where they come from.</param>
/// <param name="To">Where they go.</param>
/// <param name="Found">The series and what a reader must know of it.</param>
internal sealed record WatchedSeries(Watch Watch, Goods Goods, Economy From, Economy To, FoundSeries Found)
{
    /// <summary>The series.</summary>
    public Series Series => Found.Series;
}
