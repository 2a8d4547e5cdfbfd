namespace Weir.Signals.Surges;

/// <summary>What a conformal p-value is beyond the highest score that was seen.</summary>
public enum ConformalTail
{
    /// <summary>An exponential tail is fitted to the highest quarter of the scores (D. Pickands, Ann. Stat. 3 (1975) 119–131, of shape 0), so that p can be small with few years.</summary>
    Exponential,

    /// <summary>None: p is at least 1/(n + 1). Distribution-free, and with four years of history never below 2 %.</summary>
    None,
}

/// <summary>Options of the conformal method.</summary>
public sealed record ConformalOptions
{
    private readonly double alpha = SurgeAlpha.Preset;
    private readonly int months = 60;
    private readonly int leastScores = 12;

    /// <summary>Rate of false alarms, one-sided; above 0, below 0.5.</summary>
    public double Alpha
    {
        get => alpha;
        init => alpha = SurgeAlpha.Checked(value);
    }

    /// <summary>How many earlier months are forecast to learn how far forecasts are off, 12 to 600.</summary>
    public int Months
    {
        get => months;
        init => months = value is >= 12 and <= 600 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "from 12 to 600");
    }

    /// <summary>How many of them must have been known, 6 to 600.</summary>
    public int LeastScores
    {
        get => leastScores;
        init => leastScores = value is >= 6 and <= 600 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "from 6 to 600");
    }

    /// <summary>What p is beyond the highest score.</summary>
    public ConformalTail Tail { get; init; }
}

/// <summary>
/// Split-conformal p-values: each month is forecast from its own past (mean of the twelve months before it, times the ratio that the same month of the two
/// years before had to the twelve before it), and the score is log((value + c)/(forecast + c)), c a tenth of the history's mean. p is the rank of the score among the earlier
/// ones: (1 + number as high or higher)/(1 + number). V. Vovk, A. Gammerman, G. Shafer, Algorithmic Learning in a Random World, Springer 2005.
/// </summary>
/// <remarks>The rank holds for scores that could stand in any order; a series whose forecasts get better or worse over time breaks that.</remarks>
public sealed class ConformalMethod : ISurgeMethod
{
    private const int Year = 12;
    private readonly ConformalOptions options;

    /// <summary>The method with these options.</summary>
    public ConformalMethod(ConformalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
    }

    /// <inheritdoc/>
    public string Id => "conformal";

    /// <inheritdoc/>
    public double Alpha => options.Alpha;

    /// <inheritdoc/>
    public int MonthsNeeded => Year + options.LeastScores;

    /// <inheritdoc/>
    public SurgeFinding Judge(in MonthlyValues values, int at, SurgeWorkspace? workspace = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, values.Count);
        workspace ??= SurgeWorkspace.OfThread;
        var span = values.Span;
        var value = span[at];
        var from = Math.Max(0, at - options.Months - Year);
        var history = History.Of(span, from, at);
        if (history.Obstacle(value, MonthsNeeded) is var obstacle and not SurgeObstacle.None)
            return SurgeFinding.Without(value, obstacle, history.Known, MonthsNeeded);
        var forecasts = workspace.Numbers(0, at - from + 1);
        Forecasts(span, from, at, workspace.Numbers(1, at - from + 1), forecasts);
        var offset = 0.1 * history.Sum / history.Known;
        var scores = workspace.Numbers(2, at - from);
        var count = 0;
        for (var i = from; i < at; i++)
        {
            if (History.IsKnown(span[i]) && double.IsFinite(forecasts[i - from]))
                scores[count++] = Score(span[i], forecasts[i - from], offset);
        }
        var forecast = forecasts[at - from];
        if (count < options.LeastScores || !double.IsFinite(forecast))
            return SurgeFinding.Without(value, SurgeObstacle.HistoryTooShort, count + Year, MonthsNeeded);
        scores = scores[..count];
        scores.Sort();
        var score = Score(value, forecast, offset);
        return new(
            value,
            Value((scores[(count - 1) / 2] + scores[count / 2]) / 2, forecast, offset),
            Value(-Limit(Mirrored(scores)), forecast, offset),
            Value(Limit(Mirrored(scores)), forecast, offset),
            P(scores, score, strictly: false),
            P(scores, score, strictly: true),
            SurgeObstacle.None, history.Known, MonthsNeeded);
    }

    private static Span<double> Mirrored(Span<double> scores)
    {
        // In place: sorted scores, turned over and with the other sign, are sorted again.
        scores.Reverse();
        for (var i = 0; i < scores.Length; i++)
            scores[i] = -scores[i];
        return scores;
    }

    private static double Score(double value, double forecast, double offset) => Math.Log((value + offset) / (forecast + offset));

    private static double Value(double score, double forecast, double offset) => Math.Max(0, (Math.Exp(score) * (forecast + offset)) - offset);

    /// <summary>Means of twelve months, then forecasts, for the months from <paramref name="from"/> to <paramref name="at"/>.</summary>
    private static void Forecasts(ReadOnlySpan<double> values, int from, int at, Span<double> means, Span<double> forecasts)
    {
        for (var i = from; i <= at; i++)
        {
            double sum = 0;
            var known = 0;
            for (var j = Math.Max(from, i - Year); j < i; j++)
            {
                if (History.IsKnown(values[j]))
                {
                    sum += values[j];
                    known++;
                }
            }
            means[i - from] = known >= Year / 2 ? sum / known : double.NaN;
            // One ratio of 1 beside what was seen keeps a single odd year from being taken for the season.
            double ratios = 1, count = 1;
            for (var year = 1; year <= 2; year++)
            {
                var then = i - (year * Year);
                if (then < from || !History.IsKnown(values[then]) || !(means[then - from] > 0))
                    continue;
                ratios += Math.Min(values[then] / means[then - from], 4);
                count++;
            }
            forecasts[i - from] = means[i - from] * ratios / count;
        }
    }

    private double P(ReadOnlySpan<double> sorted, double score, bool strictly)
    {
        var above = 0;
        for (var i = sorted.Length - 1; i >= 0 && (strictly ? sorted[i] > score : sorted[i] >= score); i--)
            above++;
        if (options.Tail == ConformalTail.None || score <= Threshold(sorted, out var tail, out var excess))
            return Math.Min(1, (above + (strictly ? 0.0 : 1)) / (sorted.Length + 1));
        return (tail + 1.0) / (sorted.Length + 1) * Math.Exp(-(score - Threshold(sorted, out _, out _)) / excess);
    }

    /// <summary>The score above which the tail is exponential, how many lie above it, and their mean excess (with the finite sample's +1).</summary>
    private static double Threshold(ReadOnlySpan<double> sorted, out int tail, out double excess)
    {
        tail = Math.Max(4, sorted.Length / 4);
        var threshold = sorted[sorted.Length - tail - 1];
        double sum = 0;
        for (var i = sorted.Length - tail; i < sorted.Length; i++)
            sum += sorted[i] - threshold;
        excess = Math.Max(sum / (tail - 1), 1e-9);
        return threshold;
    }

    /// <summary>The score that alpha of them lie above.</summary>
    private double Limit(ReadOnlySpan<double> sorted)
    {
        var threshold = Threshold(sorted, out var tail, out var excess);
        var share = (tail + 1.0) / (sorted.Length + 1);
        if (options.Tail == ConformalTail.Exponential && options.Alpha < share)
            return threshold + (excess * Math.Log(share / options.Alpha));
        var rank = (int)Math.Ceiling((1 - options.Alpha) * (sorted.Length + 1));
        return rank > sorted.Length ? double.PositiveInfinity : sorted[rank - 1];
    }
}
