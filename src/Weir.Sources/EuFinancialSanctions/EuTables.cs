using System.Text.RegularExpressions;
using Weir.Sources.Text;

namespace Weir.Sources.EuFinancialSanctions;

/// <summary>
/// The list as tables of semicolons: the present one, whose columns begin with <c>fileGenerationDate;Entity_LogicalId</c>, and the older one that
/// begins with <c>Entity_logical_id</c> in its second column. Each row holds one detail of an entity (a name, an address, a date of birth …) beside the entity's own columns.
/// </summary>
internal static partial class EuTables
{
    /// <summary>The present table.</summary>
    public static readonly TableShape Present = new("the EU list of financial sanctions", ';', ["fileGenerationDate", "Entity_LogicalId", "NameAlias_WholeName"]);

    /// <summary>The table that was published until 2018.</summary>
    public static readonly TableShape Older = new("the EU list of financial sanctions", ';', ["Entity_logical_id", "Naal_wholename", "EU_ref_num"]);

    /// <summary>The same, where a spreadsheet wrapped each line in quotes.</summary>
    public static readonly TableShape OlderWrapped = Older with { Wrapped = true };

    private static readonly Dictionary<string, string> OlderNames = new(StringComparer.Ordinal)
    {
        ["wholeName"] = "Naal_wholename",
        ["firstName"] = "Naal_firstname",
        ["middleName"] = "Naal_middlename",
        ["lastName"] = "Naal_lastname",
        ["gender"] = "Naal_gender",
        ["title"] = "Naal_title",
        ["function"] = "Naal_function",
        ["nameLanguage"] = "Naal_language",
    };

    /// <summary>The form a file is in; null where it is none of these.</summary>
    public static TableShape? Of(FileHead head) =>
        new[] { Present, OlderWrapped, Older }.FirstOrDefault(s => s.ColumnsOf(head) is not null);

    /// <summary>The column that says whose a row is.</summary>
    public static string Key(TableShape shape) => shape == Present ? "Entity_LogicalId" : "Entity_logical_id";

    public static EuRecord Record(IReadOnlyList<TableRow> rows, TableShape shape) => shape == Present ? PresentRecord(rows) : OlderRecord(rows);

    private static EuRecord PresentRecord(IReadOnlyList<TableRow> rows)
    {
        var first = rows[0];
        var read = new EuRecord(
            first.Line,
            new(name => name switch
            {
                "euReferenceNumber" => first["Entity_EU_ReferenceNumber"],
                "unitedNationId" => first["Entity_UnitedNationId"],
                "logicalId" => first["Entity_LogicalId"],
                "designationDate" => first["Entity_DesignationDate"],
                "designationDetails" => first["Entity_DesignationDetails"],
                "subjectType" => first["Entity_SubjectType"] ?? first["Entity_SubjectType_ClassificationCode"],
                _ => null,
            }),
            IsPerson(first["Entity_SubjectType"]) ?? IsPerson(first["Entity_SubjectType_ClassificationCode"]),
            first.Text);
        foreach (var row in rows)
        {
            read.Remarks.AddRange(new[] { row["Entity_Remark"] }.OfType<string>().Where(r => !read.Remarks.Contains(r)));
            if (row["NameAlias_WholeName"] is not null || row["NameAlias_LastName"] is not null)
                read.Names.Add(Columns(row, "NameAlias"));
            if (AnyOf(row, "BirthDate_BirthDate", "BirthDate_Year", "BirthDate_YearRangeFrom", "BirthDate_City", "BirthDate_Place", "BirthDate_CountryIso2Code"))
                read.Births.Add(Columns(row, "BirthDate"));
            if (row["Citizenship_CountryIso2Code"] is not null || row["Citizenship_CountryDescription"] is not null)
                read.Citizenships.Add(Columns(row, "Citizenship"));
            if (AnyOf(row, "Address_City", "Address_Street", "Address_PoBox", "Address_ZipCode", "Address_Region", "Address_Place", "Address_CountryIso2Code", "Address_CountryDescription", "Address_ContactInfo"))
                read.Addresses.Add((Columns(row, "Address"), [.. Contacts(row["Address_ContactInfo"])]));
            if (row["Identification_Number"] is not null || row["Identification_LatinNumber"] is not null)
                read.Identifications.Add(Columns(row, "Identification"));
        }
        read.Regulations.Add(new(name => first["Entity_Regulation_" + Pascal(name)]));
        return read;
    }

    private static EuRecord OlderRecord(IReadOnlyList<TableRow> rows)
    {
        var first = rows[0];
        var read = new EuRecord(
            first.Line,
            new(name => name switch { "euReferenceNumber" => first["EU_ref_num"], "logicalId" => first["Entity_logical_id"], "subjectType" => first["Subject_type"], _ => null }),
            IsPerson(first["Subject_type"]),
            first.Text);
        var acts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row["Entity_remark"] is { } remark && !read.Remarks.Contains(remark))
                read.Remarks.Add(remark);
            if (row["Naal_wholename"] is not null)
                read.Names.Add(new(name => OlderNames.TryGetValue(name, out var column) ? row[column] : null));
            if (AnyOf(row, "Birt_date", "Birt_place", "Birt_country"))
                read.Births.Add(new(name => name switch { "birthdate" => Known(row["Birt_date"]), "city" => row["Birt_place"], "countryIso2Code" => row["Birt_country"], _ => null }));
            if (row["Citi_country"] is not null)
                read.Citizenships.Add(new(name => name == "countryIso2Code" ? row["Citi_country"] : null));
            if (AnyOf(row, "Addr_number", "Addr_street", "Addr_zipcode", "Addr_city", "Addr_country", "Addr_other"))
                read.Addresses.Add((OlderAddress(row), [.. Contacts(row["Addr_other"])]));
            if (row["Iden_number"] is { } printed)
                read.Identifications.Add(OlderDocument(printed, row["Iden_country"]));
            if (acts.Add($"{row["Programme"]}|{row["Leba_numtitle"]}"))
            {
                read.Regulations.Add(new(name => name switch
                {
                    "programme" => row["Programme"],
                    "numberTitle" => row["Leba_numtitle"],
                    "publicationDate" => row["Leba_publication_date"],
                    "publicationUrl" => row["Leba_url"],
                    _ => null,
                }));
            }
        }
        return read;
    }

    private static EuDetail OlderAddress(TableRow row) => new(name => name switch
    {
        "street" => string.Join(' ', new[] { row["Addr_number"], row["Addr_street"] }.OfType<string>()) is { Length: > 0 } street ? street : null,
        "zipCode" => row["Addr_zipcode"],
        "city" => row["Addr_city"],
        "countryIso2Code" => row["Addr_country"],
        _ => null,
    });

    private static EuDetail OlderDocument(string printed, string? country)
    {
        var parts = EuDetails.PrintedDocument().Match(printed);
        return new(name => name switch
        {
            "number" => parts.Success ? parts.Groups["number"].Value : printed,
            "identificationTypeCode" when parts.Success => parts.Groups["code"].Value,
            "identificationTypeDescription" when parts.Success => parts.Groups["kind"].Value,
            "remark" when parts.Groups["remark"] is { Success: true, Length: > 0 } remark => remark.Value,
            "countryIso2Code" => country,
            _ => null,
        });
    }

    private static EuDetail Columns(TableRow row, string prefix) => new(name => row[$"{prefix}_" + name switch
    {
        "birthdate" => "BirthDate",
        "dayOfMonth" => "Day",
        "monthOfYear" => "Month",
        "identificationTypeCode" => "TypeCode",
        "identificationTypeDescription" => "TypeDescription",
        _ => Pascal(name),
    }]);

    private static bool AnyOf(TableRow row, params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (row[column] is not null)
                return true;
        }
        return false;
    }

    private static bool? IsPerson(string? type) => type switch { "P" or "p" or "person" => true, "E" or "e" or "enterprise" => false, _ => null };

    private static string? Known(string? text) => text is "N/A" or "n/a" ? null : text;

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static IEnumerable<(string? Kind, string? Text)> Contacts(string? printed) => printed is null
        ? []
        : Contact().Matches(printed).Select(m => ((string?)m.Groups["kind"].Value, (string?)m.Groups["text"].Value.Replace("\\n", " ", StringComparison.Ordinal)));

    /// <summary>Contact details stand as <c>PHONE[042-681 20 81]\nFAX[662 38 14]</c>.</summary>
    [GeneratedRegex(@"(?<kind>[A-Z]+)\[(?<text>[^\]]*)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Contact();
}
