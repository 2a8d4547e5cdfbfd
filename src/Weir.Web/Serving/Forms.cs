using Microsoft.AspNetCore.Http;

namespace Weir.Web.Serving;

/// <summary>The form that a page is asked in.</summary>
internal enum Form
{
    Html,
    Json,
    Csv,
}

/// <summary>Takes <c>.json</c> and <c>.csv</c> off an address, so that each page has one route for its three forms.</summary>
internal sealed class Forms(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        var form = path.EndsWith(".json", StringComparison.Ordinal) ? Form.Json : path.EndsWith(".csv", StringComparison.Ordinal) ? Form.Csv : Form.Html;
        if (form != Form.Html && !path.StartsWith(AssetFiles.Folder, StringComparison.Ordinal))
        {
            var bare = path[..path.LastIndexOf('.')];
            http.Request.Path = bare == "/index" ? "/" : bare;
            http.Features.Set(new AskedForm(form));
        }
        return next(http);
    }

    public static Form Of(HttpContext http) => http.Features.Get<AskedForm>()?.Form ?? Form.Html;

    private sealed record AskedForm(Form Form);
}
