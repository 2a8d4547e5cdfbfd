using Weir.Desk.Words;
using Weir.Signals;
using Weir.Signals.Breaks;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>Changes of level in the series that the desk's watches follow.</summary>
internal sealed class BreakKind : ISignalKind
{
    // Older ones are in the series itself; signals are for what is new.
    private const int RecentMonths = 12;

    /// <inheritdoc/>
    public string Id => "break";

    /// <inheritdoc/>
    public async Task<SignalReport> FindAsync(SignalScope scope, SignalQuestion question, CancellationToken cancellation)
    {
        var (found, unsaid, judged) = (new List<Signal>(), new List<Phrase>(), 0);
        foreach (var watched in await scope.WatchedAsync(question.Watch, cancellation))
        {
            var finding = BreakFinder.Find(watched.Series, new());
            if (finding.Obstacle != BreakObstacle.None)
            {
                unsaid.Add(new("signal.break.unsaid", ("goods", watched.Goods.Title), ("from", watched.From), ("to", watched.To), ("source", watched.Series.Key.Source), ("why", Why(finding))));
                continue;
            }
            judged++;
            found.AddRange(finding.Breaks.Where(b => IsRecent(b, finding)).Select(b => Of(watched.Found, b, finding, watched.Goods.Title) with { Watch = watched.Watch.Id }));
        }
        return new(scope.AsOf, found, unsaid, judged);
    }

    /// <inheritdoc/>
    public async Task<SignalExplanation?> ExplainAsync(SignalScope scope, SignalId id, CancellationToken cancellation)
    {
        if (!id.TryReadSeries(out var key, out var unit, out var period) || await scope.FindAsync(key, unit, cancellation) is not { } found)
            return null;
        var finding = BreakFinder.Find(found.Series, new());
        if (finding.Breaks.FirstOrDefault(b => b.Period == period) is not { } at)
            return null;
        var signal = Of(found, at, finding, scope.Desk.FindGoods(key.Goods)?.Title ?? (object)key.Goods);
        var (from, to) = (signal.From!.Alpha3, signal.To!.Alpha3);
        return new(
            signal, SignalCatalog.Find(Id)!,
            [
                new("signal.break.step.series", ("source", key.Source), ("known", finding.Known), ("unknown", finding.NotKnown), ("n", finding.Breaks.Count)),
                new("signal.break.step.place", ("period", at.Period), ("earliest", at.Earliest), ("latest", at.Latest), ("confidence", finding.Confidence)),
                Level("signal.break.step.before", found.Series, at.Before, finding.Confidence),
                Level("signal.break.step.after", found.Series, at.After, finding.Confidence),
                new("signal.break.step.gain", ("gain", at.Gain), ("penalty", finding.Penalty ?? 0)),
            ],
            [new("signal.break.change.penalty", ("gain", at.Gain)), new("signal.change.revisions")],
            $"weir breaks {key.Goods} --from {from} --to {to} --flow {key.Flow.Code()} --unit {unit.Code} --as-of {scope.AsOf.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}");
    }

    private static bool IsRecent(Break at, BreakFinding finding) =>
        at.Period.IsMonth ? at.Period > finding.Segments[^1].Last.AddMonths(-RecentMonths) : at.Period >= finding.Segments[^1].Last.AddYears(-1);

    private static Signal Of(Figures.FoundSeries found, Break at, BreakFinding finding, object goods)
    {
        var series = found.Series;
        var (from, to) = series.Key.Flow is Flow.Export or Flow.ReExport ? (series.Key.Reporter, series.Key.Partner) : (series.Key.Partner, series.Key.Reporter);
        return new(
            SignalId.OfSeries("break", series.Key, series.Unit, at.Period),
            new(
                "signal.break", ("goods", goods), ("from", from), ("to", to), ("period", at.Period), ("earliest", at.Earliest), ("latest", at.Latest),
                ("before", Amount(series, at.Before.Level)), ("after", Amount(series, at.After.Level)), ("confidence", finding.Confidence)))
        {
            Goods = series.Key.Goods,
            From = from,
            To = to,
            Period = at.Period,
            Source = series.Key.Source,
            Unit = series.Unit,
            Value = at.After.Level,
            Expected = at.Before.Level,
            Lower = at.Before.Low,
            Upper = at.Before.High,
            Excess = at.After.Level - at.Before.Level,
            Status = series.Status,
            Reasons = series.Status == ObservationStatus.Reported ? [new("signal.reported"), .. found.Notes] : found.Notes,
            Rows = [.. series.Points.Where(p => p.Period == at.Period).SelectMany(p => p.Rows)],
            Page = $"/flow/{from.Alpha3}/{to.Alpha3}/{series.Key.Goods}",
        };
    }

    private static Phrase Level(string key, Series series, BreakSegment segment, double confidence) => new(
        key, ("first", segment.First), ("last", segment.Last), ("known", segment.Known), ("level", Amount(series, segment.Level)),
        ("low", Amount(series, segment.Low)), ("high", Amount(series, segment.High)), ("confidence", confidence));

    private static Phrase Why(BreakFinding finding) => new(
        finding.Obstacle switch
        {
            BreakObstacle.TooFewValues => "break.why.too-few",
            BreakObstacle.Constant => "break.why.constant",
            _ => "break.why.not-fit",
        },
        ("known", finding.Known), ("needed", BreakFinder.FewestValues));

    private static object Amount(Series series, double? value) =>
        value is { } number && double.IsFinite(number) && Math.Abs(number) < 1e27 ? new Quantity((decimal)number, series.Unit) : new Phrase("signal.not-said");
}
