using System.Globalization;
using Spectre.Console;
using Weir.Cli.Running;

namespace Weir.Cli.Printing;

/// <summary>One column of a <see cref="Sheet{T}"/>.</summary>
/// <param name="Name">Name in CSV, camelCase.</param>
/// <param name="Raw">The value for machines: text, number, date or null.</param>
/// <param name="Heading">Heading for people; null where people don't need the column.</param>
/// <param name="Shown">The text for people; null for the value itself.</param>
internal sealed record Column<T>(string Name, Func<T, object?> Raw, string? Heading = null, Func<T, string>? Shown = null);

/// <summary>A table that prints for people and as CSV.</summary>
internal sealed class Sheet<T>(params Column<T>[] columns)
{
    public void Print(Terminal terminal, IReadOnlyList<T> rows)
    {
        if (terminal.Form == Form.Csv)
            PrintCsv(terminal.Out, rows);
        else
            PrintText(terminal, rows);
    }

    private void PrintCsv(TextWriter to, IReadOnlyList<T> rows)
    {
        Write(to, columns.Select(c => c.Name));
        foreach (var row in rows)
            Write(to, columns.Select(c => Plain(c.Raw(row))));
    }

    private void PrintText(Terminal terminal, IReadOnlyList<T> rows)
    {
        var shown = columns.Where(c => c.Heading is not null).ToList();
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = true };
        foreach (var column in shown)
        {
            var isNumber = rows.Count > 0 && rows.All(r => column.Raw(r) is null or decimal or double or long or int);
            table.AddColumn(new TableColumn(Markup.Escape(column.Heading!)) { Alignment = isNumber ? Justify.Right : Justify.Left, NoWrap = isNumber || column == shown[0] });
        }
        foreach (var row in rows)
            table.AddRow(shown.Select(c => Markup.Escape(c.Shown?.Invoke(row) ?? Plain(c.Raw(row)))).ToArray());
        terminal.Print(table);
    }

    /// <summary>A value in the one form that machines read: invariant, dates in UTC.</summary>
    private static string Plain(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTimeOffset moment => JsonText.Moment(moment),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // RFC 4180: CRLF ends a record; a field with a comma, a quote or a line break is quoted, and its quotes are doubled.
    private static void Write(TextWriter to, IEnumerable<string> fields)
    {
        to.Write(string.Join(',', fields.Select(f =>
            f.AsSpan().IndexOfAny(",\"\r\n") < 0 ? f : $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        to.Write("\r\n");
    }
}
