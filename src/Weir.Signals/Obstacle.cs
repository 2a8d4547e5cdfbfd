namespace Weir.Signals;

/// <summary>Why a number cannot be given. A signal that cannot be computed says so; it never puts a number in its place.</summary>
public enum Obstacle
{
    /// <summary>Nothing stands in the way.</summary>
    None,

    /// <summary>The value itself is not known.</summary>
    ValueNotKnown,

    /// <summary>The value is below zero (a correction of an earlier month), so no ratio means anything.</summary>
    ValueIsNegative,

    /// <summary>What it would be compared with is not known, or too little of it is.</summary>
    BaseNotKnown,

    /// <summary>Only a lower bound is known of what it would be compared with.</summary>
    BaseIsPartial,

    /// <summary>What it would be compared with is zero: there is a difference but no ratio.</summary>
    BaseIsZero,

    /// <summary>What it would be compared with is below zero, so no ratio means anything.</summary>
    BaseIsNegative,

    /// <summary>The period is a year where the signal needs a month.</summary>
    NotAMonth,

    /// <summary>The two amounts are in units that do not convert into each other.</summary>
    UnitsDiffer,

    /// <summary>The divisor's range reaches zero or below.</summary>
    DivisorNotPositive,
}
