namespace Weir.Signals.Effects;

/// <summary>
/// Poisson pseudo-maximum likelihood by iteratively reweighted least squares with the effects absorbed in every round (Guimarães and
/// Portugal 2010; Correia, Guimarães and Zylkin 2020, "Fast Poisson estimation with high-dimensional fixed effects"). A round that raises
/// the deviance is halved until it doesn't.
/// </summary>
/// <remarks>
/// The absorbed variables of a round are where the next one starts, and the effects are absorbed no more precisely than the round
/// deserves, until the last.
/// </remarks>
internal sealed class Reweighting
{
    private const int MostRounds = 1000;
    private const int MostHalvings = 40;
    private const double Settled = 1e-12;
    private const double Finest = 1e-10;
    private const double Bound = 600;

    private readonly Sample sample;
    private readonly double[] logs;
    private readonly double total;
    private readonly double[] index;
    private readonly double[] working;
    private readonly double[] absorbed;
    private double[] tried;

    public Reweighting(Sample sample)
    {
        this.sample = sample;
        var n = sample.Count;
        logs = Array.ConvertAll(sample.Outcome, y => y > 0 ? Math.Log(y) : 0);
        total = Weighted(i => sample.Outcome[i]);
        index = new double[n];
        tried = new double[n];
        working = new double[n];
        absorbed = new double[n];
        Mean = new double[n];
        Weight = sample.Weights is null ? Mean : new double[n];
        Columns = [.. sample.Regressors.Select(r => (double[])r.Clone())];
        Slopes = new double[Columns.Length];
    }

    /// <summary>Fitted means.</summary>
    public double[] Mean { get; }

    /// <summary>Weights of the last least squares: the means, times the observations' own.</summary>
    public double[] Weight { get; }

    /// <summary>The regressors with the effects absorbed.</summary>
    public double[][] Columns { get; }

    public double[] Slopes { get; private set; }

    /// <summary>Index x'β + effects + offset of each observation.</summary>
    public double[] Index => index;

    public double Deviance { get; private set; }

    public int Rounds { get; private set; }

    /// <summary>Runs to the end.</summary>
    /// <returns>Whether it settled.</returns>
    public bool Run(CancellationToken cancellation)
    {
        var n = sample.Count;
        var mean = total / Weighted(_ => 1);
        Begin(i => Math.Log((sample.Outcome[i] + mean) / 2));
        var flat = FlatIndex();
        var flatDeviance = DevianceOf(flat);
        Deviance = double.PositiveInfinity;
        var tolerance = 1e-3;
        var first = true;
        while (Rounds < MostRounds)
        {
            Rounds++;
            Step(first, tolerance, cancellation);
            var deviance = DevianceOf(tried);
            if (double.IsPositiveInfinity(Deviance) && !(deviance <= 2 * flatDeviance))
            {
                // The common start has overshot; the constant mean is a worse start that cannot.
                flat.CopyTo(index, 0);
                Deviance = flatDeviance;
                Weigh();
                first = true;
                tolerance = Math.Min(tolerance, 1e-6);
                continue;
            }
            var slack = 1e-12 * (Math.Abs(Deviance) + (1e-3 * total));
            for (var halvings = 0; !(deviance <= Deviance + slack) && halvings < MostHalvings; halvings++)
            {
                Stretches.Each(n, (from, to) =>
                {
                    for (var i = from; i < to; i++)
                        tried[i] = (tried[i] + index[i]) / 2;
                });
                deviance = DevianceOf(tried);
            }
            var change = Math.Abs(Deviance - deviance) / Math.Max(deviance, 1e-6 * total);
            Deviance = deviance;
            tried.CopyTo(index, 0);
            Weigh();
            first = false;
            if (change < Settled && tolerance <= 2 * Finest)
            {
                Finish(cancellation);
                return true;
            }
            tolerance = double.IsFinite(change) ? Math.Clamp(0.03 * change, Finest, tolerance) : tolerance;
        }
        return false;
    }

    private double[] FlatIndex()
    {
        var offset = sample.Offset;
        var exposure = offset is null ? Weighted(_ => 1) : Weighted(i => Math.Exp(offset[i]));
        var level = Math.Log(total / exposure);
        var flat = new double[sample.Count];
        for (var i = 0; i < flat.Length; i++)
            flat[i] = level + (offset?[i] ?? 0);
        return flat;
    }

    private void Begin(Func<int, double> start)
    {
        for (var i = 0; i < index.Length; i++)
            index[i] = start(i);
        Weigh();
    }

    private void Weigh()
    {
        Stretches.Each(index.Length, (from, to) =>
        {
            for (var i = from; i < to; i++)
                Mean[i] = Math.Exp(index[i] = Math.Clamp(index[i], -Bound, Bound));
            if (sample.Weights is { } own)
            {
                for (var i = from; i < to; i++)
                    Weight[i] = Mean[i] * own[i];
            }
        });
        sample.Absorber.Weigh(Weight);
    }

    /// <summary>One weighted least-squares fit; the index that it proposes is in <see cref="tried"/>.</summary>
    private void Step(bool first, double tolerance, CancellationToken cancellation)
    {
        var (y, offset) = (sample.Outcome, sample.Offset);
        Stretches.Each(y.Length, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                var z = index[i] - (offset is null ? 0 : offset[i]) + (y[i] / Mean[i]) - 1;
                absorbed[i] = first ? z : absorbed[i] + z - working[i];
                working[i] = z;
            }
        });
        var columns = Columns;
        Parallel.For(0, columns.Length + 1, k => sample.Absorber.Absorb(k == 0 ? absorbed : columns[k - 1], tolerance, cancellation));
        var equations = NormalEquations.Of(columns, Weight);
        var right = new double[columns.Length];
        Parallel.For(0, right.Length, k =>
        {
            var (column, sum) = (columns[k], 0.0);
            for (var i = 0; i < column.Length; i++)
                sum += Weight[i] * column[i] * absorbed[i];
            right[k] = sum;
        });
        Slopes = equations.Solve(right);
        Stretches.Each(y.Length, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                var residual = absorbed[i];
                for (var k = 0; k < columns.Length; k++)
                    residual -= Slopes[k] * columns[k][i];
                tried[i] = working[i] - residual + (offset is null ? 0 : offset[i]);
            }
        });
    }

    /// <summary>The absorbed regressors at the weights of the solution.</summary>
    private void Finish(CancellationToken cancellation) =>
        Parallel.ForEach(Columns, c => sample.Absorber.Absorb(c, Finest, cancellation));

    private double DevianceOf(double[] at)
    {
        var (y, own) = (sample.Outcome, sample.Weights);
        return 2 * Stretches.Sum(y.Length, (from, to) =>
        {
            var sum = 0.0;
            for (var i = from; i < to; i++)
            {
                var mean = Math.Exp(Math.Clamp(at[i], -Bound, Bound));
                var part = y[i] > 0 ? (y[i] * (logs[i] - at[i])) - (y[i] - mean) : mean;
                sum += own is null ? part : own[i] * part;
            }
            return sum;
        });
    }

    private double Weighted(Func<int, double> value)
    {
        var sum = 0.0;
        for (var i = 0; i < sample.Count; i++)
            sum += value(i) * (sample.Weights?[i] ?? 1);
        return sum;
    }
}
