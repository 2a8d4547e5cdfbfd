using MathNet.Numerics;

namespace Weir.Signals.Surges;

/// <summary>Student's t distribution, quickly: scans ask for its tail hundreds of times a series.</summary>
internal static class Student
{
    private const double FewDegrees = 8;

    /// <summary>
    /// The chance of a value above <paramref name="t"/>: closed forms for 3 and 6 degrees of freedom; from 8 on the normalising transformation of
    /// G. W. Hill (Commun. ACM 13 (1970) 617–619), right to five digits and more.
    /// </summary>
    public static double Above(double t, double freedom)
    {
        if (t < 0)
            return 1 - Above(-t, freedom);
        if (freedom == 3)
        {
            var ratio = t / Math.Sqrt(3);
            return Math.Max(0, Math.Atan2(1, ratio) - (ratio / (1 + (ratio * ratio)))) / Math.PI;
        }
        if (freedom == 6)
        {
            var cosine = 6 / (6 + (t * t));
            return Math.Max(0, 0.5 - (0.5 * t / Math.Sqrt(6 + (t * t)) * (1 + (0.5 * cosine) + (0.375 * cosine * cosine))));
        }
        if (freedom < FewDegrees)
            return Exactly(t, freedom);
        var a = freedom - 0.5;
        var b = 48 * a * a;
        var square = a * Math.Log(1 + (t * t / freedom));
        var z = Math.Sqrt(square);
        var correction = ((((((4 * square) + 33) * square) + 240) * square) + 855) * z / (10 * b * (b + (0.8 * square * square) + 100));
        return NormalAbove(z + ((square + 3) * z / b) - correction);
    }

    /// <summary>The value that the share <paramref name="above"/> lies above; at most a half.</summary>
    public static double Limit(double above, double freedom)
    {
        double low = 0, high = 2;
        while (Above(high, freedom) > above)
            (low, high) = (high, 2 * high);
        while (high - low > 1e-9 * high)
        {
            var middle = (low + high) / 2;
            if (Above(middle, freedom) > above)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    private static double Exactly(double t, double freedom)
    {
        var square = t * t;
        // The form whose argument is small where the tail is: nothing is subtracted from one there.
        var both = square > freedom
            ? SpecialFunctions.BetaRegularized(freedom / 2, 0.5, freedom / (freedom + square))
            : 1 - SpecialFunctions.BetaRegularized(0.5, freedom / 2, square / (freedom + square));
        return both / 2;
    }

    /// <summary>Normal tail by a Chebyshev fit, relative error 1.2·10⁻⁷ (W. H. Press and others, Numerical Recipes, §6.2).</summary>
    private static double NormalAbove(double z)
    {
        var x = z / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        var series = -1.26551223 + (t * (1.00002368 + (t * (0.37409196 + (t * (0.09678418 + (t * (-0.18628806
            + (t * (0.27886807 + (t * (-1.13520398 + (t * (1.48851587 + (t * (-0.82215223 + (t * 0.17087277)))))))))))))))));
        return 0.5 * t * Math.Exp(series - (x * x));
    }
}
