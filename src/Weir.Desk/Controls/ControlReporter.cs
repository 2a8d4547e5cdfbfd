using Weir.Desk.Figures;
using Weir.Desk.OwnData;
using Weir.Desk.Words;
using Weir.Signals.Effects;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Controls;

/// <summary>Takes the monthly flows of a control's goods from the lake and estimates what it changed.</summary>
internal sealed class ControlReporter(DeskFolder desk, IFlowStore flows, IReadOnlyList<string> sources)
{
    public async Task<ControlReport> ReportAsync(ControlQuestion question, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var control = desk.FindControl(question.Control);
        if (!Units.TryFind(question.Unit, out var unit))
            throw new DeskException([$"'{question.Unit}' is no unit; write one such as kg, t, u or USD"]);
        var codes = Codes(control, question.Goods);
        var report = new ControlReport(question, control, asOf, null, unit, codes, null, []);
        if (codes.Count == 0)
            return report with { Unsaid = new("control.unsaid.no-codes", ("list", control.List)) };
        var timing = control.Timing;
        if (timing.End is { } end && end <= timing.First)
            return report with { Unsaid = new("control.unsaid.never-in-force") };
        var first = (timing.Anticipation < timing.First ? timing.Anticipation : timing.First).AddMonths(-question.Span.Before);
        var last = timing.First.AddMonths(question.Span.After - 1);
        var asked = codes.Concat(control.Comparators).ToList();
        var query = new CellQuery
        {
            Reporters = [.. control.Reporters.Select(r => r.Number)],
            Flows = [Flow.Export],
            Commodities = asked,
            From = first,
            To = last,
            TotalsOnly = false,
            AsOf = asOf,
        };
        var cells = (await flows.CellsAsync(query, cancellation)).Where(c => c.Period.IsMonth && c.Status == ObservationStatus.Official && IsDestination(c)).ToList();
        // Two sources of the same flows are never mixed: the one that has more of them.
        var source = cells.GroupBy(c => c.Source, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => Place(g.Key)).FirstOrDefault();
        if (source is null)
            return report with { Unsaid = new("control.unsaid.no-flow") };
        var coverage = (await flows.CoverageAsync(query, cancellation)).Where(c => c.Source == source.Key).Select(c => c.Coverage).ToList();
        var found = Assemble([.. source], coverage, control, asked, codes, unit, first, last, cancellation);
        var finding = ControlEffects.Of(found, timing, question.Span, cancellation);
        return report with { Source = source.Key, Finding = finding, Unsaid = Unsaid(finding), Notes = Notes(control, finding, found) };
    }

    private static List<ControlCell> Assemble(
        IReadOnlyList<Observation> cells, IReadOnlyList<Coverage> coverage, Control control, List<string> asked, IReadOnlyList<string> controlled, Unit unit, Period first, Period last, CancellationToken cancellation)
    {
        var aims = control.Destinations.Select(d => d.Number).ToHashSet();
        var found = new List<ControlCell>();
        // A month for which the reporter has any of the goods was published; where nothing went to a partner then, nothing went.
        var published = cells.GroupBy(c => c.Reporter).ToDictionary(g => g.Key, g => g.Select(c => c.Period).ToHashSet());
        foreach (var flow in cells.GroupBy(c => (c.Reporter, c.Partner)))
        {
            foreach (var code in asked)
            {
                cancellation.ThrowIfCancellationRequested();
                var under = flow.Where(c => c.Commodity.IsUnder(code)).ToList();
                if (under.Count == 0)
                    continue;
                var (reporter, partner) = (Economies.FromNumber(flow.Key.Reporter), Economies.FromNumber(flow.Key.Partner));
                var series = new SeriesAssembly(new(under[0].Source, reporter, partner, Flow.Export, code), [code], unit, under, coverage).Build(first, last).Series;
                foreach (var point in series.Points)
                {
                    var value = point.State == PointState.NoData && published[flow.Key.Reporter].Contains(point.Period) && under.All(c => c.Period != point.Period) ? 0 : point.Value;
                    if (value is { } amount && amount >= 0)
                        found.Add(new(reporter.Number, partner.Number, code, point.Period, amount, controlled.Contains(code) && (aims.Count == 0 || aims.Contains(partner.Number))));
                }
            }
        }
        return found;
    }

    private static bool IsDestination(Observation cell) =>
        cell.Partner != cell.Reporter && Economies.FromNumber(cell.Partner).Kind is EconomyKind.Economy or EconomyKind.Former;

    private static IReadOnlyList<string> Codes(Control control, string? goods)
    {
        if (goods is null)
            return control.AllCodes;
        var code = goods.Replace(".", "", StringComparison.Ordinal);
        var some = control.AllCodes.Where(c => c.StartsWith(code, StringComparison.Ordinal)).ToList();
        if (some.Count == 0 && control.AllCodes.Any(c => code.StartsWith(c, StringComparison.Ordinal)))
            some = [code];
        return some.Count > 0 ? some : throw new DeskException([
            $"'{goods}' is not among the goods of {control.Id}; it has {(control.AllCodes.Count == 0 ? "no codes" : string.Join(", ", control.AllCodes))}"]);
    }

    private static Phrase? Unsaid(ControlFinding finding) => finding.Obstacle switch
    {
        ControlObstacle.None => null,
        ControlObstacle.NoFlow => new("control.unsaid.no-flow"),
        ControlObstacle.TooFewMonthsBefore => new("control.unsaid.too-few-before", ("n", finding.Compared ? 12 : 24)),
        ControlObstacle.NoMonthAfter => new("control.unsaid.no-month-after"),
        _ => EffectNotes.Of(finding.Regression),
    };

    private static List<Phrase> Notes(Control control, ControlFinding finding, List<ControlCell> cells)
    {
        var notes = new List<Phrase>();
        if (finding.Obstacle != ControlObstacle.None)
            return notes;
        notes.Add(finding.Compared ? new("control.note.compared") : new Phrase("control.note.own-past"));
        if (control.Destinations.Count > 0)
            notes.Add(new("control.note.aimed", ("destinations", control.Destinations)));
        if (finding.Fit is { } fit)
        {
            if (fit.ErrorObstacle != EffectObstacle.None)
                notes.Add(new("effect.cannot-errors", ("why", EffectNotes.Of(fit.ErrorObstacle))));
            if (fit.ClusterGroups.Any(g => g is > 1 and < 30))
                notes.Add(new("effect.few-clusters", ("n", fit.ClusterGroups.Min())));
        }
        notes.Add(new("control.note.zero", ("n", cells.Count(c => c.Value == 0))));
        return notes;
    }

    private int Place(string source)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] == source)
                return i;
        }
        return int.MaxValue;
    }
}
