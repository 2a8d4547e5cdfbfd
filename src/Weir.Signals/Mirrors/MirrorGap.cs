using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>What the two sides' statistics allow to be said of one period.</summary>
public enum MirrorState
{
    /// <summary>Both sides published a value above zero: there is a gap.</summary>
    Compared,

    /// <summary>The exporter's value is not known.</summary>
    ExportNotKnown,

    /// <summary>The importer's value is not known.</summary>
    ImportNotKnown,

    /// <summary>Neither is known.</summary>
    NeitherKnown,

    /// <summary>The exporter's value is a lower bound: the gap is at least what is given.</summary>
    ExportIsPartial,

    /// <summary>The importer's value is a lower bound: the gap is at most what is given.</summary>
    ImportIsPartial,

    /// <summary>Both are lower bounds: nothing can be said of the gap.</summary>
    BothPartial,

    /// <summary>The exporter has a flow and the importer a zero: nothing of it is recorded at its arrival, and the logarithm has no bound.</summary>
    OnlyExported,

    /// <summary>The importer has a flow and the exporter a zero.</summary>
    OnlyImported,

    /// <summary>Both say zero: they agree.</summary>
    BothZero,

    /// <summary>A value is below zero (a correction of an earlier period), so no logarithm means anything.</summary>
    Negative,
}

/// <summary>One period of a mirrored pair.</summary>
/// <param name="Period">The exporter's period.</param>
/// <param name="State">What can be said.</param>
/// <param name="Export">The exporter's value (FOB), in the pair's unit; null where not known.</param>
/// <param name="Import">The importer's value (CIF), over the months that the lag stands for; null where not known.</param>
/// <param name="Gap">ln export − ln(import ÷ (1 + margin)) with the margin computed with; null where there is none. 0 is agreement, 0.69 twice as much exported as imported.</param>
/// <param name="Range">The gap over the whole range of the margin; null where there is none.</param>
/// <param name="Missing">Export less import ÷ (1 + margin): what was exported and is not recorded as arrived (below zero: the reverse); null where either is not known.</param>
/// <param name="Estimated">A source says that a number behind it was estimated.</param>
/// <param name="Rows">The rows of both sides.</param>
public sealed record MirrorPoint(
    Period Period, MirrorState State, double? Export, double? Import, double? Gap, ValueRange? Range, double? Missing, bool Estimated, IReadOnlyList<ObservationId> Rows);

/// <summary>
/// When goods that leave in a month are recorded as arrived: <paramref name="First"/> months later, or spread evenly over that month and the
/// <paramref name="Months"/> − 1 after it (those that leave late in a month arrive in the next).
/// </summary>
/// <param name="First">Months from leaving to the first month of arrival, 0 to 2.</param>
/// <param name="Months">Over how many months the arrivals are averaged, 1 or 2.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MirrorLag(int First, int Months)
{
    /// <summary>Arrival in the month of leaving.</summary>
    public static MirrorLag None { get; } = new(0, 1);

    /// <summary>The mean time from leaving to arrival, in months: 0, 0.5, 1, 1.5, 2.</summary>
    public double Mean => First + ((Months - 1) / 2.0);

    /// <summary>Every lag from none to <paramref name="months"/> months, in half months.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 2.</exception>
    public static IReadOnlyList<MirrorLag> UpTo(int months)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, 2);
        return [.. Enumerable.Range(0, (2 * months) + 1).Select(i => new MirrorLag(i / 2, 1 + (i % 2)))];
    }
}

/// <summary>How well a lag fits.</summary>
/// <param name="Lag">The lag.</param>
/// <param name="Spread">The robust spread (1.4826 MAD) of the gap's steps from month to month, in log units; null where fewer than <see cref="MirrorGaps.NeededToFitLag"/> months are compared at every lag.</param>
/// <param name="Months">How many months it is taken over (the same for all lags).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LagFit(MirrorLag Lag, double? Spread, int Months);

/// <summary>A pair's two statistics beside each other.</summary>
/// <param name="Unit">The unit of both.</param>
/// <param name="Margin">The margin between FOB and CIF.</param>
/// <param name="Lag">The lag used.</param>
/// <param name="Fits">Every lag that was allowed, and how well it fits; one where there was no choice.</param>
/// <param name="LagFitted">Whether the lag was chosen by its fit; false where there was no choice or too little to fit it on.</param>
/// <param name="Points">One for each period that either side has.</param>
public sealed record MirrorFinding(
    Unit Unit, MirrorMargin Margin, MirrorLag Lag, IReadOnlyList<LagFit> Fits, bool LagFitted, IReadOnlyList<MirrorPoint> Points)
{
    /// <summary>The point of a period; null where neither side has it.</summary>
    public MirrorPoint? At(Period period) => Points.FirstOrDefault(p => p.Period == period);
}
