using System.Collections.Frozen;
using System.Text.Json;
using Weir.Desk.Files;
using Weir.Screening;
using Weir.Screening.Names;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Desk.Screening;

/// <summary>Makes the entity that is asked for out of what somebody typed, and says what is wrong with it.</summary>
public static class QueryEntity
{
    private static readonly FrozenDictionary<string, string> Known =
        ((string[])["name", "alias", "weakAlias", "previousName", "firstName", "secondName", "middleName", "lastName", "fatherName", "gender", "address", .. Entity.CountryProperties, .. Entity.DateProperties, .. Entity.IdentifierProperties])
        .ToFrozenDictionary(p => p, p => p, StringComparer.OrdinalIgnoreCase);

    // What people call them; FollowTheMoney's own names go first.
    private static readonly FrozenDictionary<string, string> Otherwise = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["born"] = "birthDate",
        ["dob"] = "birthDate",
        ["date"] = "birthDate",
        ["birth_date"] = "birthDate",
        ["sex"] = "gender",
        ["inn"] = "innCode",
        ["ogrn"] = "ogrnCode",
        ["lei"] = "leiCode",
        ["imo"] = "imoNumber",
        ["passport"] = "passportNumber",
        ["tax"] = "taxNumber",
        ["registration"] = "registrationNumber",
        ["bic"] = "swiftBic",
        ["swift"] = "swiftBic",
        ["type"] = "schema",
        ["caption"] = "name",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OfPeople = new[] { "birthDate", "gender", "firstName", "lastName", "passportNumber", "nationality" }.ToFrozenSet(StringComparer.Ordinal);
    private static readonly string[] Compared = [.. Known.Keys.Where(k => k != "address")];

    /// <summary>The property that a column or option means: FollowTheMoney's own name in any case, or a common other one; what is neither is returned as it is.</summary>
    /// <param name="name">A heading or key. A number behind it (<c>name2</c>) is left out.</param>
    public static string Property(string name)
    {
        var bare = name.Trim().TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return Known.GetValueOrDefault(bare) ?? Otherwise.GetValueOrDefault(bare) ?? (bare.Equals("schema", StringComparison.OrdinalIgnoreCase) ? "schema" : name.Trim());
    }

    /// <summary>Whether screening looks at a property.</summary>
    public static bool IsCompared(string property) => Compared.Contains(property, StringComparer.Ordinal);

    /// <summary>Whether a property alone is enough to look somebody up by: names and identifiers are, countries and dates are not.</summary>
    public static bool IsEnough(string property) => IsCompared(property) && !Entity.CountryProperties.Contains(property) && !Entity.DateProperties.Contains(property) && property != "gender";

    /// <summary>The entity to ask for.</summary>
    /// <param name="id">How the asker calls it.</param>
    /// <param name="schema">FollowTheMoney schema in any case; null or empty for whatever the properties say, else any (<c>Thing</c>).</param>
    /// <param name="values">Properties as <see cref="Property"/> gives them, with their values. Countries may be codes or English names.</param>
    /// <exception cref="ScreeningQueryException">A value can't be what its property says, or nothing is left to look up by; the message says what is allowed.</exception>
    public static Entity Of(string id, string? schema, IEnumerable<(string Property, string Value)> values)
    {
        var given = values.Where(v => !string.IsNullOrWhiteSpace(v.Value)).Select(v => (v.Property, Value: v.Value.Trim())).ToList();
        var kind = Schema(schema) ?? (given.Exists(v => OfPeople.Contains(v.Property)) ? "Person" : given.Exists(v => v.Property is "imoNumber" or "mmsi") ? "Vessel" : "Thing");
        var entity = new EntityBuilder(id, kind);
        foreach (var (property, value) in given)
        {
            if (Entity.CountryProperties.Contains(property))
                entity.Add(property, value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(c => Country(property, c)));
            else
                entity.Add(property, Checked(property, value));
        }
        if (!entity.Has("name") && Parts(given) is { Length: > 0 } name)
            entity.Add("name", name);
        var built = entity.Build();
        if (!built.AllNames().Any() && built.Identifiers.Count == 0)
            throw new ScreeningQueryException("there is no name and no identifier to look up by; give a name as it is written");
        return built;
    }

    /// <summary>The entity of a query as FollowTheMoney has it: <c>schema</c> and <c>properties</c>, whose values are texts or lists of texts.</summary>
    /// <param name="id">How the asker calls it; the object's own <c>id</c> where this is null.</param>
    /// <param name="query">A JSON object. Without <c>properties</c>, its own keys count as properties.</param>
    /// <exception cref="ScreeningQueryException">It is no such object, or what it says can't be; the message says what is expected.</exception>
    public static Entity Of(string? id, JsonElement query)
    {
        if (query.ValueKind != JsonValueKind.Object)
            throw new ScreeningQueryException("a query must be an object such as {\"schema\": \"Person\", \"properties\": {\"name\": [\"…\"]}}");
        var nested = query.TryGetProperty("properties", out var properties);
        if (nested && properties.ValueKind != JsonValueKind.Object)
            throw new ScreeningQueryException("'properties' must be an object of lists of texts");
        var values = new List<(string, string)>();
        foreach (var property in (nested ? properties : query).EnumerateObject())
        {
            if (!nested && property.Name is "id" or "schema")
                continue;
            foreach (var value in property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().AsEnumerable() : [property.Value])
            {
                if (value.ValueKind is JsonValueKind.Null)
                    continue;
                values.Add((Property(property.Name), Text(value) ?? throw new ScreeningQueryException($"'{property.Name}' holds something else than text; write its values as a list of texts")));
            }
        }
        return Of(id ?? (query.TryGetProperty("id", out var own) ? Text(own) : null) ?? "query", query.TryGetProperty("schema", out var schema) ? Text(schema) : null, values);
    }

    /// <summary>A schema in FollowTheMoney's spelling; null where the text is empty.</summary>
    /// <exception cref="ScreeningQueryException">There is no such schema.</exception>
    public static string? Schema(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : FtmSchema.All.FirstOrDefault(s => s.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ScreeningQueryException($"no schema is called {Short(text)}{Nearest.Hint(Short(text), FtmSchema.All)}; common ones are Person, Company, Organization, LegalEntity, Vessel, Airplane");

    /// <summary>A country's code as FollowTheMoney writes it, from a code of two or three letters or an English name.</summary>
    /// <exception cref="ScreeningQueryException">It names no country.</exception>
    public static string Country(string property, string text)
    {
        if (CountryNames.FindNameOrCode(text) is { } code)
            return code;
        if (text.Length == 3 && Economies.TryFind(text, out var economy) && economy.Alpha2.Length == 2)
            return economy.Alpha2.ToLowerInvariant();
        // FollowTheMoney has codes of its own: parts of countries (ge-ab), states that are no more (suhh), and uk.
        return CountryCode.Of(text) != 0 && (text.Length == 2 || text[2] == '-') && text.Length <= 7 || text.ToLowerInvariant() is "suhh" or "yucs" or "csxx" or "cshh" or "ddde"
            ? text.ToLowerInvariant()
            : throw new ScreeningQueryException($"{property} '{Short(text)}' is no country; write its ISO code of two letters, such as ru, or its English name");
    }

    private static string Checked(string property, string value)
    {
        if (property is "name" or "alias" or "weakAlias" or "previousName" && value.Length > ComparableName.LongestName)
            throw new ScreeningQueryException($"{property} has {value.Length} characters; a name has at most {ComparableName.LongestName}");
        if (Entity.DateProperties.Contains(property) && PartialDate.Parse(value) is null)
            throw new ScreeningQueryException($"{property} '{Short(value)}' is no date; write 1971, 1971-03 or 1971-03-20");
        return value;
    }

    private static string Parts(List<(string Property, string Value)> given) => string.Join(' ',
        new[] { "firstName", "secondName", "middleName", "fatherName", "lastName" }.SelectMany(p => given.Where(v => v.Property == p).Select(v => v.Value)));

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>A text for a message: somebody may have pasted a novel.</summary>
    internal static string Short(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}
