using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Weir.Desk;
using Weir.Desk.Words;
using Weir.Web.Layout;

namespace Weir.Web.Serving;

/// <summary>Makes the asked form of a page and sends it, or says that the browser's copy is still good.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs, IWorkbench workbench)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Data is sent as application/json and never inside a page, so only what JSON itself needs is escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public async Task SendAsync(HttpContext http, Visit visit, PageAnswer answer)
    {
        var (text, type) = Forms.Of(http) switch
        {
            Form.Json => (JsonSerializer.Serialize(answer.Json(), Json), "application/json; charset=utf-8"),
            Form.Csv => (CsvText.Write(answer.Csv()), "text/csv; charset=utf-8"),
            _ => (await HtmlAsync(visit, answer), "text/html; charset=utf-8"),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"";
        var response = http.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Accept-Language, Cookie";
        response.Headers.ContentLanguage = visit.Words.Language;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Tag.Equals(tag, StringComparison.Ordinal)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        if (answer.LookAgain is { } seconds && Forms.Of(http) == Form.Html)
            response.Headers["Refresh"] = seconds.ToString(CultureInfo.InvariantCulture);
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>The page that says why there is none. It reads nothing from the lake, which may be what failed.</summary>
    public Task<string> ProblemAsync(HttpContext http, int status, Phrase reason)
    {
        var visit = Visit.OfProblem(http, workbench.Desk);
        var title = visit.Words.Say($"site.status.{status}");
        var problem = new Problem(status, visit.Words.Say(reason));
        return HtmlAsync(visit, PageAnswer.Of<ProblemPage>(title, problem.Reason, problem, () => problem, () => new([], [])));
    }

    private async Task<string> HtmlAsync(Visit visit, PageAnswer answer)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<Shell>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(Shell.Visit)] = visit,
                [nameof(Shell.Answer)] = answer,
            }));
            return "<!doctype html>" + root.ToHtmlString();
        });
    }
}
