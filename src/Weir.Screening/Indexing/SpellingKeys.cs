namespace Weir.Screening.Indexing;

/// <summary>What a spelling is found by, as numbers of 32 bits. Different things may have one number: what is found is compared afterwards.</summary>
internal static class SpellingKeys
{
    /// <summary>The most keys that <see cref="Typos"/>, <see cref="Sounds"/> or <see cref="Bones"/> give.</summary>
    public const int Most = 48;

    private const int Prefix = 7;
    private const int LongestSound = 16;

    private enum Kind : uint
    {
        Spelling = 1,
        Text,
        Group,
        Typo,
        Sound,
        Bones,
        LooseBones,
    }

    /// <summary>The whole spelling.</summary>
    public static uint Spelling(ReadOnlySpan<char> spelling) => Hash(Kind.Spelling, spelling);

    /// <summary>The text of a word whose spelling is another.</summary>
    public static uint Text(ReadOnlySpan<char> text) => Hash(Kind.Text, text);

    /// <summary>A group that words belong to.</summary>
    public static uint Group(uint group) => Finish(((ulong)Kind.Group << 40) ^ (group * 0xC2B2AE3D27D4EB4FUL));

    /// <summary>A hash of an id, of 64 bits.</summary>
    public static ulong Id(ReadOnlySpan<char> id)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var c in id)
            hash = (hash ^ c) * 0x100000001B3UL;
        return Mix(hash);
    }

    /// <summary>
    /// The beginning of a spelling with up to two letters left out (one in short ones): two spellings that differ in as many letters have one of them in common
    /// (Garbe, "Symmetric Delete"). Nothing for spellings of up to two letters.
    /// </summary>
    /// <returns>How many keys were written.</returns>
    public static int Typos(ReadOnlySpan<char> spelling, Span<uint> keys)
    {
        if (spelling.Length < 3)
            return 0;
        var edits = spelling.Length < 6 ? 1 : 2;
        var beginning = spelling[..Math.Min(spelling.Length, Prefix)];
        Span<char> one = stackalloc char[Prefix];
        Span<char> two = stackalloc char[Prefix];
        var count = 0;
        keys[count++] = Hash(Kind.Typo, beginning);
        for (var i = 0; i < beginning.Length; i++)
        {
            // Leaving out either of two equal neighbours gives the same.
            if (i > 0 && beginning[i] == beginning[i - 1])
                continue;
            Without(beginning, i, one);
            var shorter = one[..(beginning.Length - 1)];
            keys[count++] = Hash(Kind.Typo, shorter);
            for (var j = i; edits == 2 && j < shorter.Length; j++)
            {
                Without(shorter, j, two);
                keys[count++] = Hash(Kind.Typo, two[..(shorter.Length - 1)]);
            }
        }
        return count;
    }

    /// <summary>The consonants of a spelling, those that are confused between romanisations as one; for long ones also with one of them left out.</summary>
    /// <returns>How many keys were written.</returns>
    public static int Sounds(ReadOnlySpan<char> spelling, Span<uint> keys)
    {
        Span<char> sounds = stackalloc char[LongestSound];
        Span<char> shorter = stackalloc char[LongestSound];
        var length = Consonants(spelling, sounds);
        if (length < 2 || spelling.Length < 3)
            return 0;
        var count = 0;
        keys[count++] = Hash(Kind.Sound, sounds[..length]);
        for (var i = 0; length >= 5 && i < length; i++)
        {
            Without(sounds[..length], i, shorter);
            keys[count++] = Hash(Kind.Sound, shorter[..(length - 1)]);
        }
        return count;
    }

    /// <summary>
    /// What is left where a script writes no vowels, or one letter for several sounds: consonants in seven classes; with four or more of them also with one left out; with fewer than two also h.
    /// </summary>
    /// <param name="spelling">The spelling.</param>
    /// <param name="isLoose">Whether to give the keys of words that are written in such a script, or those of all.</param>
    /// <param name="keys">Takes the keys.</param>
    /// <returns>How many keys were written.</returns>
    public static int Bones(ReadOnlySpan<char> spelling, bool isLoose, Span<uint> keys)
    {
        Span<char> bones = stackalloc char[LongestSound];
        Span<char> shorter = stackalloc char[LongestSound];
        var length = 0;
        for (var i = 0; i < spelling.Length && length < bones.Length; i++)
        {
            var bone = BoneOf(spelling[i]);
            if (bone != '\0' && (length == 0 || bones[length - 1] != bone))
                bones[length++] = bone;
        }
        // Where nearly nothing is left, h is more than nothing: Hala is hl.
        if (length < 2)
            length = BonesAndBreath(spelling, bones);
        if (length == 0)
            return 0;
        var kind = isLoose ? Kind.LooseBones : Kind.Bones;
        var count = 0;
        keys[count++] = Hash(kind, bones[..length]);
        for (var i = 0; length >= 4 && i < length; i++)
        {
            Without(bones[..length], i, shorter);
            keys[count++] = Hash(kind, shorter[..(length - 1)]);
        }
        return count;
    }

    private static int BonesAndBreath(ReadOnlySpan<char> spelling, Span<char> bones)
    {
        var length = 0;
        foreach (var letter in spelling)
        {
            var bone = letter == 'h' ? letter : BoneOf(letter);
            if (bone != '\0' && length < bones.Length && (length == 0 || bones[length - 1] != bone))
                bones[length++] = bone;
        }
        return length;
    }

    /// <summary>The class of a consonant, or nothing for other letters.</summary>
    public static char BoneOf(char letter) => letter switch
    {
        'b' or 'p' or 'f' or 'v' => 'b',
        'k' or 'g' or 'q' or 'c' or 'x' => 'k',
        'd' or 't' => 'd',
        's' or 'z' or 'j' => 's',
        'l' or 'r' => 'l',
        'm' => 'm',
        'n' => 'n',
        _ => '\0',
    };

    /// <summary>Which letters are in a word, a bit each.</summary>
    public static uint Letters(ReadOnlySpan<byte> latin)
    {
        var letters = 0u;
        foreach (var letter in latin)
            letters |= 1u << (letter & 31);
        return letters;
    }

    private static int Consonants(ReadOnlySpan<char> spelling, Span<char> sounds)
    {
        var length = 0;
        for (var i = 0; i < spelling.Length && length < sounds.Length; i++)
        {
            var sound = spelling[i] switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'j' or 'h' => '\0',
                'c' or 'q' or 'x' => 'k',
                'z' => 's',
                'w' or 'f' => 'v',
                'p' when i + 1 < spelling.Length && spelling[i + 1] == 'h' => 'v',
                var other => other,
            };
            if (sound != '\0' && (length == 0 || sounds[length - 1] != sound))
                sounds[length++] = sound;
        }
        return length;
    }

    private static void Without(ReadOnlySpan<char> text, int at, Span<char> output)
    {
        text[..at].CopyTo(output);
        text[(at + 1)..].CopyTo(output[at..]);
    }

    private static uint Hash(Kind kind, ReadOnlySpan<char> text)
    {
        var hash = 0xCBF29CE484222325UL + ((ulong)kind * 0x9E3779B97F4A7C15UL);
        foreach (var c in text)
            hash = (hash ^ c) * 0x100000001B3UL;
        return Finish(hash);
    }

    private static uint Finish(ulong hash) => (uint)(Mix(hash) >> 32);

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return hash ^ (hash >> 33);
    }
}
