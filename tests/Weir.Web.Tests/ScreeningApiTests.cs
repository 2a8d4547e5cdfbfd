using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

/// <summary>The API for programs: yente's shape, and a reconciliation service.</summary>
public sealed class ScreeningApiTests(InventedLists lists) : IClassFixture<InventedLists>
{
    private const string Batch = """{"queries": {"a": {"schema": "Company", "properties": {"name": ["Invented Optics"], "jurisdiction": ["ru"]}}, "b": {"schema": "Person", "properties": {"name": "Nobody Whatsoever"}}}}""";

    [Fact]
    public async Task A_batch_is_answered_in_the_shape_of_yente()
    {
        var answer = await PostAsync("/match/default?limit=3&algorithm=logic-v1", Batch);
        Assert.Equal(3, answer.GetProperty("limit").GetInt32());
        Assert.True(answer.GetProperty("matcher").TryGetProperty("words_met", out _));
        var first = answer.GetProperty("responses").GetProperty("a");
        Assert.Equal(200, first.GetProperty("status").GetInt32());
        Assert.Equal("eq", first.GetProperty("total").GetProperty("relation").GetString());
        Assert.Equal("Company", first.GetProperty("query").GetProperty("schema").GetString());
        var result = first.GetProperty("results")[0];
        Assert.Equal("c-1", result.GetProperty("id").GetString());
        Assert.Equal("Invented Optics LLC", result.GetProperty("caption").GetString());
        Assert.Equal("invented", result.GetProperty("datasets")[0].GetString());
        Assert.True(result.GetProperty("match").GetBoolean());
        Assert.True(result.GetProperty("target").GetBoolean());
        Assert.InRange(result.GetProperty("score").GetDouble(), 0.7, 1);
        Assert.Equal(result.GetProperty("score").GetDouble(), result.GetProperty("features").EnumerateObject().Sum(f => f.Value.GetDouble()), 2);
        Assert.All(result.GetProperty("explanations").EnumerateObject(), e => Assert.NotEqual("", e.Value.GetProperty("detail").GetString()));
        foreach (var key in new[] { "schema", "properties", "referents", "first_seen", "last_seen", "last_change", "match_id", "list_version" })
            Assert.True(result.TryGetProperty(key, out _), key);
        Assert.Equal(0, answer.GetProperty("responses").GetProperty("b").GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData("?exclude_schema=Company")]
    [InlineData("?exclude_entity_ids=c-1&exclude_entity_ids=c-2")]
    [InlineData("?include_dataset=other_list")]
    [InlineData("?exclude_dataset=invented")]
    [InlineData("?topics=crime")]
    public async Task Filters_leave_out(string query) =>
        Assert.Equal(0, (await PostAsync("/match" + query, Batch)).GetProperty("responses").GetProperty("a").GetProperty("results").GetArrayLength());

    [Theory]
    [InlineData("/match/invnted", Batch, 404, "invented")]
    [InlineData("/match", "no json", 400, "no JSON")]
    [InlineData("/match", "{}", 422, "queries")]
    [InlineData("/match", """{"queries": {}}""", 422, "no queries")]
    [InlineData("/match", """{"queries": {"a": {"schema": "Persn", "properties": {"name": ["A"]}}}}""", 422, "did you mean 'Person'")]
    [InlineData("/match", """{"queries": {"a": {"schema": "Person", "properties": {"name": ["😀"]}}}}""", 422, "query 'a': ")]
    [InlineData("/match", """{"queries": {"a": {"schema": "Person", "properties": {"name": ["\ud800"]}}}}""", 422, "query 'a': ")]
    [InlineData("/match?threshold=2", Batch, 422, "threshold")]
    [InlineData("/match?limit=0", Batch, 422, "limit")]
    [InlineData("/match?algorithm=magic", Batch, 400, "no algorithm magic")]
    [InlineData("/match?changed_since=2999-01-01", Batch, 422, "no list to search")]
    [InlineData("/match?as-of=2999-01-01", Batch, 422, "future")]
    [InlineData("/reconcile", "queries=", 400, "form")]
    public async Task What_can_not_be_answered_is_refused_whole_with_problem_details(string path, string body, int status, string detail)
    {
        using var response = await lists.Site.Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Contains(detail, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_queries_and_too_long_a_body_or_name_are_refused_clearly()
    {
        var many = "{\"queries\": {" + string.Join(',', Enumerable.Range(0, 501).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"q{i}\": {{\"properties\": {{\"name\": [\"A\"]}}}}"))) + "}}";
        Assert.Contains("501 queries are too many", await RefusedAsync(many, HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains("10000 characters", await RefusedAsync("{\"queries\": {\"a\": {\"properties\": {\"name\": [\"" + new string('x', 10_000) + "\"]}}}}", HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        Assert.Contains("longer than", await RefusedAsync("{\"x\": \"" + new string('x', 5_000_000), HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_comes_with_what_points_at_it_and_a_ring_of_owners_ends()
    {
        var entity = await GetAsync("/entities/c-1");
        var properties = entity.GetProperty("properties");
        Assert.Equal("2022-03-01", properties.GetProperty("sanctions")[0].GetProperty("properties").GetProperty("startDate")[0].GetString());
        var owned = properties.GetProperty("ownershipOwner")[0].GetProperty("properties");
        Assert.Equal("Invented Mirrors LLC", owned.GetProperty("asset")[0].GetProperty("caption").GetString());
        Assert.Equal("c-1", owned.GetProperty("owner")[0].GetString());
        Assert.Equal("51", owned.GetProperty("percentage")[0].GetString());
        using var missing = await lists.Site.Client.GetAsync(new Uri("/entities/none", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task The_language_of_a_name_is_said_where_its_list_states_it()
    {
        Assert.Equal("""{"Иван Петрович Сидоренко":"ru"}""", (await GetAsync("/entities/p-1")).GetProperty("nameLanguages").GetRawText());
        Assert.False((await GetAsync("/entities/c-1")).TryGetProperty("nameLanguages", out _));
        Assert.Equal("ru", (await GetAsync("/search/default?q=Sidorenko")).GetProperty("results")[0].GetProperty("nameLanguages").GetProperty("Иван Петрович Сидоренко").GetString());
        Assert.Contains("<bdi lang=\"ru\">Иван Петрович Сидоренко</bdi> · ru</li>", await lists.Site.GetAsync("/entities/invented/p-1"), StringComparison.Ordinal);
        Assert.Equal("ru", (await GetAsync("/entities/invented/p-1.json")).GetProperty("entity").GetProperty("nameLanguages").GetProperty("Иван Петрович Сидоренко").GetString());
    }

    [Fact]
    public async Task Search_catalogue_algorithms_and_health_are_as_clients_expect()
    {
        var found = await GetAsync("/search/default?q=Sidorenko&limit=2");
        Assert.Equal("p-1", found.GetProperty("results")[0].GetProperty("id").GetString());
        Assert.Contains("no screening", found.GetProperty("note").GetString(), StringComparison.Ordinal);
        var catalog = await GetAsync("/catalog");
        Assert.Equal(["default", "invented", "other-list"], catalog.GetProperty("datasets").EnumerateArray().Select(d => d.GetProperty("name").GetString()));
        Assert.Equal(2, catalog.GetProperty("datasets")[0].GetProperty("children").GetArrayLength());
        Assert.Equal("weir", (await GetAsync("/algorithms")).GetProperty("best").GetString());
        Assert.Equal("ok", (await GetAsync("/healthz")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task OpenRefine_gets_a_manifest_candidates_suggestions_values_and_a_preview()
    {
        var manifest = await GetAsync("/reconcile/invented");
        Assert.Equal("0.2", manifest.GetProperty("versions")[0].GetString());
        Assert.EndsWith("/reconcile/invented", manifest.GetProperty("suggest").GetProperty("entity").GetProperty("service_url").GetString(), StringComparison.Ordinal);

        const string queries = """{"q0": {"query": "Invented Optics LLC", "type": "Company", "limit": 2, "properties": [{"pid": "country", "v": "Russia"}]}, "q1": {"query": "Nobody Whatsoever"}}""";
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("queries", queries)]);
        using var posted = await lists.Site.Client.PostAsync(new Uri("/reconcile/invented", UriKind.Relative), form);
        using var answer = JsonDocument.Parse(await posted.Content.ReadAsStringAsync());
        var result = answer.RootElement.GetProperty("q0").GetProperty("result")[0];
        Assert.Equal(("c-1", "Invented Optics LLC", "Company"), (result.GetProperty("id").GetString(), result.GetProperty("name").GetString(), result.GetProperty("type")[0].GetProperty("id").GetString()));
        Assert.InRange(result.GetProperty("score").GetDouble(), 70, 100);
        Assert.Equal(0, answer.RootElement.GetProperty("q1").GetProperty("result").GetArrayLength());
        Assert.Equal("c-1", (await GetAsync("/reconcile?queries=" + Uri.EscapeDataString(queries))).GetProperty("q0").GetProperty("result")[0].GetProperty("id").GetString());

        Assert.Equal("p-1", (await GetAsync("/reconcile/default/suggest/entity?prefix=Sidorenko")).GetProperty("result")[0].GetProperty("id").GetString());
        Assert.Equal("Vessel", (await GetAsync("/reconcile/default/suggest/type?prefix=ves")).GetProperty("result")[0].GetProperty("id").GetString());
        Assert.Equal("birthDate", (await GetAsync("/reconcile/default/suggest/property?prefix=birth")).GetProperty("result")[0].GetProperty("id").GetString());
        var extended = await GetAsync("/reconcile/invented?extend=" + Uri.EscapeDataString("""{"ids": ["c-1", "none"], "properties": [{"id": "innCode"}]}"""));
        Assert.Equal("7707083893", extended.GetProperty("rows").GetProperty("c-1").GetProperty("innCode")[0].GetProperty("str").GetString());
        Assert.Equal(0, extended.GetProperty("rows").GetProperty("none").GetProperty("innCode").GetArrayLength());
        var preview = await lists.Site.GetAsync("/reconcile/invented/preview/c-1");
        Assert.Contains("&lt;b&gt;Optika&lt;/b&gt;", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_this_machine_may_reconcile_and_one_from_elsewhere_may_not()
    {
        foreach (var (origin, allowed) in new[] { ("http://127.0.0.1:3333", true), ("https://example.test", false) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/reconcile/default");
            request.Headers.Add("Origin", origin);
            using var response = await lists.Site.Client.SendAsync(request);
            Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    private async Task<string?> RefusedAsync(string body, HttpStatusCode status)
    {
        using var response = await lists.Site.Client.PostAsync(new Uri("/match", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("detail").GetString();
    }

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        using var response = await lists.Site.Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await lists.Site.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
