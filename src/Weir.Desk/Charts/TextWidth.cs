using System.Globalization;
using System.Text;

namespace Weir.Desk.Charts;

/// <summary>
/// How wide a text comes out, near enough to keep texts apart: no font is asked, so the result is the same on every
/// machine. Widths are those of a wide system sans serif, so that a narrower font only leaves more room.
/// </summary>
internal static class TextWidth
{
    /// <summary>Size of all text in charts, in pixels.</summary>
    public const double FontSize = 13;

    /// <summary>The height of a line of text.</summary>
    public const double Line = 18;

    public static double Of(string text)
    {
        var ems = 0.0;
        foreach (var rune in text.EnumerateRunes())
            ems += Em(rune);
        return ems * FontSize;
    }

    /// <summary>The text, or its beginning with an ellipsis where it is wider than <paramref name="width"/>.</summary>
    public static string Fit(string text, double width)
    {
        if (Of(text) <= width)
            return text;
        var info = new StringInfo(text);
        for (var length = info.LengthInTextElements - 1; length > 0; length--)
        {
            var cut = info.SubstringByTextElements(0, length).TrimEnd() + "…";
            if (Of(cut) <= width)
                return cut;
        }
        return "…";
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        >= 0x1100 => rune.Value is >= 0x2000 and < 0x2E80 ? 0.7 : 1.0,
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or ' ' or '(' or ')' or 0xA0 => 0.32,
        'f' or 'r' or 't' or '-' => 0.42,
        'm' or 'w' or 'M' or 'W' or 'Ж' or 'Ш' or 'Щ' or 'Ю' or 'ж' or 'ш' or 'щ' or 'ю' or 'ы' or 'м' => 0.9,
        >= '0' and <= '9' => 0.6,
        _ => Rune.IsUpper(rune) ? 0.7 : 0.6,
    };
}
