using System.Buffers;
using System.Collections.ObjectModel;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.Screening;

/// <summary>A line that holds no entity.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">What is wrong, in one sentence.</param>
public sealed record BadEntityLine(long Line, string Reason);

/// <summary>A file of entities that cannot be read; the message names the line and what was expected.</summary>
public sealed class EntityFormatException(string message) : Exception(message);

/// <summary>
/// Reads and writes entities as FollowTheMoney JSON lines: one object in each line with <c>id</c>, <c>schema</c> and <c>properties</c>, as OpenSanctions
/// publishes them. Streams both ways: memory holds one line at a time. Besides: <c>datasets</c>, <c>referents</c>, and <c>nameLanguages</c>, the language
/// (ISO 639) of each name whose list states it. That one is Weir's own: FollowTheMoney has no place for it, and its readers pass over keys that they don't know.
/// Other keys are left out.
/// </summary>
public static class FtmJsonLines
{
    /// <summary>The longest line that is read, in bytes; a longer one is bad.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    private const string NameLanguages = "nameLanguages";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes entities, one in a line, UTF-8 without a byte-order mark.</summary>
    /// <returns>How many were written.</returns>
    public static async Task<int> WriteAsync(IAsyncEnumerable<Entity> entities, Stream output, CancellationToken cancellation)
    {
        var count = 0;
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, Writing);
        await foreach (var entity in entities.WithCancellation(cancellation))
        {
            Write(json, entity);
            await json.FlushAsync(cancellation);
            buffer.Write("\n"u8);
            await output.WriteAsync(buffer.WrittenMemory, cancellation);
            buffer.ResetWrittenCount();
            json.Reset();
            count++;
        }
        await output.FlushAsync(cancellation);
        return count;
    }

    /// <summary>Reads entities in file order. Empty lines are skipped.</summary>
    /// <param name="input">The lines, UTF-8 with or without a byte-order mark.</param>
    /// <param name="onBadLine">Takes each line that holds no entity; where null, the first one throws.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="EntityFormatException">A line holds no entity and nobody takes bad lines.</exception>
    public static async IAsyncEnumerable<Entity> ReadAsync(
        Stream input, Action<BadEntityLine>? onBadLine = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var bad = onBadLine ?? (line => throw new EntityFormatException($"line {line.Line}: {line.Reason}"));
        long number = 0;
        var skipping = false;
        long searched = 0;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellation);
                var buffer = read.Buffer;
                while (NextLine(ref buffer, ref searched, read.IsCompleted, out var line))
                {
                    number++;
                    if (skipping)
                    {
                        skipping = false;
                        continue;
                    }
                    if (Parse(line, number, out var reason) is { } entity)
                        yield return entity;
                    else if (reason is not null)
                        bad(new(number, reason));
                }
                if (buffer.Length > LongestLine)
                {
                    if (!skipping)
                        bad(new(number + 1, $"is longer than {LongestLine} bytes; one entity in each line is expected"));
                    skipping = true;
                    buffer = buffer.Slice(buffer.End);
                    searched = 0;
                }
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                    break;
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>Cuts the next line off; <paramref name="searched"/> bytes are known to hold no end of line, so that a long line is searched once.</summary>
    private static bool NextLine(ref ReadOnlySequence<byte> buffer, ref long searched, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.Slice(searched).PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            searched = 0;
            return true;
        }
        searched = buffer.Length;
        line = buffer;
        if (!isLast || buffer.IsEmpty)
            return false;
        buffer = buffer.Slice(buffer.End);
        searched = 0;
        return true;
    }

    private static Entity? Parse(ReadOnlySequence<byte> line, long number, out string? reason)
    {
        reason = null;
        if (number == 1 && line.Length >= 3 && line.Slice(0, 3).ToArray().AsSpan().SequenceEqual(Encoding.UTF8.Preamble))
            line = line.Slice(3);
        if (IsBlank(line))
            return null;
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement, out reason);
        }
        catch (JsonException e)
        {
            reason = $"is no JSON object: {e.Message}";
            return null;
        }
    }

    /// <summary>The entity that a JSON object is; null where it is none.</summary>
    /// <param name="root">The object.</param>
    /// <param name="reason">Why it is none; null where it is one.</param>
    public static Entity? Read(JsonElement root, out string? reason)
    {
        try
        {
            return Entity(root, out reason);
        }
        catch (InvalidOperationException e)
        {
            // Text that is no valid UTF-16, such as half a surrogate pair.
            reason = $"is no JSON object: {e.Message}";
            return null;
        }
    }

    private static Entity? Entity(JsonElement root, out string? reason)
    {
        reason = root.ValueKind != JsonValueKind.Object ? $"holds {Kind(root)} where an object is expected"
            : Text(root, "id") is null ? "has no text 'id'"
            : Text(root, "schema") is null ? "has no text 'schema'"
            : !root.TryGetProperty("properties", out var found) || found.ValueKind != JsonValueKind.Object ? "has no object 'properties'"
            : null;
        if (reason is not null)
            return null;
        var properties = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var property in root.GetProperty("properties").EnumerateObject())
        {
            if (Strings(property.Value) is not { } values)
            {
                reason = $"has a property '{property.Name}' whose values are not all text";
                return null;
            }
            properties[property.Name] = properties.TryGetValue(property.Name, out var before) ? [.. before, .. values] : values;
        }
        return new(Text(root, "id")!, Text(root, "schema")!, properties)
        {
            Datasets = root.TryGetProperty("datasets", out var datasets) ? Strings(datasets) ?? [] : [],
            Referents = root.TryGetProperty("referents", out var referents) ? Strings(referents) ?? [] : [],
            NameLanguages = root.TryGetProperty(NameLanguages, out var languages) && languages.ValueKind == JsonValueKind.Object ? Languages(languages) : ReadOnlyDictionary<string, string>.Empty,
        };
    }

    /// <summary>A list of texts, or one text; an entity nested in place of its id counts as its id.</summary>
    private static List<string>? Strings(JsonElement value)
    {
        var texts = new List<string>();
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
        {
            var text = item.ValueKind switch
            {
                JsonValueKind.String => item.GetString(),
                JsonValueKind.Object => Text(item, "id"),
                _ => null,
            };
            if (text is null)
                return null;
            texts.Add(text);
        }
        return texts;
    }

    private static Dictionary<string, string> Languages(JsonElement names)
    {
        var languages = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.EnumerateObject())
        {
            if (name.Value.ValueKind == JsonValueKind.String && name.Value.GetString() is { Length: 2 or 3 } code && code.All(char.IsAsciiLetterLower))
                languages[name.Name] = code;
        }
        return languages;
    }

    private static string? Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        _ => "a bare value",
    };

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
                return false;
        }
        return true;
    }

    private static void Write(Utf8JsonWriter json, Entity entity)
    {
        json.WriteStartObject();
        json.WriteString("id", entity.Id);
        json.WriteString("caption", entity.Caption);
        json.WriteString("schema", entity.Schema);
        json.WriteStartObject("properties");
        foreach (var (property, values) in entity.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
            WriteStrings(json, property, values);
        json.WriteEndObject();
        WriteNameLanguages(json, entity);
        if (entity.Referents.Count > 0)
            WriteStrings(json, "referents", entity.Referents);
        if (entity.Datasets.Count > 0)
            WriteStrings(json, "datasets", entity.Datasets);
        json.WriteEndObject();
    }

    /// <summary>Writes the key <c>nameLanguages</c> within an object that is open; nothing where the list states no languages.</summary>
    public static void WriteNameLanguages(Utf8JsonWriter json, Entity entity)
    {
        if (entity.NameLanguages.Count == 0)
            return;
        json.WriteStartObject(NameLanguages);
        foreach (var (name, language) in entity.NameLanguages.OrderBy(n => n.Key, StringComparer.Ordinal))
            json.WriteString(name, language);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string key, IReadOnlyList<string> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
