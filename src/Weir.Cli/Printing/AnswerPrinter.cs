using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Cli.Running;
using Weir.Store;

namespace Weir.Cli.Printing;

/// <summary>Prints the answer to a query: a table whose columns nobody knew before.</summary>
internal static class AnswerPrinter
{
    private const string Moments = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(Terminal terminal, SqlQuery query, SqlAnswer answer)
    {
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new { query.AsOf, answer.Columns, rows = answer.Rows.Select(r => r.Select(ForJson)), answer.More });
            return;
        }
        if (terminal.Form == Form.Text && !Fits(terminal, answer))
        {
            PrintOneBelowTheOther(terminal, answer);
            return;
        }
        var sheet = new Sheet<IReadOnlyList<object?>>([.. answer.Columns.Select((c, i) => new Column<IReadOnlyList<object?>>(c.Name, r => Plain(r[i]), c.Name))]);
        sheet.Print(terminal, answer.Rows);
    }

    /// <summary>Whether every line of the table fits, each column with a blank on either side and a gap to the next.</summary>
    private static bool Fits(Terminal terminal, SqlAnswer answer) =>
        answer.Columns.Select((c, i) => answer.Rows.Select(r => Shown(r[i]).Length).Append(c.Name.Length).Max() + 3).Sum() <= terminal.Width;

    private static void PrintOneBelowTheOther(Terminal terminal, SqlAnswer answer)
    {
        var width = answer.Columns.Max(c => c.Name.Length);
        for (var row = 0; row < answer.Rows.Count; row++)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(row == 0 ? "" : Environment.NewLine)}row {row + 1}"));
            for (var i = 0; i < answer.Columns.Count; i++)
                Lines.Item(terminal, Shown(answer.Rows[row][i]), $"  {answer.Columns[i].Name.PadRight(width)}  ");
        }
    }

    private static string Shown(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        var other => Convert.ToString(Plain(other), CultureInfo.InvariantCulture)!,
    };

    /// <summary>What a table prints as it is; lists and structures become a line of JSON.</summary>
    private static object? Plain(object? value) => value switch
    {
        DateOnly or TimeOnly or DateTimeOffset or BigInteger or TimeSpan => Convert.ToString(ForJson(value), CultureInfo.InvariantCulture),
        IReadOnlyList<object?> or IReadOnlyDictionary<string, object?> => JsonSerializer.Serialize(ForJson(value), OneLine),
        _ => value,
    };

    // JSON has no such numbers as NaN, and no whole ones of 38 digits that readers would keep.
    private static object? ForJson(object? value) => value switch
    {
        double number when !double.IsFinite(number) => number.ToString(CultureInfo.InvariantCulture),
        BigInteger whole => whole >= long.MinValue && whole <= long.MaxValue ? (long)whole : whole.ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString(Moments, CultureInfo.InvariantCulture),
        IReadOnlyList<object?> items => items.Select(ForJson).ToList(),
        IReadOnlyDictionary<string, object?> fields => fields.ToDictionary(f => f.Key, f => ForJson(f.Value)),
        _ => value,
    };
}
