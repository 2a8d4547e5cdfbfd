using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.UnSecurityCouncil;

/// <summary>Turns a record of the list into a FollowTheMoney entity and the act that listed it.</summary>
internal static partial class UnRecordReader
{
    private static readonly string[] NameParts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

    /// <summary>Why a record can't be read, or null.</summary>
    public static (string Column, string Reason)? Problem(XmlRecord record)
    {
        if (record.Fields["DATAID"] is not { } id || !id.All(char.IsAsciiDigit))
            return ("DATAID", "the record has no number to know it by");
        return PrimaryNames(record).Count == 0 ? ("FIRST_NAME", $"record {id} has no name") : null;
    }

    /// <summary>The entity, the act, and what could not be put into either's fields (it stands in the entity's notes too).</summary>
    public static (Entity Entity, Entity Designation, IReadOnlyList<string> Notes) Read(XmlRecord record, string dataset)
    {
        var fields = record.Fields;
        var id = $"unsc-{fields["DATAID"]}";
        var target = new EntityBuilder(id, IsIndividual(record) ? "Person" : "Organization");
        var notes = new List<string>();

        ReadNames(record, target);
        ReadCountries(record, target, notes);
        ReadDates(fields, target);
        ReadDocuments(fields, target);
        target
            .Add("title", Texts(fields, "TITLE")).Add("position", Texts(fields, "DESIGNATION"))
            .Add("gender", fields["GENDER"]?.ToUpperInvariant() switch { "MALE" => "male", "FEMALE" => "female", _ => null })
            .Add("topics", "sanction").Add("program", fields["UN_LIST_TYPE"])
            .Add("createdAt", Day(fields["LISTED_ON"])).Add("modifiedAt", Texts(fields, "LAST_DAY_UPDATED").Select(Day))
            .Add("notes", fields["COMMENTS1"]);

        var designation = new EntityBuilder($"{id}-listing", "Sanction")
            .Add("entity", id).Add("authority", "United Nations Security Council")
            .Add("program", fields["UN_LIST_TYPE"]).Add("unscId", fields["REFERENCE_NUMBER"])
            .Add("listingDate", Day(fields["LISTED_ON"])).Add("modifiedAt", Texts(fields, "LAST_DAY_UPDATED").Select(Day))
            .Add("endDate", Day(fields["DELISTED_ON"]));
        return (target.Build(dataset), designation.Build(dataset), notes);
    }

    private static bool IsIndividual(XmlRecord record) => record.Name == "INDIVIDUAL";

    private static void ReadNames(XmlRecord record, EntityBuilder target)
    {
        var fields = record.Fields;
        foreach (var name in PrimaryNames(record))
            AddName(target, "name", name);
        if (IsIndividual(record))
            target.Add("firstName", fields["FIRST_NAME"]).Add("secondName", fields["SECOND_NAME"]).Add("middleName", [fields["THIRD_NAME"], fields["FOURTH_NAME"]]);
        foreach (var alias in fields.All("INDIVIDUAL_ALIAS").Concat(fields.All("ENTITY_ALIAS")))
        {
            var property = alias["QUALITY"]?.ToUpperInvariant() switch { "LOW" => "weakAlias", "F.K.A." => "previousName", _ => "alias" };
            foreach (var name in Split(alias["ALIAS_NAME"]))
                AddName(target, property, name);
            var more = string.Join(", ", new[] { alias["DATE_OF_BIRTH"], alias["CITY_OF_BIRTH"], alias["COUNTRY_OF_BIRTH"], alias["NOTE"] }.OfType<string>());
            if (more.Length > 0)
                target.Add("notes", $"Alias {alias["ALIAS_NAME"]}: {more}");
        }
    }

    /// <summary>
    /// Adds a name as printed and, where it ends in brackets, what stands before them and in them: another script is the
    /// same kind of name, capitals without a space are an acronym and so a weak alias, anything else is a remark and no name.
    /// </summary>
    private static void AddName(EntityBuilder target, string property, string name)
    {
        target.Add(property, name);
        if (BracketedName.Of(name) is not { } brackets)
            return;
        target.Add(property == "name" ? "alias" : property, brackets.Before);
        foreach (var part in Split(brackets.Inside))
        {
            if (BracketedName.IsLatin(part) != BracketedName.IsLatin(brackets.Before))
                target.Add(property == "name" ? "alias" : property, part);
            else if (BracketedName.IsAcronym(part))
                target.Add("weakAlias", part);
        }
    }

    private static List<string> PrimaryNames(XmlRecord record)
    {
        var latin = IsIndividual(record)
            ? [string.Join(' ', NameParts.Select(p => record.Fields[p]).OfType<string>())]
            : Split(record.Fields["FIRST_NAME"]);
        return [.. latin.Concat(Split(record.Fields["NAME_ORIGINAL_SCRIPT"])).Where(n => n.Any(char.IsLetterOrDigit))];
    }

    private static void ReadCountries(XmlRecord record, EntityBuilder target, List<string> notes)
    {
        var fields = record.Fields;
        foreach (var text in Texts(fields, "NATIONALITY").Append(fields["NATIONALITY2"]))
            AddCountry("nationality", text, "Nationality");
        foreach (var place in fields.All("INDIVIDUAL_PLACE_OF_BIRTH"))
        {
            target.Add("birthPlace", Line(place, "CITY", "STATE_PROVINCE", "COUNTRY"));
            AddCountry("birthCountry", place["COUNTRY"], "Country of birth");
            target.Add("notes", place["NOTE"] is { } note ? $"Place of birth: {note}" : null);
        }
        foreach (var address in fields.All("INDIVIDUAL_ADDRESS").Concat(fields.All("ENTITY_ADDRESS")))
        {
            target.Add("address", Line(address, "STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"));
            AddCountry("country", address["COUNTRY"], "Country of address");
            target.Add("notes", address["NOTE"] is { } note ? $"Address: {note}" : null);
        }

        void AddCountry(string property, string? text, string called)
        {
            if (text is null)
                return;
            if (CountryNames.Find(text) is { } code)
            {
                target.Add(property, code);
                return;
            }
            target.Add("notes", $"{called}: {text}");
            notes.Add($"line {record.Line}: {called.ToLowerInvariant()} '{text}' of record {fields["DATAID"]} is no country of today; it is kept in the notes");
        }
    }

    private static void ReadDates(XmlField fields, EntityBuilder target)
    {
        foreach (var date in fields.All("INDIVIDUAL_DATE_OF_BIRTH"))
        {
            var note = date["NOTE"];
            if (date["FROM_YEAR"] is { } from && date["TO_YEAR"] is { } to)
            {
                target.Add("birthDate", [from, to]);
                note = $"between {from} and {to}{(note is null ? "" : ", " + note)}";
            }
            else if ((Day(date["DATE"]) ?? date["YEAR"]) is { } known)
            {
                target.Add("birthDate", known);
                if (date["TYPE_OF_DATE"] == "APPROXIMATELY")
                    note = $"about {known}{(note is null ? "" : ", " + note)}";
            }
            else if (Month(note) is { } month)
                target.Add("birthDate", month);
            target.Add("notes", note is null ? null : $"Date of birth: {note}");
        }
    }

    private static void ReadDocuments(XmlField fields, EntityBuilder target)
    {
        foreach (var document in fields.All("INDIVIDUAL_DOCUMENT"))
        {
            var kind = document["TYPE_OF_DOCUMENT"] ?? document["TYPE_OF_DOCUMENT2"];
            var isPassport = kind is not null && Passport().IsMatch(kind);
            target.Add(isPassport ? "passportNumber" : "idNumber", document["NUMBER"]);
            var more = Line(document, "TYPE_OF_DOCUMENT2", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE", "DATE_OF_ISSUE", "NOTE");
            target.Add("notes", more.Length == 0 ? null : $"{kind ?? "Document"} {document["NUMBER"]}: {more}");
        }
    }

    private static IEnumerable<string?> Texts(XmlField fields, string name) => fields.All(name).SelectMany(f => f.All("VALUE")).Select(v => v.Text);

    private static IEnumerable<string> Split(string? text) => text is null ? [] : text.Split(';').Select(t => t.Trim(' ', '"', '“', '”', '„')).Where(t => t.Length > 0);

    private static string Line(XmlField field, params string[] names) => string.Join(", ", names.Select(n => field[n]).OfType<string>());

    /// <summary>A day as yyyy-MM-dd (the list sometimes adds an offset from UTC, which a day does not have); null where it is none.</summary>
    private static string? Day(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text[..10] : null;

    private static string? Month(string? text) =>
        DateOnly.TryParseExact(text?.Replace(".", "", StringComparison.Ordinal), ["MMM yyyy", "MMMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex("passport|passeport|pasaporte", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Passport();
}
