using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Weir.Web.Serving;

/// <summary>The style sheets and scripts, read once from the assembly and named by their content.</summary>
internal static class AssetFiles
{
    /// <summary>Where they are served.</summary>
    public const string Folder = "/assets/";

    private const string Prefix = "wwwroot/";

    private static readonly FrozenDictionary<string, Asset> All = Load();

    /// <summary>The address of an asset with its version in it, so that a browser keeps it until it changes; null where it was not built.</summary>
    public static string? Address(string name) => All.TryGetValue(name, out var asset) ? $"{Folder}{name}?v={asset.Version}" : null;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Folder + "{**name}", (string name, HttpContext http) =>
    {
        if (!All.TryGetValue(name, out var asset))
            return Failures.NoSuchPage(http);
        http.Response.Headers.CacheControl = http.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(asset.Content, asset.Type, entityTag: new($"\"{asset.Version}\"")).ExecuteAsync(http);
    });

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var type = Path.GetExtension(resource) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                _ => "application/octet-stream",
            };
            all[resource[Prefix.Length..]] = new(content, type, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private sealed record Asset(byte[] Content, string Type, string Version);
}
