using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Store.Catalog;
using Weir.Trade;

namespace Weir.Store.Journals;

/// <summary>
/// What <c>raw/&lt;sha256&gt;.json</c> says of the received file beside it: where it came from, and how and when it was read. With the bytes
/// that is enough to make everything else again. Moments are written as in the catalogue.
/// </summary>
internal sealed record JournalEntry(
    string Sha256,
    long Bytes,
    string ReceivedAt,
    string Address,
    string FileName,
    string? Publisher,
    [property: JsonPropertyName("etag")] string? ETag,
    string? LastModified,
    string? Rejected,
    IReadOnlyList<StoredReading> Readings)
{
    private static readonly JournalJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        // A file of its own that goes into no page: names in Russian or Chinese stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    [JsonIgnore]
    public SnapshotOrigin Origin => new(Address, FileName, Publisher, ETag, LastModified is null ? null : SqliteCommands.Moment(LastModified));

    public bool IsSameAs(JournalEntry other) => ToBytes().AsSpan().SequenceEqual(other.ToBytes());

    /// <summary>Whether this says all that <paramref name="other"/> says, and a reading or a rejection more.</summary>
    public bool IsAheadOf(JournalEntry other)
    {
        var first = Readings.Take(other.Readings.Count).ToList();
        return (this with { Readings = [.. first], Rejected = other.Rejected, Publisher = other.Publisher }).IsSameAs(other)
            && (Readings.Count > other.Readings.Count || (Rejected is not null && other is { Rejected: null, Readings.Count: 0 }));
    }

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json.JournalEntry), (byte)'\n'];

    /// <exception cref="JsonException">It is no journal.</exception>
    public static JournalEntry Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Json.JournalEntry) is { Sha256: not null, ReceivedAt: not null, Address: not null, FileName: not null, Readings: not null } entry
        && IsHash(entry.Sha256) && entry.Readings.All(r => r.IsValid)
            ? entry
            : throw new JsonException("it lacks what every journal has");

    /// <summary>Whether a text is a SHA-256 as the lake writes it.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The readings without their versions, as the catalogue keeps them.</summary>
    public static string ReadingsToJson(IReadOnlyList<StoredReading> readings) => JsonSerializer.Serialize(readings, StoredJson.Default.IReadOnlyListStoredReading);

    public static IReadOnlyList<StoredReading> ReadingsFromJson(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, StoredJson.Default.IReadOnlyListStoredReading)!;
}

/// <summary>One reading of a snapshot, and the versions that came of it.</summary>
/// <param name="Into"><see cref="Flows"/> or <see cref="Lists"/>.</param>
/// <param name="Source">The source's or the list's id.</param>
/// <param name="At">When what was read became current.</param>
/// <param name="FileName">As the reader was told it.</param>
/// <param name="Flow">The flow's code, where it was said.</param>
/// <param name="Reporter">The reporter, where it was said.</param>
/// <param name="Asked">What was asked of the publisher.</param>
/// <param name="Versions">What came of it; null in the catalogue, which has tables for them.</param>
/// <param name="Whole">What somebody said that the file is whole for.</param>
internal sealed record StoredReading(
    string Into,
    string Source,
    string At,
    string FileName,
    string? Flow = null,
    int? Reporter = null,
    IReadOnlyList<StoredCoverage>? Asked = null,
    IReadOnlyList<StoredVersion>? Versions = null,
    string? Whole = null)
{
    public const string Flows = "flows";
    public const string Lists = "lists";

    public static StoredReading Of(string into, SnapshotReading reading, string receivedAs, DateTimeOffset at) => new(
        into, reading.Source, at.Stored(), reading.FileName ?? receivedAs, reading.Flow?.Code(), reading.Reporter,
        reading.Asked.Count == 0 ? null : [.. reading.Asked.Select(StoredCoverage.Of)], Whole: reading.Whole?.ToString());

    /// <summary>Whether it says what it must, and its names may become folders.</summary>
    [JsonIgnore]
    public bool IsValid => Into is Flows or Lists && Source is not null && LakeHome.IsName(Source) && At is not null && FileName is not null
        && (Versions ?? []).All(v => v.Sha256 is not null && v.Number > 0 && (Into == Lists || v is { Reporter: >= 0, Year: >= 0 and <= 9999 }));

    public SnapshotReading Reading() => new(Source, FileName)
    {
        Flow = Flow is null ? null : FlowCodes.TryParse(Flow, out var flow) ? flow : throw new LakeException($"'{Flow}' is no flow that this Weir knows; update Weir."),
        Reporter = Reporter,
        Asked = [.. (Asked ?? []).Select(a => a.Coverage())],
        Whole = Whole is null ? null : Enum.TryParse<WholeFor>(Whole, out var whole) ? whole : throw new LakeException($"'{Whole}' is nothing that a file is whole for, as far as this Weir knows; update Weir."),
    };
}

/// <summary>A version that a reading brought.</summary>
/// <param name="Reporter">The unit's reporter; null for a list.</param>
/// <param name="Year">The unit's year; null for a list.</param>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Rows">Rows of the file, or entities of the list.</param>
/// <param name="Sha256">Hash of the file.</param>
internal sealed record StoredVersion(int? Reporter, int? Year, int Number, long Rows, string Sha256);

/// <summary>A <see cref="Coverage"/> as it is written down.</summary>
internal sealed record StoredCoverage(int Reporter, string Flow, int Period, IReadOnlyList<string> Commodities, IReadOnlyList<int> Partners, string Completeness)
{
    public static StoredCoverage Of(Coverage c) => new(c.Reporter, c.Flow.Code(), c.Period.Number, c.Commodities, c.Partners, c.Completeness.ToString());

    public Coverage Coverage() => new(
        Reporter,
        FlowCodes.TryParse(Flow, out var flow) ? flow : throw new LakeException($"'{Flow}' is no flow that this Weir knows; update Weir."),
        Trade.Period.FromNumber(Period), Commodities, Partners, Enum.Parse<Completeness>(Completeness));
}

[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
