using System.Globalization;

namespace Weir.Sources.Ofac;

/// <summary>What the two XML forms have in common: how the parts of a name stand in a script, and how two days are one date.</summary>
internal static class OfacScripts
{
    /// <summary>A family name and a given name in the order of their script; East Asian scripts put the family first and no space.</summary>
    public static string InOrder(string? script, string last, string first) =>
        script is not null && (script.StartsWith("Chinese", StringComparison.Ordinal) || script.StartsWith("Japanese", StringComparison.Ordinal) || script.StartsWith("Korean", StringComparison.Ordinal))
            ? last + first
            : $"{first} {last}";

    /// <summary>The dates between two days: the day, month or year that they bound, else the years of both.</summary>
    public static IReadOnlyList<string> Between(DateOnly from, DateOnly to) =>
        from == to ? [OfacDates.Of(from.Year, from.Month, from.Day)]
        : from.Year == to.Year && from.Month == to.Month && from.Day == 1 && to == from.AddMonths(1).AddDays(-1) ? [OfacDates.Of(from.Year, from.Month, null)]
        : from.Year == to.Year ? [from.Year.ToString("0000", CultureInfo.InvariantCulture)]
        : [from.Year.ToString("0000", CultureInfo.InvariantCulture), to.Year.ToString("0000", CultureInfo.InvariantCulture)];
}
