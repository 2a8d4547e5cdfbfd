using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Weir.Web.Screening;

/// <summary>How long a body may be, refused so that the client hears it: one that is still sending when it is refused sees a broken connection instead.</summary>
internal static class BodyLimit
{
    // A body longer than this many times the limit is cut off all the same.
    private const int ReadToRefuse = 16;

    /// <summary>Whether the body is too long; it was read to its end then, for nothing.</summary>
    public static async Task<bool> IsExceededAsync(HttpContext http, long longest)
    {
        var isLong = http.Request.ContentLength > longest && http.Request.ContentLength <= longest * ReadToRefuse;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = isLong ? longest * ReadToRefuse : longest;
        if (isLong)
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        return isLong;
    }
}
