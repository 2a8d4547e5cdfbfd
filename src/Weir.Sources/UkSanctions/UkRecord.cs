using Weir.Screening;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.UkSanctions;

/// <summary>A name in six parts: the sixth is the family name, or the whole name of anything but a person.</summary>
/// <param name="Parts">Name 1 to name 6; null where a part is empty.</param>
/// <param name="Type">As printed: Primary Name, Primary Name Variation, Alias.</param>
/// <param name="Strength">As printed: good quality, low quality; null for names that are no alias.</param>
internal sealed record UkName(IReadOnlyList<string?> Parts, string? Type, string? Strength)
{
    public string Whole => string.Join(' ', Parts.OfType<string>());

    public bool IsUsable => Whole.Any(char.IsLetterOrDigit);
}

/// <summary>A number with what the list says about it.</summary>
internal sealed record UkNumber(string? Number, string? More);

/// <summary>A designation of the list, in whatever form it came. Its plain values go by the names that the XML gives their elements.</summary>
/// <param name="Line">Where it starts.</param>
/// <param name="Text">The record as received, cut.</param>
internal sealed record UkRecord(long Line, string Text)
{
    private const string Linked = "sanction.linked";
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    public List<UkName> Names { get; } = [];

    /// <summary>The name in another script than the Latin, and the language that the list says it is in.</summary>
    public List<(string Name, string? Language)> OtherScripts { get; } = [];

    /// <summary>Lines, postal code and country.</summary>
    public List<(IReadOnlyList<string> Lines, string? Country)> Addresses { get; } = [];

    public List<(string? Town, string? Country)> Births { get; } = [];

    public List<UkNumber> NationalNumbers { get; } = [];

    public List<UkNumber> Passports { get; } = [];

    public void Add(string name, string? value)
    {
        if (value is null)
            return;
        if (!values.TryGetValue(name, out var all))
            values[name] = all = [];
        if (!all.Contains(value, StringComparer.Ordinal))
            all.Add(value);
    }

    /// <summary>The entity and its act, or why there is none.</summary>
    public ReadRecord Read(ListReading reading, string dataset)
    {
        if (First("UniqueID") is not { } unique)
            return new QuarantinedRow(Line, "Unique ID", "the record has no unique id to know it by", Text);
        var schema = First("IndividualEntityShip")?.ToUpperInvariant() switch { "INDIVIDUAL" => "Person", "ENTITY" => "Organization", "SHIP" => "Vessel", _ => null };
        if (schema is null)
            return new QuarantinedRow(Line, "Designation Type", $"'{ReceivedText.Quote(First("IndividualEntityShip"))}' is none of Individual, Entity and Ship", Text);
        if (!Names.Exists(n => n.IsUsable))
            return new QuarantinedRow(Line, "Name 6", $"{unique} has no name", Text);
        var listed = new Listed($"gb-{unique.ToLowerInvariant().Replace(' ', '-')}", schema, Line, reading);
        AddNames(listed);
        AddPlaces(listed);
        if (schema == "Person")
            AddPerson(listed);
        else
            AddOthers(listed, dataset);
        listed.Target.Add("topics", "sanction").Add("program", All("RegimeName")).Add("notes", All("OtherInformation"))
            .Add("phone", All("PhoneNumber")).Add("email", All("EmailAddress")).Add("website", All("Website"));
        listed.Act.Add("authority", "Foreign, Commonwealth & Development Office").Add("country", "gb").Add("program", All("RegimeName"))
            .Add("authorityId", unique).Add("recordId", All("OFSIGroupID").Select(g => $"OFSI {g}")).Add("unscId", All("UNReferenceNumber"))
            .Add("reason", All("UKStatementofReasons")).Add("provisions", All("SanctionsImposed").SelectMany(s => s.Split('|')))
            .Add("summary", All("DesignationSource").Select(s => $"Designation source: {s}"));
        foreach (var day in All("DateDesignated"))
            listed.ActDate("listingDate", day, Day, "Date designated");
        foreach (var day in All("LastUpdated"))
            listed.ActDate("modifiedAt", day, Day, "Last updated");
        return listed;
    }

    private IReadOnlyList<string> All(string name) => values.TryGetValue(name, out var all) ? all : [];

    private string? First(string name) => All(name) is [var first, ..] ? first : null;

    private void AddNames(Listed listed)
    {
        var usable = Names.Where(n => n.IsUsable).ToList();
        // An entity must have a name, even where the list calls none of its names primary.
        var main = usable.FindIndex(n => Is(n.Type, "Primary Name"));
        for (var i = 0; i < usable.Count; i++)
        {
            var name = usable[i];
            var property = Is(name.Type, "Primary Name") || (main < 0 && i == 0) ? "name"
                : name.Strength?.StartsWith("low", StringComparison.OrdinalIgnoreCase) == true ? "weakAlias"
                : name.Type?.Contains("former", StringComparison.OrdinalIgnoreCase) == true ? "previousName" : "alias";
            listed.Target.Add(property, name.Whole);
            if (listed.Schema == "Person" && property == "name")
                listed.Target.Add("firstName", name.Parts[0]).Add("middleName", name.Parts.Skip(1).Take(4)).Add("lastName", name.Parts[5]);
        }
        foreach (var (name, language) in OtherScripts)
            listed.Target.AddName("name", name, LanguageNames.Code(language));
        listed.Target.Add("title", All("Title"));
    }

    private void AddPlaces(Listed listed)
    {
        foreach (var (lines, country) in Addresses)
        {
            listed.Target.Add("address", string.Join(", ", lines.Append(country).OfType<string>()));
            listed.Country("country", country, "Country of address");
        }
    }

    private void AddPerson(Listed listed)
    {
        foreach (var day in All("DOB"))
            listed.Date("birthDate", day, Day, "Date of birth");
        foreach (var (town, country) in Births)
        {
            listed.Target.Add("birthPlace", string.Join(", ", new[] { town, country }.OfType<string>()));
            listed.Country("birthCountry", country, "Country of birth");
        }
        foreach (var nationality in All("Nationality").SelectMany(n => n.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
            listed.Country("nationality", nationality, "Nationality");
        listed.Target.Add("position", All("Position")).Add("gender", All("Gender").Select(g => g.ToUpperInvariant() switch { "MALE" => "male", "FEMALE" => "female", _ => null }));
        foreach (var (numbers, property, called) in new[] { (NationalNumbers, "idNumber", "National identifier"), (Passports, "passportNumber", "Passport") })
        {
            foreach (var number in numbers)
            {
                if (number.Number is not null)
                    listed.Target.Add(property == "idNumber" ? IdentifierProperties.OfLabel(number.More) ?? property : property, number.Number);
                listed.Remark($"{called} {number.Number}".TrimEnd(), number.More);
            }
        }
    }

    private void AddOthers(Listed listed, string dataset)
    {
        var target = listed.Target;
        foreach (var printed in All("BusinessRegistrationNumber"))
        {
            var labelled = IdentifierProperties.Labelled(printed);
            target.Add(labelled?.Property ?? "registrationNumber", labelled?.Number ?? printed);
        }
        target.Add("legalForm", listed.Schema == "Vessel" ? [] : All("TypeOfEntity"));
        foreach (var parent in Listing("ParentCompany"))
            listed.Relate("Ownership", ("owner", Named(listed, parent, dataset)), ("asset", listed.Id), "parent company", dataset);
        foreach (var subsidiary in Listing("Subsidiary"))
            listed.Relate("Ownership", ("owner", listed.Id), ("asset", Named(listed, subsidiary, dataset)), "subsidiary", dataset);
        if (listed.Schema != "Vessel")
            return;
        target.Add("imoNumber", All("IMONumber")).Add("type", All("TypeOfShip")).Add("tonnage", All("TonnageOfShip"));
        foreach (var flag in All("CurrentBelievedFlagOfShip"))
            listed.Country("flag", flag, "Flag");
        foreach (var flag in Listing("PreviousFlag"))
            listed.Country("pastFlags", flag, "Previous flag");
        foreach (var year in All("YearBuilt"))
            listed.Date("buildDate", year, Day, "Year built");
        foreach (var (name, called) in new[] { ("LengthOfShip", "Length"), ("HullIdentificationNumber", "Hull identification number"), ("PreviousOwnerOperator", "Previous owner or operator") })
        {
            foreach (var value in All(name))
                listed.Remark(called, value);
        }
        foreach (var owner in Listing("CurrentOwnerOperator"))
            listed.Relate("Ownership", ("owner", Named(listed, owner, dataset)), ("asset", listed.Id), "current owner or operator", dataset);
    }

    private IEnumerable<string> Listing(string name) =>
        All(name).SelectMany(v => v.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Where(v => v.Any(char.IsLetterOrDigit));

    /// <summary>Somebody whom the list only names: linked to one who is listed, and not listed for that.</summary>
    private static string Named(Listed listed, string name, string dataset)
    {
        var slug = string.Concat(name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : '-')).Trim('-');
        var id = $"gb-named-{slug[..Math.Min(slug.Length, 100)]}";
        listed.Relate(new EntityBuilder(id, "LegalEntity").Add("name", name).Add("topics", Linked).Build(dataset));
        return id;
    }

    private static bool Is(string? text, string what) => what.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string? Day(string? text) => PrintedDate.DayFirst(text) ?? PrintedDate.Iso(text);
}
