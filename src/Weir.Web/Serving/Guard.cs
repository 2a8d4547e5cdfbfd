using Microsoft.AspNetCore.Http;

namespace Weir.Web.Serving;

/// <summary>
/// Sets the headers that keep a browser from running or fetching anything that is not the site's own, and turns away
/// requests that come under another host's name (a page elsewhere that had its name resolve to this machine).
/// </summary>
internal sealed class Guard(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // Elsewhere hears nothing; with no-referrer a browser would name no origin to the site's own forms either, and a file that is sent in would be refused.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (http.Request.Host.Host is "127.0.0.1" or "localhost")
            return next(http);
        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return http.Response.WriteAsync("This site answers to 127.0.0.1 and localhost only.", http.RequestAborted);
    }
}
