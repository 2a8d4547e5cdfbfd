using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Desk.Screening;
using Weir.Screening;
using Weir.Web.Serving;

namespace Weir.Web.Screening;

/// <summary><c>POST /match/{dataset}</c>: a batch of entities by example, and who may be meant by each.</summary>
internal static class MatchEndpoint
{
    /// <summary>The most queries of a batch.</summary>
    public const int MostQueries = 500;

    /// <summary>What yente calls its algorithms. Weir has one; a client that names one of these gets it.</summary>
    public static readonly string[] Algorithms = ["weir", "best", "default", "logic-v1", "logic-v2", "regression-v1", "name-based", "name-qualified"];

    public static async Task AnswerAsync(ApiCall call)
    {
        var asked = (string?)call.Http.Request.RouteValues["dataset"];
        var options = Options(call, asked);
        var excluded = call.Several("exclude_schema").Select(s => QueryEntity.Schema(s)!).ToList();
        if (call.Text("algorithm") is { } algorithm && !Algorithms.Contains(algorithm, StringComparer.Ordinal))
            throw new ApiException(StatusCodes.Status400BadRequest, $"there is no algorithm {algorithm}; there are {string.Join(", ", Algorithms)}, which all mean the one that Weir has");
        using var body = await call.BodyAsync();
        if (body.RootElement.ValueKind != JsonValueKind.Object || !body.RootElement.TryGetProperty("queries", out var queries) || queries.ValueKind != JsonValueKind.Object)
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, "the body must be {\"queries\": {\"any id\": {\"schema\": \"Person\", \"properties\": {\"name\": [\"…\"]}}}}");
        var count = queries.GetPropertyCount();
        if (count is 0 or > MostQueries)
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, count == 0 ? "there are no queries" : $"{count} queries are too many for one request; send {MostQueries} at most");
        // All are asked before the first is answered: a batch with a wrong query is refused whole, for an empty answer to it would look like nobody was found.
        var reports = new List<(string Key, ScreenReport Report)>(count);
        foreach (var query in queries.EnumerateObject())
        {
            call.Http.RequestAborted.ThrowIfCancellationRequested();
            reports.Add((query.Name, Ask(call, query, options, excluded)));
        }
        call.Http.Response.Headers["x-batch-size"] = reports.Count.ToString(CultureInfo.InvariantCulture);
        await call.SendAsync(json => Write(json, call, options, reports));
    }

    /// <summary>The options that the request's parameters make.</summary>
    public static ScreeningOptions Options(ApiCall call, string? dataset)
    {
        var threshold = call.Share("threshold", new ScreeningOptions().Threshold);
        var lists = Lists(call, call.Dataset(dataset));
        return call.Lists.Checked(new()
        {
            Threshold = threshold,
            Cutoff = Math.Min(call.Share("cutoff", new ScreeningOptions().Cutoff), threshold),
            Limit = call.Number("limit", 5, 1, 500),
            Lists = lists,
            Topics = call.Several("topics"),
            ExcludedIds = [.. call.Several("exclude_entity_ids").SelectMany(id => call.Lists.Versions.Select(v => call.Lists.Screener.Find(v.List, id)?.Id).OfType<string>().Append(id)).Distinct(StringComparer.Ordinal)],
        });
    }

    // A filter that leaves no list is refused: the engine takes no lists for all lists.
    private static List<string> Lists(ApiCall call, IReadOnlyList<string> dataset)
    {
        var lists = dataset.Count > 0 ? dataset.ToList() : [.. call.Lists.Versions.Select(v => v.List)];
        if (lists.Count == 0)
            throw new ApiException(StatusCodes.Status404NotFound, "the lake holds no list yet, so nothing could be searched; take one in with weir ingest FILE");
        if (call.Several("include_dataset") is { Count: > 0 } only)
            lists = [.. lists.Intersect(only.Select(d => call.Dataset(d) is [var list] ? list : null).OfType<string>(), StringComparer.Ordinal)];
        lists = [.. lists.Except(call.Several("exclude_dataset").Select(call.Named).OfType<string>(), StringComparer.Ordinal)];
        if (call.Text("changed_since") is { } since)
        {
            var moment = Visit.Moment(since);
            lists = [.. lists.Where(l => call.Lists.Versions.First(v => v.List == l).CurrentFrom >= moment)];
        }
        return lists.Count > 0 ? lists : throw new ApiException(StatusCodes.Status422UnprocessableEntity, "include_dataset, exclude_dataset and changed_since together leave no list to search; that is no answer that nobody was found");
    }

    private static ScreenReport Ask(ApiCall call, JsonProperty query, ScreeningOptions options, List<string> excluded)
    {
        try
        {
            var entity = QueryEntity.Of(query.Name, query.Value);
            if (excluded.Count == 0)
                return call.Lists.Screen(entity, options);
            var all = call.Lists.Screen(entity, options with { Limit = 500 });
            return all with { Options = options, Matches = [.. all.Matches.Where(m => !excluded.Exists(s => FtmSchema.Is(m.Entity.Schema, s))).Take(options.Limit)] };
        }
        catch (Exception wrong) when (wrong is ScreeningQueryException or InvalidOperationException)
        {
            // InvalidOperationException: text that is no valid UTF-16, such as half a surrogate pair.
            throw new ApiException(StatusCodes.Status422UnprocessableEntity, $"query '{query.Name}': {wrong.Message}");
        }
    }

    private static void Write(Utf8JsonWriter json, ApiCall call, ScreeningOptions options, List<(string Key, ScreenReport Report)> reports)
    {
        json.WriteStartObject();
        json.WriteStartObject("responses");
        foreach (var (key, report) in reports)
        {
            json.WriteStartObject(key);
            json.WriteNumber("status", StatusCodes.Status200OK);
            json.WriteStartArray("results");
            foreach (var match in report.Matches)
            {
                json.WriteStartObject();
                EntityJson.Write(json, call.Lists, match.List.List, match.Entity);
                json.WriteNumber("score", match.Score);
                json.WriteBoolean("match", match.Score >= options.Threshold);
                WriteFeatures(json, match);
                json.WriteString("list", match.List.List);
                json.WriteString("list_version", match.List.Version);
                json.WriteString("match_id", report.IdOf(match).ToString());
                ReportJson.WriteReasons(json, match.Reasons);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            EntityJson.WriteTotal(json, report.Matches.Count);
            ReportJson.WriteQuery(json, report.Query);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        CatalogEndpoints.WriteFeatures(json, "matcher");
        json.WriteNumber("limit", options.Limit);
        json.WriteString("engine", ScreeningEngine.Version);
        json.WriteEndObject();
    }

    private static void WriteFeatures(Utf8JsonWriter json, Match match)
    {
        var features = match.Reasons.GroupBy(r => CatalogEndpoints.FeatureOf(r.Kind), StringComparer.Ordinal).ToList();
        json.WriteStartObject("features");
        foreach (var feature in features)
            json.WriteNumber(feature.Key, Math.Round(feature.Sum(r => r.Contribution), 4));
        json.WriteEndObject();
        json.WriteStartObject("explanations");
        foreach (var feature in features)
        {
            json.WriteStartObject(feature.Key);
            json.WriteNumber("score", Math.Round(feature.Sum(r => r.Contribution), 4));
            json.WriteString("detail", string.Join("; ", feature.Select(r => r.Text)));
            json.WriteString("query", string.Join(' ', feature.Select(r => r.Query).Where(q => q.Length > 0)));
            json.WriteString("candidate", string.Join(' ', feature.Select(r => r.Entity).Where(e => e.Length > 0)));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
