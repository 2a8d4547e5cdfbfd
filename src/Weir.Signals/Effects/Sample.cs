namespace Weir.Signals.Effects;

/// <summary>The observations of a panel that a regression uses, in the order that makes absorbing fast: sorted by the set with the most groups.</summary>
internal sealed class Sample
{
    private Sample(int[] rows, double[] outcome, double[][] regressors, double[]? offset, double[]? weights, IReadOnlyList<Factor> sets)
    {
        Rows = rows;
        Outcome = outcome;
        Regressors = regressors;
        Offset = offset;
        Weights = weights;
        Absorber = Absorber.Of(rows.Length, sets);
    }

    /// <summary>For each observation used its number in the panel.</summary>
    public int[] Rows { get; }

    public double[] Outcome { get; }

    public double[][] Regressors { get; }

    /// <summary>Logarithm of the exposure.</summary>
    public double[]? Offset { get; }

    public double[]? Weights { get; }

    public Absorber Absorber { get; }

    public int Count => Rows.Length;

    /// <summary>The sample of some observations of a panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="rows">Which observations.</param>
    /// <param name="regressors">Which regressors.</param>
    public static Sample Of(Panel panel, int[] rows, IReadOnlyList<int> regressors)
    {
        var sets = panel.Effects.Select(f => f.Of(rows)).OrderByDescending(f => f.Count).ToList();
        if (sets.Count > 0)
        {
            var order = Order(sets[0]);
            rows = Array.ConvertAll(order, i => rows[i]);
            sets = sets.ConvertAll(f => new Factor(f.Name, Array.ConvertAll(order, i => f.Groups[i]), f.Count));
        }
        return new(
            rows,
            Take(panel.Outcome, rows)!,
            [.. regressors.Select(r => Take(panel.Regressors[r].Values, rows)!)],
            Take(panel.Exposure, rows) is { } exposure ? Array.ConvertAll(exposure, Math.Log) : null,
            Take(panel.Weights, rows),
            sets);
    }

    /// <summary>The values of some observations.</summary>
    public static double[] Take(double[] values, ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (var i = 0; i < taken.Length; i++)
            taken[i] = values[rows[i]];
        return taken;
    }

    private static double[]? Take(double[]? values, int[] rows) => values is null ? null : Take(values, rows.AsSpan());

    /// <summary>A stable order by group.</summary>
    private static int[] Order(Factor set)
    {
        var next = new int[set.Count + 1];
        foreach (var code in set.Groups)
            next[code + 1]++;
        for (var g = 0; g < set.Count; g++)
            next[g + 1] += next[g];
        var order = new int[set.Groups.Length];
        for (var i = 0; i < order.Length; i++)
            order[next[set.Groups[i]]++] = i;
        return order;
    }
}
