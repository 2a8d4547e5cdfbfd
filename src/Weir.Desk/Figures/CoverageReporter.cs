using Weir.Sources;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>How much is there of consecutive periods of one reporter.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Reporter">Who published.</param>
/// <param name="Flow">The flow.</param>
/// <param name="First">First period.</param>
/// <param name="Last">Last period.</param>
/// <param name="Extent">How much.</param>
/// <param name="Cells">Cells that match the question, in all of them.</param>
/// <param name="Expected">The day before which the publisher does not publish the first of them; null where that is past or not known.</param>
public sealed record CoveredSpan(string Source, Economy Reporter, Flow Flow, Period First, Period Last, Extent Extent, long Cells, DateOnly? Expected);

/// <summary>What is complete, partial, not published and not read.</summary>
/// <param name="AsOf">The moment whose knowledge it is.</param>
/// <param name="Periods">Each period by itself, by source, reporter, flow and period.</param>
public sealed record CoverageReport(DateTimeOffset AsOf, IReadOnlyList<CoveredSpan> Periods)
{
    /// <summary>The same with consecutive periods of one kind put together.</summary>
    public IReadOnlyList<CoveredSpan> Spans
    {
        get
        {
            var spans = new List<CoveredSpan>();
            foreach (var next in Periods)
            {
                if (spans.Count > 0 && spans[^1] is var last && last.Last.IsMonth == next.First.IsMonth && last.Last.Next() == next.First
                    && (last.Source, last.Reporter, last.Flow, last.Extent) == (next.Source, next.Reporter, next.Flow, next.Extent))
                    spans[^1] = last with { Last = next.Last, Cells = last.Cells + next.Cells };
                else
                    spans.Add(next);
            }
            return spans;
        }
    }
}

/// <summary>Puts what the lake says of its periods beside what the publishers' schedules make one expect.</summary>
/// <param name="flows">The lake.</param>
/// <param name="sources">Whose schedules.</param>
internal sealed class CoverageReporter(IFlowStore flows, IReadOnlyList<IFlowSource> sources)
{
    /// <summary>
    /// Every period from the first asked to the last; where none is asked, from the first that is known of a reporter's flow to the last that its publisher
    /// can have published.
    /// </summary>
    public async Task<CoverageReport> ReportAsync(CellQuery query, DateTimeOffset asOf, CancellationToken cancellation)
    {
        // Who published anything is asked of all periods: of a span in which nothing was read, that is what makes it "not read".
        var known = await flows.CompletenessAsync(query with { From = null, To = null }, cancellation);
        return new(asOf,
        [
            .. known.GroupBy(k => (k.Source, k.Reporter, k.Flow, k.Period.IsMonth))
                .Where(g => (query.From ?? query.To) is not { } end || end.IsMonth == g.Key.IsMonth)
                .SelectMany(g => Fill([.. g], query, DateOnly.FromDateTime(asOf.UtcDateTime))),
        ]);
    }

    /// <summary>The day before which a source publishes nothing of a period; null where that is past at <paramref name="asOf"/>, or the source has no schedule.</summary>
    public DateOnly? Expected(string source, Period period, DateTimeOffset asOf) =>
        Schedule(source)?.EarliestOf(period) is { } day && day > DateOnly.FromDateTime(asOf.UtcDateTime) ? day : null;

    private IEnumerable<CoveredSpan> Fill(IReadOnlyList<PeriodCompleteness> known, CellQuery query, DateOnly today)
    {
        var (source, reporter, flow) = (known[0].Source, Economies.FromNumber(known[0].Reporter), known[0].Flow);
        var schedule = Schedule(source);
        if (schedule is null)
        {
            return known.Where(k => (query.From is not { } from || k.Period >= from) && (query.To is not { } to || k.Period <= to))
                .Select(k => new CoveredSpan(source, reporter, flow, k.Period, k.Period, k.Extent, k.Cells, null));
        }
        var there = known.ToDictionary(k => k.Period);
        var first = query.From ?? known.Min(k => k.Period);
        var last = query.To ?? known.Max(k => k.Period);
        // Nobody waits for a state that is no more.
        if (query.To is null && reporter.Kind != EconomyKind.Former)
        {
            while (schedule.EarliestOf(last.Next()) <= today)
                last = last.Next();
        }
        return first.To(last).Select(period =>
        {
            var extent = there.TryGetValue(period, out var of) ? of.Extent : Extent.NotRead;
            DateOnly? expected = extent is Extent.NotRead or Extent.NotPublished && schedule.EarliestOf(period) is var day && day > today ? day : null;
            return new CoveredSpan(source, reporter, flow, period, period, expected is null ? extent : Extent.NotPublished, of?.Cells ?? 0, expected);
        });
    }

    private ReleaseSchedule? Schedule(string source) => sources.FirstOrDefault(s => s.Description.Id == source)?.Description.Releases;
}
