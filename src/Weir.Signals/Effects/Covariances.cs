using MathNet.Numerics.LinearAlgebra;

namespace Weir.Signals.Effects;

/// <summary>Covariance of the coefficients of a regression from its bread and its scores.</summary>
/// <param name="Matrix">The matrix, row by row.</param>
/// <param name="Groups">Groups of each clustering.</param>
/// <param name="Repaired">Whether negative eigenvalues were set to zero.</param>
/// <param name="Obstacle">Why there is none.</param>
internal sealed record CovarianceFinding(double[,] Matrix, IReadOnlyList<int> Groups, bool Repaired, EffectObstacle Obstacle);

/// <summary>
/// The sandwich A·B·A: A the inverse of Σ w μ x̃x̃', B the sum over clusters of (Σ x̃ w (y − μ))(…)'. For several clusterings by inclusion and
/// exclusion over their intersections (Cameron, Gelbach and Miller 2011); a result that is not positive semi-definite has its negative
/// eigenvalues set to zero, as they propose, and says so.
/// </summary>
internal static class Covariances
{
    /// <param name="columns">x̃.</param>
    /// <param name="residuals">w (y − μ).</param>
    /// <param name="bread">A.</param>
    /// <param name="clusters">The clusterings, of the same observations; none for every observation by itself.</param>
    /// <param name="correction">The small-sample correction.</param>
    /// <param name="coefficients">K without nested effects, and with all.</param>
    public static CovarianceFinding Sandwich(
        double[][] columns, double[] residuals, double[,] bread, IReadOnlyList<Factor> clusters, SmallSample correction, (int WithoutNested, int All) coefficients)
    {
        var count = bread.GetLength(0);
        var n = residuals.Length;
        var groups = clusters.Select(c => c.Count).ToList();
        if (groups.Exists(g => g < 2) || n < 2)
            return new(new double[0, 0], groups, false, EffectObstacle.OneCluster);
        var k = correction.Effects switch { CountedEffects.None => 1, CountedEffects.All => coefficients.All, _ => coefficients.WithoutNested };
        if (n <= k)
            return new(new double[0, 0], groups, false, EffectObstacle.NothingLeftOver);
        var scale = correction.Effects == CountedEffects.None ? 1 : (n - 1.0) / (n - k);
        var fewest = groups.Count == 0 ? n : groups.Min();
        var meat = Matrix<double>.Build.Dense(count, count);
        for (var subset = 1; subset < 1 << Math.Max(clusters.Count, 1); subset++)
        {
            var (part, size) = clusters.Count == 0 ? (ByObservation(columns, residuals), n) : ByGroup(columns, residuals, Intersection(clusters, subset));
            var sign = int.PopCount(subset) % 2 == 1 ? 1.0 : -1.0;
            var factor = correction.Groups switch { GroupFactor.None => 1.0, GroupFactor.Own => size / (size - 1.0), _ => fewest / (fewest - 1.0) };
            meat += part.Multiply(sign * factor * scale);
        }
        var outer = Matrix<double>.Build.DenseOfArray(bread);
        var matrix = outer * meat * outer;
        matrix = (matrix + matrix.Transpose()) / 2;
        var repaired = clusters.Count > 1 && Repair(ref matrix);
        var obstacle = Enumerable.Range(0, count).Any(i => !(matrix[i, i] > 0)) ? EffectObstacle.NoVariance : EffectObstacle.None;
        return new(obstacle == EffectObstacle.None ? matrix.ToArray() : new double[0, 0], groups, repaired, obstacle);
    }

    private static Matrix<double> ByObservation(double[][] columns, double[] residuals)
    {
        var meat = Matrix<double>.Build.Dense(columns.Length, columns.Length);
        for (var a = 0; a < columns.Length; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var (x, y) = (columns[a], columns[b]);
                meat[a, b] = meat[b, a] = Stretches.Sum(residuals.Length, (from, to) =>
                {
                    var sum = 0.0;
                    for (var i = from; i < to; i++)
                        sum += x[i] * y[i] * residuals[i] * residuals[i];
                    return sum;
                });
            }
        }
        return meat;
    }

    private static (Matrix<double> Meat, int Groups) ByGroup(double[][] columns, double[] residuals, Factor cluster)
    {
        var scores = Matrix<double>.Build.Dense(cluster.Count, columns.Length);
        Parallel.For(0, columns.Length, k =>
        {
            var sums = new double[cluster.Count];
            var column = columns[k];
            for (var i = 0; i < residuals.Length; i++)
                sums[cluster.Groups[i]] += column[i] * residuals[i];
            lock (scores)
                scores.SetColumn(k, sums);
        });
        return (scores.TransposeThisAndMultiply(scores), cluster.Count);
    }

    private static Factor Intersection(IReadOnlyList<Factor> clusters, int subset) =>
        clusters.Where((_, i) => (subset >> i & 1) == 1).Aggregate(Factor.Cross);

    private static bool Repair(ref Matrix<double> matrix)
    {
        var parts = matrix.Evd(Symmetricity.Symmetric);
        var values = parts.EigenValues.Select(v => v.Real).ToArray();
        if (values.Min() >= -1e-14 * values.Max(Math.Abs))
            return false;
        matrix = parts.EigenVectors * Matrix<double>.Build.DenseOfDiagonalArray([.. values.Select(v => Math.Max(v, 0))]) * parts.EigenVectors.Transpose();
        return true;
    }
}
