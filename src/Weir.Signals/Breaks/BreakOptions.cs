using System.Runtime.InteropServices;

namespace Weir.Signals.Breaks;

/// <summary>How breaks are searched for.</summary>
public enum BreakMethod
{
    /// <summary>Pruned exact linear time: the exact optimum of the penalised cost (Killick, Fearnhead &amp; Eckley 2012).</summary>
    Pelt,

    /// <summary>Binary segmentation: the best single break, then the best one within the parts, and so on (Scott &amp; Knott 1974).</summary>
    BinarySegmentation,

    /// <summary>At most one change.</summary>
    Amoc,
}

/// <summary>What changes at a break.</summary>
public enum BreakChange
{
    /// <summary>The level, under normal noise of one variance.</summary>
    Mean,

    /// <summary>The variance, about one mean.</summary>
    Variance,

    /// <summary>Level and variance, normal.</summary>
    MeanVariance,

    /// <summary>The rate of counts, Poisson.</summary>
    Poisson,
}

/// <summary>Which penalty a further break costs.</summary>
public enum PenaltyKind
{
    /// <summary>(p + 1) ln n (Schwarz 1978); p is the number of parameters of a segment.</summary>
    Bic,

    /// <summary>(p + 2) ln n, and each segment adds the logarithm of its length (Zhang &amp; Siegmund 2007).</summary>
    Mbic,

    /// <summary>2 (p + 1) (Akaike 1974).</summary>
    Aic,

    /// <summary>2 (p + 1) ln ln n (Hannan &amp; Quinn 1979).</summary>
    HannanQuinn,

    /// <summary>A number of the user's.</summary>
    Manual,
}

/// <summary>What a further break must gain, in units of twice the log likelihood.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Manual">The number, for <see cref="PenaltyKind.Manual"/>; not negative.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BreakPenalty(PenaltyKind Kind, double Manual = 0)
{
    /// <summary>Zhang and Siegmund's modified criterion: what Weir uses unless told otherwise.</summary>
    public static BreakPenalty Mbic { get; } = new(PenaltyKind.Mbic);

    /// <summary>Schwarz's criterion.</summary>
    public static BreakPenalty Bic { get; } = new(PenaltyKind.Bic);

    /// <summary>A penalty of the user's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public static BreakPenalty Of(double number) => number >= 0 && double.IsFinite(number)
        ? new(PenaltyKind.Manual, number)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "a penalty is a number that is not negative");

    /// <summary>Its value for <paramref name="n"/> values and segments of <paramref name="parameters"/> parameters, never negative.</summary>
    public double Value(int n, int parameters) => Kind switch
    {
        PenaltyKind.Bic => (parameters + 1) * Math.Log(n),
        PenaltyKind.Mbic => (parameters + 2) * Math.Log(n),
        PenaltyKind.Aic => 2.0 * (parameters + 1),
        PenaltyKind.HannanQuinn => Math.Max(0, 2 * (parameters + 1) * Math.Log(Math.Log(Math.Max(2, n)))),
        PenaltyKind.Manual => Manual,
        _ => throw new ArgumentOutOfRangeException(nameof(n), Kind, "no such penalty"),
    };
}

/// <summary>Whether a step of preparation is taken.</summary>
public enum Preparation
{
    /// <summary>Where the series allows it.</summary>
    Auto,

    /// <summary>Always; a series that does not allow it has no answer.</summary>
    On,

    /// <summary>Never.</summary>
    Off,
}

/// <summary>How breaks are searched for, and in what. The defaults are Weir's; docs/signals.md has the table that they come from.</summary>
public sealed record BreakOptions
{
    /// <summary>The search.</summary>
    public BreakMethod Method { get; init; } = BreakMethod.Pelt;

    /// <summary>What changes.</summary>
    public BreakChange Change { get; init; } = BreakChange.Mean;

    /// <summary>What a further break must gain.</summary>
    public BreakPenalty Penalty { get; init; } = BreakPenalty.Mbic;

    /// <summary>Known values that a segment has at least; null for 3, or fewer where <see cref="Noise"/> is given (1; 2 where variances are estimated).</summary>
    public int? MinimumSegment { get; init; }

    /// <summary>Binary segmentation stops after this many; null for no bound.</summary>
    public int? MostBreaks { get; init; }

    /// <summary>Whether logarithms are taken; for a change of level only. Auto: where every known value is above zero.</summary>
    public Preparation Log { get; init; }

    /// <summary>Whether the mean year is taken out of a monthly series. Auto: from three years on, for a change of level.</summary>
    public Preparation Seasonal { get; init; }

    /// <summary>
    /// The standard deviation of the noise, known, which then has no memory (1 for a series that is scaled already); null to
    /// estimate both from the series. For a change of level only.
    /// </summary>
    public double? Noise { get; init; }

    /// <summary>Confidence of every interval, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.9;

    /// <summary>The fewest known values in a segment that hold.</summary>
    public int SegmentFloor => Change is BreakChange.Variance or BreakChange.MeanVariance ? 2 : 1;
}
