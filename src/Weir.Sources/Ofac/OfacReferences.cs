using System.Globalization;
using Weir.Sources.Text;

namespace Weir.Sources.Ofac;

/// <summary>What ADVANCED_XML refers to by number: words, countries, places, documents.</summary>
internal sealed class OfacReferences
{
    private static readonly string[] Words =
        ["AliasType", "AreaCode", "Country", "DetailReference", "FeatureType", "IDRegDocType", "List", "LocPartType", "NamePartType", "PartySubType", "PartyType", "RelationType", "SanctionsType", "Script"];

    private static readonly string[] OtherWords =
    [
        "AreaCodeType", "CalendarType", "CountryRelevance", "DecisionMakingBody", "DetailType", "DocNameStatus", "EntryEventType", "EntryLinkType", "ExRefType", "FeatureTypeGroup",
        "IDRegDocDateType", "IdentityFeatureLinkType", "LegalBasis", "LegalBasisType", "LocPartValueStatus", "LocPartValueType", "Organisation", "RelationQuality", "Reliability",
        "SanctionsProgram", "ScriptStatus", "SubsidiaryBody", "SupInfoType", "TargetType", "Validity",
    ];

    // Numbers that the Treasury has never changed, for files whose own table leaves them out.
    private static readonly Dictionary<(string, string), string> Known = new()
    {
        [("FeatureType", "8")] = "Birthdate",
        [("FeatureType", "9")] = "Place of Birth",
        [("FeatureType", "10")] = "Nationality Country",
        [("FeatureType", "11")] = "Citizenship Country",
        [("FeatureType", "25")] = "Location",
    };

    private readonly Dictionary<(string, string), XmlField> words = [];
    private readonly Dictionary<string, (string Line, string? Country)> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<XmlField>> documents = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Records => Words;

    public static IReadOnlyList<string> Groups => ["ReferenceValueSets", .. Words.Select(w => w + "Values")];

    public static IReadOnlyList<string> Unused => [.. OtherWords.Select(w => w + "Values")];

    /// <summary>Remembers a reference value, a place or a document.</summary>
    public void Take(XmlRecord record)
    {
        var fields = record.Fields;
        switch (record.Name)
        {
            case "Location" when fields.Attribute("ID") is { } id:
                places[id] = Place(fields);
                break;
            case "IDRegDocument" when fields.Attribute("IdentityID") is { } identity:
                if (!documents.TryGetValue(identity, out var of))
                    documents[identity] = of = [];
                of.Add(fields);
                break;
            default:
                if (fields.Attribute("ID") is { } number)
                    words[(record.Name, number)] = fields;
                break;
        }
    }

    /// <summary>The words that a number stands for; null where the file has none.</summary>
    public string? Text(string kind, string? number) =>
        number is null ? null : words.TryGetValue((kind, number), out var found) ? found.Text : Known.GetValueOrDefault((kind, number));

    /// <summary>An attribute of what a number stands for.</summary>
    public string? Attribute(string kind, string? number, string attribute) => number is not null && words.TryGetValue((kind, number), out var found) ? found.Attribute(attribute) : null;

    /// <summary>A country's ISO code where the file has it, else its name.</summary>
    public string? Country(string? number) => Attribute("Country", number, "ISO2") ?? Text("Country", number);

    /// <summary>A place in one line, and its country; null where there is none with this number.</summary>
    public (string Line, string? Country)? Place(string? number) => number is not null && places.TryGetValue(number, out var place) ? place : null;

    /// <summary>The documents of an identity.</summary>
    public IReadOnlyList<XmlField> Documents(string? identity) => identity is not null && documents.TryGetValue(identity, out var found) ? found : [];

    /// <summary>The day that Year, Month and Day say; null where they say none.</summary>
    public static DateOnly? Day(XmlField? parts) =>
        parts is not null && int.TryParse(parts["Year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1 and <= 9999
        && int.TryParse(parts["Month"], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12
        && int.TryParse(parts["Day"], NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private (string, string?) Place(XmlField place)
    {
        var number = place.First("LocationCountry")?.Attribute("CountryID") ?? Attribute("AreaCode", place.First("LocationAreaCode")?.Attribute("AreaCodeID"), "CountryID");
        var country = Text("Country", number) ?? Country(number);
        var lines = place.All("LocationPart").SelectMany(p => p.All("LocationPartValue")).Where(v => v.Attribute("Primary") != "false").Select(v => v["Value"]).Append(country);
        return (string.Join(", ", lines.OfType<string>()), Country(number));
    }
}
