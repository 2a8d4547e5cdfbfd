namespace Weir.Signals.Effects;

/// <summary>Which regressors can be estimated beside the effects, and why the others can not.</summary>
internal static class Collinearity
{
    public static (IReadOnlyList<int> Kept, IReadOnlyList<DroppedRegressor> Dropped) Find(Panel panel, int[] rows, CancellationToken cancellation)
    {
        var all = Enumerable.Range(0, panel.Regressors.Count).ToList();
        if (all.Count == 0)
            return ([], []);
        var (here, sizes) = Equations(panel, rows, cancellation);
        if (here.Kept.Count == all.Count)
            return (all, []);
        var everywhere = rows.Length < panel.Count
            ? Equations(panel, [.. Enumerable.Range(0, panel.Count)], cancellation).Equations.Kept
            : [];
        var dropped = all.Except(here.Kept).Select(k =>
        {
            var name = panel.Regressors[k].Name;
            if (everywhere.Contains(k))
                return new DroppedRegressor(name, DropReason.OnlySeparatedVary, []);
            return here.Gram[k, k] <= NormalEquations.Tolerance * sizes[k] || sizes[k] == 0
                ? new(name, DropReason.Absorbed, [])
                : new(name, DropReason.Collinear, With(panel, here, k));
        });
        return (here.Kept, [.. dropped]);
    }

    private static (NormalEquations Equations, double[] Sizes) Equations(Panel panel, int[] rows, CancellationToken cancellation)
    {
        var sample = Sample.Of(panel, rows, [.. Enumerable.Range(0, panel.Regressors.Count)]);
        var mean = sample.Outcome.Average();
        var weights = Array.ConvertAll(sample.Outcome, y => mean > 0 ? 0.5 + (y / mean / 2) : 1);
        var sizes = Array.ConvertAll(sample.Regressors, r => Centered(r, weights));
        sample.Absorber.Weigh(weights);
        Parallel.ForEach(sample.Regressors, r => sample.Absorber.Absorb(r, 1e-9, cancellation));
        return (NormalEquations.Of(sample.Regressors, weights, sizes), sizes);
    }

    /// <summary>Weighted square about the mean; zero where rounding is all there is of it.</summary>
    private static double Centered(double[] values, double[] weights)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
            total += weights[i];
        }
        var mean = sum / total;
        var (square, raw) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            square += weights[i] * (values[i] - mean) * (values[i] - mean);
            raw += weights[i] * values[i] * values[i];
        }
        return square > 1e-24 * raw ? square : 0;
    }

    private static List<string> With(Panel panel, NormalEquations equations, int dropped)
    {
        var right = Enumerable.Range(0, panel.Regressors.Count).Select(k => equations.Gram[k, dropped]).ToArray();
        var slopes = equations.Solve(right);
        return [.. equations.Kept
            .Where(k => Math.Abs(slopes[k]) * Math.Sqrt(equations.Gram[k, k] / equations.Gram[dropped, dropped]) > 1e-6)
            .Select(k => panel.Regressors[k].Name)];
    }
}
