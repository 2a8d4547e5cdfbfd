using Weir.Desk.Briefs;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Desk.Figures;

/// <summary>Runs the signals over every series of a desk's watches and says what they find.</summary>
internal sealed class ChangeReporter
{
    // Changes further back are in the series itself; a front page is for what is new.
    private const int RecentPeriods = 3;
    private const int ShortestRun = 2;
    private const int PrintedDigits = 3;

    private readonly DeskFolder desk;
    private readonly SeriesReader reader;

    /// <param name="desk">The desk.</param>
    /// <param name="reader">Reads its series.</param>
    public ChangeReporter(DeskFolder desk, SeriesReader reader)
    {
        this.desk = desk;
        this.reader = reader;
    }

    /// <summary>What changed, newest first, as known at <paramref name="asOf"/>.</summary>
    public async Task<ChangeReport> ReportAsync(DateTimeOffset asOf, CancellationToken cancellation)
    {
        var changes = new List<Change>();
        var notKnown = new List<Phrase>();
        foreach (var watch in desk.Watches)
        {
            foreach (var goods in watch.Goods)
            {
                foreach (var origin in watch.Origins)
                {
                    foreach (var flow in (Flow[])[Flow.Export, Flow.Import])
                        await AddAsync(watch, goods, origin, flow, asOf, changes, notKnown, cancellation);
                }
            }
        }
        return new(
            asOf,
            [.. changes.OrderByDescending(c => c.Period).ThenByDescending(c => c.Ratio ?? 0).ThenBy(c => c.Kind, StringComparer.Ordinal)],
            notKnown);
    }

    private async Task AddAsync(
        Watch watch, Goods goods, Economy origin, Flow flow, DateTimeOffset asOf, List<Change> changes, List<Phrase> notKnown, CancellationToken cancellation)
    {
        var byDestination = new Dictionary<Economy, IReadOnlyList<Series>>();
        foreach (var destination in watch.Destinations.Concat(watch.Comparators))
            byDestination[destination] = await ReadAsync(goods, origin, destination, flow, asOf, cancellation);

        foreach (var (destination, found) in byDestination)
        {
            var about = new Subject(watch.Id, goods, origin, destination);
            // The mirror is a second view: that it is empty says nothing new.
            if (flow == Flow.Export)
                notKnown.AddRange(NotKnown(about, found));
            foreach (var series in found)
            {
                changes.AddRange(ChangesOf(about, series));
                var others = watch.Comparators.Where(c => c != destination)
                    .Select(c => byDestination[c].FirstOrDefault(o => o.Key.Source == series.Key.Source && o.Key.Publication == series.Key.Publication))
                    .OfType<Series>().ToList();
                if (watch.Destinations.Contains(destination))
                    changes.AddRange(ComparisonsOf(about, series, others));
            }
        }
    }

    // In the goods' own unit; in dollars where nobody gives that.
    private async Task<IReadOnlyList<Series>> ReadAsync(
        Goods goods, Economy origin, Economy destination, Flow flow, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var query = new SeriesQuery(goods.Id, origin, destination, flow, goods.Unit.Code, asOf);
        var found = await reader.FindAsync(query, cancellation);
        if (found.Count == 0 && goods.Unit.Code != Units.UsDollar.Code)
            found = await reader.FindAsync(query with { Unit = Units.UsDollar.Code }, cancellation);
        return [.. found.Select(f => f.Series)];
    }

    private static IEnumerable<Phrase> NotKnown(Subject about, IReadOnlyList<Series> found)
    {
        if (found.Count == 0)
        {
            yield return about.Say("changes.not-known.nothing");
            yield break;
        }
        if (found.All(s => s.Status != ObservationStatus.Official))
            yield return about.Say("changes.not-known.official");
        var known = found.SelectMany(s => s.Points).Where(p => p.State != PointState.NoData).Select(p => p.Period).ToHashSet();
        var gaps = known.Min().To(known.Max()).Where(p => !known.Contains(p)).ToList();
        if (gaps.Count > 0)
            yield return about.Say("changes.not-known.periods", ("periods", gaps));
    }

    private static IEnumerable<Change> ChangesOf(Subject about, Series series)
    {
        var known = series.Points.Where(p => p.State != PointState.NoData).Select(p => p.Period).ToList();
        foreach (var period in known.TakeLast(RecentPeriods))
        {
            var before = period.IsMonth ? Weir.Signals.Changes.OnMonthBefore(series, period) : Weir.Signals.Changes.OnYearBefore(series, period);
            if (Change(about, series, before, "month-on-month") is { } onMonth)
                yield return onMonth;
            if (period.IsMonth && Change(about, series, Weir.Signals.Changes.OnYearBefore(series, period), "year-on-year") is { } onYear)
                yield return onYear;
            if (Peak(about, series, period) is { } peak)
                yield return peak;
            if (before.Ratio.Value is not null && BaseEffect(about, series, period, before) is { } effect)
                yield return effect;
        }
        if (known.Count == 0)
            yield break;
        var last = known[^1];
        if (Run(about, series, last) is { } run)
            yield return run;
        foreach (var equivalent in Equivalents(about, series, last))
            yield return equivalent;
    }

    private static Change? Change(Subject about, Series series, ChangeFinding found, string kind)
    {
        if (found is not { Value: { } value, Base: { } @base })
            return null;
        var key = (found.Ratio.Value, kind) switch
        {
            (null, _) => "changes.from-zero",
            (_, "year-on-year") => "changes.year-on-year",
            _ => "changes.month-on-month",
        };
        var text = about.Say(
            key, ("period", found.Period), ("value", Amount(series, value, found.LowerBound)), ("base", Amount(series, @base)),
            ("basePeriod", found.BaseLast), ("ratio", found.Ratio.Value), ("change", found.Ratio.Value - 1));
        return new(about.Watch, series.Key, series.Unit, found.Period, kind, text, value, @base, found.Ratio.Value, series.Status, found.Rows);
    }

    private static Change? Peak(Subject about, Series series, Period period)
    {
        var peak = Peaks.At(series, period);
        if (peak is not { IsRecord: true, Value: { } value, LastRecord: { } last })
            return null;
        var text = about.Say(
            peak.HighestIsOfTheKnown ? "changes.peak-of-known" : "changes.peak",
            ("period", period), ("value", Amount(series, value, peak.LowerBound)), ("known", peak.KnownBefore),
            ("base", Amount(series, last.Value)), ("basePeriod", last.Period));
        double? ratio = last.Value > 0 ? value / last.Value : null;
        var lastRows = series.Points.First(p => p.Period == last.Period).Rows;
        return new(about.Watch, series.Key, series.Unit, period, "peak", text, value, last.Value, ratio, series.Status, [.. peak.Rows, .. lastRows]);
    }

    private static Change? BaseEffect(Subject about, Series series, Period period, ChangeFinding change)
    {
        var effect = BaseEffects.Of(series, period, change.BaseLast);
        if (effect is not { Verdict: BaseEffectVerdict.LowBase or BaseEffectVerdict.HighBase, RatioToMedian.Value: { } toMedian, Median: { } median })
            return null;
        var text = about.Say(
            effect.Verdict == BaseEffectVerdict.LowBase ? "changes.low-base" : "changes.high-base",
            ("period", period), ("basePeriod", change.BaseLast), ("ratio", change.Ratio.Value), ("toMedian", toMedian), ("known", effect.Known));
        return new(about.Watch, series.Key, series.Unit, period, "base-effect", text, change.Value!.Value, median, toMedian, series.Status, change.Rows);
    }

    private static Change? Run(Subject about, Series series, Period period)
    {
        var peak = Peaks.At(series, period);
        if (peak.MonthsRising < ShortestRun)
            return null;
        var start = series.Points.Single(p => p.Period == (period.IsMonth ? period.AddMonths(-peak.MonthsRising) : period.AddYears(-peak.MonthsRising)));
        var text = about.Say(
            "changes.run", ("period", period), ("n", peak.MonthsRising), ("basePeriod", start.Period),
            ("base", Amount(series, start.Value!.Value)), ("value", Amount(series, peak.Value!.Value)));
        double? ratio = start.Value > 0 ? peak.Value / start.Value : null;
        return new(about.Watch, series.Key, series.Unit, period, "run", text, peak.Value.Value, start.Value, ratio, series.Status, [.. peak.Rows, .. start.Rows]);
    }

    private static IEnumerable<Change> Equivalents(Subject about, Series series, Period period)
    {
        var point = series.Points.First(p => p.Period == period);
        foreach (var equivalent in about.Goods.Equivalents)
        {
            if (EndUse.Of(Interval.Exactly((decimal)point.Value!.Value), series.Unit, equivalent.Content, equivalent.Unit).Whole is not { } range)
                continue;
            range = new(Digits.Floor(range.Low, PrintedDigits), Digits.Ceiling(range.High, PrintedDigits));
            var text = about.Say(
                "changes.equivalent", ("period", period), ("value", Amount(series, point.Value.Value, point.State == PointState.Partial)), ("range", range),
                ("what", equivalent.Title), ("content", new QuantityRange(equivalent.Content, equivalent.Unit)), ("source", equivalent.Source));
            yield return new(about.Watch, series.Key, series.Unit, period, "equivalent", text, point.Value.Value, null, null, series.Status, point.Rows);
        }
    }

    private static IEnumerable<Change> ComparisonsOf(Subject about, Series series, IReadOnlyList<Series> others)
    {
        var last = series.Points.LastOrDefault(p => p.State != PointState.NoData);
        if (last.Period == default)
            yield break;
        var compared = Comparisons.At(series, others, last.Period);
        foreach (var other in compared.Others)
        {
            if (other is not { Value: { } value, Ratio.Value: { } ratio })
                continue;
            var partner = other.Key.Flow == Flow.Export ? other.Key.Partner : other.Key.Reporter;
            var text = about.Say(
                "changes.comparison", ("period", last.Period), ("value", Amount(series, compared.Value!.Value, compared.LowerBound)),
                ("other", partner), ("base", Amount(series, value)), ("ratio", ratio));
            yield return new(about.Watch, series.Key, series.Unit, last.Period, "comparison", text, compared.Value.Value, value, ratio, series.Status, [.. compared.Rows, .. other.Rows]);
        }
    }

    private static object Amount(Series series, double value, bool lowerBound = false)
    {
        var quantity = new Quantity((decimal)value, series.Unit);
        return lowerBound ? new Phrase("changes.at-least", ("value", quantity)) : quantity;
    }

    private sealed record Subject(string Watch, Goods Goods, Economy From, Economy To)
    {
        public Phrase Say(string key, params (string, object?)[] args) =>
            new(key, [("goods", Goods.Title), ("from", From), ("to", To), .. args]);
    }
}
