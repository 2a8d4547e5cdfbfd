using System.Numerics;
using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>Finds the words of an index that are like those of a query: the same, of one group, misspelt, sounding alike, shortened, joined or split.</summary>
internal static class SimilarWords
{
    private const float Least = 0.5f;
    private const float OfJoined = 0.95f;
    private const float LeastJoined = 0.8f;
    private const int MostLonger = 2;
    private const int ShortestPart = 2;
    private const int MostBeginnings = 64;
    private const int LongestSpelling = 64;
    private const int MostTyped = 4;
    private const int MostHeard = 6;

    /// <summary>Fills <see cref="Workspace.Alike"/> and <see cref="Workspace.Worth"/> for the segment at hand.</summary>
    public static void Collect(Workspace room)
    {
        for (var asked = 0; asked < room.Query.Words.Length; asked++)
        {
            room.AlikeFrom.Add(room.Alike.Count);
            ByKeys(room, asked);
            if (room.Query.Spellings[asked].Length > LongestSpelling || room.Query.Words[asked].Latin.Length == 0)
                continue;
            Shortened(room, asked);
            Joined(room, asked);
            Split(room, asked);
        }
        room.AlikeFrom.Add(room.Alike.Count);
    }

    private static void ByKeys(Workspace room, int asked)
    {
        var (word, spelling) = (room.Query.Words[asked], room.Query.Spellings[asked]);
        Lookup(room, asked, SpellingKeys.Spelling(spelling));
        if (!ReferenceEquals(word.Text, spelling) && word.Text != spelling)
            Lookup(room, asked, SpellingKeys.Spelling(word.Text));
        Lookup(room, asked, SpellingKeys.Text(word.Text));
        foreach (var group in word.Groups)
            Lookup(room, asked, SpellingKeys.Group(group));
        Span<uint> keys = stackalloc uint[SpellingKeys.Most];
        foreach (var key in keys[..SpellingKeys.Typos(spelling, keys)])
            Lookup(room, asked, key, MostTyped);
        foreach (var key in keys[..SpellingKeys.Sounds(spelling, keys)])
            Lookup(room, asked, key, MostHeard);
        // Between a script without vowels and one with them letters tell little: there everything with the same bones is compared.
        foreach (var key in keys[..SpellingKeys.Bones(spelling, WordScripts.Of(word.Text) != WordScript.Loose, keys)])
            Lookup(room, asked, key);
    }

    /// <summary>Beginnings of the word, its initial, and what it is the beginning of where that is not too much.</summary>
    private static void Shortened(Workspace room, int asked)
    {
        var segment = room.Segment;
        var spelling = room.Query.Spellings[asked].AsSpan();
        for (var length = 2; length < spelling.Length; length++)
            Consider(room, asked, segment.Spelling(spelling[..length]), isGenerating: true);
        if (spelling.Length > 1)
            Consider(room, asked, segment.Spelling(spelling[..1]), isGenerating: false);
        if (spelling.Length < 3)
            return;
        Span<char> place = stackalloc char[LongestSpelling];
        var (low, high) = (0, segment.Spellings);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (segment.SpellingOf(middle, place).SequenceCompareTo(spelling) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        for (var count = 0; count < MostBeginnings && low < segment.Spellings && segment.SpellingOf(low, place).StartsWith(spelling); count++)
            Consider(room, asked, low++, isGenerating: true);
    }

    /// <summary>The word with its neighbours in one.</summary>
    private static void Joined(Workspace room, int asked)
    {
        Span<char> joined = stackalloc char[2 * LongestSpelling];
        Span<uint> keys = stackalloc uint[SpellingKeys.Most];
        var pair = 0;
        foreach (var words in room.Query.WordsOf)
        {
            for (var i = 0; i + 1 < words.Length; i++)
            {
                pair = (pair + 1) % PairTable<float>.MostFirst;
                var (left, right) = (room.Query.Spellings[words[i]], room.Query.Spellings[words[i + 1]]);
                if ((words[i] != asked && words[i + 1] != asked) || left.Length + right.Length > joined.Length)
                    continue;
                left.CopyTo(joined);
                right.CopyTo(joined[left.Length..]);
                var whole = joined[..(left.Length + right.Length)];
                if (room.Segment.Spelling(whole) is >= 0 and var found)
                    Take(room, asked, found, OfJoined);
                foreach (var key in keys[..SpellingKeys.Typos(whole, keys)])
                    JoinedLike(room, asked, pair, whole, key);
                foreach (var key in keys[..SpellingKeys.Sounds(whole, keys)])
                    JoinedLike(room, asked, pair, whole, key);
            }
        }
    }

    private static void JoinedLike(Workspace room, int asked, int pair, ReadOnlySpan<char> whole, uint key)
    {
        Span<byte> latin = stackalloc byte[2 * LongestSpelling];
        for (var i = 0; i < whole.Length; i++)
            latin[i] = (byte)whole[i];
        latin = latin[..whole.Length];
        var letters = SpellingKeys.Letters(latin);
        foreach (var row in room.Segment.Found(key))
        {
            ref var similarity = ref room.Joined.At(pair, row.Spelling, out var isNew);
            if (isNew)
            {
                var other = room.Segment.Latin(row.Spelling);
                similarity = BitOperations.PopCount(letters ^ SpellingKeys.Letters(other)) <= MostTyped && Math.Abs(latin.Length - other.Length) <= MostLonger
                    ? WordComparison.OfJoined(latin, other, loose: false)
                    : 0;
            }
            if (similarity >= LeastJoined)
                Take(room, asked, row.Spelling, similarity);
        }
    }

    /// <summary>The word as two of the index: each is worth its share.</summary>
    private static void Split(Workspace room, int asked)
    {
        var spelling = room.Query.Spellings[asked].AsSpan();
        for (var at = ShortestPart; at <= spelling.Length - ShortestPart; at++)
        {
            var left = room.Segment.Spelling(spelling[..at]);
            if (left < 0)
                continue;
            var right = room.Segment.Spelling(spelling[at..]);
            if (right < 0)
                continue;
            Take(room, asked, left, OfJoined * at / spelling.Length);
            Take(room, asked, right, OfJoined * (spelling.Length - at) / spelling.Length);
        }
    }

    private static void Lookup(Workspace room, int asked, uint key, int mostLetters = 32)
    {
        var own = room.QueryLetters[asked];
        foreach (var row in room.Segment.Found(key))
        {
            // Two edits change four letters at most: counting those is quicker than comparing.
            if (mostLetters >= 32 || BitOperations.PopCount(own ^ room.Segment.Letters(row.Spelling)) <= mostLetters)
                Consider(room, asked, row.Spelling, isGenerating: true);
        }
    }

    private static void Consider(Workspace room, int asked, int spelling, bool isGenerating)
    {
        if (spelling < 0)
            return;
        room.Seen.At(asked, spelling, out var isNew) = true;
        if (!isNew)
            return;
        var (from, to) = room.Segment.WordsOfSpelling(spelling);
        var best = 0f;
        for (var word = from; word < to; word++)
        {
            var similarity = room.Meet(asked, word).Similarity;
            if (similarity < Least)
                continue;
            ref var worth = ref room.Worth.At(asked, word, out _);
            worth = Math.Max(worth, similarity);
            best = Math.Max(best, similarity);
        }
        if (best > 0 && isGenerating)
            room.Alike.Add((spelling, best));
    }

    private static void Take(Workspace room, int asked, int spelling, float worth)
    {
        var (from, to) = room.Segment.WordsOfSpelling(spelling);
        var isMore = false;
        for (var word = from; word < to; word++)
        {
            ref var known = ref room.Worth.At(asked, word, out _);
            isMore |= known < worth;
            known = Math.Max(known, worth);
        }
        if (isMore)
            room.Alike.Add((spelling, worth));
    }
}
