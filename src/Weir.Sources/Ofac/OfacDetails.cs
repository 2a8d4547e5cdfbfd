using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.Ofac;

/// <summary>
/// What the Treasury says of a listed party beside its names. The same labels stand in the remarks of its tables, in its XML and in the
/// Consolidated Screening List; this puts each into the property of FollowTheMoney that it is.
/// </summary>
internal static class OfacDetails
{
    // How a label begins (without "alt."), and the property. The first that fits counts, so longer ones stand before their beginnings.
    private static readonly (string Label, string Property)[] Properties =
    [
        ("DOB", "birthDate"), ("Birthdate", "birthDate"), ("POB", "birthPlace"), ("Place of Birth", "birthPlace"),
        ("nationality of registration", "jurisdiction"), ("nationality", "nationality"), ("citizen", "citizenship"), ("Gender", "gender"), ("Title", "position"),
        ("Passport", "passportNumber"), ("Stateless Person Passport", "passportNumber"), ("British National Overseas Passport", "passportNumber"), ("Diplomatic Passport", "passportNumber"),
        ("SSN", "socialSecurityNumber"), ("National ID", "idNumber"), ("Turkish Identification", "idNumber"), ("Cartilla de Servicio", "idNumber"), ("Credencial electoral", "idNumber"), ("LE Number", "idNumber"),
        ("US FEIN", "taxNumber"), ("Italian Fiscal Code", "taxNumber"), ("Registered Charity", "registrationNumber"), ("United Social Credit Code", "uscCode"), ("Cedula", "idNumber"), ("D.N.I", "idNumber"), ("Identification Number IMO", "imoNumber"),
        ("Identification Number", "idNumber"), ("Personal ID Card", "idNumber"), ("Driver's License", "idNumber"), ("Travel Document", "idNumber"), ("Residency Number", "idNumber"),
        ("Stateless Person ID Card", "idNumber"), ("Refugee ID Card", "idNumber"), ("Birth Certificate", "idNumber"), ("Electoral Registry", "idNumber"), ("C.U.R.P", "idNumber"),
        ("Kenyan ID", "idNumber"), ("Bosnian Personal ID", "idNumber"), ("Numero de Identidad", "idNumber"), ("National Foreign ID", "idNumber"), ("Identity Card", "idNumber"),
        ("Military Registration", "idNumber"), ("Afghan Money Service", "licenseNumber"), ("License", "licenseNumber"), ("Trade License", "registrationNumber"),
        ("Tax ID", "taxNumber"), ("NIT", "taxNumber"), ("RUC", "taxNumber"), ("RIF", "taxNumber"), ("R.F.C", "taxNumber"), ("RFC", "taxNumber"), ("C.U.I.T", "taxNumber"),
        ("C.U.I.P", "idNumber"), ("C.U.I", "idNumber"), ("Numero Unico de Identificacao", "taxNumber"), ("RTN", "taxNumber"), ("C.I.F", "taxNumber"), ("N.I.E", "idNumber"), ("CNP", "idNumber"),
        ("V.A.T", "vatCode"), ("D-U-N-S", "dunsCode"), ("SWIFT/BIC", "swiftBic"), ("BIK", "bikCode"), ("Legal Entity Number", "leiCode"), ("Government Gazette", "okpoCode"),
        ("Unified Social Credit Code", "uscCode"), ("Company Number IMO", "imoNumber"), ("Company Number", "registrationNumber"), ("Registration ID", "registrationNumber"),
        ("Registration Number", "registrationNumber"), ("Registration Certificate", "registrationNumber"), ("Business Registration", "registrationNumber"),
        ("Public Registration", "registrationNumber"), ("Business Number", "registrationNumber"), ("Certificate of Incorporation", "registrationNumber"),
        ("Commercial Registry", "registrationNumber"), ("Chamber of Commerce", "registrationNumber"), ("Economic Register", "registrationNumber"), ("Enterprise Number", "registrationNumber"),
        ("C.R. No", "registrationNumber"), ("Matricula Mercantil", "registrationNumber"), ("Folio Mercantil", "registrationNumber"), ("Istanbul Chamber of Comm", "registrationNumber"),
        ("UK Company Number", "registrationNumber"), ("File Number", "registrationNumber"), ("Romanian C.R", "registrationNumber"), ("Central Registration", "registrationNumber"),
        ("Organization Established Date", "incorporationDate"), ("Website", "website"), ("Email", "email"), ("Phone N", "phone"), ("Telephone", "phone"), ("Fax", "phone"),
        ("Vessel Registration Identification IMO", "imoNumber"), ("Vessel Registration Identification", "imoNumber"), ("Vessel IMO", "imoNumber"), ("IMO", "imoNumber"),
        ("MMSI", "mmsi"), ("Maritime Mobile Service Identity", "mmsi"), ("Vessel Call Sign", "callSign"), ("Vessel Year of Build", "buildDate"), ("Vessel Flag", "flag"),
        ("Former Vessel Flag", "pastFlags"), ("Other Vessel Flag", "pastFlags"), ("Vessel Type", "type"), ("Other Vessel Type", "type"), ("VESSEL TYPE", "type"),
        ("Vessel Gross Registered Tonnage", "grossRegisteredTonnage"), ("Vessel Gross Tonnage", "tonnage"), ("Aircraft Tail Number", "registrationNumber"),
        ("Previous Aircraft Tail Number", "registrationNumber"), ("Aircraft Manufacturer's Serial Number", "serialNumber"), ("Aircraft Construction Number", "serialNumber"),
        ("Aircraft Manufacture Date", "buildDate"), ("Aircraft Model", "model"),
    ];

    private static readonly string[] Measures =
    [
        "Secondary sanctions risk", "Additional Sanctions Information", "Executive Order", "Transactions Prohibited", "CAATSA Section", "Effective Date", "Listing Date", "Purchase/Sales", "NS-PLC",
    ];

    /// <summary>The property that a label is, and the label as it is printed; null where it is none.</summary>
    public static (string Property, string Label)? PropertyOf(string text)
    {
        foreach (var (label, property) in Properties)
        {
            if (text.StartsWith(label, StringComparison.OrdinalIgnoreCase) && (text.Length == label.Length || (!char.IsLetter(text[label.Length]) && text[label.Length] != '\'') || !char.IsLetter(label[^1]) || label.EndsWith(" N", StringComparison.Ordinal)))
                return (property, label);
        }
        return null;
    }

    /// <summary>Whether a label is of the measure that is taken and not of the party.</summary>
    public static bool IsMeasure(string text) => Array.Exists(Measures, m => text.StartsWith(m, StringComparison.OrdinalIgnoreCase));

    /// <summary>Puts a value where its label says. What no property takes goes into the notes, with its label.</summary>
    /// <param name="target">The party.</param>
    /// <param name="designation">The act that listed it.</param>
    /// <param name="label">As the Treasury prints it.</param>
    /// <param name="value">The value.</param>
    /// <param name="country">The country that issued it, as printed or as a code; null where none is said.</param>
    public static void Add(EntityBuilder target, EntityBuilder designation, string label, string value, string? country)
    {
        var name = label.TrimEnd(' ', ':', '-');
        if (value.Length == 0)
            return;
        if (IsMeasure(name))
        {
            designation.Add("provisions", $"{name}: {value}");
            return;
        }
        switch (PropertyOf(name)?.Property)
        {
            case null:
                target.Add("notes", $"{name}: {value}{(country is null ? "" : $" ({country})")}");
                break;
            case ("birthDate" or "incorporationDate" or "buildDate") and var date:
                AddDate(target, date, name, value);
                break;
            case "gender":
                target.Add("gender", value.ToUpperInvariant() switch { "MALE" => "male", "FEMALE" => "female", _ => null });
                break;
            case "birthPlace":
                target.Add("birthPlace", value);
                AddCountry(target, "birthCountry", value.Split(',')[^1], name, note: false);
                break;
            case ("nationality" or "citizenship" or "jurisdiction" or "flag" or "pastFlags") and var of:
                AddCountry(target, of, value, name, note: true);
                break;
            case var property:
                // 1026303117642 (Russia): now and then the country stands in the number.
                if (country is null && value.EndsWith(')') && value.LastIndexOf('(') is > 0 and var open && CountryNames.Find(value[(open + 1)..^1]) is { } inside)
                    (value, country) = (value[..open].TrimEnd(), inside);
                AddNumber(target, property, name, value, country is null ? null : CountryNames.FindNameOrCode(country));
                break;
        }
    }

    /// <summary>Adds dates, with a note where the list says that they are vague.</summary>
    public static void AddDate(EntityBuilder target, string property, string label, string value)
    {
        var dates = OfacDates.Of(value);
        target.Add(property, dates);
        if (dates.Count == 0 || OfacDates.IsVague(value))
            target.Add("notes", $"{label}: {value}");
    }

    /// <summary>Adds a country, or a note where the text names none of today.</summary>
    public static void AddCountry(EntityBuilder target, string property, string? text, string label, bool note = true)
    {
        if (text is null)
            return;
        if (CountryNames.FindNameOrCode(text) is { } code)
            target.Add(property, code);
        else if (note)
            target.Add("notes", $"{label}: {text.Trim()}");
    }

    // Russia's numbers are known by what they are: the tax number (INN), the state registration number (OGRN), the statistical code (OKPO).
    private static void AddNumber(EntityBuilder target, string property, string label, string value, string? country)
    {
        var digits = value.All(char.IsAsciiDigit) ? value.Length : 0;
        var isRussian = country is null or "ru";
        switch (property)
        {
            case "imoNumber":
                target.Add(property, value.StartsWith("IMO", StringComparison.OrdinalIgnoreCase) ? value : $"IMO {value}");
                break;
            case "taxNumber" when isRussian && country is not null && digits is 10 or 12:
                target.Add("innCode", value);
                break;
            case "registrationNumber" when isRussian && digits is 13 or 15:
                target.Add("ogrnCode", value);
                break;
            case "okpoCode" when !isRussian || digits is not (8 or 10):
                target.Add("registrationNumber", value);
                break;
            case "leiCode" when value.Length != 20:
                target.Add("registrationNumber", value);
                break;
            case "phone" when label.StartsWith("Fax", StringComparison.OrdinalIgnoreCase):
                target.Add("notes", $"Fax: {value}");
                break;
            default:
                target.Add(property, value);
                break;
        }
        if (country is not null && !target.Has("nationality"))
            target.Add("country", country);
    }
}
