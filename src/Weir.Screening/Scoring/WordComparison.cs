using System.Numerics;
using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>Says how well two words meet, each taken alone. A pure function; allocates nothing.</summary>
public static class WordComparison
{
    /// <summary>Words across scripts, one of which lacks vowels, that are less alike do not meet.</summary>
    internal const float LeastTranscribed = 0.65f;

    private const float LeastSimilarity = 0.4f;
    private const int LongestKorean = 2;

    // A syllable of Chinese or Korean with another vowel or consonant is another name.
    private const float LeastSyllables = 0.82f;
    private const float LeastSyllable = 0.86f;

    // Two names that are both known, Antonio and Antonia, are no slips of each other.
    private const float OfOtherName = 0.55f;

    private const int ShortestOfSexes = 5;

    // Of two consonants, what differs says more than it does of five.
    private const int EnoughConsonants = 3;
    private const float FewConsonants = 1.6f;
    private const float SecondSound = 0.12f;

    // Words of up to three letters that differ in more than one that is easily taken for another.
    private const float ShortAndOther = 0.72f;
    private const int ShortSlip = 60;
    private const float OfSameName = 0.96f;
    private const float OfPetName = 0.88f;
    private const float OfTrade = 0.97f;
    private const float OfInitial = 0.8f;
    private const float OfAbbreviation = 0.75f;
    private const int MostSoundsChanged = 3;

    // Words as short as an acronym have to be written alike, not to sound alike.
    private const int Acronym = 3;

    private static readonly uint[] Families = FamiliesOfLetters();

    /// <summary>How well two words meet. The same whichever of the two comes first.</summary>
    public static WordMeeting Meet(in WordView query, in WordView listed)
    {
        if (query.Text.SequenceEqual(listed.Text))
            return new(1, query.Latin.SequenceEqual(listed.Latin) || query.Latin.IsEmpty ? WordMeetingKind.Same : WordMeetingKind.Romanised);
        var group = WordGroup.Shared(query.Groups, listed.Groups);
        if ((query.Traits & listed.Traits & WordTraits.Number) != WordTraits.None)
            return group == WordGroupKind.Number ? new(1, WordMeetingKind.Group) : default;
        var ofGroup = group switch
        {
            WordGroupKind.None => default,
            WordGroupKind.SameName => new WordMeeting(OfSameName, WordMeetingKind.Group),
            WordGroupKind.PetName => new(OfPetName, WordMeetingKind.Group),
            WordGroupKind.Trade or WordGroupKind.Own => new(OfTrade, WordMeetingKind.Group),
            _ => new(1, WordMeetingKind.Group),
        };
        var byLetters = ByLetters(query, listed);
        if (group == WordGroupKind.None && byLetters.How is WordMeetingKind.Similar or WordMeetingKind.Sounds or WordMeetingKind.Romanised && byLetters.Similarity is > OfOtherName and < 1
            && ((IsKnownName(query) && IsKnownName(listed)) || IsOtherSex(query, listed) || IsOtherSex(listed, query)))
            return byLetters with { Similarity = OfOtherName };
        return byLetters.Similarity >= ofGroup.Similarity ? byLetters : ofGroup;
    }

    /// <summary>Antonia beside Antonio, Joaquina beside Joaquin, where either is a known given name.</summary>
    private static bool IsOtherSex(in WordView her, in WordView his)
    {
        if (((her.Traits | his.Traits) & WordTraits.GivenName) == WordTraits.None || her.Latin.Length < ShortestOfSexes || her.Latin[^1] != (byte)'a')
            return false;
        var stem = her.Latin[..^1];
        return his.Latin.SequenceEqual(stem) || (his.Latin.Length == her.Latin.Length && his.Latin[^1] == (byte)'o' && his.Latin.StartsWith(stem));
    }

    private static bool IsKnownName(in WordView word) => WordGroup.Has(word.Groups, WordGroupKind.SameName);

    /// <summary>The same for words put together of several, in Latin letters.</summary>
    internal static float OfJoined(ReadOnlySpan<byte> some, ReadOnlySpan<byte> others, bool loose) =>
        some.SequenceEqual(others) ? 1 : loose ? Transcribed(some, others) : ByLetters(some, others).Similarity;

    /// <summary>Whether words that begin so may be the same: two vowels, or consonants of one family.</summary>
    internal static bool MayBegin(byte a, byte b) => a == b || Families[a & 127] == Families[b & 127];

    private static WordMeeting ByLetters(in WordView query, in WordView listed)
    {
        if (query.Latin.IsEmpty || listed.Latin.IsEmpty)
            return default;
        var (script, other) = (WordScripts.Of(query.Text), WordScripts.Of(listed.Text));
        if (script == other && (script == WordScript.Han || (WordScripts.IsHangul(query.Text[0]) && WordScripts.IsHangul(listed.Text[0]))))
            return BySigns(query.Text, listed.Text, query.Latin.SequenceEqual(listed.Latin));
        if (query.Latin.SequenceEqual(listed.Latin))
            return new(1, WordMeetingKind.Romanised);
        if (query.Latin.Length == 1 || listed.Latin.Length == 1)
            return IsLetter(query) || IsLetter(listed) ? Initial(query.Latin, listed.Latin) : default;
        if (script != other && (IsSyllables(query.Text, script) || IsSyllables(listed.Text, other)))
            return BySyllables(query, listed);
        if (script != other && (IsLoose(query.Text, script) || IsLoose(listed.Text, other)))
            return Transcribed(query.Latin, listed.Latin) is var similarity && similarity >= LeastTranscribed ? new(similarity, WordMeetingKind.Romanised) : default;
        return ByLetters(query.Latin, listed.Latin);
    }

    /// <summary>One letter of an alphabet, as initials are. Signs of other scripts may be a word that Latin writes with one letter.</summary>
    private static bool IsLetter(in WordView word) => word.Text.Length == 1 && WordScripts.Of(word.Text) == WordScript.Alphabet;

    /// <summary>Chinese characters and Korean names: in Latin letters each sign is a syllable that has to be met as a whole.</summary>
    private static bool IsSyllables(ReadOnlySpan<char> text, WordScript script) =>
        script == WordScript.Han || (script == WordScript.Loose && WordScripts.IsHangul(text[0]) && text.Length <= LongestKorean);

    private static WordMeeting BySyllables(in WordView query, in WordView listed)
    {
        var meeting = ByLetters(query.Latin, listed.Latin);
        var signs = Math.Min(query.Text.Length, listed.Text.Length);
        return meeting.How is WordMeetingKind.Similar or WordMeetingKind.Sounds && meeting.Similarity >= (signs == 1 ? LeastSyllable : LeastSyllables) ? meeting : default;
    }

    /// <summary>A Korean name has its own romanisation; a longer word of Hangul writes down a foreign name as far as syllables can.</summary>
    private static bool IsLoose(ReadOnlySpan<char> text, WordScript script) => script == WordScript.Loose && !(WordScripts.IsHangul(text[0]) && text.Length <= LongestKorean);

    private static WordMeeting ByLetters(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var best = default(WordMeeting);
        var longer = a.Length >= b.Length ? a : b;
        var shorter = a.Length >= b.Length ? b : a;
        if (longer.Length - shorter.Length <= 1 + (longer.Length / 4) && BitOperations.PopCount(SoundsOf(a) ^ SoundsOf(b)) <= MostSoundsChanged)
        {
            var typed = Similarity(EditDistance.Of<TypedLetters>(a, b, MostCost(longer.Length, LeastSimilarity)), longer.Length);
            if (typed >= LeastSimilarity)
                best = new(longer.Length <= Acronym && typed < 1 - (ShortSlip / (100f * Acronym)) - 0.001f ? typed * ShortAndOther : typed, WordMeetingKind.Similar);
            if (typed < 0.97f && longer.Length > Acronym)
            {
                Span<byte> left = stackalloc byte[2 * Math.Min(a.Length, EditDistance.Longest)];
                Span<byte> right = stackalloc byte[2 * Math.Min(b.Length, EditDistance.Longest)];
                var leftLength = Sounds.Of(a[..Math.Min(a.Length, EditDistance.Longest)], left);
                var rightLength = Sounds.Of(b[..Math.Min(b.Length, EditDistance.Longest)], right);
                var most = Math.Max(leftLength, rightLength);
                var sounds = 0.97f * Similarity(EditDistance.Of<SoundLetters>(left[..leftLength], right[..rightLength], MostCost(most, Math.Max(LeastSimilarity, best.Similarity))), most);
                if (sounds >= LeastSimilarity && sounds > best.Similarity)
                    best = new(sounds, WordMeetingKind.Sounds);
            }
        }
        return best.Similarity < OfAbbreviation && IsAbbreviation(shorter, longer) ? new(OfAbbreviation, WordMeetingKind.Abbreviation) : best;
    }

    /// <summary>A bit for each family of consonants in a word; letters of one family are taken for each other.</summary>
    private static uint SoundsOf(ReadOnlySpan<byte> word)
    {
        var sounds = 0u;
        foreach (var letter in word)
            sounds |= Families[letter & 127];
        return sounds;
    }

    private static uint[] FamiliesOfLetters()
    {
        var families = new uint[128];
        foreach (var (family, at) in new[] { "ckqgxh", "sz", "bpfvw", "dt", "mn", "l", "r" }.Select((f, i) => (f, i)))
        {
            foreach (var letter in family)
                families[letter] = 1u << at;
        }
        return families;
    }

    /// <summary>What a word of a length may cost to be as similar as that: no less than <see cref="Similarity"/> would give it, so that a comparison that could not count stops early.</summary>
    private static int MostCost(int length, float similarity)
    {
        var whole = Math.Max(length, 3);
        var edits = (1 - similarity) * whole;
        if (edits > 1)
            edits = (1.2f - similarity) / ((1f / whole) + 0.2f);
        return Math.Min(LetterCosts.Edit * Math.Max(1, Math.Min(4, (length + 2) / 3)), (int)(LetterCosts.Edit * edits) + 2);
    }

    /// <summary>One edit in a short word is much, the second edit more than the first.</summary>
    private static float Similarity(int cost, int length)
    {
        var edits = cost / (float)LetterCosts.Edit;
        var similarity = 1 - (edits / Math.Max(length, 3)) - (0.2f * Math.Max(0, edits - 1));
        return similarity < LeastSimilarity ? 0 : similarity;
    }

    private static float Transcribed(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Span<byte> left = stackalloc byte[2 * Math.Min(a.Length, EditDistance.Longest)];
        Span<byte> right = stackalloc byte[2 * Math.Min(b.Length, EditDistance.Longest)];
        var leftLength = Sounds.Of(a[..Math.Min(a.Length, EditDistance.Longest)], left, keepDoubled: true);
        var rightLength = Sounds.Of(b[..Math.Min(b.Length, EditDistance.Longest)], right, keepDoubled: true);
        var consonants = Math.Max(2, Math.Max(Consonants(left[..leftLength]), Consonants(right[..rightLength])));
        var cost = EditDistance.Of<TranscribedLetters>(left[..leftLength], right[..rightLength], LetterCosts.Edit * consonants);
        return Transcribed(cost, consonants);
    }

    /// <summary>How alike two words are that differ by a cost (<see cref="LetterCosts"/>) and have so many consonants, of which 2 at least are counted.</summary>
    internal static float Transcribed(int cost, int consonants) =>
        Transcribed(cost * (consonants < EnoughConsonants ? FewConsonants : 1) / LetterCosts.Edit, consonants);

    private static float Transcribed(float edits, int consonants)
    {
        var similarity = 1 - (0.9f * edits / consonants) - (SecondSound * Math.Max(0, edits - 1));
        return similarity < LeastSimilarity ? 0 : similarity;
    }

    private static int Consonants(ReadOnlySpan<byte> sounds)
    {
        var consonants = 0;
        foreach (var sound in sounds)
            consonants += LetterCosts.IsVowel(sound) || sound is (byte)'y' or (byte)'w' ? 0 : 1;
        return consonants;
    }

    /// <summary>Chinese characters and Korean syllables: each says too much for one to be a slip of another, unless it sounds the same.</summary>
    private static WordMeeting BySigns(ReadOnlySpan<char> a, ReadOnlySpan<char> b, bool soundsSame)
    {
        if (soundsSame)
            return new(0.92f, WordMeetingKind.Sounds);
        if (a.Length != b.Length || a.Length < 3)
            return default;
        var same = 0;
        for (var i = 0; i < a.Length; i++)
            same += a[i] == b[i] ? 1 : 0;
        var similarity = 1 - (1.2f * (a.Length - same) / a.Length);
        return similarity >= LeastSimilarity ? new(similarity, WordMeetingKind.Similar) : default;
    }

    private static WordMeeting Initial(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) =>
        a[0] == b[0] && char.IsAsciiLetter((char)a[0]) ? new(OfInitial, WordMeetingKind.Initial) : default;

    /// <summary>The beginning of the longer, or its consonants in order with vowels left out.</summary>
    private static bool IsAbbreviation(ReadOnlySpan<byte> shorter, ReadOnlySpan<byte> longer)
    {
        if (shorter.Length < 2 || shorter.Length == longer.Length || shorter[0] != longer[0] || longer.Length < 4)
            return false;
        if (longer.StartsWith(shorter))
            return shorter.Length >= 3 || longer.Length <= 7;
        if (shorter.Length < 3)
            return false;
        var at = 1;
        for (var i = 1; i < longer.Length; i++)
        {
            if (at < shorter.Length && longer[i] == shorter[at])
                at++;
            else if (!LetterCosts.IsVowel(longer[i]) && longer[i] != longer[i - 1] && longer[i] != (byte)'y')
                return false;
        }
        return at == shorter.Length;
    }
}
