namespace Weir.Signals.Surges;

/// <summary>What share of the findings of a scan over many series is false.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// q-values: taking every finding with a q of at most x as real, the expected share of false ones among them is at most x
    /// (for independent or positively dependent p-values).
    /// Y. Benjamini, Y. Hochberg, Controlling the false discovery rate, J. R. Stat. Soc. B 57 (1995) 289–300, doi:10.1111/j.2517-6161.1995.tb02031.x.
    /// </summary>
    /// <param name="p">p-values, 0 to 1; not-a-number where none can be said: those are no part of the scan and have no q.</param>
    /// <param name="others">How many more were judged whose p-values are not given because each is larger than all that are; a scan of millions keeps only the small ones.</param>
    /// <returns>The q-values in the same order, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value lies outside 0 to 1, or <paramref name="others"/> is negative.</exception>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p, long others = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(others);
        var q = new double[p.Length];
        var order = new int[p.Length];
        var sorted = new double[p.Length];
        var count = 0;
        for (var i = 0; i < p.Length; i++)
        {
            q[i] = double.NaN;
            if (double.IsNaN(p[i]))
                continue;
            if (p[i] is < 0 or > 1)
                throw new ArgumentOutOfRangeException(nameof(p), p[i], "a p-value lies from 0 to 1");
            sorted[count] = p[i];
            order[count++] = i;
        }
        sorted.AsSpan(0, count).Sort(order.AsSpan(0, count));
        var least = 1.0;
        for (var rank = count; rank > 0; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * (count + others) / rank);
            q[order[rank - 1]] = least;
        }
        return q;
    }
}
