using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>
/// Says quickly which spellings cannot be like a word of the query, so that only the others are compared: most that share a key with it are not. Errs towards comparing.
/// </summary>
internal ref struct LikelyAlike
{
    // A vowel that one side lacks, or, where it is doubled, next to nothing.
    private const int VowelAtLeast = LetterCosts.VowelLeftOut - 2;

    // A letter of the query is a bit in the row of that letter.
    private readonly Span<ulong> rows;
    private readonly ReadOnlySpan<byte> word;
    private readonly Skeleton skeleton;

    /// <param name="word">The query's word in Latin letters, at most 64.</param>
    /// <param name="rows">Room for 128 numbers.</param>
    public LikelyAlike(ReadOnlySpan<byte> word, Span<ulong> rows)
    {
        this.word = word;
        this.rows = rows;
        rows.Clear();
        for (var i = 0; i < word.Length; i++)
            rows[word[i] & 127] |= 1UL << i;
        skeleton = Skeleton.Of(word);
    }

    /// <summary>Whether a spelling may be a slip of the word: few letters wrong.</summary>
    public readonly bool ByLetters(ReadOnlySpan<byte> other)
    {
        var longer = Math.Max(word.Length, other.Length);
        return Distance(other) <= (longer <= 5 ? 2 : longer <= 8 ? 3 : 4);
    }

    /// <summary>Whether a spelling differs in one letter at most.</summary>
    public readonly bool ByOneLetter(ReadOnlySpan<byte> other) => Math.Abs(word.Length - other.Length) <= 1 && Distance(other) <= 1;

    /// <summary>Whether a spelling with the same consonants may sound like the word: two letters often write one sound, so more of them may differ.</summary>
    public readonly bool BySound(ReadOnlySpan<byte> other) => Distance(other) <= 2 + (Math.Max(word.Length, other.Length) / 3);

    /// <summary>Whether the two may be one word of which one was written in a script without vowels: consonants left out cost much, vowels little.</summary>
    public readonly bool ByBones(ReadOnlySpan<byte> other)
    {
        var theirs = Skeleton.Of(other);
        var consonants = Math.Max(2, Math.Max(skeleton.Consonants, theirs.Consonants));
        var cost = (skeleton.Bones == theirs.Bones || skeleton.IsSoft || theirs.IsSoft ? 0 : LetterCosts.Edit)
            + (LetterCosts.SoftLeftOut * Math.Abs(skeleton.Breaths - theirs.Breaths))
            + (VowelAtLeast * Math.Abs(skeleton.Vowels - theirs.Vowels));
        return WordComparison.Transcribed(cost, consonants) >= WordComparison.LeastTranscribed;
    }

    /// <summary>How many letters have to be changed, put in or left out (Levenshtein), by the bit-parallel method of Myers (1999) in the form of Hyyrö (2003).</summary>
    private readonly int Distance(ReadOnlySpan<byte> other)
    {
        var (positive, negative, score, last) = (ulong.MaxValue, 0UL, word.Length, 1UL << (word.Length - 1));
        foreach (var letter in other)
        {
            var same = rows[letter & 127];
            var vertical = same | negative;
            var horizontal = (((same & positive) + positive) ^ positive) | same;
            var more = negative | ~(horizontal | positive);
            var less = positive & horizontal;
            score += ((more & last) != 0 ? 1 : 0) - ((less & last) != 0 ? 1 : 0);
            more = (more << 1) | 1;
            less <<= 1;
            positive = less | ~(vertical | more);
            negative = more & vertical;
        }
        return score;
    }

    /// <summary>What is left of a word without its vowels.</summary>
    /// <param name="Bones">Its consonants in classes (<see cref="SpellingKeys.Bones"/>), four bits each.</param>
    /// <param name="Consonants">How many consonants it has, each time one stands there.</param>
    /// <param name="Breaths">How often h stands for itself.</param>
    /// <param name="Vowels">Vowels, and y and w, which stand for some.</param>
    /// <param name="IsSoft">Whether it has a consonant that another script writes as a vowel.</param>
    private readonly record struct Skeleton(ulong Bones, int Consonants, int Breaths, int Vowels, bool IsSoft)
    {
        public static Skeleton Of(ReadOnlySpan<byte> word)
        {
            var (bones, consonants, breaths, vowels, soft, before) = (0UL, 0, 0, 0, false, (byte)0);
            foreach (var letter in word)
            {
                var bone = SpellingKeys.BoneOf((char)letter);
                if (bone != '\0')
                {
                    consonants++;
                    soft |= letter is (byte)'v' or (byte)'j' or (byte)'f' or (byte)'x';
                    // The classes b, d, k, l, m, n and s differ in their lower four bits.
                    var number = (uint)bone & 15;
                    if ((bones & 15) != number)
                        bones = (bones << 4) | number;
                }
                else if (letter == (byte)'h')
                {
                    var isFree = !"cgkpsztd"u8.Contains(before);
                    breaths += isFree ? 1 : 0;
                    consonants += isFree ? 1 : 0;
                }
                else
                    vowels++;
                before = letter;
            }
            return new(bones, consonants, breaths, vowels, soft);
        }
    }
}
