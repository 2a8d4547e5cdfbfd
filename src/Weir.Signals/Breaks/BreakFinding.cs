using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Signals.Breaks;

/// <summary>Why no breaks can be told; none is a number in disguise.</summary>
public enum BreakObstacle
{
    /// <summary>Nothing stands in the way; the series may still have no break.</summary>
    None,

    /// <summary>Fewer than two segments' worth of values are known, or fewer than <see cref="BreakFinder.FewestValues"/>.</summary>
    TooFewValues,

    /// <summary>All known values are the same, zero perhaps, so there is no noise to measure a break against.</summary>
    Constant,

    /// <summary>Logarithms were asked for, and a known value is not above zero.</summary>
    NotPositive,

    /// <summary>Counts were asked for, and a known value is negative (an amendment) or no whole number.</summary>
    NotCounts,

    /// <summary>The mean year was to be taken out of a series that is not monthly or has fewer than three years.</summary>
    NoSeasons,
}

/// <summary>The level between two breaks, with its interval.</summary>
/// <param name="First">The first known period.</param>
/// <param name="Last">The last known period.</param>
/// <param name="Known">Known values in it.</param>
/// <param name="Level">The mean; the geometric mean where logarithms were taken; the standard deviation for a change of variance; the rate for counts.</param>
/// <param name="Low">Lower end of its interval; null where one value is all there is.</param>
/// <param name="High">Upper end.</param>
/// <param name="Deviation">For a change of level and variance, the standard deviation; null otherwise.</param>
public sealed record BreakSegment(Period First, Period Last, int Known, double Level, double? Low, double? High, double? Deviation = null);

/// <summary>One break.</summary>
/// <param name="Period">The first known period of the new level.</param>
/// <param name="Earliest">The earliest period that the new level may have begun in; it may be one of which nothing is known.</param>
/// <param name="Latest">The latest.</param>
/// <param name="Before">The segment before.</param>
/// <param name="After">The segment after.</param>
/// <param name="Gain">By how much the break raises twice the log likelihood between its neighbours; to be held against the penalty.</param>
public sealed record Break(Period Period, Period Earliest, Period Latest, BreakSegment Before, BreakSegment After, double Gain)
{
    /// <summary>After ÷ before; null where before is not above zero.</summary>
    public double? Ratio => Before.Level > 0 && After.Level >= 0 ? After.Level / Before.Level : null;
}

/// <summary>The breaks of one series, or why none can be told.</summary>
/// <param name="Obstacle">What stands in the way.</param>
/// <param name="Breaks">The breaks, in order.</param>
/// <param name="Segments">The segments that they part; one where there is no break, none where nothing can be told.</param>
/// <param name="Known">Known values, which alone are looked at.</param>
/// <param name="NotKnown">Periods between the first and the last known one of which nothing, or only a lower bound, is known.</param>
/// <param name="Logarithms">Whether logarithms were taken.</param>
/// <param name="Seasonal">Whether the mean year was taken out.</param>
/// <param name="Memory">The noise's correlation from one period to the next that was reckoned with; null where the change is not one of level.</param>
/// <param name="Noise">The noise's standard deviation about the levels (of the logarithms, where they were taken); null where the change is not one of level.</param>
/// <param name="Penalty">What a break had to gain; infinite where nothing was searched.</param>
/// <param name="Confidence">Of the intervals.</param>
public sealed record BreakFinding(
    BreakObstacle Obstacle, IReadOnlyList<Break> Breaks, IReadOnlyList<BreakSegment> Segments, int Known, int NotKnown,
    bool Logarithms, bool Seasonal, double? Memory, double? Noise, double? Penalty, double Confidence);

/// <summary>A known value at its place in time.</summary>
/// <param name="Period">The period.</param>
/// <param name="Value">The value.</param>
/// <param name="Step">Periods since the known one before; 1 where there is no gap.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KnownValue(Period Period, double Value, int Step);
