using System.Text.RegularExpressions;

namespace Weir.Sources.Text;

/// <summary>Which FollowTheMoney property a number belongs to, by what the publisher calls it.</summary>
internal static partial class IdentifierProperties
{
    /// <summary>The property for a label such as <c>Tax ID/INN</c> or <c>Primary State Registration Number (OGRN)</c>; null where the label says none of those known.</summary>
    public static string? OfLabel(string? label)
    {
        if (label is null)
            return null;
        foreach (var (property, pattern) in Labels)
        {
            if (pattern().IsMatch(label))
                return property;
        }
        return null;
    }

    /// <summary>
    /// A number that stands with its label, before it (<c>INN: 7707083893</c>) or in brackets behind (<c>7707083893 (Tax ID/INN)</c>); null where
    /// the text is not of that form, or the label is none of those known.
    /// </summary>
    public static (string Property, string Number)? Labelled(string text)
    {
        foreach (var form in new[] { LabelFirst(), LabelBehind() })
        {
            if (form.Match(text.Trim()) is not { Success: true } match || OfLabel(match.Groups["label"].Value) is not { } property)
                continue;
            var number = match.Groups["number"].Value.Trim();
            // "Tax ID/INN" stands over the tax numbers of every country.
            return (property == "innCode" && Digits(number) is not (10 or 12) ? "taxNumber" : property, number);
        }
        return null;
    }

    /// <summary>The property of a tax number: Russia's has ten digits for companies and twelve for people, and is the INN.</summary>
    /// <param name="number">The number.</param>
    /// <param name="country">Whose it is, alpha-2 in lower case.</param>
    public static string Tax(string number, string? country) => country == "ru" && Digits(number) is 10 or 12 ? "innCode" : "taxNumber";

    /// <summary>The property of a registration number: Russia's has thirteen digits for companies and fifteen for traders, and is the OGRN.</summary>
    /// <param name="number">The number.</param>
    /// <param name="country">Whose it is, alpha-2 in lower case.</param>
    public static string Registration(string number, string? country) => country == "ru" && Digits(number) is 13 or 15 ? "ogrnCode" : "registrationNumber";

    private static readonly (string Property, Func<Regex> Pattern)[] Labels =
    [
        ("innCode", Inn), ("ogrnCode", Ogrn), ("kppCode", Kpp), ("okpoCode", Okpo), ("leiCode", Lei), ("imoNumber", Imo), ("mmsi", Mmsi), ("swiftBic", Swift),
        ("dunsCode", Duns), ("vatCode", Vat), ("passportNumber", Passport), ("socialSecurityNumber", Social), ("uniqueEntityId", Uei),
    ];

    private static int Digits(string number) => number.All(char.IsAsciiDigit) ? number.Length : 0;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^(?<label>[^\d:]{2,80}?)[\s:№#.]*(?<number>[A-Z0-9]*\d[A-Z0-9 /-]*)\.?$", Options, 1000)]
    private static partial Regex LabelFirst();

    [GeneratedRegex(@"^(?<number>[A-Z0-9]*\d[A-Z0-9 /-]*?)\s*\((?<label>[^()]+)\)$", Options, 1000)]
    private static partial Regex LabelBehind();

    [GeneratedRegex(@"\b(INN|ИНН)\b", Options, 1000)]
    private static partial Regex Inn();

    [GeneratedRegex(@"\b(OGRN|OGRNIP|PSRN|ОГРН|ОГРНИП)\b", Options, 1000)]
    private static partial Regex Ogrn();

    [GeneratedRegex(@"\b(KPP|КПП)\b", Options, 1000)]
    private static partial Regex Kpp();

    [GeneratedRegex(@"\b(OKPO|ОКПО)\b", Options, 1000)]
    private static partial Regex Okpo();

    [GeneratedRegex(@"\b(LEI|[Ll]egal [Ee]ntity [Ii]dentifier)\b", Options, 1000)]
    private static partial Regex Lei();

    [GeneratedRegex(@"\bIMO\b", Options, 1000)]
    private static partial Regex Imo();

    [GeneratedRegex(@"\bMMSI\b", Options, 1000)]
    private static partial Regex Mmsi();

    [GeneratedRegex(@"\b(SWIFT|BIC)\b", Options, 1000)]
    private static partial Regex Swift();

    [GeneratedRegex(@"\b(D-?U-?N-?S)\b", Options, 1000)]
    private static partial Regex Duns();

    [GeneratedRegex(@"\bVAT\b", Options, 1000)]
    private static partial Regex Vat();

    [GeneratedRegex(@"\b([Pp]assport|PASSPORT|[Pp]asseport)\b", Options, 1000)]
    private static partial Regex Passport();

    [GeneratedRegex(@"\b([Ss]ocial [Ss]ecurity)\b", Options, 1000)]
    private static partial Regex Social();

    [GeneratedRegex(@"\b(UEI)\b", Options, 1000)]
    private static partial Regex Uei();
}
