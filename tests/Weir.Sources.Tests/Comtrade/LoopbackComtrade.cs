using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Weir.Sources.Tests.Comtrade;

/// <summary>One question as it came over the wire.</summary>
internal sealed record AskedQuestion(string Address, string UserAgent, string? Key, string? IfNoneMatch);

/// <summary>
/// A server on 127.0.0.1 that behaves as UN Comtrade is documented to: the open preview is cut at 500 rows without a word, wrong
/// periods are answered by no rows, details come unless they are switched off, addresses have a longest length, and
/// <see cref="Next"/> makes it stumble as the real one does.
/// </summary>
internal sealed class LoopbackComtrade : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> next = new();
    private readonly ConcurrentQueue<AskedQuestion> asked = new();

    private LoopbackComtrade(WebApplication app) => this.app = app;

    /// <summary>What it publishes. Rows for the world (partner 0) are cells like others.</summary>
    public List<ComtradeCell> Cells { get; } = [];

    /// <summary>Data sets it has beside those of its cells: reporter and period, as 202508 or 2025.</summary>
    public HashSet<(int Reporter, string Period)> Released { get; } = [];

    /// <summary>Rows at which an answer is cut.</summary>
    public int RowCap { get; set; } = 500;

    /// <summary>The longest address it takes.</summary>
    public int LongestAddress { get; set; } = 4000;

    /// <summary>The key that /data needs.</summary>
    public string Key { get; set; } = "k-0123456789";

    /// <summary>Whether answers carry an entity tag and conditional questions are understood.</summary>
    public bool HasETags { get; set; }

    /// <summary>Its address.</summary>
    public Uri BaseAddress => new(app.Urls.Single().TrimEnd('/') + "/");

    /// <summary>Everything it was asked, in order.</summary>
    public IReadOnlyList<AskedQuestion> Asked => [.. asked];

    /// <summary>Starts it on a free port.</summary>
    public static async Task<LoopbackComtrade> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LoopbackComtrade(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>How it answers the next question, in place of the right answer.</summary>
    public void Next(Func<HttpContext, Task> reply) => next.Enqueue(reply);

    /// <summary>The next answer is this status and text.</summary>
    public void NextIs(int status, string text, string? retryAfter = null) => Next(async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(text);
    });

    /// <summary>The next answer says how long it is and breaks off half-way.</summary>
    public void NextBreaksOff() => Next(async context =>
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"elapsedTime\":\"0.1 secs\",\"count\":1,\"data\":[{");
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>The next answer does not come before the asker gives up.</summary>
    public void NextIsSlow() => Next(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var headers = request.Headers;
        asked.Enqueue(new(request.Path + request.QueryString.Value, headers.UserAgent.ToString(), headers["Ocp-Apim-Subscription-Key"].SingleOrDefault(), headers.IfNoneMatch.SingleOrDefault()));
        if (next.TryDequeue(out var reply))
        {
            await reply(context);
            return;
        }
        var path = request.Path.Value!.Trim('/').Split('/');
        if (request.QueryString.Value!.Length > LongestAddress)
            await context.Response.WriteAsync("Request URL Too Long");
        else if (path is ["data", ..] && headers["Ocp-Apim-Subscription-Key"] != Key)
            await TextAsync(context, 401, "{ \"statusCode\": 401, \"message\": \"Access denied due to invalid subscription key.\" }");
        else if (path is ["public", "v1", "preview", "C", var preview, "HS"])
            await TradeAsync(context, preview, isPreview: true);
        else if (path is ["data", "v1", "get", "C", var frequency, "HS"])
            await TradeAsync(context, frequency, isPreview: false);
        else if (path is ["public" or "data", "v1", "getDa", "C", var kind, "HS"])
            await ReleasesAsync(context, kind);
        else
            await TextAsync(context, 404, "{ \"statusCode\": 404, \"message\": \"Resource not found\" }");
    }

    private async Task TradeAsync(HttpContext context, string frequency, bool isPreview)
    {
        var query = context.Request.Query;
        var periods = List(query, "period");
        if (isPreview && frequency == "A" && periods.Length > 1)
        {
            await TextAsync(context, 400, "{ \"statusCode\": 400, \"message\": \"one period only\" }");
            return;
        }
        var limit = Math.Min(RowCap, int.Parse(query["maxRecords"].SingleOrDefault() ?? "500", CultureInfo.InvariantCulture));
        var rows = Cells.Where(c =>
                In(c.Reporter, "reporterCode") && In(c.Partner, "partnerCode") && In(c.Partner2, "partner2Code") && In(c.Transport, "motCode")
                && InText(c.Customs, "customsCode") && InText(c.Flow, "flowCode") && InCodes(c.Code) && periods.Contains(c.Period) && c.Period.Length == (frequency == "M" ? 6 : 4))
            .Take(limit)
            .ToList();
        await JsonAsync(context, ComtradeFixture.Answer(rows));

        bool In(int code, string name) => InText(code.ToString(CultureInfo.InvariantCulture), name);
        bool InText(string code, string name) => !query.ContainsKey(name) || List(query, name).Contains(code);
        bool InCodes(string code) => List(query, "cmdCode").Any(asked => asked == code || (asked.StartsWith("AG", StringComparison.Ordinal) && asked[2..] == code.Length.ToString(CultureInfo.InvariantCulture)));
    }

    private async Task ReleasesAsync(HttpContext context, string frequency)
    {
        var query = context.Request.Query;
        var (reporters, periods) = (List(query, "reporterCode"), List(query, "period"));
        var sets = Released.Concat(Cells.Select(c => (c.Reporter, c.Period))).Distinct()
            .Where(r => reporters.Contains(r.Reporter.ToString(CultureInfo.InvariantCulture)) && periods.Contains(r.Period))
            .Select(r => $$"""{"datasetCode":30156202508202000,"typeCode":"C","freqCode":"{{frequency}}","period":{{r.Period}},"reporterCode":{{r.Reporter}},"reporterISO":"X","reporterDesc":"X","classificationCode":"H6","classificationSearchCode":"HS","isOriginalClassification":true,"isExtendedFlowCode":false,"isExtendedPartnerCode":true,"isExtendedPartner2Code":false,"isExtendedCmdCode":true,"isExtendedCustomsCode":false,"isExtendedMotCode":false,"totalRecords":112758,"datasetChecksum":-1349955130,"firstReleased":"2025-10-06T10:53:32.8266667","lastReleased":"2025-10-06T10:53:32.8266667"}""")
            .ToList();
        await JsonAsync(context, $"{{\"elapsedTime\":\"0.02 secs\",\"count\":{sets.Count},\"data\":[{string.Join(',', sets)}],\"error\":\"\"}}");
    }

    private async Task JsonAsync(HttpContext context, string json)
    {
        var tag = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16]}\"";
        if (HasETags && context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
            return;
        }
        if (HasETags)
            context.Response.Headers.ETag = tag;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(json);
    }

    private static async Task TextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
    }

    private static string[] List(IQueryCollection query, string name) => (query[name].SingleOrDefault() ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}
