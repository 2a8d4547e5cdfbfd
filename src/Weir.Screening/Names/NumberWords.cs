using System.Globalization;

namespace Weir.Screening.Names;

/// <summary>Numbers in names: in digits of any script, in words, and Roman ones.</summary>
internal static class NumberWords
{
    private const int MostRomanLetters = 6;

    /// <summary>The group of a number; numbers over sixteen million share theirs with others.</summary>
    public static uint Group(ulong value) => WordGroup.Of(WordGroupKind.Number, (uint)(value % 0xFFFFFF));

    /// <summary>The group of the number that a word is; 0 where it is none.</summary>
    /// <param name="word">The word.</param>
    /// <param name="roman">Whether letters may be a Roman number: not in people's names, where V is an initial.</param>
    public static uint GroupOf(NameWord word, bool roman)
    {
        var digits = word.Latin.AsSpan();
        if (digits.Length > 1 && digits[0] == 'n' && char.IsAsciiDigit(digits[1]))
            digits = digits[1..];
        if (digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9'))
            return Group(digits.Length <= 18 ? ulong.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : Hash(digits));
        if (NameFacts.OfNumber(word) is [var fact, ..])
            return fact.Group;
        return roman && word.Text == word.Latin && Roman(word.Latin) is > 0 and var value ? Group((ulong)value) : 0;
    }

    private static int Roman(string text)
    {
        if (text.Length > MostRomanLetters || text.AsSpan().ContainsAnyExcept("ivxl"))
            return 0;
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
            sum += i + 1 < text.Length && Value(text[i]) < Value(text[i + 1]) ? -Value(text[i]) : Value(text[i]);
        // Only the one spelling counts: IIX is a word.
        return sum is > 0 and < 90 && Write(sum) == text ? sum : 0;

        static int Value(char c) => c switch { 'i' => 1, 'v' => 5, 'x' => 10, _ => 50 };
    }

    private static string Write(int number)
    {
        var text = "";
        foreach (var (value, letters) in new[] { (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i") })
        {
            for (; number >= value; number -= value)
                text += letters;
        }
        return text;
    }

    private static ulong Hash(ReadOnlySpan<char> digits)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in digits)
            hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}
