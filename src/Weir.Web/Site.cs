using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Desk;
using Weir.Web.Pages;
using Weir.Web.Screening;
using Weir.Web.Serving;

namespace Weir.Web;

/// <summary>How the site runs.</summary>
/// <param name="Port">Port on 127.0.0.1; 0 takes a free one.</param>
/// <param name="Clock">The clock.</param>
/// <param name="ConfigureLogging">Where its log goes; null logs nothing.</param>
public sealed record SiteOptions(int Port, TimeProvider Clock, Action<ILoggingBuilder>? ConfigureLogging = null);

/// <summary>The site could not start; the message says why and what to do.</summary>
public sealed class SiteException : Exception
{
    /// <summary>One clear sentence, and the cause.</summary>
    public SiteException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The site of one desk: pages that read without script, each with its data as <c>.json</c> and <c>.csv</c> beside it.</summary>
public static class Site
{
    /// <summary>Puts the site together; it listens on 127.0.0.1 only and serves once it is started.</summary>
    /// <exception cref="SiteException">There is no such port.</exception>
    public static WebApplication Create(IWorkbench workbench, SiteOptions options)
    {
        if (options.Port is < 0 or > 65535)
            throw new SiteException($"there is no port {options.Port}; give one from 1 to 65535, or 0 for any that is free");
        // The empty builder takes nothing from the machine (no settings files, no environment): what runs is what stands here.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(Site).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        options.ConfigureLogging?.Invoke(builder.Logging);
        builder.Services.AddRoutingCore();
        // Every script stays readable in the source of a page; what could be markup is still escaped.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton(options.Clock);
        builder.Services.AddSingleton(workbench);
        builder.Services.AddSingleton<Reading>();
        builder.Services.AddSingleton<PageRenderer>();
        builder.Services.AddSingleton<ScreeningJobs>();

        var app = builder.Build();
        app.UseMiddleware<Guard>();
        app.UseMiddleware<Failures>();
        app.UseMiddleware<Forms>();
        app.UseRouting();
        AssetFiles.Map(app);
        AllPages.Map(app);
        ScreeningApi.Map(app);
        JobEndpoints.Map(app);
        app.MapGet("/healthz", (HttpContext http) => http.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase) ? Results.Json(new { status = "ok" }) : Results.Text("ok"));
        app.MapGet("/readyz", async (Reading reading, CancellationToken cancellation) =>
        {
            await reading.StateAsync(cancellation);
            return Results.Text("ready");
        });
        app.MapFallback("{**path}", Failures.NoSuchPage);
        return app;
    }

    /// <summary>Starts a site and returns its address.</summary>
    /// <exception cref="SiteException">The port is in use or may not be taken.</exception>
    public static async Task<Uri> StartAsync(WebApplication site, CancellationToken cancellation)
    {
        try
        {
            await site.StartAsync(cancellation);
        }
        catch (IOException inUse)
        {
            throw new SiteException($"{inUse.Message.TrimEnd('.')}; stop the other program or choose another port with --port", inUse);
        }
        catch (System.Net.Sockets.SocketException refused)
        {
            throw new SiteException($"the site can't listen on its port: {refused.Message.TrimEnd('.')}; choose another with --port", refused);
        }
        return new Uri(site.Urls.First());
    }
}
