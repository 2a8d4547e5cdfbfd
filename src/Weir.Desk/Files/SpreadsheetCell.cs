namespace Weir.Desk.Files;

/// <summary>Text in a table that somebody may open in a spreadsheet.</summary>
public static class SpreadsheetCell
{
    /// <summary>The text with an apostrophe before it where a spreadsheet would run it as a formula: where it begins with =, +, -, @, a tab or a carriage return.</summary>
    public static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
}
