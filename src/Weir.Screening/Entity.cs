using System.Collections.ObjectModel;

namespace Weir.Screening;

/// <summary>What a name is to its entity.</summary>
public enum NameKind
{
    /// <summary>The name the list gives first, in any script (<c>name</c>).</summary>
    Primary,

    /// <summary>Another name in use (<c>alias</c>).</summary>
    Alias,

    /// <summary>A name that was in use (<c>previousName</c>).</summary>
    Previous,

    /// <summary>A name that the list itself calls poor: a nickname, an acronym, a low-quality alias (<c>weakAlias</c>).</summary>
    Weak,
}

/// <summary>One name of an entity.</summary>
/// <param name="Text">As the list prints it.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct EntityName(string Text, NameKind Kind)
{
    /// <summary>The script it is written in, as four letters of ISO 15924 (<see cref="ScriptCode"/>).</summary>
    public string Script => ScriptCode.Of(Text);

    /// <summary>The language that its list says it is in, as a code of ISO 639 (<c>ru</c>, <c>rus</c>); null where the list does not say.</summary>
    public string? Language { get; init; }
}

/// <summary>A number or code that identifies an entity.</summary>
/// <param name="Property">Its FollowTheMoney property, e.g. <c>passportNumber</c>, <c>imoNumber</c>.</param>
/// <param name="Value">As the list prints it.</param>
public readonly record struct Identifier(string Property, string Value);

/// <summary>
/// A person, company, vessel, aircraft or the act that listed one, in the vocabulary of FollowTheMoney
/// (https://followthemoney.tech): a schema, and properties that each have any number of values, all of them text.
/// </summary>
/// <param name="Id">Unique within its list.</param>
/// <param name="Schema">FollowTheMoney schema: <c>Person</c>, <c>Company</c>, <c>Organization</c>, <c>Vessel</c>, <c>Airplane</c>, <c>Sanction</c> …</param>
/// <param name="Properties">Values by property. Several values are alternatives, or simply several; their order is the source's.</param>
public sealed record Entity(string Id, string Schema, IReadOnlyDictionary<string, IReadOnlyList<string>> Properties)
{
    /// <summary>Properties that tie an entity to a country.</summary>
    public static IReadOnlyList<string> CountryProperties { get; } = ["country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag"];

    /// <summary>Properties that say since when an entity is: born, registered, built.</summary>
    public static IReadOnlyList<string> DateProperties { get; } = ["birthDate", "incorporationDate", "buildDate"];

    /// <summary>Properties whose values are numbers and codes that identify.</summary>
    public static IReadOnlyList<string> IdentifierProperties { get; } =
    [
        "idNumber", "passportNumber", "socialSecurityNumber", "registrationNumber", "taxNumber", "innCode", "ogrnCode", "kppCode", "okpoCode", "leiCode",
        "vatCode", "dunsCode", "imoNumber", "mmsi", "callSign", "serialNumber", "swiftBic", "uniqueEntityId", "uscCode",
        "cageCode", "isinCode", "voenCode", "npiCode", "publicKey", "unscId",
    ];

    /// <summary>The datasets it stands in, by their ids; empty where the file does not say.</summary>
    public IReadOnlyList<string> Datasets { get; init; } = [];

    /// <summary>Other ids that the same entity has or had.</summary>
    public IReadOnlyList<string> Referents { get; init; } = [];

    /// <summary>
    /// The languages of names, where the list states them: by name as printed, a code of ISO 639 of two or three lower-case letters, whichever the list has.
    /// </summary>
    public IReadOnlyDictionary<string, string> NameLanguages { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>How to call it: its first name, else its id.</summary>
    public string Caption => Values("name") is [var first, ..] ? first : AllNames().Select(n => n.Text).FirstOrDefault() ?? Id;

    /// <summary>Primary names, in every script the list gives.</summary>
    public IReadOnlyList<string> Names => Values("name");

    /// <summary>Other names in use.</summary>
    public IReadOnlyList<string> Aliases => Values("alias");

    /// <summary>Names that the list itself calls poor.</summary>
    public IReadOnlyList<string> WeakAliases => Values("weakAlias");

    /// <summary>Names that were in use.</summary>
    public IReadOnlyList<string> PreviousNames => Values("previousName");

    /// <summary>Every country it is tied to, as FollowTheMoney writes them (ISO 3166-1 alpha-2, lower case), each once.</summary>
    public IReadOnlyList<string> Countries => [.. CountryProperties.SelectMany(Values).Distinct(StringComparer.Ordinal)];

    /// <summary>Dates of birth with the precision the list has: <c>1971</c>, <c>1971-03</c> or <c>1971-03-20</c>.</summary>
    public IReadOnlyList<string> BirthDates => Values("birthDate");

    /// <summary>Addresses, a line each.</summary>
    public IReadOnlyList<string> Addresses => Values("address");

    /// <summary>The programmes it is listed under.</summary>
    public IReadOnlyList<string> Programmes => Values("program");

    /// <summary>What the list says about it in words.</summary>
    public IReadOnlyList<string> Notes => Values("notes");

    /// <summary>Numbers and codes that identify it.</summary>
    public IReadOnlyList<Identifier> Identifiers =>
        [.. IdentifierProperties.SelectMany(p => Values(p).Select(v => new Identifier(p, v)))];

    /// <summary>Whether it is a person, whose name has no legal form.</summary>
    public bool IsPerson => Schema == "Person";

    /// <summary>All values of a property; empty where it has none.</summary>
    public IReadOnlyList<string> Values(string property) => Properties.TryGetValue(property, out var values) ? values : [];

    /// <summary>Every name with its kind, primary names first.</summary>
    public IEnumerable<EntityName> AllNames() =>
        NamesOf("name", NameKind.Primary).Concat(NamesOf("alias", NameKind.Alias)).Concat(NamesOf("previousName", NameKind.Previous)).Concat(NamesOf("weakAlias", NameKind.Weak));

    private IEnumerable<EntityName> NamesOf(string property, NameKind kind) =>
        Values(property).Select(n => new EntityName(n, kind) { Language = NameLanguages.GetValueOrDefault(n) });
}

/// <summary>Collects the properties of an entity; a value that is empty or already there is left out.</summary>
public sealed class EntityBuilder(string id, string schema)
{
    private readonly SortedDictionary<string, List<string>> properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> languages = new(StringComparer.Ordinal);

    /// <summary>Adds a value to a property.</summary>
    public EntityBuilder Add(string property, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return this;
        if (!properties.TryGetValue(property, out var values))
            properties[property] = values = [];
        var trimmed = value.Trim();
        if (!values.Contains(trimmed, StringComparer.Ordinal))
            values.Add(trimmed);
        return this;
    }

    /// <summary>Adds values to a property.</summary>
    public EntityBuilder Add(string property, IEnumerable<string?> values)
    {
        foreach (var value in values)
            Add(property, value);
        return this;
    }

    /// <summary>Adds a name and the language that the list says it is in; where the list has it several times, what it says first counts.</summary>
    /// <param name="property"><c>name</c>, <c>alias</c>, <c>previousName</c> or <c>weakAlias</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="language">A code of ISO 639 of two or three lower-case letters; null where the list does not say.</param>
    public EntityBuilder AddName(string property, string? name, string? language)
    {
        if (!string.IsNullOrWhiteSpace(name))
            languages.TryAdd(name.Trim(), language);
        return Add(property, name);
    }

    /// <summary>Whether the property has a value.</summary>
    public bool Has(string property) => properties.ContainsKey(property);

    /// <summary>The entity as collected so far.</summary>
    public Entity Build(string? dataset = null) =>
        new(id, schema, properties.ToDictionary(p => p.Key, p => (IReadOnlyList<string>)[.. p.Value], StringComparer.Ordinal))
        {
            Datasets = dataset is null ? [] : [dataset],
            NameLanguages = languages.Values.All(l => l is null)
                ? ReadOnlyDictionary<string, string>.Empty
                : languages.Where(l => l.Value is not null).ToDictionary(l => l.Key, l => l.Value!, StringComparer.Ordinal),
        };
}
