using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>Finds the words of an index that are like those of a query: the same, of one group, misspelt, sounding alike, shortened, joined or split.</summary>
internal static class SimilarWords
{
    private const float Least = 0.5f;
    private const float OfJoined = 0.95f;
    private const float LeastJoined = 0.85f;
    private const int ShortestPart = 2;

    // Parts of a word that is two: a slip in one of them is looked for where they are long enough to be told.
    private const int ShortestSlip = 4;
    private const int LongestUnknown = 24;
    private const float OfSlip = 0.85f;

    private const int MostBeginnings = 64;
    private const int LongestSpelling = 64;
    private const int Letters = 128;

    private static ReadOnlySpan<byte> Article => "al"u8;

    private enum Test
    {
        None,
        Letters,
        Sound,
        Bones,
    }

    /// <summary>Fills <see cref="Workspace.Alike"/> and <see cref="Workspace.Worth"/> for the segment at hand.</summary>
    public static void Collect(Workspace room)
    {
        Span<ulong> rows = stackalloc ulong[Letters];
        for (var asked = 0; asked < room.Query.Words.Length; asked++)
        {
            room.AlikeFrom.Add(room.Alike.Count);
            var (word, spelling) = (room.Query.Words[asked], room.Query.Spellings[asked]);
            var number = room.Segment.Spelling(spelling);
            var isCommon = number >= 0 && room.Segment.Postings(number).Length >= CommonWords.Common;
            if (!isCommon)
                Alone(room, asked, word, spelling, number >= 0, rows);
            else if (room.Segment.CommonWords.Find(word) is { } known)
                Recall(room, asked, known);
            else
            {
                room.WorthOfWord.Clear();
                Alone(room, asked, word, spelling, isKnown: true, rows);
                room.Segment.CommonWords.Keep(word, Learnt(room, asked));
            }
            if (spelling.Length <= LongestSpelling && word.Latin.Length > 0)
                Joined(room, asked, rows);
        }
        room.AlikeFrom.Add(room.Alike.Count);
    }

    /// <summary>What is like a word whatever stands beside it.</summary>
    private static void Alone(Workspace room, int asked, Word word, string spelling, bool isKnown, Span<ulong> rows)
    {
        room.Seen.Clear();
        ByKeys(room, asked, word, spelling, rows);
        if (spelling.Length > LongestSpelling || word.Latin.Length == 0)
            return;
        Shortened(room, asked, spelling);
        Split(room, asked, spelling, isKnown);
        if (WordScripts.Of(word.Text) == WordScript.Loose)
            WithoutArticle(room, asked, word.View().Latin, rows);
    }

    private static void Recall(Workspace room, int asked, AlikeWords known)
    {
        room.Alike.AddRange(known.Alike);
        foreach (var (word, worth) in known.Worth)
            room.Worth.At(asked, word, out _) = worth;
    }

    private static AlikeWords Learnt(Workspace room, int asked) =>
        new([.. room.Alike.Skip(room.AlikeFrom[asked])], [.. room.WorthOfWord.Select(w => (w, Worth(room, asked, w)))]);

    private static float Worth(Workspace room, int asked, int word) => room.Worth.TryGet(asked, word, out var worth) ? worth : 0;

    private static void ByKeys(Workspace room, int asked, Word word, string spelling, Span<ulong> rows)
    {
        var likely = new LikelyAlike(word.Latin.Length <= LongestSpelling ? word.View().Latin : default, rows);
        Lookup(room, asked, SpellingKeys.Spelling(spelling), likely, Test.None);
        if (word.Text != spelling)
            Lookup(room, asked, SpellingKeys.Spelling(word.Text), likely, Test.None);
        Lookup(room, asked, SpellingKeys.Text(word.Text), likely, Test.None);
        foreach (var group in word.Groups)
            Lookup(room, asked, SpellingKeys.Group(group), likely, Test.None);
        var isLatin = word.Latin.Length is > 0 and <= LongestSpelling;
        Span<uint> keys = stackalloc uint[SpellingKeys.Most];
        foreach (var key in keys[..SpellingKeys.Typos(spelling, keys)])
            Lookup(room, asked, key, likely, isLatin ? Test.Letters : Test.None);
        foreach (var key in keys[..SpellingKeys.Sounds(spelling, keys)])
            Lookup(room, asked, key, likely, isLatin ? Test.Sound : Test.None);
        foreach (var key in keys[..SpellingKeys.Bones(spelling, WordScripts.Of(word.Text) != WordScript.Loose, keys)])
            Lookup(room, asked, key, likely, isLatin ? Test.Bones : Test.None);
    }

    /// <summary>Beginnings of the word, its initial, and what it is the beginning of where that is not too much.</summary>
    private static void Shortened(Workspace room, int asked, ReadOnlySpan<char> spelling)
    {
        var segment = room.Segment;
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
    private static void Joined(Workspace room, int asked, Span<ulong> rows)
    {
        Span<char> joined = stackalloc char[LongestSpelling];
        Span<byte> latin = stackalloc byte[LongestSpelling];
        Span<uint> keys = stackalloc uint[SpellingKeys.Most];
        foreach (var words in room.Query.WordsOf)
        {
            for (var i = 0; i + 1 < words.Length; i++)
            {
                var (left, right) = (room.Query.Spellings[words[i]], room.Query.Spellings[words[i + 1]]);
                if ((words[i] != asked && words[i + 1] != asked) || left.Length + right.Length > joined.Length)
                    continue;
                left.CopyTo(joined);
                right.CopyTo(joined[left.Length..]);
                var whole = joined[..(left.Length + right.Length)];
                if (room.Segment.Spelling(whole) is >= 0 and var found)
                    Take(room, asked, found, OfJoined, OfJoined);
                for (var at = 0; at < whole.Length; at++)
                    latin[at] = (byte)whole[at];
                var likely = new LikelyAlike(latin[..whole.Length], rows);
                room.SeenJoined.Clear();
                foreach (var key in keys[..SpellingKeys.Typos(whole, keys)])
                    JoinedLike(room, asked, latin[..whole.Length], key, likely, Test.Letters);
                foreach (var key in keys[..SpellingKeys.Sounds(whole, keys)])
                    JoinedLike(room, asked, latin[..whole.Length], key, likely, Test.Sound);
                if (!whole.StartsWith("al") && !whole.StartsWith("el"))
                    continue;
                foreach (var key in keys[..SpellingKeys.Bones(whole, isLoose: true, keys)])
                    JoinedLike(room, asked, latin[..whole.Length], key, likely, Test.Bones);
            }
        }
    }

    private static void JoinedLike(Workspace room, int asked, ReadOnlySpan<byte> whole, uint key, in LikelyAlike likely, Test test)
    {
        foreach (var row in room.Segment.Found(key))
        {
            if (!room.SeenJoined.Add(row.Spelling))
                continue;
            var other = room.Segment.Latin(row.Spelling);
            if (IsLikely(likely, test, other) && WordComparison.OfJoined(whole, other, loose: test == Test.Bones) is var similarity && similarity >= LeastJoined)
                Take(room, asked, row.Spelling, similarity, similarity);
        }
    }

    /// <summary>The word as two of the index: each is worth its share.</summary>
    private static void Split(Workspace room, int asked, ReadOnlySpan<char> spelling, bool isKnown)
    {
        for (var at = ShortestPart; at <= spelling.Length - ShortestPart; at++)
        {
            var (left, right) = (room.Segment.Spelling(spelling[..at]), room.Segment.Spelling(spelling[at..]));
            if (left >= 0 && right >= 0)
            {
                Take(room, asked, left, OfJoined * at / spelling.Length, OfJoined);
                Take(room, asked, right, OfJoined * (spelling.Length - at) / spelling.Length, OfJoined);
            }
            else if (!isKnown && spelling.Length <= LongestUnknown && left >= 0 && spelling.Length - at >= ShortestSlip)
                SplitWithSlip(room, asked, left, spelling[at..], at / (float)spelling.Length);
            else if (!isKnown && spelling.Length <= LongestUnknown && right >= 0 && at >= ShortestSlip)
                SplitWithSlip(room, asked, right, spelling[..at], (spelling.Length - at) / (float)spelling.Length);
        }
    }

    /// <summary>Arabic writes the article with its word, Latin mostly apart: التكريتي and al Tikriti.</summary>
    private static void WithoutArticle(Workspace room, int asked, ReadOnlySpan<byte> latin, Span<ulong> rows)
    {
        if (latin.Length < Article.Length + ShortestSlip || !latin.StartsWith(Article))
            return;
        var rest = latin[Article.Length..];
        Span<char> spelling = stackalloc char[rest.Length];
        for (var i = 0; i < rest.Length; i++)
            spelling[i] = (char)rest[i];
        var likely = new LikelyAlike(rest, rows);
        Span<uint> keys = stackalloc uint[SpellingKeys.Most];
        foreach (var key in keys[..SpellingKeys.Bones(spelling, isLoose: false, keys)])
        {
            foreach (var row in room.Segment.Found(key))
            {
                var other = room.Segment.Latin(row.Spelling);
                if (likely.ByBones(other) && WordComparison.OfJoined(rest, other, loose: true) is var similarity && similarity >= LeastJoined)
                    Take(room, asked, row.Spelling, similarity * rest.Length / latin.Length, similarity);
            }
        }
    }

    /// <summary>One part is a word of the index, and the other one but for a letter.</summary>
    private static void SplitWithSlip(Workspace room, int asked, int known, ReadOnlySpan<char> rest, float share)
    {
        Span<uint> keys = stackalloc uint[SpellingKeys.Most];
        Span<byte> latin = stackalloc byte[LongestUnknown];
        Span<ulong> rows = stackalloc ulong[Letters];
        for (var i = 0; i < rest.Length; i++)
            latin[i] = (byte)rest[i];
        var likely = new LikelyAlike(latin[..rest.Length], rows);
        var any = false;
        foreach (var key in keys[..SpellingKeys.Typos(rest, keys)])
        {
            foreach (var row in room.Segment.Found(key))
            {
                if (!likely.ByOneLetter(room.Segment.Latin(row.Spelling)))
                    continue;
                Take(room, asked, row.Spelling, OfSlip * (1 - share), OfSlip);
                any = true;
            }
        }
        if (any)
            Take(room, asked, known, OfSlip * share, OfSlip);
    }

    private static bool IsLikely(in LikelyAlike likely, Test test, ReadOnlySpan<byte> other) => test switch
    {
        Test.Letters => likely.ByLetters(other),
        Test.Sound => likely.BySound(other),
        Test.Bones => likely.ByBones(other),
        _ => true,
    };

    private static void Lookup(Workspace room, int asked, uint key, in LikelyAlike likely, Test test)
    {
        foreach (var row in room.Segment.Found(key))
        {
            // What one key says nothing for another may speak for: it is not marked as seen.
            if (test == Test.None || (!room.Seen.Contains(row.Spelling) && IsLikely(likely, test, room.Segment.Latin(row.Spelling))))
                Consider(room, asked, row.Spelling, isGenerating: true);
        }
    }

    private static void Consider(Workspace room, int asked, int spelling, bool isGenerating)
    {
        if (spelling < 0 || !room.Seen.Add(spelling))
            return;
        var (from, to) = room.Segment.WordsOfSpelling(spelling);
        var best = 0f;
        for (var word = from; word < to; word++)
        {
            var similarity = room.Meet(asked, word).Similarity;
            if (similarity < Least)
                continue;
            Raise(room, asked, word, similarity);
            best = Math.Max(best, similarity);
        }
        if (best > 0 && isGenerating)
            room.Alike.Add(new(spelling, best, best));
    }

    private static void Take(Workspace room, int asked, int spelling, float worth, float whole)
    {
        var (from, to) = room.Segment.WordsOfSpelling(spelling);
        var isMore = false;
        for (var word = from; word < to; word++)
        {
            isMore |= Raise(room, asked, word, worth);
        }
        if (isMore)
            room.Alike.Add(new(spelling, worth, whole));
    }

    /// <returns>Whether it was worth less before.</returns>
    private static bool Raise(Workspace room, int asked, int word, float worth)
    {
        ref var known = ref room.Worth.At(asked, word, out var isNew);
        if (isNew)
            room.WorthOfWord.Add(word);
        var isMore = known < worth;
        known = Math.Max(known, worth);
        return isMore;
    }
}
