using System.Text.RegularExpressions;

namespace Weir.Sources.Text;

/// <summary>A name that ends in brackets: what stands before them and in them.</summary>
/// <param name="Before">The name without the brackets.</param>
/// <param name="Inside">What stands in them.</param>
internal sealed partial record BracketedName(string Before, string Inside)
{
    /// <summary>Whether the two are in different scripts, so that the one in brackets is the same name as it is written there.</summary>
    public bool IsOtherScript => IsLatin(Before) != IsLatin(Inside);

    /// <summary>The parts of a name that ends in brackets; null where it does not.</summary>
    public static BracketedName? Of(string name) =>
        Brackets().Match(name) is { Success: true } match ? new(match.Groups["before"].Value, match.Groups["inside"].Value) : null;

    /// <summary>Whether a text has no letter of another script than Latin.</summary>
    public static bool IsLatin(string text) => !text.Any(c => char.IsLetter(c) && c > 'ɏ' && c is < 'Ḁ' or > 'ỿ');

    /// <summary>Whether it is an acronym: up to twelve capitals and hyphens.</summary>
    public static bool IsAcronym(string text) => text.Length <= 12 && text.All(c => char.IsAsciiLetterUpper(c) || c == '-') && text.Count(char.IsAsciiLetter) > 1;

    [GeneratedRegex(@"^(?<before>[^()]*[^()\s])\s*\((?:original script:\s*)?(?<inside>[^()]+)\)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Brackets();
}
