using System.Globalization;

namespace Weir.Sources.Text;

/// <summary>
/// Dates as lists print them, with the precision they have: <c>1971</c>, <c>1971-03</c> or <c>1971-03-20</c>. Every method gives null where the
/// text is no such date; nothing is guessed.
/// </summary>
internal static class PrintedDate
{
    private static readonly string[] WordForms =
    [
        "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "d-MMM-yyyy",
    ];

    private static readonly string[] MonthForms = ["MMM yyyy", "MMMM yyyy", "MMM-yyyy"];

    /// <summary>Year, year-month or year-month-day; what follows a whole day (a time, an offset) is left out.</summary>
    public static string? Iso(string? text)
    {
        var date = text.AsSpan().Trim();
        if (date.Length > 10 && date[10] is 'T' or ' ' or '+' or '-' or 'Z')
            date = date[..10];
        return date.Length switch
        {
            4 => Of(Number(date), null, null),
            7 when date[4] == '-' => Of(Number(date[..4]), Number(date[5..]), null),
            10 when date[4] == '-' && date[7] == '-' => Of(Number(date[..4]), Number(date[5..7]), Number(date[8..])),
            _ => null,
        };
    }

    /// <summary>
    /// Day, month, year between slashes, dots or hyphens; day and month may be <c>00</c> or letters (<c>dd/mm/1958</c>) for not known, and may be missing.
    /// </summary>
    public static string? DayFirst(string? text)
    {
        var parts = (text ?? "").Trim().Split(['/', '.', '-']);
        if (parts.Length is 0 or > 3 || parts[^1].Length != 4 || Number(parts[^1]) is not { } year)
            return null;
        var month = parts.Length >= 2 ? Known(parts[^2]) : 0;
        var day = parts.Length == 3 ? Known(parts[0]) : 0;
        return month is null || day is null || (month == 0 && day != 0)
            ? null
            : Of(year, month == 0 ? null : month, day == 0 ? null : day);

        // 0 where it says that it is not known, null where it is wrong.
        static int? Known(string part) => part.Length is 1 or 2 ? part is "dd" or "DD" or "mm" or "MM" ? 0 : Number(part) : null;
    }

    /// <summary>A day or month whose month is an English word: <c>20 Mar 1971</c>, <c>March 20, 1971</c>, <c>Mar 1971</c>, <c>13-Feb-2026</c>.</summary>
    public static string? InWords(string? text)
    {
        var plain = string.Join(' ', (text ?? "").Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries)).Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase);
        if (DateOnly.TryParseExact(plain, WordForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return DateOnly.TryParseExact(plain, MonthForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>A date from its parts; null where they are none of this calendar.</summary>
    public static string? Of(int? year, int? month, int? day)
    {
        if (year is not { } y || y is < 1000 or > 2999 || (month is null && day is not null))
            return null;
        if (month is not { } m)
            return y.ToString(CultureInfo.InvariantCulture);
        if (m is < 1 or > 12)
            return null;
        if (day is not { } d)
            return string.Create(CultureInfo.InvariantCulture, $"{y}-{m:00}");
        return d >= 1 && d <= DateTime.DaysInMonth(y, m) ? string.Create(CultureInfo.InvariantCulture, $"{y}-{m:00}-{d:00}") : null;
    }

    /// <summary>A number without sign or blanks; null where it is none.</summary>
    public static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
