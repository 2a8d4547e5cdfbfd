using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.SwissSeco;

/// <summary>What stands apart from the targets: programmes by their sets of sanctions, and places.</summary>
internal sealed class SecoContext
{
    private readonly Dictionary<string, string> programmes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XmlField> places = new(StringComparer.Ordinal);

    public void AddProgramme(XmlField programme)
    {
        var name = English(programme, "program-key") ?? English(programme, "program-name");
        foreach (var set in programme.All("sanctions-set"))
        {
            if (set.Attribute("ssid") is { } id && name is not null)
                programmes[id] = name;
        }
    }

    public void AddPlace(XmlField place)
    {
        if (place.Attribute("ssid") is { } id)
            places[id] = place;
    }

    public string? Programme(string? set) => set is not null && programmes.TryGetValue(set, out var name) ? name : null;

    public XmlField? Place(string? id) => id is not null && places.TryGetValue(id, out var place) ? place : null;

    private static string? English(XmlField field, string name) =>
        field.All(name).FirstOrDefault(f => f.Attribute("lang") is "eng" or "en")?.Text ?? field[name];
}

/// <summary>Turns a target into an entity and the act that listed it.</summary>
internal static class SecoTarget
{
    private const string Separator = ": ";

    private static readonly (string Says, string Property)[] Information =
    [
        ("imo number", "imoNumber"), ("taxpayer identification number", "innCode"), ("tax registration number", "taxNumber"), ("tax number", "taxNumber"), ("registration number", "registrationNumber"),
        ("state registration number", "registrationNumber"), ("business registration number", "registrationNumber"), ("company number", "registrationNumber"), ("swift/bic", "swiftBic"),
        ("website", "website"), ("e-mail", "email"), ("e-mail address", "email"), ("email", "email"), ("tel.", "phone"), ("telephone", "phone"), ("telephone number", "phone"), ("phone", "phone"), ("fax", "phone"),
        ("type of entity", "legalForm"), ("gender", "gender"), ("passport number", "passportNumber"), ("national identification number", "idNumber"),
    ];

    /// <summary>Whether the publisher has taken it off: by the latest modification in time, for they do not stand in order. Of several on one day the delisting counts.</summary>
    public static bool IsDelisted(XmlField target)
    {
        var last = target.All("modification").MaxBy(m => (m.Attribute("effective-date") ?? m.Attribute("publication-date") ?? m.Attribute("enactment-date") ?? "", m.Attribute("modification-type") == "de-listed" ? 1 : 0));
        return last?.Attribute("modification-type") == "de-listed";
    }

    public static ReadRecord Read(XmlRecord record, SecoContext context, ListReading reading, string dataset)
    {
        var target = record.Fields;
        if (target.Attribute("ssid") is not { } id)
            return new QuarantinedRow(record.Line, "ssid", "the target has no number to know it by", record.ToString());
        var node = target.Children.FirstOrDefault(c => c.Name is "individual" or "entity" or "object");
        var schema = node?.Name switch
        {
            "individual" => "Person",
            "entity" => "Organization",
            "object" => node.Attribute("object-type") switch { "vessel" => "Vessel", "aircraft" => "Airplane", _ => null },
            _ => null,
        };
        if (schema is null)
            return new QuarantinedRow(record.Line, "target", $"target {id} is neither individual nor entity, nor an object that is a vessel or an aircraft", record.ToString());
        var listed = new Listed($"seco-{id}", schema, record.Line, reading);
        // The main identity first: its first name is the entity's.
        foreach (var identity in node!.All("identity").OrderByDescending(i => i.Attribute("main") == "true"))
            AddIdentity(listed, identity, context);
        if (!listed.Target.Has("name") && !listed.Target.Has("alias") && !listed.Target.Has("previousName") && !listed.Target.Has("weakAlias"))
            return new QuarantinedRow(record.Line, "name", $"target {id} has no name", record.ToString());
        listed.Target.Add("gender", node.Attribute("sex")).Add("topics", "sanction");
        foreach (var other in node.All("other-information"))
            AddInformation(listed, other.Text);
        AddAct(listed, target, node, context);
        foreach (var relation in node.All("relation"))
            AddRelation(listed, relation, dataset);
        return listed;
    }

    private static void AddIdentity(Listed listed, XmlField identity, SecoContext context)
    {
        foreach (var name in identity.All("name"))
            SecoNames.Add(listed, name);
        foreach (var child in identity.Children)
        {
            switch (child.Name)
            {
                case "day-month-year":
                    AddDate(listed, child);
                    break;
                case "nationality":
                    Country(listed, "nationality", child, "Nationality");
                    break;
                case "address":
                    listed.Target.Add("address", Line(child, context));
                    Country(listed, "country", context.Place(child.Attribute("place-id")), "Country of address");
                    break;
                case "place-of-birth":
                    listed.Target.Add("birthPlace", Line(child, context));
                    Country(listed, "birthCountry", context.Place(child.Attribute("place-id")), "Country of birth");
                    break;
                case "identification-document":
                    AddDocument(listed, child);
                    break;
                default:
                    break;
            }
        }
    }

    private static void AddDate(Listed listed, XmlField date)
    {
        var printed = string.Join('-', new[] { date.Attribute("year"), date.Attribute("month")?.PadLeft(2, '0'), date.Attribute("day")?.PadLeft(2, '0') }.OfType<string>());
        var (property, called) = listed.Schema switch { "Person" => ("birthDate", "Date of birth"), "Vessel" or "Airplane" => ("buildDate", "Date built"), _ => ("incorporationDate", "Date of founding") };
        if (date.Attribute("calendar") is { } calendar && !calendar.Equals("Gregorian", StringComparison.OrdinalIgnoreCase))
            listed.Remark(called, $"{printed} ({calendar} calendar)");
        else
            listed.Date(property, printed, PrintedDate.Iso, called);
    }

    private static void AddDocument(Listed listed, XmlField document)
    {
        var number = document["number"];
        var kind = document.Attribute("document-type") ?? "document";
        listed.Target.Add(kind.Contains("passport", StringComparison.OrdinalIgnoreCase) ? "passportNumber" : "idNumber", number);
        var more = new[] { document.First("issuer")?.Text ?? document.First("issuer")?.Attribute("code"), document["date-of-issue"], document["expiry-date"], document["remark"] }.OfType<string>();
        listed.Remark($"{kind} {number}".TrimEnd(), string.Join(", ", more));
    }

    /// <summary>Numbers stand in words: "IMO number: 8405270". What is not of that form, or called otherwise, is a remark.</summary>
    private static void AddInformation(Listed listed, string? text)
    {
        if (text is null)
            return;
        var colon = text.IndexOf(Separator, StringComparison.Ordinal);
        var says = colon < 0 ? "" : text[..colon].Trim().ToLowerInvariant();
        var value = colon < 0 ? "" : text[(colon + Separator.Length)..].Trim().TrimEnd('.');
        if (IdentifierProperties.Labelled(text) is { } labelled)
            listed.Target.Add(labelled.Property, labelled.Number);
        else if (says is "date of registration" or "date of incorporation" && listed.Schema != "Person")
            listed.Date("incorporationDate", value, t => PrintedDate.DayFirst(t) ?? PrintedDate.InWords(t) ?? PrintedDate.Iso(t), "Date of registration");
        else if (Array.Find(Information, i => i.Says == says) is { Property: { } property })
            listed.Target.Add(property == "innCode" && value.Length is not (10 or 12) ? "taxNumber" : property, property == "gender" ? value.ToLowerInvariant() : value);
        else
            listed.Target.Add("notes", text);
    }

    private static void AddAct(Listed listed, XmlField target, XmlField node, SecoContext context)
    {
        var act = listed.Act.Add("authority", "State Secretariat for Economic Affairs (SECO)").Add("country", "ch").Add("authorityId", target.Attribute("ssid"))
            .Add("recordId", target["foreign-identifier"]).Add("reason", node.All("justification").Select(j => j.Text));
        foreach (var set in target.All("sanctions-set-id").Select(s => s.Text).Append(target.Attribute("sanctions-set-id")))
        {
            listed.Target.Add("program", context.Programme(set));
            act.Add("program", context.Programme(set));
        }
        foreach (var modification in target.All("modification"))
        {
            switch (modification.Attribute("modification-type"))
            {
                case "listed":
                    listed.ActDate("listingDate", modification.Attribute("publication-date"), PrintedDate.Iso, "Date of listing");
                    listed.ActDate("startDate", modification.Attribute("effective-date"), PrintedDate.Iso, "Date in force");
                    break;
                case "amended":
                    listed.ActDate("modifiedAt", modification.Attribute("effective-date"), PrintedDate.Iso, "Date of the amendment");
                    break;
                default:
                    break;
            }
        }
    }

    private static void AddRelation(Listed listed, XmlField relation, string dataset)
    {
        if (relation.Attribute("target-id") is not { } other)
            return;
        var kind = relation.Attribute("relation-type") ?? "related-to";
        var (schema, from, to) = kind switch
        {
            "related-to" when listed.Schema != "Person" => ("UnknownLink", "subject", "object"),
            "family-of" or "related-to" or "parent-of" or "child-of" or "spouse-of" or "married-to" or "brother-of" or "sister-of" => ("Family", "person", "relative"),
            "owned-by" or "controlled-by" or "subsidiary-of" => ("Ownership", "asset", "owner"),
            "owner-of" or "controlling" or "parent-company-of" => ("Ownership", "owner", "asset"),
            "director-of" or "managing" or "leader-of" or "managed-by" => ("Directorship", kind == "managed-by" ? "organization" : "director", kind == "managed-by" ? "director" : "organization"),
            _ => ("UnknownLink", "subject", "object"),
        };
        listed.Relate(schema, (from, listed.Id), (to, $"seco-{other}"), kind, dataset);
    }

    private static void Country(Listed listed, string property, XmlField? field, string called)
    {
        var country = field?.First("country");
        if (CountryNames.FindCode(country?.Attribute("iso-code")) is { } code)
            listed.Target.Add(property, code);
        else
            listed.Country(property, country?.Text, called);
    }

    private static string Line(XmlField address, SecoContext context)
    {
        var place = context.Place(address.Attribute("place-id"));
        var box = address["p-o-box"];
        return string.Join(", ", new[] { address["c-o"], address["address-details"], box is null ? null : $"P.O. Box {box}", address["zip-code"], place?["location"], place?["area"], place?["country"] }.OfType<string>());
    }
}
