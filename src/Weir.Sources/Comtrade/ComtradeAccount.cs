using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Comtrade;

/// <summary>Takes rows and keeps account of what the file covers.</summary>
internal sealed class ComtradeAccount(ComtradeDataset dataset, ReadContext context, RowTally tally)
{
    private readonly ComtradeRow understand = new(dataset, context.Snapshot);
    private readonly SortedSet<(int Reporter, Flow Flow, int Period)> cells = [];
    private readonly HashSet<(int Reporter, Flow Flow, int Period, string Code)> worldRows = [];
    private (int Reporter, Flow Flow, int Period) last = (-1, default, 0);
    private bool cutShort;
    private bool hasParts;

    /// <summary>The counts.</summary>
    public RowTally Tally => tally;

    /// <summary>Fields that Comtrade did not have when this was written.</summary>
    public HashSet<string> UnknownFields { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the file holds all that Comtrade has of the reporters and periods in it.</summary>
    public bool IsBulk { get; set; }

    /// <summary>Takes a row; says what is wrong with it, or null.</summary>
    public Fault? Take(ComtradeRecord record, long row)
    {
        if (understand.Read(record, row, out var leftOut, out var fault) is { } observation)
        {
            hasParts |= !observation.IsTotal;
            var cell = (observation.Reporter, observation.Flow, observation.Period.Number);
            if (cell != last)
                cells.Add(last = cell);
            if (context.Asked.Count > 0 && observation is { Partner: 0, IsTotal: true })
                worldRows.Add((cell.Reporter, cell.Flow, cell.Number, observation.Commodity.Code));
            tally.Accept(observation);
        }
        else if (leftOut is not null)
            tally.LeaveOut(leftOut);
        return fault;
    }

    /// <summary>Notes that the file is not all of what was asked for.</summary>
    public void CutShort(string why)
    {
        cutShort = true;
        tally.Note(why);
    }

    /// <summary>The account of the whole file.</summary>
    public ReadSummary Finish(TextEncoding encoding)
    {
        if (hasParts)
            tally.Note("Rows by second partner, mode of transport or customs procedure are kept beside the totals and never added to them.");
        if (understand.Zeros > 0)
            tally.Note($"{understand.Zeros:N0} weights and quantities are printed as 0 beside a value: they are taken as not known.");
        if (dataset == ComtradeDataset.Converted)
            tally.Note("The data were converted by the UN from the edition they were reported in; they are never added to data as reported.");
        if (UnknownFields.Count > 0)
            tally.Note($"Fields that Weir does not know were not read: {string.Join(", ", UnknownFields.Order(StringComparer.Ordinal))}.");
        return tally.Finish(encoding, Covered());
    }

    // An absent row means zero only where partner (or all partners) and code were asked for, nothing was cut, and the row of all partners together
    // shows that the code was in use: a code that the reporter's edition does not have gives no rows either.
    private List<Coverage> Covered()
    {
        var covered = new List<Coverage>();
        foreach (var asked in context.Asked)
        {
            if (asked.Completeness == Completeness.NotPublished)
            {
                covered.Add(asked);
                continue;
            }
            var used = asked.Commodities.Where(code => worldRows.Contains((asked.Reporter, asked.Flow, asked.Period.Number, code))).ToList();
            if (!cutShort && used.Count > 0)
                covered.Add(asked with { Commodities = used, Completeness = Completeness.Complete });
        }
        foreach (var (reporter, flow, period) in cells)
            covered.Add(new(reporter, flow, Period.FromNumber(period), [], [], cutShort ? Completeness.Partial : IsBulk ? Completeness.Whole : Completeness.Unknown));
        return covered;
    }
}
