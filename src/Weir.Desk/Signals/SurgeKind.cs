using Weir.Desk.Words;
using Weir.Signals;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Desk.Signals;

/// <summary>Surges in the series that the desk's watches follow.</summary>
internal sealed class SurgeKind : ISignalKind
{
    /// <inheritdoc/>
    public string Id => "surge";

    /// <inheritdoc/>
    public async Task<SignalReport> FindAsync(SignalScope scope, SignalQuestion question, CancellationToken cancellation)
    {
        var method = question.Method;
        var (judged, unsaid) = (new List<Judged>(), new List<Phrase>());
        foreach (var watched in await scope.WatchedAsync(question.Watch, cancellation))
        {
            var values = MonthlyValues.Of(watched.Series);
            var known = Enumerable.Range(0, values.Count).Where(i => double.IsFinite(values.Span[i])).TakeLast(question.Months).ToList();
            var all = known.ConvertAll(at => new Judged(watched, values.PeriodAt(at), method.Judge(values, at)));
            judged.AddRange(all.Where(j => j.Finding.IsJudged));
            if (all.Count == 0)
                unsaid.Add(Say(watched, "signal.surge.unsaid", ("source", SourceOf(watched.Series)), ("why", new Phrase("surge.why.no-month"))));
            else if (!all[^1].Finding.IsJudged)
                unsaid.Add(Say(watched, "signal.surge.unsaid", ("source", SourceOf(watched.Series)), ("why", Why(all[^1].Finding))));
        }
        var q = FalseDiscovery.BenjaminiHochberg(judged.Select(j => j.Finding.P).ToArray());
        var found = judged.Zip(q).Where(j => j.Second <= question.Fdr).Select(j => Of(j.First, j.Second, judged.Count)).ToList();
        return new(scope.AsOf, found, unsaid, judged.Count);
    }

    /// <inheritdoc/>
    public async Task<SignalExplanation?> ExplainAsync(SignalScope scope, SignalId id, CancellationToken cancellation)
    {
        if (!id.TryReadSeries(out var key, out var unit, out var period) || !period.IsMonth || await scope.FindAsync(key, unit, cancellation) is not { } found)
            return null;
        var values = MonthlyValues.Of(found.Series);
        var at = values.IndexOf(period);
        if (at < 0 || at >= values.Count)
            return null;
        // The q-value belongs to what a look at the watches judges together.
        var together = await FindAsync(scope, new() { Fdr = 1 }, cancellation);
        var signal = together.Signals.FirstOrDefault(s => s.Id == id) ?? Of(found, period, SurgeMethods.Default.Judge(values, at));
        return new(
            signal, SignalCatalog.Find(Id)!, [.. Steps(found, values, at, signal, together.Judged)], [.. WouldChange(found.Series, values, at)],
            $"weir explain {id.Text} --as-of {scope.AsOf.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}");
    }

    /// <summary>Why a month can't be judged.</summary>
    internal static Phrase Why(in SurgeFinding finding) => new(
        finding.Obstacle switch
        {
            SurgeObstacle.ValueNotKnown => "surge.why.value-not-known",
            SurgeObstacle.ValueIsNegative => "surge.why.value-is-negative",
            SurgeObstacle.HistoryTooShort => "surge.why.history-too-short",
            SurgeObstacle.HistoryIsZero => "surge.why.history-is-zero",
            SurgeObstacle.HistoryIsConstant => "surge.why.history-is-constant",
            SurgeObstacle.SeasonNotKnown => "surge.why.season-not-known",
            _ => "surge.why.no-fit",
        },
        ("known", finding.MonthsKnown), ("needed", finding.MonthsNeeded));

    private static Signal Of(Judged judged, double q, int together) => Of(judged.Watched.Found, judged.Period, judged.Finding) with
    {
        Watch = judged.Watched.Watch.Id,
        Q = q,
        Text = Say(judged.Watched, "signal.surge", [.. Numbers(judged.Watched.Series, judged.Period, judged.Finding), ("q", q), ("judged", together)]),
    };

    private static Signal Of(Figures.FoundSeries found, Period period, SurgeFinding finding)
    {
        var series = found.Series;
        var (from, to) = Ends(series.Key);
        var point = series.Points.First(p => p.Period == period);
        return new(SignalId.OfSeries("surge", series.Key, series.Unit, period), new("signal.surge.of-one", [("goods", series.Key.Goods), ("from", from), ("to", to), .. Numbers(series, period, finding)]))
        {
            Goods = series.Key.Goods,
            From = from,
            To = to,
            Period = period,
            Source = series.Key.Source,
            Unit = series.Unit,
            Value = point.Value,
            Expected = OrNull(finding.Expected),
            Lower = OrNull(finding.Lower),
            Upper = OrNull(finding.Upper),
            Excess = OrNull(finding.Excess),
            P = OrNull(finding.P),
            Status = series.Status,
            Reasons = [.. Reasons(found, point)],
            Rows = point.Rows,
            Page = $"/flow/{from.Alpha3}/{to.Alpha3}/{series.Key.Goods}",
        };
    }

    private static (string, object?)[] Numbers(Series series, Period period, in SurgeFinding finding) =>
    [
        ("period", period), ("value", Amount(series, finding.Value)), ("expected", Amount(series, finding.Expected)), ("upper", Amount(series, finding.Upper)),
        ("p", finding.P),
    ];

    private static IEnumerable<Phrase> Reasons(Figures.FoundSeries found, SeriesPoint point)
    {
        var series = found.Series;
        if (point.Value is { } && BaseEffects.Of(series, point.Period, point.Period.AddMonths(-1)) is { RatioToMedian.Value: { } toMedian } effect)
        {
            if (effect is { Verdict: BaseEffectVerdict.LowBase, Ratio: { } ratio })
                yield return new("signal.surge.low-base", ("ratio", ratio.Low), ("toMedian", toMedian), ("known", effect.Known));
            else
                yield return new("signal.surge.to-median", ("toMedian", toMedian), ("known", effect.Known));
            if (effect.LastRecord is { Ratio.Value: { } toRecord } record)
                yield return new("signal.surge.to-record", ("ratio", toRecord), ("period", record.Period));
        }
        if (point.Estimated)
            yield return new("signal.surge.estimated");
        if (series.Status == ObservationStatus.Reported)
            yield return new("signal.reported");
        foreach (var note in found.Notes)
            yield return note;
    }

    private static IEnumerable<Phrase> Steps(Figures.FoundSeries found, MonthlyValues values, int at, Signal signal, int judged)
    {
        var series = found.Series;
        var before = values.Span[..at];
        var (known, zero) = (0, 0);
        foreach (var value in before)
        {
            known += double.IsFinite(value) ? 1 : 0;
            zero += value == 0 ? 1 : 0;
        }
        yield return new("signal.surge.step.history", ("source", SourceOf(series)), ("first", values.First), ("period", signal.Period), ("known", known), ("zero", zero), ("unknown", at - known));
        var finding = SurgeMethods.Default.Judge(values, at);
        if (!finding.IsJudged)
        {
            yield return new("signal.surge.step.unsaid", ("why", Why(finding)));
            yield break;
        }
        yield return new("signal.surge.step.expected", ("expected", Amount(series, finding.Expected)), ("lower", Amount(series, finding.Lower)), ("upper", Amount(series, finding.Upper)), ("times", Math.Round(1 / SurgeMethods.Default.Alpha)));
        yield return new("signal.surge.step.value", ("value", Amount(series, finding.Value)), ("excess", Amount(series, finding.Excess)), ("p", finding.P));
        if (signal.Q is { } q)
            yield return new("signal.surge.step.q", ("q", q), ("judged", judged));
        else
            yield return new("signal.surge.step.no-q");
    }

    // What other methods say of the same numbers, and from what value on there would be nothing to find.
    private static IEnumerable<Phrase> WouldChange(Series series, MonthlyValues values, int at)
    {
        var finding = SurgeMethods.Default.Judge(values, at);
        if (finding.IsJudged)
            yield return new(finding.Value > finding.Upper ? "signal.surge.change.revised-down" : "signal.surge.change.revised-up", ("upper", Amount(series, finding.Upper)), ("alpha", SurgeMethods.Default.Alpha));
        foreach (var method in SurgeMethods.All.Where(m => m != SurgeMethods.Default))
        {
            var other = method.Judge(values, at);
            yield return other.IsJudged
                ? new("signal.surge.change.method", ("method", method.Id), ("expected", Amount(series, other.Expected)), ("p", other.P))
                : new("signal.surge.change.method-unsaid", ("method", method.Id), ("why", Why(other)));
        }
        yield return new("signal.change.revisions");
    }

    private static Phrase Say(WatchedSeries watched, string key, params (string, object?)[] args) =>
        new(key, [("goods", watched.Goods.Title), ("from", watched.From), ("to", watched.To), .. args]);

    private static string SourceOf(Series series) => series.Key.Publication.Length > 0 ? series.Key.Publication : series.Key.Source;

    private static (Economy From, Economy To) Ends(SeriesKey key) => key.Flow is Flow.Export or Flow.ReExport ? (key.Reporter, key.Partner) : (key.Partner, key.Reporter);

    // An upper end may lie beyond all numbers that trade has.
    private static object? Amount(Series series, double value) => double.IsFinite(value) && Math.Abs(value) < 1e27 ? new Quantity((decimal)value, series.Unit) : new Phrase("signal.not-said");

    private static double? OrNull(double value) => double.IsFinite(value) ? value : null;

    private sealed record Judged(WatchedSeries Watched, Period Period, SurgeFinding Finding);
}
