using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>What speaks for a diversion by a candidate route, or against it.</summary>
public enum DiversionReasonKind
{
    /// <summary>More came to the third place from the origins than its past allows; the amount is the excess.</summary>
    MoreArrives,

    /// <summary>What came to the third place from the origins is no more than its past allows.</summary>
    NoMoreArrives,

    /// <summary>More went on to the destination than its past allows; the amount is the excess.</summary>
    MoreGoesOn,

    /// <summary>What went on to the destination is no more than its past allows.</summary>
    NoMoreGoesOn,

    /// <summary>Goods that the origins sent to the third place are not recorded as arrived; the amount is the growth of what is missing.</summary>
    NeverArrives,

    /// <summary>Less goes the direct way than its past lets one expect; the amount is the drop.</summary>
    DirectDrop,

    /// <summary>Nothing is missing on the direct way.</summary>
    NoDirectDrop,

    /// <summary>The direct way is not known, so that nothing bounds the amount from above but the legs themselves.</summary>
    DirectNotKnown,

    /// <summary>The two excesses agree within a third of the larger.</summary>
    AmountsAgree,

    /// <summary>The smaller excess is less than a third of the larger.</summary>
    AmountsDiffer,

    /// <summary>A leg had no flow at all before.</summary>
    FirstEver,

    /// <summary>Months are missing among those judged; the amount is how many. What is given is over the others.</summary>
    MonthsMissing,

    /// <summary>A leg has too short a past for a season; the amount is its months.</summary>
    ShortPast,

    /// <summary>A leg is known from the receiver's imports only.</summary>
    FromImports,
}

/// <summary>A reason with its number.</summary>
/// <param name="Kind">What.</param>
/// <param name="Amount">The number that goes with it; null where none does.</param>
/// <param name="P">Its p-value; null where it has none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DiversionReason(DiversionReasonKind Kind, double? Amount = null, double? P = null);

/// <summary>A candidate route, weighed.</summary>
/// <param name="Route">The third place.</param>
/// <param name="Arriving">What the origins sent there: one leg for each origin.</param>
/// <param name="Leaving">What it sent on to the destination.</param>
/// <param name="NotArrived">The part of the excess on the first leg that the third place does not record as arrived; null where its imports are not known.</param>
/// <param name="PArriving">p-value of no excess towards it; null where not known.</param>
/// <param name="PLeaving">p-value of no excess from it, nor of goods that never arrive; null where not known.</param>
/// <param name="P">p-value of no diversion: the largest of those of its parts (all of them are needed). Null where it can't be said.</param>
/// <param name="PAdjusted">The same after Holm, over all ways looked at.</param>
/// <param name="Found">Whether the adjusted p-value is at most alpha.</param>
/// <param name="Amount">The diverted amount: the smaller of what arrives and what leaves or never arrives, and of the drop where it is known; 0 at least. Null where it can't be said.</param>
/// <param name="Range">From the lower end of that to the upper end of the larger excess (of the drop, where that is smaller).</param>
/// <param name="Share">The amount as a part of what no longer goes the direct way; null where the drop is not known or none.</param>
/// <param name="ShareRange">The same as a range, 0 to 1.</param>
/// <param name="Score">0 to 1: a quarter each for excess in, excess out, drop (each by its p-value, full from 0.001), and for how well the two excesses agree; 0 where the amount is 0.</param>
/// <param name="Reasons">What speaks for it and against it.</param>
/// <param name="Obstacle">Why nothing can be said.</param>
public sealed record DiversionCandidate(
    Economy Route, IReadOnlyList<LegFinding> Arriving, LegFinding? Leaving, double? NotArrived, double? PArriving, double? PLeaving, double? P, double? PAdjusted, bool Found,
    double? Amount, ValueRange? Range, double? Share, ValueRange? ShareRange, double Score, IReadOnlyList<DiversionReason> Reasons, Obstacle Obstacle);

/// <summary>A way of two or three legs in the maximum flow.</summary>
/// <param name="Places">The places in order, origin first, destination last.</param>
/// <param name="Amount">What the maximum flow sends along it.</param>
/// <param name="Range">What its narrowest leg can carry, as a range.</param>
/// <param name="PAdjusted">p-value of no diversion along it, after Holm.</param>
public sealed record DiversionChain(IReadOnlyList<Economy> Places, double Amount, ValueRange Range, double PAdjusted);

/// <summary>Which way goods went.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Options">How it was looked for.</param>
/// <param name="Unit">Unit of every amount.</param>
/// <param name="Direct">The direct legs, one for each origin.</param>
/// <param name="Drop">What no longer goes the direct way, 0 at least; null where not known.</param>
/// <param name="DropRange">The same as a range.</param>
/// <param name="PDrop">p-value of no drop.</param>
/// <param name="Candidates">Every candidate route, likeliest first.</param>
/// <param name="Chains">The ways of the maximum flow through the legs whose ways are found, shortest first.</param>
/// <param name="Total">Maximum flow over all of them, at most the drop; null where no candidate can be judged.</param>
/// <param name="TotalRange">The same as a range.</param>
/// <param name="Legs">Every leg that was computed.</param>
public sealed record DiversionFinding(
    DiversionQuestion Question, DiversionOptions Options, Unit Unit, IReadOnlyList<LegFinding> Direct, double? Drop, ValueRange? DropRange, double? PDrop,
    IReadOnlyList<DiversionCandidate> Candidates, IReadOnlyList<DiversionChain> Chains, double? Total, ValueRange? TotalRange, IReadOnlyList<LegFinding> Legs)
{
    /// <summary>Whether any way is found at <see cref="DiversionOptions.Alpha"/>.</summary>
    public bool Found => Chains.Count > 0;
}
