using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary><c>/openapi.json</c> describes the screening API as it is.</summary>
public sealed class OpenApiTests(InventedLists lists) : IClassFixture<InventedLists>
{
    private static readonly string[] Methods = ["get", "post"];

    [Fact]
    public async Task Every_route_of_screening_is_described_and_nothing_else()
    {
        using var document = await DocumentAsync();
        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Where(o => Methods.Contains(o.Name)).Select(o => $"{o.Name} {p.Name}"));
        var answered = lists.Site.Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ITagsMetadata>()?.Tags.Contains("screening") == true)
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => $"{m.ToLowerInvariant()} {e.RoutePattern.RawText}"));
        Assert.Equal(answered.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.All(document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()), o =>
        {
            Assert.NotEqual("", o.Value.GetProperty("operationId").GetString());
            Assert.NotEqual("", o.Value.GetProperty("summary").GetString());
        });
    }

    [Fact]
    public async Task Parameters_of_a_path_are_those_in_it_and_every_reference_leads_somewhere()
    {
        using var document = await DocumentAsync();
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var named = operation.Value.GetProperty("parameters").EnumerateArray().Select(p => Resolved(document, p)).Where(p => p.GetProperty("in").GetString() == "path").Select(p => "{" + p.GetProperty("name").GetString() + "}");
                Assert.Equal(path.Name.Split('/').Where(p => p.StartsWith('{')), named);
            }
        }
        Assert.All(References(document.RootElement), r => Assert.NotEqual(JsonValueKind.Undefined, At(document, r).ValueKind));
    }

    [Theory]
    [InlineData("/match", """{"queries": {"a": {"schema": "Company", "properties": {"name": ["Invented Optics"]}}}}""")]
    [InlineData("/search/default?q=Invented", null)]
    [InlineData("/search/default?q=Sidorenko", null)]
    [InlineData("/entities/c-1", null)]
    [InlineData("/catalog", null)]
    [InlineData("/algorithms", null)]
    public async Task What_is_answered_is_what_is_described(string address, string? body)
    {
        using var document = await DocumentAsync();
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, address);
        request.Headers.Accept.ParseAdd("application/json");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await lists.Site.Client.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var path = address.Split('?')[0].Replace("/default", "/{dataset}", StringComparison.Ordinal).Replace("/c-1", "/{id}", StringComparison.Ordinal);
        var schema = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty(body is null ? "get" : "post").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Empty(Differences(document, schema, answer.RootElement, "$"));
    }

    private async Task<JsonDocument> DocumentAsync()
    {
        using var response = await lists.Site.Client.GetAsync(new Uri("/openapi.json", UriKind.Relative));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    private static JsonElement Resolved(JsonDocument document, JsonElement element) => element.TryGetProperty("$ref", out var reference) ? At(document, reference.GetString()!) : element;

    private static JsonElement At(JsonDocument document, string reference) =>
        reference[2..].Split('/').Aggregate(document.RootElement, (at, key) => at.TryGetProperty(key, out var next) ? next : throw new InvalidOperationException($"{reference} leads nowhere"));

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    /// <summary>Where a value is not as its schema says: keys that are missing or not described, values of another type.</summary>
    private static IEnumerable<string> Differences(JsonDocument document, JsonElement schema, JsonElement value, string at)
    {
        var parts = Parts(document, schema).ToList();
        if (parts.Exists(p => p.TryGetProperty("anyOf", out _)))
            return [];
        var types = parts.Select(p => p.GetProperty("type")).SelectMany(t => t.ValueKind == JsonValueKind.Array ? t.EnumerateArray().Select(x => x.GetString()) : [t.GetString()]).ToHashSet();
        if (!types.Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && types.Contains("number")))
            return [$"{at} is {TypeOf(value)}"];
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().SelectMany((v, i) => Differences(document, parts[0].GetProperty("items"), v, $"{at}[{i}]"));
        if (value.ValueKind != JsonValueKind.Object || parts.TrueForAll(p => !p.TryGetProperty("properties", out _) && !p.TryGetProperty("additionalProperties", out _)))
            return [];
        var described = parts.SelectMany(p => p.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().AsEnumerable() : []).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        var rest = parts.Select(p => p.TryGetProperty("additionalProperties", out var any) ? any : default).FirstOrDefault(p => p.ValueKind == JsonValueKind.Object);
        var required = parts.SelectMany(p => p.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : []);
        return
        [
            .. required.Where(r => !value.TryGetProperty(r, out _)).Select(r => $"{at}.{r} is missing"),
            .. value.EnumerateObject().SelectMany(v => described.TryGetValue(v.Name, out var of) ? Differences(document, of, v.Value, $"{at}.{v.Name}")
                : rest.ValueKind == JsonValueKind.Object ? Differences(document, rest, v.Value, $"{at}.{v.Name}") : [$"{at}.{v.Name} is not described"]),
        ];
    }

    private static IEnumerable<JsonElement> Parts(JsonDocument document, JsonElement schema)
    {
        var own = Resolved(document, schema);
        return own.TryGetProperty("allOf", out var all) ? all.EnumerateArray().SelectMany(a => Parts(document, a)) : [own];
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
