using MathNet.Numerics.Distributions;

namespace Weir.Signals;

/// <summary>What no longer goes the direct way, over all origins together.</summary>
/// <param name="Known">Whether every origin's direct leg is known.</param>
/// <param name="Amount">The drop, 0 at least.</param>
/// <param name="Range">The same as a range.</param>
/// <param name="P">p-value of no drop.</param>
/// <param name="Draws">Draws of the drop, not cut at zero; empty where not known.</param>
internal sealed record DirectDrop(bool Known, double? Amount, ValueRange? Range, double? P, double[] Draws)
{
    public static DirectDrop Of(DiversionQuestion question, IReadOnlyList<LegFinding> direct, DiversionOptions options)
    {
        if (direct.Count < question.Origins.Count || direct.Any(d => d.Obstacle != Obstacle.None))
            return new(false, null, null, null, []);
        var draws = new double[options.Draws];
        foreach (var leg in direct)
        {
            for (var d = 0; d < draws.Length; d++)
                draws[d] -= leg.Draws[d];
        }
        var (low, _, high) = Legs.Quantiles(draws, options.Level);
        var middle = -direct.Sum(d => d.Excess!.Value);
        return new(
            true, Math.Max(0, middle), new(Math.Max(0, low), Math.Max(0, high)), direct.Count == 1 ? direct[0].PDrop : Counted(draws), draws);
    }

    /// <summary>The p-value that draws of an amount give for the amount being nothing: counted, and by a normal tail where fewer than ten reach it.</summary>
    public static double Counted(double[] draws)
    {
        var below = draws.Count(d => d <= 0);
        if (below >= 10)
            return (1.0 + below) / (1 + draws.Length);
        var centre = draws.Average();
        var spread = Math.Sqrt(draws.Average(d => (d - centre) * (d - centre)));
        return spread == 0
            ? (centre > 0 ? 1.0 / (1 + draws.Length) : 1)
            : Math.Min(11.0 / (1 + draws.Length), StudentT.CDF(0, 1, 10, -centre / spread));
    }
}
