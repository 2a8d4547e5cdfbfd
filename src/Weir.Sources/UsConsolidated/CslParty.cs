using Weir.Screening;
using Weir.Sources.Ofac;
using Weir.Sources.Text;

namespace Weir.Sources.UsConsolidated;

/// <summary>Turns a row into the party and the act that listed it.</summary>
internal static class CslParty
{
    public static (Entity Party, Entity Designation) Read(CslRow row, string dataset)
    {
        // "Entity List (EL) - Bureau of Industry and Security": the list's short name and its authority.
        var source = row["source"]!;
        var dash = source.LastIndexOf(" - ", StringComparison.Ordinal);
        var (open, close) = (source.LastIndexOf('('), source.LastIndexOf(')'));
        var list = open >= 0 && close > open ? source[(open + 1)..close] : source;
        var isTreasury = source.EndsWith("Treasury Department", StringComparison.Ordinal);
        var id = isTreasury && row["entity_number"] is { } number && number.All(char.IsAsciiDigit) ? $"ofac-{number}" : $"us-csl-{row["_id"] ?? row["id"] ?? row["entity_number"]}";
        var schema = row["type"]?.ToUpperInvariant() switch
        {
            "INDIVIDUAL" => "Person",
            "VESSEL" => "Vessel",
            "AIRCRAFT" => "Airplane",
            "ENTITY" => "Organization",
            _ => "LegalEntity",
        };
        var target = new EntityBuilder(id, schema);
        var designation = new EntityBuilder($"{id}-listing-{Slug(list)}", "Sanction").Add("entity", id)
            .Add("authority", dash < 0 ? source : source[(dash + 3)..]).Add("country", "us").Add("programId", list).Add("program", row.Programs.Count == 0 ? [list] : row.Programs)
            .Add("listingDate", row["start_date"]).Add("startDate", row["start_date"]).Add("endDate", row["end_date"])
            .Add("provisions", row["license_requirement"]).Add("provisions", row["license_policy"] is { } policy ? $"Licence policy: {policy}" : null)
            .Add("recordId", row["federal_register_notice"]).Add("sourceUrl", row.Urls);

        CslNames.Add(target, "name", row.Name, schema == "Person");
        foreach (var name in row.AltNames)
            CslNames.Add(target, "alias", name.StartsWith("and ", StringComparison.Ordinal) ? name[4..] : name, schema == "Person");
        foreach (var address in row.Addresses)
        {
            if (CountryNames.FindCode(address.Line) is null)
                target.Add("address", address.Line);
            OfacDetails.AddCountry(target, "country", address.Country, "Country of address");
        }
        foreach (var text in row.Nationalities)
            OfacDetails.AddCountry(target, "nationality", text, "Nationality");
        foreach (var text in row.Citizenships)
            OfacDetails.AddCountry(target, "citizenship", text, "Citizenship");
        foreach (var date in row.DatesOfBirth)
            AddBirth(target, date);
        foreach (var place in row.PlacesOfBirth)
            OfacDetails.Add(target, designation, "POB", place, null);
        foreach (var known in row.Ids)
        {
            OfacDetails.Add(target, designation, known.Type, known.Value, known.Country);
            target.Add("notes", known.Dates is null ? null : $"{known.Type} {known.Value}: {known.Dates}");
        }
        target.Add("topics", isTreasury ? "sanction" : "export.control").Add("program", row.Programs.Count == 0 ? [list] : row.Programs)
            .Add("position", row["title"]).Add("notes", row["remarks"]).Add("createdAt", row["start_date"])
            .Add("callSign", row["call_sign"]).Add("type", row["vessel_type"]).Add("tonnage", row["gross_tonnage"]).Add("grossRegisteredTonnage", row["gross_registered_tonnage"])
            .Add("notes", row["vessel_owner"] is { } owner ? $"Vessel owner: {owner}" : null);
        OfacDetails.AddCountry(target, "flag", row["vessel_flag"], "Vessel flag");
        return (target.Build(dataset), designation.Build(dataset));
    }

    // 1978-12-05, 1955, or in words.
    private static void AddBirth(EntityBuilder target, string date)
    {
        if (date.Length is 4 or 7 or 10 && PartialDate.Parse(date) is not null)
            target.Add("birthDate", date);
        else
            OfacDetails.AddDate(target, "birthDate", "Date of birth", date);
    }

    private static string Slug(string list) => string.Concat(list.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
}
