using System.Globalization;
using System.Text.Json;
using Weir.Desk.Screening;
using Weir.Screening;

namespace Weir.Web.Screening;

/// <summary>An entity in the shape that yente gives it.</summary>
internal static class EntityJson
{
    /// <summary>The keys of an entity, within an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, OpenLists lists, string list, Entity entity, bool nested = false)
    {
        json.WriteString("id", entity.Id);
        json.WriteString("caption", entity.Caption);
        json.WriteString("schema", entity.Schema);
        if (nested)
            WriteNested(json, lists, list, entity);
        else
            ReportJson.WriteProperties(json, entity);
        WriteTexts(json, "datasets", entity.Datasets.Count > 0 ? entity.Datasets : [list]);
        WriteTexts(json, "referents", entity.Referents);
        json.WriteBoolean("target", IsTarget(lists, list, entity));
        // The lists don't say when an entity first stood in them; it is in the version that is asked, and since when that is known.
        var seen = lists.Versions.FirstOrDefault(v => v.List == list)?.CurrentFrom.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        json.WriteNull("first_seen");
        json.WriteString("last_seen", seen);
        json.WriteNull("last_change");
    }

    /// <summary>The key <c>total</c>.</summary>
    public static void WriteTotal(Utf8JsonWriter json, int value)
    {
        json.WriteStartObject("total");
        json.WriteNumber("value", value);
        json.WriteString("relation", "eq");
        json.WriteEndObject();
    }

    /// <summary>The property by which an act or relation stands in an entity it points at, as FollowTheMoney names the reverse.</summary>
    public static string Reverse(string schema, bool isFirstEnd) => (schema, isFirstEnd) switch
    {
        ("Sanction", _) => "sanctions",
        ("Ownership", true) => "ownershipOwner",
        ("Ownership", false) => "ownershipAsset",
        ("Directorship", true) => "directorshipDirector",
        ("Directorship", false) => "directorshipOrganization",
        ("Membership", true) => "membershipMember",
        ("Membership", false) => "membershipOrganization",
        ("Employment", true) => "employers",
        ("Employment", false) => "employees",
        ("Associate", true) => "associates",
        ("Associate", false) => "associations",
        ("Family", true) => "familyPerson",
        ("Family", false) => "familyRelative",
        ("Representation", true) => "agencyClient",
        ("Representation", false) => "agentRepresentation",
        ("Succession", true) => "successors",
        ("Succession", false) => "predecessors",
        ("UnknownLink", true) => "unknownLinkTo",
        ("UnknownLink", false) => "unknownLinkFrom",
        ("Occupancy", true) => "positionOccupancies",
        _ => "related",
    };

    private static bool IsTarget(OpenLists lists, string list, Entity entity) =>
        FtmSchema.IsMatched(entity.Schema) && (entity.Values("topics").Count > 0 || lists.Screener.About(list, entity.Id).Any(a => a.Schema == "Sanction"));

    // What points at the entity stands under the reverse property, whole, with the entity at its other end; that one is not opened further, so that a ring of owners ends.
    private static void WriteNested(Utf8JsonWriter json, OpenLists lists, string list, Entity entity)
    {
        json.WriteStartObject("properties");
        foreach (var (property, values) in entity.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
            WriteTexts(json, property, values);
        var about = lists.Screener.About(list, entity.Id).GroupBy(a => Reverse(a.Schema, FtmSchema.Relation(a.Schema) is var (from, _) && a.Values(from).Contains(entity.Id, StringComparer.Ordinal)), StringComparer.Ordinal);
        foreach (var group in about.Where(g => !entity.Properties.ContainsKey(g.Key)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(group.Key);
            foreach (var link in group)
                WriteLink(json, lists, list, entity, link);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        FtmJsonLines.WriteNameLanguages(json, entity);
    }

    private static void WriteLink(Utf8JsonWriter json, OpenLists lists, string list, Entity entity, Entity link)
    {
        json.WriteStartObject();
        json.WriteString("id", link.Id);
        json.WriteString("caption", link.Caption);
        json.WriteString("schema", link.Schema);
        json.WriteStartObject("properties");
        foreach (var (property, values) in link.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(property);
            foreach (var value in values)
            {
                var isEnd = FtmSchema.Relation(link.Schema) is var (from, to) && (property == from || property == to);
                if (isEnd && value != entity.Id && lists.Screener.Find(list, value) is { } other)
                {
                    json.WriteStartObject();
                    json.WriteString("id", other.Id);
                    json.WriteString("caption", other.Caption);
                    json.WriteString("schema", other.Schema);
                    ReportJson.WriteProperties(json, other);
                    json.WriteEndObject();
                }
                else
                    json.WriteStringValue(value);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string key, IReadOnlyList<string> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
