using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Weir.Desk.Tests.Lists;

/// <summary>A server on 127.0.0.1 that gives files as a publisher's does: with entity tags, conditional answers and parts; and that stumbles when told to.</summary>
internal sealed class LoopbackFiles : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> asked = new();
    private readonly ConcurrentQueue<Func<HttpContext, Task>> next = new();

    private LoopbackFiles(WebApplication app) => this.app = app;

    /// <summary>What it gives, by path without the first slash.</summary>
    public ConcurrentDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What it was asked: path, status, and the range where one was asked for.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public string? LastUserAgent { get; private set; }

    public Uri Address(string path) => new(app.Urls.Single().TrimEnd('/') + "/" + path);

    public static async Task<LoopbackFiles> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LoopbackFiles(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>How it answers the next question, in place of the right answer.</summary>
    public void Next(Func<HttpContext, Task> reply) => next.Enqueue(reply);

    /// <summary>The next answer breaks off after this many bytes of the file.</summary>
    public void NextBreaksOff(string path, int after) => Next(async context =>
    {
        var bytes = Encoding.UTF8.GetBytes(Files[path]);
        context.Response.Headers.ETag = Tag(bytes);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, after));
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        LastUserAgent = context.Request.Headers.UserAgent;
        if (next.TryDequeue(out var reply))
        {
            asked.Enqueue($"{path} stumbled");
            await reply(context);
            return;
        }
        if (!Files.TryGetValue(path, out var text))
            context.Response.StatusCode = 404;
        else
            await GiveAsync(context, Encoding.UTF8.GetBytes(text));
        asked.Enqueue($"{path} {context.Response.StatusCode}{(context.Request.Headers.Range.Count > 0 ? " " + context.Request.Headers.Range : "")}");
    }

    private static async Task GiveAsync(HttpContext context, byte[] bytes)
    {
        var tag = Tag(bytes);
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
            return;
        }
        var from = 0;
        if (context.Request.GetTypedHeaders().Range?.Ranges.SingleOrDefault()?.From is { } asked && context.Request.Headers.IfRange == tag)
        {
            from = (int)asked;
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        }
        context.Response.ContentLength = bytes.Length - from;
        await context.Response.Body.WriteAsync(bytes.AsMemory(from));
    }

    private static string Tag(byte[] bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"";
}
