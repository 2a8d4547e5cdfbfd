using System.Runtime.CompilerServices;
using Weir.Trade;

namespace Weir.Store.Tests.Specification;

/// <summary>What taking in one file came to.</summary>
public sealed record Taken(int NewVersions, int Added, int Changed, int Removed, int Unchanged, int Accepted, int Repeated, int Contradicting);

/// <summary>
/// What a lake means, in plain C# over rows: how files overlay each other, what is current at a moment, and what the door to the
/// engine answers. It is slow and keeps everything in memory; the real lake must give the same, and that is how it is tested.
/// </summary>
public sealed class RowLake : IFlowStore
{
    private readonly List<Version> versions = [];
    private readonly List<(DateTimeOffset At, SourceCoverage Said)> statements = [];

    /// <summary>Lays a file over what is current; all of it becomes current at one moment.</summary>
    /// <param name="source">Who published it.</param>
    /// <param name="snapshot">Its hash.</param>
    /// <param name="moment">When it becomes current.</param>
    /// <param name="rows">Its rows, in order.</param>
    /// <param name="coverage">What it speaks for.</param>
    /// <param name="isReadable">Whether every row of it could be read.</param>
    public Taken Ingest(string source, string snapshot, DateTimeOffset moment, IReadOnlyList<Observation> rows, IReadOnlyList<Coverage> coverage, bool isReadable)
    {
        var taken = new Taken(0, 0, 0, 0, 0, 0, 0, 0);
        foreach (var unit in rows.GroupBy(o => (o.Reporter, o.Period.Year)))
        {
            // Rows that say the same of one cell are one; where they contradict each other, none of them is taken.
            var cells = unit.GroupBy(Cell.Of).ToLookup(c => c.Select(Content).Distinct().Count() == 1);
            var fresh = cells[true].ToDictionary(c => c.Key, c => c.First());
            var contradicting = cells[false].Sum(c => c.Count());
            var current = versions.LastOrDefault(v => (v.Source, v.Reporter, v.Year) == (source, unit.Key.Reporter, unit.Key.Year))?.Cells ?? new Dictionary<Cell, Observation>();

            var added = fresh.Keys.Except(current.Keys).ToList();
            // A cell that says what it said keeps the row that said it first.
            var changed = fresh.Keys.Intersect(current.Keys).Where(c => Content(fresh[c]) != Content(current[c])).ToList();
            // A row that could not be read, or that contradicts another, may be any cell that seems to be missing.
            var removed = isReadable && contradicting == 0 ? Gone(current, fresh, [.. coverage.Where(c => c.Reporter == unit.Key.Reporter)]) : [];
            var next = current.ExceptBy(removed, c => c.Key).ToDictionary();
            foreach (var cell in added.Concat(changed))
                next[cell] = fresh[cell];
            var isNew = added.Count + changed.Count + removed.Count > 0;
            if (isNew)
                versions.Add(new(source, unit.Key.Reporter, unit.Key.Year, moment, next));
            taken = new(
                taken.NewVersions + (isNew ? 1 : 0), taken.Added + added.Count, taken.Changed + changed.Count, taken.Removed + removed.Count,
                taken.Unchanged + fresh.Count - added.Count - changed.Count, taken.Accepted + fresh.Count, taken.Repeated + unit.Count() - fresh.Count - contradicting, taken.Contradicting + contradicting);
        }
        statements.AddRange(coverage.Select(c => (moment, new SourceCoverage(source, snapshot, c))));
        return taken;
    }

    /// <summary>
    /// Cells that a file speaks for and does not have. It speaks for what it says, as far as it shows that it is about it: for flows and
    /// periods that it has a row of, at the levels (digits of the code, totals or detail) that it has rows of. Where more than half of
    /// those cells were missing, the file has rather been cut off than revised, and none is gone.
    /// </summary>
    private static IReadOnlyList<Cell> Gone(IReadOnlyDictionary<Cell, Observation> current, IReadOnlyDictionary<Cell, Observation> fresh, IReadOnlyList<Coverage> coverage)
    {
        var covered = current.Keys.Where(old =>
            fresh.Keys.Any(c => c.Level == old.Level)
            && fresh.Keys.Any(c => (c.Flow, c.Period) == (old.Flow, old.Period))
            && coverage.Any(s => s.Completeness is Completeness.Complete or Completeness.Whole && (s.Flow, s.Period) == (old.Flow, old.Period) && s.SpeaksFor(old.Commodity.Code, old.Partner))).ToList();
        var gone = covered.Where(c => !fresh.ContainsKey(c)).ToList();
        return gone.Count * 2 > covered.Count ? [] : gone;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Observation>> CellsAsync(CellQuery query, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Observation>>(
    [
        .. Matching(query)
            .OrderBy(o => o.Source, StringComparer.Ordinal).ThenBy(o => o.Reporter).ThenBy(o => o.Commodity.Code, StringComparer.Ordinal).ThenBy(o => o.Partner)
            .ThenBy(o => o.Flow.Code(), StringComparer.Ordinal).ThenBy(o => o.Period).ThenBy(o => o.Publication, StringComparer.Ordinal)
            .ThenBy(o => o.Commodity.Classification.ToString(), StringComparer.Ordinal).ThenBy(o => o.Partner2).ThenBy(o => o.Procedure, StringComparer.Ordinal).ThenBy(o => o.Transport)
            .ThenBy(o => o.Quantity.Unit is null).ThenBy(o => o.Quantity.Unit, StringComparer.Ordinal).ThenBy(o => o.Currency is null).ThenBy(o => o.Currency, StringComparer.Ordinal)
            .ThenBy(o => o.Id.Snapshot, StringComparer.Ordinal).ThenBy(o => o.Id.Row),
    ]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceCoverage>> CoverageAsync(CellQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SourceCoverage>>([.. Said(query)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PeriodCompleteness>> CompletenessAsync(CellQuery query, CancellationToken cancellation)
    {
        var said = Said(query).ToLookup(s => (s.Source, s.Coverage.Reporter, s.Coverage.Flow, s.Coverage.Period), s => s.Coverage);
        var cells = Matching(query).ToLookup(o => (o.Source, o.Reporter, o.Flow, o.Period));
        return Task.FromResult<IReadOnlyList<PeriodCompleteness>>(
        [
            .. said.Select(s => s.Key).Union(cells.Select(c => c.Key))
                .Select(k => new PeriodCompleteness(k.Source, k.Reporter, k.Flow, k.Period, HowMuch(query, [.. said[k]], [.. cells[k]]), cells[k].Count()))
                .OrderBy(p => p.Source, StringComparer.Ordinal).ThenBy(p => p.Reporter).ThenBy(p => p.Flow.Code(), StringComparer.Ordinal).ThenBy(p => p.Period),
        ]);
    }

    /// <inheritdoc/>
    public Task<Revisions> RevisionsAsync(RevisionQuery query, CancellationToken cancellation)
    {
        var was = Matching(query.Cells with { AsOf = query.Since }).ToDictionary(o => (o.Source, o.Reporter, Cell.Of(o)));
        var now = Matching(query.Cells).ToDictionary(o => (o.Source, o.Reporter, Cell.Of(o)));
        var all = was.Keys.Union(now.Keys)
            .Select(c => (Was: was.GetValueOrDefault(c), Now: now.GetValueOrDefault(c)))
            .Where(c => c.Was is null || c.Now is null || Content(c.Was) != Content(c.Now))
            .Select(c => new Revision(c.Was is null ? RevisionKind.Added : c.Now is null ? RevisionKind.Removed : RevisionKind.Changed, c.Was, c.Now, ByHowMuch(c.Was, c.Now)))
            .ToList();
        var ranked = all.Where(r => query.Kinds.Count == 0 || query.Kinds.Contains(r.Kind))
            .GroupBy(r => r.Amount?.Unit ?? "", StringComparer.Ordinal)
            .SelectMany(unit => unit.OrderByDescending(r => Math.Abs(r.Amount?.Change ?? 0)).Select((r, turn) => (Revision: r, Turn: turn)))
            .OrderBy(r => r.Revision.Amount is null).ThenBy(r => r.Turn).ThenBy(r => r.Revision.Amount?.Unit, StringComparer.Ordinal)
            .Select(r => r.Revision);
        return Task.FromResult(new Revisions(
            all.Count(r => r.Kind == RevisionKind.Added), all.Count(r => r.Kind == RevisionKind.Removed), all.Count(r => r.Kind == RevisionKind.Changed),
            [.. query.Limit is { } limit ? ranked.Take(limit) : ranked]));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TotalTable>> TotalsAsync(TotalsQuery query, CancellationToken cancellation)
    {
        // All goods hold every code that is named beside them.
        if (!query.OfCodes && query.Cells.Commodities.Contains(Commodity.AllGoods))
            query = query with { Cells = query.Cells with { Commodities = [Commodity.AllGoods] } };
        var rows = new RowTotals(query, Matching);
        var parts = rows.Parts(rows.Cells);
        HashSet<string> withoutWorld = [];
        if (query.OfCodes && query.Cells.Partners.Count == 0)
        {
            // A source that gives no row of all partners together: all partners' rows make one, groups not, whose members are there.
            withoutWorld = [.. versions.Where(v => IsTouched(v, rows.Cells)).Select(v => v.Source).Except(parts.Select(p => p.Source), StringComparer.Ordinal)];
            var others = rows.Cells with { Partners = [.. Economies.All.Where(e => e.Kind is not (EconomyKind.World or EconomyKind.Group)).Select(e => e.Number)] };
            parts = [.. parts, .. rows.Parts(others).Where(p => !p.IsOwn && withoutWorld.Contains(p.Source))];
        }
        return new TotalsAssembly(query, await CompletenessAsync(rows.Scope, cancellation)).Build(parts, withoutWorld, rows.Unmeasured());
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MonthlyFlows> MonthlyAsync(MonthlyQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        var cells = Matching(query.Cells with { TotalsOnly = true, Publications = [] })
            .Where(o => o.Status != ObservationStatus.Reported && o.Period.IsMonth && o.Commodity.Code.Length == query.Digits && o.Commodity.Code.All(char.IsAsciiDigit));
        foreach (var unit in cells.GroupBy(o => (o.Source, o.Reporter)).OrderBy(g => g.Key.Source, StringComparer.Ordinal).ThenBy(g => g.Key.Reporter))
        {
            cancellation.ThrowIfCancellationRequested();
            var (first, last) = (unit.Min(o => o.Period), unit.Max(o => o.Period));
            var flows = unit.GroupBy(o => (o.Commodity.Code, o.Partner, o.Flow)).Select(f => new MonthlyFlow(
                f.Key.Code, f.Key.Partner, f.Key.Flow,
                [.. first.To(last).Select(month => f.Where(o => o.Period == month).OrderBy(o => o.Commodity.Classification).Select(o => MonthlyAmount(o, query.Unit) ?? double.NaN).Append(double.NaN).LastOrDefault(v => !double.IsNaN(v), double.NaN))],
                f.Count(o => MonthlyAmount(o, query.Unit) is null))
            {
                FirstEdition = f.Min(o => o.Commodity.Classification),
                LastEdition = f.Max(o => o.Commodity.Classification),
            });
            yield return new(unit.Key.Source, unit.Key.Reporter, query.Unit, first, first.To(last).Count(), [.. flows], 0, 0)
            {
                Latest = unit.GroupBy(o => o.Flow).ToDictionary(f => f.Key, f => f.Max(o => o.Period)),
            };
        }
    }

    private static double? MonthlyAmount(Observation o, Unit unit)
    {
        if (unit.Dimension == Dimension.Money)
            return o.Currency == unit.Code ? o.Value : null;
        PublishedQuantity[] all = [o.Quantity, o.SecondQuantity, new(o.NetWeightKg, "kg", o.NetWeightEstimated)];
        return all.Where(q => q is { Amount: { } amount, Unit: { } code, Estimated: false } && !(amount == 0 && o.Value > 0) && Units.TryFind(code, out var published) && published.ConvertsTo(unit))
            .Select(q => Units.TryFind(q.Unit!, out var published) ? published.Convert(q.Amount!.Value, unit) : (double?)null).FirstOrDefault();
    }

    /// <summary>What a row says, beside where it was read.</summary>
    private static Observation Content(Observation o) => o with { Id = default };

    /// <summary>For each unit the last version that had become current by then.</summary>
    private IEnumerable<Observation> Current(DateTimeOffset? moment) => versions
        .Where(v => moment is null || v.From <= moment)
        .GroupBy(v => (v.Source, v.Reporter, v.Year))
        .SelectMany(unit => unit.Last().Cells.Values);

    private static bool IsTouched(Version v, CellQuery q) => Allows(q.Sources, v.Source) && Allows(q.Reporters, v.Reporter)
        && (q.AsOf is null || v.From <= q.AsOf) && (q.From is null || v.Year >= q.From.Value.Year) && (q.To is null || v.Year <= q.To.Value.Year);

    private IEnumerable<Observation> Matching(CellQuery q) => Current(q.AsOf).Where(o =>
        Allows(q.Sources, o.Source) && Allows(q.Reporters, o.Reporter) && Allows(q.Partners, o.Partner) && Allows(q.Flows, o.Flow) && Allows(q.Publications, o.Publication)
        && (q.Commodities.Count == 0 || q.Commodities.Any(c => o.Commodity.Code.StartsWith(c, StringComparison.Ordinal)))
        && (q.From is null || o.Period >= q.From) && (q.To is null || o.Period <= q.To)
        && (!q.TotalsOnly || o.IsTotal));

    private IEnumerable<SourceCoverage> Said(CellQuery q) =>
        from s in statements
        where q.AsOf is null || s.At <= q.AsOf
        let c = s.Said.Coverage
        where Allows(q.Sources, s.Said.Source) && Allows(q.Reporters, c.Reporter) && Allows(q.Flows, c.Flow) && (q.From is null || c.Period >= q.From) && (q.To is null || c.Period <= q.To)
        select s.Said;

    private static bool Allows<T>(IReadOnlyList<T> limit, T value) => limit.Count == 0 || limit.Contains(value);

    /// <summary>Each code with each partner must be there or be spoken for; where none are asked for, only a statement without limits speaks for all.</summary>
    private static Extent HowMuch(CellQuery query, IReadOnlyList<Coverage> said, IReadOnlyList<Observation> cells)
    {
        List<string?> codes = query.Commodities.Count == 0 ? [null] : [.. query.Commodities];
        List<int?> partners = query.Partners.Count == 0 ? [null] : [.. query.Partners];
        var asked = (from code in codes from partner in partners select (Code: code, Partner: partner)).ToList();
        bool Speaks(Completeness what, (string? Code, int? Partner) a) => said.Any(s => s.Completeness == what
            && (s.Commodities.Count == 0 || (a.Code is not null && s.Commodities.Contains(a.Code))) && (s.Partners.Count == 0 || (a.Partner is { } partner && s.Partners.Contains(partner))));
        return asked.TrueForAll(a => cells.Any(o => o.Commodity.Code == a.Code && o.Partner == a.Partner) || Speaks(Completeness.Complete, a) || Speaks(Completeness.Whole, a)) ? Extent.Complete
            : cells.Count > 0 || asked.Exists(a => Speaks(Completeness.Complete, a) || Speaks(Completeness.Whole, a)) ? Extent.Partial
            : asked.TrueForAll(a => Speaks(Completeness.NotPublished, a)) ? Extent.NotPublished
            : Extent.NotRead;
    }

    private static RevisedAmount? ByHowMuch(Observation? was, Observation? now)
    {
        static (RevisedMeasure Measure, double? Amount, string? Unit)[] Amounts(Observation? o) =>
        [
            (RevisedMeasure.Value, o?.Value, o?.Currency), (RevisedMeasure.Quantity, o?.Quantity.Amount, o?.Quantity.Unit),
            (RevisedMeasure.SecondQuantity, o?.SecondQuantity.Amount, o?.SecondQuantity.Unit), (RevisedMeasure.NetWeight, o?.NetWeightKg, "kg"),
        ];
        return Amounts(was).Zip(Amounts(now))
            .Where(a => was is null || now is null
                ? (a.First.Amount ?? a.Second.Amount) is not null && (a.First.Unit ?? a.Second.Unit) is not null
                : a.First.Amount is not null && a.Second.Amount is not null && a.First.Amount != a.Second.Amount && a.First.Unit is not null && a.First.Unit == a.Second.Unit)
            .Select(a => new RevisedAmount(a.First.Measure, (a.Second.Unit ?? a.First.Unit)!, a.First.Amount, a.Second.Amount))
            .FirstOrDefault();
    }

    /// <summary>What makes two rows of one unit the same cell; for reported figures the unit they were printed in too.</summary>
    private sealed record Cell(Flow Flow, Commodity Commodity, int Partner, int Partner2, Period Period, string Procedure, int Transport, string Publication, string Measure)
    {
        /// <summary>How deep it goes: a file of eight-digit codes says nothing of headings, one of totals nothing of procedures.</summary>
        public (Flow, Classification, int, bool, bool, bool) Level => (Flow, Commodity.Classification, Commodity.Code.Length, Partner2 == 0, Procedure == "C00", Transport == 0);

        public static Cell Of(Observation o) => new(o.Flow, o.Commodity, o.Partner, o.Partner2, o.Period, o.Procedure, o.Transport, o.Publication,
            o.Status == ObservationStatus.Reported ? $"{o.Quantity.Unit}/{o.Currency}" : "");
    }

    private sealed record Version(string Source, int Reporter, int Year, DateTimeOffset From, IReadOnlyDictionary<Cell, Observation> Cells);
}
