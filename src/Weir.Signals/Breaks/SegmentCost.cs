namespace Weir.Signals.Breaks;

/// <summary>Twice the negative log likelihood of a stretch of values, as far as it depends on where the stretches end; constant time for any stretch.</summary>
internal abstract class SegmentCost
{
    // Two equal values have no variance, and then the likelihood no bound; as in the reference implementation it ends here.
    private const double LeastVariance = 1e-11;

    private SegmentCost(int count, int parameters)
    {
        Count = count;
        Parameters = parameters;
    }

    /// <summary>How many values there are.</summary>
    public int Count { get; }

    /// <summary>How many parameters a segment has.</summary>
    public int Parameters { get; }

    /// <summary>The cost of the values from <paramref name="from"/> (included) to <paramref name="to"/> (excluded), which is beyond it.</summary>
    public abstract double Of(int from, int to);

    /// <summary>What the profile of one break's place costs: both sides, with the break before the value at <paramref name="at"/>.</summary>
    public virtual double Split(int from, int at, int to) => Of(from, at) + Of(at, to);

    public static SegmentCost Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var squares = Sums(values, v => (v - mean) * (v - mean));
        return new FromSums(values.Count, 1, (a, b) => Normal(b - a, squares[b] - squares[a]));
    }

    public static SegmentCost MeanVariance(IReadOnlyList<double> values)
    {
        // Differences to one of the values stay exact where the values are whole numbers, and lose no digits where they are large.
        var centre = values.Order().ElementAt(values.Count / 2);
        var first = Sums(values, v => v - centre);
        var second = Sums(values, v => (v - centre) * (v - centre));
        return new FromSums(values.Count, 2, (a, b) =>
        {
            var sum = first[b] - first[a];
            return Normal(b - a, second[b] - second[a] - (sum * sum / (b - a)));
        });
    }

    public static SegmentCost Poisson(IReadOnlyList<double> values)
    {
        var sums = Sums(values, v => v);
        return new FromSums(values.Count, 1, (a, b) =>
        {
            var sum = sums[b] - sums[a];
            return sum <= 0 ? 0 : 2 * sum * (Math.Log(b - a) - Math.Log(sum));
        });
    }

    /// <summary>A level with noise that remembers; see <see cref="LevelModel"/>.</summary>
    public static SegmentCost Level(LevelModel model, double variance) => new OfLevel(model, variance);

    private static double Normal(int n, double squares) => n * (Math.Log(2 * Math.PI) + Math.Log(Math.Max(squares / n, LeastVariance)) + 1);

    private static double[] Sums(IReadOnlyList<double> values, Func<double, double> of)
    {
        var sums = new double[values.Count + 1];
        for (var i = 0; i < values.Count; i++)
            sums[i + 1] = sums[i] + of(values[i]);
        return sums;
    }

    private sealed class FromSums(int count, int parameters, Func<int, int, double> cost) : SegmentCost(count, parameters)
    {
        public override double Of(int from, int to) => cost(from, to);
    }

    private sealed class OfLevel(LevelModel model, double variance) : SegmentCost(model.Count, 1)
    {
        public override double Of(int from, int to) => model.Squares(from, to) / variance;

        public override double Split(int from, int at, int to) => model.SplitSquares(from, at, to) / variance;
    }
}
