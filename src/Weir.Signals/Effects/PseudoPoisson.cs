using MathNet.Numerics;

namespace Weir.Signals.Effects;

/// <summary>How a regression is run.</summary>
public sealed record FitOptions
{
    /// <summary>How errors are taken.</summary>
    public ErrorKind Errors { get; init; } = ErrorKind.Cluster;

    /// <summary>The small-sample correction.</summary>
    public SmallSample SmallSample { get; init; } = SmallSample.OfGroups;

    /// <summary>Exporter, importer and time, for the correction of three-way effects; null for none.</summary>
    public ThreeWay? Correct { get; init; }
}

/// <summary>
/// Poisson pseudo-maximum likelihood with any number of sets of fixed effects: E(y) = exposure · exp(x'β + effects). Consistent for
/// any outcome that is not negative, whatever its variance (Gourieroux, Monfort and Trognon 1984; Santos Silva and Tenreyro 2006, "The Log
/// of Gravity"); zeros count.
/// </summary>
public static class PseudoPoisson
{
    /// <summary>Runs the regression: separated observations are set aside, collinear regressors dropped, both named.</summary>
    /// <exception cref="ArgumentException">A column is of the wrong length or holds what it may not.</exception>
    public static EffectFit Fit(Panel panel, FitOptions options, CancellationToken cancellation = default)
    {
        panel.Validate();
        if (options.Errors == ErrorKind.Cluster && panel.Clusters.Count == 0)
            throw new ArgumentException("errors by cluster need clusters", nameof(panel));
        if (options.Correct is not null && panel.Effects.Count != 3)
            throw new ArgumentException("the correction is of regressions with three sets of effects: exporter and time, importer and time, exporter and importer", nameof(panel));
        if (panel.Count == 0)
            return new() { Obstacle = EffectObstacle.NoObservations };
        if (!Array.Exists(panel.Outcome, y => y > 0))
            return new() { Obstacle = EffectObstacle.OutcomeIsZero };
        var separation = Separation.Find(panel, cancellation);
        var fit = new EffectFit { Separated = separation.Separated, SeparatedByGroups = separation.ByGroups, SeparationSettled = separation.Settled, Observations = separation.Kept.Length };
        if (separation.Kept.Length == 0)
            return fit with { Obstacle = EffectObstacle.NoObservations };
        var (kept, dropped) = Collinearity.Find(panel, separation.Kept, cancellation);
        fit = fit with { Dropped = dropped };
        var sample = Sample.Of(panel, separation.Kept, kept);
        var clusters = panel.Clusters.Select(c => c.Of(sample.Rows)).ToList();
        var used = options.Errors == ErrorKind.Cluster ? clusters : [];
        fit = fit with { Effects = AbsorbedDegrees.Of([.. panel.Effects.Select(e => e.Of(sample.Rows))], used), ClusterGroups = [.. used.Select(c => c.Count)] };
        if (kept.Count == 0 && panel.Regressors.Count > 0 && panel.Effects.Count > 0)
            return fit with { Obstacle = EffectObstacle.NothingToEstimate };
        if (kept.Count + fit.Effects.Sum(e => e.Groups - e.Redundant) >= sample.Count && panel.Regressors.Count > 0)
            return fit with { Obstacle = EffectObstacle.NothingLeftOver };
        var run = new Reweighting(sample);
        if (!run.Run(cancellation))
            return fit with { Obstacle = EffectObstacle.NotConverged, Iterations = run.Rounds };
        return Finish(panel, options, fit, sample, run, [.. kept.Select(k => panel.Regressors[k].Name)], used);
    }

    private static EffectFit Finish(Panel panel, FitOptions options, EffectFit fit, Sample sample, Reweighting run, List<string> names, List<Factor> clusters)
    {
        var n = sample.Count;
        var residuals = new double[n];
        for (var i = 0; i < n; i++)
            residuals[i] = (sample.Outcome[i] - run.Mean[i]) * (sample.Weights?[i] ?? 1);
        var columns = run.Columns;
        var gram = NormalEquations.Of(columns, run.Weight).Gram;
        var slopes = run.Slopes;
        if (panel.Effects.Count == 0)
            (columns, gram, slopes, names) = WithConstant(sample, run, names);
        var bread = NormalEquations.Of(gram, null).Invert();
        var effects = panel.Effects.Count == 0 ? 0 : fit.Effects.Sum(e => e.Groups) - (fit.Effects.Count - 1);
        var all = columns.Length + effects;
        var covariance = options.Errors switch
        {
            ErrorKind.Robust or ErrorKind.Cluster => Covariances.Sandwich(
                columns, residuals, bread, clusters, options.SmallSample, (all - fit.Effects.Where(e => e.Nested).Sum(e => e.Groups - 1), all)),
            ErrorKind.Poisson => new(Scale(bread, options.SmallSample.Effects == CountedEffects.None ? 1 : (n - 1.0) / (n - all)), [], false, EffectObstacle.None),
            _ => new(Scale(bread, Pearson(sample, run) / (n - all)), [], false, EffectObstacle.None),
        };
        if (panel.Effects.Count == 0 && columns.Length > 0)
            covariance = covariance with { Matrix = Uncentered(covariance.Matrix, sample, run) };
        var terms = names.Select((name, k) => new EffectTerm(name, slopes[k], covariance.Matrix.Length == 0 ? null : Math.Sqrt(covariance.Matrix[k, k]))).ToList();
        var (likelihood, flat) = Likelihoods(sample, run);
        fit = fit with
        {
            Terms = terms,
            Covariance = covariance.Matrix,
            ErrorObstacle = covariance.Obstacle,
            Repaired = covariance.Repaired,
            Deviance = run.Deviance,
            LogLikelihood = likelihood,
            PseudoR2 = flat == 0 ? null : 1 - (likelihood / flat),
            Iterations = run.Rounds,
            Score = Score(run.Columns, residuals, run.Weight),
        };
        if (options.Correct is { } three)
            fit = fit with { Bias = ThreeWayBias.Of(three, sample, run, bread, terms, options.SmallSample) };
        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort((int[])sample.Rows.Clone(), order);
        return fit with { Rows = Array.ConvertAll(order, i => sample.Rows[i]), Fitted = Array.ConvertAll(order, i => run.Mean[i]) };
    }

    /// <summary>Without effects the absorbed regressors are centred; at the centre the constant is independent of them.</summary>
    private static (double[][] Columns, double[,] Gram, double[] Slopes, List<string> Names) WithConstant(Sample sample, Reweighting run, List<string> names)
    {
        var ones = new double[sample.Count];
        Array.Fill(ones, 1.0);
        double[][] columns = [.. run.Columns, ones];
        var constant = run.Index[0] - (sample.Offset?[0] ?? 0);
        for (var k = 0; k < run.Columns.Length; k++)
            constant -= run.Slopes[k] * sample.Regressors[k][0];
        return (columns, NormalEquations.Of(columns, run.Weight).Gram, [.. run.Slopes, constant], [.. names, EffectFit.Constant]);
    }

    /// <summary>The covariance with the constant where all regressors are zero, from that with the constant at their weighted means.</summary>
    private static double[,] Uncentered(double[,] matrix, Sample sample, Reweighting run)
    {
        if (matrix.Length == 0)
            return matrix;
        var count = matrix.GetLength(0);
        var move = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(count);
        for (var k = 0; k < count - 1; k++)
            move[count - 1, k] = -(sample.Regressors[k][0] - run.Columns[k][0]);
        return (move * MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(matrix) * move.Transpose()).ToArray();
    }

    private static double Pearson(Sample sample, Reweighting run) => Stretches.Sum(sample.Count, (from, to) =>
    {
        var sum = 0.0;
        for (var i = from; i < to; i++)
        {
            var residual = sample.Outcome[i] - run.Mean[i];
            sum += (sample.Weights?[i] ?? 1) * residual * residual / run.Mean[i];
        }
        return sum;
    });

    private static double[,] Scale(double[,] matrix, double by)
    {
        var scaled = (double[,])matrix.Clone();
        for (var a = 0; a < scaled.GetLength(0); a++)
        {
            for (var b = 0; b < scaled.GetLength(1); b++)
                scaled[a, b] *= by;
        }
        return scaled;
    }

    private static double Score(double[][] columns, double[] residuals, double[] weights)
    {
        var (most, total) = (0.0, weights.Sum());
        foreach (var column in columns)
        {
            var (score, square) = (0.0, 0.0);
            for (var i = 0; i < residuals.Length; i++)
            {
                score += column[i] * residuals[i];
                square += weights[i] * column[i] * column[i];
            }
            most = Math.Max(most, Math.Abs(score) / Math.Sqrt(square * total));
        }
        return most;
    }

    private static (double Fitted, double Flat) Likelihoods(Sample sample, Reweighting run)
    {
        var (y, own, offset) = (sample.Outcome, sample.Weights, sample.Offset);
        var (total, exposure) = (0.0, 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            var weight = own?[i] ?? 1;
            total += weight * y[i];
            exposure += weight * (offset is null ? 1 : Math.Exp(offset[i]));
        }
        var level = Math.Log(total / exposure);
        var factorials = Add(i => -SpecialFunctions.GammaLn(y[i] + 1));
        return (factorials + Add(i => (y[i] * run.Index[i]) - run.Mean[i]), factorials + Add(i => y[i] * (level + (offset?[i] ?? 0))) - total);

        double Add(Func<int, double> part) => Stretches.Sum(y.Length, (from, to) =>
        {
            var sum = 0.0;
            for (var i = from; i < to; i++)
                sum += (own?[i] ?? 1) * part(i);
            return sum;
        });
    }
}
