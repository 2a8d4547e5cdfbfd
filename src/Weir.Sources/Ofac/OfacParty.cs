using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.Ofac;

/// <summary>A party of ADVANCED_XML while its entries are still to come.</summary>
internal sealed class OfacParty
{
    private readonly EntityBuilder target;
    private readonly EntityBuilder shared;
    private readonly List<EntityBuilder> designations = [];

    private OfacParty(string id, string schema, IReadOnlyList<string> profiles, OfacProfile profile)
    {
        (Id, IsPerson, ProfileIds) = (id, schema == "Person", profiles);
        target = new EntityBuilder(id, schema).Add("topics", "sanction");
        shared = profile.Designation(id);
    }

    public string Id { get; }

    public bool IsPerson { get; }

    /// <summary>The profiles that entries and relations know it by.</summary>
    public IReadOnlyList<string> ProfileIds { get; }

    /// <summary>Why a party can't be read, or null.</summary>
    public static (string Column, string Reason)? Problem(XmlField party, Dictionary<string, OfacParty> before)
    {
        if (party.Attribute("FixedRef") is not { } number || !number.All(char.IsAsciiDigit))
            return ("FixedRef", "the party has no number to know it by");
        if (Profiles(party).Any(before.ContainsKey))
            return ("FixedRef", $"party {number} stands in the list twice");
        return party.All("Profile", "Identity").Any(i => i.All("Alias", "DocumentedName").Any()) ? null : ("Alias", $"party {number} has no name");
    }

    public static OfacParty Read(XmlField fields, OfacReferences references, OfacProfile profile)
    {
        var number = fields.Attribute("FixedRef")!;
        var kind = fields.First("Profile")?.Attribute("PartySubTypeID");
        var type = references.Text("PartyType", references.Attribute("PartySubType", kind, "PartyTypeID"));
        var schema = references.Text("PartySubType", kind)?.ToUpperInvariant() switch
        {
            "VESSEL" => "Vessel",
            "AIRCRAFT" => "Airplane",
            _ => type?.ToUpperInvariant() is "INDIVIDUAL" ? "Person" : "Organization",
        };
        var party = new OfacParty($"ofac-{number}", schema, Profiles(fields), profile);
        foreach (var known in fields.All("Profile"))
        {
            foreach (var identity in known.All("Identity"))
                party.AddIdentity(identity, references);
            foreach (var feature in known.All("Feature"))
                party.AddFeature(feature, references);
        }
        party.target.Add("notes", fields["Comment"]);
        return party;
    }

    /// <summary>Adds a listing: its day, its programmes, what is done.</summary>
    public void AddEntry(XmlField entry, OfacReferences references, OfacProfile profile)
    {
        // One number may be on several of the lists that the file holds.
        var designation = designations.Count == 0 ? shared : profile.Designation(Id, entry.Attribute("ID"));
        designations.Add(designation);
        designation.Add("summary", references.Text("List", entry.Attribute("ListID")));
        foreach (var happening in entry.All("EntryEvent"))
        {
            if (OfacReferences.Day(happening.First("Date")) is { } day)
            {
                var date = OfacDates.Of(day.Year, day.Month, day.Day);
                designation.Add("listingDate", date);
                target.Add("createdAt", target.Has("createdAt") ? null : date);
            }
        }
        foreach (var measure in entry.All("SanctionsMeasure"))
        {
            var kind = references.Text("SanctionsType", measure.Attribute("SanctionsTypeID"));
            if (kind is null or "Program")
            {
                designation.Add("program", measure["Comment"]);
                target.Add("program", measure["Comment"]);
            }
            else
                designation.Add("provisions", kind);
        }
    }

    /// <summary>The party and the acts that listed it.</summary>
    public IEnumerable<Entity> Built(OfacProfile profile) => [target.Build(profile.Id), .. designations.Select(d => d.Build(profile.Id))];

    private static IReadOnlyList<string> Profiles(XmlField party) => [.. party.All("Profile").Select(p => p.Attribute("ID")).OfType<string>()];

    private void AddIdentity(XmlField identity, OfacReferences references)
    {
        var kinds = identity.All("NamePartGroups", "MasterNamePartGroup").SelectMany(m => m.All("NamePartGroup"))
            .Where(g => g.Attribute("ID") is not null)
            .GroupBy(g => g.Attribute("ID")!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => references.Text("NamePartType", g.First().Attribute("NamePartTypeID")), StringComparer.Ordinal);
        foreach (var alias in identity.All("Alias").OrderByDescending(a => a.Attribute("Primary") == "true"))
        {
            var isPrimary = alias.Attribute("Primary") == "true" && identity.Attribute("Primary") != "false";
            var property = isPrimary ? "name"
                : alias.Attribute("LowQuality") == "true" ? "weakAlias"
                : references.Text("AliasType", alias.Attribute("AliasTypeID")) is "F.K.A." ? "previousName"
                : "alias";
            foreach (var name in alias.All("DocumentedName"))
                AddName(property, name, kinds, references);
        }
        foreach (var document in references.Documents(identity.Attribute("ID")))
        {
            var kind = references.Text("IDRegDocType", document.Attribute("IDRegDocTypeID")) ?? "Document";
            if (document["IDRegistrationNo"] is { } value)
                OfacDetails.Add(target, shared, kind, value, references.Country(document.Attribute("IssuedBy-CountryID")));
            target.Add("notes", document["Comment"] is { } comment ? $"{kind} {document["IDRegistrationNo"]}: {comment}" : null);
        }
    }

    private void AddName(string property, XmlField name, Dictionary<string, string?> kinds, OfacReferences references)
    {
        var parts = name.All("DocumentedNamePart", "NamePartValue").Where(p => p.Text is not null)
            .Select(p => (Kind: kinds.GetValueOrDefault(p.Attribute("NamePartGroupID") ?? ""), Text: p.Text!, Script: references.Text("Script", p.Attribute("ScriptID")))).ToList();
        string? Joined(params string[] of) => string.Join(' ', parts.Where(p => p.Kind is not null && of.Contains(p.Kind)).Select(p => p.Text)) is { Length: > 0 } text ? text : null;
        var last = Joined("Last Name", "Maiden Name");
        var first = Joined("First Name", "Middle Name", "Patronymic", "Matronymic");
        if (!IsPerson || last is null || first is null)
        {
            target.Add(property, string.Join(' ', parts.Select(p => p.Text)));
            return;
        }
        target.Add(property, OfacScripts.InOrder(parts[0].Script, last, first));
        if (property == "name")
            target.Add("lastName", Joined("Last Name")).Add("firstName", Joined("First Name")).Add("middleName", Joined("Middle Name")).Add("fatherName", Joined("Patronymic")).Add("motherName", Joined("Matronymic"));
    }

    private void AddFeature(XmlField feature, OfacReferences references)
    {
        var type = references.Text("FeatureType", feature.Attribute("FeatureTypeID")) ?? $"Feature {feature.Attribute("FeatureTypeID")}";
        foreach (var version in feature.All("FeatureVersion"))
        {
            var place = references.Place(version.First("VersionLocation")?.Attribute("LocationID"));
            if (type == "Location")
            {
                target.Add("address", place?.Line);
                OfacDetails.AddCountry(target, "country", place?.Country, "Country of address");
                continue;
            }
            if (version.First("DatePeriod") is { } period && Dates(period) is { Count: > 0 } dates && OfacDetails.PropertyOf(type)?.Property is ("birthDate" or "incorporationDate" or "buildDate") and var property)
            {
                target.Add(property, dates);
                if (dates.Count > 1 || period.First("Start")?.Attribute("Approximate") == "true")
                    target.Add("notes", $"{type}: {(period.First("Start")?.Attribute("Approximate") == "true" ? "about " : "")}{string.Join(" to ", dates)}");
            }
            foreach (var detail in version.All("VersionDetail"))
                OfacDetails.Add(target, shared, type, detail.Text ?? references.Text("DetailReference", detail.Attribute("DetailReferenceID")) ?? "", null);
            if (place is { } at && OfacDetails.PropertyOf(type)?.Property is "nationality" or "citizenship" or "jurisdiction" or "flag" or "pastFlags" or "birthPlace")
                OfacDetails.Add(target, shared, type, OfacDetails.PropertyOf(type)!.Value.Property == "birthPlace" ? at.Line : at.Country ?? at.Line, null);
            target.Add("notes", version["Comment"] is { } comment ? $"{type}: {comment}" : null);
        }
    }

    private static IReadOnlyList<string> Dates(XmlField period)
    {
        var from = OfacReferences.Day(period.First("Start")?.First("From"));
        var to = OfacReferences.Day(period.First("End")?.First("To")) ?? OfacReferences.Day(period.First("Start")?.First("To"));
        return from is { } start && to is { } end ? OfacScripts.Between(start, end) : [];
    }
}
