using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Cli.Running;
using Weir.Desk.Screening;
using Weir.Desk.Screening.Bulk;
using Weir.Screening;

namespace Weir.Cli.Printing;

/// <summary>Prints who may be meant, and why.</summary>
internal static class MatchPrinter
{
    /// <summary>Candidates of one question.</summary>
    public static void Print(Terminal terminal, ScreenReport report)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                Json(terminal, json => ReportJson.Write(json, report));
                return;
            case Form.Csv:
                Sheet(report).Print(terminal, report.Matches);
                return;
            case Form.Text:
                break;
        }
        if (report.Lists.Count == 0)
            return;
        var lists = string.Join(", ", report.Lists.Select(l => $"{l.List} version {l.Number} ({English.Count(l.Entities, "entity", "entities")})"));
        if (report.Matches.Count == 0)
        {
            terminal.Out.WriteLine($"Nobody at {Score(report.Options.Cutoff)} or above in {lists}. That is no clearance.");
            return;
        }
        Sheet(report).Print(terminal, report.Matches);
        foreach (var match in report.Matches)
        {
            Lines.Print(terminal, $"{match.Entity.Caption} ({match.List.List} {match.Entity.Id}), met by \"{match.Name.Text}\"", match.Reasons.Select(Sentence));
            terminal.Out.WriteLine($"    weir explain {report.IdOf(match)}");
        }
        terminal.Out.WriteLine();
        Lines.Item(terminal, $"Searched: {lists}; engine {report.Engine}. A candidate is no finding about anybody, and who is not here is not cleared.", "");
    }

    /// <summary>A match computed again.</summary>
    public static void Explain(Terminal terminal, MatchExplanation explained)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                Json(terminal, json =>
                {
                    json.WriteStartObject();
                    json.WriteString("matchId", explained.Id.ToString());
                    ReportJson.WriteQuery(json, explained.Id.Query);
                    json.WriteString("engine", ScreeningEngine.Version);
                    json.WriteString("foundByEngine", explained.Id.Engine);
                    json.WriteString("listSha256", explained.Version.Sha256);
                    ReportJson.WriteMatch(json, explained.Match);
                    json.WriteStartArray("about");
                    foreach (var about in explained.About)
                    {
                        json.WriteStartObject();
                        json.WriteString("id", about.Id);
                        json.WriteString("schema", about.Schema);
                        ReportJson.WriteProperties(json, about);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
                return;
            case Form.Csv:
                new Sheet<Reason>(
                    new("kind", r => r.Kind.ToString()), new("query", r => r.Query), new("listed", r => r.Entity), new("how", r => r.Kind == ReasonKind.WordMet ? r.How.ToString() : ""),
                    new("contribution", r => Math.Round(r.Contribution, 4)), new("text", r => r.Text)).Print(terminal, explained.Match.Reasons);
                return;
            case Form.Text:
                break;
        }
        var match = explained.Match;
        terminal.Out.WriteLine($"{Score(match.Score)} {VerdictText.Of(match.Verdict)}: \"{match.QueryName}\" and \"{match.Name.Text}\" of {match.Entity.Caption}");
        Lines.Print(terminal, "Asked for", Facts(explained.Id.Query));
        Lines.Print(terminal, $"Listed: {match.List.List} {match.Entity.Id}, version {explained.Version.Number}, entities {explained.Version.Sha256}", Facts(match.Entity));
        terminal.Out.WriteLine();
        new Sheet<Reason>(
            new("query", r => r.Query, "Asked for"), new("listed", r => r.Entity, "Listed"), new("how", r => r.Kind == ReasonKind.WordMet ? r.How.ToString() : r.Kind.ToString(), "How"),
            new("contribution", r => r.Contribution, "Adds", r => r.Contribution.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture)), new("text", r => r.Text, "In words")).Print(terminal, match.Reasons);
        terminal.Out.WriteLine();
        Lines.Item(terminal, $"The parts sum to {Score(match.Score)}; from {Score(explained.Id.Threshold)} on it is a match, from {Score(explained.Id.Cutoff)} on to be reviewed. Engine {ScreeningEngine.Version}{(explained.IsSameEngine ? "" : $"; the id comes from engine {explained.Id.Engine}, which may have scored otherwise")}. A candidate is no finding about anybody.", "");
        terminal.Out.WriteLine($"Compute it again: weir explain {explained.Id}");
    }

    /// <summary>Two names against each other.</summary>
    public static void Compare(Terminal terminal, Entity first, Entity second, Match? match)
    {
        var (score, verdict, reasons) = (match?.Score ?? 0, VerdictText.Of(match?.Verdict ?? MatchVerdict.No), match?.Reasons ?? []);
        switch (terminal.Form)
        {
            case Form.Json:
                Json(terminal, json =>
                {
                    json.WriteStartObject();
                    ReportJson.WriteEntity(json, "first", first);
                    ReportJson.WriteEntity(json, "second", second);
                    json.WriteString("engine", ScreeningEngine.Version);
                    json.WriteNumber("score", score);
                    json.WriteString("verdict", verdict);
                    ReportJson.WriteReasons(json, reasons);
                    json.WriteEndObject();
                });
                return;
            case Form.Csv:
                new Sheet<int>(new("name1", _ => first.Caption), new("name2", _ => second.Caption), new("score", _ => score), new("verdict", _ => verdict), new("reasons", _ => string.Join("; ", reasons.Select(PairComparison.ReasonText)))).Print(terminal, [0]);
                return;
            case Form.Text:
                break;
        }
        terminal.Out.WriteLine($"{Score(score)} {verdict}: \"{first.Caption}\" and \"{second.Caption}\"");
        foreach (var reason in reasons)
            Lines.Item(terminal, Sentence(reason));
        if (match is null)
            Lines.Item(terminal, "the two are of kinds that can't mean the same");
    }

    private static Sheet<Match> Sheet(ScreenReport report) => new(
        new("score", m => m.Score, "Score", m => Score(m.Score)),
        new("verdict", m => VerdictText.Of(m.Verdict), "Verdict"),
        new("name", m => m.Entity.Caption, "Name"),
        new("schema", m => m.Entity.Schema, "Kind"),
        new("countries", m => string.Join(' ', m.Entity.Countries), "Countries"),
        new("birthDates", m => string.Join(' ', m.Entity.BirthDates), "Born"),
        new("programmes", m => string.Join("; ", m.Entity.Programmes)),
        new("list", m => m.List.List, "List"),
        new("listVersion", m => m.List.Version),
        new("entity", m => m.Entity.Id, "Entity"),
        new("metBy", m => m.Name.Text),
        new("reasons", m => string.Join("; ", m.Reasons.Select(r => r.Text))),
        new("matchId", m => report.IdOf(m).ToString()));

    private static IEnumerable<string> Facts(Entity entity) =>
        entity.Properties.Where(p => QueryEntity.IsCompared(p.Key)).OrderBy(p => p.Key == "name" ? 0 : 1).ThenBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{p.Key}: {string.Join("; ", p.Value)}").Prepend($"schema: {entity.Schema}");

    private static string Sentence(Reason reason) => string.Create(CultureInfo.InvariantCulture, $"{reason.Contribution:+0.00;-0.00;0.00}  {reason.Text}");

    private static string Score(double score) => score.ToString("0.00##", CultureInfo.InvariantCulture);

    private static void Json(Terminal terminal, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ReportJson.Writing with { Indented = true, NewLine = "\n" }))
            write(json);
        terminal.Out.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
