using System.Collections.Frozen;
using Weir.Screening.Names;

namespace Weir.Screening;

/// <summary>
/// The schemata of FollowTheMoney (https://followthemoney.tech/explorer/) that screening knows, and how they descend from each other. A schema that is not known
/// is kept as it is and stands alone.
/// </summary>
public static class FtmSchema
{
    private static readonly FrozenDictionary<string, string[]> Parents = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Thing"] = [],
        ["LegalEntity"] = ["Thing"],
        ["Person"] = ["LegalEntity"],
        ["Organization"] = ["LegalEntity"],
        ["Company"] = ["Organization", "Asset"],
        ["PublicBody"] = ["Organization"],
        ["Asset"] = ["Thing"],
        ["Vehicle"] = ["Asset"],
        ["Vessel"] = ["Vehicle"],
        ["Airplane"] = ["Vehicle"],
        ["Security"] = ["Asset"],
        ["CryptoWallet"] = ["Thing"],
        ["Address"] = ["Thing"],
        ["Position"] = ["Thing"],
        ["Interval"] = [],
        ["Interest"] = ["Interval"],
        ["Sanction"] = ["Interval"],
        ["Ownership"] = ["Interest"],
        ["Directorship"] = ["Interest"],
        ["Membership"] = ["Interest"],
        ["Employment"] = ["Interest"],
        ["Associate"] = ["Interval"],
        ["Family"] = ["Interval"],
        ["Representation"] = ["Interest"],
        ["Succession"] = ["Interest"],
        ["UnknownLink"] = ["Interest"],
        ["Occupancy"] = ["Interval"],
        ["Identification"] = ["Interval"],
        ["Passport"] = ["Identification"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Ancestors =
        Parents.Keys.ToFrozenDictionary(s => s, s => AncestorsOf(s).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Matched = new[]
    {
        "LegalEntity", "Person", "Organization", "Company", "PublicBody", "Vessel", "Airplane", "Security", "CryptoWallet",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string From, string To)> Links = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["Ownership"] = ("owner", "asset"),
        ["Directorship"] = ("director", "organization"),
        ["Membership"] = ("member", "organization"),
        ["Employment"] = ("employee", "employer"),
        ["Associate"] = ("person", "associate"),
        ["Family"] = ("person", "relative"),
        ["Representation"] = ("agent", "client"),
        ["Succession"] = ("predecessor", "successor"),
        ["UnknownLink"] = ("subject", "object"),
        ["Occupancy"] = ("holder", "post"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every schema that is known, by name.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Parents.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether entities of the schema are found by name: people, companies, vessels, but not addresses, positions or acts.</summary>
    public static bool IsMatched(string schema) => Matched.Contains(schema);

    /// <summary>Whether a schema is another or descends from it.</summary>
    public static bool Is(string schema, string ancestor) =>
        schema == ancestor || (Ancestors.TryGetValue(schema, out var ancestors) && ancestors.Contains(ancestor));

    /// <summary>
    /// Whether a query of one schema may mean a listed entity of another: where one descends from the other, so that a LegalEntity may be a person or a company;
    /// companies and other organisations are told apart by nobody and may always mean each other.
    /// </summary>
    public static bool MayMean(string query, string listed) =>
        Is(query, listed) || Is(listed, query) || (Is(query, "Organization") && Is(listed, "Organization")) || query == "Thing";

    /// <summary>The two properties that a relation ties together, or null where the schema is no relation.</summary>
    public static (string From, string To)? Relation(string schema) => Links.TryGetValue(schema, out var ends) ? ends : null;

    private static IEnumerable<string> AncestorsOf(string schema) =>
        Parents.TryGetValue(schema, out var parents) ? parents.Concat(parents.SelectMany(AncestorsOf)) : [];

    /// <summary>What bears the name of an entity of this schema.</summary>
    public static NameBearer Bearer(string schema) =>
        schema == "Person" ? NameBearer.Person
        : Is(schema, "Organization") ? NameBearer.Organisation
        : Is(schema, "Vehicle") || schema is "Security" or "CryptoWallet" ? NameBearer.Thing
        : NameBearer.Unknown;
}
