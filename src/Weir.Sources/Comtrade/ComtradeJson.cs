using System.Text;
using System.Text.Json;
using Weir.Sources.Text;

namespace Weir.Sources.Comtrade;

/// <summary>Rows of JSON answers.</summary>
internal static class ComtradeJson
{
    /// <summary>Puts a row's fields into <paramref name="record"/>; says what is wrong with it, or null.</summary>
    public static Fault? Fill(ComtradeRecord record, ReadOnlySpan<byte> json, HashSet<string> unknown)
    {
        record.Clear();
        var reader = new Utf8JsonReader(json);
        Span<char> name = stackalloc char[64];
        Span<char> value = stackalloc char[256];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = reader.HasValueSequence || reader.ValueSpan.Length > name.Length ? 0 : reader.CopyString(name);
            var known = ComtradeFields.TryFind(name[..length], out var field);
            if (!known && unknown.Count < 20)
                unknown.Add(length == 0 ? "(a name longer than 64 characters)" : name[..length].ToString());
            reader.Read();
            if (field < 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                reader.Skip();
            else if (record.Has((ComtradeField)field))
                return new(ComtradeFields.NameOf((ComtradeField)field), "the field stands twice in the row");
            else if (reader.TokenType == JsonTokenType.Null)
                record.Set(field, []);
            else if (reader.TokenType == JsonTokenType.String)
                record.Set(field, reader.ValueSpan.Length <= value.Length ? value[..reader.CopyString(value)] : reader.GetString());
            else
                record.Set(field, reader.ValueSpan.Length <= value.Length ? value[..Encoding.UTF8.GetChars(reader.ValueSpan, value)] : Encoding.UTF8.GetString(reader.ValueSpan));
        }
        foreach (var field in ComtradeFields.Required)
        {
            if (!record.Has(field))
                return new(ComtradeFields.NameOf(field), "the row lacks the field");
        }
        return null;
    }

    /// <summary>Whether a text begins like an answer with goods rows or none; with its first row where there is one and it is whole.</summary>
    public static bool FirstRecord(ReadOnlySpan<char> head, out ComtradeRecord? first)
    {
        first = null;
        var data = head.IndexOf("\"data\"");
        if (data < 0)
            return false;
        var rest = head[(data + 6)..].TrimStart(": \r\n\t");
        if (rest is not ['[', ..])
            return false;
        rest = rest[1..].TrimStart();
        if (rest is [']', ..])
            return head.Contains("\"count\"", StringComparison.Ordinal) && head.Contains("\"error\"", StringComparison.Ordinal);
        // Rows are flat: the first closing brace ends the first of them.
        var end = rest.IndexOf('}');
        if (rest is not ['{', ..] || end < 0)
            return false;
        var record = new ComtradeRecord();
        try
        {
            if (Fill(record, Encoding.UTF8.GetBytes(rest[..(end + 1)].ToString()), []) is not null)
                return false;
        }
        catch (JsonException)
        {
            return false;
        }
        first = record;
        return true;
    }

    /// <summary>What an answer says of an error; null where it says nothing.</summary>
    public static string? ErrorOf(JsonRecords records) =>
        records.Envelope.GetValueOrDefault("error") is { Length: > 0 } error ? error
        : records.Envelope.GetValueOrDefault("message") is { Length: > 0 } text && !records.HasData ? text
        : null;

    /// <summary>Refuses JSON that is not an answer, and answers that are error messages.</summary>
    /// <exception cref="SourceFormatException">It is none.</exception>
    public static void RequireAnswer(JsonRecords records, string fileName)
    {
        if (ErrorOf(records) is { } message)
            throw new SourceFormatException($"{fileName} is an error message of UN Comtrade and no data: \"{ReceivedText.Quote(message)}\"; ask again");
        if (!records.HasData)
            throw new SourceFormatException($"{fileName} is JSON without the array 'data', so no answer of UN Comtrade");
    }
}
