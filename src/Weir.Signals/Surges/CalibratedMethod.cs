namespace Weir.Signals.Surges;

/// <summary>
/// The default: a prediction that doesn't forget what it doesn't know. Level, drift, season, trend, spread and the weight of the tails are all uncertain after a few years
/// of months; the prediction is averaged over them, each by how well it explains the history, and p is the chance that it gives to so much or more.
/// </summary>
/// <remarks>
/// Averaging over models: J. A. Hoeting, D. Madigan, A. E. Raftery, C. T. Volinsky, Stat. Sci. 14 (1999) 382–417, doi:10.1214/ss/1009212519.
/// Months of zero among amounts have a chance of their own. Twelve earlier months must be known, six of them above zero.
/// </remarks>
public sealed class CalibratedMethod : ISurgeMethod
{
    private const int LeastPositive = 6;
    private readonly CalibratedOptions options;

    /// <summary>The method with these options.</summary>
    public CalibratedMethod(CalibratedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
    }

    /// <inheritdoc/>
    public string Id => "default";

    /// <inheritdoc/>
    public double Alpha => options.Alpha;

    /// <inheritdoc/>
    public int MonthsNeeded => 12;

    /// <inheritdoc/>
    public SurgeFinding Judge(in MonthlyValues values, int at, SurgeWorkspace? workspace = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, values.Count);
        workspace ??= SurgeWorkspace.OfThread;
        var span = values.Span;
        var value = span[at];
        var from = Math.Max(0, at - options.Months);
        while (from < at && !History.IsKnown(span[from]))
            from++;
        var history = History.Of(span, from, at);
        if (history.Obstacle(value, MonthsNeeded) is var obstacle and not SurgeObstacle.None)
            return SurgeFinding.Without(value, obstacle, history.Known, MonthsNeeded);
        return Amounts(span[from..at], value, history, workspace);
    }

    private SurgeFinding Amounts(ReadOnlySpan<double> past, double value, in History history, SurgeWorkspace workspace)
    {
        if (history.Positive < LeastPositive)
            return SurgeFinding.Without(value, SurgeObstacle.HistoryTooShort, history.Positive, LeastPositive);
        var logs = workspace.Numbers(20, past.Length);
        for (var i = 0; i < past.Length; i++)
            logs[i] = past[i] > 0 && double.IsFinite(past[i]) ? Math.Log(past[i]) : double.NaN;
        var most = AmountModel.MostComponents;
        var mixture = new PredictiveMixture(workspace.Numbers(16, most), workspace.Numbers(17, most), workspace.Numbers(18, most), workspace.Numbers(19, most));
        if (!AmountModel.Predict(logs, workspace, ref mixture))
            return SurgeFinding.Without(value, SurgeObstacle.HistoryIsConstant, history.Known, MonthsNeeded);
        var flow = history.Positive == history.Known ? 1 : (history.Positive + 0.5) / (history.Known + 1.0);
        double At(double above) => above >= flow ? 0 : 1;
        var p = value > 0 ? flow * mixture.Above(Math.Log(value)) : 1;
        return new(
            value,
            At(0.5) == 0 ? 0 : Math.Exp(mixture.Limit(0.5 / flow)),
            At(1 - Alpha) == 0 ? 0 : Math.Exp(mixture.Limit((1 - Alpha) / flow)),
            Math.Exp(mixture.Limit(Alpha / flow)),
            p, value > 0 ? p : flow, SurgeObstacle.None, history.Known, MonthsNeeded);
    }
}
