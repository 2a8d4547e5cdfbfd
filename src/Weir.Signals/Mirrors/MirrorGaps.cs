using Weir.Trade;

namespace Weir.Signals;

/// <summary>
/// Mirror gap: what an exporter says it sent (FOB) against what its partner says arrived (CIF), ln X − ln(M ÷ (1 + margin)), after the gap
/// log(exporter-reported) − log(importer-reported) of Fisman and Wei (2004). The level of a gap says little, for the two sides count differently (country of
/// origin and country of consignment, thresholds, confidential trade); its change is the signal (<see cref="MirrorChanges"/>).
/// </summary>
/// <remarks>
/// Gaps: a period that a side has not published is not compared. Zeros are kept apart from what is not known: a flow against a zero has no
/// logarithm and says so. Partial values make the gap a bound. Lag: see <see cref="MirrorLag"/>. Years are compared without a lag.
/// </remarks>
public static class MirrorGaps
{
    /// <summary>Months compared at every lag from which on a lag is chosen by its fit.</summary>
    public const int NeededToFitLag = 12;

    // A lag is believed only where it makes the gap steadier than no lag by a tenth: averages are steadier by themselves.
    private const double BelievedFrom = 0.9;

    /// <summary>Compares the two sides.</summary>
    /// <param name="export">What the exporter published, to this partner.</param>
    /// <param name="import">What the importer published, from that exporter.</param>
    /// <param name="margin">The margin between the two value bases; <see cref="MirrorMargin.None"/> for quantities.</param>
    /// <param name="lagAllowance">Up to how many months later arrivals may be recorded, 0 to 2.</param>
    /// <param name="fitBefore">Months before this one are those a lag is fitted on; null for all. What is judged should not choose the lag it is judged by.</param>
    /// <exception cref="ArgumentException">The units differ and do not convert.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lag is out of range.</exception>
    public static MirrorFinding Compare(Series export, Series import, MirrorMargin margin, int lagAllowance = 0, Period? fitBefore = null)
    {
        margin.Checked();
        if (!import.Unit.ConvertsTo(export.Unit))
            throw new ArgumentException($"exports in {export.Unit.Code} and imports in {import.Unit.Code} can't be compared", nameof(import));
        var lags = MirrorLag.UpTo(lagAllowance);
        var left = new Reading(export);
        var right = new Reading(import);
        var factor = (double)import.Unit.Size / (double)export.Unit.Size;
        var periods = Periods(export, import);
        if (periods.Exists(p => !p.IsMonth))
            lags = [MirrorLag.None];
        var all = lags.Select(lag => periods.ConvertAll(p => Point(left.At(p), Arrivals(right, p, lag), factor, margin))).ToList();
        var (chosen, fits) = Fit(lags, all, fitBefore);
        return new(export.Unit, margin, lags[chosen], fits, fits.Count > 1 && fits[0].Spread is not null, all[chosen]);
    }

    private static List<Period> Periods(Series export, Series import)
    {
        if (export.Points.Count == 0 && import.Points.Count == 0)
            return [];
        var known = export.Points.Concat(import.Points).Select(p => p.Period).Distinct().Order().ToList();
        return known.TrueForAll(p => p.IsMonth == known[0].IsMonth)
            ? [.. known[0].To(known[^1])]
            : throw new ArgumentException("months and years can't be compared with each other", nameof(import));
    }

    private static SeriesPoint Arrivals(Reading import, Period period, MirrorLag lag)
    {
        if (lag == MirrorLag.None)
            return import.At(period);
        var months = Enumerable.Range(lag.First, lag.Months).Select(m => import.At(period.AddMonths(m))).ToList();
        if (!months.TrueForAll(Reading.HasNumber))
            return new(period, null, PointState.NoData, []);
        return new(
            period,
            months.Average(m => m.Value!.Value),
            months.TrueForAll(Reading.IsKnown) ? PointState.Observed : PointState.Partial,
            [.. months.SelectMany(m => m.Rows)],
            months.Exists(m => m.Estimated));
    }

    private static MirrorPoint Point(SeriesPoint export, SeriesPoint import, double factor, MirrorMargin margin)
    {
        double? x = Reading.HasNumber(export) ? export.Value : null;
        double? m = Reading.HasNumber(import) ? import.Value * factor : null;
        var state = StateOf(x, m, export.State == PointState.Partial, import.State == PointState.Partial);
        double? gap = null;
        ValueRange? range = null;
        if (state is MirrorState.Compared or MirrorState.ExportIsPartial or MirrorState.ImportIsPartial)
        {
            var level = Math.Log(x!.Value) - Math.Log(m!.Value);
            gap = level + Math.Log(1 + margin.Usual);
            range = state switch
            {
                MirrorState.ExportIsPartial => new(level + Math.Log(1 + margin.Low), double.PositiveInfinity),
                MirrorState.ImportIsPartial => new(double.NegativeInfinity, level + Math.Log(1 + margin.High)),
                _ => new(level + Math.Log(1 + margin.Low), level + Math.Log(1 + margin.High)),
            };
        }
        return new(
            export.Period, state, x, m, gap, range, x is { } sent && m is { } arrived ? sent - margin.ToFob(arrived) : null,
            export.Estimated || import.Estimated, [.. export.Rows, .. import.Rows]);
    }

    private static MirrorState StateOf(double? export, double? import, bool exportPartial, bool importPartial) => (export, import) switch
    {
        (null, null) => MirrorState.NeitherKnown,
        (null, _) => MirrorState.ExportNotKnown,
        (_, null) => MirrorState.ImportNotKnown,
        ( < 0, _) or (_, < 0) => MirrorState.Negative,
        _ when exportPartial && importPartial => MirrorState.BothPartial,
        (0, 0) => exportPartial ? MirrorState.ExportNotKnown : importPartial ? MirrorState.ImportNotKnown : MirrorState.BothZero,
        (_, 0) => importPartial ? MirrorState.ImportNotKnown : MirrorState.OnlyExported,
        (0, _) => exportPartial ? MirrorState.ExportNotKnown : MirrorState.OnlyImported,
        _ => exportPartial ? MirrorState.ExportIsPartial : importPartial ? MirrorState.ImportIsPartial : MirrorState.Compared,
    };

    private static (int Chosen, IReadOnlyList<LagFit> Fits) Fit(IReadOnlyList<MirrorLag> lags, List<List<MirrorPoint>> all, Period? before)
    {
        if (lags.Count == 1)
            return (0, [new(lags[0], null, all[0].Count(p => p.State == MirrorState.Compared))]);
        var usable = Enumerable.Range(0, all[0].Count)
            .Where(i => (before is null || all[0][i].Period < before) && all.TrueForAll(points => points[i].State == MirrorState.Compared))
            .ToHashSet();
        if (usable.Count < NeededToFitLag)
            return (0, [.. lags.Select(lag => new LagFit(lag, null, usable.Count))]);
        // Steps from month to month and not levels, so that a gap that drifts for other reasons doesn't drown the lag.
        var spreads = all.ConvertAll(points => RobustSpread.Scale(
            [.. Enumerable.Range(1, points.Count - 1).Where(i => usable.Contains(i) && usable.Contains(i - 1)).Select(i => points[i].Gap!.Value - points[i - 1].Gap!.Value)]));
        var best = Enumerable.Range(0, lags.Count).MinBy(i => spreads[i]);
        return (spreads[best] < BelievedFrom * spreads[0] ? best : 0, [.. lags.Select((lag, i) => new LagFit(lag, spreads[i], usable.Count))]);
    }
}
