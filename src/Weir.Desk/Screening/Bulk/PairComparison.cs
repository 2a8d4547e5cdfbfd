using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Weir.Desk.Files;
using Weir.Desk.Screening.Tables;
using Weir.Screening;

namespace Weir.Desk.Screening.Bulk;

/// <summary>
/// Compares the two names of every row of a table: columns <c>name1</c> and <c>name2</c>, and any of <c>schema</c>, <c>country1</c>, <c>country2</c>, <c>date1</c>,
/// <c>date2</c>, <c>id1</c>, <c>id2</c>. The rows come back as they stand, with <c>score</c>, <c>verdict</c> and <c>reasons</c> behind them.
/// </summary>
public sealed class PairComparison
{
    private static readonly string[] Columns = ["name1", "name2", "schema", "country1", "country2", "date1", "date2", "id1", "id2"];
    private readonly DelimitedTable table;
    private readonly ScreeningOptions options;
    private readonly Dictionary<string, int> places;

    private PairComparison(DelimitedTable table, ScreeningOptions options, Dictionary<string, int> places) => (this.table, this.options, this.places) = (table, options, places);

    /// <summary>Columns that the comparison looks at.</summary>
    public IReadOnlyCollection<string> Used => places.Keys;

    /// <summary>Opens a table of pairs.</summary>
    /// <param name="input">CSV; it can be sought in.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="options">What a score means.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="AskedFileException">It has no column <c>name1</c> or <c>name2</c>, or one of them twice.</exception>
    public static async Task<PairComparison> OpenAsync(Stream input, string file, ScreeningOptions options, CancellationToken cancellation)
    {
        var pairs = await DelimitedTable.OpenAsync(input.CanSeek ? await Utf8Text.OpenAsync(input, cancellation) : input, file, cancellation);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < pairs.Header.Count; i++)
        {
            if (Columns.FirstOrDefault(c => c.Equals(pairs.Header[i], StringComparison.OrdinalIgnoreCase)) is { } column && !found.TryAdd(column, i))
                throw new AskedFileException($"{file}:1: the header names {column} twice; take one of them out");
        }
        foreach (var column in Columns[..2])
        {
            if (!found.ContainsKey(column))
                throw new AskedFileException($"{file}:1: there is no column {column}{Nearest.Hint(column, pairs.Header)}; a file of pairs has the columns name1 and name2, and any of {string.Join(", ", Columns[2..])}. This one has {Named(pairs.Header)}");
        }
        return new(pairs, options, found);
    }

    /// <summary>Compares all pairs.</summary>
    /// <param name="skip">Rows that are answered already.</param>
    /// <param name="write">Takes the answers in order, bytes of UTF-8; the header comes first where nothing is skipped.</param>
    /// <param name="hands">How many threads compare.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task RunAsync(long skip, Func<ReadOnlyMemory<byte>, BulkCount, ValueTask> write, int hands, CancellationToken cancellation)
    {
        if (skip == 0)
        {
            var header = new StringBuilder(table.RawHeader);
            CsvLine.AppendAdded(header, table.Delimiter, "score", "verdict", "reasons");
            await write(Encoding.UTF8.GetBytes(header.Append("\r\n").ToString()), new());
        }
        await OrderedWork.RunAsync(RowsAsync(skip, cancellation), Compare, answer => write(answer.Bytes, answer.Count), hands, cancellation);
    }

    /// <summary>Compares two names, with whatever else is known of either.</summary>
    /// <returns>The match; null where they can't mean the same, such as a person and a vessel.</returns>
    /// <exception cref="ScreeningQueryException">One of them has nothing to compare, or says what can't be; the message says which.</exception>
    public static Match? Compare(Entity first, Entity second, ScreeningOptions options)
    {
        if (!FtmSchema.MayMean(first.Schema, second.Schema))
            return null;
        return ExhaustiveScreener.Compare(first, second, options) ?? throw new ScreeningQueryException("the second name has no letter or digit to compare; give a name as it is written");
    }

    /// <summary>The property that a date of an entity of a schema goes to.</summary>
    public static string DateOf(string? schema) => schema is null or "Person" ? "birthDate" : schema is "Vessel" or "Airplane" ? "buildDate" : "incorporationDate";

    private static string Named(IReadOnlyList<string> header) => header.Count > 12 ? $"{string.Join(", ", header.Take(12).Select(QueryEntity.Short))} …" : string.Join(", ", header.Select(QueryEntity.Short));

    private async IAsyncEnumerable<DelimitedRecord> RowsAsync(long skip, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in table.ReadAsync(cancellation))
        {
            if (skip-- <= 0)
                yield return row;
        }
    }

    private (byte[] Bytes, BulkCount Count) Compare(IReadOnlyList<DelimitedRecord> rows)
    {
        var text = new StringBuilder();
        var (matches, reviews, errors) = (0L, 0L, 0L);
        foreach (var row in rows)
        {
            var (score, verdict, reasons) = Answer(row);
            matches += verdict == "match" ? 1 : 0;
            reviews += verdict == "review" ? 1 : 0;
            errors += verdict == "error" ? 1 : 0;
            Carry(text, row);
            CsvLine.AppendAdded(text, table.Delimiter, score, verdict, reasons);
            text.Append("\r\n");
        }
        return (Encoding.UTF8.GetBytes(text.ToString()), new() { Rows = rows.Count, Matches = matches, Reviews = reviews, Errors = errors });
    }

    // A row with as many values as the header stays as it was, to the quote; one that can't be told apart stands whole in its first column.
    private void Carry(StringBuilder text, DelimitedRecord row)
    {
        if (row.Fields.Count == table.Header.Count)
        {
            text.Append(row.Raw);
            return;
        }
        var fields = row.Fields.Count > 0 && row.Fields.Count < table.Header.Count ? row.Fields : [row.Raw];
        CsvLine.Append(text, table.Delimiter, [.. fields, .. Enumerable.Repeat("", table.Header.Count - fields.Count)]);
    }

    private (string Score, string Verdict, string Reasons) Answer(DelimitedRecord row)
    {
        if (row.Error is { } wrong)
            return ("", "error", string.Create(CultureInfo.InvariantCulture, $"line {row.Line} {wrong}"));
        try
        {
            var match = Compare(Side(row, "1"), Side(row, "2"), options);
            return match is null
                ? (Score(0), "no", "the two are of kinds that can't mean the same")
                : (Score(match.Score), VerdictText.Of(match.Verdict), string.Join("; ", match.Reasons.Select(ReasonText)));
        }
        catch (ScreeningQueryException wrongValue)
        {
            return ("", "error", string.Create(CultureInfo.InvariantCulture, $"line {row.Line}: {wrongValue.Message}"));
        }
    }

    private Entity Side(DelimitedRecord row, string side)
    {
        string At(string column) => places.TryGetValue(column, out var at) ? row.Fields[at] : "";
        var schema = QueryEntity.Schema(At("schema"));
        try
        {
            // A date of anything that is not said to be a person says nothing of what it is.
            return QueryEntity.Of("name" + side, schema ?? "Thing", [("name", At("name" + side)), ("country", At("country" + side)), (DateOf(schema), At("date" + side)), ("idNumber", At("id" + side))]);
        }
        catch (ScreeningQueryException wrong)
        {
            throw new ScreeningQueryException($"name{side}: {wrong.Message}");
        }
    }

    private static string Score(double score) => score.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A reason in a cell of a table: the text first, for a spreadsheet takes what begins with a sign for a formula.</summary>
    public static string ReasonText(Reason reason) => string.Create(CultureInfo.InvariantCulture, $"{reason.Text} ({reason.Contribution:+0.00;-0.00;0.00})");
}

/// <summary>Verdicts as they are printed for machines.</summary>
public static class VerdictText
{
    /// <summary><c>match</c>, <c>review</c> or <c>no</c>.</summary>
    public static string Of(MatchVerdict verdict) => verdict switch
    {
        MatchVerdict.Match => "match",
        MatchVerdict.Review => "review",
        MatchVerdict.No => "no",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no such verdict"),
    };
}
