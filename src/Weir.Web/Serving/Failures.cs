using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Desk;
using Weir.Desk.Briefs;
using Weir.Desk.Words;
using Weir.Store;

namespace Weir.Web.Serving;

/// <summary>A page that can't be given, with the status and the reason for the reader.</summary>
public sealed class PageException(int status, Phrase reason) : Exception(reason.Key)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>Why, for the reader.</summary>
    public Phrase Reason { get; } = reason;
}

/// <summary>Turns every failure into a page that says what happened and what to do, or into problem details for a program.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The reader left; nobody waits for an answer.
        }
        catch (PageException failed) when (!http.Response.HasStarted)
        {
            await ShowAsync(http, failed.Status, failed.Reason);
        }
        catch (Exception failed) when (failed is BriefException or DeskException or LakeException && !http.Response.HasStarted)
        {
            FailedWork(log, http.Request.Path, failed);
            await ShowAsync(http, StatusCodes.Status500InternalServerError, new Phrase("site.error.work", ("message", failed.Message)));
        }
        catch (Exception failed) when (!http.Response.HasStarted)
        {
            FailedUnexpectedly(log, http.Request.Path, failed);
            await ShowAsync(http, StatusCodes.Status500InternalServerError, new Phrase("site.error.unexpected"));
        }
    }

    public static Task NoSuchPage(HttpContext http) =>
        ShowAsync(http, StatusCodes.Status404NotFound, new Phrase("site.error.no-page", ("path", http.Request.Path.Value ?? "/")));

    private static async Task ShowAsync(HttpContext http, int status, Phrase reason)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        var words = Words.For(Visit.LanguageOf(http.Request));
        var wantsData = Forms.Of(http) != Form.Html || http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase);
        if (wantsData)
        {
            await Results.Problem(words.Say(reason), http.Request.Path, status, words.Say($"site.status.{status}")).ExecuteAsync(http);
            return;
        }
        var renderer = http.RequestServices.GetRequiredService<PageRenderer>();
        var html = await renderer.ProblemAsync(http, status, reason);
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html, http.RequestAborted);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Path}: the workbench could not do what the page needs")]
    private static partial void FailedWork(ILogger log, string path, Exception exception);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Path}: unexpected failure")]
    private static partial void FailedUnexpectedly(ILogger log, string path, Exception exception);
}
