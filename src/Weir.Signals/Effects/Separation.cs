namespace Weir.Signals.Effects;

/// <summary>Observations that are separated.</summary>
/// <param name="Kept">The other ones, in order.</param>
/// <param name="Separated">The separated ones, in order.</param>
/// <param name="ByGroups">How many of them stand in a group whose outcomes are all zero.</param>
/// <param name="Settled">Whether the search came to its end.</param>
internal sealed record SeparationFinding(int[] Kept, int[] Separated, int ByGroups, bool Settled);

/// <summary>
/// Finds the observations that are separated: some combination z of regressors and effects is zero wherever the outcome is positive, not
/// negative anywhere, and positive at them. Then the pseudo-likelihood rises for ever as −z is added to the index; their fitted mean goes to
/// zero, they say nothing about any other coefficient, and are set aside (Correia, Guimarães and Zylkin 2019, "Verifying the existence of
/// maximum likelihood estimates for generalized linear models").
/// </summary>
/// <remarks>
/// First, groups of effects with no positive outcome. Then their iterative rectifier: u = 1 where the outcome is zero; regress u on
/// regressors and effects with the positive outcomes held at zero; replace u by the positive part of the fit; until the fit is nowhere
/// negative. Held at zero by a weight with multipliers, so that the weight need not be huge. Two exits are proofs: a fit that is nowhere negative
/// and somewhere positive is such a z; and as the residuals of all rounds together stand at a right angle to every z and come to at least
/// 1 − fit, a fit below 1 everywhere shows that there is none (Stiemke's lemma).
/// </remarks>
internal static class Separation
{
    private const double HoldingWeight = 1e3;
    private const double Zero = 1e-8;
    private const double Positive = 1e-5;
    private const int MostRounds = 2000;

    public static SeparationFinding Find(Panel panel, CancellationToken cancellation)
    {
        var rows = WithPositiveGroups(panel, [.. Enumerable.Range(0, panel.Count)]);
        var byGroups = panel.Count - rows.Length;
        var settled = true;
        while (rows.Length > 0 && Array.Exists(rows, i => panel.Outcome[i] == 0) && Array.Exists(rows, i => panel.Outcome[i] > 0))
        {
            var (found, proved) = Rectify(panel, rows, cancellation);
            settled = proved;
            if (found.Count == 0)
                break;
            rows = Array.FindAll(rows, i => !found.Contains(i));
            var left = WithPositiveGroups(panel, rows);
            byGroups += rows.Length - left.Length;
            rows = left;
        }
        var keeps = new bool[panel.Count];
        foreach (var row in rows)
            keeps[row] = true;
        return new(rows, [.. Enumerable.Range(0, panel.Count).Where(i => !keeps[i])], byGroups, settled);
    }

    /// <summary>Leaves out groups without a positive outcome, until every group of every set has one.</summary>
    private static int[] WithPositiveGroups(Panel panel, int[] rows)
    {
        for (var before = -1; before != rows.Length && panel.Effects.Count > 0;)
        {
            before = rows.Length;
            foreach (var set in panel.Effects)
            {
                var positive = new bool[set.Count];
                foreach (var row in rows)
                    positive[set.Groups[row]] |= panel.Outcome[row] > 0;
                if (Array.Exists(rows, r => !positive[set.Groups[r]]))
                    rows = Array.FindAll(rows, r => positive[set.Groups[r]]);
            }
        }
        return rows;
    }

    private static (HashSet<int> Found, bool Proved) Rectify(Panel panel, int[] rows, CancellationToken cancellation)
    {
        var sample = Sample.Of(panel, rows, [.. Enumerable.Range(0, panel.Regressors.Count)]);
        var n = sample.Count;
        var isZero = Array.ConvertAll(sample.Outcome, y => y == 0);
        var fit = new HeldFit(sample, isZero, cancellation);
        var u = Array.ConvertAll(isZero, z => z ? 1.0 : 0.0);
        var z = new double[n];
        for (var round = 1; round <= MostRounds; round++)
        {
            fit.Of(u, z, isZero);
            var (least, most) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                if (!isZero[i])
                    continue;
                least = Math.Min(least, z[i]);
                most = Math.Max(most, z[i]);
            }
            if (most < 1 - 1e-6)
                return ([], true);
            if (fit.Held && least >= -Zero * most)
                return (Above(sample, z, isZero, Positive * most), true);
            for (var i = 0; i < n; i++)
                u[i] = isZero[i] ? Math.Max(z[i], 0) : 0;
            if (round % 10 == 0 && Polish(sample, z, isZero, most, cancellation) is { } polished)
                return (polished, true);
        }
        return ([], false);
    }

    /// <summary>
    /// What the rounds come to only in the end, tried at once: hold at zero also what the fit has near zero or below. A fit that is then
    /// nowhere negative is as good a proof; more of the separated ones may follow in the next search.
    /// </summary>
    private static HashSet<int>? Polish(Sample sample, double[] z, bool[] isZero, double most, CancellationToken cancellation)
    {
        var free = new bool[z.Length];
        for (var i = 0; i < z.Length; i++)
            free[i] = isZero[i] && z[i] > 1e-3 * most;
        var fit = new HeldFit(sample, free, cancellation);
        var u = Array.ConvertAll(free, f => f ? 1.0 : 0.0);
        var tried = new double[z.Length];
        fit.Of(u, tried, free);
        var top = tried.Max();
        return fit.Held && top > 0.5 && tried.Min() >= -Zero * top ? Above(sample, tried, free, Positive * top) : null;
    }

    private static HashSet<int> Above(Sample sample, double[] z, bool[] free, double bound)
    {
        var found = new HashSet<int>();
        for (var i = 0; i < z.Length; i++)
        {
            if (free[i] && z[i] > bound)
                found.Add(sample.Rows[i]);
        }
        return found;
    }

    /// <summary>The least-squares fit on regressors and effects where some observations are free and the others held at zero.</summary>
    private sealed class HeldFit
    {
        private readonly Sample sample;
        private readonly double[] weights;
        private readonly double[][] columns;
        private readonly NormalEquations equations;
        private readonly double[] multipliers;
        private readonly CancellationToken cancellation;

        public HeldFit(Sample sample, bool[] free, CancellationToken cancellation)
        {
            this.sample = sample;
            this.cancellation = cancellation;
            weights = Array.ConvertAll(free, f => f ? 1.0 : HoldingWeight);
            multipliers = new double[free.Length];
            sample.Absorber.Weigh(weights);
            columns = Array.ConvertAll(sample.Regressors, Scaled);
            var sizes = Array.ConvertAll(columns, c => c.Sum(v => v * v));
            Parallel.ForEach(columns, c => sample.Absorber.Absorb(c, 1e-12, cancellation));
            equations = NormalEquations.Of(columns, weights, sizes);
        }

        /// <summary>Whether the held ones came out as zero.</summary>
        public bool Held { get; private set; }

        public void Of(double[] target, double[] into, bool[] free)
        {
            sample.Absorber.Weigh(weights);
            var n = into.Length;
            var start = new double[n];
            for (var round = 0; round < 12; round++)
            {
                for (var i = 0; i < n; i++)
                    start[i] = into[i] = free[i] ? target[i] : -multipliers[i];
                sample.Absorber.Absorb(into, 1e-12, cancellation);
                var right = Array.ConvertAll(columns, c => Product(c, into));
                var slopes = equations.Solve(right);
                for (var k = 0; k < columns.Length; k++)
                {
                    if (slopes[k] == 0)
                        continue;
                    for (var i = 0; i < n; i++)
                        into[i] -= slopes[k] * columns[k][i];
                }
                var (most, off) = (0.0, 0.0);
                for (var i = 0; i < n; i++)
                {
                    into[i] = start[i] - into[i];
                    if (free[i])
                    {
                        most = Math.Max(most, Math.Abs(into[i]));
                        continue;
                    }
                    multipliers[i] += into[i];
                    off = Math.Max(off, Math.Abs(into[i]));
                }
                Held = off <= Zero * most;
                // Below 1 everywhere is a proof that needs no held ones.
                if (Held || most < 1 - 1e-6)
                    return;
            }
        }

        private double Product(double[] column, double[] values)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
                sum += weights[i] * column[i] * values[i];
            return sum;
        }

        private static double[] Scaled(double[] values)
        {
            var most = values.Max(Math.Abs);
            return most > 0 ? Array.ConvertAll(values, v => v / most) : (double[])values.Clone();
        }
    }
}
