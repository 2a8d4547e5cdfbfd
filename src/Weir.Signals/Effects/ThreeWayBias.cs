using MathNet.Numerics.LinearAlgebra;

namespace Weir.Signals.Effects;

/// <summary>The three dimensions of a gravity panel, of the same observations as the panel.</summary>
/// <param name="Exporter">Who exports.</param>
/// <param name="Importer">Who imports.</param>
/// <param name="Time">When.</param>
public sealed record ThreeWay(Factor Exporter, Factor Importer, Factor Time);

/// <summary>The correction of a three-way gravity regression.</summary>
/// <param name="Terms">The corrected coefficients with their adjusted errors.</param>
/// <param name="Bias">What was taken off each coefficient.</param>
public sealed record BiasCorrection(IReadOnlyList<EffectTerm> Terms, IReadOnlyList<double> Bias);

/// <summary>
/// The analytical correction of a regression with exporter-time, importer-time and pair effects (Weidner and Zylkin 2021, "Bias and
/// consistency in three-way gravity models", Journal of International Economics 132). With the pair effects conditioned on, a pair's flows are
/// multinomial over time with probabilities ϑ; the estimated exporter-time and importer-time effects leave a bias of order 1/N in β, and
/// make the clustered errors too small.
/// </summary>
/// <remarks>
/// With H = Λ(diag ϑ − ϑϑ'), S = y − λ and G the third derivatives of a pair's log-likelihood, W = Σ x̃'Hx̃, and for each exporter A = Σ H over its
/// importers: bias = W⁻¹ Σ { −Σ S'A⁺Hx̃ + ½ tr[(Σ Gx̃) A⁺ (Σ SS') A⁺] }, summed over exporters and, with the sums the other way, over importers, each
/// sum times N ÷ (N − 1) for its N economies. The scores of the errors are multiplied on one side by (I − H(x̃W⁻¹x̃' + dΦ⁺d'))⁻¹, the leverage of
/// a pair: d picks its exporter-time and importer-time effects and Φ = Σ d'Hd.
/// </remarks>
internal static class ThreeWayBias
{
    /// <summary>Exporter-time and importer-time effects up to which Φ is inverted; beyond it errors are not adjusted and not given.</summary>
    public const int MostEffects = 2500;

    public static BiasCorrection Of(ThreeWay three, Sample sample, Reweighting run, double[,] bread, List<EffectTerm> terms, SmallSample correction)
    {
        var time = three.Time.Of(sample.Rows);
        var exporter = three.Exporter.Of(sample.Rows);
        var importer = three.Importer.Of(sample.Rows);
        var pairs = Pairs(exporter, importer, time, sample, run);
        var inverse = Matrix<double>.Build.DenseOfArray(bread);
        var bias = inverse * (Side(pairs, p => p.Exporter, exporter.Count, terms.Count) + Side(pairs, p => p.Importer, importer.Count, terms.Count));
        var covariance = (exporter.Count + importer.Count) * time.Count <= MostEffects
            ? inverse * Meat(pairs, inverse, exporter.Count, importer.Count) * inverse * (correction.Groups == GroupFactor.None ? 1 : pairs.Count / (pairs.Count - 1.0))
            : null;
        return new(
            [.. terms.Select((t, k) => new EffectTerm(t.Name, t.Coefficient - bias[k], covariance?[k, k] > 0 ? Math.Sqrt(covariance[k, k]) : null))],
            [.. bias]);
    }

    private static Matrix<double> Meat(List<Pair> pairs, Matrix<double> inverse, int exporters, int importers)
    {
        var times = pairs[0].Mean.Count;
        var effects = Matrix<double>.Build.Dense((exporters + importers) * times, (exporters + importers) * times);
        foreach (var pair in pairs)
        {
            foreach (var (a, b) in pair.Blocks(exporters))
                effects.SetSubMatrix(a, times, b, times, effects.SubMatrix(a, times, b, times) + pair.Curvature);
        }
        effects = PseudoInverse(effects);
        var meat = Matrix<double>.Build.Dense(inverse.RowCount, inverse.RowCount);
        foreach (var pair in pairs)
        {
            var spread = pair.Columns * inverse * pair.Columns.Transpose();
            foreach (var (a, b) in pair.Blocks(exporters))
                spread += effects.SubMatrix(a, times, b, times);
            var left = pair.Columns.TransposeThisAndMultiply((Matrix<double>.Build.DenseIdentity(times) - (pair.Curvature * spread)).Solve(pair.Score));
            meat += left.OuterProduct(pair.Columns.TransposeThisAndMultiply(pair.Score));
        }
        return (meat + meat.Transpose()) / 2;
    }

    private static Vector<double> Side(List<Pair> pairs, Func<Pair, int> of, int groups, int terms)
    {
        var score = Vector<double>.Build.Dense(terms);
        foreach (var own in pairs.GroupBy(of))
        {
            var times = own.First().Score.Count;
            var curvature = Matrix<double>.Build.Dense(times, times);
            var square = Matrix<double>.Build.Dense(times, times);
            foreach (var pair in own)
            {
                curvature += pair.Curvature;
                square += pair.Score.OuterProduct(pair.Score);
            }
            var inverse = PseudoInverse(curvature);
            var spread = inverse * square * inverse;
            for (var k = 0; k < terms; k++)
            {
                foreach (var pair in own)
                {
                    score[k] -= pair.Score * (inverse * (pair.Curvature * pair.Columns.Column(k)));
                    score[k] += 0.5 * (pair.Third(k) * spread).Trace();
                }
            }
        }
        return groups > 1 ? score * (groups / (groups - 1.0)) : score;
    }

    private static Matrix<double> PseudoInverse(Matrix<double> matrix)
    {
        var parts = matrix.Evd(Symmetricity.Symmetric);
        var bound = 1e-11 * parts.EigenValues.Max(v => Math.Abs(v.Real));
        var inverted = parts.EigenValues.Select(v => v.Real > bound ? 1 / v.Real : 0).ToArray();
        return parts.EigenVectors * Matrix<double>.Build.DenseOfDiagonalArray(inverted) * parts.EigenVectors.Transpose();
    }

    private static List<Pair> Pairs(Factor exporter, Factor importer, Factor time, Sample sample, Reweighting run)
    {
        var pairs = new Dictionary<long, Pair>();
        for (var i = 0; i < sample.Count; i++)
        {
            var key = ((long)exporter.Groups[i] * importer.Count) + importer.Groups[i];
            if (!pairs.TryGetValue(key, out var pair))
                pairs.Add(key, pair = new(exporter.Groups[i], importer.Groups[i], time.Count, run.Columns.Length));
            var t = time.Groups[i];
            pair.Mean[t] += run.Weight[i];
            pair.Score[t] += (sample.Outcome[i] - run.Mean[i]) * (sample.Weights?[i] ?? 1);
            for (var k = 0; k < run.Columns.Length; k++)
                pair.Columns[t, k] = run.Columns[k][i];
        }
        foreach (var pair in pairs.Values)
            pair.Curvature = Matrix<double>.Build.DenseOfDiagonalVector(pair.Mean) - (pair.Mean.OuterProduct(pair.Mean) / pair.Mean.Sum());
        return [.. pairs.Values];
    }

    private sealed class Pair(int exporter, int importer, int times, int terms)
    {
        public int Exporter { get; } = exporter;

        public int Importer { get; } = importer;

        /// <summary>Where its blocks begin among all effects, first the exporters' and then the importers'.</summary>
        public IEnumerable<(int Row, int Column)> Blocks(int exporters)
        {
            int[] starts = [Exporter * times, (exporters + Importer) * times];
            return starts.SelectMany(a => starts.Select(b => (a, b)));
        }

        public Vector<double> Mean { get; } = Vector<double>.Build.Dense(times);

        public Vector<double> Score { get; } = Vector<double>.Build.Dense(times);

        public Matrix<double> Columns { get; } = Matrix<double>.Build.Dense(times, terms);

        public Matrix<double> Curvature { get; set; } = Matrix<double>.Build.Dense(times, times);

        /// <summary>Third derivatives of the pair's log-likelihood, times a column.</summary>
        public Matrix<double> Third(int column)
        {
            var total = Mean.Sum();
            var center = Enumerable.Range(0, times).Sum(t => Mean[t] * Columns[t, column]) / total;
            return Matrix<double>.Build.Dense(times, times, (t, s) =>
                (Mean[t] * Mean[s] / total * (Columns[t, column] + Columns[s, column] - (2 * center))) - (t == s ? Mean[t] * (Columns[t, column] - center) : 0));
        }
    }
}
