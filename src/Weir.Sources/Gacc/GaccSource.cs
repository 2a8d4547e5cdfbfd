using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Gacc;

/// <summary>
/// China Customs (GACC): the CSV that its online query gives to a person. The file has no column of flows, is cut after
/// 10,000 rows without a word, and names its columns in Chinese or English.
/// <para>
/// A query by customs regime or by place of registration breaks each flow down; its rows are kept as the parts they are
/// (<see cref="Observation.Procedure"/> is <c>R</c> and the regime, <c>L</c> and the place), so that nothing is lost and nothing is
/// counted beside a total. They are not added up to totals: the file does not say whether all regimes were asked for.
/// </para>
/// </summary>
public sealed class GaccSource : IFlowSource
{
    /// <summary>The source's id.</summary>
    public const string Id = "gacc";

    /// <summary>Where the publisher cuts a download.</summary>
    public const int RowLimit = 10_000;

    private const int China = 156;
    private const string Expected = "a download of China Customs' online query (CSV)";

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        Id,
        "General Administration of Customs of the People's Republic of China (GACC)",
        "China Customs statistics, online query",
        new("http://stats.customs.gov.cn/indexEn"),
        "No open licence is stated; the statistics are published for free consultation. Cite China Customs as the source, and ask it before passing files on as a whole.",
        new("http://stats.customs.gov.cn/indexEn"),
        "Monthly. Detailed data come about the 18th to 20th of the following month; January and February may come together.",
        "Value in US dollars or yuan (one for each query), exports FOB and imports CIF. First and second quantity in the units of China's tariff, printed in the row.",
        [
            "The file has no column of flows: whether it is imports or exports is known only to the person who asked.",
            "A download is cut after 10,000 rows without a word: a file of exactly 10,000 rows is incomplete.",
            "The first quantity is not always kilograms and the second not always pieces: optical fibre cable (8544.70) counts kilograms first and metres of cable second, lithium-ion batteries (8507.60) pieces first and kilograms second.",
            "Kilometres of cable are not kilometres of fibre: a cable holds one fibre or hundreds.",
            "A query by customs regime or place of registration gives parts, which Weir keeps and never adds up to a total.",
            "Partners have codes of China Customs' own (344 is Russia); 142 is China itself: goods that came back.",
            "The English names of units are wrong for films (heading 3702), and six English partner names hold commas without quotes.",
            "Codes of 8 and 10 digits are China's own below the sixth digit; codes 9801 to 9805 and 9900 are values without goods.",
        ],
        "By hand, for the page asks for a puzzle: open http://stats.customs.gov.cn/indexEn, choose export or import, US dollar, the months, the codes and the partners, "
        + "with the columns commodity code and trading partner code, and without customs regime and location; at most 10,000 rows a query. Download the CSV, "
        + "keep it as it came, and say the flow: weir ingest FILE --flow X (exports) or M (imports).")
    {
        Releases = new(17), // the 18th of the following month
    };

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        var text = TextEncodings.Decode(head.Head.Span);
        var line = text.AsSpan().TrimStart("\r\n ");
        var end = line.IndexOfAny('\r', '\n');
        return GaccColumns.IsHeader((end < 0 ? line : line[..end]).ToString().Split(','));
    }

    /// <inheritdoc/>
    public async Task<ReadSummary> ReadAsync(Stream content, ReadContext context, IObservationSink sink, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, context.FileName, Expected, cancellation);
        using var reader = new DelimitedReader(text.OpenReader(), ',', context.FileName);
        var columns = await ReadHeaderAsync(reader, context.FileName, cancellation);
        if (context.Flow is not { } flow)
        {
            throw new SourceFormatException(
                $"{context.FileName} does not say whether it holds imports or exports, for China Customs' files have no such column, and it is not guessed. Say it in one of three ways: "
                + $"--flow X (exports) or --flow M (imports) on the command line; a file '{context.FileName}.weir.yaml' beside it with the line 'flow: X'; or 'flow: X' with the file in desk.yaml");
        }
        reader.ExpectedFields = columns.Count;
        var tally = new RowTally(sink, context.FileName);
        var row = new GaccRow(reader, columns, context, flow);
        var cells = new Dictionary<(int, int, string, string), Observation>();
        var periods = new SortedSet<Period>();
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.IsBlank)
                continue;
            if (row.Read(out var fault) is not { } observation)
                tally.Quarantine(reader.Line, fault!, reader.Raw);
            else if (!cells.TryAdd((observation.Period.Number, observation.Partner, observation.Commodity.Code, observation.Procedure), observation))
                Repeated(tally, cells[(observation.Period.Number, observation.Partner, observation.Commodity.Code, observation.Procedure)], observation, reader);
            else
            {
                periods.Add(observation.Period);
                tally.Accept(observation);
            }
        }
        var whole = tally.Rows != RowLimit && reader.Terminated;
        var coverage = new List<Coverage>(periods.Count);
        foreach (var period in periods)
            coverage.Add(new(China, flow, period, [], [], whole ? Completeness.Unknown : Completeness.Partial));
        AddNotes(tally, columns, row, flow, reader.Terminated);
        return tally.Finish(text.Encoding, coverage);
    }

    /// <inheritdoc/>
    public async Task<ReceivedRow?> FindRowAsync(Stream content, long row, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, "the file", Expected, cancellation);
        using var reader = new DelimitedReader(text.OpenReader(), ',', "the file");
        var columns = await ReadHeaderAsync(reader, "the file", cancellation);
        var header = reader.Raw.ToString();
        reader.ExpectedFields = columns.Count;
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.Line == row)
                return new(header, reader.Raw.ToString());
        }
        return null;
    }

    private static async Task<GaccColumns> ReadHeaderAsync(DelimitedReader reader, string fileName, CancellationToken cancellation)
    {
        await reader.ReadAsync(cancellation);
        var cells = new List<string>(reader.Count);
        for (var i = 0; i < reader.Count; i++)
            cells.Add(reader[i].Trim().ToString());
        while (cells.Count > 0 && cells[^1].Length == 0)
            cells.RemoveAt(cells.Count - 1);
        return GaccColumns.Read(cells, fileName);
    }

    // At most 10,000 rows come in one download, so that remembering their cells stays small.
    private static void Repeated(RowTally tally, Observation first, Observation again, DelimitedReader reader)
    {
        if (first with { Id = again.Id } == again)
            tally.LeaveOut("the same cell with the same numbers as a row before it");
        else
            tally.Quarantine(reader.Line, new(null, $"repeats the cell of line {first.Id.Row} with other numbers, and it can't be known which of the two is right"), reader.Raw);
    }

    private static void AddNotes(RowTally tally, GaccColumns columns, GaccRow row, Flow flow, bool terminated)
    {
        if (tally.Rows == RowLimit)
            tally.Note("The file has exactly 10,000 rows, where China Customs cuts a download without a word: it is taken as incomplete. Ask for fewer months, codes or partners.");
        if (!terminated)
            tally.Note("No line break ends the last row, as in a download that broke off: the file is taken as incomplete.");
        if (columns.HasParts)
            tally.Note("The file breaks flows down by customs regime or place of registration. Its rows are kept as parts and not added up, for it does not say whether all of them were asked for; download without those columns to get totals.");
        if (!columns.Has(GaccColumn.PartnerCode) && !columns.Has(GaccColumn.PartnerName))
            tally.Note("The file has no partner column: its rows are taken as flows with the whole world.");
        if (!columns.Has(GaccColumn.CommodityCode))
            tally.Note("The file has no commodity column: its rows are taken as all goods together.");
        if (columns.Has(GaccColumn.Dollar) && columns.Has(GaccColumn.Yuan))
            tally.Note("The file has both dollars and yuan: the dollars are used.");
        if (row.ZeroQuantities > 0)
            tally.Note($"{row.ZeroQuantities:N0} quantities are printed as 0 beside a value: they are taken as not known.");
        if (row.DoubtfulUnits > 0)
            tally.Note($"{row.DoubtfulUnits:N0} quantities of films (3702) are left out: the publisher's English names of their units are wrong; the Chinese download is right.");
        if (columns.Unknown.Count > 0)
            tally.Note($"Columns that Weir does not know were not read: {string.Join(", ", columns.Unknown)}.");
        if (flow is Flow.ReExport or Flow.ReImport)
            tally.Note("China Customs' online query gives imports and exports; that this file holds re-imports or re-exports is only what was said with it.");
    }
}
