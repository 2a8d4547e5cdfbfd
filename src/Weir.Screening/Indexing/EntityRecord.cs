using System.Buffers;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Weir.Screening.Indexing;

/// <summary>
/// An entity as bytes: id, schema, properties with their values, referents, datasets, and the languages of names, where there are any. Names of schemata, properties, datasets and languages are numbers of a table of
/// terms; numbers are of variable length, seven bits a byte. Text is UTF-8, or UTF-16 where UTF-8 would lose half a surrogate pair.
/// </summary>
internal static class EntityRecord
{
    public static void Write(Entity entity, Terms terms, ArrayBufferWriter<byte> output)
    {
        Text(entity.Id, output);
        Number(terms.Of(entity.Schema), output);
        Number(entity.Properties.Count, output);
        foreach (var (property, values) in entity.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Number(terms.Of(property), output);
            Number(values.Count, output);
            foreach (var value in values)
                Text(value, output);
        }
        Number(entity.Referents.Count, output);
        foreach (var referent in entity.Referents)
            Text(referent, output);
        Number(entity.Datasets.Count, output);
        foreach (var dataset in entity.Datasets)
            Number(terms.Of(dataset), output);
        foreach (var (name, language) in entity.NameLanguages.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            Text(name, output);
            Number(terms.Of(language), output);
        }
    }

    public static Entity Read(ReadOnlySpan<byte> record, string[] terms)
    {
        var id = Text(ref record);
        var schema = terms[Number(ref record)];
        var properties = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var count = Number(ref record); count > 0; count--)
        {
            var property = terms[Number(ref record)];
            properties[property] = Texts(ref record);
        }
        var referents = Texts(ref record);
        var datasets = new string[Counted(ref record)];
        for (var i = 0; i < datasets.Length; i++)
            datasets[i] = terms[Number(ref record)];
        return new(id, schema, properties) { Referents = referents, Datasets = datasets, NameLanguages = Languages(record, terms) };
    }

    /// <summary>What is left of the record.</summary>
    private static IReadOnlyDictionary<string, string> Languages(ReadOnlySpan<byte> record, string[] terms)
    {
        if (record.IsEmpty)
            return ReadOnlyDictionary<string, string>.Empty;
        var languages = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!record.IsEmpty)
        {
            var name = Text(ref record);
            languages[name] = terms[Number(ref record)];
        }
        return languages;
    }

    /// <summary>The id alone.</summary>
    public static string Id(ReadOnlySpan<byte> record) => Text(ref record);

    /// <summary>The order of the ids of two records: that of their bytes, so that no text is made.</summary>
    public static int CompareIds(ReadOnlySpan<byte> record, ReadOnlySpan<byte> other) => Bytes(ref record, out _).SequenceCompareTo(Bytes(ref other, out _));

    private static string[] Texts(ref ReadOnlySpan<byte> record)
    {
        var texts = new string[Counted(ref record)];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Text(ref record);
        return texts;
    }

    /// <summary>A number of things that take at least a byte each, so that a damaged one does not ask for more room than there are bytes.</summary>
    private static int Counted(ref ReadOnlySpan<byte> record)
    {
        var count = Number(ref record);
        return count <= record.Length ? count : throw new InvalidOperationException($"{count} values are stated where {record.Length} bytes are left");
    }

    private static void Text(string text, ArrayBufferWriter<byte> output)
    {
        var isWhole = true;
        for (var i = 0; i < text.Length && isWhole; i++)
        {
            if (char.IsSurrogate(text[i]))
                isWhole = char.IsHighSurrogate(text[i]) && ++i < text.Length && char.IsLowSurrogate(text[i]);
        }
        if (!isWhole)
        {
            var raw = MemoryMarshal.AsBytes(text.AsSpan());
            Number((raw.Length << 1) | 1, output);
            output.Write(raw);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(text);
        Number(length << 1, output);
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(length)));
    }

    private static string Text(ref ReadOnlySpan<byte> record) =>
        Bytes(ref record, out var isUtf8) is var bytes && isUtf8 ? Encoding.UTF8.GetString(bytes) : new(MemoryMarshal.Cast<byte, char>(bytes));

    private static ReadOnlySpan<byte> Bytes(ref ReadOnlySpan<byte> record, out bool isUtf8)
    {
        var header = Number(ref record);
        var bytes = record[..(header >> 1)];
        record = record[bytes.Length..];
        isUtf8 = (header & 1) == 0;
        return bytes;
    }

    private static void Number(int number, ArrayBufferWriter<byte> output)
    {
        var span = output.GetSpan(5);
        var written = 0;
        var left = (uint)number;
        while (left >= 128)
        {
            span[written++] = (byte)(left | 128);
            left >>= 7;
        }
        span[written++] = (byte)left;
        output.Advance(written);
    }

    private static int Number(ref ReadOnlySpan<byte> record)
    {
        var (number, shift, at) = (0u, 0, 0);
        while (true)
        {
            var next = record[at++];
            number |= (uint)(next & 127) << shift;
            if (next < 128)
                break;
            shift += 7;
            if (shift > 28)
                throw new InvalidOperationException("a number has no end");
        }
        record = record[at..];
        return checked((int)number);
    }
}

/// <summary>Words that recur in every entity, by number, in the order of their first appearance.</summary>
internal sealed class Terms
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    public int Of(string term)
    {
        if (!numbers.TryGetValue(term, out var number))
        {
            numbers[term] = number = all.Count;
            all.Add(term);
        }
        return number;
    }
}
