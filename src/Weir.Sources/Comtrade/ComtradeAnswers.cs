using System.Globalization;
using System.Text.Json;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Comtrade;

/// <summary>Looks into saved answers.</summary>
internal static class ComtradeAnswers
{
    /// <summary>Counts an answer's rows and collects their periods; the whole answer is read, so that one that broke off shows.</summary>
    /// <exception cref="SourceFormatException">It is no answer, an error message, or cut short.</exception>
    public static async Task<Reply> ReadAsync(string file, bool rows, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        using var records = new JsonRecords(stream, "the answer");
        var periods = new HashSet<string>(StringComparer.Ordinal);
        var record = new ComtradeRecord();
        while (await records.ReadAsync(cancellation))
        {
            if (!rows)
                continue;
            if (ComtradeJson.Fill(record, records.Record, []) is { } fault)
                throw new SourceFormatException($"row {records.Ordinal} of the answer: {fault.Reason} ({fault.Column})");
            if (!periods.GetAlternateLookup<ReadOnlySpan<char>>().Contains(record[ComtradeField.Period]))
                periods.Add(record[ComtradeField.Period].ToString());
        }
        // An error in due form will be the same next time, unless it is about the rate of asking.
        if (ComtradeJson.ErrorOf(records) is { } error && !error.Contains("try again", StringComparison.OrdinalIgnoreCase))
            return new(ReplyKind.Failed, $"UN Comtrade refused the question: \"{ReceivedText.Quote(error)}\"");
        ComtradeJson.RequireAnswer(records, "the answer");
        return new(ReplyKind.Answered) { File = file, Rows = records.Ordinal, Periods = periods };
    }

    /// <summary>Reads the data sets of an answer of getDa.</summary>
    public static async Task<IReadOnlyList<ComtradeRelease>> ReleasesAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        using var records = new JsonRecords(stream, "the answer");
        var releases = new List<ComtradeRelease>();
        while (await records.ReadAsync(cancellation))
        {
            using var release = JsonDocument.Parse(records.Record.ToArray());
            var row = release.RootElement;
            if (Period.TryParse(Text(row, "period"), out var period))
            {
                _ = long.TryParse(Text(row, "totalRecords"), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
                releases.Add(new(period, Text(row, "classificationCode").Trim(), count, Text(row, "firstReleased"), Text(row, "lastReleased")));
            }
        }
        return releases;
    }

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";
}
