using System.Globalization;
using System.Text;

namespace Weir.Web.Serving;

/// <summary>Writes a table as RFC 4180 says: comma, CR LF, quotes where needed.</summary>
internal static class CsvText
{
    public static string Write(CsvTable table)
    {
        var text = new StringBuilder();
        Row(text, table.Header);
        foreach (var row in table.Rows)
            Row(text, row);
        return text.ToString();
    }

    private static void Row(StringBuilder text, IReadOnlyList<object?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            text.Append(Quote(cells[i] switch
            {
                null => "",
                string s => Harmless(s),
                IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
                var other => other.ToString() ?? "",
            }));
        }
        text.Append("\r\n");
    }

    // A spreadsheet runs a text that begins like a formula; none of what publishers print has a reason to.
    private static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
