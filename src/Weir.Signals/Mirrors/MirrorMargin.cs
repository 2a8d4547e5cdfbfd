using System.Runtime.InteropServices;

namespace Weir.Signals;

/// <summary>
/// What freight and insurance add to a value between the exporter's border (FOB) and the importer's (CIF), as a part of the FOB value:
/// 0.06 is six per cent. It is never known for one flow, so it is a range with a value to compute with.
/// </summary>
/// <param name="Low">The least that is thought possible; at least 0 and below 10.</param>
/// <param name="Usual">What is computed with.</param>
/// <param name="High">The most that is thought possible.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MirrorMargin(double Low, double Usual, double High)
{
    /// <summary>
    /// Where nothing is known of the route: 0 to 20 per cent, the range within which published reconciliations keep it, computed with the
    /// 6 per cent that the International Monetary Fund's Direction of Trade Statistics uses (its factor of 1.06).
    /// </summary>
    public static MirrorMargin Unknown { get; } = new(0, 0.06, 0.2);

    /// <summary>No margin at all: for quantities, and where both sides value in the same way.</summary>
    public static MirrorMargin None { get; }

    /// <summary>A margin that is taken as known.</summary>
    /// <exception cref="InvalidOperationException">Not a number from 0 to below 10.</exception>
    public static MirrorMargin Exactly(double margin) => new MirrorMargin(margin, margin, margin).Checked();

    /// <summary>A range, computed with its middle.</summary>
    /// <exception cref="InvalidOperationException">Not two numbers from 0 to below 10 in ascending order.</exception>
    public static MirrorMargin Between(double low, double high) => new MirrorMargin(low, (low + high) / 2, high).Checked();

    /// <summary>The margin itself, where it is one.</summary>
    /// <exception cref="InvalidOperationException">Not three numbers from 0 to below 10 in ascending order.</exception>
    public MirrorMargin Checked() => Low >= 0 && Usual >= Low && High >= Usual && High < 10
        ? this
        : throw new InvalidOperationException("a margin is a part of the FOB value from 0 to below 10 (0.06 is six per cent), lower end first");

    /// <summary>An importer's value (CIF) brought to the exporter's basis (FOB), with the margin computed with.</summary>
    public double ToFob(double cif) => cif / (1 + Usual);
}
