using Weir.Desk.Figures;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>A question to everything in a lake: which flows surged?</summary>
public sealed record ScanQuestion : CellQuestion
{
    /// <summary>The month to judge; null for the latest that each reporter has.</summary>
    public Period? Month { get; init; }

    /// <summary>Digits of the codes: 2, 4, 6, 8 or 10.</summary>
    public int Digits { get; init; } = 6;

    /// <summary>What is judged: money, or a quantity as measured.</summary>
    public Unit Unit { get; init; } = Units.UsDollar;

    /// <summary>Below it, in <see cref="Unit"/>, a flow counts as judged and never as found.</summary>
    public double Floor { get; init; } = 100_000;

    /// <summary>The false-discovery rate to keep, above 0 and below 1.</summary>
    public double Fdr { get; init; } = 0.05;

    /// <summary>The surge method.</summary>
    public ISurgeMethod Method { get; init; } = SurgeMethods.Default;

    /// <summary>How many findings to give, the first ones of <see cref="ByExcess"/>; null for all.</summary>
    public int? Limit { get; init; } = 50;

    /// <summary>Whether the largest excess comes first, and not the smallest q.</summary>
    public bool ByExcess { get; init; } = true;
}

/// <summary>A surge that a scan found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Series">The series; its goods are a commodity code.</param>
/// <param name="Period">The month.</param>
/// <param name="Finding">How it stands against its past.</param>
/// <param name="Q">The false-discovery rate at which it is just found.</param>
/// <param name="ToMedian">Value over the median of the known months of the year before; null where that is not above 0 or fewer than two are known.</param>
/// <param name="ToRecord">Value over the highest known month before; null where that is not above 0.</param>
/// <param name="ToMonthBefore">Value over the month before; null where that is not known or not above 0.</param>
/// <param name="EditionChanged">Whether the code comes from several editions of its classification, between which goods may have moved.</param>
public sealed record ScanFinding(
    SignalId Id, SeriesKey Series, Period Period, SurgeFinding Finding, double Q, double? ToMedian, double? ToRecord, double? ToMonthBefore, bool EditionChanged);

/// <summary>What a scan found.</summary>
/// <param name="AsOf">The moment whose knowledge it is.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Findings">The findings.</param>
/// <param name="Found">How many there are, given or not.</param>
/// <param name="Judged">How many series were judged.</param>
/// <param name="Below">How many of those lie below the floor.</param>
/// <param name="Unsaid">How many series could not be judged, by the reason why; most first.</param>
/// <param name="Months">Which months were judged, with how many series each.</param>
public sealed record ScanReport(
    DateTimeOffset AsOf, ScanQuestion Question, IReadOnlyList<ScanFinding> Findings, int Found, long Judged, long Below,
    IReadOnlyList<(SurgeObstacle Why, long Series)> Unsaid, IReadOnlyList<(Period Month, long Series)> Months);
