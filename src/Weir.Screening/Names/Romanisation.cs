using System.Text;
using AnyAscii;

namespace Weir.Screening.Names;

/// <summary>
/// Latin letters for a word of another script: one usual way for each script, chosen so that the spellings of passports and newspapers come near. AnyAscii, with our own
/// rules where it goes letter by letter and the script does not (Greek digraphs, Korean syllables). What other ways there are is for
/// <see cref="Scoring.WordComparison"/> (letters that romanisations confuse) and <see cref="HanReadings"/> (characters read in another language).
/// </summary>
internal static class Romanisation
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;

    // Revised Romanisation (Ministry of Culture 2000) for the consonants; ㅓ as o and ㅡ as u, as McCune and Reischauer have them without their signs.
    private static readonly string[] Initials = ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    private static readonly string[] Voiced = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    private static readonly string[] Vowels = ["a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui", "i"];
    private static readonly string[] Finals = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"];

    private static readonly (string Greek, string Latin)[] Greek =
    [
        ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng"), ("γχ", "nch"), ("τζ", "tz"), ("τσ", "ts"), ("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("αι", "e"), ("ει", "i"), ("οι", "i"), ("υι", "i"),
    ];

    /// <summary>The word in letters a–z and digits; empty where nothing is known of its script.</summary>
    public static string Latin(string word)
    {
        var first = FirstLetter(word);
        var latin = first is >= FirstSyllable and <= LastSyllable ? Korean(word)
            : first is >= 0x370 and < 0x400 ? GreekWord(word).Transliterate()
            : word.Transliterate();
        var kept = new StringBuilder(latin.Length);
        foreach (var c in latin)
        {
            if (char.IsAsciiLetterOrDigit(c))
                kept.Append(char.ToLowerInvariant(c));
        }
        return kept.ToString();
    }

    private static int FirstLetter(string word) => word.Length == 0 ? 0 : word[0];

    private static string Korean(string word)
    {
        var latin = new StringBuilder(word.Length * 3);
        // A consonant between voiced sounds is voiced itself.
        var afterVoiced = false;
        foreach (var c in word)
        {
            if (c is < (char)FirstSyllable or > (char)LastSyllable)
            {
                latin.Append(c.ToString().Transliterate());
                afterVoiced = false;
                continue;
            }
            var index = c - FirstSyllable;
            var final = index % 28;
            latin.Append((afterVoiced ? Voiced : Initials)[index / 588]).Append(Vowels[index % 588 / 28]).Append(Finals[final]);
            afterVoiced = final is 0 or 4 or 8 or 16 or 21;
        }
        return latin.ToString();
    }

    private static string GreekWord(string word)
    {
        var bare = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            // A diaeresis keeps two vowels apart, so it is left for the pairs below to see.
            if (c is not ('\u0301' or '\u0300' or '\u0342' or '\u0313' or '\u0314'))
                bare.Append(char.ToLowerInvariant(c) is 'ς' ? 'σ' : char.ToLowerInvariant(c));
        }
        var text = bare.ToString();
        foreach (var (greek, latin) in Greek)
            text = text.Replace(greek, latin, StringComparison.Ordinal);
        return text;
    }
}
