using Microsoft.AspNetCore.Http;
using Weir.Desk.Screening;
using Weir.Web.Pages;
using Weir.Web.Serving;

namespace Weir.Web.Screening;

/// <summary>Entities one by one, and search among them.</summary>
internal static class EntityEndpoints
{
    /// <summary><c>GET /entities/{id}</c>: the entity with what points at it. Other ids that it had find it too. A browser is sent to the page for people.</summary>
    public static Task EntityAsync(ApiCall call)
    {
        var id = (string)call.Http.Request.RouteValues["id"]!;
        foreach (var list in call.Lists.Versions)
        {
            if (call.Lists.Screener.Find(list.List, id) is not { } entity)
                continue;
            if (call.Http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && Forms.Of(call.Http) == Form.Html)
            {
                call.Http.Response.Redirect(Addresses.Entity(list.List, entity.Id));
                return Task.CompletedTask;
            }
            return call.SendAsync(json =>
            {
                json.WriteStartObject();
                EntityJson.Write(json, call.Lists, list.List, entity, nested: call.Text("nested") != "false");
                json.WriteEndObject();
            });
        }
        throw new ApiException(StatusCodes.Status404NotFound, "no list of this lake holds an entity with that id");
    }

    /// <summary><c>GET /search/{dataset}</c>: for people who look for something. It is no screening.</summary>
    public static Task SearchAsync(ApiCall call)
    {
        var (limit, offset) = (call.Number("limit", 10, 0, 500), call.Number("offset", 0, 0, 9_999));
        var lists = call.Dataset((string?)call.Http.Request.RouteValues["dataset"]);
        var found = ListSearch.Find(call.Lists, call.Text("q") ?? "", new()
        {
            Lists = lists,
            Schemata = call.Text("schema") is { } schema && schema != "Thing" ? [QueryEntity.Schema(schema)!] : [],
            Topics = call.Several("topics"),
            Countries = [.. call.Several("countries").Select(c => QueryEntity.Country("countries", c))],
        });
        return call.SendAsync(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("limit", limit);
            json.WriteNumber("offset", offset);
            EntityJson.WriteTotal(json, found.Count);
            json.WriteStartArray("results");
            foreach (var hit in found.Skip(offset).Take(limit))
            {
                json.WriteStartObject();
                EntityJson.Write(json, call.Lists, hit.List.List, hit.Entity);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("facets");
            json.WriteEndObject();
            json.WriteString("note", "a search ranks for reading and is no screening: who is not found here is not cleared");
            json.WriteEndObject();
        });
    }
}
