using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Sources.Text;

namespace Weir.Sources.UsConsolidated;

/// <summary>The list as JSON: <c>{"results": […]}</c>, each row with the table's names, and addresses and ids as objects.</summary>
internal static class CslJson
{
    public static async IAsyncEnumerable<CslRow> ReadAsync(ReceivedText text, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var rows = new JsonRecords(text.OpenUtf8(), reading.FileName, "results");
        while (await rows.ReadAsync(cancellation))
            yield return Read(rows.Record, rows.Ordinal);
        if (!rows.HasData)
            throw new SourceFormatException($"{reading.FileName} has no array 'results': it is not the Consolidated Screening List in JSON. Download it again.");
    }

    private static CslRow Read(ReadOnlySpan<byte> record, long ordinal)
    {
        var shown = System.Text.Encoding.UTF8.GetString(record.Length > 2000 ? record[..2000] : record);
        var json = new Utf8JsonReader(record);
        try
        {
            using var document = JsonDocument.ParseValue(ref json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return new(ordinal, new Dictionary<string, string>()) { Problem = (null, "it is no object"), Shown = shown };
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in root.EnumerateObject())
            {
                if (Text(property.Value) is { } value)
                    values[property.Name] = value;
            }
            return new CslRow(ordinal, values)
            {
                Shown = shown,
                Programs = Texts(root, "programs"),
                AltNames = Texts(root, "alt_names"),
                Citizenships = Texts(root, "citizenships"),
                Nationalities = Texts(root, "nationalities"),
                DatesOfBirth = Texts(root, "dates_of_birth"),
                PlacesOfBirth = Texts(root, "places_of_birth"),
                Urls = [.. new[] { values.GetValueOrDefault("source_information_url") ?? values.GetValueOrDefault("source_list_url") }.OfType<string>()],
                Addresses = [.. Objects(root, "addresses").Select(Address)],
                Ids = [.. Objects(root, "ids").Where(i => Text(i, "type") is not null).Select(i => new CslId(Text(i, "type")!, Text(i, "number") ?? "", Text(i, "country"), Dates(i)))],
            }.Checked();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new(ordinal, new Dictionary<string, string>()) { Problem = (null, $"it is no JSON: {e.Message}"), Shown = shown };
        }
    }

    private static string? Dates(JsonElement id) => string.Join(", ", new[] { Text(id, "issue_date"), Text(id, "expiration_date") }.OfType<string>()) is { Length: > 0 } dates ? dates : null;

    private static CslAddress Address(JsonElement address)
    {
        var country = Text(address, "country");
        return new(string.Join(", ", new[] { Text(address, "address"), Text(address, "city"), Text(address, "state"), Text(address, "postal_code"), country }.OfType<string>()), country);
    }

    private static IEnumerable<JsonElement> Objects(JsonElement row, string name) =>
        row.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    private static IReadOnlyList<string> Texts(JsonElement row, string name) =>
        !row.TryGetProperty(name, out var list) ? []
        : list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Text).OfType<string>()]
        : Text(list) is { } one ? [one]
        : [];

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()?.Trim() is { Length: > 0 } text => text,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
