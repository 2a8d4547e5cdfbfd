using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weir.Desk.Words;
using Weir.Web.Serving;

namespace Weir.Web.Screening;

/// <summary>Takes a file of questions from a reader's browser, and gives the answers.</summary>
internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/screening/jobs", (RequestDelegate)StartAsync);
        routes.MapGet("/screening/jobs/{job}/answers", (RequestDelegate)AnswersAsync);
    }

    private static async Task StartAsync(HttpContext http)
    {
        if (await BodyLimit.IsExceededAsync(http, ScreeningJobs.MostBytes + (64 * 1024)))
            throw TooLarge();
        // Another site's page must not make this one work.
        if (http.Request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{http.Request.Scheme}://{http.Request.Host}")
            throw new PageException(StatusCodes.Status403Forbidden, new Phrase("site.error.other-origin"));
        try
        {
            var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
            if (form.Files.GetFile("file") is not { Length: > 0 } file)
                throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.no-file"));
            await using var content = file.OpenReadStream();
            var job = await http.RequestServices.GetRequiredService<ScreeningJobs>().StartAsync(content, file.FileName, file.Length, Visit.MomentOf(http.Request), http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = $"/screening/jobs/{job.Id}{http.Request.QueryString}";
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (Exception wrong) when (wrong is BadHttpRequestException or InvalidDataException or ApiException)
        {
            throw new PageException(wrong is ApiException busy ? busy.Status : StatusCodes.Status400BadRequest, new Phrase("site.error.work", ("message", wrong.Message)));
        }
    }

    private static PageException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, new Phrase("site.error.file-too-large", ("n", ScreeningJobs.MostBytes / 1024 / 1024)));

    private static Task AnswersAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["job"]!;
        var job = http.RequestServices.GetRequiredService<ScreeningJobs>().Find(id);
        if (job is not { State: ScreeningJobState.Done })
            throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-job"));
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(job.Answers, "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(job.FileName)}-screened.csv").ExecuteAsync(http);
    }
}
