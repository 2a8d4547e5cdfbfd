using System.Text.Json;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Senzing;

/// <summary>
/// One record of the Senzing entity specification: attributes flat in the record, flat with a word of usage before them (<c>PRIMARY_NAME_FULL</c>), in lists of
/// objects (<c>NAMES</c>, <c>ADDRESSES</c> …), or in the one list <c>FEATURES</c>. What belongs together has the same place and word of usage.
/// </summary>
internal sealed class SenzingRecord
{
    private const int MostShown = 2000;

    private static readonly string[] NameParts = ["NAME_PREFIX", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST", "NAME_SUFFIX"];

    private static readonly string[] AddressParts = ["ADDR_LINE1", "ADDR_LINE2", "ADDR_LINE3", "ADDR_LINE4", "ADDR_LINE5", "ADDR_LINE6", "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE", "ADDR_COUNTRY"];

    private static readonly (string Attribute, string Property)[] Plain =
    [
        ("PLACE_OF_BIRTH", "birthPlace"), ("PHONE_NUMBER", "phone"), ("EMAIL_ADDRESS", "email"), ("WEBSITE_ADDRESS", "website"), ("PASSPORT_NUMBER", "passportNumber"), ("SSN_NUMBER", "socialSecurityNumber"),
        ("DRIVERS_LICENSE_NUMBER", "idNumber"), ("NATIONAL_ID_NUMBER", "idNumber"), ("LEI_NUMBER", "leiCode"), ("DUNS_NUMBER", "dunsCode"), ("IMO_NUMBER", "imoNumber"), ("MMSI_NUMBER", "mmsi"), ("CALL_SIGN", "callSign"),
    ];

    private static readonly (string Attribute, string Property)[] Countries =
    [
        ("NATIONALITY", "nationality"), ("CITIZENSHIP", "nationality"), ("REGISTRATION_COUNTRY", "jurisdiction"), ("COUNTRY_OF_ASSOCIATION", "country"), ("ADDR_COUNTRY", "country"),
    ];

    // Attributes that say something about another one, or are read by name below.
    private static readonly string[] Others =
    [
        "DATA_SOURCE", "RECORD_ID", "RECORD_TYPE", "ENTITY_TYPE", "SOURCE_ID", "DSRC_ACTION", "LOAD_ID", "NAME_TYPE", "NAME_FULL", "NAME_ORG", "ADDR_TYPE", "ADDR_FULL", "PHONE_TYPE", "DATE_OF_BIRTH", "DATE_OF_DEATH", "REGISTRATION_DATE",
        "GENDER", "PASSPORT_COUNTRY", "DRIVERS_LICENSE_STATE", "NATIONAL_ID_COUNTRY", "NATIONAL_ID_TYPE", "TAX_ID_NUMBER", "TAX_ID_TYPE", "TAX_ID_COUNTRY", "OTHER_ID_NUMBER", "OTHER_ID_TYPE", "OTHER_ID_COUNTRY",
        "REL_ANCHOR_DOMAIN", "REL_ANCHOR_KEY", "REL_POINTER_DOMAIN", "REL_POINTER_KEY", "REL_POINTER_ROLE",
    ];

    private static readonly string[] All = [.. Others, .. NameParts, .. AddressParts, .. Plain.Select(p => p.Attribute), .. Countries.Select(c => c.Attribute)];

    private readonly List<Dictionary<string, string>> features = [];
    private readonly List<(string Key, string Value)> payload = [];

    private SenzingRecord()
    {
    }

    /// <summary>Reads a record's attributes.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static SenzingRecord Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("it is no object");
        var record = new SenzingRecord();
        record.Add(document.RootElement, depth: 0);
        return record;
    }

    /// <summary>An attribute of the record as a whole.</summary>
    public string? this[string attribute] => features.Select(f => f.GetValueOrDefault(attribute)).FirstOrDefault(v => v is not null);

    /// <summary>The entity and its act, or why there is none.</summary>
    public ReadRecord Read(string dataset, string json, long line, ListReading reading)
    {
        if (this["RECORD_ID"] is not { } key)
            return new QuarantinedRow(line, "RECORD_ID", "the record has no RECORD_ID to know it by", Shown(json));
        var type = this["RECORD_TYPE"] ?? this["ENTITY_TYPE"];
        var schema = type?.ToUpperInvariant() switch
        {
            "PERSON" or "INDIVIDUAL" => "Person",
            "ORGANIZATION" or "ORGANISATION" or "COMPANY" => "Organization",
            "VESSEL" => "Vessel",
            "AIRCRAFT" => "Airplane",
            _ => this["NAME_LAST"] is not null || this["DATE_OF_BIRTH"] is not null ? "Person" : this["NAME_ORG"] is not null ? "Organization" : "LegalEntity",
        };
        var listed = new Listed(Id(this["DATA_SOURCE"] ?? dataset, key), schema, line, reading);
        foreach (var feature in features)
            AddName(listed, feature);
        if (!listed.Target.Has("name"))
            return new QuarantinedRow(line, "NAME_FULL", $"record {ReceivedText.Quote(key)} has no name", Shown(json));
        foreach (var feature in features)
            Add(listed, feature, dataset);
        foreach (var (name, value) in payload)
            listed.Remark(name, value);
        listed.Act.Add("authority", this["DATA_SOURCE"]).Add("authorityId", key);
        return listed;
    }

    /// <summary>A record as received, cut.</summary>
    public static string Shown(string json) => json[..Math.Min(json.Length, MostShown)];

    private static string Id(string source, string key) => EntityIds.OfName($"senzing-{source.ToLowerInvariant()}", key);

    private void Add(JsonElement element, int depth)
    {
        var byUsage = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var key = property.Name.ToUpperInvariant();
            if (property.Value.ValueKind == JsonValueKind.Array && depth < 2)
            {
                foreach (var item in property.Value.EnumerateArray())
                {
                    if (item.ValueKind == JsonValueKind.Object)
                        Add(item, depth + 1);
                    else if (Text(item) is { } several)
                        Take(key, several);
                }
            }
            else if (Text(property.Value) is { } value)
                Take(key, value);
        }
        features.AddRange(byUsage.Values);

        void Take(string key, string value)
        {
            var attribute = All.Where(a => key == a || key.EndsWith("_" + a, StringComparison.Ordinal)).MaxBy(a => a.Length);
            if (attribute is null)
            {
                payload.Add((key, value));
                return;
            }
            // The same attribute twice under one word of usage begins another feature.
            var usage = key[..^attribute.Length].TrimEnd('_');
            while (byUsage.TryGetValue(usage, out var known) && known.ContainsKey(attribute))
                usage += "+";
            if (!byUsage.TryGetValue(usage, out var feature))
                byUsage[usage] = feature = new(StringComparer.Ordinal) { [""] = usage };
            feature[attribute] = value;
        }
    }

    private static void AddName(Listed listed, Dictionary<string, string> feature)
    {
        var parts = NameParts.Select(feature.GetValueOrDefault).OfType<string>().ToList();
        var type = (feature.GetValueOrDefault("NAME_TYPE") ?? feature.GetValueOrDefault("") ?? "").ToUpperInvariant();
        foreach (var name in new[] { feature.GetValueOrDefault("NAME_FULL"), feature.GetValueOrDefault("NAME_ORG"), parts.Count > 0 ? string.Join(' ', parts) : null })
        {
            if (name is null || !name.Any(char.IsLetterOrDigit))
                continue;
            var kind = type.Contains("FORMER", StringComparison.Ordinal) || type.Contains("MAIDEN", StringComparison.Ordinal) ? "previousName"
                : type.Contains("WEAK", StringComparison.Ordinal) || type.Contains("NICK", StringComparison.Ordinal) ? "weakAlias"
                : type.Contains("PRIMARY", StringComparison.Ordinal) || !listed.Target.Has("name") ? "name" : "alias";
            listed.Target.Add(listed.Target.Has("name") ? kind : "name", name);
        }
        if (parts.Count > 0 && listed.Schema == "Person")
            listed.Target.Add("firstName", feature.GetValueOrDefault("NAME_FIRST")).Add("middleName", feature.GetValueOrDefault("NAME_MIDDLE")).Add("lastName", feature.GetValueOrDefault("NAME_LAST")).Add("title", feature.GetValueOrDefault("NAME_PREFIX"));
    }

    private static void Add(Listed listed, Dictionary<string, string> feature, string dataset)
    {
        var target = listed.Target;
        foreach (var (attribute, property) in Plain)
            target.Add(property, feature.GetValueOrDefault(attribute));
        foreach (var (attribute, property) in Countries)
            listed.Country(property, feature.GetValueOrDefault(attribute), attribute);
        listed.Date("birthDate", feature.GetValueOrDefault("DATE_OF_BIRTH"), Day, "Date of birth");
        listed.Date("deathDate", feature.GetValueOrDefault("DATE_OF_DEATH"), Day, "Date of death");
        listed.Date("incorporationDate", feature.GetValueOrDefault("REGISTRATION_DATE"), Day, "Date of registration");
        target.Add("gender", feature.GetValueOrDefault("GENDER")?.ToUpperInvariant() switch { "M" or "MALE" => "male", "F" or "FEMALE" => "female", _ => null });
        // A country alone is no address.
        var parts = AddressParts.Select(feature.GetValueOrDefault).OfType<string>().ToList();
        target.Add("address", feature.GetValueOrDefault("ADDR_FULL") ?? (parts.Count == (feature.ContainsKey("ADDR_COUNTRY") ? 1 : 0) ? null : string.Join(", ", parts)));
        if (feature.GetValueOrDefault("TAX_ID_NUMBER") is { } tax)
            target.Add(IdentifierProperties.OfLabel(feature.GetValueOrDefault("TAX_ID_TYPE")) ?? IdentifierProperties.Tax(tax, CountryNames.FindNameOrCode(feature.GetValueOrDefault("TAX_ID_COUNTRY"))), tax);
        if (feature.GetValueOrDefault("OTHER_ID_NUMBER") is { } other)
            target.Add(IdentifierProperties.OfLabel(feature.GetValueOrDefault("OTHER_ID_TYPE")) ?? (listed.Schema == "Person" ? "idNumber" : "registrationNumber"), other);
        if (feature.GetValueOrDefault("REL_POINTER_KEY") is not { } to || Id(feature.GetValueOrDefault("REL_POINTER_DOMAIN") ?? dataset, to) is var id && id == listed.Id)
            return;
        var role = feature.GetValueOrDefault("REL_POINTER_ROLE");
        var (kind, from, at) = (role ?? "").ToUpperInvariant() switch
        {
            "OWNER" or "OWNS" or "OWNER_OF" or "PRIMARY_OWNER_OF" => ("Ownership", "owner", "asset"),
            "OWNED_BY" or "SUBSIDIARY_OF" or "BRANCH_OF" => ("Ownership", "asset", "owner"),
            "DIRECTOR" or "DIRECTOR_OF" or "OFFICER_OF" or "PRINCIPAL_OF" => ("Directorship", "director", "organization"),
            "SPOUSE" or "SPOUSE_OF" or "PARENT_OF" or "CHILD_OF" or "SIBLING_OF" or "FAMILY" => ("Family", "person", "relative"),
            _ => ("UnknownLink", "subject", "object"),
        };
        listed.Relate(kind, (from, listed.Id), (at, id), role, dataset);
    }

    private static string? Day(string? text) => PrintedDate.Iso(text) ?? PrintedDate.InWords(text);

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
