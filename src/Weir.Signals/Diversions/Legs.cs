using MathNet.Numerics.Distributions;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>Computes the legs of routes.</summary>
internal static class Legs
{
    /// <summary>The leg of a flow, from the exports where they are known and else from the imports.</summary>
    public static LegFinding Of(RouteFlow flow, DiversionQuestion question, DiversionOptions options, Unit unit)
    {
        var sides = new[] { (Series: flow.Export, Side: RouteSide.Export), (Series: flow.Import, Side: RouteSide.Import) };
        LegFinding? first = null;
        foreach (var (series, side) in sides)
        {
            if (series is null)
                continue;
            var leg = Of(flow, series, side, question, options, unit);
            if (leg.Obstacle == Obstacle.None)
                return leg;
            first ??= leg;
        }
        return first ?? Without(flow, RouteSide.Export, question, 0, 0, Obstacle.ValueNotKnown);
    }

    /// <summary>The leg of a flow from one side's figures.</summary>
    public static LegFinding Of(RouteFlow flow, Series series, RouteSide side, DiversionQuestion question, DiversionOptions options, Unit unit)
    {
        if (series.Points.Any(p => !p.Period.IsMonth))
            return Without(flow, side, question, 0, 0, Obstacle.NotAMonth);
        if (!series.Unit.ConvertsTo(unit))
            return Without(flow, side, question, 0, 0, Obstacle.UnitsDiffer);
        var factor = (double)series.Unit.Size / (double)unit.Size;
        if (side == RouteSide.Import && unit.Dimension == Dimension.Money)
            factor = options.Margin.ToFob(factor);
        var reading = new Reading(series);
        var judged = question.Since.To(question.Until).Select(reading.At).ToList();
        var begin = question.Since.AddMonths(-options.PastMonths);
        var past = begin.To(question.Since.AddMonths(-1)).Select(reading.At).Select(p => Reading.IsKnown(p) ? p.Value * factor : null).ToList();
        var ahead = Enumerable.Range(0, judged.Count).Where(i => Reading.IsKnown(judged[i])).ToList();
        var known = past.Count(p => p is not null);
        if (past.Exists(p => p < 0) || ahead.Exists(i => judged[i].Value < 0))
            return Without(flow, side, question, ahead.Count, known, Obstacle.ValueIsNegative);
        if (2 * ahead.Count < judged.Count)
            return Without(flow, side, question, ahead.Count, known, Obstacle.ValueNotKnown);
        var observed = ahead.Sum(i => judged[i].Value!.Value * factor);
        if (SeasonalExpectation.To(past, begin.MonthOfYear) is not { } expectation)
            return Without(flow, side, question, ahead.Count, known, Obstacle.BaseNotKnown) with { Observed = observed };
        var random = new Random(HashCode(options.Seed, flow, side));
        var draws = expectation.Draw([.. ahead.Select(i => i + options.PastMonths)], options.Draws, random);
        var rows = ahead.SelectMany(i => judged[i].Rows).ToList();
        var (low, middle, high) = Quantiles(draws, options.Level);
        var excess = Array.ConvertAll(draws, d => observed - d);
        var firstEver = past.TrueForAll(p => p is null or 0);
        return new(
            flow.From, flow.To, side, judged.Count, ahead.Count, known, observed, middle, new(low, high), observed - middle, new(observed - high, observed - low),
            firstEver ? (observed > 0 ? 0 : 1) : Tail(draws, observed, expectation, above: true),
            firstEver ? 1 : Tail(draws, observed, expectation, above: false),
            firstEver, Obstacle.None, rows)
        { Draws = excess };
    }

    /// <summary>Lower end, median and upper end of draws at a level.</summary>
    public static (double Low, double Middle, double High) Quantiles(IEnumerable<double> draws, double level)
    {
        var sorted = draws.ToArray();
        Array.Sort(sorted);
        double At(double part)
        {
            var place = part * (sorted.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
        }
        return (At((1 - level) / 2), At(0.5), At((1 + level) / 2));
    }

    // Counted where at least ten draws lie beyond; further out Student's t on the scale of the fit, for no number of draws shows a tail that it doesn't reach.
    private static double Tail(double[] draws, double observed, SeasonalExpectation expectation, bool above)
    {
        var beyond = draws.Count(d => above ? d >= observed : d <= observed);
        if (beyond >= 10)
            return (1.0 + beyond) / (1 + draws.Length);
        var scaled = Array.ConvertAll(draws, expectation.Forward);
        var centre = RobustSpread.Median(scaled);
        var spread = Math.Sqrt(scaled.Average(s => (s - centre) * (s - centre)));
        var bound = 11.0 / (1 + draws.Length);
        if (spread == 0)
            return 1.0 / (1 + draws.Length);
        var distance = observed <= 0 ? double.PositiveInfinity : Math.Abs(expectation.Forward(observed) - centre) / spread;
        return double.IsInfinity(distance) ? 1.0 / (1 + draws.Length) : Math.Min(bound, StudentT.CDF(0, 1, expectation.Degrees, -distance));
    }

    // The draws of a leg don't depend on which other legs are asked for, nor in which order.
    private static int HashCode(int seed, RouteFlow flow, RouteSide side) =>
        unchecked((((((seed * 397) ^ flow.From.Number) * 397) ^ flow.To.Number) * 397) ^ (int)side);

    private static LegFinding Without(RouteFlow flow, RouteSide side, DiversionQuestion question, int known, int past, Obstacle obstacle) => new(
        flow.From, flow.To, side, question.Since.To(question.Until).Count(), known, past, null, null, null, null, null, null, null, false, obstacle, []);
}
