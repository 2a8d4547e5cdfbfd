using System.Text;

namespace Weir.Bench.Screening;

/// <summary>Tables of labelled names: comma-separated, quoted fields may hold line breaks.</summary>
internal static class LabelledTable
{
    /// <summary>The rows of a file by the names of its columns; lines that begin with # are left out.</summary>
    public static IEnumerable<Dictionary<string, string>> Read(TextReader reader)
    {
        var head = Record(reader);
        while (head is [var first, ..] && first.StartsWith('#'))
            head = Record(reader);
        while (head is not null && Record(reader) is { } record)
        {
            if (record is not [""] && !record[0].StartsWith('#'))
                yield return head.Zip(record).ToDictionary(p => p.First.Trim(), p => p.Second, StringComparer.Ordinal);
        }
    }

    private static List<string>? Record(TextReader reader)
    {
        if (reader.Peek() < 0)
            return null;
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        while (reader.Read() is >= 0 and var next)
        {
            var c = (char)next;
            if (quoted)
            {
                if (c != '"')
                    field.Append(c);
                else if (reader.Peek() == '"')
                    field.Append((char)reader.Read());
                else
                    quoted = false;
            }
            else if (c == '"')
                quoted = true;
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n')
                break;
            else if (c != '\r')
                field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
