using MathNet.Numerics.Distributions;

namespace Weir.Signals;

/// <summary>
/// Reconciliation by reporters' error variances, after BACI (Gaulier and Zignago 2010), which weighs the two reports of a flow by the reliability of their reporters as a
/// variance analysis of the log mirror ratios finds it. Here each country k has one variance v(k) of its log error, in either role; the log ratio of a flow has variance
/// v(exporter) + v(importer), and the variances are fitted by maximum likelihood (EM, which keeps them positive). The estimate is the mean of the two logs weighted
/// by 1 ÷ v, and its interval is normal in logs.
/// </summary>
/// <remarks>
/// The median log ratio is taken off before variances are fitted. Wild ratios are pulled in to three robust spreads. A country with few partners is drawn to the
/// pooled variance, as if it had <see cref="PriorFlows"/> more flows of it. Where two reports lie further apart than their variances allow, the interval is widened by the
/// ratio (the scale factor of the Particle Data Group). Over the range of the margin the interval is the hull. Zeros against a flow give no log ratio: the estimate is then
/// the flow's reporter alone, and the interval begins at zero.
/// </remarks>
public static class ReporterReliability
{
    /// <summary>How many flows of the pooled variance every country is given beside its own.</summary>
    public const int PriorFlows = 2;

    private const int MostRounds = 500;

    /// <summary>Reconciles a matrix of flows whose imports are CIF.</summary>
    /// <param name="flows">The flows of one period; each pair once.</param>
    /// <param name="margin">The margin between FOB and CIF.</param>
    /// <param name="level">The level of the intervals, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A pair is there twice, a flow goes from a country to itself, or a value is negative or no number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of range.</exception>
    public static Reconciliation Reconcile(IReadOnlyList<MirroredFlow> flows, MirrorMargin margin, double level = 0.95)
    {
        margin.Checked();
        MirrorReconciliation.Check(flows);
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "a level lies between 0 and 1");
        var variances = Variances(flows);
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        return new(
            [.. flows.Select(f => Estimate(f, variances, margin, z))],
            [.. variances.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new MirrorScore(v.Key, 1 / v.Value, 1 / v.Value))]);
    }

    /// <summary>The variance of each country's log error; empty where fewer than three flows have two reports above zero, or where all agree exactly.</summary>
    public static IReadOnlyDictionary<string, double> Variances(IReadOnlyList<MirroredFlow> flows)
    {
        var ratios = flows
            .Where(f => f is { Export: > 0, Import: > 0 })
            .Select(f => (f.Exporter, f.Importer, D: Math.Log(f.Export!.Value) - Math.Log(f.Import!.Value)))
            .ToList();
        if (ratios.Count < 3)
            return new Dictionary<string, double>();
        var median = RobustSpread.Median(ratios.Select(r => r.D));
        var spread = RobustSpread.Scale([.. ratios.Select(r => r.D)]);
        var limit = spread > 0 ? 3 * spread : double.PositiveInfinity;
        var squares = ratios.ConvertAll(r => (r.Exporter, r.Importer, Square: Math.Pow(Math.Clamp(r.D - median, -limit, limit), 2)));
        var pooled = squares.Average(s => s.Square) / 2;
        if (pooled == 0)
            return new Dictionary<string, double>();
        var variances = squares.SelectMany(s => new[] { s.Exporter, s.Importer }).Distinct(StringComparer.Ordinal).ToDictionary(c => c, _ => pooled, StringComparer.Ordinal);
        for (var round = 0; round < MostRounds && Improve(variances, squares, pooled) > 1e-10; round++)
        {
        }
        return variances;
    }

    // One round of EM: each error's expected square given the ratio, and the mean of them for each country. Returns the largest relative step.
    private static double Improve(Dictionary<string, double> variances, List<(string Exporter, string Importer, double Square)> ratios, double pooled)
    {
        var sums = variances.Keys.ToDictionary(c => c, _ => (Sum: PriorFlows * pooled, Count: PriorFlows), StringComparer.Ordinal);
        foreach (var (exporter, importer, square) in ratios)
        {
            var (a, b) = (variances[exporter], variances[importer]);
            var both = a + b;
            var shared = a * b / both;
            sums[exporter] = (sums[exporter].Sum + (a * a / both / both * square) + shared, sums[exporter].Count + 1);
            sums[importer] = (sums[importer].Sum + (b * b / both / both * square) + shared, sums[importer].Count + 1);
        }
        var largest = 0.0;
        foreach (var (country, (sum, count)) in sums)
        {
            var next = sum / count;
            largest = Math.Max(largest, Math.Abs(next - variances[country]) / variances[country]);
            variances[country] = next;
        }
        return largest;
    }

    private static ReconciledFlow Estimate(MirroredFlow flow, IReadOnlyDictionary<string, double> variances, MirrorMargin margin, double z)
    {
        double? Of(string country) => variances.TryGetValue(country, out var v) ? v : null;
        var s = MirrorReconciliation.Discrepancy(flow with { Import = flow.Import is { } cif ? margin.ToFob(cif) : null });
        switch (flow)
        {
            case { Export: null, Import: null }:
                return new(flow, s, null, null, null, true);
            case { Export: > 0 and var x, Import: > 0 and var m } when Of(flow.Exporter) is { } a && Of(flow.Importer) is { } b:
                {
                    var weight = b / (a + b);
                    double Middle(double part) => (weight * Math.Log(x)) + ((1 - weight) * Math.Log(m / (1 + part)));
                    double Reach(double part) =>
                        z * Math.Sqrt(a * b / (a + b)) * Math.Max(1, Math.Abs(Math.Log(x) - Math.Log(m / (1 + part))) / Math.Sqrt(a + b));
                    return new(
                        flow, s, weight, Math.Exp(Middle(margin.Usual)),
                        new(Math.Exp(Middle(margin.High) - Reach(margin.High)), Math.Exp(Middle(margin.Low) + Reach(margin.Low))), false);
                }
            case { Export: > 0 and var x, Import: > 0 and var m }:
                return new(flow, s, 0.5, Math.Sqrt(x * margin.ToFob(m)), null, false);
            case { Export: 0, Import: 0 }:
                return new(flow, s, 0.5, 0, null, false);
            default:
                {
                    var exported = flow.Export is > 0 || flow.Import is null;
                    var value = exported ? flow.Export!.Value : margin.ToFob(flow.Import!.Value);
                    var known = Of(exported ? flow.Exporter : flow.Importer);
                    var zeroBeside = flow is { Export: not null, Import: not null };
                    ValueRange? interval = known is not { } v || value == 0 ? null : new(
                        zeroBeside ? 0 : (exported ? value : flow.Import!.Value / (1 + margin.High)) * Math.Exp(-z * Math.Sqrt(v)),
                        (exported ? value : flow.Import!.Value / (1 + margin.Low)) * Math.Exp(z * Math.Sqrt(v)));
                    return new(flow, s, exported ? 1 : 0, value, interval, true);
                }
        }
    }
}
