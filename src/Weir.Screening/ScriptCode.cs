using System.Text;

namespace Weir.Screening;

/// <summary>Which script a text is written in, as four letters of ISO 15924.</summary>
public static class ScriptCode
{
    /// <summary>No letter of a script that is known: <c>Zyyy</c>, as ISO 15924 calls what belongs to none.</summary>
    public const string Undetermined = "Zyyy";

    /// <summary>Letters by their blocks of Unicode (https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt), in ascending order.</summary>
    private static readonly (int First, int Last, string Script)[] Blocks =
    [
        (0x0041, 0x024F, "Latn"), (0x0250, 0x02AF, "Latn"), (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"),
        (0x0600, 0x06FF, "Arab"), (0x0700, 0x074F, "Syrc"), (0x0750, 0x077F, "Arab"), (0x0780, 0x07BF, "Thaa"), (0x08A0, 0x08FF, "Arab"), (0x0900, 0x097F, "Deva"),
        (0x0980, 0x09FF, "Beng"), (0x0A00, 0x0A7F, "Guru"), (0x0A80, 0x0AFF, "Gujr"), (0x0B00, 0x0B7F, "Orya"), (0x0B80, 0x0BFF, "Taml"), (0x0C00, 0x0C7F, "Telu"),
        (0x0C80, 0x0CFF, "Knda"), (0x0D00, 0x0D7F, "Mlym"), (0x0D80, 0x0DFF, "Sinh"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Laoo"), (0x0F00, 0x0FFF, "Tibt"),
        (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"), (0x1100, 0x11FF, "Kore"), (0x1200, 0x139F, "Ethi"), (0x1780, 0x17FF, "Khmr"), (0x1800, 0x18AF, "Mong"),
        (0x1C90, 0x1CBF, "Geor"), (0x1E00, 0x1EFF, "Latn"), (0x1F00, 0x1FFF, "Grek"), (0x2C60, 0x2C7F, "Latn"), (0x2D00, 0x2D2F, "Geor"), (0x3040, 0x30FF, "Jpan"),
        (0x3100, 0x312F, "Bopo"), (0x3130, 0x318F, "Kore"), (0x31F0, 0x31FF, "Jpan"), (0x3400, 0x4DBF, "Hani"), (0x4E00, 0x9FFF, "Hani"), (0xA640, 0xA69F, "Cyrl"),
        (0xA720, 0xA7FF, "Latn"), (0xAC00, 0xD7FF, "Kore"), (0xF900, 0xFAFF, "Hani"), (0xFB1D, 0xFB4F, "Hebr"), (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"),
        (0xFF21, 0xFF5A, "Latn"), (0xFF66, 0xFF9F, "Jpan"), (0x20000, 0x323AF, "Hani"),
    ];

    /// <summary>
    /// The script that most letters are of; the first of two with as many. Chinese characters among kana or hangul count as Japanese or Korean.
    /// </summary>
    public static string Of(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune) && Find(rune.Value) is { } script)
                counts[script] = counts.GetValueOrDefault(script) + 1;
        }
        foreach (var mixed in (string[])["Jpan", "Kore"])
        {
            if (counts.ContainsKey(mixed) && counts.Remove("Hani", out var characters))
                counts[mixed] += characters;
        }
        return counts.Count == 0 ? Undetermined : counts.MaxBy(c => c.Value).Key;
    }

    private static string? Find(int letter)
    {
        var (low, high) = (0, Blocks.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (letter < Blocks[middle].First)
                high = middle - 1;
            else if (letter > Blocks[middle].Last)
                low = middle + 1;
            else
                return Blocks[middle].Script;
        }
        return null;
    }
}
