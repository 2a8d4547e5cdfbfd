namespace Weir.Signals;

/// <summary>Median and median absolute deviation: a middle and a spread that a few wild values don't move.</summary>
internal static class RobustSpread
{
    // Makes the MAD of a normal sample estimate its standard deviation.
    private const double OfNormal = 1.4826;

    /// <summary>The median; NaN of nothing.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? double.NaN : OfSorted(sorted);
    }

    /// <summary>The robust standard deviation: 1.4826 times the MAD, with the small-sample factor n ÷ (n − 0.8) of Croux and Rousseeuw (1992); 0 of fewer than two.</summary>
    public static double Scale(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
            return 0;
        var median = Median(values);
        return OfNormal * Median(values.Select(v => Math.Abs(v - median))) * values.Count / (values.Count - 0.8);
    }

    private static double OfSorted(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
