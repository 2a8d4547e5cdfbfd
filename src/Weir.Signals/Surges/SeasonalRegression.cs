namespace Weir.Signals.Surges;

/// <summary>
/// Quasi-Poisson regression with a log link on one season factor and, where wanted, a trend: log μ = δ(level) + β t. The factor's levels
/// are eliminated, so a step of the weighted least squares takes one pass and no matrix. Steps and stopping rule are those of
/// P. McCullagh, J. A. Nelder, Generalized Linear Models, 2nd ed. 1989, §2.5, started at y + 0.1 and stopped at 10⁻⁸ of the deviance, so that
/// a level without any case (whose coefficient has no finite estimate) ends at a mean next to nothing and not in an overflow.
/// </summary>
internal ref struct SeasonalRegression
{
    private const int MostSteps = 25;
    private readonly ReadOnlySpan<double> time;
    private readonly ReadOnlySpan<double> values;
    private readonly ReadOnlySpan<int> levels;
    private readonly Span<double> mean;
    private readonly Span<double> work;
    private readonly Span<double> weight;
    private readonly Span<double> levelWeight;
    private readonly Span<double> levelTime;
    private readonly Span<double> levelEffect;
    private double spread;
    private int rank;

    public SeasonalRegression(
        ReadOnlySpan<double> time, ReadOnlySpan<double> values, ReadOnlySpan<int> levels, int levelCount, SurgeWorkspace workspace, int area)
    {
        this.time = time;
        this.values = values;
        this.levels = levels;
        mean = workspace.Numbers(area, values.Length);
        work = workspace.Numbers(area + 1, values.Length);
        weight = workspace.Numbers(area + 2, values.Length);
        levelWeight = workspace.Numbers(area + 3, levelCount);
        levelTime = workspace.Numbers(area + 4, levelCount);
        levelEffect = workspace.Numbers(area + 5, levelCount);
    }

    /// <summary>Fitted means.</summary>
    public readonly ReadOnlySpan<double> Mean => mean;

    /// <summary>The trend on the log scale, per unit of time; 0 without one.</summary>
    public double Slope { get; private set; }

    /// <summary>Squared sum of weighted Pearson residuals over degrees of freedom, at least 1.</summary>
    public double Dispersion { get; private set; }

    /// <summary>Observations minus parameters.</summary>
    public readonly int DegreesOfFreedom => values.Length - rank;

    /// <summary>Fits; false where it does not converge.</summary>
    public bool Fit(ReadOnlySpan<double> prior, bool withTrend)
    {
        for (var i = 0; i < values.Length; i++)
        {
            mean[i] = values[i] + 0.1;
            work[i] = Math.Log(mean[i]);
        }
        var before = Deviance(prior);
        var converged = false;
        for (var step = 0; step < MostSteps && !converged; step++)
        {
            for (var i = 0; i < values.Length; i++)
            {
                weight[i] = prior[i] * mean[i];
                work[i] += (values[i] - mean[i]) / mean[i];
            }
            Solve(withTrend);
            for (var i = 0; i < values.Length; i++)
            {
                var eta = levelEffect[levels[i]] + (Slope * time[i]);
                work[i] = eta;
                mean[i] = Math.Max(Math.Exp(eta), double.Epsilon);
            }
            var deviance = Deviance(prior);
            if (!double.IsFinite(deviance))
                return false;
            converged = Math.Abs(deviance - before) / (Math.Abs(deviance) + 0.1) < 1e-8;
            before = deviance;
        }
        if (!converged)
            return false;
        // Errors and dispersion take the weights of the last step, as the reference software does; the solution's own differ by less than the stopping rule.
        double dispersion = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var relative = (values[i] - mean[i]) / mean[i];
            dispersion += weight[i] * relative * relative;
        }
        Dispersion = DegreesOfFreedom > 0 ? Math.Max(1, dispersion / DegreesOfFreedom) : double.NaN;
        return double.IsFinite(Dispersion);
    }

    /// <summary>Influence of an observation on its own fit (diagonal of the hat matrix).</summary>
    public readonly double Hat(int i) => weight[i] * Variance(time[i], levels[i]);

    /// <summary>Log of the mean at a time and level.</summary>
    public readonly double Eta(double at, int level) => levelEffect[level] + (Slope * at);

    /// <summary>Variance of that log, over the dispersion.</summary>
    public readonly double Variance(double at, int level)
    {
        var own = 1 / levelWeight[level];
        if (spread <= 0)
            return own;
        var distance = at - levelTime[level];
        return own + (distance * distance / spread);
    }

    /// <summary>Variance of the slope, over the dispersion.</summary>
    public readonly double SlopeVariance => 1 / spread;

    /// <summary>Standardised Anscombe residuals of the fit.</summary>
    public readonly void Residuals(Span<double> residuals)
    {
        for (var i = 0; i < values.Length; i++)
            residuals[i] = FarringtonMethod.Anscombe(values[i], mean[i], Dispersion, Hat(i));
    }

    private void Solve(bool withTrend)
    {
        Moments(withTrend);
        Span<double> cross = levelEffect;
        cross.Clear();
        for (var i = 0; i < values.Length; i++)
            cross[levels[i]] += weight[i] * work[i];
        Slope = 0;
        if (spread > 0)
        {
            double covariance = 0;
            for (var i = 0; i < values.Length; i++)
                covariance += weight[i] * (time[i] - levelTime[levels[i]]) * work[i];
            Slope = covariance / spread;
        }
        for (var level = 0; level < cross.Length; level++)
            cross[level] = levelWeight[level] > 0 ? (cross[level] / levelWeight[level]) - (Slope * levelTime[level]) : double.NaN;
    }

    private void Moments(bool withTrend)
    {
        levelWeight.Clear();
        levelTime.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            levelWeight[levels[i]] += weight[i];
            levelTime[levels[i]] += weight[i] * time[i];
        }
        rank = 0;
        for (var level = 0; level < levelWeight.Length; level++)
        {
            if (levelWeight[level] > 0)
            {
                levelTime[level] /= levelWeight[level];
                rank++;
            }
        }
        spread = 0;
        if (!withTrend)
            return;
        for (var i = 0; i < values.Length; i++)
        {
            var distance = time[i] - levelTime[levels[i]];
            spread += weight[i] * distance * distance;
        }
        if (spread > 0)
            rank++;
    }

    private readonly double Deviance(ReadOnlySpan<double> prior)
    {
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var y = values[i];
            sum += prior[i] * ((y > 0 ? y * Math.Log(y / mean[i]) : 0) - (y - mean[i]));
        }
        return 2 * sum;
    }
}
