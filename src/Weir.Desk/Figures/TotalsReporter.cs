using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>Which totals to make.</summary>
public sealed record TotalsQuestion : CellQuestion
{
    /// <summary>What a line stands for.</summary>
    public TotalsBy By { get; init; }

    /// <summary>The unit to add up; null for money in each currency as published.</summary>
    public Unit? Unit { get; init; }

    /// <summary>By commodity: digits of the codes to show; null for the fewest that there are.</summary>
    public int? Level { get; init; }
}

/// <summary>Totals, each with what it lacks.</summary>
/// <param name="AsOf">The moment whose knowledge it is.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Tables">One for each source, reporter, flow, edition and unit.</param>
public sealed record TotalsReport(DateTimeOffset AsOf, TotalsQuestion Question, IReadOnlyList<TotalTable> Tables)
{
    /// <summary>What a reader must know of a table: what it lacks first.</summary>
    public static IReadOnlyList<Phrase> Notes(TotalTable table)
    {
        var notes = new List<Phrase>();
        foreach (var gaps in table.Lacks.GroupBy(g => g.Extent).OrderBy(g => g.Key))
        {
            notes.Add(new(
                gaps.Key switch { Extent.Partial => "totals.lacks.partial", Extent.NotPublished => "totals.lacks.not-published", _ => "totals.lacks.not-read" },
                ("periods", PeriodRuns.Of(gaps.Select(g => g.Period)))));
        }
        if (table.Sum.Published is null && table.Sum.Sum is not null)
            notes.Add(new("totals.note.no-total"));
        if (table.Sum is { AddsUp: false, Difference: > 0 } and { Sum: not null })
            notes.Add(new("totals.note.difference"));
        if (table.Sum is { AddsUp: false, Difference: < 0 })
            notes.Add(new("totals.note.excess"));
        if (table.CodesAddedUp)
            notes.Add(new("totals.note.codes"));
        if (table.PartnersAddedUp)
            notes.Add(new("totals.note.partners"));
        if (table.Lines.Any(l => l.IsGroup))
            notes.Add(new("totals.note.groups"));
        if (table.Unmeasured > 0)
            notes.Add(new("totals.note.unmeasured", ("n", table.Unmeasured), ("unit", Units.Find(table.Unit))));
        return notes;
    }
}

/// <summary>Answers a <see cref="TotalsQuestion"/> from the lake.</summary>
/// <param name="flows">The lake.</param>
/// <param name="coverage">Knows what can have been published.</param>
internal sealed class TotalsReporter(IFlowStore flows, CoverageReporter coverage)
{
    /// <summary>The totals asked for.</summary>
    public async Task<TotalsReport> ReportAsync(TotalsQuestion question, CellQuery cells, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var tables = await flows.TotalsAsync(new(cells, question.By) { Unit = question.Unit, Level = question.Level }, cancellation);
        return new(asOf, question, [.. tables.Select(t => t with { Lacks = [.. t.Lacks.Select(g => Dated(t.Source, g, asOf))] })]);
    }

    private TotalGap Dated(string source, TotalGap gap, DateTimeOffset asOf) =>
        gap.Extent == Extent.NotRead && coverage.Expected(source, gap.Period, asOf) is not null ? gap with { Extent = Extent.NotPublished } : gap;
}
