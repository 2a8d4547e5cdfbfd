using System.Runtime.InteropServices;
using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>A piece of one name that met a piece of the other: mostly a word each; several where words were joined or split.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct MetPiece
{
    public int Query;
    public int QueryCount;
    public int Listed;
    public int ListedCount;
    public float Similarity;
    public WordMeetingKind How;
}

/// <summary>Which words of two names meet, each at most once. Holds its room, to be used again and again by one thread.</summary>
internal sealed class NameAlignment
{
    private const float Sure = 0.97f;
    private const float SureJoined = 0.85f;
    private const int MostJoined = 4;

    // In a person's name a beginning is rarely an abbreviation: Nar is not Nursultan.
    private const float AbbreviatedPerson = 0.65f;

    private readonly WordMeeting[] meetings = new WordMeeting[ComparableName.MostWords * ComparableName.MostWords];
    private readonly MetPiece[] met = new MetPiece[ComparableName.MostWords];
    private readonly byte[] joined = new byte[1024];

    /// <summary>What met, best first.</summary>
    public ReadOnlySpan<MetPiece> Met => met.AsSpan(0, Count);

    /// <summary>How many pieces met.</summary>
    public int Count { get; private set; }

    /// <summary>Bits of the query's words that met or are of a legal form.</summary>
    public uint QueryUsed { get; private set; }

    /// <summary>Bits of the listed words that met or are of a legal form.</summary>
    public uint ListedUsed { get; private set; }

    /// <summary>Lines two names up.</summary>
    public void Align<TPair>(in TPair pair)
        where TPair : struct, INamePair, allows ref struct
    {
        var (words, others) = (pair.QueryWords, pair.ListedWords);
        Count = 0;
        (QueryUsed, ListedUsed) = (0, 0);
        for (var i = 0; i < words; i++)
            QueryUsed |= (pair.Query(i).Traits & WordTraits.LegalForm) != WordTraits.None ? 1u << i : 0;
        for (var j = 0; j < others; j++)
            ListedUsed |= (pair.Listed(j).Traits & WordTraits.LegalForm) != WordTraits.None ? 1u << j : 0;
        for (var i = 0; i < words; i++)
        {
            for (var j = 0; j < others; j++)
                meetings[(i * ComparableName.MostWords) + j] = Free(QueryUsed, i) && Free(ListedUsed, j) ? Meeting(pair, i, j) : default;
        }
        TakeBest(words, others, Sure);
        if (AnyFree(QueryUsed, words) || AnyFree(ListedUsed, others))
            Join(pair, words, others);
        TakeBest(words, others, float.Epsilon);
    }

    private static WordMeeting Meeting<TPair>(in TPair pair, int i, int j)
        where TPair : struct, INamePair, allows ref struct
    {
        var meeting = pair.Meet(i, j);
        return meeting.How == WordMeetingKind.Abbreviation && pair.Bearer == NameBearer.Person ? meeting with { Similarity = meeting.Similarity * AbbreviatedPerson } : meeting;
    }

    private static bool Free(uint used, int at) => (used & (1u << at)) == 0;

    private static bool AnyFree(uint used, int words) => System.Numerics.BitOperations.PopCount(used) < words;

    /// <summary>The best pair, then the best of what is left, down to a similarity; of equals the one that stands most alike in both.</summary>
    private void TakeBest(int words, int others, float least)
    {
        while (true)
        {
            var (best, apart, bestI, bestJ) = (0f, int.MaxValue, -1, -1);
            for (var i = 0; i < words; i++)
            {
                if (!Free(QueryUsed, i))
                    continue;
                for (var j = 0; j < others; j++)
                {
                    var similarity = meetings[(i * ComparableName.MostWords) + j].Similarity;
                    if (similarity < least || similarity < best || !Free(ListedUsed, j))
                        continue;
                    var distance = Math.Abs(i - j);
                    if (similarity > best || distance < apart)
                        (best, apart, bestI, bestJ) = (similarity, distance, i, j);
                }
            }
            if (bestI < 0)
                return;
            Take(new() { Query = bestI, QueryCount = 1, Listed = bestJ, ListedCount = 1, Similarity = best, How = meetings[(bestI * ComparableName.MostWords) + bestJ].How });
        }
    }

    private void Take(MetPiece piece)
    {
        met[Count++] = piece;
        QueryUsed |= Mask(piece.Query, piece.QueryCount);
        ListedUsed |= Mask(piece.Listed, piece.ListedCount);
    }

    private static uint Mask(int from, int count) => ((1u << count) - 1) << from;

    /// <summary>A word on one side against several on the other: Goodwill and Good Will, 习近平 and Xi Jin Ping. Words that met for sure stay as they are.</summary>
    private void Join<TPair>(in TPair pair, int words, int others)
        where TPair : struct, INamePair, allows ref struct
    {
        for (var i = 0; i < words; i++)
        {
            for (var j = 0; j + 1 < others && Free(QueryUsed, i); j++)
                TryJoin(pair, i, j, others, singleIsQuery: true);
        }
        for (var j = 0; j < others; j++)
        {
            for (var i = 0; i + 1 < words && Free(ListedUsed, j); i++)
                TryJoin(pair, j, i, words, singleIsQuery: false);
        }
    }

    private void TryJoin<TPair>(in TPair pair, int one, int from, int count, bool singleIsQuery)
        where TPair : struct, INamePair, allows ref struct
    {
        var word = singleIsQuery ? pair.Query(one) : pair.Listed(one);
        var used = singleIsQuery ? ListedUsed : QueryUsed;
        if (word.Latin.Length is < 4 or > 200 || !Free(used, from))
            return;
        var start = singleIsQuery ? pair.Listed(from).Latin : pair.Query(from).Latin;
        var loose = WordScripts.Of(word.Text) == WordScript.Loose;
        if (start.IsEmpty || (!loose && WordScripts.Of((singleIsQuery ? pair.Listed(from) : pair.Query(from)).Text) != WordScript.Loose && !WordComparison.MayBegin(word.Latin[0], start[0])))
            return;
        var longest = word.Latin.Length + 2 + (word.Latin.Length / 3);
        var length = 0;
        loose = false;
        var (best, bestCount) = (SureJoined, 0);
        for (var k = 0; k < MostJoined && from + k < count && Free(used, from + k); k++)
        {
            var part = singleIsQuery ? pair.Listed(from + k) : pair.Query(from + k);
            if (length + part.Latin.Length > joined.Length)
                break;
            part.Latin.CopyTo(joined.AsSpan(length));
            length += part.Latin.Length;
            loose |= (WordScripts.Of(part.Text) == WordScript.Loose) != (WordScripts.Of(word.Text) == WordScript.Loose);
            if (k == 0)
                continue;
            if (!loose && length > longest)
                break;
            if (!loose && length + 2 + (length / 3) < word.Latin.Length)
                continue;
            var similarity = WordComparison.OfJoined(word.Latin, joined.AsSpan(0, length), loose);
            if (similarity > best)
                (best, bestCount) = (similarity, k + 1);
        }
        if (bestCount > 0 && best > BestAlone(one, from, bestCount, singleIsQuery))
        {
            Take(singleIsQuery
                ? new() { Query = one, QueryCount = 1, Listed = from, ListedCount = bestCount, Similarity = best, How = HowJoined(best) }
                : new() { Query = from, QueryCount = bestCount, Listed = one, ListedCount = 1, Similarity = best, How = HowJoined(best) });
        }
    }

    private static WordMeetingKind HowJoined(float similarity) => similarity >= 1 ? WordMeetingKind.Same : WordMeetingKind.Similar;

    /// <summary>How well the one word meets the best of those alone.</summary>
    private float BestAlone(int one, int from, int count, bool singleIsQuery)
    {
        var best = 0f;
        for (var k = from; k < from + count; k++)
            best = Math.Max(best, (singleIsQuery ? meetings[(one * ComparableName.MostWords) + k] : meetings[(k * ComparableName.MostWords) + one]).Similarity);
        return best;
    }
}
