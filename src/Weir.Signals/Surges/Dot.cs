using System.Numerics;
using System.Runtime.InteropServices;

namespace Weir.Signals.Surges;

/// <summary>Sums of products, several at a time.</summary>
internal static class Dot
{
    /// <summary>Σ aᵢ bᵢ over the length of <paramref name="a"/>.</summary>
    public static double Product(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < wideA.Length; i++)
            sums += wideA[i] * wideB[i];
        var sum = Vector.Sum(sums);
        for (var i = wideA.Length * Vector<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
