namespace Weir.Signals.Effects;

/// <summary>
/// How much flows departed from their fitted mean, month by month, before a control was announced, and so how uncertain a later departure is: the
/// variance of a weighted mean of months is Σ a_s a_t γ(s − t), γ the autocovariances of the relative residuals of the months before, with Bartlett
/// weights (Newey and West 1987). A destination alone has no other to take its error from; it has its own past.
/// </summary>
internal sealed class PastVariability
{
    private readonly double[][] residuals;
    private readonly bool[] past;
    private readonly int lags;

    /// <param name="observed">For each group and month what was observed.</param>
    /// <param name="expected">What was fitted, above zero.</param>
    /// <param name="past">Which months are the past.</param>
    /// <param name="lags">Over how many months departures may depend on each other.</param>
    public PastVariability(double[][] observed, double[][] expected, bool[] past, int lags)
    {
        this.past = past;
        this.lags = lags;
        residuals = [.. observed.Select((o, g) => o.Select((v, t) => past[t] && expected[g][t] > 0 ? (v / expected[g][t]) - 1 : 0).ToArray())];
    }

    /// <summary>Covariance of two weighted sums of months, each of a group.</summary>
    public double Covariance(int first, double[] a, int second, double[] b)
    {
        var gammas = new double[(2 * lags) + 1];
        for (var lag = -lags; lag <= lags; lag++)
            gammas[lag + lags] = Autocovariance(first, second, lag);
        var sum = 0.0;
        for (var s = 0; s < a.Length; s++)
        {
            for (var t = Math.Max(0, s - lags); t <= Math.Min(b.Length - 1, s + lags); t++)
                sum += a[s] * b[t] * gammas[s - t + lags];
        }
        return sum;
    }

    private double Autocovariance(int first, int second, int lag)
    {
        var (sum, count) = (0.0, 0);
        for (var t = 0; t < past.Length; t++)
        {
            if (!past[t])
                continue;
            count++;
            if (t - lag >= 0 && t - lag < past.Length && past[t - lag])
                sum += residuals[first][t] * residuals[second][t - lag];
        }
        // One degree is spent on the level; the seasons are shared by all groups.
        return (1 - (Math.Abs(lag) / (lags + 1.0))) * sum / (count - 1);
    }
}
