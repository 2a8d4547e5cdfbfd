using Weir.Desk.Routes;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>Diversions along the routes of the desk's watches.</summary>
internal sealed class DiversionKind : ISignalKind
{
    /// <inheritdoc/>
    public string Id => "diversion";

    /// <inheritdoc/>
    public async Task<SignalReport> FindAsync(SignalScope scope, SignalQuestion question, CancellationToken cancellation)
    {
        var (found, unsaid, judged) = (new List<Signal>(), new List<Phrase>(), 0);
        foreach (var watch in (question.Watch is { } id ? [scope.Desk.FindWatch(id)] : scope.Desk.Watches).Where(w => w.Routes.Count > 0))
        {
            foreach (var (goods, to) in watch.Goods.SelectMany(g => watch.Destinations.Select(d => (g, d))))
            {
                var report = await new RouteReporter(scope.Desk, scope.Series, scope.Flows).ReportAsync(new(goods.Id) { To = to, AsOf = scope.AsOf }, cancellation);
                if (report.Finding is not { } finding)
                {
                    unsaid.Add(new("signal.diversion.unsaid", ("goods", goods.Title), ("to", to), ("why", report.Cannot)));
                    continue;
                }
                judged += finding.Candidates.Count(c => c.PAdjusted is not null);
                // Holm's adjustment keeps the rate of any false finding, and so that of false ones among those found.
                found.AddRange(finding.Candidates.Where(c => c.Amount > 0 && c.PAdjusted <= question.Fdr).Select(c => Of(report, c)));
            }
        }
        return new(scope.AsOf, found, unsaid, judged);
    }

    /// <inheritdoc/>
    public async Task<SignalExplanation?> ExplainAsync(SignalScope scope, SignalId id, CancellationToken cancellation)
    {
        if (id.Parts is not [var goods, var to, var through, var first, var last] || !Economies.TryFind(to, out var destination) || !Economies.TryFind(through, out var route)
            || !Period.TryParse(first, out var since) || !Period.TryParse(last, out var until))
            return null;
        RouteReport report;
        try
        {
            report = await new RouteReporter(scope.Desk, scope.Series, scope.Flows).ReportAsync(new(goods) { To = destination, Since = since, Until = until, AsOf = scope.AsOf }, cancellation);
        }
        catch (DeskException)
        {
            return null;
        }
        if (report.Finding is not { } finding || finding.Candidates.FirstOrDefault(c => c.Route == route) is not { Amount: not null } way)
            return null;
        return new(
            Of(report, way), SignalCatalog.Find(Id)!,
            [
                new("signal.diversion.step.question", ("origins", report.Origins), ("destination", destination), ("since", since), ("until", until), ("n", finding.Options.PastMonths)),
                .. way.Reasons.Select(r => RouteNotes.Of(r, finding.Unit)),
                new("signal.diversion.step.p", ("p", Mirrors.MirrorNotes.Print(way.P ?? 1)), ("adjusted", Mirrors.MirrorNotes.Print(way.PAdjusted ?? 1)), ("draws", finding.Options.Draws), ("seed", finding.Options.Seed)),
                RouteNotes.Of(way, finding),
            ],
            [new("signal.diversion.change.demand"), new("signal.diversion.change.window"), new("signal.change.revisions")],
            $"weir routes {goods} --to {to} --since {first} --until {last}");
    }

    // The weakest of what the way's legs and the direct one stand on.
    private static ObservationStatus StatusOf(DiversionFinding finding, DiversionCandidate way) => finding.Question.Flows
        .Where(f => f.From == way.Route || f.To == way.Route || f.To == finding.Question.Destination)
        .SelectMany(f => new[] { f.Export, f.Import }).OfType<Series>().Select(s => s.Status).DefaultIfEmpty(ObservationStatus.Official).Max();

    private static Signal Of(RouteReport report, DiversionCandidate way)
    {
        var finding = report.Finding!;
        return new(
            SignalId.Of("diversion", report.Goods.Id, report.Destination.Alpha3, way.Route.Alpha3, finding.Question.Since.ToString(), finding.Question.Until.ToString()),
            new("signal.diversion", ("goods", report.Goods.Title), ("way", RouteNotes.Of(way, finding))))
        {
            Goods = report.Goods.Id,
            From = report.Origins.Count == 1 ? report.Origins[0] : null,
            To = report.Destination,
            Period = finding.Question.Until,
            Watch = report.Watch.Id,
            Unit = finding.Unit,
            Value = way.Amount,
            Expected = 0,
            Lower = way.Range?.Low,
            Upper = way.Range?.High,
            Excess = way.Amount,
            P = way.P,
            Q = way.PAdjusted,
            Status = StatusOf(finding, way),
            Reasons = [.. way.Reasons.Select(r => RouteNotes.Of(r, finding.Unit))],
            Rows = [.. way.Arriving.Concat(way.Leaving is { } leaving ? [leaving] : []).SelectMany(l => l.Rows)],
            Page = $"/route/{report.Origins[0].Alpha3}/{report.Destination.Alpha3}/{report.Goods.Id}",
        };
    }
}
