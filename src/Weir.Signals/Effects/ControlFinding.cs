using Weir.Trade;

namespace Weir.Signals.Effects;

/// <summary>One flow in one month, as the control effect is estimated from.</summary>
/// <param name="Origin">Number of the economy that exports.</param>
/// <param name="Destination">Number of the economy that it exports to.</param>
/// <param name="Commodity">Code.</param>
/// <param name="Month">The month.</param>
/// <param name="Value">The amount, 0 where it is known to be nothing. Months that are not known have no cell.</param>
/// <param name="Controlled">Whether the measure is about this commodity and destination; else it is there to compare with.</param>
public readonly record struct ControlCell(int Origin, int Destination, string Commodity, Period Month, double Value, bool Controlled);

/// <summary>When a control came.</summary>
/// <param name="Announced">The day on which it was announced.</param>
/// <param name="InForce">The day on which it came into force.</param>
/// <param name="Ended">The day on which it was suspended or repealed; null where it was not.</param>
public sealed record ControlTiming(DateOnly Announced, DateOnly InForce, DateOnly? Ended)
{
    /// <summary>The first month that counts as under control: that of <see cref="InForce"/>, or the next one where that day is after the 15th.</summary>
    public Period First => MonthOf(InForce);

    /// <summary>The first month of anticipation: that of <see cref="Announced"/>. Where it is not before <see cref="First"/> there is none.</summary>
    public Period Anticipation => Period.Month(Announced.Year, Announced.Month);

    /// <summary>The first month that no longer counts; null where the measure goes on.</summary>
    public Period? End => Ended is { } ended ? Period.Month(ended.Year, ended.Month) : null;

    private static Period MonthOf(DateOnly day) => Period.Month(day.Year, day.Month).AddMonths(day.Day > 15 ? 1 : 0);
}

/// <summary>What span a control effect is estimated over.</summary>
public sealed record ControlSpan
{
    /// <summary>Months before the first month of anticipation.</summary>
    public int Before { get; init; } = 36;

    /// <summary>Months under control.</summary>
    public int After { get; init; } = 12;

    /// <summary>Months before the control that the event study shows apart; those before them are its base.</summary>
    public int Lead { get; init; } = 6;

    /// <summary>Destinations that are told apart, the largest of the year before the announcement first; the others are one.</summary>
    public int Destinations { get; init; } = 12;
}

/// <summary>Why no control effect can be given.</summary>
public enum ControlObstacle
{
    /// <summary>Nothing stands in the way.</summary>
    None,

    /// <summary>There is no flow of the controlled goods.</summary>
    NoFlow,

    /// <summary>Fewer than 24 months are known before the announcement (12 where there is something to compare with).</summary>
    TooFewMonthsBefore,

    /// <summary>No month under control is known.</summary>
    NoMonthAfter,

    /// <summary>The regression cannot be run; its own obstacle says why.</summary>
    NoRegression,
}

/// <summary>What a control changed for one destination.</summary>
/// <param name="Destination">Number of the economy; null for all that are not told apart.</param>
/// <param name="Before">Mean of a month in the year before the announcement; null where none is known.</param>
/// <param name="Between">Mean of a month of anticipation; null where there is none.</param>
/// <param name="After">Mean of a month under control.</param>
/// <param name="Anticipation">Effect of the months of anticipation; null where it cannot be given.</param>
/// <param name="Effect">Effect of the months under control; null where it cannot be given, such as where nothing went there since.</param>
/// <param name="Selectivity">This effect less the mean of the others', weighted by their flows before; null where it cannot be given.</param>
/// <param name="Stopped">Whether nothing at all went there under control: −100 %, without an interval.</param>
/// <param name="Events">Month by month, from the first month of anticipation on.</param>
public sealed record DestinationEffect(
    int? Destination, double? Before, double? Between, double? After, EffectTerm? Anticipation, EffectTerm? Effect, EffectTerm? Selectivity, bool Stopped,
    IReadOnlyList<EventMonth> Events);

/// <summary>A month of the event study.</summary>
/// <param name="Month">Months since the control came into force: 0 is the first, −1 the last before.</param>
/// <param name="Period">The month.</param>
/// <param name="Term">The effect against the months before the study; null where it cannot be given.</param>
public sealed record EventMonth(int Month, Period Period, EffectTerm? Term);

/// <summary>What a control changed.</summary>
/// <param name="Obstacle">Why nothing can be said; <see cref="ControlObstacle.None"/> otherwise.</param>
public sealed record ControlFinding(ControlObstacle Obstacle)
{
    /// <summary>Why the regression cannot be run.</summary>
    public EffectObstacle Regression { get; init; }

    /// <summary>Effect of the months between announcement and control; null where there are none, or it cannot be given.</summary>
    public EffectTerm? Anticipation { get; init; }

    /// <summary>Effect of the months under control.</summary>
    public EffectTerm? Effect { get; init; }

    /// <summary>By destination, the largest first.</summary>
    public IReadOnlyList<DestinationEffect> Destinations { get; init; } = [];

    /// <summary>Month by month.</summary>
    public IReadOnlyList<EventMonth> Events { get; init; } = [];

    /// <summary>Whether flows that the measure is not about stand beside it; else the goods' own past and season are what is compared with.</summary>
    public bool Compared { get; init; }

    /// <summary>First month used.</summary>
    public Period From { get; init; }

    /// <summary>Last month used.</summary>
    public Period To { get; init; }

    /// <summary>The regression that <see cref="Effect"/> comes from.</summary>
    public EffectFit? Fit { get; init; }
}
