using Weir.Trade;

namespace Weir.Signals;

/// <summary>A way that was looked at.</summary>
/// <param name="places">Origin, third places, destination.</param>
/// <param name="p">Its p-value before Holm.</param>
internal sealed class Way(IReadOnlyList<Economy> places, double p)
{
    public IReadOnlyList<Economy> Places { get; } = places;

    public double P { get; } = p;

    public double PAdjusted { get; set; } = 1;
}

/// <summary>The ways of two and three legs, and the flow through those that are found.</summary>
internal static class Ways
{
    /// <summary>Every way whose legs are all known.</summary>
    public static IReadOnlyList<Way> Of(
        DiversionQuestion question, IReadOnlyList<Weighing> weighed, IReadOnlyDictionary<(int, int), LegFinding> legs, DirectDrop drop)
    {
        var ways = new List<Way>();
        // Without a known drop its part is left out; with one, a way is only as sure as the drop is.
        var direct = drop.P ?? 0;
        foreach (var first in weighed.Where(w => w.PArriving is not null))
        {
            if (first is { Obstacle: Obstacle.None, PLeaving: { } leaving })
                ways.Add(new([question.Origins[0], first.Route, question.Destination], Math.Max(Math.Max(first.PArriving!.Value, leaving), direct)));
            foreach (var second in weighed.Where(w => w != first && w.Leaving is { Obstacle: Obstacle.None }))
            {
                if (legs.GetValueOrDefault((first.Route.Number, second.Route.Number)) is not { PExcess: { } between })
                    continue;
                ways.Add(new(
                    [question.Origins[0], first.Route, second.Route, question.Destination],
                    Math.Max(Math.Max(first.PArriving!.Value, between), Math.Max(second.Leaving!.PExcess!.Value, direct))));
            }
        }
        return ways;
    }

    /// <summary>The maximum flow through the legs of the ways found, its ways, and its range over the draws.</summary>
    public static (IReadOnlyList<DiversionChain> Chains, double Total, ValueRange Range) Flow(
        DiversionQuestion question, DiversionOptions options, IReadOnlyList<Weighing> weighed, IReadOnlyDictionary<(int From, int To), LegFinding> legs, IReadOnlyList<Way> ways,
        DirectDrop drop)
    {
        var found = ways.Where(w => w.PAdjusted <= options.Alpha).ToList();
        if (found.Count == 0)
            return ([], 0, new(0, Unexcluded(question, options, ways, legs, drop)));
        var steps = found.SelectMany(w => w.Places.Zip(w.Places.Skip(1)))
            .SelectMany(s => s.First == question.Origins[0] ? question.Origins.Select(o => (From: o.Number, To: s.Second.Number)) : [(From: s.First.Number, To: s.Second.Number)])
            .Distinct()
            .ToList();
        var onward = weighed.Where(w => w.Obstacle == Obstacle.None).ToDictionary(w => w.Route.Number);
        double Capacity((int From, int To) step, int draw)
        {
            if (step.To == question.Destination.Number && onward.TryGetValue(step.From, out var weighing))
                return draw < 0 ? weighing.Onward : weighing.OnwardDraws[draw];
            return legs.GetValueOrDefault(step) is { Obstacle: Obstacle.None } leg ? (draw < 0 ? leg.Excess!.Value : leg.Draws[draw]) : 0;
        }
        var network = new ExcessNetwork([.. question.Origins.Select(o => o.Number)], question.Destination.Number, [.. question.Routes.Select(r => r.Number)]);
        var (flow, paths) = network.Solve(steps.ToDictionary(s => s, s => Capacity(s, -1)));
        var lowest = new double[options.Draws];
        var highest = new double[options.Draws];
        for (var d = 0; d < lowest.Length; d++)
        {
            var draw = d;
            var direct = drop.Known ? Math.Max(0, drop.Draws[d]) : double.PositiveInfinity;
            var capacities = steps.ToDictionary(s => s, s => Math.Max(0, Capacity(s, draw)));
            lowest[d] = Math.Min(direct, network.Solve(capacities).Flow);
            var leaving = capacities.Where(c => question.Origins.Any(o => o.Number == c.Key.From)).Sum(c => c.Value);
            var ending = capacities.Where(c => c.Key.To == question.Destination.Number).Sum(c => c.Value);
            highest[d] = Math.Min(direct, Math.Max(leaving, ending));
        }
        var byNumber = question.Origins.Concat(question.Routes).Append(question.Destination).ToDictionary(e => e.Number);
        var chains = paths.Select(path => new DiversionChain(
            [.. path.Places.Select(p => byNumber[p])],
            path.Amount,
            Narrowest(path, Capacity, options),
            found.Where(w => w.Places.Skip(1).Select(p => p.Number).SequenceEqual(path.Places.Skip(1))).Select(w => w.PAdjusted).DefaultIfEmpty(1).Min())).ToList();
        return (chains, Math.Min(flow, drop.Amount ?? flow), new(Legs.Quantiles(lowest, options.Level).Low, Legs.Quantiles(highest, options.Level).High));
    }

    // Where no way is found, nothing is said to be diverted; what the likeliest way could still hold is not excluded.
    private static double Unexcluded(
        DiversionQuestion question, DiversionOptions options, IReadOnlyList<Way> ways, IReadOnlyDictionary<(int From, int To), LegFinding> legs, DirectDrop drop)
    {
        if (ways.MinBy(w => w.P) is not { } likeliest)
            return 0;
        var steps = likeliest.Places.Zip(likeliest.Places.Skip(1))
            .Select(s => s.First == question.Origins[0]
                ? question.Origins.Select(o => (From: o.Number, To: s.Second.Number)).ToList()
                : [(From: s.First.Number, To: s.Second.Number)])
            .Select(leg => leg.ConvertAll(s => legs.GetValueOrDefault(s)).Where(l => l is { Obstacle: Obstacle.None }).ToList())
            .Where(leg => leg.Count > 0)
            .ToList();
        if (steps.Count == 0)
            return 0;
        var draws = Enumerable.Range(0, options.Draws).Select(d => Math.Min(
            drop.Known ? Math.Max(0, drop.Draws[d]) : double.PositiveInfinity, Math.Max(0, steps.Max(leg => leg.Sum(l => l!.Draws[d])))));
        return Legs.Quantiles(draws, options.Level).High;
    }

    private static ValueRange Narrowest(NetworkPath path, Func<(int From, int To), int, double> capacity, DiversionOptions options)
    {
        var steps = path.Places.Zip(path.Places.Skip(1)).ToList();
        var draws = Enumerable.Range(0, options.Draws).Select(d => Math.Max(0, steps.Min(s => capacity(s, d))));
        var (low, _, high) = Legs.Quantiles(draws, options.Level);
        return new(low, high);
    }
}
