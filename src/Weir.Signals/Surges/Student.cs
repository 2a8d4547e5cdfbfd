using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Weir.Signals.Surges;

/// <summary>Student's t distribution.</summary>
internal static class Student
{
    /// <summary>The chance of a value above <paramref name="t"/>.</summary>
    public static double Above(double t, double freedom)
    {
        var square = t * t;
        // The form whose argument is small where the tail is: nothing is subtracted from one there.
        var both = square > freedom
            ? SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + square))
            : 1 - SpecialFunctions.BetaRegularized(0.5, freedom / 2, square / (freedom + square));
        return t > 0 ? both / 2 : 1 - (both / 2);
    }

    /// <summary>The value that the share <paramref name="share"/> lies below.</summary>
    public static double Quantile(double share, double freedom) => StudentT.InvCDF(0, 1, freedom, share);
}
