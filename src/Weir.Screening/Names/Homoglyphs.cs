using System.Collections.Frozen;

namespace Weir.Screening.Names;

/// <summary>
/// Letters of one script that look like those of another, as a forger or a bad keyboard mixes them: Cyrillic а in a Latin word. The pairs are those of Latin, Cyrillic and
/// Greek that share a shape in common typefaces (our own list; Unicode UTS #39 explains the problem).
/// </summary>
internal static class Homoglyphs
{
    private const string CyrillicShapes = "асеорхуіјѕԁһԛԝкмтвнгАВСЕНІЈКМОРЅТХУ";
    private const string LatinOfCyrillic = "aceopxyijsdhqwkmtbhrABCEHIJKMOPSTXY";
    private const string GreekShapes = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυικαρ";
    private const string LatinOfGreek = "ABEZHIKMNOPTYXovuikap";

    private static readonly FrozenDictionary<char, char> ToLatin = Pairs(CyrillicShapes, LatinOfCyrillic).Concat(Pairs(GreekShapes, LatinOfGreek)).ToFrozenDictionary(p => p.From, p => p.To);

    private static readonly FrozenDictionary<char, char> ToCyrillic =
        Pairs(LatinOfCyrillic, CyrillicShapes).GroupBy(p => p.From).ToFrozenDictionary(p => p.Key, p => p.First().To);

    /// <summary>
    /// The word in one script where letters of two are mixed and those of the rarer all have a likeness in the other; else as it is. A word wholly of one
    /// script stays, for nothing tells that it is disguised.
    /// </summary>
    public static string InOneScript(string word)
    {
        var (latin, other, cyrillic) = (0, 0, 0);
        foreach (var c in word)
        {
            if (IsLatin(c))
                latin++;
            else if (IsCyrillic(c))
                (other, cyrillic) = (other + 1, cyrillic + 1);
            else if (IsGreek(c))
                other++;
        }
        if (latin == 0 || other == 0)
            return word;
        if (latin >= other && Replaced(word, ToLatin, IsLatin) is { } asLatin)
            return asLatin;
        if (cyrillic == other && Replaced(word, ToCyrillic, IsCyrillic) is { } asCyrillic)
            return asCyrillic;
        return Replaced(word, ToLatin, IsLatin) ?? word;
    }

    private static string? Replaced(string word, FrozenDictionary<char, char> table, Func<char, bool> stays)
    {
        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (!char.IsLetter(letters[i]) || stays(letters[i]))
                continue;
            if (!table.TryGetValue(letters[i], out var like))
                return null;
            letters[i] = like;
        }
        return new(letters);
    }

    private static bool IsLatin(char c) => char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F';

    private static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052F';

    private static bool IsGreek(char c) => c is >= '\u0370' and <= '\u03FF';

    private static IEnumerable<(char From, char To)> Pairs(string from, string to)
    {
        for (var i = 0; i < from.Length; i++)
            yield return (from[i], to[i]);
    }
}
