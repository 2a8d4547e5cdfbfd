namespace Weir.Signals.Breaks;

/// <summary>
/// Values about a level, with noise of the first autoregressive order: x(t) − μ = ρ (x(t − 1) − μ) + e(t), var e = σ². Over a gap of k
/// steps the memory is ρᵏ and the variance σ² (1 − ρ²ᵏ) ÷ (1 − ρ²). With ρ = 0 the squares are those about the mean.
/// </summary>
/// <remarks>
/// The search treats the innovations x(t) − ρ x(t − 1) as independent about (1 − ρ) μ, so that the squares of a stretch don't depend on the
/// one before (Chakar, Lebarbier, Lévy-Leduc &amp; Robin 2017); the first innovation after a break is off by ρ times the jump. The profile of a break's place
/// (<see cref="SplitSquares"/>) has that innovation right.
/// </remarks>
internal sealed class LevelModel
{
    private readonly double[] values;
    private readonly double[] memory;
    private readonly double[] weight;
    private readonly double[] a;
    private readonly double[] b;
    private readonly double[] c;
    private readonly double startWeight;
    private readonly double centre;

    /// <param name="values">The known values, in order.</param>
    /// <param name="steps">For each the steps of time since the one before; of the first nothing is asked.</param>
    /// <param name="rho">The memory of one step, in [0, 1).</param>
    public LevelModel(IReadOnlyList<double> values, IReadOnlyList<int> steps, double rho)
    {
        Count = values.Count;
        Rho = rho;
        startWeight = 1 - (rho * rho);
        centre = values.Order().ElementAt(values.Count / 2);
        this.values = [.. values.Select(v => v - centre)];
        memory = new double[Count];
        weight = new double[Count];
        (a, b, c) = (new double[Count + 1], new double[Count + 1], new double[Count + 1]);
        for (var i = 0; i < Count; i++)
        {
            var r = i == 0 || rho == 0 ? 0 : Math.Pow(rho, steps[i]);
            memory[i] = r;
            // Where the noise remembers, the first value has nothing to be told from: the search is conditional on it.
            weight[i] = i > 0 ? startWeight / (1 - (r * r)) : rho > 0 ? 0 : 1;
            var z = i == 0 ? this.values[0] : this.values[i] - (r * this.values[i - 1]);
            a[i + 1] = a[i] + (weight[i] * z * z);
            b[i + 1] = b[i] + (weight[i] * (1 - r) * z);
            c[i + 1] = c[i] + (weight[i] * (1 - r) * (1 - r));
        }
    }

    public int Count { get; }

    public double Rho { get; }

    /// <summary>The least weighted squares of the innovations of a stretch, about one level.</summary>
    public double Squares(int from, int to)
    {
        var sum = b[to] - b[from];
        var information = c[to] - c[from];
        return information == 0 ? 0 : Math.Max(0, a[to] - a[from] - (sum * sum / information));
    }

    /// <summary>The least squares of a stretch with one break in it, the first innovation after the break being the old level's and the new one's.</summary>
    public double SplitSquares(int from, int at, int to)
    {
        var (aLeft, bLeft, cLeft) = (a[at] - a[from], b[at] - b[from], c[at] - c[from]);
        var (aRight, bRight, cRight) = (a[to] - a[at + 1], b[to] - b[at + 1], c[to] - c[at + 1]);
        var r = memory[at];
        var w = weight[at];
        var z = values[at] - (r * values[at - 1]);
        var (m11, m12, m22) = (cLeft + (w * r * r), -w * r, cRight + w);
        var (v1, v2) = (bLeft - (w * r * z), bRight + (w * z));
        var determinant = (m11 * m22) - (m12 * m12);
        if (determinant <= 0)
            return 0;
        var explained = ((m22 * v1 * v1) - (2 * m12 * v1 * v2) + (m11 * v2 * v2)) / determinant;
        return Math.Max(0, aLeft + aRight + (w * z * z) - explained);
    }

    /// <summary>The level of a stretch as if nothing were known of the value before it, and its variance over σ².</summary>
    public (double Level, double Variance) LevelOf(int from, int to)
    {
        var information = startWeight + c[to] - c[from + 1];
        return (centre + (((startWeight * values[from]) + b[to] - b[from + 1]) / information), 1 / information);
    }

    /// <summary>
    /// The memory of one step within the stretches, by least squares, with the bias taken off that estimated levels give it, 1 + 3ρ and
    /// 1 + ρ for each further level, over n (Marriott &amp; Pope 1954); at least 0, at most 0.98. Pairs over a gap are left out.
    /// </summary>
    /// <param name="ends">Where stretches end: 0, the breaks, the count.</param>
    /// <param name="steps">As the constructor's.</param>
    public double MemoryWithin(IReadOnlyList<int> ends, IReadOnlyList<int> steps)
    {
        double products = 0, squares = 0;
        var pairs = 0;
        for (var s = 0; s < ends.Count - 1; s++)
        {
            var mean = 0.0;
            for (var i = ends[s]; i < ends[s + 1]; i++)
                mean += values[i] / (ends[s + 1] - ends[s]);
            for (var i = ends[s] + 1; i < ends[s + 1]; i++)
            {
                if (steps[i] != 1)
                    continue;
                products += (values[i] - mean) * (values[i - 1] - mean);
                squares += ((values[i] - mean) * (values[i] - mean) / 2) + ((values[i - 1] - mean) * (values[i - 1] - mean) / 2);
                pairs++;
            }
        }
        if (squares <= 0)
            return 0;
        var rho = products / squares;
        return Math.Clamp(rho + ((1 + (3 * rho) + ((ends.Count - 2) * (1 + rho))) / pairs), 0, 0.98);
    }

    /// <summary>The squares about <see cref="LevelOf"/>, summed.</summary>
    public double SquaresOf(int from, int to)
    {
        var information = startWeight + c[to] - c[from + 1];
        var sum = (startWeight * values[from]) + b[to] - b[from + 1];
        return Math.Max(0, (startWeight * values[from] * values[from]) + a[to] - a[from + 1] - (sum * sum / information));
    }
}
