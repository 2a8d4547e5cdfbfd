using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Weir.Signals.Surges;

/// <summary>One way in which a series may move, in units of the variance of its noise.</summary>
/// <param name="Step">Variance of a month's lasting change of level; 0: the level stays.</param>
/// <param name="Slope">Standard deviation, a month, of a lasting trend; 0: none.</param>
/// <param name="Season">Variance of the effects of the twelve calendar months, each by itself; 0: none.</param>
/// <param name="Wave">Variance of a season that is a wave over the year; 0: none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Movement(double Step, double Slope, double Season, double Wave);

/// <summary>
/// The ways in which a series of some length may move, each with the inverse of the covariance that it gives to the months, the last of which is the one to be predicted.
/// They don't depend on the values, so a scan computes them once for each length.
/// </summary>
/// <remarks>
/// Level with a flat prior, random walk, trend and month effects are Gaussian, so the history of a movement has the covariance
/// K = I + step·min(i,j) + slope²·(i−c)(j−c) + season·[same month] + wave·cos(2π(i−j)/12); with the flat level the precision is P = K⁻¹ − K⁻¹11ᵀK⁻¹/(1ᵀK⁻¹1).
/// C. E. Rasmussen, C. K. I. Williams, Gaussian Processes for Machine Learning, MIT Press 2006, §2.7 and §5.4.2 (leaving one out).
/// </remarks>
internal sealed class LevelSeasonGrid
{
    private const int Year = 12;
    private static readonly ConcurrentDictionary<int, LevelSeasonGrid> Held = new();
    private static readonly Movement[] AllMovements = [.. Movements()];

    private LevelSeasonGrid(int length)
    {
        Length = length;
        Stride = (length + Dot.Padding - 1) / Dot.Padding * Dot.Padding;
        Precision = new double[AllMovements.Length][];
        LogDeterminant = new double[AllMovements.Length];
        for (var g = 0; g < AllMovements.Length; g++)
        {
            (var precision, LogDeterminant[g]) = Invert(AllMovements[g], length);
            Precision[g] = new double[Stride * Stride];
            for (var i = 0; i < length; i++)
                precision.AsSpan(i * length, length).CopyTo(Precision[g].AsSpan(i * Stride));
        }
    }

    /// <summary>The movements, in the order of the other members.</summary>
    public static ReadOnlySpan<Movement> All => AllMovements;

    /// <summary>How many months, the predicted one among them.</summary>
    public int Length { get; }

    /// <summary>Length of a row of the matrices: <see cref="Length"/> padded with zeros.</summary>
    public int Stride { get; }

    /// <summary>Precision matrices by rows of <see cref="Stride"/>.</summary>
    public double[][] Precision { get; }

    /// <summary>log|K| + log(1ᵀK⁻¹1).</summary>
    public double[] LogDeterminant { get; }

    /// <summary>The grid for a history and the month after it, <paramref name="length"/> in all.</summary>
    public static LevelSeasonGrid For(int length) => Held.GetOrAdd(length, static n => new(n));

    private static IEnumerable<Movement> Movements()
    {
        foreach (var (season, wave) in ((double, double)[])[(0, 0), (0.3, 0), (2, 0), (0, 0.7)])
        {
            foreach (var step in (double[])[0, 0.02, 0.12, 0.6])
                yield return new(step, 0, season, wave);
            yield return new(0, 0.03, season, wave);
        }
    }

    private static (double[] Precision, double LogDeterminant) Invert(Movement movement, int n)
    {
        var covariance = new double[n * n];
        var centre = (n - 1) / 2.0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                covariance[(i * n) + j] = (i == j ? 1 : 0)
                    + (movement.Step * (Math.Min(i, j) + 1))
                    + (movement.Slope * movement.Slope * (i - centre) * (j - centre))
                    + ((i - j) % Year == 0 ? movement.Season : 0)
                    + (movement.Wave * Math.Cos(2 * Math.PI * (i - j) / Year));
            }
        }
        var logDeterminant = SymmetricMatrix.Invert(covariance, n);
        var ones = new double[n];
        double total = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                ones[i] += covariance[(i * n) + j];
            total += ones[i];
        }
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                covariance[(i * n) + j] -= ones[i] * ones[j] / total;
        }
        return (covariance, logDeterminant + Math.Log(total));
    }
}
