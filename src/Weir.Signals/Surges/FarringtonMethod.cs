using MathNet.Numerics.Distributions;

namespace Weir.Signals.Surges;

/// <summary>
/// Farrington flexible: a quasi-Poisson regression on trend and season over the same time of earlier years, refitted with earlier surges damped, and the
/// quantile of a negative binomial distribution as the bound.
/// A. Noufaily, D. G. Enki, P. Farrington, P. Garthwaite, N. Andrews, A. Charlett, An improved algorithm for outbreak detection in multiple surveillance
/// systems, Stat. Med. 32 (2013) 1206–1222, doi:10.1002/sim.5595; C. P. Farrington and others, J. R. Stat. Soc. A 159 (1996) 547–563, doi:10.2307/2983331.
/// </summary>
/// <remarks>
/// Gives the bounds of R surveillance 1.20.3 with <see cref="FarringtonThreshold.Plugin"/>. Standard errors are those of the refitted model with its own weights.
/// The plug-in bound takes mean and dispersion for known, so it alarms more often than it says.
/// </remarks>
public sealed class FarringtonMethod : ISurgeMethod
{
    private readonly FarringtonOptions options;
    private readonly double z;

    /// <summary>The method with these options.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public FarringtonMethod(FarringtonOptions options)
    {
        FarringtonOptions.Check(options);
        this.options = options;
        z = Surges.Normal.Quantile(1 - options.Alpha);
        MonthsNeeded = options.Periods + (options.Trend ? 3 : 2);
    }

    /// <inheritdoc/>
    public string Id => "farrington";

    /// <inheritdoc/>
    public double Alpha => options.Alpha;

    /// <inheritdoc/>
    public int MonthsNeeded { get; }

    /// <inheritdoc/>
    public SurgeFinding Judge(in MonthlyValues values, int at, SurgeWorkspace? workspace = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, values.Count);
        var fit = Fit(values.Span, at, [], workspace);
        var value = values.Span[at];
        return fit.Obstacle == SurgeObstacle.None
            ? new(value, fit.Mean, fit.Lower, fit.Upper, fit.P, fit.PBeyond, SurgeObstacle.None, fit.Used, MonthsNeeded)
            : SurgeFinding.Without(value, fit.Obstacle, fit.Used, MonthsNeeded);
    }

    /// <summary>Fits the model for one step of a series of any frequency.</summary>
    /// <param name="values">The values; not-a-number where not known. Negative ones of the history count as not known.</param>
    /// <param name="at">The step to judge.</param>
    /// <param name="references">
    /// The same time of each earlier year, latest first; empty: whole years of <see cref="FarringtonOptions.Frequency"/> steps before. Weeks with dates have years of 52 and of 53.
    /// </param>
    /// <param name="workspace">Where to compute; null: the calling thread's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step lies outside the values.</exception>
    public FarringtonFit Fit(ReadOnlySpan<double> values, int at, ReadOnlySpan<int> references, SurgeWorkspace? workspace = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, values.Length);
        workspace ??= SurgeWorkspace.OfThread;
        var value = values[at];
        if (!double.IsFinite(value))
            return Without(SurgeObstacle.ValueNotKnown, 0);
        if (value < 0)
            return Without(SurgeObstacle.ValueIsNegative, 0);
        if (options.LimitSum > 0 && RecentSum(values, at) < options.LimitSum)
            return Without(SurgeObstacle.TooLittleRecently, 0);

        var years = references.IsEmpty ? options.Years : Math.Min(options.Years, references.Length);
        var from = (references.IsEmpty ? at - (years * options.Frequency) : references[years - 1]) - options.HalfWindow;
        var to = at - options.Excluded - 1;
        if (to < 0)
            return Without(SurgeObstacle.HistoryTooShort, 0);
        var room = to - Math.Max(from, 0) + 1;
        var time = workspace.Numbers(0, Math.Max(room, 0));
        var known = workspace.Numbers(1, Math.Max(room, 0));
        var level = workspace.Indexes(0, Math.Max(room, 0));
        var used = 0;
        double largest = 0, smallest = double.PositiveInfinity;
        var own = 0;
        for (var i = Math.Max(from, 0); i <= to; i++)
        {
            var season = LevelOf(i, at, references, years);
            if (season < 0 || !double.IsFinite(values[i]) || values[i] < 0)
                continue;
            time[used] = i - at;
            known[used] = values[i];
            level[used++] = season;
            own += season == options.Periods - 1 ? 1 : 0;
            largest = Math.Max(largest, values[i]);
            smallest = Math.Min(smallest, values[i]);
        }
        if (used < MonthsNeeded)
            return Without(SurgeObstacle.HistoryTooShort, used);
        if (largest == 0)
            return Without(SurgeObstacle.HistoryIsZero, used);
        if (own == 0)
            return Without(SurgeObstacle.SeasonNotKnown, used);

        var regression = new SeasonalRegression(time[..used], known[..used], level[..used], options.Periods, workspace, 2);
        var prior = workspace.Numbers(8, used);
        var trend = options.Trend && years >= 3;
        var trendP = double.NaN;
        if (trend)
        {
            trend = Refit(ref regression, prior, withTrend: true);
            if (trend)
            {
                trendP = TrendP(regression);
                trend = (options.TrendPThreshold >= 1 || trendP < options.TrendPThreshold) && Math.Exp(regression.Eta(0, options.Periods - 1)) <= largest;
            }
        }
        if (!trend && !Refit(ref regression, prior, withTrend: false))
            return Without(SurgeObstacle.NoFit, used);
        return Bound(value, regression, trend, trendP, used, largest - smallest);
    }

    /// <summary>
    /// Weights that damp high residuals: 1/s² above the threshold and 1 below, all times a factor that makes their sum the number of observations.
    /// </summary>
    public static void Weights(ReadOnlySpan<double> residuals, double threshold, Span<double> weights)
    {
        double sum = 0;
        for (var i = 0; i < residuals.Length; i++)
            sum += weights[i] = residuals[i] > threshold ? 1 / (residuals[i] * residuals[i]) : 1;
        for (var i = 0; i < residuals.Length; i++)
            weights[i] *= residuals.Length / sum;
    }

    /// <summary>Standardised Anscombe residual: 1.5 (y^⅔ μ^−⅙ − μ^½) / √(φ (1 − h)).</summary>
    internal static double Anscombe(double value, double mean, double dispersion, double hat) =>
        1.5 * ((Math.Cbrt(value * value) * Math.Pow(mean, -1.0 / 6)) - Math.Sqrt(mean)) / Math.Sqrt(dispersion * (1 - hat));

    private bool Refit(ref SeasonalRegression regression, Span<double> prior, bool withTrend)
    {
        prior.Fill(1);
        if (!regression.Fit(prior, withTrend))
            return false;
        if (!options.Reweight)
            return true;
        regression.Residuals(prior);
        Weights(prior, options.WeightsThreshold, prior);
        return regression.Fit(prior, withTrend);
    }

    private static double TrendP(in SeasonalRegression regression)
    {
        var error = Math.Sqrt(regression.Dispersion * regression.SlopeVariance);
        return 2 * StudentT.CDF(0, 1, regression.DegreesOfFreedom, -Math.Abs(regression.Slope / error));
    }

    private FarringtonFit Bound(double value, in SeasonalRegression regression, bool trend, double trendP, int used, double range)
    {
        var own = options.Periods - 1;
        var eta = regression.Eta(0, own);
        var mean = Math.Exp(eta);
        var dispersion = regression.Dispersion;
        var error = Math.Sqrt(dispersion * regression.Variance(0, own));
        if (!double.IsFinite(mean) || !double.IsFinite(error))
            return Without(SurgeObstacle.NoFit, used);
        if (range == 0)
            return Without(SurgeObstacle.HistoryIsConstant, used);
        double lower, upper, p, beyond;
        if (options.Threshold == FarringtonThreshold.Delta)
        {
            var limits = PowerScale.Of(mean, mean * error, dispersion, options.Power);
            (lower, upper) = limits.Bounds(z);
            p = beyond = limits.AtLeast(value);
        }
        else
        {
            var shifted = options.Threshold == FarringtonThreshold.MeanLimit ? Math.Exp(eta + (z * error)) : mean;
            lower = Overdispersed.Quantile(options.Alpha, shifted, dispersion);
            upper = Overdispersed.Quantile(1 - options.Alpha, shifted, dispersion);
            p = Overdispersed.AtLeast(value, shifted, dispersion);
            beyond = Overdispersed.AtLeast(Math.Floor(value) + 1, shifted, dispersion);
        }
        return new(mean, dispersion, trend, regression.Slope, error, trendP, lower, upper, p, beyond, used, SurgeObstacle.None);
    }

    private int LevelOf(int i, int at, ReadOnlySpan<int> references, int years)
    {
        // The windows, latest first: the judged step's own, then one a year. A step lies in one of them or between two.
        var next = at;
        for (var year = 1; year <= years; year++)
        {
            var here = references.IsEmpty ? at - (year * options.Frequency) : references[year - 1];
            if (i > here + options.HalfWindow)
            {
                if (options.Periods == 1)
                    return -1;
                var first = here + options.HalfWindow + 1;
                var gap = next - options.HalfWindow - first;
                return Block(i - first, gap);
            }
            if (i >= here - options.HalfWindow)
                return options.Periods - 1;
            next = here;
        }
        return -1;
    }

    private int Block(int position, int gap)
    {
        if (position >= gap)
            return options.Periods - 1;
        // Blocks of equal length, the first ones longer by one where it doesn't come out even.
        var blocks = options.Periods - 1;
        var (length, longer) = (gap / blocks, gap % blocks);
        var inLonger = longer * (length + 1);
        return position < inLonger ? position / (length + 1) : longer + ((position - inLonger) / length);
    }

    private double RecentSum(ReadOnlySpan<double> values, int at)
    {
        double sum = 0;
        for (var i = Math.Max(0, at - options.LimitPeriods + 1); i <= at; i++)
            sum += double.IsFinite(values[i]) ? values[i] : 0;
        return sum;
    }

    private static FarringtonFit Without(SurgeObstacle obstacle, int used) => new(
        double.NaN, double.NaN, false, 0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, used, obstacle);
}
