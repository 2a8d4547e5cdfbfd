using MathNet.Numerics.Distributions;

namespace Weir.Signals.Effects;

/// <summary>The standard normal distribution, as terms and intervals need it.</summary>
internal static class Gaussian
{
    /// <summary>Probability of a value at least this far from zero, on either side; accurate far out too.</summary>
    public static double TwoSided(double z) => 2 * Normal.CDF(0, 1, -Math.Abs(z));

    /// <summary>The value that a probability lies below.</summary>
    public static double Quantile(double probability) => Normal.InvCDF(0, 1, probability);
}
