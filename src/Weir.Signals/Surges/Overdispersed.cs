using MathNet.Numerics;

namespace Weir.Signals.Surges;

/// <summary>
/// Counts whose variance is <c>dispersion</c> times their mean: the negative binomial distribution with size mean/(dispersion − 1), the
/// Poisson distribution where the dispersion is 1. For a dispersion above 10⁵, where a step of one is nothing, values are taken in a unit that brings it there.
/// </summary>
internal static class Overdispersed
{
    private const double LargestDispersion = 1e5;
    private const double Nearly = 1e-7;

    /// <summary>The chance of <paramref name="value"/> or more.</summary>
    public static double AtLeast(double value, double mean, double dispersion)
    {
        if (value <= 0)
            return 1;
        if (mean <= 0)
            return 0;
        Rescale(ref value, ref mean, ref dispersion);
        value = Math.Ceiling(value - Nearly);
        if (value <= 0)
            return 1;
        return dispersion <= 1 + 1e-10
            ? SpecialFunctions.GammaLowerRegularized(value, mean)
            : SpecialFunctions.BetaRegularized(value, mean / (dispersion - 1), 1 - (1 / dispersion));
    }

    /// <summary>The lowest count that at least the share <paramref name="share"/> of values lies at or below.</summary>
    public static double Quantile(double share, double mean, double dispersion)
    {
        if (mean <= 0)
            return 0;
        double one = 1, most = mean, spread = dispersion;
        Rescale(ref one, ref most, ref spread);
        return QuantileOfSteps(share, most, spread) / one;
    }

    private static double QuantileOfSteps(double share, double mean, double dispersion)
    {
        // Below or at k lies 1 − P(Y ≥ k + 1). The normal approximation with its skewness is close, so the bracket starts there.
        var deviation = Math.Sqrt(mean * dispersion);
        var z = Normal.Quantile(share);
        var skewness = ((2 * dispersion) - 1) / deviation;
        var guess = Math.Max(0, Math.Floor(mean + (deviation * (z + (skewness * ((z * z) - 1) / 6)))));
        var tail = (1 - share) * (1 + 64 * double.Epsilon);
        bool Reaches(double k) => AtLeast(k + 1, mean, dispersion) <= tail;
        double low, high, step = Math.Max(1, Math.Floor(deviation / 8));
        if (Reaches(guess))
        {
            high = guess;
            low = guess;
            do
            {
                if (low <= 0)
                    return Reaches(0) ? 0 : Bisect(0, high);
                high = low;
                low = Math.Max(0, low - step);
                step *= 2;
            }
            while (Reaches(low));
        }
        else
        {
            low = guess;
            high = guess;
            do
            {
                low = high;
                high += step;
                step *= 2;
            }
            while (!Reaches(high));
        }
        return Bisect(low, high);

        double Bisect(double below, double at)
        {
            while (at - below > 1)
            {
                var middle = Math.Floor((below + at) / 2);
                if (Reaches(middle))
                    at = middle;
                else
                    below = middle;
            }
            return at;
        }
    }

    private static void Rescale(ref double value, ref double mean, ref double dispersion)
    {
        if (dispersion <= LargestDispersion)
            return;
        var unit = LargestDispersion / dispersion;
        value *= unit;
        mean *= unit;
        dispersion = LargestDispersion;
    }
}

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>The chance of a value above <paramref name="z"/>, exact far into the tail.</summary>
    public static double Above(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));

    /// <summary>The value that the share <paramref name="share"/> lies below.</summary>
    public static double Quantile(double share) => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * share);
}
