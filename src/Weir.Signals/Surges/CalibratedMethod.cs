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
    private const double LargestCount = 2000;
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
        if (options.Values == SurgeValues.Counts || (options.Values == SurgeValues.Either && MayBeCounts(value, history)))
        {
            var model = new CountModel(span[from..at], workspace);
            if (!model.Fit())
                return SurgeFinding.Without(value, SurgeObstacle.NoFit, history.Known, MonthsNeeded);
            if (options.Values == SurgeValues.Counts || model.Dispersion < CountModel.LargestDispersion)
                return Counts(value, model.Mixture, history);
        }
        return Amounts(span[from..at], value, history, workspace);
    }

    /// <summary>Whole numbers that are not too large to be counts; how they vary decides after that.</summary>
    private static bool MayBeCounts(double value, in History history) =>
        history.AreWhole && value == Math.Floor(value) && history.Sum / history.Known < LargestCount;

    private SurgeFinding Counts(double value, in CountMixture mixture, in History history)
    {
        if (!mixture.Walk(value, Alpha, out var p, out var beyond, out var lower, out var upper))
        {
            (lower, upper) = (mixture.Limit(1 - Alpha), mixture.Limit(Alpha));
            (p, beyond) = (mixture.AtLeast(value), mixture.AtLeast(value + 1));
        }
        return new(value, mixture.Mean(), lower, upper, Math.Clamp(p, 0, 1), Math.Clamp(beyond, 0, 1), SurgeObstacle.None, history.Known, MonthsNeeded);
    }

    private SurgeFinding Amounts(ReadOnlySpan<double> past, double value, in History history, SurgeWorkspace workspace)
    {
        if (history.Positive < LeastPositive)
            return SurgeFinding.Without(value, SurgeObstacle.HistoryTooShort, history.Positive, LeastPositive);
        var logs = workspace.Numbers(20, past.Length);
        double sum = 0;
        for (var i = 0; i < past.Length; i++)
        {
            logs[i] = past[i] > 0 && double.IsFinite(past[i]) ? Math.Log(past[i]) : double.NaN;
            sum += double.IsNaN(logs[i]) ? 0 : logs[i];
        }
        // Over the geometric mean: then no unit is left.
        var unit = sum / history.Positive;
        for (var i = 0; i < past.Length; i++)
            logs[i] -= unit;
        var mixture = new PredictiveMixture(workspace, 15, AmountModel.MostComponents);
        if (!AmountModel.Predict(logs, workspace, ref mixture))
            return SurgeFinding.Without(value, SurgeObstacle.HistoryIsConstant, history.Known, MonthsNeeded);
        var flow = history.Positive == history.Known ? 1 : (history.Positive + 0.5) / (history.Known + 1.0);
        var p = value > 0 ? flow * mixture.Above(Math.Log(value) - unit) : 1;
        return new(
            value, Limit(mixture, 0.5, flow, unit), Limit(mixture, 1 - Alpha, flow, unit), Limit(mixture, Alpha, flow, unit), p, value > 0 ? p : flow, SurgeObstacle.None, history.Known, MonthsNeeded);
    }

    /// <summary>The amount that the share <paramref name="above"/> lies above, where the share <paramref name="flow"/> of months has any.</summary>
    private static double Limit(in PredictiveMixture mixture, double above, double flow, double unit) =>
        above >= flow ? 0 : Math.Exp(unit + mixture.Limit(above / flow));
}
