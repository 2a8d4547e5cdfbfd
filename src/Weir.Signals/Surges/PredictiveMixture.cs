namespace Weir.Signals.Surges;

/// <summary>
/// A mixture of t distributions, each on the scale of the log or of a power of the value. It is asked for logs of values.
/// </summary>
internal ref struct PredictiveMixture(SurgeWorkspace workspace, int area, int most)
{
    private const double Negligible = 0.01;
    private readonly Span<double> weights = workspace.Numbers(area, most);
    private readonly Span<double> centres = workspace.Numbers(area + 1, most);
    private readonly Span<double> scales = workspace.Numbers(area + 2, most);
    private readonly Span<double> freedoms = workspace.Numbers(area + 3, most);
    private readonly Span<double> powers = workspace.Numbers(area + 4, most);
    private int count;

    public readonly int Count => count;

    /// <summary>Adds a component, by the log of its weight; a power of 0 is the log scale.</summary>
    public void Add(double logWeight, double centre, double scale, double freedom, double power)
    {
        (weights[count], centres[count], scales[count], freedoms[count], powers[count]) = (logWeight, centre, scale, freedom, power);
        count++;
    }

    /// <summary>Turns log weights into shares and drops what has next to none.</summary>
    public void Normalise()
    {
        var highest = double.NegativeInfinity;
        for (var i = 0; i < count; i++)
            highest = Math.Max(highest, weights[i]);
        double total = 0;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var weight = Math.Exp(weights[i] - highest);
            if (weight < Negligible)
                continue;
            total += weight;
            (weights[kept], centres[kept], scales[kept], freedoms[kept], powers[kept]) = (weight, centres[i], scales[i], freedoms[i], powers[i]);
            kept++;
        }
        count = kept;
        for (var i = 0; i < count; i++)
            weights[i] /= total;
    }

    /// <summary>The chance of a value whose log is above <paramref name="x"/>.</summary>
    public readonly double Above(double x)
    {
        double tail = 0, power = 0, raised = 0;
        for (var i = 0; i < count; i++)
        {
            if (powers[i] != 0 && powers[i] != power)
                (power, raised) = (powers[i], Math.Exp(powers[i] * x));
            tail += weights[i] * Student.Above(((powers[i] == 0 ? x : raised) - centres[i]) / scales[i], freedoms[i]);
        }
        return Math.Clamp(tail, 0, 1);
    }

    /// <summary>The log of the value that the share <paramref name="above"/> lies above.</summary>
    public readonly double Limit(double above)
    {
        double centre = 0, scale = 0;
        for (var i = 0; i < count; i++)
        {
            var (own, spread) = OnLogScale(i);
            centre += weights[i] * own;
            scale += weights[i] * spread;
        }
        // A bracket around the root of the logit of the tail, which is close to straight, then regula falsi with its halving (Illinois).
        var wanted = Logit(above);
        double low = centre - (scale * (above < 0.5 ? 0.5 : 3)), high = centre + (scale * (above > 0.5 ? 0.5 : 3));
        double atLow = Logit(Above(low)) - wanted, atHigh = Logit(Above(high)) - wanted;
        for (var i = 0; i < 40 && atLow < 0; i++)
        {
            (high, atHigh) = (low, atLow);
            atLow = Logit(Above(low -= scale * (1 << Math.Min(i, 20)))) - wanted;
        }
        for (var i = 0; i < 40 && atHigh > 0; i++)
        {
            (low, atLow) = (high, atHigh);
            atHigh = Logit(Above(high += scale * (1 << Math.Min(i, 20)))) - wanted;
        }
        var side = 0;
        for (var i = 0; i < 60 && high - low > 1e-6 * scale; i++)
        {
            var middle = ((low * atHigh) - (high * atLow)) / (atHigh - atLow);
            var at = Logit(Above(middle)) - wanted;
            if (Math.Abs(at) < 1e-4)
                return middle;
            if (at > 0)
            {
                (low, atLow) = (middle, at);
                if (side == 1)
                    atHigh /= 2;
                side = 1;
            }
            else
            {
                (high, atHigh) = (middle, at);
                if (side == -1)
                    atLow /= 2;
                side = -1;
            }
        }
        return (low + high) / 2;
    }

    private readonly (double Centre, double Scale) OnLogScale(int i)
    {
        if (powers[i] == 0)
            return (centres[i], scales[i]);
        var centre = Math.Max(centres[i], scales[i]);
        return (Math.Log(centre) / powers[i], scales[i] / centre / powers[i]);
    }

    private static double Logit(double p) => Math.Log(Math.Max(p, 1e-300) / Math.Max(1 - p, 1e-16));
}
