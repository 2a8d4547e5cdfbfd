using System.Text;
using Weir.Desk.Files;

namespace Weir.Desk.Screening.Bulk;

/// <summary>Writes a line of a table as RFC 4180 has it, with whatever delimiter the reader's own file has.</summary>
internal static class CsvLine
{
    /// <summary>Writes fields as they are: the asker's own.</summary>
    public static void Append(StringBuilder to, char delimiter, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                to.Append(delimiter);
            Field(to, delimiter, fields[i]);
        }
    }

    /// <summary>Writes fields that Weir adds behind others: what a list or a message says is no formula.</summary>
    public static void AppendAdded(StringBuilder to, char delimiter, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            Field(to.Append(delimiter), delimiter, SpreadsheetCell.Harmless(field));
    }

    private static void Field(StringBuilder to, char delimiter, string field)
    {
        if (field.AsSpan().IndexOfAny(delimiter, '"') < 0 && field.AsSpan().IndexOfAny('\r', '\n') < 0)
            to.Append(field);
        else
            to.Append('"').Append(field).Replace("\"", "\"\"", to.Length - field.Length, field.Length).Append('"');
    }
}
