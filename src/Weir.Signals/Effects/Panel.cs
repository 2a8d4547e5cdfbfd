namespace Weir.Signals.Effects;

/// <summary>A regressor: a named column of numbers.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Values">One for each observation; finite.</param>
public sealed record Regressor(string Name, double[] Values);

/// <summary>What a Poisson pseudo-maximum-likelihood regression is run on: E(y) = exposure · exp(x'β + effects).</summary>
public sealed record Panel
{
    /// <summary>The outcome y: not negative, finite, not necessarily whole; one for each observation.</summary>
    public required double[] Outcome { get; init; }

    /// <summary>The regressors, in the order in which the first of those that are collinear is kept.</summary>
    public required IReadOnlyList<Regressor> Regressors { get; init; }

    /// <summary>The sets of fixed effects; none for a plain regression with a constant.</summary>
    public IReadOnlyList<Factor> Effects { get; init; } = [];

    /// <summary>The clusterings of the errors; more than one for multi-way clustering. None for errors by observation.</summary>
    public IReadOnlyList<Factor> Clusters { get; init; } = [];

    /// <summary>What the outcome is proportional to, above zero; null for one. Its logarithm is the offset.</summary>
    public double[]? Exposure { get; init; }

    /// <summary>Weights of the observations in the pseudo-likelihood, above zero; null for one.</summary>
    public double[]? Weights { get; init; }

    /// <summary>How many observations there are.</summary>
    public int Count => Outcome.Length;

    /// <summary>Checks that all columns are of one length and within their ranges.</summary>
    /// <exception cref="ArgumentException">They are not; the message names the column and the observation (from 1).</exception>
    internal void Validate()
    {
        var n = Outcome.Length;
        Check("the outcome", Outcome, v => v >= 0, "a number that is not negative");
        foreach (var regressor in Regressors)
            Check(regressor.Name, regressor.Values, _ => true, "a number");
        if (Exposure is not null)
            Check("the exposure", Exposure, v => v > 0, "a number above zero");
        if (Weights is not null)
            Check("the weights", Weights, v => v > 0, "a number above zero");
        foreach (var factor in Effects.Concat(Clusters))
        {
            if (factor.Codes.Length != n)
                throw new ArgumentException($"{factor.Name} has {factor.Codes.Length} observations where the outcome has {n}", factor.Name);
        }

        void Check(string name, double[] values, Func<double, bool> allowed, string words)
        {
            if (values.Length != n)
                throw new ArgumentException($"{name} has {values.Length} observations where the outcome has {n}", name);
            for (var i = 0; i < n; i++)
            {
                if (!double.IsFinite(values[i]) || !allowed(values[i]))
                    throw new ArgumentException($"{name} is {values[i]} at observation {i + 1}; it must be {words}", name);
            }
        }
    }
}
