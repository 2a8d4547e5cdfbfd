namespace Weir.Screening.Names;

/// <summary>How much of the sounds a script writes down, and so how a word of it is compared with Latin letters.</summary>
internal enum WordScript : byte
{
    /// <summary>Letters for vowels and consonants: Latin, Cyrillic, Greek, Georgian, Armenian.</summary>
    Alphabet,

    /// <summary>Consonants mostly, syllables, or an alphabet whose transliteration leaves vowels out: Arabic, Hebrew, Thai, Khmer, Indian scripts, Korean, kana.</summary>
    Loose,

    /// <summary>Chinese characters.</summary>
    Han,
}

/// <summary>The script of a word.</summary>
internal static class WordScripts
{
    /// <summary>Of its first letter.</summary>
    public static WordScript Of(ReadOnlySpan<char> text)
    {
        var first = text.IsEmpty ? '\0' : text[0];
        return first < 0x590 ? WordScript.Alphabet
            : IsHan(first) ? WordScript.Han
            : first is (>= '\u0590' and < '\u10A0') or (>= '\u1100' and < '\u13A0') or (>= '\u1700' and < '\u1AB0') or (>= '\u3040' and < '\u3130') or (>= '\uAC00' and < '\uD7B0') ? WordScript.Loose
            : WordScript.Alphabet;
    }

    /// <summary>Whether words of it are written without spaces, a few signs each.</summary>
    public static bool IsHan(char c) => c is (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or '々';

    /// <summary>A Korean syllable.</summary>
    public static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7A3';
}
