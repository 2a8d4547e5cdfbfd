using Weir.Trade;

namespace Weir.Signals;

/// <summary>A flow between two places, as one or both of them publish it.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Export">The sender's figures; null where it publishes none.</param>
/// <param name="Import">The receiver's figures; null where it publishes none.</param>
public sealed record RouteFlow(Economy From, Economy To, Series? Export, Series? Import);

/// <summary>Where goods may have been diverted, and what is known of it.</summary>
/// <param name="Origins">Whose goods; at least one.</param>
/// <param name="Destination">Where they may end.</param>
/// <param name="Routes">Third places that may stand between; at least one.</param>
/// <param name="Since">First month judged: from when the direct way was controlled, or seemed to be.</param>
/// <param name="Until">Last month judged.</param>
/// <param name="Flows">The flows between them, each pair once, all in units that convert; pairs that are not there are not known.</param>
public sealed record DiversionQuestion(
    IReadOnlyList<Economy> Origins, Economy Destination, IReadOnlyList<Economy> Routes, Period Since, Period Until, IReadOnlyList<RouteFlow> Flows);

/// <summary>How a diversion is looked for.</summary>
/// <param name="Alpha">Rate at which a world without any diversion may show one, over all candidates together.</param>
/// <param name="Level">Level of the ranges.</param>
/// <param name="Draws">Draws of the bootstrap, at least 99.</param>
/// <param name="Seed">Seed of the bootstrap: the same question gives the same answer.</param>
/// <param name="PastMonths">How many months before the first are used, at least 24.</param>
/// <param name="Margin">Margin between export and import values.</param>
public sealed record DiversionOptions(double Alpha, double Level, int Draws, int Seed, int PastMonths, MirrorMargin Margin)
{
    /// <summary>Alpha 0.05, level 0.95, 499 draws, seed 1, five years, the margin of an unknown route.</summary>
    public static DiversionOptions Usual { get; } = new(0.05, 0.95, 499, 1, 60, MirrorMargin.Unknown);

    internal DiversionOptions Checked()
    {
        if (Alpha is not (> 0 and < 1) || Level is not (> 0 and < 1))
            throw new InvalidOperationException("alpha and level lie between 0 and 1");
        if (Draws is < 99 or > 100_000 || PastMonths is < 24 or > 600)
            throw new InvalidOperationException("a bootstrap takes 99 to 100,000 draws and 24 to 600 months of the past");
        Margin.Checked();
        return this;
    }
}

/// <summary>Whose figures a leg is computed from.</summary>
public enum RouteSide
{
    /// <summary>The sender's exports.</summary>
    Export,

    /// <summary>The receiver's imports, brought to the exporter's value basis.</summary>
    Import,
}

/// <summary>One leg: what flowed against what its own past lets one expect, over the months judged.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Side">Whose figures.</param>
/// <param name="Months">Months judged.</param>
/// <param name="Known">Of how many of them the value is known; the numbers are over these.</param>
/// <param name="Past">Known months before.</param>
/// <param name="Observed">What flowed, in the question's unit; null where it can't be said.</param>
/// <param name="Expected">What its past lets one expect.</param>
/// <param name="ExpectedRange">The same as a range.</param>
/// <param name="Excess">Observed less expected; below zero for a drop.</param>
/// <param name="ExcessRange">The same as a range.</param>
/// <param name="PExcess">p-value of no excess.</param>
/// <param name="PDrop">p-value of no drop.</param>
/// <param name="FirstEver">All that is known of the past is zero: everything is excess, and there is no error to measure it by.</param>
/// <param name="Obstacle">Why nothing can be said.</param>
/// <param name="Rows">The rows of the months judged.</param>
public sealed record LegFinding(
    Economy From, Economy To, RouteSide Side, int Months, int Known, int Past, double? Observed, double? Expected, ValueRange? ExpectedRange, double? Excess,
    ValueRange? ExcessRange, double? PExcess, double? PDrop, bool FirstEver, Obstacle Obstacle, IReadOnlyList<ObservationId> Rows)
{
    // The draws of the excess, for what is put together from several legs; empty where nothing can be said.
    internal double[] Draws { get; init; } = [];
}
