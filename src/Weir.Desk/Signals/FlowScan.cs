using Weir.Signals.Surges;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>
/// Judges one month of every flow in a lake. Portions are read while the one before is judged; of what was judged only the small p-values are kept.
/// </summary>
/// <remarks>
/// A flow below the floor has its p-value taken for 1: it stays among what was judged, so that the rate of false discoveries is kept over all of it, and can't
/// be found. A month without a row is zero where the source says that it gave everything, and else not known.
/// </remarks>
internal sealed class FlowScan(IFlowStore flows, ScanQuestion question, CellQuery cells)
{
    private readonly ISurgeMethod method = question.Method;
    private readonly List<Candidate> candidates = [];
    private readonly Dictionary<SurgeObstacle, long> unsaid = [];
    private readonly Dictionary<Period, long> months = [];
    private long judged;
    private long below;

    public async Task<ScanReport> RunAsync(DateTimeOffset asOf, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var complete = (await flows.CoverageAsync(cells with { Commodities = [] }, cancellation))
            .Where(c => c.Coverage.Completeness == Completeness.Complete && c.Coverage.Period.IsMonth)
            .ToLookup(c => (c.Source, c.Coverage.Reporter, c.Coverage.Flow), c => c.Coverage);
        Task judging = Task.CompletedTask;
        await foreach (var portion in flows.MonthlyAsync(new() { Cells = cells, Digits = question.Digits, Unit = question.Unit }, cancellation))
        {
            await judging;
            progress?.Report(new($"{portion.Source} {Economies.FromNumber(portion.Reporter).Alpha3}", portion.Done, portion.Total));
            judging = Task.Run(() => Judge(portion, complete, cancellation), cancellation);
        }
        await judging;
        return Report(asOf);
    }

    private void Judge(MonthlyFlows portion, ILookup<(string, int, Flow), Coverage> complete, CancellationToken cancellation)
    {
        var zeros = portion.Latest.Keys.ToDictionary(f => f, f => new Zeros(portion, complete[(portion.Source, portion.Reporter, f)]));
        var at = portion.Latest.ToDictionary(l => l.Key, l => Index(portion.First, question.Month ?? l.Value));
        var lanes = Environment.ProcessorCount;
        var parts = new Tally[lanes];
        Parallel.For(0, lanes, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = lanes }, lane =>
        {
            var tally = parts[lane] = new();
            // In turn, so that each lane has its share of every chapter.
            for (var i = lane; i < portion.Flows.Count; i += lanes)
            {
                if ((i & 0xFFF) == lane)
                    cancellation.ThrowIfCancellationRequested();
                var flow = portion.Flows[i];
                if (Economies.FromNumber(flow.Partner).Kind is EconomyKind.World or EconomyKind.Group or EconomyKind.Residual)
                    continue;
                zeros[flow.Flow].Fill(flow);
                Judge(portion, flow, at[flow.Flow], tally);
            }
        });
        foreach (var tally in parts)
        {
            candidates.AddRange(tally.Candidates);
            judged += tally.Judged;
            below += tally.Below;
            foreach (var (why, count) in tally.Unsaid)
                unsaid[why] = unsaid.GetValueOrDefault(why) + count;
            foreach (var (month, count) in tally.Months)
                months[portion.First.AddMonths(month)] = months.GetValueOrDefault(portion.First.AddMonths(month)) + count;
        }
    }

    private void Judge(MonthlyFlows portion, MonthlyFlow flow, int at, Tally tally)
    {
        var finding = at < 0 || at >= portion.Months
            ? SurgeFinding.Without(double.NaN, SurgeObstacle.ValueNotKnown, 0, method.MonthsNeeded)
            : method.Judge(new(portion.First, flow.Values), at);
        if (!finding.IsJudged)
        {
            tally.Unsaid[finding.Obstacle] = tally.Unsaid.GetValueOrDefault(finding.Obstacle) + 1;
            return;
        }
        tally.Judged++;
        tally.Months[at] = tally.Months.GetValueOrDefault(at) + 1;
        if (finding.Value < question.Floor)
            tally.Below++;
        else if (finding.P <= question.Fdr)
            tally.Candidates.Add(Found(portion, flow, at, finding));
    }

    private static Candidate Found(MonthlyFlows portion, MonthlyFlow flow, int at, SurgeFinding finding)
    {
        var key = new SeriesKey(portion.Source, Economies.FromNumber(portion.Reporter), Economies.FromNumber(flow.Partner), flow.Flow, flow.Commodity);
        var before = flow.Values.AsSpan(0, at);
        var year = before[Math.Max(0, at - 12)..].ToArray().Where(double.IsFinite).Order().ToArray();
        var record = double.NegativeInfinity;
        foreach (var value in before)
            record = value > record ? value : record;
        return new(
            key, portion.First.AddMonths(at), finding,
            year.Length >= 2 ? Over(finding.Value, (year[(year.Length - 1) / 2] + year[year.Length / 2]) / 2) : null,
            Over(finding.Value, record), at > 0 ? Over(finding.Value, before[^1]) : null, flow.FirstEdition != flow.LastEdition);
    }

    private ScanReport Report(DateTimeOffset asOf)
    {
        var q = FalseDiscovery.BenjaminiHochberg(candidates.Select(c => c.Finding.P).ToArray(), judged - candidates.Count);
        var found = candidates.Zip(q).Where(c => c.Second <= question.Fdr)
            .Select(c => new ScanFinding(
                SignalId.OfSeries("surge", c.First.Key, question.Unit, c.First.Period), c.First.Key, c.First.Period, c.First.Finding, c.Second,
                c.First.ToMedian, c.First.ToRecord, c.First.ToMonthBefore, c.First.EditionChanged)).ToList();
        var ordered = question.ByExcess
            ? found.OrderByDescending(f => f.Finding.Excess).ThenBy(f => f.Q)
            : found.OrderBy(f => f.Q).ThenBy(f => f.Finding.P).ThenByDescending(f => f.Finding.Excess);
        return new(
            asOf, question, [.. ordered.ThenBy(f => f.Id.Text, StringComparer.Ordinal).Take(question.Limit ?? int.MaxValue)], found.Count, judged, below,
            [.. unsaid.OrderByDescending(u => u.Value).Select(u => (u.Key, u.Value))], [.. months.OrderBy(m => m.Key).Select(m => (m.Key, m.Value))]);
    }

    private static double? Over(double value, double other) => other > 0 && double.IsFinite(other) ? value / other : null;

    private static int Index(Period first, Period month) => ((month.Year - first.Year) * 12) + month.MonthOfYear - first.MonthOfYear;

    private sealed record Candidate(SeriesKey Key, Period Period, SurgeFinding Finding, double? ToMedian, double? ToRecord, double? ToMonthBefore, bool EditionChanged);

    private sealed class Tally
    {
        public List<Candidate> Candidates { get; } = [];

        public Dictionary<SurgeObstacle, long> Unsaid { get; } = [];

        public Dictionary<int, long> Months { get; } = [];

        public long Judged { get; set; }

        public long Below { get; set; }
    }

    /// <summary>Which months of a flow are known to be zero where there is no row.</summary>
    private sealed class Zeros
    {
        private readonly List<Coverage>?[] said;
        private readonly bool[] all;
        private readonly bool any;

        public Zeros(MonthlyFlows portion, IEnumerable<Coverage> statements)
        {
            (said, all) = (new List<Coverage>?[portion.Months], new bool[portion.Months]);
            foreach (var statement in statements)
            {
                var month = Index(portion.First, statement.Period);
                if (month < 0 || month >= portion.Months)
                    continue;
                any = true;
                all[month] |= statement is { Commodities.Count: 0, Partners.Count: 0 };
                (said[month] ??= []).Add(statement);
            }
        }

        public void Fill(MonthlyFlow flow)
        {
            // A month with a row that has no amount is not known.
            if (!any || flow.Unmeasured > 0)
                return;
            for (var month = 0; month < flow.Values.Length; month++)
            {
                if (double.IsNaN(flow.Values[month]) && (all[month] || said[month]?.Exists(s => s.SpeaksFor(flow.Commodity, flow.Partner)) == true))
                    flow.Values[month] = 0;
            }
        }
    }
}
