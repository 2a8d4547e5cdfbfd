using System.Numerics;
using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>
/// Compares two names as one run of letters each, legal forms with them: for names of companies that were damaged in several places, so that their words no longer meet
/// ("Dill1PLC" for "Will PLC").
/// </summary>
internal static class WholeNames
{
    private const int Shortest = 5;

    // A share of the letters may differ; a quick look at which letters there are at all spares most comparisons.
    private const int LettersToAnEdit = 3;

    // Long names share words of trade and endings, so what differs counts for more than its share of the letters.
    private const float DifferenceInLong = 1.6f;
    private const int Long = 15;

    /// <summary>How alike they are, 0 to 1; 0 where more than a third of the letters differs or a name is very short or long.</summary>
    public static float Similarity<TPair>(in TPair pair)
        where TPair : struct, INamePair, allows ref struct
    {
        Span<byte> query = stackalloc byte[EditDistance.Longest];
        Span<byte> listed = stackalloc byte[EditDistance.Longest];
        var (length, other) = (0, 0);
        for (var i = 0; i < pair.QueryWords; i++)
        {
            if (!Append(pair.Query(i), query, ref length))
                return 0;
        }
        for (var j = 0; j < pair.ListedWords; j++)
        {
            if (!Append(pair.Listed(j), listed, ref other))
                return 0;
        }
        var longest = Math.Max(length, other);
        var edits = longest / LettersToAnEdit;
        if (Math.Min(length, other) < Shortest || Math.Abs(length - other) > edits || BitOperations.PopCount(Letters(query[..length]) ^ Letters(listed[..other])) > 2 * edits)
            return 0;
        var cost = EditDistance.Of<TypedLetters>(query[..length], listed[..other], LetterCosts.Edit * edits);
        return cost == EditDistance.TooMuch ? 0 : 1 - ((longest < Long ? 1 : DifferenceInLong) * cost / (LetterCosts.Edit * longest));
    }

    private static bool Append(in WordView word, Span<byte> letters, ref int length)
    {
        if (word.Latin.IsEmpty || length + word.Latin.Length > letters.Length)
            return false;
        word.Latin.CopyTo(letters[length..]);
        length += word.Latin.Length;
        return true;
    }

    private static uint Letters(ReadOnlySpan<byte> latin)
    {
        var letters = 0u;
        foreach (var letter in latin)
            letters |= 1u << (letter & 31);
        return letters;
    }
}
