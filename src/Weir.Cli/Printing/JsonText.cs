using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Cli.Running;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Cli.Printing;

/// <summary>JSON for machines: camelCase names, invariant numbers, moments in UTC, codes instead of names, and the English text beside each key.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        Converters =
        {
            new Written<DateTimeOffset>(Moment),
            new Written<Economy>(e => e.Alpha3),
            new Written<Flow>(f => f.Code()),
            new Written<Period>(p => p.ToString()),
            new Written<Unit>(u => u.Code),
            new Written<ObservationId>(id => id.ToString()),
            new Written<LocalText>(t => t.In("en")),
            new SaidPhrase(),
            // The first that fits is taken: an enumeration that is written otherwise stands above.
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
        },
    };

    public static void Print(Terminal terminal, object document) => terminal.Out.WriteLine(JsonSerializer.Serialize(document, Options));

    /// <summary><c>2025-10-14T09:30:00Z</c>.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed class Written<T>(Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("the command line writes JSON and reads none");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }

    /// <summary>A phrase as its key, for programs, and its English text, for people.</summary>
    private sealed class SaidPhrase : JsonConverter<Phrase>
    {
        public override Phrase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("the command line writes JSON and reads none");

        public override void Write(Utf8JsonWriter writer, Phrase value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("key", value.Key);
            writer.WriteString("text", English.Say(value));
            writer.WriteEndObject();
        }
    }
}
