using MathNet.Numerics.Distributions;
using Weir.Trade;

namespace Weir.Signals.Breaks;

/// <summary>The levels between the breaks, and the intervals of both.</summary>
internal sealed class SegmentLevels
{
    private readonly List<KnownValue> known;
    private readonly List<double> values;
    private readonly FittedBreaks fitted;
    private readonly BreakOptions options;
    private readonly bool logarithms;
    private readonly List<int> ends;
    private readonly int freedom;

    public SegmentLevels(List<KnownValue> known, List<double> values, FittedBreaks fitted, BreakOptions options, bool logarithms)
    {
        (this.known, this.values, this.fitted, this.options, this.logarithms) = (known, values, fitted, options, logarithms);
        ends = [0, .. fitted.Breaks, values.Count];
        // A parameter for each segment, one for the memory where it was estimated.
        freedom = Math.Max(1, values.Count - fitted.Breaks.Count - 1 - (fitted.Model is { Rho: > 0 } ? 1 : 0));
        Noise = options.Noise ?? NoiseAboutLevels();
        Segments = [.. Enumerable.Range(0, ends.Count - 1).Select(i => SegmentOf(ends[i], ends[i + 1]))];
    }

    /// <summary>The standard deviation of the innovations.</summary>
    public double Noise { get; }

    public IReadOnlyList<BreakSegment> Segments { get; }

    public IReadOnlyList<Break> Breaks()
    {
        var cost = fitted.Model is { } model && Noise > 0 ? SegmentCost.Level(model, Noise * Noise) : fitted.Cost;
        var bound = -2 * Math.Log(1 - Math.Sqrt(options.Confidence));
        var breaks = new List<Break>(fitted.Breaks.Count);
        for (var i = 1; i < ends.Count - 1; i++)
        {
            var (from, at, to) = (ends[i - 1], ends[i], ends[i + 1]);
            var floor = options.SegmentFloor;
            var profile = Enumerable.Range(from + floor, to - from - (2 * floor) + 1).Select(p => (At: p, Cost: cost.Split(from, p, to))).ToList();
            var least = profile.Min(p => p.Cost);
            var accepted = profile.Where(p => p.At == at || p.Cost <= least + bound).Select(p => p.At).ToList();
            breaks.Add(new(
                known[at].Period, After(known[accepted[0] - 1]), known[accepted[^1]].Period, Segments[i - 1], Segments[i],
                fitted.Cost.Of(from, to) - fitted.Cost.Split(from, at, to)));
        }
        return breaks;
    }

    private static Period After(KnownValue value) => value.Period.Next();

    private double NoiseAboutLevels()
    {
        if (fitted.Model is not { } model)
            return 0;
        var squares = 0.0;
        for (var i = 0; i < ends.Count - 1; i++)
            squares += model.SquaresOf(ends[i], ends[i + 1]);
        return Math.Sqrt(squares / freedom);
    }

    private BreakSegment SegmentOf(int from, int to)
    {
        var n = to - from;
        var stretch = values.GetRange(from, n);
        var alpha = 1 - options.Confidence;
        BreakSegment Of(double level, double? low, double? high, double? deviation = null) =>
            new(known[from].Period, known[to - 1].Period, n, level, low, high, deviation);
        switch (options.Change)
        {
            case BreakChange.Mean:
                var (level, variance) = fitted.Model!.LevelOf(from, to);
                var reach = Noise * Math.Sqrt(variance) * (options.Noise is null ? StudentT.InvCDF(0, 1, freedom, 1 - (alpha / 2)) : Normal.InvCDF(0, 1, 1 - (alpha / 2)));
                return logarithms ? Of(Math.Exp(level), Math.Exp(level - reach), Math.Exp(level + reach)) : Of(level, level - reach, level + reach);
            case BreakChange.Variance:
                // About the mean of all values, of which little is lost: n squares.
                var mean = values.Average();
                var squares = stretch.Sum(v => (v - mean) * (v - mean));
                return Of(Math.Sqrt(squares / n), Math.Sqrt(squares / ChiSquared.InvCDF(n, 1 - (alpha / 2))), Math.Sqrt(squares / ChiSquared.InvCDF(n, alpha / 2)));
            case BreakChange.MeanVariance:
                var own = stretch.Average();
                var deviation = Math.Sqrt(stretch.Sum(v => (v - own) * (v - own)) / (n - 1));
                var half = StudentT.InvCDF(0, 1, n - 1, 1 - (alpha / 2)) * deviation / Math.Sqrt(n);
                return Of(own, own - half, own + half, deviation);
            case BreakChange.Poisson:
                // Exact (Garwood 1936).
                var total = stretch.Sum();
                return Of(total / n, total == 0 ? 0 : ChiSquared.InvCDF(2 * total, alpha / 2) / 2 / n, ChiSquared.InvCDF(2 * (total + 1), 1 - (alpha / 2)) / 2 / n);
            default:
                throw new InvalidOperationException($"no such change: {options.Change}");
        }
    }
}
