using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Screening;

namespace Weir.Sources;

/// <summary>One file of a list that is published in several.</summary>
/// <param name="Name">Its file name, as the publisher writes it; files are looked for in either case.</param>
/// <param name="Holds">What it holds, for messages, e.g. <c>addresses</c>.</param>
/// <param name="Address">Where it is downloaded; null where that is not known beforehand.</param>
/// <param name="Required">Whether the list is refused without it; else its absence is noted.</param>
public sealed record ListPart(string Name, string Holds, Uri? Address, bool Required);

/// <summary>The files of one version of a list, unpacked.</summary>
public interface IListParts
{
    /// <summary>The names of those that are there, the main one first.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Opens one from its first byte; the caller closes it. It may be opened again.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="cancellation">Stops the opening.</param>
    ValueTask<Stream> OpenAsync(string name, CancellationToken cancellation);
}

/// <summary>A list that is published in several files (a table and its companions), or as a file and the changes to it since.</summary>
public interface IPartedList : IListSource
{
    /// <summary>The files of the list in the form that this one is in, the main one first; one alone where that form is whole in one file.</summary>
    IReadOnlyList<ListPart> PartsOf(FileHead head);

    /// <summary>Whether a file is changes to a version of the list rather than the list.</summary>
    bool IsChange(FileHead head) => false;

    /// <inheritdoc cref="IListSource.ReadAsync"/>
    /// <param name="parts">The files.</param>
    /// <param name="reading">Takes what is to be said of them.</param>
    /// <param name="cancellation">Stops the reading.</param>
    IAsyncEnumerable<Entity> ReadAsync(IListParts parts, ListReading reading, CancellationToken cancellation);
}

/// <summary>A file of a list as it was kept.</summary>
/// <param name="Name">Its name among the list's files.</param>
/// <param name="Sha256">The snapshot that holds it as received.</param>
/// <param name="Version">The publisher's name for this state of the list, where there is one.</param>
public sealed record KeptPart(string Name, string Sha256, string? Version = null);

/// <summary>Which received files make one version of a list. It is kept as a snapshot itself, so that the version can be read again.</summary>
/// <param name="Parts">The files, the main one first; changes in the order in which they apply.</param>
public sealed record ListManifest([property: JsonPropertyName("weirListParts")] IReadOnlyList<KeptPart> Parts)
{
    private const int MostBytes = 1 << 20;

    /// <summary>The manifest as it is kept: the same parts give the same bytes.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.ListManifest), (byte)'\n'];

    /// <summary>Whether a file that begins like this is a manifest.</summary>
    public static bool Recognises(FileHead head) => head.Head.Span.StartsWith("{\"weirListParts\":"u8);

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="SourceFormatException">It is damaged.</exception>
    public static async Task<ListManifest> ReadAsync(Stream content, string fileName, CancellationToken cancellation)
    {
        try
        {
            var bytes = new byte[MostBytes];
            var read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
            if (JsonSerializer.Deserialize(bytes.AsSpan(0, read), ManifestJson.Default.ListManifest) is { Parts.Count: > 0 } manifest
                && manifest.Parts.All(p => p is { Name.Length: > 0, Sha256.Length: 64 }))
                return manifest;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new SourceFormatException($"{fileName} names no files of a list; it was kept by Weir and is damaged. Ingest the list's files again.");
    }
}

/// <summary>The files that a manifest names, among received ones.</summary>
/// <param name="manifest">The manifest.</param>
/// <param name="open">Opens a received file by its hash.</param>
public sealed class ManifestParts(ListManifest manifest, Func<string, Stream> open) : IListParts
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [.. manifest.Parts.Select(p => p.Name)];

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The received file's content owns what is beneath it, and the caller closes that.")]
    public async ValueTask<Stream> OpenAsync(string name, CancellationToken cancellation)
    {
        var part = manifest.Parts.FirstOrDefault(p => p.Name == name) ?? throw new ArgumentException($"there is no part {name}", nameof(name));
        return (await Text.ReceivedFile.OpenAsync(open(part.Sha256), name, cancellation)).Content;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
