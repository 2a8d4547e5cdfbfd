using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Weir.Screening;

namespace Weir.Desk.Screening.Bulk;

/// <summary>The form of the answers to a file of questions.</summary>
public enum BulkForm
{
    /// <summary>A table with a line for each candidate, and one for each question without.</summary>
    Csv,

    /// <summary>A JSON object in each line, one for each question.</summary>
    JsonLines,
}

/// <summary>What came of one question, in short.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Id">How the asker calls it.</param>
/// <param name="Name">Who was asked for, or the line as it stands where it can't be asked.</param>
/// <param name="Best">The nearest candidate; null where there is none.</param>
/// <param name="Error">Why it could not be asked, in English; null where it could.</param>
public sealed record BulkAnswer(long Line, string Id, string Name, Match? Best, string? Error);

/// <summary>Asks the lists all questions of a file.</summary>
/// <param name="lists">Whom to ask.</param>
/// <param name="options">What to ask and what to give.</param>
/// <param name="form">How to answer.</param>
public sealed class BulkScreening(OpenLists lists, ScreeningOptions options, BulkForm form)
{
    private static readonly string[] Header =
        ["line", "id", "name", "status", "rank", "score", "verdict", "list", "listVersion", "entity", "caption", "schema", "countries", "birthDates", "programmes", "metBy", "reasons", "matchId", "error"];

    /// <summary>What the answers rest on.</summary>
    /// <param name="input">SHA-256 of the file of questions.</param>
    public BulkBasis Basis(string input) => new(
        "screen", form == BulkForm.Csv ? "csv" : "jsonl", input, ScreeningEngine.Version,
        [.. lists.Asked(options).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.List}/{v.Number}/{v.Sha256}"))],
        OptionTexts(options));

    /// <summary>Options as <c>name=value</c>, those that say something only.</summary>
    public static IReadOnlyList<string> OptionTexts(ScreeningOptions options) =>
    [
        .. new (string Name, string Value)[]
        {
            ("threshold", options.Threshold.ToString("R", CultureInfo.InvariantCulture)), ("cutoff", options.Cutoff.ToString("R", CultureInfo.InvariantCulture)),
            ("limit", options.Limit.ToString(CultureInfo.InvariantCulture)), ("lists", string.Join(' ', options.Lists)), ("schemata", string.Join(' ', options.Schemata)),
            ("programmes", string.Join(' ', options.Programmes)), ("topics", string.Join(' ', options.Topics)), ("countries", string.Join(' ', options.Countries)),
            ("excluded", string.Join(' ', options.ExcludedIds)),
        }.Where(o => o.Value.Length > 0).Select(o => $"{o.Name}={o.Value}"),
    ];

    /// <summary>Asks all questions.</summary>
    /// <param name="rows">The questions.</param>
    /// <param name="skip">How many are answered already.</param>
    /// <param name="write">Takes the answers in order, bytes of UTF-8; a table's header comes first where nothing is skipped.</param>
    /// <param name="hands">How many threads ask; the answers do not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="answered">Told of each question when its answer was written, in order; null where nobody wants to know.</param>
    public async Task RunAsync(
        QueryRows rows, long skip, Func<ReadOnlyMemory<byte>, BulkCount, ValueTask> write, int hands, CancellationToken cancellation, Action<BulkAnswer>? answered = null)
    {
        lists.Checked(options);
        if (skip == 0 && form == BulkForm.Csv)
        {
            var header = new StringBuilder();
            CsvLine.Append(header, ',', Header);
            await write(Encoding.UTF8.GetBytes(header.Append("\r\n").ToString()), new());
        }
        await OrderedWork.RunAsync(AfterAsync(rows, skip, cancellation), Answer, async answer =>
        {
            await write(answer.Bytes, answer.Count);
            foreach (var one in answered is null ? [] : answer.Answers)
                answered!(one);
        }, hands, cancellation);
    }

    private static async IAsyncEnumerable<QueryRow> AfterAsync(QueryRows rows, long skip, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in rows.ReadAsync(cancellation))
        {
            if (skip-- <= 0)
                yield return row;
        }
    }

    private (ReadOnlyMemory<byte> Bytes, BulkCount Count, IReadOnlyList<BulkAnswer> Answers) Answer(IReadOnlyList<QueryRow> rows)
    {
        var answers = new List<BulkAnswer>(rows.Count);
        var count = new BulkCount();
        var text = new StringBuilder();
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var row in rows)
        {
            var (report, error) = Ask(row);
            answers.Add(new(row.Line, row.Id, NameOf(row), report is { Matches: [var best, ..] } ? best : null, error));
            count += new BulkCount
            {
                Rows = 1,
                Matches = report?.Matches is [{ Verdict: MatchVerdict.Match }, ..] ? 1 : 0,
                Reviews = report?.Matches is [{ Verdict: MatchVerdict.Review }, ..] ? 1 : 0,
                Errors = error is null ? 0 : 1,
            };
            if (form == BulkForm.Csv)
                Table(text, row, report, error);
            else
                Line(bytes, row, report, error);
        }
        return (form == BulkForm.Csv ? Encoding.UTF8.GetBytes(text.ToString()) : bytes.WrittenMemory, count, answers);
    }

    private (ScreenReport? Report, string? Error) Ask(QueryRow row)
    {
        if (row.Query is null)
            return (null, row.Error);
        try
        {
            return (lists.Screen(row.Query, options), null);
        }
        catch (ScreeningQueryException wrong)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"line {row.Line}: {wrong.Message}"));
        }
    }

    private static string NameOf(QueryRow row) => row.Query?.Caption ?? row.Raw ?? "";

    private static void Table(StringBuilder text, QueryRow row, ScreenReport? report, string? error)
    {
        var line = row.Line.ToString(CultureInfo.InvariantCulture);
        var name = NameOf(row);
        if (report is null || report.Matches.Count == 0)
        {
            CsvLine.Append(text, ',', line, row.Id, name);
            CsvLine.AppendAdded(text, ',', error is null ? "none" : "error", "", "", "", "", "", "", "", "", "", "", "", "", "", "", error ?? "");
            text.Append("\r\n");
            return;
        }
        for (var i = 0; i < report.Matches.Count; i++)
        {
            var match = report.Matches[i];
            CsvLine.Append(text, ',', line, row.Id, name);
            CsvLine.AppendAdded(
                text, ',', "candidate", (i + 1).ToString(CultureInfo.InvariantCulture), match.Score.ToString("0.0000", CultureInfo.InvariantCulture),
                VerdictText.Of(match.Verdict), match.List.List, match.List.Version, match.Entity.Id, match.Entity.Caption, match.Entity.Schema, string.Join(' ', match.Entity.Countries),
                string.Join(' ', match.Entity.BirthDates), string.Join("; ", match.Entity.Programmes), match.Name.Text, string.Join("; ", match.Reasons.Select(r => r.Text)),
                report.IdOf(match).ToString(), "");
            text.Append("\r\n");
        }
    }

    private static void Line(ArrayBufferWriter<byte> bytes, QueryRow row, ScreenReport? report, string? error)
    {
        using (var json = new Utf8JsonWriter(bytes, ReportJson.Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("line", row.Line);
            json.WriteString("id", row.Id);
            json.WriteString("status", error is not null ? "error" : report!.Matches.Count == 0 ? "none" : "candidates");
            if (error is not null)
            {
                json.WriteString("error", error);
                if (row.Raw is not null)
                    json.WriteString("row", row.Raw);
            }
            if (row.Query is not null)
                ReportJson.WriteQuery(json, row.Query);
            if (report is not null)
                ReportJson.WriteCandidates(json, report);
            json.WriteEndObject();
        }
        bytes.Write("\n"u8);
    }
}
