using System.Runtime.CompilerServices;
using System.Text;

namespace Weir.Desk.Screening.Tables;

/// <summary>A file of names that can't be read at all; the message names the file, the line and what to do.</summary>
public sealed class AskedFileException(string message) : Exception(message);

/// <summary>One record of a table of names.</summary>
/// <param name="Line">Its first physical line, from 1.</param>
/// <param name="Raw">As it stands in the file.</param>
/// <param name="Fields">Its values, without quotes; empty where <paramref name="Error"/> says that they can't be told apart.</param>
/// <param name="Error">What is wrong with it, in one sentence; null where nothing is.</param>
internal sealed record DelimitedRecord(long Line, string Raw, IReadOnlyList<string> Fields, string? Error);

/// <summary>
/// A table of people's own: comma, semicolon or tab; quotes as RFC 4180 has them; UTF-8, or UTF-16 with a byte-order mark. Streams. A line that is wrong spoils
/// itself and no other: a quote that never closes takes nothing of what follows.
/// </summary>
internal sealed class DelimitedTable
{
    private const int MostLinesOfARecord = 64;
    private readonly ByteLines lines;
    private readonly string file;
    private readonly Queue<Line> waiting = new();

    private DelimitedTable(ByteLines lines, string file) => (this.lines, this.file) = (lines, file);

    /// <summary>The names of the columns, blanks around them taken off.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>The header as it stands in the file.</summary>
    public string RawHeader { get; private set; } = "";

    /// <summary>What stands between two values.</summary>
    public char Delimiter { get; private set; } = ',';

    /// <summary>Opens a table and reads its header.</summary>
    /// <param name="input">The bytes; a byte-order mark of UTF-16 is understood.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="AskedFileException">The file is empty, its header is no text, or it names a column twice.</exception>
    public static async Task<DelimitedTable> OpenAsync(Stream input, string file, CancellationToken cancellation)
    {
        var table = new DelimitedTable(new(input), file);
        Line? header;
        do
        {
            header = await table.NextLineAsync(cancellation) ?? throw new AskedFileException($"{file} is empty; its first line must name the columns, such as: name,schema,country,birthDate");
        }
        while (header.Text.Trim().Length == 0 && header.Error is null);
        if (header.Error is { } wrong)
            throw new AskedFileException($"{file}:{header.Number}: the header {wrong}");
        var text = header.Text;
        table.Delimiter = new[] { ',', ';', '\t' }.MaxBy(d => text.Count(c => c == d));
        var fields = new List<string>();
        if (Split(text, table.Delimiter, fields) is { } broken)
            throw new AskedFileException($"{file}:{header.Number}: the header can't be read: {broken}");
        table.RawHeader = text;
        table.Header = [.. fields.Select(f => f.Trim())];
        return table;
    }

    /// <summary>The records in file order; blank lines are left out.</summary>
    public async IAsyncEnumerable<DelimitedRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await NextLineAsync(cancellation) is { } line)
        {
            if (line.Error is null && line.Text.Length == 0)
                continue;
            yield return line.Error is { } wrong ? new(line.Number, line.Text, [], wrong) : await RecordAsync(line, cancellation);
        }
    }

    private async ValueTask<DelimitedRecord> RecordAsync(Line first, CancellationToken cancellation)
    {
        var fields = new List<string>(Header.Count);
        var broken = Split(first.Text, Delimiter, fields);
        if (broken is null)
            return Counted(first.Number, first.Text, fields);
        if (broken != NeverCloses)
            return new(first.Number, first.Text, [], broken);
        // The quote may close on a later line; then, and only if the record comes out whole, it goes over several lines.
        var (text, seen) = (new StringBuilder(first.Text), new List<Line>());
        while (seen.Count < MostLinesOfARecord && text.Length < ByteLines.Longest && await NextLineAsync(cancellation) is { } next)
        {
            seen.Add(next);
            text.Append('\n').Append(next.Text);
            if (next.Error is not null || !next.Text.Contains('"', StringComparison.Ordinal))
                continue;
            fields.Clear();
            var raw = text.ToString();
            if (Split(raw, Delimiter, fields) is null && fields.Count == Header.Count)
                return new(first.Number, raw, fields, null);
        }
        var later = waiting.ToArray();
        waiting.Clear();
        foreach (var line in seen.Concat(later))
            waiting.Enqueue(line);
        return new(first.Number, first.Text, [], NeverCloses);
    }

    private DelimitedRecord Counted(long line, string raw, List<string> fields)
    {
        // Spreadsheets leave delimiters behind the last column.
        while (fields.Count > Header.Count && fields[^1].Length == 0)
            fields.RemoveAt(fields.Count - 1);
        return new(line, raw, fields, fields.Count == Header.Count ? null
            : $"has {fields.Count} {(fields.Count == 1 ? "value" : "values")} where the header names {Header.Count} columns; put a value that holds a {Named(Delimiter)} into double quotes");
    }

    private const string NeverCloses = "has a double quote that opens a value and never closes it; close it, or write \"\" for a quote inside a value";

    private static string Named(char delimiter) => delimiter switch { ',' => "comma", ';' => "semicolon", _ => "tab" };

    /// <summary>Takes a record apart; says what is wrong with it, or null.</summary>
    private static string? Split(string text, char delimiter, List<string> fields)
    {
        var at = 0;
        while (true)
        {
            if (at < text.Length && text[at] == '"')
            {
                var value = new StringBuilder();
                var from = at + 1;
                while (true)
                {
                    var quote = text.IndexOf('"', from);
                    if (quote < 0)
                        return NeverCloses;
                    value.Append(text, from, quote - from);
                    at = quote + 1;
                    if (at >= text.Length || text[at] != '"')
                        break;
                    value.Append('"');
                    from = at + 1;
                }
                if (at < text.Length && text[at] != delimiter)
                    return "has text behind a value in double quotes; write \"\" for a quote inside a value";
                fields.Add(value.ToString());
            }
            else
            {
                var stop = text.IndexOf(delimiter, at);
                stop = stop < 0 ? text.Length : stop;
                fields.Add(text[at..stop]);
                at = stop;
            }
            if (at >= text.Length)
                return null;
            at++;
        }
    }

    private async ValueTask<Line?> NextLineAsync(CancellationToken cancellation)
    {
        if (waiting.TryDequeue(out var before))
            return before;
        if (await lines.NextAsync(cancellation) is not { } line)
            return null;
        var bytes = line.Bytes;
        if (line.Number == 1 && bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (line.Number == 1 && bytes.Span.Contains((byte)0))
            throw new AskedFileException($"{file} holds bytes of value 0, as UTF-16 without a byte-order mark or a spreadsheet's own format does; save it as CSV in UTF-8");
        var text = Utf8Text.Decode(bytes.Span, out var wrongAt);
        return new(line.Number, text,
            line.IsCut ? $"is longer than {ByteLines.Longest} bytes"
            : wrongAt is { } at ? $"is not UTF-8 from its byte {at + 1} on; save the file as CSV in UTF-8" : null);
    }

    private sealed record Line(long Number, string Text, string? Error);
}

/// <summary>UTF-8 that may be wrong.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; where it is not UTF-8, what can be read of it and the place (from 0) where it stops to be.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, out int? wrongAt)
    {
        try
        {
            wrongAt = null;
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            wrongAt = Math.Max(0, wrong.Index);
            return Encoding.UTF8.GetString(bytes);
        }
    }

    /// <summary>A stream of UTF-8 whatever the file is in: UTF-16 is known by its byte-order mark.</summary>
    public static async Task<Stream> OpenAsync(Stream file, CancellationToken cancellation)
    {
        var head = new byte[2];
        var read = await file.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellation);
        file.Seek(0, SeekOrigin.Begin);
        Encoding? other = read < 2 ? null : (head[0], head[1]) switch { (0xFF, 0xFE) => Encoding.Unicode, (0xFE, 0xFF) => Encoding.BigEndianUnicode, _ => null };
        return other is null ? file : Encoding.CreateTranscodingStream(file, other, Encoding.UTF8);
    }
}
