namespace Weir.Signals.Surges;

/// <summary>Options of the robust log change.</summary>
public sealed record RobustOptions
{
    private readonly double alpha = SurgeAlpha.Preset;
    private readonly int months = 48;
    private readonly int leastChanges = 12;

    /// <summary>Rate of false alarms, one-sided; above 0, below 0.5.</summary>
    public double Alpha
    {
        get => alpha;
        init => alpha = SurgeAlpha.Checked(value);
    }

    /// <summary>How many earlier months' changes on the year before are looked at, 12 to 600.</summary>
    public int Months
    {
        get => months;
        init => months = value is >= 12 and <= 600 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "from 12 to 600");
    }

    /// <summary>How many changes must be known, 6 to 600.</summary>
    public int LeastChanges
    {
        get => leastChanges;
        init => leastChanges = value is >= 6 and <= 600 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "from 6 to 600");
    }
}

/// <summary>
/// Robust log change: the log of a month over the same month of the year before, against the median of the earlier such changes, in units of their median
/// absolute deviation (times 1.4826, which makes it a standard deviation for normal changes); the p-value is that of a t distribution with as many degrees
/// of freedom as there are changes less one. F. R. Hampel, J. Am. Stat. Assoc. 69 (1974) 383–393, doi:10.1080/01621459.1974.10482962.
/// </summary>
/// <remarks>Months of zero, and those a year after one, have no log change. Two years of history are needed.</remarks>
public sealed class RobustMethod : ISurgeMethod
{
    private const double ToDeviation = 1.4826;
    private readonly RobustOptions options;

    /// <summary>The method with these options.</summary>
    public RobustMethod(RobustOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
    }

    /// <inheritdoc/>
    public string Id => "robust";

    /// <inheritdoc/>
    public double Alpha => options.Alpha;

    /// <inheritdoc/>
    public int MonthsNeeded => 12 + options.LeastChanges;

    /// <inheritdoc/>
    public SurgeFinding Judge(in MonthlyValues values, int at, SurgeWorkspace? workspace = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, values.Count);
        workspace ??= SurgeWorkspace.OfThread;
        var span = values.Span;
        var value = span[at];
        var history = History.Of(span, Math.Max(0, at - options.Months - 12), at);
        if (history.Obstacle(value, MonthsNeeded) is var obstacle and not SurgeObstacle.None)
            return SurgeFinding.Without(value, obstacle, history.Known, MonthsNeeded);
        if (at < 12 || !(span[at - 12] > 0))
            return SurgeFinding.Without(value, SurgeObstacle.SeasonNotKnown, history.Known, MonthsNeeded);
        var changes = workspace.Numbers(0, options.Months);
        var count = 0;
        for (var i = Math.Max(12, at - options.Months); i < at; i++)
        {
            if (span[i] > 0 && span[i - 12] > 0 && double.IsFinite(span[i]) && double.IsFinite(span[i - 12]))
                changes[count++] = Math.Log(span[i] / span[i - 12]);
        }
        if (count < options.LeastChanges)
            return SurgeFinding.Without(value, SurgeObstacle.HistoryTooShort, count + 12, MonthsNeeded);
        changes = changes[..count];
        var median = Middle(changes);
        for (var i = 0; i < count; i++)
            changes[i] = Math.Abs(changes[i] - median);
        var deviation = ToDeviation * Middle(changes);
        // Equal changes but for rounding say nothing of how much they vary.
        if (deviation < 1e-9)
            return SurgeFinding.Without(value, SurgeObstacle.HistoryIsConstant, history.Known, MonthsNeeded);
        var basis = Math.Log(span[at - 12]) + median;
        var reach = Student.Limit(options.Alpha, count - 1) * deviation;
        var p = value > 0 ? Student.Above((Math.Log(value) - basis) / deviation, count - 1) : 1;
        return new(value, Math.Exp(basis), Math.Exp(basis - reach), Math.Exp(basis + reach), p, p, SurgeObstacle.None, history.Known, MonthsNeeded);
    }

    /// <summary>The median; leaves the numbers sorted.</summary>
    private static double Middle(Span<double> numbers)
    {
        numbers.Sort();
        return (numbers[(numbers.Length - 1) / 2] + numbers[numbers.Length / 2]) / 2;
    }
}
