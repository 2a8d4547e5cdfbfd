using Weir.Desk.Controls;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Sources;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>What the controls on the desk's goods changed, for the origins that its watches follow.</summary>
internal sealed class ControlEffectKind : ISignalKind
{
    /// <inheritdoc/>
    public string Id => "control-effect";

    /// <inheritdoc/>
    public async Task<SignalReport> FindAsync(SignalScope scope, SignalQuestion question, CancellationToken cancellation)
    {
        var watches = question.Watch is { } id ? [scope.Desk.FindWatch(id)] : scope.Desk.Watches;
        var reports = new List<ControlReport>();
        foreach (var control in scope.Desk.Controls.Where(c => watches.Any(w => w.Origins.Any(c.Reporters.Contains) && w.Goods.Any(g => g.Codes.Any(code => IsOn(c, code))))))
            reports.Add(await AskAsync(scope, new(control.Id), cancellation));
        var judged = reports.Where(r => r.Finding?.Effect?.P is not null).ToList();
        var q = Weir.Signals.Surges.FalseDiscovery.BenjaminiHochberg(judged.Select(r => r.Finding!.Effect!.P!.Value).ToArray());
        return new(
            scope.AsOf,
            [.. judged.Zip(q).Where(r => r.Second <= question.Fdr).Select(r => Of(r.First, r.Second))],
            [.. reports.Where(r => r.Unsaid is not null).Select(r => new Phrase("signal.control.unsaid", ("title", r.Control.Title), ("why", r.Unsaid)))],
            judged.Count);
    }

    /// <inheritdoc/>
    public async Task<SignalExplanation?> ExplainAsync(SignalScope scope, SignalId id, CancellationToken cancellation)
    {
        if (id.Parts is not [var name, var unit] || scope.Desk.Controls.All(c => c.Id != name) || !Units.TryFind(unit, out _))
            return null;
        var report = await AskAsync(scope, new(name) { Unit = unit }, cancellation);
        if (report.Finding?.Effect is null)
            return null;
        return new(
            Of(report, null), SignalCatalog.Find(Id)!,
            [
                new("signal.control.step.act", ("title", report.Control.Title), ("announced", report.Control.Announced), ("force", report.Control.InForce)),
                new("signal.control.step.span", ("source", report.Source), ("first", report.Finding.From), ("last", report.Finding.To), ("codes", report.Codes.ToArray())),
                .. ControlSentences.Of(report),
            ],
            [new(report.Finding.Compared ? "signal.control.change.compared" : "signal.control.change.alone"), new("signal.change.revisions")],
            $"weir effect --control {name} --unit {unit} --as-of {scope.AsOf.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}");
    }

    private static bool IsOn(Control control, string code) =>
        control.Codes.SelectMany(c => c.Codes).Any(c => c.StartsWith(code, StringComparison.Ordinal) || code.StartsWith(c, StringComparison.Ordinal));

    private static Task<ControlReport> AskAsync(SignalScope scope, ControlQuestion question, CancellationToken cancellation) =>
        new ControlReporter(scope.Desk, scope.Flows, [.. WeirSources.All.Select(s => s.Description.Id)]).ReportAsync(question with { AsOf = scope.AsOf }, scope.AsOf, cancellation);

    private static Signal Of(ControlReport report, double? q)
    {
        var effect = report.Finding!.Effect!;
        var range = ControlSentences.Percents(effect);
        return new(SignalId.Of("control-effect", report.Control.Id, report.Unit.Code), new("signal.control", ("title", report.Control.Title), ("effect", ControlSentences.Of(report)[0])))
        {
            Goods = report.Codes[0],
            From = report.Control.Reporters.Count == 1 ? report.Control.Reporters[0] : null,
            To = report.Control.Destinations.Count == 1 ? report.Control.Destinations[0] : null,
            Period = report.Finding.To,
            Source = report.Source,
            Value = effect.Percent,
            Expected = 0,
            Lower = range?.Low,
            Upper = range?.High,
            P = effect.P,
            Q = q,
            Status = ObservationStatus.Official,
            Reasons = report.Notes,
            Page = $"/control/{report.Control.Id}",
        };
    }
}
