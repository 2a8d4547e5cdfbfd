using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Weir.Sources.Text;

/// <summary>
/// Reads a JSON answer of the shape <c>{ …, "data": [ {…}, {…} ], … }</c> record by record, holding one record at a time; the array may have another name.
/// The values beside <c>data</c> are kept in <see cref="Envelope"/>.
/// </summary>
internal sealed class JsonRecords(Stream content, string fileName, string array = "data") : IDisposable
{
    /// <summary>Bytes of one record at most.</summary>
    public const int LongestRecord = 1 << 20;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int start;
    private int end;
    private bool contentEnded;
    private JsonReaderState state;
    private bool inData;
    private string property = "";
    private (int Start, int Length) record;

    private enum Step
    {
        Record,
        NeedsMore,
        End,
    }

    /// <summary>Numbers and texts beside the data, as written.</summary>
    public Dictionary<string, string> Envelope { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there was the array.</summary>
    public bool HasData { get; private set; }

    /// <summary>The record's place in <c>data</c>, from 1.</summary>
    public long Ordinal { get; private set; }

    /// <summary>The record: UTF-8 JSON.</summary>
    public ReadOnlySpan<byte> Record => buffer.AsSpan(record.Start, record.Length);

    /// <summary>Goes to the next record; false at the end of the answer.</summary>
    /// <exception cref="SourceFormatException">It is no JSON, or breaks off.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var step = Advance();
            if (step != Step.NeedsMore)
                return step == Step.Record;
            await FillAsync(cancellation);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private Step Advance()
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), contentEnded, state);
        var consumed = 0;
        try
        {
            while (true)
            {
                consumed = (int)reader.BytesConsumed;
                state = reader.CurrentState;
                if (!reader.Read())
                    break;
                if (inData && reader.CurrentDepth == 2 && reader.TokenType == JsonTokenType.StartObject)
                {
                    var from = (int)reader.TokenStartIndex;
                    if (!reader.TrySkip())
                        break;
                    state = reader.CurrentState;
                    record = (start + from, (int)reader.BytesConsumed - from);
                    start += (int)reader.BytesConsumed;
                    Ordinal++;
                    return Step.Record;
                }
                if (!Outside(ref reader))
                    break;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is no valid UTF-16, such as half a surrogate pair.
            throw Broken(e);
        }
        start += consumed;
        return contentEnded ? Step.End : Step.NeedsMore;
    }

    // A token that is no record. False where more bytes are needed to pass over it.
    private bool Outside(ref Utf8JsonReader reader)
    {
        if (inData)
        {
            if (reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == 1)
                inData = false;
            else
                throw new SourceFormatException($"{fileName}: record {Ordinal + 1} of {array} is a {reader.TokenType}, where an object with the fields of a row was expected");
            return true;
        }
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                property = reader.GetString() ?? "";
                return true;
            case JsonTokenType.StartArray when reader.CurrentDepth == 1 && property == array:
                inData = HasData = true;
                return true;
            case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= 1:
                return reader.TrySkip();
            case JsonTokenType.StartArray:
                throw new SourceFormatException($"{fileName} is a bare JSON array, where an object with the array '{array}' was expected");
            case JsonTokenType.Number or JsonTokenType.String or JsonTokenType.True or JsonTokenType.False:
                if (reader.CurrentDepth == 0)
                    throw new SourceFormatException($"{fileName} is a single JSON value, where an object with the array '{array}' was expected");
                Envelope[property] = reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : Encoding.UTF8.GetString(reader.ValueSpan);
                return true;
            default:
                return true;
        }
    }

    private SourceFormatException Broken(Exception e)
    {
        var where = Ordinal == 0 && !inData ? "before its first record" : $"after record {Ordinal:N0}";
        return new($"{fileName} is damaged or cut short: its JSON breaks {where}. Nothing of it is used; get it again", e);
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
                throw new SourceFormatException($"{fileName}: record {Ordinal + 1} is longer than {LongestRecord:N0} bytes, as no row is");
            var larger = ArrayPool<byte>.Shared.Rent(end * 2);
            buffer.AsSpan(0, end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        var read = await content.ReadAsync(buffer.AsMemory(end), cancellation);
        end += read;
        contentEnded = read == 0;
    }
}
