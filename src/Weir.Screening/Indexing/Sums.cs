using System.Runtime.InteropServices;

namespace Weir.Screening.Indexing;

/// <summary>What a listed name meets of the query so far. Weights in 1024ths (<see cref="Unit"/>); what goes beyond room stays at the most.</summary>
/// <param name="Met">Weight of the query's words that it meets, times how well.</param>
/// <param name="Query">Weight of the query's words that it meets.</param>
/// <param name="Listed">Weight of its own words that meet.</param>
/// <param name="Words">How many meetings are between words that could tell whose name it is.</param>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal readonly record struct Sums(ushort Met, ushort Query, ushort Listed, ushort Words)
{
    /// <summary>A weight of 1.</summary>
    public const int Unit = 1024;

    public static Sums operator +(in Sums a, in Sums b) =>
        new(Capped(a.Met + b.Met), Capped(a.Query + b.Query), Capped(a.Listed + b.Listed), Capped(a.Words + b.Words));

    /// <summary>A weight as it is kept, rounded up.</summary>
    public static ushort Of(float weight) => Capped((int)MathF.Ceiling(weight * Unit));

    private static ushort Capped(int value) => (ushort)Math.Min(ushort.MaxValue, value);
}

/// <summary>A spelling that is like a word of the query.</summary>
/// <param name="Spelling">The spelling.</param>
/// <param name="Similarity">How alike the two are; of a part of a word its share.</param>
/// <param name="Whole">The same, where the word's other parts are met too.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AlikeSpelling(int Spelling, float Similarity, float Whole);

/// <summary>Names that hold a spelling which is like a word of the query.</summary>
/// <param name="Length">How many they are.</param>
/// <param name="At">Which word of the reading.</param>
/// <param name="Alike">The spelling.</param>
/// <param name="Weight">What the spelling weighs in a listed name.</param>
/// <param name="Rarity">The lesser of the rarities of the two.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PostingList(int Length, int At, AlikeSpelling Alike, float Weight, float Rarity);
