using Weir.Trade;

namespace Weir.Sources.UnSecurityCouncil;

/// <summary>
/// Countries as the United Nations write them (UNTERM short names, and older spellings that the list holds), as ISO 3166-1 alpha-2 in lower case.
/// What is not here is looked for under its short English name.
/// </summary>
internal static class UnCountryNames
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Bolivia (Plurinational State of)"] = "bo",
        ["British Virgin Islands"] = "vg",
        ["Brunei Darussalam"] = "bn",
        ["Cabo Verde"] = "cv",
        ["China, Hong Kong Special Administrative Region"] = "hk",
        ["China, Macao Special Administrative Region"] = "mo",
        ["Congo"] = "cg",
        ["Côte d'Ivoire"] = "ci",
        ["Cote d'Ivoire"] = "ci",
        ["Czech Republic"] = "cz",
        ["Czechia"] = "cz",
        ["Democratic People's Republic of Korea"] = "kp",
        ["DPRK"] = "kp",
        ["Democratic Republic of the Congo"] = "cd",
        ["Gambia (Republic of The)"] = "gm",
        ["Holy See"] = "va",
        ["Hong Kong Special Administrative Region"] = "hk",
        ["Iran (Islamic Republic of)"] = "ir",
        ["Iran"] = "ir",
        ["Lao People's Democratic Republic"] = "la",
        ["Libyan Arab Jamahiriya"] = "ly",
        ["Micronesia (Federated States of)"] = "fm",
        ["Myanmar"] = "mm",
        ["Netherlands (Kingdom of the)"] = "nl",
        ["Palestinian Territories"] = "ps",
        ["Republic of Korea"] = "kr",
        ["Republic of Moldova"] = "md",
        ["Russian Federation"] = "ru",
        ["Sao Tome and Principe"] = "st",
        ["State of Palestine"] = "ps",
        ["Sultanate of Oman"] = "om",
        ["Syria"] = "sy",
        ["Syrian Arab Republic"] = "sy",
        ["Tanzania"] = "tz",
        ["The Netherlands"] = "nl",
        ["Turkey"] = "tr",
        ["Türkiye"] = "tr",
        ["Union of the Comoros"] = "km",
        ["United Kingdom"] = "gb",
        ["United Kingdom of Great Britain and Northern Ireland"] = "gb",
        ["United Republic of Tanzania"] = "tz",
        ["United States"] = "us",
        ["United States of America"] = "us",
        ["Venezuela (Bolivarian Republic of)"] = "ve",
        ["Viet Nam"] = "vn",
    };

    private static readonly Dictionary<string, string> ByEnglishName = Economies.All
        .Where(e => e.Alpha2.Length == 2)
        .GroupBy(e => e.EnglishName, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.First().Alpha2.ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The code, or null where the text names no country of today.</summary>
    public static string? Find(string text)
    {
        var name = text.Trim().Replace('’', '\'');
        return Codes.GetValueOrDefault(name) ?? ByEnglishName.GetValueOrDefault(name);
    }
}
