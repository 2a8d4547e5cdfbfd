using System.Buffers.Binary;
using System.Text;

namespace Weir.Sources.Text;

/// <summary>The character encoding of a received text.</summary>
/// <param name="Name">As said to users: <c>utf-8</c>, <c>utf-8 with BOM</c>, <c>utf-16le</c>, <c>utf-16be</c>, <c>gb18030</c>, <c>windows-1251</c>, <c>windows-1252</c>.</param>
/// <param name="Encoding">Decodes it; bytes that are not valid in it become U+FFFD.</param>
/// <param name="PreambleLength">Bytes of byte order mark before the text.</param>
public sealed record TextEncoding(string Name, Encoding Encoding, int PreambleLength = 0);

/// <summary>Finds out which encoding a text is in, from its first bytes.</summary>
public static class TextEncodings
{
    /// <summary>How many bytes to look at.</summary>
    public const int HeadLength = 64 * 1024;

    /// <summary>UTF-8 without a byte order mark.</summary>
    public static readonly TextEncoding Utf8 = new("utf-8", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>China's national encoding, in which China Customs gives its files.</summary>
    public static readonly TextEncoding Gb18030 = CodePage("gb18030", 54936);

    /// <summary>Cyrillic.</summary>
    public static readonly TextEncoding Windows1251 = CodePage("windows-1251", 1251);

    /// <summary>Western European.</summary>
    public static readonly TextEncoding Windows1252 = CodePage("windows-1252", 1252);

    /// <summary>
    /// The encoding of a text that begins with <paramref name="head"/>: by its byte order mark; else UTF-16 where every
    /// second byte is zero; else UTF-8 where it is valid as such; else GB18030, Windows-1251 or Windows-1252 by what its
    /// bytes above 127 would be.
    /// </summary>
    public static TextEncoding Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
            return Utf8 with { Name = "utf-8 with BOM", PreambleLength = 3 };
        if (head.Length >= 2 && BinaryPrimitives.ReadUInt16LittleEndian(head) == 0xFEFF)
            return Utf16(bigEndian: false, preamble: 2);
        if (head.Length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(head) == 0xFEFF)
            return Utf16(bigEndian: true, preamble: 2);
        if (ZerosEverySecondByte(head) is { } zerosFirst)
            return Utf16(bigEndian: zerosFirst, preamble: 0);
        if (IsUtf8(head))
            return Utf8;
        return ByBytesAbove127(head);
    }

    /// <summary>The text that <paramref name="head"/> begins with, in whatever encoding; for recognising a format.</summary>
    public static string Decode(ReadOnlySpan<byte> head)
    {
        var found = Detect(head);
        return found.Encoding.GetString(head[found.PreambleLength..]);
    }

    private static TextEncoding Utf16(bool bigEndian, int preamble) =>
        new(bigEndian ? "utf-16be" : "utf-16le", new UnicodeEncoding(bigEndian, byteOrderMark: false), preamble);

    private static TextEncoding CodePage(string name, int number) => new(
        name,
        CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))
            ?? throw new PlatformNotSupportedException($"this platform has no {name}"));

    // The head may end inside a character of up to four bytes.
    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        for (var cut = 0; cut <= 3 && cut <= head.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(head[..^cut]))
                return true;
        }
        return false;
    }

    // Digits, commas and line breaks have a zero byte in UTF-16, whatever the language: a fifth of all is far below any real table.
    private static bool? ZerosEverySecondByte(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0, pairs = Math.Min(head.Length, 4096) / 2;
        for (var i = 0; i < pairs; i++)
        {
            even += head[2 * i] == 0 ? 1 : 0;
            odd += head[(2 * i) + 1] == 0 ? 1 : 0;
        }
        return (even, odd) switch
        {
            _ when pairs < 4 => null,
            _ when odd * 5 > pairs && even * 20 < odd => false,
            _ when even * 5 > pairs && odd * 20 < even => true,
            _ => null,
        };
    }

    private static TextEncoding ByBytesAbove127(ReadOnlySpan<byte> head)
    {
        int pairs = 0, common = 0, bad = 0, high = 0, runs = 0, lowerCyrillic = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] < 0x80)
                continue;
            high++;
            runs += i == 0 || head[i - 1] < 0x80 ? 1 : 0;
            lowerCyrillic += head[i] >= 0xE0 ? 1 : 0;
        }
        for (var i = 0; i + 1 < head.Length; i++)
        {
            var lead = head[i];
            if (lead < 0x80)
                continue;
            var trail = head[i + 1];
            if (lead is 0x80 or 0xFF)
                bad++;
            else if (trail is >= 0x30 and <= 0x39 && i + 3 < head.Length && head[i + 2] is >= 0x81 and <= 0xFE && head[i + 3] is >= 0x30 and <= 0x39)
            {
                pairs++;
                i += 3;
            }
            else if (trail is >= 0x40 and not 0x7F and not 0xFF)
            {
                pairs++;
                // The punctuation, full-width forms and 3,755 everyday characters of GB 2312: what nearly all Chinese text consists of.
                common += trail >= 0xA1 && lead is (>= 0xA1 and <= 0xA9) or (>= 0xB0 and <= 0xD7) ? 1 : 0;
                i++;
            }
            else
                bad++;
        }
        if (bad * 50 <= pairs && common * 2 >= pairs)
            return Gb18030;
        // Cyrillic words are runs of high bytes, mostly lower case; an accented Latin letter stands alone among plain ones.
        return high >= runs * 2 && lowerCyrillic * 2 >= high ? Windows1251 : Windows1252;
    }
}
