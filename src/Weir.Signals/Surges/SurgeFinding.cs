using System.Runtime.InteropServices;

namespace Weir.Signals.Surges;

/// <summary>Why a month could not be judged. Nothing else is said of it then.</summary>
public enum SurgeObstacle
{
    /// <summary>Nothing stood in the way: there is a p-value.</summary>
    None,

    /// <summary>The value of the month itself is not known.</summary>
    ValueNotKnown,

    /// <summary>The value is below zero (a correction of earlier months), which is no flow of that month.</summary>
    ValueIsNegative,

    /// <summary>Too few earlier months are known: <see cref="SurgeFinding.MonthsKnown"/> where <see cref="SurgeFinding.MonthsNeeded"/> are needed.</summary>
    HistoryTooShort,

    /// <summary>Every earlier month known is zero, so nothing says how large a flow there is when there is one. It is a first flow, if anything.</summary>
    HistoryIsZero,

    /// <summary>Every earlier month known has the same value, so nothing says how much it varies.</summary>
    HistoryIsConstant,

    /// <summary>No earlier month of this season is known.</summary>
    SeasonNotKnown,

    /// <summary>The last months hold less than the rule asks for (<see cref="FarringtonOptions.LimitSum"/>).</summary>
    TooLittleRecently,

    /// <summary>The model's equations have no solution that could be found.</summary>
    NoFit,
}

/// <summary>How a month stands against what its own past allows.</summary>
/// <param name="Value">The value, in the series' unit; not-a-number where not known.</param>
/// <param name="Expected">What the past makes one expect (the middle of the prediction); not-a-number where there is none.</param>
/// <param name="Lower">Lower end of the prediction interval: one value in 1/alpha falls below it. Not-a-number where there is none.</param>
/// <param name="Upper">
/// Upper end: one value in 1/alpha lies above it, so a value above it is a surge at that rate of false alarms. Not-a-number where there is none.
/// </param>
/// <param name="P">The chance of a value as high or higher, if nothing had changed; 0 to 1, not-a-number where it cannot be said.</param>
/// <param name="PBeyond">
/// The chance of a value strictly higher. It is less than <paramref name="P"/> where values are counted; a number drawn evenly between the two is
/// spread evenly over 0 to 1 when the method is right, which is how its calibration is measured.
/// </param>
/// <param name="Obstacle">Why it cannot be said.</param>
/// <param name="MonthsKnown">Earlier months that the judgement stands on.</param>
/// <param name="MonthsNeeded">How many of them the method needs at least.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SurgeFinding(
    double Value, double Expected, double Lower, double Upper, double P, double PBeyond, SurgeObstacle Obstacle, int MonthsKnown, int MonthsNeeded)
{
    /// <summary>Whether there is a p-value.</summary>
    public bool IsJudged => Obstacle == SurgeObstacle.None;

    /// <summary>Whether the value lies above its upper bound.</summary>
    public bool IsSurge => IsJudged && Value > Upper;

    /// <summary>Value minus what was expected, in the series' unit; not-a-number where there is none.</summary>
    public double Excess => Value - Expected;

    /// <summary>A month that cannot be judged.</summary>
    public static SurgeFinding Without(double value, SurgeObstacle obstacle, int known, int needed) =>
        new(value, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, obstacle, known, needed);

    /// <summary>Why the month cannot be judged, in a sentence; null where it can.</summary>
    public string? Why() => Obstacle switch
    {
        SurgeObstacle.None => null,
        SurgeObstacle.ValueNotKnown => "the value is not known",
        SurgeObstacle.ValueIsNegative => "the value is negative",
        SurgeObstacle.HistoryTooShort => $"{MonthsKnown} earlier months are known; at least {MonthsNeeded} are needed",
        SurgeObstacle.HistoryIsZero => $"all {MonthsKnown} earlier months known are zero",
        SurgeObstacle.HistoryIsConstant => $"all {MonthsKnown} earlier months known have the same value",
        SurgeObstacle.SeasonNotKnown => "no earlier month of this season is known",
        SurgeObstacle.TooLittleRecently => "the last months hold less than the rule asks for",
        _ => "the model could not be fitted",
    };
}
