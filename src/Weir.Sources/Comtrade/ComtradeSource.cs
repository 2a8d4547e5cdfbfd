using System.Globalization;
using System.Text;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Comtrade;

/// <summary>
/// UN Comtrade: JSON answers of the API (with and without key), bulk files (tab-separated), downloads of its site and exports
/// of its R package (comma-separated, the same fields). Rows below the totals (a second partner, a mode of transport, a customs
/// procedure) are kept as what they are; <see cref="Observation.IsTotal"/> tells them apart.
/// </summary>
/// <param name="dataset">Which of Comtrade's three kinds of data this source holds.</param>
public sealed class ComtradeSource(ComtradeDataset dataset) : IFlowSource
{
    /// <summary>The id of data as reported, <see cref="ComtradeDataset.Final"/>.</summary>
    public const string Id = "comtrade";

    /// <summary>Rows at which the open preview is cut without a word.</summary>
    public const int PreviewLimit = 500;

    private const string Expected = "an answer or a bulk file of UN Comtrade";

    // Where answers with a key are cut, by kind of key.
    private static readonly long[] KeyedLimits = [100_000, 250_000];

    /// <inheritdoc/>
    public SourceDescription Description { get; } = ComtradeDescriptions.Of(dataset);

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        var text = TextEncodings.Decode(head.Head.Span);
        if (IsJson(text))
            return ComtradeJson.FirstRecord(text, out var first) && (DatasetOf(first) ?? ComtradeDataset.Final) == dataset;
        return ComtradeTable.FirstRow(text, out var row) && (DatasetOf(row) ?? ComtradeDataset.Final) == dataset;
    }

    /// <inheritdoc/>
    public async Task<ReadSummary> ReadAsync(Stream content, ReadContext context, IObservationSink sink, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, context.FileName, Expected, cancellation);
        var account = new ComtradeAccount(dataset, context, new RowTally(sink, context.FileName));
        if (IsJson(text.Head))
            await ReadJsonAsync(text, context, account, cancellation);
        else
            await ReadTableAsync(text, context, account, cancellation);
        return account.Finish(text.Encoding);
    }

    /// <inheritdoc/>
    public async Task<ReceivedRow?> FindRowAsync(Stream content, long row, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, "the file", Expected, cancellation);
        if (IsJson(text.Head))
        {
            using var records = new JsonRecords(text.OpenUtf8(), "the file");
            while (await records.ReadAsync(cancellation))
            {
                if (records.Ordinal == row)
                    return new(null, Encoding.UTF8.GetString(records.Record));
            }
            return null;
        }
        using var table = await ComtradeTable.OpenAsync(text.OpenReader(), "the file", cancellation);
        while (await table.Reader.ReadAsync(cancellation))
        {
            if (table.Reader.Line == row)
                return new(table.Header, table.Reader.Raw.ToString());
        }
        return null;
    }

    private static bool IsJson(ReadOnlySpan<char> head) => head.TrimStart() is ['{' or '[', ..];

    private static ComtradeDataset? DatasetOf(ComtradeRecord? first)
    {
        if (first is null)
            return null;
        if (!first.Has(ComtradeField.IsOriginalClassification) && !first.Has(ComtradeField.IsQtyEstimated) && !first.Has(ComtradeField.IsNetWgtEstimated))
            return ComtradeDataset.Tariffline;
        var original = first[ComtradeField.IsOriginalClassification];
        return original is "0" || original.Equals("false", StringComparison.OrdinalIgnoreCase) ? ComtradeDataset.Converted : ComtradeDataset.Final;
    }

    private async Task ReadJsonAsync(ReceivedText text, ReadContext context, ComtradeAccount account, CancellationToken cancellation)
    {
        using var records = new JsonRecords(text.OpenUtf8(), context.FileName);
        var record = new ComtradeRecord();
        while (await records.ReadAsync(cancellation))
        {
            var fault = ComtradeJson.Fill(record, records.Record, account.UnknownFields);
            if (records.Ordinal == 1)
                RequireDataset(record, context.FileName);
            fault ??= account.Take(record, records.Ordinal);
            if (fault is not null)
                account.Tally.Quarantine(records.Ordinal, fault, Encoding.UTF8.GetString(records.Record));
        }
        ComtradeJson.RequireAnswer(records, context.FileName);
        if (!records.Envelope.TryGetValue("count", out var printed) || !long.TryParse(printed, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return;
        if (count != records.Ordinal)
            account.CutShort($"The answer says that it has {count:N0} rows and holds {records.Ordinal:N0}: it is taken as incomplete.");
        else if (count == PreviewLimit)
            account.CutShort("The answer has exactly 500 rows, where the open preview is cut without a word: it is taken as incomplete. Ask for fewer periods, partners or codes.");
        else if (KeyedLimits.Contains(count))
            account.CutShort($"The answer has exactly {count:N0} rows, where UN Comtrade cuts an answer: it is taken as incomplete.");
    }

    private async Task ReadTableAsync(ReceivedText text, ReadContext context, ComtradeAccount account, CancellationToken cancellation)
    {
        using var table = await ComtradeTable.OpenAsync(text.OpenReader(), context.FileName, cancellation);
        account.UnknownFields.UnionWith(table.UnknownColumns);
        account.IsBulk = table.IsBulk;
        var record = new ComtradeRecord();
        while (await table.Reader.ReadAsync(cancellation))
        {
            if (table.Reader.IsBlank)
                continue;
            var fault = table.Fill(record);
            if (account.Tally.Rows == 0 && fault is null)
                RequireDataset(record, context.FileName);
            fault ??= account.Take(record, table.Reader.Line);
            if (fault is not null)
                account.Tally.Quarantine(table.Reader.Line, fault, table.Reader.Raw);
        }
        if (!table.Reader.Terminated)
            account.CutShort("No line break ends the last row, as in a download that broke off: the file is taken as incomplete.");
    }

    private void RequireDataset(ComtradeRecord first, string fileName)
    {
        var found = DatasetOf(first) ?? dataset;
        if (found != dataset && (found == ComtradeDataset.Tariffline || dataset == ComtradeDataset.Tariffline))
            throw new SourceFormatException($"{fileName} holds UN Comtrade data of another kind than '{dataset.Id()}'; read it with --source {found.Id()}");
    }
}
