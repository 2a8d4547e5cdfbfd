using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Sources.Text;

namespace Weir.Sources.EuFinancialSanctions;

/// <summary>A detail of a sanctioned entity (a name, a birth date, an address …), under the names that the XML schema gives its attributes, whatever form of the list it comes from.</summary>
/// <param name="read">Reads an attribute; null where it is empty or not there.</param>
internal readonly struct EuDetail(Func<string, string?> read)
{
    /// <summary>An attribute.</summary>
    public string? this[string attribute] => read(attribute);

    /// <summary>Whether an attribute says yes.</summary>
    public bool Is(string attribute) => read(attribute) is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an attribute says no.</summary>
    public bool IsNot(string attribute) => read(attribute) is { } text && (text == "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase));

    /// <summary>Those attributes that are there, behind one another.</summary>
    public string Line(params ReadOnlySpan<string> attributes)
    {
        var parts = new List<string>(attributes.Length);
        foreach (var attribute in attributes)
        {
            if (read(attribute) is { } text)
                parts.Add(text);
        }
        return string.Join(", ", parts);
    }
}

/// <summary>Puts the details of a sanctioned entity into a FollowTheMoney entity.</summary>
internal static partial class EuDetails
{
    /// <summary>
    /// The first name that the list calls strong is the entity's name; other strong ones are aliases, and the rest weak aliases. Without a strong
    /// one the first of all is the name, for an entity must have one. (The tables do not say which names are strong: there all are.)
    /// </summary>
    /// <returns>Whether there was any name.</returns>
    public static bool AddNames(Listed listed, IReadOnlyList<EuDetail> names)
    {
        var target = listed.Target;
        var usable = names.Where(n => WholeName(n) is not null).ToList();
        var main = usable.FindIndex(n => !n.IsNot("strong") && n["nameLanguage"] is null or "EN" or "en");
        main = main >= 0 ? main : usable.FindIndex(n => !n.IsNot("strong"));
        main = Math.Max(main, 0);
        for (var i = 0; i < usable.Count; i++)
        {
            var name = usable[i];
            target.AddName(i == main ? "name" : name.IsNot("strong") ? "weakAlias" : "alias", WholeName(name), LanguageNames.Code(name["nameLanguage"]));
            target.Add("position", name["function"]).Add("title", name["title"]);
            if (listed.Schema != "Person")
                continue;
            target.Add("firstName", name["firstName"]).Add("middleName", name["middleName"]).Add("lastName", name["lastName"]);
            target.Add("gender", name["gender"] switch { "M" => "male", "F" => "female", _ => null });
        }
        return usable.Count > 0;
    }

    /// <summary>A birth date and place; for anything but a person, the date of its founding.</summary>
    public static void AddBirth(Listed listed, EuDetail birth)
    {
        var isPerson = listed.Schema == "Person";
        var (property, called) = isPerson ? ("birthDate", "Date of birth") : ("incorporationDate", "Date of founding");
        var printed = birth["birthdate"] ?? Parts(birth);
        if (birth["yearRangeFrom"] is { } from && birth["yearRangeTo"] is { } to)
        {
            listed.Date(property, from, PrintedDate.Iso, called);
            listed.Date(property, to, PrintedDate.Iso, called);
            listed.Remark(called, $"between {from} and {to}");
        }
        else if (printed is not null && birth["calendarType"] is { } calendar && !calendar.Equals("GREGORIAN", StringComparison.OrdinalIgnoreCase))
            listed.Remark(called, $"{printed} ({calendar.ToLowerInvariant()} calendar)");
        else if (printed is not null)
        {
            listed.Date(property, printed, PrintedDate.Iso, called);
            if (birth.Is("circa"))
                listed.Remark(called, $"about {printed}");
        }
        var place = birth.Line("place", "city", "zipCode", "region");
        var country = Country(listed, isPerson ? "birthCountry" : "country", birth);
        if (isPerson)
            listed.Target.Add("birthPlace", country is null ? place : place.Length == 0 ? country : $"{place}, {country}");
    }

    /// <summary>A citizenship.</summary>
    public static void AddCitizenship(Listed listed, EuDetail citizenship)
    {
        Country(listed, listed.Schema == "Person" ? "nationality" : "country", citizenship);
        listed.Remark("Citizenship", citizenship["region"]);
    }

    /// <summary>An address with its contact details.</summary>
    /// <param name="listed">Whose.</param>
    /// <param name="address">The address.</param>
    /// <param name="contacts">Kind and text of each, e.g. PHONE.</param>
    public static void AddAddress(Listed listed, EuDetail address, IEnumerable<(string? Kind, string? Text)> contacts)
    {
        var country = Country(listed, "country", address);
        var line = address.Line("street", "poBox", "zipCode", "city", "place", "region");
        listed.Target.Add("address", line.Length == 0 ? null : country is null ? line : $"{line}, {country}");
        foreach (var (kind, text) in contacts)
        {
            if (kind is null or "" || text is null)
                continue;
            var property = kind.ToUpperInvariant() switch { "PHONE" or "FAX" or "MOBILE" => "phone", "EMAIL" => "email", "WEB" => "website", _ => null };
            if (property is null)
                listed.Remark(kind, text);
            else
                listed.Target.Add(property, text);
        }
    }

    /// <summary>A document or number. One that is known to be false, lost, expired or revoked still identifies whom it is said of; the notes say what it is.</summary>
    public static void AddIdentification(Listed listed, EuDetail document)
    {
        if ((document["number"] ?? document["latinNumber"]) is not { } number)
        {
            listed.Remark("Identification", document["nameOnDocument"]);
            return;
        }
        var kind = document["identificationTypeDescription"] ?? document["identificationTypeCode"] ?? "identification";
        var country = CountryCode(document);
        var property = IdentifierProperties.OfLabel(document["remark"]) ?? IdentifierProperties.OfLabel(kind) ?? document["identificationTypeCode"]?.ToLowerInvariant() switch
        {
            "passport" => "passportNumber",
            "regnumber" => IdentifierProperties.Registration(number, country),
            "fiscalcode" => IdentifierProperties.Tax(number, country),
            "ssn" => "socialSecurityNumber",
            "swiftbic" => "swiftBic",
            "imo" => "imoNumber",
            _ => "idNumber",
        };
        listed.Target.Add(property, number);
        if (document["latinNumber"] is { } latin && latin != number)
            listed.Target.Add(property, latin);
        var more = new List<string>();
        foreach (var (attribute, word) in new[] { ("diplomatic", "diplomatic"), ("knownExpired", "expired"), ("knownFalse", "known to be false"), ("reportedLost", "reported lost"), ("revokedByIssuer", "revoked") })
        {
            if (document.Is(attribute))
                more.Add(word);
        }
        foreach (var (attribute, word) in new[] { ("countryIso2Code", "of"), ("issuedBy", "issued by"), ("issueDate", "issued"), ("validFrom", "valid from"), ("validTo", "valid to"), ("nameOnDocument", "in the name of") })
        {
            if (document[attribute] is { } text && text != "00")
                more.Add($"{word} {text}");
        }
        if (document["remark"] is { } remark)
            more.Add(remark);
        listed.Remark($"{kind} {number}", string.Join(", ", more));
    }

    private static string? WholeName(EuDetail name)
    {
        var whole = name["wholeName"] ?? string.Join(' ', new[] { name["firstName"], name["middleName"], name["lastName"] }.OfType<string>());
        return whole.Any(char.IsLetterOrDigit) ? whole : null;
    }

    private static string? Parts(EuDetail birth)
    {
        if (birth["year"] is not { } year)
            return null;
        return birth["monthOfYear"] is not { } month ? year
            : birth["dayOfMonth"] is not { } day ? $"{year}-{Two(month)}"
            : $"{year}-{Two(month)}-{Two(day)}";

        static string Two(string number) => number.PadLeft(2, '0');
    }

    /// <summary>The code "00" stands for an unknown country; the older table has three letters.</summary>
    private static string? CountryCode(EuDetail detail)
    {
        var code = detail["countryIso2Code"];
        return code is null or "00" ? null
            : CountryNames.FindCode(code) ?? (code.Length == 3 && Trade.Economies.TryFind(code, out var economy) && economy.Alpha2.Length == 2 ? economy.Alpha2.ToLowerInvariant() : null);
    }

    private static string? Country(Listed listed, string property, EuDetail detail)
    {
        if (CountryCode(detail) is { } code)
            listed.Target.Add(property, code);
        else if ((detail["countryDescription"] ?? detail["countryIso2Code"]) is { } name && name is not ("UNKNOWN" or "00" or "UNK"))
            listed.Country(property, name, "Country");
        else
            return null;
        return detail["countryDescription"] is { } described and not "UNKNOWN" ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(described.ToLowerInvariant()) : detail["countryIso2Code"];
    }

    /// <summary>The older table writes a document as <c>AD001095 (passport-National passport) (remarks)</c>.</summary>
    [GeneratedRegex(@"^(?<number>.*?)\s*\((?<code>[A-Za-z]+)-(?<kind>[^()]*)\)\s*(?:\((?<remark>.*)\))?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex PrintedDocument();
}
