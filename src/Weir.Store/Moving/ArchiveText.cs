using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Weir.Store.Moving;

/// <summary>The first entry of an archive.</summary>
/// <param name="Format">Says that this is an exported lake: <see cref="Kind"/>.</param>
/// <param name="Version">Of the archive's form; 1.</param>
/// <param name="Schema">Of the catalogue.</param>
/// <param name="Lake">The lake's id.</param>
/// <param name="ExportedAt">When.</param>
/// <param name="Files">How many files follow.</param>
/// <param name="Bytes">Their bytes together.</param>
internal sealed record ArchiveHead(string Format, int Version, int Schema, string Lake, string ExportedAt, int Files, long Bytes)
{
    public const string Name = "weir-lake.json";
    public const string Kind = "weir-lake";
    public const int Newest = 1;
}

/// <summary>The last entry of an archive.</summary>
internal sealed record ArchiveManifest(IReadOnlyList<ArchivedFile> Files)
{
    public const string Name = "manifest.json";
}

/// <summary>A file of an archive.</summary>
/// <param name="Path">Below the home, with <c>/</c>.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Sha256">Hash over them.</param>
internal sealed record ArchivedFile(string Path, long Bytes, string Sha256);

[JsonSerializable(typeof(ArchiveHead))]
[JsonSerializable(typeof(ArchiveManifest))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class ArchiveJson : JsonSerializerContext;

/// <summary>Which names an archive may hold: those of the lake's own layout, and so none that leaves its folder.</summary>
internal static partial class ArchiveNames
{
    public static bool IsAllowed(string name) => name == "catalog.db" || Layout().IsMatch(name);

    [GeneratedRegex(
        @"^(raw/[0-9a-f]{64}\.(zst|json)|flows/[a-z0-9_-]{1,64}/[A-Z0-9]{1,10}/[0-9]{4}/[0-9]{4,9}\.parquet|lists/[a-z0-9_-]{1,64}/[0-9]{4,9}/[a-z0-9][a-z0-9.-]{0,63})\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Layout();
}
