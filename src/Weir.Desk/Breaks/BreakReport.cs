using Weir.Signals.Breaks;
using Weir.Trade;

namespace Weir.Desk.Breaks;

/// <summary>The breaks of one series.</summary>
/// <param name="Series">The name of the series: as in the user's file, or its source, reporter, partner, flow, goods and unit.</param>
/// <param name="Unit">Its unit; null for a user's own.</param>
/// <param name="Finding">What was found.</param>
public sealed record SeriesBreaks(string Series, Unit? Unit, BreakFinding Finding)
{
    /// <summary>Why there is no answer, in words for the end of "cannot be said, because"; null where there is one.</summary>
    public string? Because => Finding.Obstacle switch
    {
        BreakObstacle.None => null,
        BreakObstacle.TooFewValues => $"only {Finding.Known.ToString(System.Globalization.CultureInfo.InvariantCulture)} values are known, and it takes {BreakFinder.FewestValues.ToString(System.Globalization.CultureInfo.InvariantCulture)} and two segments' worth",
        BreakObstacle.Constant => "all known values are the same, so that there is no noise to measure a break against",
        BreakObstacle.NotPositive => "a known value is not above zero and has no logarithm",
        BreakObstacle.NotCounts => "a known value is negative or no whole number, and so no count",
        BreakObstacle.NoSeasons => "the mean year takes three years of months, each month with two full years about it",
        _ => throw new InvalidOperationException($"no such obstacle: {Finding.Obstacle}"),
    };
}
