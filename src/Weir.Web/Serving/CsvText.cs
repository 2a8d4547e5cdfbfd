using System.Globalization;
using System.Text;
using Weir.Desk.Files;

namespace Weir.Web.Serving;

/// <summary>Writes a table as RFC 4180 says: comma, CR LF, quotes where needed. No cell is a formula.</summary>
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
                string s => SpreadsheetCell.Harmless(s),
                IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
                var other => other.ToString() ?? "",
            }));
        }
        text.Append("\r\n");
    }

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
