using System.Text.Json;

namespace Weir.Sources.FollowTheMoney;

/// <summary>Which states of a dataset its publisher has, and the files of changes between them.</summary>
public static class DatasetIndex
{
    private const int MostBytes = 64 << 20;

    /// <summary>Addresses of a dataset below a publisher's root: its index, all its entities, its index of changes.</summary>
    /// <param name="root">E.g. https://data.opensanctions.org/.</param>
    /// <param name="name">The dataset.</param>
    public static (Uri Index, Uri Entities, Uri Changes) Addresses(Uri root, string name) =>
        (new(root, $"datasets/latest/{name}/index.json"), new(root, $"datasets/latest/{name}/entities.ftm.json"), new(root, $"artifacts/{name}/delta.json"));

    /// <summary>The state that a dataset's index says is its latest; null where the file does not say it.</summary>
    public static async Task<string?> VersionAsync(Stream index, CancellationToken cancellation)
    {
        using var document = await ReadAsync(index, cancellation);
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String
            ? version.GetString()
            : null;
    }

    /// <summary>
    /// The changes that lead from one state to another, in order; null where the index of changes has a gap between them: it does not know the first, or
    /// ends before the second.
    /// </summary>
    public static async Task<IReadOnlyList<(string Version, Uri Address)>?> ChangesAsync(Stream index, Uri address, string from, string to, CancellationToken cancellation)
    {
        using var document = await ReadAsync(index, cancellation);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("versions", out var versions) || versions.ValueKind != JsonValueKind.Object)
            return null;
        // Names of states begin with their time.
        var known = new SortedDictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var version in versions.EnumerateObject())
        {
            if (version.Value.ValueKind == JsonValueKind.String && Uri.TryCreate(address, version.Value.GetString(), out var at))
                known[version.Name] = at;
        }
        return known.ContainsKey(from) && known.ContainsKey(to)
            ? [.. known.Where(k => string.CompareOrdinal(k.Key, from) > 0 && string.CompareOrdinal(k.Key, to) <= 0).Select(k => (k.Key, k.Value))]
            : null;
    }

    private static async Task<JsonDocument?> ReadAsync(Stream content, CancellationToken cancellation)
    {
        if (content.CanSeek && content.Length > MostBytes)
            return null;
        try
        {
            return await JsonDocument.ParseAsync(content, cancellationToken: cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
