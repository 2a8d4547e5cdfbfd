using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Weir.Sources.Text;

/// <summary>
/// Reads delimited text record by record, with physical line numbers, and survives what publishers' files hold: line breaks inside
/// quotes, quotes inside quotes, quotes that never close. A quote that doesn't close spoils its own line and no other: a record
/// may go over several lines only if it then has the expected number of fields. (General CSV readers stop at the first stray
/// quote or swallow what follows it, and count records in place of lines.)
/// </summary>
internal sealed class DelimitedReader(TextReader text, char delimiter, string fileName, long firstLine = 1) : IDisposable
{
    /// <summary>Characters in a record at most.</summary>
    public const int LongestRecord = 1 << 18;

    private const int MostLines = 64;
    private readonly SearchValues<char> ends = SearchValues.Create([delimiter, '\r', '\n']);
    private readonly bool quotes = delimiter != '\t';
    private char[] buffer = ArrayPool<char>.Shared.Rent(1 << 16);
    private Field[] fields = new Field[64];
    private int start;
    private int end;
    private bool textEnded;
    private int recordStart;
    private int recordLength;
    private long nextLine = firstLine;

    private enum Outcome
    {
        Found,
        NeedsMore,
        QuoteStaysOpen,
    }

    /// <summary>The physical line (from 1) where the record starts.</summary>
    public long Line { get; private set; }

    /// <summary>How many fields the record has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a line break ended the record; the last record of a truncated file often has none.</summary>
    public bool Terminated { get; private set; }

    /// <summary>How many fields a record should have, without the empty one after a trailing delimiter; 0 where not known yet.</summary>
    public int ExpectedFields { get; set; }

    /// <summary>The record as received, without its line break.</summary>
    public ReadOnlySpan<char> Raw => buffer.AsSpan(recordStart, recordLength);

    /// <summary>Whether the last field is empty, as after a trailing delimiter.</summary>
    public bool LastIsEmpty => Count > 0 && fields[Count - 1].Length == 0;

    /// <summary>Whether every field is empty or blank.</summary>
    public bool IsBlank
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (!this[i].IsWhiteSpace())
                    return false;
            }
            return true;
        }
    }

    /// <summary>A field, without its quotes; empty where the record has no such field.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                return [];
            var field = fields[index];
            var span = buffer.AsSpan(field.Start, field.Length);
            return field.Escaped ? span.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : span;
        }
    }

    /// <summary>Where the record's fields lie (<see cref="LiesAt"/>), until the next one is read.</summary>
    public char[] Buffer => buffer;

    /// <summary>Where a field lies in <see cref="Buffer"/>; false where its text is not there as it is meant (doubled quotes).</summary>
    public bool LiesAt(int index, out int start, out int length)
    {
        var field = fields[index];
        (start, length) = (field.Start, field.Length);
        return !field.Escaped;
    }

    /// <summary>Goes to the next record that is not blank; false at the end.</summary>
    /// <exception cref="SourceFormatException">A line is longer than <see cref="LongestRecord"/>.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryRead(out var found) == Outcome.Found)
                return found;
            await FillAsync(cancellation);
        }
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(buffer);
        buffer = [];
        text.Dispose();
    }

    private Outcome TryRead(out bool found)
    {
        found = false;
        while (start < end && buffer[start] is '\r' or '\n')
        {
            if (LineBreakLength(start) is not { } length)
                return Outcome.NeedsMore;
            start += length;
            nextLine++;
        }
        if (start == end)
        {
            Count = 0;
            return textEnded ? Outcome.Found : Outcome.NeedsMore;
        }
        var outcome = quotes ? Parse(manyLines: true, out var next, out var lines) : ParsePlain(out next, out lines);
        if (outcome == Outcome.QuoteStaysOpen || (outcome == Outcome.Found && lines > 1 && ExpectedFields > 0 && !HasExpectedFields()))
            outcome = Parse(manyLines: false, out next, out lines);
        if (outcome != Outcome.Found)
            return outcome;
        Line = nextLine;
        nextLine += lines;
        start = next;
        found = true;
        return Outcome.Found;
    }

    private bool HasExpectedFields() => Count == ExpectedFields || (Count == ExpectedFields + 1 && LastIsEmpty);

    private Outcome Parse(bool manyLines, out int next, out int lines)
    {
        Count = 0;
        lines = 1;
        next = start;
        for (var at = start; ; at++)
        {
            var quoted = Outcome.QuoteStaysOpen;
            if (quotes && at < end && buffer[at] == '"')
            {
                quoted = Quoted(ref at, manyLines, ref lines);
                if (quoted == Outcome.NeedsMore || (quoted == Outcome.QuoteStaysOpen && manyLines))
                    return quoted;
            }
            if (quoted == Outcome.QuoteStaysOpen)
            {
                var hit = buffer.AsSpan(at, end - at).IndexOfAny(ends);
                if (hit < 0 && !textEnded)
                    return Outcome.NeedsMore;
                Add(at, hit < 0 ? end - at : hit, escaped: false);
                at += hit < 0 ? end - at : hit;
            }
            if (at < end && buffer[at] == delimiter)
                continue;
            return EndOfRecord(at, ref next);
        }
    }

    // Without quotes a record is what stands between line breaks, and its ends of fields are found 32 characters at a time.
    private Outcome ParsePlain(out int next, out int lines)
    {
        Count = 0;
        lines = 1;
        next = start;
        var from = start;
        var at = start;
        var delimiters = Vector256.Create((byte)delimiter);
        for (; at + 32 <= end; at += 32)
        {
            ref var first = ref Unsafe.As<char, ushort>(ref buffer[at]);
            // Characters beyond 255 become 255, which is none of the three.
            var bytes = Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref first), Vector256.LoadUnsafe(ref first, 16));
            var hits = (Vector256.Equals(bytes, delimiters) | Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                var hit = at + BitOperations.TrailingZeroCount(hits);
                Add(from, hit - from, escaped: false);
                if (buffer[hit] != delimiter)
                    return EndOfRecord(hit, ref next);
                from = hit + 1;
            }
        }
        for (; at < end; at++)
        {
            if (buffer[at] != delimiter && buffer[at] is not ('\r' or '\n'))
                continue;
            Add(from, at - from, escaped: false);
            if (buffer[at] != delimiter)
                return EndOfRecord(at, ref next);
            from = at + 1;
        }
        if (!textEnded)
            return Outcome.NeedsMore;
        Add(from, end - from, escaped: false);
        return EndOfRecord(end, ref next);
    }

    private Outcome EndOfRecord(int at, ref int next)
    {
        Terminated = at < end;
        (recordStart, recordLength) = (start, at - start);
        if (Terminated)
        {
            if (LineBreakLength(at) is not { } length)
                return Outcome.NeedsMore;
            at += length;
        }
        next = at;
        return Outcome.Found;
    }

    // From an opening quote to the one that closes the field: the first that a delimiter, a line break or the end follows.
    // Any other quote inside belongs to the text. A doubled quote stands for one, unless quotes inside this field are not
    // doubled ("cold-rolled "cold-reduced"",): then the second of the two closes it.
    private Outcome Quoted(ref int at, bool manyLines, ref int lines)
    {
        var from = at + 1;
        var escaped = false;
        var undoubled = false;
        var breaks = 0;
        for (var i = from; ;)
        {
            var hit = buffer.AsSpan(i, end - i).IndexOf('"');
            breaks += LineBreaks(buffer.AsSpan(i, hit < 0 ? end - i : hit));
            if (breaks > (manyLines ? MostLines : 0))
                return Outcome.QuoteStaysOpen;
            if (hit < 0)
                return textEnded ? Outcome.QuoteStaysOpen : Outcome.NeedsMore;
            i += hit + 1;
            if (i == end && !textEnded)
                return Outcome.NeedsMore;
            if (undoubled && i < end && buffer[i] == '"')
            {
                if (i + 1 == end && !textEnded)
                    return Outcome.NeedsMore;
                if (EndsField(i + 1))
                    i++;
            }
            if (EndsField(i))
            {
                Add(from, i - 1 - from, escaped);
                at = i;
                lines += breaks;
                return Outcome.Found;
            }
            if (buffer[i] == '"')
            {
                escaped = true;
                i++;
            }
            else
            {
                undoubled = true;
            }
        }
    }

    private bool EndsField(int at) => at >= end || buffer[at] == delimiter || buffer[at] is '\r' or '\n';

    private static int LineBreaks(ReadOnlySpan<char> span)
    {
        var breaks = 0;
        for (int hit; (hit = span.IndexOfAny('\r', '\n')) >= 0; breaks++)
            span = span[(hit + (hit + 1 < span.Length && span[hit] == '\r' && span[hit + 1] == '\n' ? 2 : 1))..];
        return breaks;
    }

    private int? LineBreakLength(int at)
    {
        if (buffer[at] == '\n')
            return 1;
        if (at + 1 < end)
            return buffer[at + 1] == '\n' ? 2 : 1;
        return textEnded ? 1 : null;
    }

    private void Add(int from, int length, bool escaped)
    {
        if (Count == fields.Length)
            Array.Resize(ref fields, Count * 2);
        fields[Count++] = new(from, length, escaped);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length)
        {
            if (end >= LongestRecord)
                throw new SourceFormatException($"line {nextLine} of {fileName} is longer than {LongestRecord:N0} characters; a table was expected");
            var larger = ArrayPool<char>.Shared.Rent(end * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<char>.Shared.Return(buffer);
            buffer = larger;
        }
        var read = await text.ReadAsync(buffer.AsMemory(end), cancellation);
        end += read;
        textEnded = read == 0;
    }

    private readonly record struct Field(int Start, int Length, bool Escaped);
}
