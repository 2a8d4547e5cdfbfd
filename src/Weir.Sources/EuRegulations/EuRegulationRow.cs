using System.Text.RegularExpressions;
using Weir.Sources.ScreeningTables;
using Weir.Sources.Text;

namespace Weir.Sources.EuRegulations;

/// <summary>Turns a row of a regulation's annex into an entity and the act that listed it.</summary>
internal static partial class EuRegulationRow
{
    private const int LongestShortName = 60;
    private static readonly char[] Semicolon = [';'];

    /// <summary>The regulation that a row belongs to, as CELEX writes it: of an amendment, the one that it amends.</summary>
    public static string? Celex(TableRow row) => row["amendedCelex"] ?? row["celex"];

    /// <summary>How lawyers call the regulation: <c>32014R0833</c> is 833/2014.</summary>
    public static string Printed(string celex) =>
        CelexNumber().Match(celex) is { Success: true } match ? $"{match.Groups["number"].Value.TrimStart('0')}/{match.Groups["year"].Value}" : celex;

    /// <summary>Why a row can't be read, or null.</summary>
    public static (string Column, string Reason)? Problem(TableRow row)
    {
        if (Celex(row) is null)
            return ("celex", "the row names no regulation");
        if (row["annex"] is null)
            return ("annex", "the row names no annex");
        if (row["name"]?.Any(char.IsLetterOrDigit) != true)
            return ("name", "the row has no name");
        return Schema(row) is null ? ("schema", $"'{ReceivedText.Quote(row["schema"])}' is no kind of entity; allowed are Person, Company, Organization, LegalEntity, Vessel, Airplane, Asset") : null;
    }

    /// <summary>The id: regulation, annex, and the number in the annex, or the name where the annex has no numbers.</summary>
    public static string Id(TableRow row)
    {
        var annex = $"eu-{Celex(row)!.ToLowerInvariant()}-{row["annex"]!.ToLowerInvariant().Replace('.', '-').Replace(' ', '-')}";
        return row["recordId"] is { } record ? EntityIds.OfName(annex, record) : EntityIds.OfName(annex, row["name"]!);
    }

    /// <summary>The entity and its act.</summary>
    public static Listed Read(TableRow row, string id, ListReading reading)
    {
        var listed = new Listed(id, Schema(row)!, row.Line, reading);
        AddNames(listed, row);
        AddDates(listed, row);
        AddPlaces(listed, row);
        foreach (var (column, property) in new[]
        {
            ("registrationNumber", "registrationNumber"), ("taxNumber", "taxNumber"), ("idNumber", "idNumber"), ("passportNumber", "passportNumber"), ("innCode", "innCode"), ("ogrnCode", "ogrnCode"),
            ("kppCode", "kppCode"), ("okpoCode", "okpoCode"), ("leiCode", "leiCode"), ("swiftBic", "swiftBic"), ("imoNumber", "imoNumber"), ("mmsi", "mmsi"),
        })
        {
            AddNumbers(listed, property, row[column]);
        }
        foreach (var property in new[] { "position", "legalForm", "sector", "appearance", "ethnicity", "fatherName", "motherName", "ticker", "notes" })
            listed.Target.Add(property, row[property]);
        listed.Target.Add("gender", row["gender"]?.ToLowerInvariant() switch { "male" => "male", "female" => "female", _ => null })
            .Add("phone", row.Split("phone", Semicolon)).Add("email", row.Split("email", ';', ',').Where(e => e.Contains('@', StringComparison.Ordinal))).Add("website", row.Split("website", ';', ','));
        var annex = $"Regulation (EU) {Printed(Celex(row)!)}, Annex {row["annex"]}";
        var measure = row["measure"];
        listed.Target.Add("topics", measure is not null && measure.Contains("xport", StringComparison.Ordinal) ? "export.control" : "sanction").Add("program", row["programKey"]).Add("program", annex);
        listed.Act.Add("authority", "Council of the European Union").Add("country", "eu").Add("program", row["programKey"]).Add("program", annex).Add("provisions", measure)
            .Add("reason", row["reason"]).Add("authorityId", row["recordId"])
            .Add("sourceUrl", $"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{row["amendmentCelex"] ?? Celex(row)}");
        listed.ActDate("startDate", row["startDate"], Day, "Date of listing");
        return listed;
    }

    private static string? Schema(TableRow row) => "Asset".Equals(row["schema"], StringComparison.OrdinalIgnoreCase) ? "Asset" : ScreeningTable.SchemaOf(row["schema"]);

    private static void AddNames(Listed listed, TableRow row)
    {
        AddName(listed, "name", row["name"]!);
        foreach (var property in new[] { "alias", "weakAlias", "previousName" })
        {
            foreach (var name in row.Split(property, Semicolon))
                AddName(listed, property, name);
        }
    }

    /// <summary>
    /// The name as printed. Where it ends in brackets, also what stands before them and in them: another script is the same kind of name, and
    /// in these annexes the same script is the short name (АО «514 АРЗ»), taken for a weak alias.
    /// </summary>
    private static void AddName(Listed listed, string property, string name)
    {
        listed.Target.Add(property, name);
        if (BracketedName.Of(name) is not { } brackets)
            return;
        var kind = property == "name" ? "alias" : property;
        listed.Target.Add(kind, brackets.Before);
        if (brackets.IsOtherScript)
            listed.Target.Add(kind, brackets.Inside);
        else if (brackets.Inside.Length <= LongestShortName && char.IsUpper(brackets.Inside[0]) && CountryNames.Find(brackets.Inside) is null)
            listed.Target.Add("weakAlias", brackets.Inside);
    }

    private static void AddDates(Listed listed, TableRow row)
    {
        foreach (var (column, called) in new[] { ("birthDate", "Date of birth"), ("incorporationDate", "Date of founding") })
        {
            if (row[column] is not { } printed || printed is "N/D" or "N/A")
                continue;
            var all = true;
            foreach (var part in Either().Split(printed).Select(p => p.Trim(' ', '(', ')', '.', ',')).Where(p => p.Length > 0))
            {
                if (Day(part) is { } date)
                    listed.Target.Add(column, date);
                else
                    all = false;
            }
            if (!all)
                listed.KeepAside(called, printed, "is no date, or more than one");
        }
    }

    private static void AddPlaces(Listed listed, TableRow row)
    {
        foreach (var (column, called) in new[] { ("nationality", "Nationality"), ("country", "Country"), ("jurisdiction", "Jurisdiction"), ("flag", "Flag") })
        {
            if (row[column] is not { } printed)
                continue;
            // "Trinidad and Tobago" is one; "Russian and Ukrainian" are two.
            if (CountryNames.Find(printed) is { } whole)
                listed.Target.Add(column, whole);
            else
            {
                foreach (var part in Several().Split(printed).Select(p => p.Trim()).Where(p => p.Length > 0))
                    listed.Country(column, part, called);
            }
        }
        listed.Target.Add("birthPlace", row["birthPlace"] is "N/D" or "N/A" ? null : row["birthPlace"]).Add("address", row.Split("address", Semicolon));
    }

    private static void AddNumbers(Listed listed, string property, string? printed)
    {
        foreach (var part in (printed ?? "").Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.TrimEnd('.')))
        {
            if (IdentifierProperties.Labelled(part) is { } labelled)
                listed.Target.Add(labelled.Property, labelled.Number);
            else if (NumberWithRemark().Match(part) is { Success: true } match)
            {
                var number = match.Groups["number"].Value.Trim();
                listed.Target.Add(property, number.All(c => char.IsAsciiDigit(c) || c == ' ') ? number.Replace(" ", "", StringComparison.Ordinal) : number);
                listed.Remark($"{property} {number}", match.Groups["remark"].Value);
            }
            else
                listed.Remark(property, part);
        }
    }

    private static string? Day(string? text) => PrintedDate.DayFirst(text) ?? PrintedDate.InWords(text) ?? PrintedDate.Iso(text);

    [GeneratedRegex(@"^3(?<year>\d{4})[A-Z](?<number>\d{4})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CelexNumber();

    [GeneratedRegex(@"\bor\b|;|\s/\s|,\s(?=\d)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Either();

    [GeneratedRegex(@"\band/or\b|\band\b|[;,/]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Several();

    /// <summary>Capitals, digits and what stands between them, with at least one digit; a remark in brackets may follow.</summary>
    [GeneratedRegex(@"^(?<number>[\p{Lu}\d №/.\-]*\d[\p{Lu}\d №/.\-]*?)\s*(?:\((?<remark>[^()]*)\))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberWithRemark();
}
