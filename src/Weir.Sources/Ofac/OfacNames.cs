using Weir.Screening;

namespace Weir.Sources.Ofac;

/// <summary>Names as the Treasury prints them: people as <c>SURNAME, Given</c>, which stands in its natural order here.</summary>
internal static class OfacNames
{
    private static readonly string[] Generations = ["JR", "SR", "II", "III", "IV"];

    /// <summary>A name in its natural order: <c>Given SURNAME</c>.</summary>
    public static string Natural(string printed)
    {
        var (last, first) = Split(printed);
        return first is null ? last : $"{first} {last}";
    }

    /// <summary>Adds a person's name in its natural order and, for the primary one, its parts.</summary>
    public static void AddPerson(EntityBuilder target, string property, string printed)
    {
        var (last, first) = Split(printed);
        target.Add(property, first is null ? last : $"{first} {last}");
        if (property == "name" && first is not null)
            target.Add("lastName", last).Add("firstName", first);
    }

    // DELOS REYES, Feliciano Semborio, Jr.: what follows a second comma belongs to the end.
    private static (string Last, string? First) Split(string printed)
    {
        var parts = printed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [var last, var first] => (last, first),
            [var last, var first, var generation] when Generations.Contains(generation.TrimEnd('.').ToUpperInvariant()) => ($"{last} {generation}", first),
            _ => (printed.Trim(), null),
        };
    }
}
