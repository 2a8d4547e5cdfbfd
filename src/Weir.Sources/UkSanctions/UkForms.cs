using Weir.Sources.Text;

namespace Weir.Sources.UkSanctions;

/// <summary>The two forms of the list: a table with a row for each name (and each further address, date …), and XML.</summary>
internal static class UkForms
{
    /// <summary>The table. The line above its columns says when it was made.</summary>
    public static readonly TableShape Table = new("the UK sanctions list", ',', ["Unique ID", "Name 6", "Regime Name", "Designation Type"]) { MostAbove = 1 };

    public static readonly XmlListShape Xml = new("the UK sanctions list", "Designations", ["Designation"])
    {
        Unused = ["DateGenerated"],
        MostRecords = 200_000,
    };

    // Column of the table → element of the XML.
    private static readonly (string Column, string Element)[] Plain =
    [
        ("Unique ID", "UniqueID"), ("OFSI Group ID", "OFSIGroupID"), ("UN Reference Number", "UNReferenceNumber"), ("Title", "Title"), ("Regime Name", "RegimeName"),
        ("Designation Type", "IndividualEntityShip"), ("Designation source", "DesignationSource"), ("Sanctions Imposed", "SanctionsImposed"),
        ("Other Information", "OtherInformation"), ("UK Statement of Reasons", "UKStatementofReasons"), ("Phone number", "PhoneNumber"), ("Website", "Website"),
        ("Email address", "EmailAddress"), ("Date Designated", "DateDesignated"), ("Last Updated", "LastUpdated"), ("D.O.B", "DOB"), ("Nationality(/ies)", "Nationality"),
        ("Position", "Position"), ("Gender", "Gender"), ("Type of entity", "TypeOfEntity"), ("Subsidiaries", "Subsidiary"), ("Parent company", "ParentCompany"),
        ("Business registration number (s)", "BusinessRegistrationNumber"), ("IMO number", "IMONumber"), ("Current owner/operator (s)", "CurrentOwnerOperator"),
        ("Previous owner/operator (s)", "PreviousOwnerOperator"), ("Current believed flag of ship", "CurrentBelievedFlagOfShip"), ("Previous flags", "PreviousFlag"),
        ("Type of ship", "TypeOfShip"), ("Tonnage of ship", "TonnageOfShip"), ("Length of ship", "LengthOfShip"), ("Year Built", "YearBuilt"),
        ("Hull identification number (HIN)", "HullIdentificationNumber"),
    ];

    private static readonly HashSet<string> PlainElements = [.. Plain.Select(p => p.Element)];

    public static UkRecord FromRows(IReadOnlyList<TableRow> rows)
    {
        var record = new UkRecord(rows[0].Line, rows[0].Text);
        foreach (var row in rows)
        {
            foreach (var (column, element) in Plain)
                record.Add(element, row[column]);
            AddOnce(record.Names, new([.. Enumerable.Range(1, 6).Select(i => row[$"Name {i}"])], row["Name type"], row["Alias strength"]), n => n.Whole + n.Type);
            AddOther(record, row["Name non-latin script"], row["Non-latin script language"]);
            AddAddress(record, [.. Enumerable.Range(1, 6).Select(i => row[$"Address Line {i}"]), row["Address Postal Code"]], row["Address Country"]);
            AddBirth(record, row["Town of birth"], row["Country of birth"]);
            AddNumber(record.NationalNumbers, row["National Identifier number"], row["National Identifier additional information"]);
            AddNumber(record.Passports, row["Passport number"], row["Passport additional information"]);
        }
        return record;
    }

    public static UkRecord FromXml(XmlRecord xml)
    {
        var record = new UkRecord(xml.Line, xml.ToString());
        Visit(xml.Fields, record);
        return record;
    }

    private static void Visit(XmlField field, UkRecord record)
    {
        foreach (var child in field.Children)
        {
            switch (child.Name)
            {
                case "Name" when child.Children.Count > 0:
                    AddOnce(record.Names, new([.. Enumerable.Range(1, 6).Select(i => child[$"Name{i}"])], child["NameType"], child["AliasStrength"]), n => n.Whole + n.Type);
                    break;
                case "NonLatinName" or "NameNonLatinScript":
                    AddOther(record, child["NameNonLatinScript"] ?? child.Text, child["NonLatinScriptLanguage"]);
                    break;
                case "Address" when child.Children.Count > 0:
                    AddAddress(record, [.. Enumerable.Range(1, 6).Select(i => child[$"AddressLine{i}"]), child["AddressPostalCode"]], child["AddressCountry"]);
                    break;
                case "Location":
                    AddBirth(record, child["TownOfBirth"], child["CountryOfBirth"]);
                    break;
                case "NationalIdentifier" when child.Children.Count > 0:
                    AddNumber(record.NationalNumbers, child["NationalIdentifierNumber"], child["NationalIdentifierAdditionalInformation"]);
                    break;
                case "Passport" when child.Children.Count > 0:
                    AddNumber(record.Passports, child["PassportNumber"], child["PassportAdditionalInformation"]);
                    break;
                default:
                    if (PlainElements.Contains(child.Name))
                        record.Add(child.Name, child.Text);
                    Visit(child, record);
                    break;
            }
        }
    }

    private static void AddOther(UkRecord record, string? name, string? language)
    {
        if (name is not null && !record.OtherScripts.Contains((name, language)))
            record.OtherScripts.Add((name, language));
    }

    private static void AddAddress(UkRecord record, IReadOnlyList<string?> lines, string? country)
    {
        var kept = lines.OfType<string>().ToList();
        if ((kept.Count > 0 || country is not null) && !record.Addresses.Exists(a => a.Country == country && a.Lines.SequenceEqual(kept)))
            record.Addresses.Add((kept, country));
    }

    private static void AddBirth(UkRecord record, string? town, string? country)
    {
        if ((town ?? country) is not null && !record.Births.Contains((town, country)))
            record.Births.Add((town, country));
    }

    private static void AddNumber(List<UkNumber> numbers, string? number, string? more)
    {
        if ((number ?? more) is not null && !numbers.Contains(new(number, more)))
            numbers.Add(new(number, more));
    }

    private static void AddOnce(List<UkName> names, UkName name, Func<UkName, string> key)
    {
        if (!names.Exists(n => key(n) == key(name)))
            names.Add(name);
    }
}
