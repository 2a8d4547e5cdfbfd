using System.Globalization;

namespace Weir.Sources.Text;

/// <summary>Reads the numbers of publishers' tables: invariant, finite, not absurd.</summary>
internal static class PublishedNumber
{
    /// <summary>No value or quantity of any flow is larger: the trade of the whole world in a year is near 2.5 × 10¹³ dollars.</summary>
    public const double Largest = 1e15;

    /// <summary>
    /// Reads a number that no amendment can make negative. Thousands separators are commas and stand in the right places.
    /// Empty, <c>?</c>, <c>null</c>, <c>NA</c> and <c>N/A</c> are no number: <paramref name="value"/> is null then.
    /// </summary>
    /// <returns>Null, or why it can't be read.</returns>
    public static string? Read(ReadOnlySpan<char> text, out double? value)
    {
        value = null;
        text = text.Trim();
        if (Plain(text) is { } plainNumber)
        {
            value = plainNumber;
            return null;
        }
        if (text.IsEmpty || text is "?" or "？" or "NA" or "N/A" || text.Equals("null", StringComparison.OrdinalIgnoreCase))
            return null;
        var plain = text;
        if (text.Contains(','))
        {
            if (text.Length > 40 || !IsGrouped(text))
                return $"'{ReceivedText.Quote(text)}' is no number: commas only separate thousands, and a point the decimals";
            Span<char> digits = stackalloc char[text.Length];
            var length = 0;
            foreach (var c in text)
            {
                if (c != ',')
                    digits[length++] = c;
            }
            return Parse(digits[..length], text, out value);
        }
        return Parse(plain, text, out value);
    }

    // Up to fifteen digits with a point or none, which is nearly every number there is: both the digits and the power of ten are whole
    // numbers that a double holds exactly, so their quotient is the nearest double, as the general way would give it.
    private static double? Plain(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 16)
            return null;
        long digits = 0;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
                digits = (digits * 10) + digit;
            else if (text[i] == '.' && point < 0)
                point = i;
            else
                return null;
        }
        if (text.Length - (point < 0 ? 0 : 1) is 0 or > 15)
            return null;
        return point < 0 ? digits : digits / PowersOfTen[text.Length - 1 - point];
    }

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private static string? Parse(ReadOnlySpan<char> plain, ReadOnlySpan<char> text, out double? value)
    {
        value = null;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(plain, style, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return $"'{ReceivedText.Quote(text)}' is no number";
        if (number < 0)
            return $"{ReceivedText.Quote(text)} is negative, and this publisher documents no negative amendments";
        if (number > Largest)
            return $"{ReceivedText.Quote(text)} is more than 10^15, more than the trade of the whole world";
        value = number;
        return null;
    }

    // 1,234,567.8: one to three digits, then groups of three.
    private static bool IsGrouped(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("+-");
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        for (var group = 0; !whole.IsEmpty; group++)
        {
            var comma = whole.IndexOf(',');
            var digits = comma < 0 ? whole : whole[..comma];
            if (digits.ContainsAnyExceptInRange('0', '9') || (group == 0 ? digits.Length is < 1 or > 3 : digits.Length != 3))
                return false;
            if (comma < 0)
                return true;
            whole = whole[(comma + 1)..];
        }
        return false;
    }
}
