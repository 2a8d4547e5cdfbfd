using System.Runtime.InteropServices;

namespace Weir.Signals.Surges;

/// <summary>Values taken for normal on the scale of a power, with the error of their mean (delta method).</summary>
/// <param name="Exponent">The power.</param>
/// <param name="Centre">Mean on that scale.</param>
/// <param name="Error">Standard error of a prediction on that scale.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PowerScale(double Exponent, double Centre, double Error)
{
    public static PowerScale Of(double mean, double meanError, double dispersion, FarringtonPower power)
    {
        var tau = dispersion + (meanError * meanError / mean);
        return power switch
        {
            FarringtonPower.TwoThirds => new(2.0 / 3, Math.Cbrt(mean * mean), Math.Sqrt(4.0 / 9 * Math.Cbrt(mean) * tau)),
            FarringtonPower.Half => new(0.5, Math.Sqrt(mean), Math.Sqrt(tau / 4)),
            _ => new(1, mean, Math.Sqrt(mean * tau)),
        };
    }

    public (double Lower, double Upper) Bounds(double z) =>
        (Math.Pow(Math.Max(0, Centre - (z * Error)), 1 / Exponent), Math.Pow(Centre + (z * Error), 1 / Exponent));

    public double AtLeast(double value) => Normal.Above((Math.Pow(value, Exponent) - Centre) / Error);
}
