using System.Text;

namespace Weir.Sources.Text;

/// <summary>A received text, opened: its encoding found out, and web pages refused.</summary>
/// <param name="Bytes">The text from after the byte order mark.</param>
/// <param name="Encoding">Its encoding.</param>
/// <param name="Head">How it begins.</param>
internal sealed record ReceivedText(Stream Bytes, TextEncoding Encoding, string Head)
{
    /// <summary>Opens a text.</summary>
    /// <param name="content">The text, unpacked.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="expected">What it should be, e.g. <c>a China Customs download</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SourceFormatException">It is empty, a web page, or no text.</exception>
    public static async Task<ReceivedText> OpenAsync(Stream content, string fileName, string expected, CancellationToken cancellation)
    {
        var head = await PrefixedStream.ReadHeadAsync(content, TextEncodings.HeadLength, cancellation);
        if (head.IsEmpty)
            throw new SourceFormatException($"{fileName} is empty, where {expected} was expected; download it again");
        var encoding = TextEncodings.Detect(head.Span);
        var text = encoding.Encoding.GetString(head.Span[encoding.PreambleLength..]);
        if (WrongContent(text) is { } found)
            throw new SourceFormatException($"{fileName} is {found}, where {expected} was expected; download it again");
        return new(new PrefixedStream(head[encoding.PreambleLength..], content), encoding, text);
    }

    /// <summary>Reads it as characters; leaves the stream open.</summary>
    public StreamReader OpenReader() => new(Bytes, Encoding.Encoding, detectEncodingFromByteOrderMarks: false, 1 << 15, leaveOpen: true);

    /// <summary>Reads it as UTF-8, whatever it is in.</summary>
    public Stream OpenUtf8() => Encoding.Encoding is UTF8Encoding
        ? Bytes
        : System.Text.Encoding.CreateTranscodingStream(Bytes, Encoding.Encoding, System.Text.Encoding.UTF8, leaveOpen: true);

    /// <summary>What a text is that is certainly no table or answer; null where it may be one.</summary>
    public static string? WrongContent(string head)
    {
        var text = head.AsSpan().TrimStart();
        if (text.IsEmpty)
            return "blank";
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return TitleOf(head) is { } title ? $"a web page (\"{title}\")" : "a web page";
        if (text[0] == '<')
            return "an XML or HTML document";
        if (text.StartsWith("PK\u0003\u0004"))
            return "a ZIP archive or Excel workbook";
        if (text.StartsWith("%PDF"))
            return "a PDF document";
        return text.Contains('\0') ? "no text (it holds zero bytes)" : null;
    }

    /// <summary>Whether a file begins as XML and web pages do, in whatever encoding; an empty one does not.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> head) => TextEncodings.Decode(head).AsSpan().TrimStart().StartsWith("<");

    /// <summary>The beginning of a text, fit to be quoted in a sentence.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder(100);
        foreach (var c in text.Trim())
        {
            if (quoted.Length == 97)
                return quoted.Append('…').ToString();
            quoted.Append(char.IsControl(c) ? ' ' : c);
        }
        return quoted.ToString();
    }

    private static string? TitleOf(string page)
    {
        var from = page.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        var to = from < 0 ? -1 : page.IndexOf("</title>", from, StringComparison.OrdinalIgnoreCase);
        var title = to < 0 ? "" : Quote(page.AsSpan(from + 7, to - from - 7));
        return title.Length > 0 ? title : null;
    }
}
