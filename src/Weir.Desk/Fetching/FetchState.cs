using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Store;

namespace Weir.Desk.Fetching;

/// <summary>A file of a list as it was fetched last.</summary>
/// <param name="Address">Where from.</param>
/// <param name="Sha256">The snapshot.</param>
/// <param name="ETag">The server's entity tag.</param>
/// <param name="LastModified">The server's date of last change.</param>
internal sealed record FetchedFile(Uri Address, string Sha256, string? ETag, DateTimeOffset? LastModified);

/// <summary>When a list was last compared with its publisher's, and what it was then. It lies in <c>fetched/</c> below the lake's home; without it the next fetch gets everything.</summary>
/// <param name="CheckedAt">When.</param>
/// <param name="Files">Its files.</param>
internal sealed record FetchState(DateTimeOffset CheckedAt, IReadOnlyList<FetchedFile> Files)
{
    /// <summary>The folder below the lake's home.</summary>
    public const string Folder = "fetched";

    /// <summary>The state of a list; null where it was never fetched, or nobody can tell.</summary>
    public static async Task<FetchState?> OfAsync(Lake lake, string list, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(PathOf(lake, list));
            return await JsonSerializer.DeserializeAsync(file, FetchJson.Default.FetchState, cancellation) is { Files: not null } state ? state : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it down.</summary>
    public async Task SaveAsync(Lake lake, string list, CancellationToken cancellation)
    {
        if (lake.IsReadOnly)
            return;
        Directory.CreateDirectory(Path.Combine(lake.Home, Folder));
        var path = PathOf(lake, list);
        await File.WriteAllBytesAsync(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, FetchJson.Default.FetchState), cancellation);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static string PathOf(Lake lake, string list) => Path.Combine(lake.Home, Folder, list + ".json");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FetchState))]
internal sealed partial class FetchJson : JsonSerializerContext;
