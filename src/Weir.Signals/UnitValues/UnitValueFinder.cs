using MathNet.Numerics.Distributions;
using Weir.Signals.Breaks;
using Weir.Trade;

namespace Weir.Signals.UnitValues;

/// <summary>
/// Unit values against the distribution of their goods and route, on the log scale: ln u = price of the goods in the period (median over partners) + the
/// route's own level (median of what is left over its other periods) + a deviation.
/// </summary>
/// <remarks>
/// <para>
/// The deviation's scale is 1.4826 times the median absolute deviation of the route, drawn towards that of all routes the fewer periods the route has
/// (five periods' weight); its tails are Student's, with the degrees of freedom that the ratio of the 95 % to the 50 % point of all absolute
/// deviations of the goods gives (between 1.5 and 30; 3 where fewer than 40 are known), so that heavy tails don't make outliers of everything. Each
/// cell is left out of what it is held against. Robust statistics after Rousseeuw &amp; Croux 1993; the composition is Weir's.
/// </para>
/// <para>
/// A cell without value or quantity (0 and less count as not known) has no unit value. A quantity that the source calls estimated, or that is recognised as imputed
/// (<see cref="ImputedQuantities"/>), is neither an outlier nor normal, and nothing is held against it. Reporters, commodities, units, currencies
/// and editions of the classification are never mixed. A unit value that is one in a thousand says that two published numbers don't go together, not why.
/// </para>
/// </remarks>
public static class UnitValueFinder
{
    /// <summary>The fewest other partners' cells in a period, or about it, that make a price of the goods.</summary>
    public const int FewestPartners = 4;

    /// <summary>Months (or years) to either side from which cells are taken where a period has too few.</summary>
    private const int Reach = 6;

    /// <summary>How many periods' weight the scale of all routes has beside that of a route.</summary>
    private const double PooledWeight = 5;

    /// <summary>The finding of each cell, in the order of the cells.</summary>
    /// <param name="cells">The cells; one for each partner and period of a kind.</param>
    /// <param name="confidence">Of the interval of expected unit values, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is none.</exception>
    public static IReadOnlyList<UnitValueFinding> Find(IReadOnlyList<UnitValueCell> cells, double confidence = 0.95)
    {
        if (!(confidence is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "a confidence lies between 0 and 1");
        var findings = new UnitValueFinding[cells.Count];
        foreach (var kind in cells.Select((cell, at) => (Cell: cell, At: at)).GroupBy(c => c.Cell.Kind))
        {
            var judged = new List<(UnitValueCell Cell, int At)>();
            foreach (var period in kind.GroupBy(c => c.Cell.Period))
            {
                var group = period.ToList();
                var imputed = ImputedQuantities.Among(group.ConvertAll(c => c.Cell));
                for (var i = 0; i < group.Count; i++)
                {
                    var (cell, at) = group[i];
                    var state = cell.UnitValue is null ? UnitValueState.NoUnitValue : cell.Estimated ? UnitValueState.Estimated : imputed[i] ? UnitValueState.Imputed : UnitValueState.Judged;
                    findings[at] = new(cell, state);
                    if (state == UnitValueState.Judged)
                        judged.Add((cell, at));
                }
            }
            Judge(judged, confidence, findings);
        }
        Adjust(findings);
        return findings;
    }

    /// <summary>The routes whose unit changed, in the order of the cells.</summary>
    public static IReadOnlyList<UnitChange> UnitChanges(IReadOnlyList<UnitValueCell> cells)
    {
        var changes = new List<UnitChange>();
        foreach (var route in cells.Where(c => c.Unit.Length > 0 && c.Quantity is > 0).GroupBy(c => (c.Reporter, c.Partner, c.Commodity)))
        {
            UnitValueCell? before = null;
            foreach (var period in route.GroupBy(c => c.Period).OrderBy(p => p.Key))
            {
                // Cells that come in two units at once (weight beside pieces) don't change.
                if (before is not null && period.All(c => c.Unit != before.Unit) && !route.Any(c => c.Unit == period.First().Unit && c.Period < period.Key))
                    changes.Add(new(route.Key.Reporter, route.Key.Partner, route.Key.Commodity, period.Key, before.Unit, period.First().Unit));
                before = period.First();
            }
        }
        return changes;
    }

    private static void Judge(List<(UnitValueCell Cell, int At)> cells, double confidence, UnitValueFinding[] findings)
    {
        var logs = cells.ConvertAll(c => Math.Log(c.Cell.UnitValue!.Value));
        var prices = Prices(cells, logs);
        // What is left of each cell when the price of the goods is taken off; NaN where there is none.
        var left = logs.Select((log, i) => log - prices[i]).ToArray();
        var routes = Enumerable.Range(0, cells.Count).Where(i => !double.IsNaN(left[i])).GroupBy(i => cells[i].Cell.Partner, StringComparer.Ordinal).ToList();
        var levels = new double[cells.Count];
        foreach (var route in routes)
        {
            foreach (var i in route)
            {
                var others = route.Where(j => j != i).Select(j => left[j]).ToList();
                // A route's level is believed the more, the more periods it has.
                levels[i] = others.Count == 0 ? 0 : MeanYear.Median(others) * others.Count / (others.Count + 1);
            }
        }
        var deviations = routes.SelectMany(r => r).ToDictionary(i => i, i => left[i] - levels[i]);
        if (deviations.Count < FewestPartners + 1)
        {
            foreach (var (cell, at) in cells)
                findings[at] = new(cell, UnitValueState.TooFew);
            return;
        }
        var pooled = Math.Max(1.4826 * MeanYear.Median(deviations.Values.Select(Math.Abs)), 1e-6);
        var scales = new double[cells.Count];
        foreach (var route in routes)
        {
            foreach (var i in route)
            {
                var others = route.Where(j => j != i).Select(j => Math.Abs(deviations[j])).ToList();
                var own = others.Count == 0 ? 0 : 1.4826 * MeanYear.Median(others);
                scales[i] = Math.Sqrt(((others.Count * own * own) + (PooledWeight * pooled * pooled)) / (others.Count + PooledWeight));
            }
        }
        var (freedom, stretch) = Tails([.. deviations.Select(d => Math.Abs(d.Value) / scales[d.Key])]);
        var reach = StudentT.InvCDF(0, 1, freedom, 0.5 + (confidence / 2)) * stretch;
        for (var i = 0; i < cells.Count; i++)
        {
            var (cell, at) = cells[i];
            if (!deviations.TryGetValue(i, out var deviation))
            {
                findings[at] = new(cell, UnitValueState.TooFew);
                continue;
            }
            var expected = prices[i] + levels[i];
            var score = deviation / scales[i];
            findings[at] = new(
                cell, UnitValueState.Judged, Math.Exp(expected), Math.Exp(expected - (reach * scales[i])), Math.Exp(expected + (reach * scales[i])),
                score, Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(score) / stretch)), null, Odd(cells, i));
        }
    }

    /// <summary>The price of the goods without the cell itself: the median over the period's other partners; NaN where they and the periods about are too few.</summary>
    private static double[] Prices(List<(UnitValueCell Cell, int At)> cells, List<double> logs)
    {
        var byPeriod = Enumerable.Range(0, cells.Count).GroupBy(i => Ordinal(cells[i].Cell.Period)).ToDictionary(g => g.Key, g => g.ToList());
        var prices = new double[cells.Count];
        for (var i = 0; i < prices.Length; i++)
        {
            var at = Ordinal(cells[i].Cell.Period);
            for (var reach = 0; ; reach++)
            {
                if (reach > Reach)
                {
                    prices[i] = double.NaN;
                    break;
                }
                var others = Enumerable.Range(at - reach, (2 * reach) + 1).SelectMany(p => byPeriod.TryGetValue(p, out var found) ? found : [])
                    .Where(j => cells[j].Cell.Partner != cells[i].Cell.Partner).Select(j => logs[j]).ToList();
                if (others.Count >= FewestPartners)
                {
                    prices[i] = MeanYear.Median(others);
                    break;
                }
            }
        }
        return prices;
    }

    private static (double Freedom, double Stretch) Tails(double[] scores)
    {
        Array.Sort(scores);
        double Point(double share) => scores[Math.Min(scores.Length - 1, (int)(share * scores.Length))];
        var middle = Math.Max(Point(0.5), 1e-9);
        var freedom = 3.0;
        if (scores.Length >= 40)
        {
            // The ratio falls as the degrees of freedom rise: bisection.
            var ratio = Point(0.95) / middle;
            var (low, high) = (1.5, 30.0);
            for (var step = 0; step < 40; step++)
            {
                var between = Math.Sqrt(low * high);
                if (StudentT.InvCDF(0, 1, between, 0.975) / StudentT.InvCDF(0, 1, between, 0.75) > ratio)
                    low = between;
                else
                    high = between;
            }
            freedom = high;
        }
        return (freedom, middle / StudentT.InvCDF(0, 1, freedom, 0.75));
    }

    private static OddNumber Odd(List<(UnitValueCell Cell, int At)> cells, int i)
    {
        var others = cells.Where((c, j) => j != i && c.Cell.Partner == cells[i].Cell.Partner).Select(c => c.Cell).ToList();
        if (others.Count < 6)
            return OddNumber.NotTold;
        bool Far(Func<UnitValueCell, double> number)
        {
            var all = others.ConvertAll(c => Math.Log(number(c)));
            var middle = MeanYear.Median(all);
            var spread = 1.4826 * MeanYear.Median(all.Select(v => Math.Abs(v - middle)));
            return Math.Abs(Math.Log(number(cells[i].Cell)) - middle) > 3 * Math.Max(spread, 1e-6);
        }
        return (Far(c => c.Value!.Value), Far(c => c.Quantity!.Value)) switch
        {
            (true, true) => OddNumber.Both,
            (true, false) => OddNumber.Value,
            (false, true) => OddNumber.Quantity,
            _ => OddNumber.NotTold,
        };
    }

    private static void Adjust(UnitValueFinding[] findings)
    {
        var order = Enumerable.Range(0, findings.Length).Where(i => findings[i].P is not null).OrderByDescending(i => findings[i].P).ToList();
        var least = 1.0;
        for (var rank = order.Count; rank > 0; rank--)
        {
            var i = order[order.Count - rank];
            least = Math.Min(least, findings[i].P!.Value * order.Count / rank);
            findings[i] = findings[i] with { Q = least };
        }
    }

    private static int Ordinal(Period period) => period.IsMonth ? (period.Year * 12) + period.MonthOfYear : period.Year * 1000;
}
