using System.Globalization;
using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.Ofac;

/// <summary>The Treasury's lists in ENHANCED_XML: a record for each party with everything in it.</summary>
internal static class OfacEnhanced
{
    public static readonly XmlListShape Shape = new("a sanctions list of the U.S. Treasury (ENHANCED_XML)", "sanctionsData", ["publicationInfo", "entity"])
    {
        Groups = ["entities"],
        Unused = ["referenceValues", "featureTypes", "sanctionsLists", "sanctionsPrograms"],
    };

    public static async IAsyncEnumerable<Entity> ReadAsync(Stream content, OfacProfile profile, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var file = await XmlRecords.OpenAsync(content, Shape, reading);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var records = 0;
        while (await file.NextAsync(cancellation) is { } record)
        {
            if (record.Name == "publicationInfo")
            {
                reading.Published ??= Published(record.Fields["dataAsOf"]);
                continue;
            }
            profile.Size.AssertSoFar(++records, reading);
            var number = record.Fields.Attribute("id");
            var names = record.Fields.All("names", "name").ToList();
            if (number is null || !number.All(char.IsAsciiDigit) || !seen.Add(number))
                reading.Quarantine(new(record.Line, "id", number is null ? "the party has no number to know it by" : $"party '{number}' stands in the list twice, or that is no number", record.ToString()));
            else if (names.Count == 0)
                reading.Quarantine(new(record.Line, "names", $"party {number} has no name", record.ToString()));
            else
            {
                foreach (var entity in Read(record.Fields, number, names, profile))
                    yield return reading.Counted(entity);
            }
        }
        profile.Size.AssertWhole(records, reading);
    }

    private static IEnumerable<Entity> Read(XmlField party, string number, IReadOnlyList<XmlField> names, OfacProfile profile)
    {
        var id = $"ofac-{number}";
        var general = party.First("generalInfo");
        var (schema, isPerson) = general?["entityType"]?.ToUpperInvariant() switch
        {
            "INDIVIDUAL" => ("Person", true),
            "VESSEL" => ("Vessel", false),
            "AIRCRAFT" => ("Airplane", false),
            _ => ("Organization", false),
        };
        var target = new EntityBuilder(id, schema);
        var designation = profile.Designation(id);
        foreach (var name in names.OrderByDescending(n => n["isPrimary"] == "true"))
            AddName(target, name, isPerson);
        foreach (var address in party.All("addresses", "address"))
        {
            foreach (var translation in address.All("translations", "translation"))
                target.Add("address", string.Join(", ", translation.All("addressParts", "addressPart").Select(p => p["value"]).Append(address["country"]).OfType<string>()));
            OfacDetails.AddCountry(target, "country", address["country"], "Country of address");
        }
        foreach (var feature in party.All("features", "feature"))
            AddFeature(target, designation, feature);
        foreach (var document in party.All("identityDocuments", "identityDocument"))
        {
            if (document["isValid"] == "false")
                target.Add("notes", $"{document["type"]} {document["documentNumber"]}: not valid");
            else if (document["documentNumber"] is { } value)
                OfacDetails.Add(target, designation, document["type"] ?? "Document", value, document["issuingCountry"]);
        }
        target.Add("topics", "sanction").Add("notes", general?["remarks"]).Add("position", general?["title"]);
        var programs = party.All("sanctionsPrograms", "sanctionsProgram").Select(p => p.Text).ToList();
        var listed = party.All("sanctionsLists", "sanctionsList").Select(l => l.Attribute("datePublished")).OfType<string>().Order(StringComparer.Ordinal).ToList();
        target.Add("program", programs).Add("createdAt", listed.FirstOrDefault());
        designation.Add("program", programs).Add("listingDate", listed.FirstOrDefault())
            .Add("provisions", party.All("sanctionsTypes", "sanctionsType").Select(t => t.Text))
            .Add("reason", party.All("legalAuthorities", "legalAuthority").Select(a => a.Text))
            .Add("summary", party.All("sanctionsLists", "sanctionsList").Select(l => l.Text));
        yield return target.Build(profile.Id);
        yield return designation.Build(profile.Id);
        foreach (var relation in party.All("relationships", "relationship"))
        {
            if (relation.First("relatedEntity") is not { } related || related.Attribute("entityId") is not { } other)
                continue;
            var more = string.Join("; ", new[] { related.Text, relation["comments"] }.OfType<string>());
            yield return OfacRelations.Of($"{id}-relation-{relation.Attribute("id") ?? other}", id, $"ofac-{other}", relation["type"] ?? "Linked To", more, isPerson, null).Build(profile.Id);
        }
    }

    private static void AddName(EntityBuilder target, XmlField name, bool isPerson)
    {
        var isPrimary = name["isPrimary"] == "true";
        var property = isPrimary ? "name" : name["isLowQuality"] == "true" ? "weakAlias" : name["aliasType"] is "F.K.A." ? "previousName" : "alias";
        foreach (var translation in name.All("translations", "translation"))
        {
            var (first, last) = (translation["formattedFirstName"], translation["formattedLastName"]);
            if (!isPerson || first is null || last is null)
            {
                target.Add(property, translation["formattedFullName"] ?? last ?? first);
                continue;
            }
            target.Add(property, OfacScripts.InOrder(translation["script"], last, first));
            if (isPrimary)
                target.Add("lastName", last).Add("firstName", first);
        }
    }

    private static void AddFeature(EntityBuilder target, EntityBuilder designation, XmlField feature)
    {
        var (type, value) = (feature["type"], feature["value"]);
        if (type is null)
            return;
        if (feature.First("valueDate") is { } date && Range(date) is { Count: > 0 } days && OfacDetails.PropertyOf(type)?.Property is ("birthDate" or "incorporationDate" or "buildDate") and var property)
        {
            target.Add(property, days);
            if (days.Count > 1 || date["isApproximate"] == "true")
                target.Add("notes", $"{type}: {value ?? string.Join(" to ", days)}");
            return;
        }
        if (value is not null)
            OfacDetails.Add(target, designation, type, value, null);
        target.Add("notes", feature["comments"] is { } comment ? $"{type.TrimEnd(':', ' ')}: {comment}" : null);
    }

    private static IReadOnlyList<string> Range(XmlField date) =>
        Day(date["fromDateBegin"]) is { } from && Day(date["toDateEnd"] ?? date["fromDateEnd"]) is { } to ? OfacScripts.Between(from, to) : [];

    private static DateOnly? Day(string? text) =>
        text is not null && DateOnly.TryParseExact(text.AsSpan(0, Math.Min(10, text.Length)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTimeOffset? Published(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
