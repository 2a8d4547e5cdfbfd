namespace Weir.Signals.Surges;

/// <summary>A mixture of negative binomial distributions whose means are known but for a normal error of their logs.</summary>
internal ref struct CountMixture(Span<double> weights, Span<double> logMeans, Span<double> errors, Span<double> dispersions)
{
    // Gauss–Hermite, five points, for a standard normal error.
    private static readonly double[] Nodes = [-2.8569700138728, -1.3556261799742, 0, 1.3556261799742, 2.8569700138728];
    private static readonly double[] NodeWeights = [0.0112574113277, 0.2220759220056, 0.5333333333333, 0.2220759220056, 0.0112574113277];
    private static readonly double[] FewNodes = [-1.7320508075688772, 0, 1.7320508075688772];
    private static readonly double[] FewNodeWeights = [1.0 / 6, 2.0 / 3, 1.0 / 6];
    private const int MostWalked = 160;
    private const double LargestWalked = 400;
    private readonly Span<double> weights = weights;
    private readonly Span<double> logMeans = logMeans;
    private readonly Span<double> errors = errors;
    private readonly Span<double> dispersions = dispersions;
    private int count;

    public void Clear() => count = 0;

    public void Add(double logWeight, double logMean, double error, double dispersion)
    {
        weights[count] = logWeight;
        logMeans[count] = logMean;
        errors[count] = error;
        dispersions[count++] = dispersion;
    }

    /// <summary>Turns log weights into shares and drops what has next to none.</summary>
    public void Normalise(double most)
    {
        var kept = 0;
        double total = 0;
        for (var i = 0; i < count; i++)
        {
            var weight = Math.Exp(weights[i] - most);
            if (weight < 0.01)
                continue;
            total += weight;
            (weights[kept], logMeans[kept], errors[kept], dispersions[kept]) = (weight, logMeans[i], errors[i], dispersions[i]);
            kept++;
        }
        count = kept;
        for (var i = 0; i < count; i++)
            weights[i] /= total;
    }

    /// <summary>The chance of <paramref name="value"/> or more, the log of all means moved by <paramref name="shift"/>.</summary>
    public readonly double AtLeast(double value, double shift = 0)
    {
        double tail = 0;
        for (var i = 0; i < count; i++)
        {
            for (var node = 0; node < Nodes.Length; node++)
            {
                var mean = Math.Exp(logMeans[i] + shift + (Nodes[node] * errors[i]));
                tail += weights[i] * NodeWeights[node] * Overdispersed.AtLeast(value, mean, dispersions[i]);
            }
        }
        return Math.Clamp(tail, 0, 1);
    }

    /// <summary>The mean, by the middle of each component.</summary>
    public readonly double Mean()
    {
        double mean = 0;
        for (var i = 0; i < count; i++)
            mean += weights[i] * Math.Exp(logMeans[i]);
        return mean;
    }

    /// <summary>The lowest count above which at most the share <paramref name="above"/> of values lies.</summary>
    public readonly double Limit(double above)
    {
        double mean = 0, variance = 0;
        for (var i = 0; i < count; i++)
        {
            var own = Math.Exp(logMeans[i] + (errors[i] * errors[i] / 2));
            mean += weights[i] * own;
            variance += weights[i] * ((dispersions[i] * own) + (own * own * (Math.Exp(Math.Min(4, errors[i] * errors[i])) - 1)));
        }
        var deviation = Math.Sqrt(variance);
        double low = -1, high = Math.Ceiling(mean + deviation);
        while (AtLeast(high + 1) > above && high < 1e15)
        {
            low = high;
            high += Math.Ceiling(deviation);
        }
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (AtLeast(middle + 1) > above)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    /// <summary>
    /// Walks up the counts once: the chance of <paramref name="value"/> or more and of more, and the limits that the shares lie above. False where the mean is too large for walking.
    /// </summary>
    public readonly bool Walk(double value, double alpha, out double atLeast, out double beyond, out double lower, out double upper)
    {
        atLeast = beyond = lower = upper = double.NaN;
        Span<double> chance = stackalloc double[MostWalked];
        Span<double> size = stackalloc double[MostWalked];
        Span<double> ratio = stackalloc double[MostWalked];
        var parts = 0;
        for (var i = 0; i < count; i++)
        {
            if (Math.Exp(logMeans[i] + (3 * errors[i])) > LargestWalked || value > 4 * LargestWalked)
                return false;
            // With little error three points do.
            var few = errors[i] < 0.15;
            for (var node = 0; node < (few ? 3 : Nodes.Length); node++)
            {
                if (parts == MostWalked)
                    return false;
                var mean = Math.Exp(logMeans[i] + ((few ? FewNodes[node] : Nodes[node]) * errors[i]));
                var share = weights[i] * (few ? FewNodeWeights[node] : NodeWeights[node]);
                var poisson = dispersions[i] <= 1;
                // P(k + 1) = P(k) (a + b k)/(k + 1), with a and b by the distribution.
                ratio[parts] = poisson ? 0 : 1 - (1 / dispersions[i]);
                size[parts] = poisson ? mean : mean / (dispersions[i] - 1) * ratio[parts];
                chance[parts++] = share * Math.Exp(poisson ? -mean : -mean / (dispersions[i] - 1) * Math.Log(dispersions[i]));
            }
        }
        double below = 0;
        for (var k = 0; ; k++)
        {
            // Here `below` is the chance of less than k.
            if (k == value)
                atLeast = 1 - below;
            double here = 0;
            for (var i = 0; i < parts; i++)
            {
                here += chance[i];
                chance[i] *= (size[i] + (ratio[i] * k)) / (k + 1);
            }
            below += here;
            var above = 1 - below;
            if (k == value)
                beyond = above;
            if (double.IsNaN(lower) && above <= 1 - alpha)
                lower = k;
            if (double.IsNaN(upper) && above <= alpha)
                upper = k;
            if (k >= value && !double.IsNaN(upper))
                break;
        }
        // What is left after subtracting from one has few digits there.
        if (atLeast < 1e-9)
            atLeast = AtLeast(value);
        if (beyond < 1e-9)
            beyond = AtLeast(value + 1);
        return true;
    }

    /// <summary>Log of the chance of exactly <paramref name="value"/>, but for what depends on the value alone.</summary>
    public static double LogChance(double value, double mean, double dispersion)
    {
        if (dispersion <= 1)
            return (value * Math.Log(mean)) - mean;
        var size = mean / (dispersion - 1);
        return LogRising(size, value) - (size * Math.Log(dispersion)) + (value * Math.Log(1 - (1 / dispersion)));
    }

    /// <summary>log of x (x + 1) … (x + n − 1).</summary>
    private static double LogRising(double x, double n)
    {
        if (n > 16)
            return LogGamma(x + n) - LogGamma(x);
        double product = 1;
        for (var i = 0; i < n; i++)
            product *= x + i;
        return product > 1e-300 && double.IsFinite(product) ? Math.Log(product) : LogGamma(x + n) - LogGamma(x);
    }

    /// <summary>log Γ(x) for x above 0, by Stirling's series.</summary>
    private static double LogGamma(double x)
    {
        double shift = 1;
        for (; x < 8; x++)
            shift *= x;
        var inverse = 1 / x;
        var square = inverse * inverse;
        return ((x - 0.5) * Math.Log(x)) - x + 0.91893853320467274 - Math.Log(shift)
            + (inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680)))))));
    }
}
