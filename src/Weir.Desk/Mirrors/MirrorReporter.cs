using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Mirrors;

/// <summary>Answers a <see cref="MirrorQuestion"/> from the lake and the desk's claims.</summary>
internal sealed class MirrorReporter(DeskFolder desk, SeriesReader series, IFlowStore flows)
{
    public async Task<MirrorReport> ReportAsync(MirrorQuestion question, CancellationToken cancellation)
    {
        var (_, codes, _) = series.Goods(question.Goods);
        var pairs = new List<MirrorPair>();
        var alone = new List<Series>();
        var cells = await flows.CellsAsync(
            new CellQuery { Reporters = [question.From.Number, question.To.Number], Partners = [question.From.Number, question.To.Number], Commodities = codes, TotalsOnly = false, AsOf = question.AsOf },
            cancellation);
        foreach (var monthly in (bool[])[true, false])
        {
            // Most pairs of a watch have nothing, and one look says so.
            if (!cells.Any(c => c.Period.IsMonth == monthly && c.Flow == (c.Reporter == question.From.Number ? Flow.Export : Flow.Import)))
                continue;
            var (exports, imports) = await BothAsync(question, question.Goods, question.Unit, monthly, cancellation);
            foreach (var export in exports)
            {
                foreach (var import in imports.Where(i => Together(export.Series, i.Series)))
                    pairs.Add(await PairAsync(question, export, import, cells, cancellation));
            }
            alone.AddRange(exports.Concat(imports).Select(f => f.Series).Where(s => !pairs.Exists(p => p.Export == s || p.Import == s)));
        }
        return new(question, pairs, PrintedMirrors.Of(desk, question), alone, MirrorNotes.On(question.From, question.To));
    }

    private async Task<MirrorPair> PairAsync(MirrorQuestion question, FoundSeries export, FoundSeries import, IReadOnlyList<Observation> cells, CancellationToken cancellation)
    {
        var money = export.Series.Unit.Dimension == Dimension.Money;
        var gap = MirrorGaps.Compare(export.Series, import.Series, money ? question.Margin : MirrorMargin.None, question.Lag, question.Since);
        var compared = gap.Points.Where(p => p.State == MirrorState.Compared).Select(p => p.Period).ToList();
        MirrorChangeFinding? change = null;
        if (compared.Count > 0)
        {
            var until = compared[^1];
            var since = question.Since ?? (until.IsMonth && until.Year > 1 ? until.AddMonths(-11) : until);
            if (since <= until)
                change = MirrorChanges.Judge(gap, since, until, await OthersAsync(question, export.Series, import.Series, cancellation));
        }
        var notes = new List<Phrase>(export.Notes.Concat(import.Notes));
        if (MirrorNotes.OnCodes(Codes(cells, export.Series), Codes(cells, import.Series)) is { } note)
            notes.Add(note);
        if (gap.Points.Count > 0 && gap.LagFitted)
            notes.Add(new("mirror.lag.fitted", ("lag", (decimal)gap.Lag.Mean)));
        else if (question.Lag > 0)
            notes.Add(new("mirror.lag.none", ("needed", MirrorGaps.NeededToFitLag)));
        return new(export.Series, import.Series, gap, change, notes);
    }

    // The gaps of the desk's other goods between the same two, from the same two sources.
    private async Task<IReadOnlyList<MirrorFinding>> OthersAsync(MirrorQuestion question, Series export, Series import, CancellationToken cancellation)
    {
        var others = new List<MirrorFinding>();
        foreach (var goods in desk.Watches.SelectMany(w => w.Goods).Select(g => g.Id).Where(g => g != question.Goods).Distinct(StringComparer.Ordinal))
        {
            var (exports, imports) = await BothAsync(question, goods, Units.UsDollar.Code, export.Points.Any(p => p.Period.IsMonth), cancellation);
            if (exports.Find(f => Same(f.Series, export)) is { } x && imports.Find(f => Same(f.Series, import)) is { } m)
                others.Add(MirrorGaps.Compare(x.Series, m.Series, question.Margin));
        }
        return others;
    }

    private async Task<(List<FoundSeries> Exports, List<FoundSeries> Imports)> BothAsync(MirrorQuestion question, string goods, string? unit, bool monthly, CancellationToken cancellation)
    {
        var (watch, _, _) = series.Goods(goods);
        // A watch follows months; its years are asked for by name.
        var first = monthly ? (Period?)null : Period.OfYear(watch?.First.Year ?? 1900);
        var last = monthly ? (Period?)null : Period.OfYear(watch?.Last?.Year ?? 2100);
        async Task<List<FoundSeries>> Side(Flow flow, string? code) =>
            [.. (await series.FindAsync(new(goods, question.From, question.To, flow, code, question.AsOf, first, last), cancellation)).Where(f => f.Series.Points.Any(p => p.Value is not null))];
        var (exports, imports) = (await Side(Flow.Export, unit), await Side(Flow.Import, unit));
        if (unit is null && (exports.Count == 0 || imports.Count == 0) && await Side(Flow.Export, Units.UsDollar.Code) is { Count: > 0 } x && await Side(Flow.Import, Units.UsDollar.Code) is { Count: > 0 } m)
            return (x, m);
        return (exports, imports);
    }

    private static bool Together(Series export, Series import) =>
        export.Status == import.Status && (export.Status != ObservationStatus.Reported || export.Key.Publication == import.Key.Publication);

    private static bool Same(Series one, Series other) => one.Key.Source == other.Key.Source && one.Key.Publication == other.Key.Publication;

    private static List<Commodity> Codes(IEnumerable<Observation> cells, Series of) =>
        [.. cells.Where(c => c.Source == of.Key.Source && c.Reporter == of.Key.Reporter.Number && c.Flow == of.Key.Flow && c.Publication == of.Key.Publication).Select(c => c.Commodity).Distinct()];
}
