using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Screening;

namespace Weir.Desk.Screening;

/// <summary>
/// The id of a candidate: everything that computing it again needs, and a check that it was copied whole. What <c>weir explain</c> takes.
/// </summary>
/// <param name="Query">Who was asked for, with all that was said of them.</param>
/// <param name="List">The list's id.</param>
/// <param name="Version">The list's version, as the lake that gave the id numbers them.</param>
/// <param name="Sha256">How the hash of that version's entities begins: the same in every lake.</param>
/// <param name="Entity">The listed entity's id.</param>
/// <param name="Threshold">See <see cref="ScreeningOptions.Threshold"/>.</param>
/// <param name="Cutoff">See <see cref="ScreeningOptions.Cutoff"/>.</param>
/// <param name="Engine">Which engine gave the score (<see cref="ScreeningEngine.Version"/>).</param>
public sealed record MatchId(Entity Query, string List, string Version, string Sha256, string Entity, double Threshold, double Cutoff, string Engine)
{
    private const string Prefix = "m1-";
    private const int CheckLength = 4;
    private const int HashLength = 16;
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The id of a match of a query under options.</summary>
    public static MatchId Of(Entity query, Match match, ScreeningOptions options) => new(
        query, match.List.List, match.List.Version, match.List.Sha256[..Math.Min(HashLength, match.List.Sha256.Length)], match.Entity.Id, options.Threshold, options.Cutoff, ScreeningEngine.Version);

    /// <summary>Whether a text looks like such an id.</summary>
    public static bool Looks(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The options that computing it again needs.</summary>
    public ScreeningOptions Options => new() { Threshold = Threshold, Cutoff = Cutoff };

    // Not compressed: a compressor's bytes differ from one machine's library to the next, and an id must not.
    /// <inheritdoc/>
    public override string ToString()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartArray();
            json.WriteStringValue(Engine);
            json.WriteStringValue(List);
            json.WriteStringValue(Version);
            json.WriteStringValue(Sha256);
            json.WriteStringValue(Entity);
            json.WriteNumberValue(Threshold);
            json.WriteNumberValue(Cutoff);
            json.WriteStringValue(Query.Id);
            json.WriteStringValue(Query.Schema);
            json.WriteStartObject();
            foreach (var (property, values) in Query.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                json.WriteStartArray(property);
                foreach (var value in values)
                    json.WriteStringValue(value);
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WriteEndArray();
        }
        buffer.Write(SHA256.HashData(buffer.WrittenSpan).AsSpan(0, CheckLength));
        return Prefix + Base64Url.EncodeToString(buffer.WrittenSpan);
    }

    /// <summary>Reads an id; null where the text is none, was cut or altered.</summary>
    public static MatchId? Parse(string text)
    {
        if (!Looks(text) || !Base64Url.IsValid(text.AsSpan(Prefix.Length)))
            return null;
        var bytes = Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length));
        if (bytes.Length <= CheckLength || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - CheckLength)).AsSpan(0, CheckLength).SequenceEqual(bytes.AsSpan(bytes.Length - CheckLength)))
            return null;
        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(0, bytes.Length - CheckLength));
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    private static MatchId Read(JsonElement all)
    {
        string At(int index) => all[index].GetString()!;
        var properties = all[9].EnumerateObject().ToDictionary(p => p.Name, p => (IReadOnlyList<string>)[.. p.Value.EnumerateArray().Select(v => v.GetString()!)], StringComparer.Ordinal);
        return new(new Entity(At(7), At(8), properties), At(1), At(2), At(3), At(4), all[5].GetDouble(), all[6].GetDouble(), At(0));
    }
}
