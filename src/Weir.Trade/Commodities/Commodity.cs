namespace Weir.Trade;

/// <summary>A code in a classification. Codes are text: a leading zero is part of the code. <c>TOTAL</c> is all goods.</summary>
/// <param name="Classification">Which classification.</param>
/// <param name="Code">The digits, without dots or blanks, or <c>TOTAL</c>.</param>
public readonly record struct Commodity(Classification Classification, string Code)
{
    /// <summary>The code of all goods together.</summary>
    public const string AllGoods = "TOTAL";

    /// <summary>What may be written, for error messages.</summary>
    public const string Allowed =
        "write 2, 4 or 6 digits of the Harmonized System (854470, 8544.70), with its edition where it matters (HS2022:854470), a national code with its tariff (CN8:85447000, CHN:8544700000), or TOTAL";

    /// <summary>Whether this is the total over all goods.</summary>
    public bool IsAllGoods => Code == AllGoods;

    /// <summary>
    /// Whether the code lies in chapter 98 or 99, which each country fills for itself (low-value parcels, goods not
    /// specified, secret goods): no international code and no name of goods corresponds to it.
    /// </summary>
    public bool IsNationalSpecial => Chapter is "98" or "99";

    /// <summary>How many digits the code has; 0 for all goods.</summary>
    public int Level => IsAllGoods ? 0 : Code.Length;

    /// <summary>The two-digit chapter, or the code itself where it is shorter or the total.</summary>
    public string Chapter => Cut(2);

    /// <summary>The four-digit heading, or the code itself where it is shorter.</summary>
    public string Heading => Cut(4);

    /// <summary>The six-digit subheading, the longest that all countries share, or the code itself where it is shorter.</summary>
    public string Subheading => Cut(6);

    /// <summary>The digits beyond the sixth that only one country uses; empty where there are none.</summary>
    public string NationalDigits => IsAllGoods || Code.Length <= 6 ? "" : Code[6..];

    /// <summary>
    /// The code one level up: a national code's subheading (in the Harmonized System, edition not stated), a subheading's heading, a heading's chapter, a
    /// chapter's total (a national special code's too); null for the total.
    /// </summary>
    public Commodity? Parent => Level switch
    {
        0 => null,
        > 6 => IsNationalSpecial ? this with { Code = AllGoods } : new(Classification.Hs, Subheading),
        6 => this with { Code = Heading },
        4 => this with { Code = Chapter },
        _ => this with { Code = AllGoods },
    };

    /// <summary>The code as tariffs print it: <c>85</c>, <c>85.44</c>, <c>8544.70</c>, <c>8544.70.00</c>.</summary>
    public string Dotted => Level switch
    {
        <= 2 => Code,
        4 => $"{Code[..2]}.{Code[2..]}",
        <= 6 => $"{Code[..4]}.{Code[4..]}",
        <= 8 => $"{Code[..4]}.{Code[4..6]}.{Code[6..]}",
        _ => $"{Code[..4]}.{Code[4..6]}.{Code[6..8]}.{Code[8..]}",
    };

    /// <summary>Whether this code lies under (or is) <paramref name="ancestor"/>.</summary>
    public bool IsUnder(string ancestor) => ancestor == AllGoods || Code.StartsWith(ancestor, StringComparison.Ordinal);

    /// <summary>
    /// Reads a code with or without dots and blanks between its digits (<c>8544.70</c>, <c>8544 70</c>), with or without its
    /// classification before a colon (<c>HS2022:854470</c>, <c>CN8:85447000</c>) or with <c>HS</c> and a blank before it.
    /// False for more than 6 digits without a classification (every country continues them in its own way), for an odd number of
    /// digits, for a length the classification doesn't have, and for chapter 00.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Commodity commodity)
    {
        commodity = default;
        text = text.Trim();
        var classification = Classification.Hs;
        var colon = text.IndexOf(':');
        if (colon >= 0)
        {
            if (!Classifications.TryParse(text[..colon], out classification))
                return false;
            text = text[(colon + 1)..].Trim();
        }
        else if (text.StartsWith("HS ", StringComparison.OrdinalIgnoreCase))
            text = text[3..].Trim();
        if (text.Equals(AllGoods, StringComparison.OrdinalIgnoreCase))
        {
            commodity = new(classification, AllGoods);
            return true;
        }
        Span<char> digits = stackalloc char[10];
        var count = 0;
        var mayBreak = false;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) && count < digits.Length)
                (digits[count++], mayBreak) = (c, true);
            else if (c is '.' or ' ' && mayBreak)
                mayBreak = false;
            else
                return false;
        }
        if (!mayBreak || !classification.HasLength(count) || digits.StartsWith("00"))
            return false;
        commodity = new(classification, digits[..count].ToString());
        return true;
    }

    /// <summary>Reads what <see cref="TryParse"/> reads.</summary>
    /// <exception cref="FormatException">The text is no code; the message says what may be written.</exception>
    public static Commodity Parse(string text) => TryParse(text, out var commodity)
        ? commodity
        : throw new FormatException($"'{text}' is no commodity code; {Allowed}");

    /// <summary>The code, with its classification before a colon unless that is HS without edition: what <see cref="TryParse"/> reads.</summary>
    public override string ToString() => Classification == Classification.Hs ? Code : $"{Classification.Code()}:{Code}";

    private string Cut(int digits) => IsAllGoods || Code.Length <= digits ? Code : Code[..digits];
}
