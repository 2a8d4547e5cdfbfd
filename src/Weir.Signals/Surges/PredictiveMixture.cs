namespace Weir.Signals.Surges;

/// <summary>A mixture of t distributions (normal ones where the degrees of freedom are many), on any scale.</summary>
internal ref struct PredictiveMixture(Span<double> weights, Span<double> centres, Span<double> scales, Span<double> freedoms)
{
    private readonly Span<double> weights = weights;
    private readonly Span<double> centres = centres;
    private readonly Span<double> scales = scales;
    private readonly Span<double> freedoms = freedoms;
    private int count;

    public void Add(double weight, double centre, double scale, double freedom)
    {
        weights[count] = weight;
        centres[count] = centre;
        scales[count] = scale;
        freedoms[count++] = freedom;
    }

    /// <summary>The chance of a value above <paramref name="x"/>.</summary>
    public readonly double Above(double x)
    {
        double tail = 0, total = 0;
        for (var i = 0; i < count; i++)
        {
            tail += weights[i] * Student.Above((x - centres[i]) / scales[i], freedoms[i]);
            total += weights[i];
        }
        return Math.Clamp(tail / total, 0, 1);
    }

    /// <summary>The value that the share <paramref name="above"/> lies above.</summary>
    public readonly double Limit(double above)
    {
        double centre = 0, scale = 0, total = 0;
        for (var i = 0; i < count; i++)
        {
            centre += weights[i] * centres[i];
            scale += weights[i] * scales[i];
            total += weights[i];
        }
        centre /= total;
        scale /= total;
        // A bracket around the root of the logit of the tail, which is close to straight, then regula falsi with its halving (Illinois).
        var wanted = Logit(above);
        double low = centre - (4 * scale), high = centre + (4 * scale);
        double atLow = Logit(Above(low)) - wanted, atHigh = Logit(Above(high)) - wanted;
        for (var i = 0; i < 60 && atLow < 0; i++)
            atLow = Logit(Above(low -= scale * (4 << Math.Min(i, 20)))) - wanted;
        for (var i = 0; i < 60 && atHigh > 0; i++)
            atHigh = Logit(Above(high += scale * (4 << Math.Min(i, 20)))) - wanted;
        var side = 0;
        for (var i = 0; i < 60 && high - low > 1e-6 * scale; i++)
        {
            var middle = ((low * atHigh) - (high * atLow)) / (atHigh - atLow);
            var at = Logit(Above(middle)) - wanted;
            if (Math.Abs(at) < 1e-6)
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

    private static double Logit(double p) => Math.Log(Math.Max(p, 1e-300) / Math.Max(1 - p, 1e-16));
}
