using Weir.Desk.Mirrors;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>Changes of the gap between what is sent and what is recorded as arrived, on every leg that the desk's watches follow.</summary>
internal sealed class MirrorGapKind : ISignalKind
{
    /// <inheritdoc/>
    public string Id => "mirror-gap";

    /// <inheritdoc/>
    public async Task<SignalReport> FindAsync(SignalScope scope, SignalQuestion question, CancellationToken cancellation)
    {
        var (judged, unsaid) = (new List<(string Watch, MirrorReport Report, MirrorPair Pair)>(), new List<Phrase>());
        foreach (var watch in question.Watch is { } id ? [scope.Desk.FindWatch(id)] : scope.Desk.Watches)
        {
            var legs = watch.Origins.SelectMany(o => watch.Destinations.Concat(watch.Routes).Select(d => (From: o, To: d)))
                .Concat(watch.Routes.SelectMany(r => watch.Destinations.Select(d => (From: r, To: d)))).Distinct().ToList();
            foreach (var goods in watch.Goods)
            {
                foreach (var (from, to) in legs)
                {
                    var report = await new MirrorReporter(scope.Desk, scope.Series, scope.Flows).ReportAsync(new(goods.Id, from, to) { AsOf = scope.AsOf }, cancellation);
                    judged.AddRange(report.Pairs.Where(p => p.Change?.P is not null).Select(p => (watch.Id, report, p)));
                    unsaid.AddRange(report.Pairs.Where(p => p.Change is { P: null }).Select(p => new Phrase(
                        "signal.mirror-gap.unsaid", ("goods", goods.Title), ("from", from), ("to", to), ("why", MirrorNotes.Of(p.Change!)))));
                }
            }
        }
        var q = FalseDiscovery.BenjaminiHochberg(judged.Select(j => j.Pair.Change!.P!.Value).ToArray());
        return new(
            scope.AsOf,
            [.. judged.Zip(q).Where(j => j.Second <= question.Fdr).Select(j => Of(scope, j.First.Report, j.First.Pair) with { Watch = j.First.Watch, Q = j.Second })],
            unsaid, judged.Count);
    }

    /// <inheritdoc/>
    public async Task<SignalExplanation?> ExplainAsync(SignalScope scope, SignalId id, CancellationToken cancellation)
    {
        if (id.Parts is not [var source, var from, var to, var goods, var unit, var since]
            || !Economies.TryFind(from, out var exporter) || !Economies.TryFind(to, out var importer) || !Period.TryParse(since, out var first))
            return null;
        MirrorReport report;
        try
        {
            report = await new MirrorReporter(scope.Desk, scope.Series, scope.Flows).ReportAsync(new(goods, exporter, importer) { Unit = unit, Since = first, AsOf = scope.AsOf }, cancellation);
        }
        catch (DeskException)
        {
            return null;
        }
        if (report.Pairs.FirstOrDefault(p => SourceOf(p) == source && p.Change is not null) is not { } pair)
            return null;
        var change = pair.Change!;
        var margin = pair.Gap.Margin;
        return new(
            Of(scope, report, pair), SignalCatalog.Find(Id)!,
            [
                new("signal.mirror-gap.step.gap", ("from", exporter), ("to", importer), ("low", (decimal)margin.Low), ("high", (decimal)margin.High), ("usual", (decimal)margin.Usual)),
                new("signal.mirror-gap.step.medians", ("before", change.Before), ("after", change.After), ("gapBefore", (decimal)Math.Round(change.GapBefore ?? 0, 3)), ("gapAfter", (decimal)Math.Round(change.GapAfter ?? 0, 3))),
                new(change.OtherGoods > 0 ? "signal.mirror-gap.step.others" : "signal.mirror-gap.step.no-others", ("n", change.OtherGoods), ("needed", MirrorChanges.NeededGoods)),
                MirrorNotes.Of(change),
            ],
            [new("signal.mirror-gap.change.late"), new("signal.mirror-gap.change.lag"), new("signal.change.revisions")],
            $"weir mirror {goods} --from {from} --to {to} --unit {unit} --since {since}");
    }

    private static Signal Of(SignalScope scope, MirrorReport report, MirrorPair pair)
    {
        var (question, change) = (report.Question, pair.Change!);
        var title = scope.Desk.Watches.SelectMany(w => w.Goods).FirstOrDefault(g => g.Id == question.Goods)?.Title ?? LocalText.Same(question.Goods);
        return new(
            SignalId.Of("mirror-gap", SourceOf(pair), question.From.Alpha3, question.To.Alpha3, question.Goods, pair.Gap.Unit.Code, change.Since.ToString()),
            new("signal.mirror-gap", ("goods", title), ("from", question.From), ("to", question.To), ("change", MirrorNotes.Of(change))))
        {
            Goods = question.Goods,
            From = question.From,
            To = question.To,
            Period = change.Until,
            Source = pair.Export.Key.Source,
            Value = change.GapAfter,
            Expected = change.GapBefore,
            Lower = change.GapBefore + change.Interval?.Low - change.Change,
            Upper = change.GapBefore + change.Interval?.High - change.Change,
            Excess = change.Change,
            P = change.P,
            Status = pair.Export.Status,
            Reasons = [.. pair.Notes, .. report.Notes],
            Rows = [.. pair.Gap.Points.Where(p => p.Period >= change.Since && p.Period <= change.Until).SelectMany(p => p.Rows)],
            Page = $"/mirror/{question.From.Alpha3}/{question.To.Alpha3}/{question.Goods}",
        };
    }

    private static string SourceOf(MirrorPair pair) => pair.Export.Key.Publication.Length > 0 ? $"{pair.Export.Key.Source}@{pair.Export.Key.Publication}" : pair.Export.Key.Source;
}
