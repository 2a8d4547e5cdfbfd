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

    /// <summary>Rows and columns of a matrix are padded with zeros to a multiple of this, so that the loop below has no rest.</summary>
    public const int Padding = 8;

    /// <summary>The product of a symmetric matrix and a vector, four rows at a time: one sum alone would wait for each of its own additions.</summary>
    /// <param name="matrix">By rows, padded to <paramref name="stride"/> both ways.</param>
    /// <param name="stride">A multiple of <see cref="Padding"/>.</param>
    /// <param name="x">The vector, padded with zeros.</param>
    /// <param name="product">As long as <paramref name="x"/>.</param>
    public static void Rows(ReadOnlySpan<double> matrix, int stride, ReadOnlySpan<double> x, Span<double> product)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(x[..stride]);
        for (var row = 0; row < stride; row += 4)
        {
            var a = MemoryMarshal.Cast<double, Vector<double>>(matrix.Slice(row * stride, stride));
            var b = MemoryMarshal.Cast<double, Vector<double>>(matrix.Slice((row + 1) * stride, stride));
            var c = MemoryMarshal.Cast<double, Vector<double>>(matrix.Slice((row + 2) * stride, stride));
            var d = MemoryMarshal.Cast<double, Vector<double>>(matrix.Slice((row + 3) * stride, stride));
            Vector<double> sumA = default, sumB = default, sumC = default, sumD = default;
            for (var i = 0; i < wide.Length && i < a.Length && i < b.Length && i < c.Length && i < d.Length; i++)
            {
                var own = wide[i];
                sumA += a[i] * own;
                sumB += b[i] * own;
                sumC += c[i] * own;
                sumD += d[i] * own;
            }
            product[row] = Vector.Sum(sumA);
            product[row + 1] = Vector.Sum(sumB);
            product[row + 2] = Vector.Sum(sumC);
            product[row + 3] = Vector.Sum(sumD);
        }
    }
}
