using System.Globalization;
using System.Text.Json;
using Weir.Screening;
using Weir.Sources;

namespace Weir.Web.Screening;

/// <summary>What there is to ask, and by what.</summary>
internal static class CatalogEndpoints
{
    private static readonly (ReasonKind Kind, string Name, string Description)[] Features =
    [
        (ReasonKind.WordMet, "words_met", "words of the query that met words of the listed name"),
        (ReasonKind.QueryWordLeft, "query_words_left", "words of the query that met none"),
        (ReasonKind.ListedWordLeft, "listed_words_left", "words of the listed name that met none"),
        (ReasonKind.NumberDiffers, "number_differs", "numbers in the two names differ"),
        (ReasonKind.WordOrder, "word_order", "the words stand in another order"),
        (ReasonKind.LegalForm, "legal_form", "legal forms agree, differ, or stand on one side only"),
        (ReasonKind.NameKind, "name_kind", "what the list calls the name: a weak alias says less"),
        (ReasonKind.NameAlone, "name_alone", "nothing but the name was compared"),
        (ReasonKind.Date, "date", "dates of birth or registration agree or differ"),
        (ReasonKind.Country, "country", "countries agree or differ"),
        (ReasonKind.Identifier, "identifier", "identifiers agree or differ"),
        (ReasonKind.Gender, "gender", "sex differs"),
        (ReasonKind.Schema, "schema", "one is a person and the other a company, or the like"),
    ];

    /// <summary>The name of a feature.</summary>
    public static string FeatureOf(ReasonKind kind) => Array.Find(Features, f => f.Kind == kind).Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    /// <summary>The features with what they mean, under a key.</summary>
    public static void WriteFeatures(Utf8JsonWriter json, string key)
    {
        json.WriteStartObject(key);
        foreach (var (_, name, description) in Features)
        {
            json.WriteStartObject(name);
            json.WriteString("description", description);
            json.WriteNumber("coefficient", 1);
            json.WriteString("url", "https://followthemoney.tech");
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary><c>GET /algorithms</c>.</summary>
    public static Task AlgorithmsAsync(ApiCall call) => call.SendAsync(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("algorithms");
        json.WriteStartObject();
        json.WriteString("name", "weir");
        json.WriteString("description", "Names are lined up word by word in any script; what corroborates raises the score, what contradicts lowers it. A score is the sum of its features.");
        WriteFeatures(json, "features");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("default", "weir");
        json.WriteString("best", "weir");
        json.WriteEndObject();
    });

    /// <summary><c>GET /catalog</c>.</summary>
    public static Task CatalogAsync(ApiCall call) => call.SendAsync(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("datasets");
        Write(json, "default", "All lists", null, "", [.. call.Lists.Versions.Select(v => v.List)]);
        foreach (var version in call.Lists.Versions)
        {
            var source = ListSources.Find(version.List)?.Description;
            Write(json, version.List, source?.Title ?? version.List, source, version.Number.ToString(CultureInfo.InvariantCulture), []);
        }
        json.WriteEndArray();
        foreach (var (key, lists) in new[] { ("current", call.Lists.Versions.Select(v => v.List)), ("outdated", []) })
        {
            json.WriteStartArray(key);
            foreach (var list in lists)
                json.WriteStringValue(list);
            json.WriteEndArray();
        }
        json.WriteBoolean("index_stale", false);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, string title, SourceDescription? source, string version, IReadOnlyList<string> children)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("title", title);
        json.WriteString("summary", source?.Publisher);
        json.WriteString("url", source?.Home.ToString());
        json.WriteBoolean("load", children.Count == 0);
        json.WriteNull("entities_url");
        json.WriteString("version", version);
        json.WriteString("index_version", version);
        json.WriteBoolean("index_current", true);
        json.WriteStartArray("children");
        foreach (var child in children)
            json.WriteStringValue(child);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
