using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Desk.Screening.Bulk;
using Weir.Screening;

namespace Weir.Desk.Screening;

/// <summary>What screening says, for programs. The order of keys and the digits of numbers are fixed.</summary>
public static class ReportJson
{
    /// <summary>How it is written: names in their own script.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole report as one object.</summary>
    public static void Write(Utf8JsonWriter json, ScreenReport report)
    {
        json.WriteStartObject();
        WriteQuery(json, report.Query);
        json.WriteString("engine", report.Engine);
        json.WriteStartArray("options");
        foreach (var option in BulkScreening.OptionTexts(report.Options))
            json.WriteStringValue(option);
        json.WriteEndArray();
        json.WriteStartArray("lists");
        foreach (var list in report.Lists)
        {
            json.WriteStartObject();
            json.WriteString("list", list.List);
            json.WriteNumber("version", list.Number);
            json.WriteString("sha256", list.Sha256);
            json.WriteString("snapshot", list.Snapshot);
            json.WriteNumber("entities", list.Entities);
            json.WriteString("currentFrom", list.CurrentFrom.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteCandidates(json, report);
        json.WriteEndObject();
    }

    /// <summary>The key <c>query</c> with who was asked for.</summary>
    public static void WriteQuery(Utf8JsonWriter json, Entity query)
    {
        json.WriteStartObject("query");
        json.WriteString("id", query.Id);
        json.WriteString("schema", query.Schema);
        WriteProperties(json, query);
        json.WriteEndObject();
    }

    /// <summary>The key <c>candidates</c> with who may be meant.</summary>
    public static void WriteCandidates(Utf8JsonWriter json, ScreenReport report)
    {
        json.WriteStartArray("candidates");
        foreach (var match in report.Matches)
        {
            json.WriteStartObject();
            json.WriteString("matchId", report.IdOf(match).ToString());
            WriteMatch(json, match);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The keys of one match, within an object that is open.</summary>
    public static void WriteMatch(Utf8JsonWriter json, Match match)
    {
        if (match.List.List.Length > 0)
        {
            json.WriteString("list", match.List.List);
            json.WriteString("listVersion", match.List.Version);
            WriteEntity(json, "entity", match.Entity);
        }
        json.WriteNumber("score", match.Score);
        json.WriteString("verdict", VerdictText.Of(match.Verdict));
        json.WriteString("metBy", match.Name.Text);
        json.WriteString("metByKind", Camel(match.Name.Kind.ToString()));
        json.WriteString("queryName", match.QueryName);
        WriteReasons(json, match.Reasons);
    }

    /// <summary>An entity under a key.</summary>
    public static void WriteEntity(Utf8JsonWriter json, string key, Entity entity)
    {
        json.WriteStartObject(key);
        json.WriteString("id", entity.Id);
        json.WriteString("caption", entity.Caption);
        json.WriteString("schema", entity.Schema);
        WriteProperties(json, entity);
        json.WriteEndObject();
    }

    /// <summary>The key <c>properties</c>, by name; and <c>nameLanguages</c>, where the list states the languages of names.</summary>
    public static void WriteProperties(Utf8JsonWriter json, Entity entity)
    {
        json.WriteStartObject("properties");
        foreach (var (property, values) in entity.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(property);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        FtmJsonLines.WriteNameLanguages(json, entity);
    }

    /// <summary>The key <c>reasons</c>.</summary>
    public static void WriteReasons(Utf8JsonWriter json, IReadOnlyList<Reason> reasons)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("kind", Camel(reason.Kind.ToString()));
            json.WriteString("query", reason.Query);
            json.WriteString("listed", reason.Entity);
            if (reason.Kind == ReasonKind.WordMet)
                json.WriteString("how", Camel(reason.How.ToString()));
            json.WriteNumber("contribution", Math.Round(reason.Contribution, 4));
            json.WriteString("text", reason.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
