using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weir.Desk;
using Weir.Desk.Screening;
using Weir.Desk.Words;
using Weir.Screening;
using Weir.Web.Serving;

namespace Weir.Web.Screening;

/// <summary>Why a program gets no answer.</summary>
internal sealed class ApiException(int status, string detail) : Exception(detail)
{
    public int Status { get; } = status;
}

/// <summary>What one request to the screening API is about.</summary>
/// <param name="Http">The request.</param>
/// <param name="Lists">The lists as they stand, or stood at the request's <c>as-of</c>.</param>
internal sealed record ApiCall(HttpContext Http, OpenLists Lists)
{
    public IQueryCollection Query => Http.Request.Query;

    /// <summary>A text parameter; null where it is not there.</summary>
    public string? Text(string name) => Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A parameter that may be given several times, or several in one with commas.</summary>
    public IReadOnlyList<string> Several(string name) =>
        [.. Query[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];

    public int Number(string name, int otherwise, int least, int most) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new ApiException(StatusCodes.Status422UnprocessableEntity, $"{name} is a whole number from {least} to {most}");

    public double Share(string name, double otherwise) => Text(name) is not { } text ? otherwise
        : double.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
        : throw new ApiException(StatusCodes.Status422UnprocessableEntity, $"{name} is a number from 0 to 1");

    /// <summary>The lists that a dataset of an address means: one list, or all of them (<c>default</c>, <c>all</c>).</summary>
    /// <exception cref="ApiException">There is no such list.</exception>
    public IReadOnlyList<string> Dataset(string? dataset)
    {
        if (dataset is null or "default" or "all")
            return [];
        return Named(dataset) is { } list ? [list]
            : throw new ApiException(StatusCodes.Status404NotFound, $"there is no dataset {Cut(dataset)}; there are default (all lists){string.Concat(Lists.Versions.Select(v => ", " + v.List))}");
    }

    /// <summary>The list that a dataset's name means; other programs write <c>_</c> where Weir writes <c>-</c>.</summary>
    public string? Named(string dataset) => Lists.Versions.Select(v => v.List).FirstOrDefault(l => l.Equals(dataset.Replace('_', '-'), StringComparison.OrdinalIgnoreCase) || l.Equals(dataset, StringComparison.OrdinalIgnoreCase));

    /// <summary>The body as JSON.</summary>
    public async Task<JsonDocument> BodyAsync()
    {
        try
        {
            return await JsonDocument.ParseAsync(Http.Request.Body, new JsonDocumentOptions { MaxDepth = 16 }, Http.RequestAborted);
        }
        catch (JsonException wrong)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"the body is no JSON: {wrong.Message}");
        }
    }

    /// <summary>Sends JSON that is written by hand, so that its keys and digits are fixed.</summary>
    public async Task SendAsync(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, ReportJson.Writing))
            write(json);
        Http.Response.ContentType = "application/json; charset=utf-8";
        Http.Response.Headers.CacheControl = "no-store";
        Http.Response.ContentLength = buffer.WrittenCount;
        await Http.Response.Body.WriteAsync(buffer.WrittenMemory, Http.RequestAborted);
    }

    private static string Cut(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}

/// <summary>
/// Screening for programs: in the shape of yente (https://www.opensanctions.org/docs/yente/), so that its clients work unchanged, and as a W3C reconciliation service, so that
/// OpenRefine does. Every failure is problem details (RFC 9457).
/// </summary>
internal static class ScreeningApi
{
    /// <summary>The longest body that is read.</summary>
    public const long LongestBody = 4L * 1024 * 1024;

    private static readonly string TooLong = string.Create(CultureInfo.InvariantCulture, $"the body is longer than {LongestBody} bytes; send fewer queries at a time");

    /// <summary>What every route of this API is tagged with.</summary>
    public const string Tag = "screening";

    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/openapi", () => Results.Stream(typeof(ScreeningApi).Assembly.GetManifestResourceStream("openapi.json")!, "application/json; charset=utf-8"));
        // What stands here stands in openapi.json.
        var routes = site.MapGroup("").WithTags(Tag);
        routes.MapPost("/match", Answer(MatchEndpoint.AnswerAsync));
        routes.MapPost("/match/{dataset}", Answer(MatchEndpoint.AnswerAsync));
        routes.MapGet("/search/{dataset}", Answer(EntityEndpoints.SearchAsync));
        routes.MapGet("/entities/{id}", Answer(EntityEndpoints.EntityAsync));
        routes.MapGet("/algorithms", Answer(CatalogEndpoints.AlgorithmsAsync));
        routes.MapGet("/catalog", Answer(CatalogEndpoints.CatalogAsync));
        routes.MapMethods("/reconcile", ["GET", "POST"], Answer(Reconciliation.AnswerAsync));
        routes.MapMethods("/reconcile/{dataset}", ["GET", "POST"], Answer(Reconciliation.AnswerAsync));
        routes.MapGet("/reconcile/{dataset}/suggest/{what}", Answer(Reconciliation.SuggestAsync));
        routes.MapGet("/reconcile/{dataset}/extend", Answer(Reconciliation.ProposeAsync));
        routes.MapGet("/reconcile/{dataset}/preview/{id}", Answer(Reconciliation.PreviewAsync));
    }

    private static RequestDelegate Answer(Func<ApiCall, Task> answer) => async http =>
    {
        Reconciliation.Allow(http);
        try
        {
            if (await BodyLimit.IsExceededAsync(http, LongestBody))
                throw new ApiException(StatusCodes.Status413PayloadTooLarge, TooLong);
            var bench = http.RequestServices.GetRequiredService<IWorkbench>();
            using var lists = await bench.Screening.OpenAsync(Visit.MomentOf(http.Request), http.RequestAborted);
            await answer(new(http, lists));
        }
        catch (ApiException wrong)
        {
            await ProblemAsync(http, wrong.Status, wrong.Message);
        }
        catch (ScreeningQueryException wrong)
        {
            await ProblemAsync(http, StatusCodes.Status422UnprocessableEntity, wrong.Message);
        }
        catch (BadHttpRequestException wrong)
        {
            await ProblemAsync(http, wrong.StatusCode, wrong.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLong : wrong.Message);
        }
        catch (PageException wrong)
        {
            await ProblemAsync(http, wrong.Status, Words.For("en").Say(wrong.Reason));
        }
    };

    private static Task ProblemAsync(HttpContext http, int status, string detail) =>
        Results.Problem(detail, http.Request.Path, status).ExecuteAsync(http);
}
