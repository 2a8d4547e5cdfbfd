namespace Weir.Signals.Effects;

/// <summary>How the errors of the coefficients are taken.</summary>
public enum ErrorKind
{
    /// <summary>Robust to any variance of the outcome, observations independent (Eicker, Huber and White; HC0).</summary>
    Robust,

    /// <summary>Robust to any variance and to any dependence within a cluster; needs <see cref="Panel.Clusters"/>.</summary>
    Cluster,

    /// <summary>As the Poisson distribution has them (variance = mean). Money is never so distributed: for comparison only.</summary>
    Poisson,

    /// <summary>Variance proportional to the mean, the proportion estimated from Pearson's residuals.</summary>
    QuasiPoisson,
}

/// <summary>Which number of groups the factor G ÷ (G − 1) is taken of.</summary>
public enum GroupFactor
{
    /// <summary>No factor.</summary>
    None,

    /// <summary>The clustering with the fewest groups, for all parts of a multi-way matrix.</summary>
    Fewest,

    /// <summary>Each part of a multi-way matrix has the factor of its own groups (the "conventional" one).</summary>
    Own,
}

/// <summary>Which coefficients the factor (n − 1) ÷ (n − K) counts.</summary>
public enum CountedEffects
{
    /// <summary>No factor.</summary>
    None,

    /// <summary>Regressors and effects, without the effects that are nested in a cluster.</summary>
    WithoutNested,

    /// <summary>Regressors and all effects.</summary>
    All,
}

/// <summary>A small-sample correction of a robust covariance matrix. An observation by itself is a cluster of one.</summary>
/// <param name="Groups">The factor G ÷ (G − 1).</param>
/// <param name="Effects">The factor (n − 1) ÷ (n − K).</param>
public sealed record SmallSample(GroupFactor Groups, CountedEffects Effects)
{
    /// <summary>No correction.</summary>
    public static SmallSample None { get; } = new(GroupFactor.None, CountedEffects.None);

    /// <summary>G ÷ (G − 1) alone, as ppmlhdfe and Stata's poisson have it.</summary>
    public static SmallSample OfGroups { get; } = new(GroupFactor.Fewest, CountedEffects.None);

    /// <summary>G ÷ (G − 1) · (n − 1) ÷ (n − K), K without nested effects, as fixest has it.</summary>
    public static SmallSample Full { get; } = new(GroupFactor.Fewest, CountedEffects.WithoutNested);
}

/// <summary>Why a regression cannot be run, or an error cannot be given.</summary>
public enum EffectObstacle
{
    /// <summary>Nothing stands in the way.</summary>
    None,

    /// <summary>There is no observation, or none is left after the separated ones are set aside.</summary>
    NoObservations,

    /// <summary>The outcome is zero everywhere.</summary>
    OutcomeIsZero,

    /// <summary>No regressor is left to estimate: each is absorbed by the effects, collinear, or varies in separated observations only.</summary>
    NothingToEstimate,

    /// <summary>There are as many coefficients and effects as observations: the fit is perfect whatever the truth.</summary>
    NothingLeftOver,

    /// <summary>The iterations did not settle.</summary>
    NotConverged,

    /// <summary>There is one cluster only, so nothing shows how much clusters differ.</summary>
    OneCluster,

    /// <summary>The variance that comes out is zero or not a number: the residuals cancel within every cluster.</summary>
    NoVariance,
}

/// <summary>Why a regressor was dropped.</summary>
public enum DropReason
{
    /// <summary>It is a sum of other regressors (and effects).</summary>
    Collinear,

    /// <summary>It doesn't vary within the groups of the effects (or at all).</summary>
    Absorbed,

    /// <summary>It varies in separated observations only, which say nothing finite about it.</summary>
    OnlySeparatedVary,
}

/// <summary>A regressor that was dropped.</summary>
/// <param name="Name">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="With">With which regressors it is collinear; empty for other reasons.</param>
public sealed record DroppedRegressor(string Name, DropReason Reason, IReadOnlyList<string> With);

/// <summary>A set of fixed effects as it was absorbed.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Groups">Groups with at least one observation that was kept.</param>
/// <param name="Redundant">How many of them are determined by the sets before it.</param>
/// <param name="Exact">Whether <paramref name="Redundant"/> is exact; from the third set on it is a lower bound.</param>
/// <param name="Nested">Whether every group lies within one cluster, so that it costs no degree of freedom.</param>
public sealed record AbsorbedEffects(string Name, int Groups, int Redundant, bool Exact, bool Nested);

/// <summary>A coefficient with its error and normal-theory interval.</summary>
/// <param name="Name">Regressor; <see cref="EffectFit.Constant"/> for the constant of a regression without effects.</param>
/// <param name="Coefficient">β: the outcome changes by the factor exp(β) for a unit of the regressor.</param>
/// <param name="StandardError">Its standard error; null where it cannot be given (<see cref="EffectFit.ErrorObstacle"/>).</param>
public sealed record EffectTerm(string Name, double Coefficient, double? StandardError)
{
    /// <summary>The coefficient over its error.</summary>
    public double? Z => StandardError is { } error ? Coefficient / error : null;

    /// <summary>Two-sided p-value of no effect.</summary>
    public double? P => Z is { } z ? Gaussian.TwoSided(z) : null;

    /// <summary>100·(e^β − 1): by how many per cent the outcome changes for a unit of the regressor.</summary>
    public double Percent => 100 * Math.Exp(Coefficient) - 100;

    /// <summary>The interval at 1 − <paramref name="alpha"/> for the coefficient.</summary>
    public (double Low, double High)? Interval(double alpha) =>
        StandardError is { } error ? (Coefficient - (Gaussian.Quantile(1 - (alpha / 2)) * error), Coefficient + (Gaussian.Quantile(1 - (alpha / 2)) * error)) : null;
}

/// <summary>What a Poisson pseudo-maximum-likelihood regression came to.</summary>
public sealed record EffectFit
{
    /// <summary>The name of the constant.</summary>
    public const string Constant = "(constant)";

    /// <summary>Why there are no terms; <see cref="EffectObstacle.None"/> where there are.</summary>
    public EffectObstacle Obstacle { get; init; }

    /// <summary>The estimated terms, in the order of the regressors; empty where there is an obstacle.</summary>
    public IReadOnlyList<EffectTerm> Terms { get; init; } = [];

    /// <summary>Covariance of the terms, row by row; empty where it cannot be given.</summary>
    public double[,] Covariance { get; init; } = new double[0, 0];

    /// <summary>Why the terms have no errors.</summary>
    public EffectObstacle ErrorObstacle { get; init; }

    /// <summary>Whether the multi-way covariance was not positive semi-definite, so that its negative eigenvalues were set to zero.</summary>
    public bool Repaired { get; init; }

    /// <summary>Regressors that were dropped, with why.</summary>
    public IReadOnlyList<DroppedRegressor> Dropped { get; init; } = [];

    /// <summary>Observations (from 0) that are separated: their fitted mean would be zero whatever else is true, so they say nothing and are set aside.</summary>
    public IReadOnlyList<int> Separated { get; init; } = [];

    /// <summary>How many of the separated ones stand in a group of effects whose outcomes are all zero.</summary>
    public int SeparatedByGroups { get; init; }

    /// <summary>Whether the search for separated observations came to its end. Where it did not, some may be left among the observations.</summary>
    public bool SeparationSettled { get; init; } = true;

    /// <summary>Observations used.</summary>
    public int Observations { get; init; }

    /// <summary>The absorbed sets of effects.</summary>
    public IReadOnlyList<AbsorbedEffects> Effects { get; init; } = [];

    /// <summary>Groups of each clustering, in order; empty for other errors.</summary>
    public IReadOnlyList<int> ClusterGroups { get; init; } = [];

    /// <summary>Poisson deviance.</summary>
    public double Deviance { get; init; }

    /// <summary>Poisson log pseudo-likelihood.</summary>
    public double LogLikelihood { get; init; }

    /// <summary>1 − log-likelihood ÷ log-likelihood of a constant alone (McFadden); null where the latter is zero.</summary>
    public double? PseudoR2 { get; init; }

    /// <summary>Rounds of reweighted least squares.</summary>
    public int Iterations { get; init; }

    /// <summary>Largest |Σ x̃(y − μ)| of the kept regressors, in standard deviations of x̃ times the sum of μ: zero at the maximum.</summary>
    public double Score { get; init; }

    /// <summary>Fitted means of the observations used (in the order of <see cref="Rows"/>).</summary>
    public double[] Fitted { get; init; } = [];

    /// <summary>The observations used (from 0), in order.</summary>
    public int[] Rows { get; init; } = [];

    /// <summary>The correction for three-way effects, where it was asked for.</summary>
    public BiasCorrection? Bias { get; init; }

    /// <summary>The term of a regressor; null where it was dropped.</summary>
    public EffectTerm? Term(string name) => Terms.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal));

    /// <summary>
    /// A weighted sum of coefficients with its error from the joint covariance, such as the difference of two effects.
    /// Null where a term was dropped.
    /// </summary>
    public EffectTerm? Combine(string name, params IReadOnlyList<(string Term, double Weight)> parts)
    {
        var at = parts.Select(p => (Index: Terms.Select((t, i) => (t, i)).Where(t => string.Equals(t.t.Name, p.Term, StringComparison.Ordinal)).Select(t => t.i).DefaultIfEmpty(-1).First(), p.Weight)).ToList();
        if (at.Exists(p => p.Index < 0))
            return null;
        var value = at.Sum(p => p.Weight * Terms[p.Index].Coefficient);
        if (Covariance.Length == 0)
            return new(name, value, null);
        var variance = at.Sum(a => at.Sum(b => a.Weight * b.Weight * Covariance[a.Index, b.Index]));
        return new(name, value, variance > 0 ? Math.Sqrt(variance) : null);
    }
}
