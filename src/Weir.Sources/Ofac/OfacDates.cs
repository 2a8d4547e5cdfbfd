using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Sources.Ofac;

/// <summary>Dates as the Treasury prints them, as FollowTheMoney writes them: a day, a month or a year.</summary>
internal static partial class OfacDates
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>The dates of a text such as <c>10 Dec 1948</c>, <c>circa 1951</c> or <c>1962 to 1964</c>; empty where it has none.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        var found = new List<string>();
        foreach (Match match in Date().Matches(text ?? ""))
        {
            var year = match.Groups["year"].Value;
            var month = Array.FindIndex(Months, m => match.Groups["month"].Value.StartsWith(m, StringComparison.OrdinalIgnoreCase)) + 1;
            found.Add(Of(int.Parse(year, CultureInfo.InvariantCulture), month == 0 ? null : month, match.Groups["day"].Success ? int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture) : null));
        }
        // Between two dates lies no third one: a range is the year or the years that bound it.
        return found.Count == 2 && text!.Contains(" to ", StringComparison.OrdinalIgnoreCase) ? [.. found.Select(d => d[..4]).Distinct(StringComparer.Ordinal)] : found;
    }

    /// <summary>Whether a text of a date says more than the date: about, between.</summary>
    public static bool IsVague(string text) => text.Contains("circa", StringComparison.OrdinalIgnoreCase) || text.Contains(" to ", StringComparison.OrdinalIgnoreCase);

    /// <summary>The date with the precision that its parts have; a day that the calendar lacks is left out.</summary>
    public static string Of(int year, int? month, int? day) =>
        month is not (>= 1 and <= 12) ? year.ToString("0000", CultureInfo.InvariantCulture)
        : day is >= 1 && year is >= 1 and <= 9999 && day <= DateTime.DaysInMonth(year, month.Value)
            ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");

    [GeneratedRegex(@"\b((?<day>\d{1,2}) )?((?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )?(?<year>(1[5-9]|2[01])\d\d)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
