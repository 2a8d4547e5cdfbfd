using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Desk.Screening;
using Weir.Desk.Words;
using Weir.Screening;

namespace Weir.Web.Screening;

/// <summary>
/// The lists as a reconciliation service, version 0.2 of the W3C community group's API (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/): OpenRefine
/// holds a column of names against them.
/// </summary>
internal static class Reconciliation
{
    private const string Reference = "https://followthemoney.tech/explorer/schemata/";
    private static readonly string[] Types = ["Thing", "LegalEntity", "Person", "Organization", "Company", "PublicBody", "Vessel", "Airplane", "Security", "CryptoWallet"];

    private static readonly string[] Properties =
    [
        "name", "alias", "previousName", "country", "nationality", "jurisdiction", "birthDate", "incorporationDate", "gender", "registrationNumber", "taxNumber", "innCode", "ogrnCode",
        "leiCode", "imoNumber", "mmsi", "passportNumber", "idNumber", "swiftBic", "address", "program", "topics", "notes",
    ];

    /// <summary>Lets a page of this machine ask, such as OpenRefine's; pages from elsewhere may not.</summary>
    public static void Allow(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/reconcile", StringComparison.Ordinal))
            return;
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.Headers.Vary = "Origin";
        if (Uri.TryCreate(http.Request.Headers.Origin.ToString(), UriKind.Absolute, out var origin) && origin.IsLoopback)
            http.Response.Headers.AccessControlAllowOrigin = http.Request.Headers.Origin;
    }

    /// <summary>The manifest, answers to queries, or values of properties.</summary>
    public static async Task AnswerAsync(ApiCall call)
    {
        var dataset = (string?)call.Http.Request.RouteValues["dataset"];
        var options = MatchEndpoint.Options(call, dataset);
        var form = call.Http.Request.HasFormContentType ? await call.Http.Request.ReadFormAsync(call.Http.RequestAborted) : null;
        var (queries, extend) = (form?["queries"].ToString() ?? call.Text("queries"), form?["extend"].ToString() ?? call.Text("extend"));
        if (!string.IsNullOrEmpty(extend))
            await ExtendAsync(call, options, extend);
        else if (!string.IsNullOrEmpty(queries))
            await QueriesAsync(call, options, queries);
        else if (HttpMethods.IsPost(call.Http.Request.Method))
            throw new ApiException(StatusCodes.Status400BadRequest, "a form with queries or extend is expected (application/x-www-form-urlencoded)");
        else
            await call.SendAsync(json => Manifest(json, call, dataset));
    }

    /// <summary>Completes what somebody types: entities, types or properties.</summary>
    public static Task SuggestAsync(ApiCall call)
    {
        var (prefix, dataset) = (call.Text("prefix") ?? "", (string?)call.Http.Request.RouteValues["dataset"]);
        switch ((string?)call.Http.Request.RouteValues["what"])
        {
            case "entity":
                var found = prefix.Any(char.IsLetterOrDigit) ? ListSearch.Find(call.Lists, prefix, MatchEndpoint.Options(call, dataset)) : [];
                return call.SendAsync(json => Results(json, prefix, found.Take(10), (match, to) =>
                {
                    Named(to, match.Entity.Id, match.Entity.Caption);
                    to.WriteString("description", Description(match.Entity, match.List.List));
                    TypesOf(to, "notable", match.Entity.Schema);
                }));
            case "type":
                return call.SendAsync(json => Results(json, prefix, Types.Where(t => t.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)), (type, to) => Named(to, type, type)));
            case "property":
                return call.SendAsync(json => Results(json, prefix, Properties.Where(p => p.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)), (property, to) => Named(to, property, property)));
            default:
                throw new ApiException(StatusCodes.Status404NotFound, "there is suggest/entity, suggest/type and suggest/property");
        }
    }

    /// <summary>The properties whose values can be taken over.</summary>
    public static Task ProposeAsync(ApiCall call) => call.SendAsync(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", call.Text("type") ?? "Thing");
        json.WriteStartArray("properties");
        foreach (var property in Properties)
        {
            json.WriteStartObject();
            Named(json, property, property);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A small page about an entity, shown beside a candidate.</summary>
    public static async Task PreviewAsync(ApiCall call)
    {
        var id = (string)call.Http.Request.RouteValues["id"]!;
        var (list, entity) = Find(call, id) ?? throw new ApiException(StatusCodes.Status404NotFound, "no list of this lake holds an entity with that id");
        var words = Words.For(Serving.Visit.LanguageOf(call.Http.Request));
        var html = new StringBuilder($"<!doctype html><html lang=\"{words.Language}\"><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(entity.Caption)}</title><h1>{WebUtility.HtmlEncode(entity.Caption)}</h1><dl>");
        foreach (var (term, values) in new[] { (entity.Schema, new[] { list }), ("name", [.. entity.AllNames().Skip(1).Take(6).Select(n => n.Text)]), ("country", [.. entity.Countries]), ("birthDate", [.. entity.BirthDates]), ("program", [.. entity.Programmes]) }.Where(v => v.Item2.Length > 0))
            html.Append("<dt>").Append(WebUtility.HtmlEncode(term)).Append("</dt><dd>").Append(WebUtility.HtmlEncode(string.Join("; ", values))).Append("</dd>");
        html.Append("</dl><p>").Append(WebUtility.HtmlEncode(words.Say("site.screening.no-finding"))).Append("</p>");
        // Shown in a frame of OpenRefine, which runs on this machine.
        call.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors http://127.0.0.1:* http://localhost:*";
        call.Http.Response.ContentType = "text/html; charset=utf-8";
        await call.Http.Response.WriteAsync(html.ToString(), call.Http.RequestAborted);
    }

    private static (string List, Entity Entity)? Find(ApiCall call, string id)
    {
        foreach (var version in call.Lists.Versions)
        {
            if (call.Lists.Screener.Find(version.List, id) is { } entity)
                return (version.List, entity);
        }
        return null;
    }

    private static async Task QueriesAsync(ApiCall call, ScreeningOptions options, string text)
    {
        using var queries = Parse(text, "queries");
        if (queries.RootElement.ValueKind != JsonValueKind.Object || queries.RootElement.GetPropertyCount() > MatchEndpoint.MostQueries)
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, $"queries must be an object of {MatchEndpoint.MostQueries} queries at most, such as {{\"q0\": {{\"query\": \"a name\", \"type\": \"Person\"}}}}");
        var reports = queries.RootElement.EnumerateObject().Select(q => (q.Name, Report: Ask(call, q, options))).ToList();
        await call.SendAsync(json =>
        {
            json.WriteStartObject();
            foreach (var (key, report) in reports)
            {
                json.WriteStartObject(key);
                json.WriteStartArray("result");
                // OpenRefine takes a sole match over by itself: only where nothing else comes near.
                var sole = report.Matches.Count(m => m.Verdict == MatchVerdict.Match) == 1;
                foreach (var match in report.Matches)
                {
                    json.WriteStartObject();
                    Named(json, match.Entity.Id, match.Entity.Caption);
                    json.WriteString("description", Description(match.Entity, match.List.List));
                    TypesOf(json, "type", match.Entity.Schema);
                    json.WriteNumber("score", Math.Round(match.Score * 100, 2));
                    json.WriteBoolean("match", sole && match.Verdict == MatchVerdict.Match);
                    json.WriteStartArray("features");
                    foreach (var feature in match.Reasons.GroupBy(r => CatalogEndpoints.FeatureOf(r.Kind), StringComparer.Ordinal))
                    {
                        json.WriteStartObject();
                        json.WriteString("id", feature.Key);
                        json.WriteNumber("value", Math.Round(feature.Sum(r => r.Contribution) * 100, 2));
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        });
    }

    private static ScreenReport Ask(ApiCall call, JsonProperty query, ScreeningOptions options)
    {
        var asked = query.Value;
        if (asked.ValueKind != JsonValueKind.Object)
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, $"query '{query.Name}' must be an object such as {{\"query\": \"a name\"}}");
        var values = new List<(string, string)> { ("name", Text(asked, "query") ?? "") };
        if (asked.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Array)
        {
            foreach (var property in properties.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object))
                values.AddRange(ValuesOf(property).Select(v => (QueryEntity.Property(Text(property, "pid") ?? ""), v)));
        }
        var type = asked.TryGetProperty("type", out var types) && types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(t => t.ToString()).FirstOrDefault() : Text(asked, "type");
        try
        {
            var limit = asked.TryGetProperty("limit", out var most) && most.ValueKind == JsonValueKind.Number && most.TryGetInt32(out var number) ? Math.Clamp(number, 1, 100) : options.Limit;
            return call.Lists.Screen(QueryEntity.Of(query.Name, type, values), options with { Limit = limit });
        }
        catch (ScreeningQueryException wrong)
        {
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, $"query '{query.Name}': {wrong.Message}");
        }
    }

    private static async Task ExtendAsync(ApiCall call, ScreeningOptions options, string text)
    {
        using var asked = Parse(text, "extend");
        if (asked.RootElement.ValueKind != JsonValueKind.Object || !asked.RootElement.TryGetProperty("ids", out var ids) || ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() > MatchEndpoint.MostQueries
            || !asked.RootElement.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Array)
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, $"extend must be {{\"ids\": […], \"properties\": [{{\"id\": \"country\"}}]}} with {MatchEndpoint.MostQueries} ids at most");
        var wanted = properties.EnumerateArray().Select(p => Text(p, "id")).OfType<string>().ToList();
        var rows = ids.EnumerateArray().Select(i => i.ToString()).Distinct(StringComparer.Ordinal).Select(i => (Id: i, Found: Find(call, i))).Where(r => r.Found is null || options.Lists.Contains(r.Found.Value.List, StringComparer.Ordinal)).ToList();
        await call.SendAsync(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("meta");
            foreach (var property in wanted)
            {
                json.WriteStartObject();
                Named(json, property, property);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("rows");
            foreach (var (id, found) in rows)
            {
                json.WriteStartObject(id);
                foreach (var property in wanted)
                {
                    json.WriteStartArray(property);
                    foreach (var value in found?.Entity.Values(property) ?? [])
                    {
                        json.WriteStartObject();
                        json.WriteString("str", value);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void Manifest(Utf8JsonWriter json, ApiCall call, string? dataset)
    {
        var origin = $"{call.Http.Request.Scheme}://{call.Http.Request.Host}";
        var service = $"{origin}/reconcile/{Uri.EscapeDataString(dataset ?? "default")}";
        json.WriteStartObject();
        json.WriteStartArray("versions");
        json.WriteStringValue("0.2");
        json.WriteEndArray();
        json.WriteString("name", $"Weir: {dataset ?? "all lists"}");
        json.WriteString("identifierSpace", $"{origin}/entities/");
        json.WriteString("schemaSpace", Reference);
        json.WriteString("documentation", "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/");
        json.WriteNumber("batchSize", 50);
        json.WriteStartArray("defaultTypes");
        foreach (var type in Types)
        {
            json.WriteStartObject();
            Named(json, type, type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("view");
        json.WriteString("url", $"{origin}/entities/{{{{id}}}}");
        json.WriteEndObject();
        json.WriteStartObject("preview");
        json.WriteString("url", $"{service}/preview/{{{{id}}}}");
        json.WriteNumber("width", 430);
        json.WriteNumber("height", 300);
        json.WriteEndObject();
        json.WriteStartObject("suggest");
        foreach (var what in new[] { "entity", "type", "property" })
        {
            json.WriteStartObject(what);
            json.WriteString("service_url", service);
            json.WriteString("service_path", $"/suggest/{what}");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("extend");
        json.WriteStartObject("propose_properties");
        json.WriteString("service_url", service);
        json.WriteString("service_path", "/extend");
        json.WriteEndObject();
        json.WriteStartArray("property_settings");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static JsonDocument Parse(string text, string what)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (JsonException wrong)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"{what} is no JSON: {wrong.Message}");
        }
    }

    private static void Results<T>(Utf8JsonWriter json, string prefix, IEnumerable<T> results, Action<T, Utf8JsonWriter> write)
    {
        json.WriteStartObject();
        json.WriteString("code", "/api/status/ok");
        json.WriteString("status", "200 OK");
        json.WriteString("prefix", prefix);
        json.WriteStartArray("result");
        foreach (var result in results)
        {
            json.WriteStartObject();
            write(result, json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Named(Utf8JsonWriter json, string id, string name)
    {
        json.WriteString("id", id);
        json.WriteString("name", name);
    }

    private static void TypesOf(Utf8JsonWriter json, string key, string schema)
    {
        json.WriteStartArray(key);
        json.WriteStartObject();
        Named(json, schema, schema);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Description(Entity entity, string list) =>
        string.Join(" · ", new[] { entity.Schema, string.Join(' ', entity.Countries), string.Join(' ', entity.BirthDates), list }.Where(p => p.Length > 0));

    private static IEnumerable<string> ValuesOf(JsonElement property)
    {
        if (!property.TryGetProperty("v", out var value))
            return [];
        return (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
            .Select(v => v.ValueKind == JsonValueKind.Object ? Text(v, "id") ?? Text(v, "name") ?? "" : v.ToString());
    }

    private static string? Text(JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
