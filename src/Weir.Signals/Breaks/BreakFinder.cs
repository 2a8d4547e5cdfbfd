using Weir.Trade;

namespace Weir.Signals.Breaks;

/// <summary>
/// When did the level (the variance, the rate) of a series change? Segments of least penalised cost, found exactly (PELT, Killick, Fearnhead &amp; Eckley 2012,
/// doi:10.1080/01621459.2012.737745), by binary segmentation or as one change at most; for each break an interval of places, and the levels on either side
/// with theirs.
/// </summary>
/// <remarks>
/// <para>
/// Level, unless told otherwise: logarithms where all values are above zero; the mean year taken out from three years on; noise that remembers
/// (first-order autoregressive, as in Chakar et al. 2017, doi:10.3150/15-BEJ782), its memory being the one of a grid whose segments have the
/// least BIC; the variance of the noise taken about one level, so that what is found is large against all that moves the series.
/// </para>
/// <para>
/// The interval of a break is the set of places that the likelihood ratio does not reject, its neighbours held: twice the log likelihood
/// within −2 ln(1 − √confidence) of the best (Hansen 2000; Eo &amp; Morley 2015, doi:10.3982/QE186), 5.94 at 90 %. It says nothing of breaks that were missed.
/// </para>
/// <para>
/// A gap is never a zero: only known values are looked at, memory fades over the gap, and a break that falls into a gap has the whole gap in its interval. Lower bounds
/// count as not known.
/// </para>
/// </remarks>
public static class BreakFinder
{
    /// <summary>The fewest known values with which breaks can be told.</summary>
    public const int FewestValues = 6;

    private static readonly double[] Memories = [0, 0.3, 0.6, 0.8, 0.9, 0.95];

    /// <summary>The breaks of a series.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that means nothing.</exception>
    public static BreakFinding Find(Series series, BreakOptions options)
    {
        var known = new List<KnownValue>();
        var last = 0;
        for (var i = 0; i < series.Points.Count; i++)
        {
            if (!Reading.IsKnown(series.Points[i]))
                continue;
            known.Add(new(series.Points[i].Period, series.Points[i].Value!.Value, known.Count == 0 ? 1 : i - last));
            last = i;
        }
        return Find(known, options);
    }

    /// <summary>The breaks of values that follow one another in time.</summary>
    /// <param name="values">Periods of one kind, ascending, each once, with the values that are known.</param>
    /// <param name="options">How to search.</param>
    /// <exception cref="ArgumentException">Two periods are of different kinds, or not ascending.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that means nothing.</exception>
    public static BreakFinding Find(IReadOnlyList<PeriodValue> values, BreakOptions options)
    {
        var known = new List<KnownValue>(values.Count);
        foreach (var (period, value) in values)
        {
            var step = known.Count == 0 ? 1 : period.IsMonth == known[^1].Period.IsMonth ? Ordinal(period) - Ordinal(known[^1].Period) : 0;
            if (step < 1)
                throw new ArgumentException($"{period} does not come after {known[^1].Period}, or is not of its kind", nameof(values));
            known.Add(new(period, value, step));
        }
        return Find(known, options);
    }

    private static BreakFinding Find(List<KnownValue> known, BreakOptions options)
    {
        Check(options);
        var notKnown = known.Skip(1).Sum(k => k.Step - 1);
        BreakFinding Not(BreakObstacle obstacle) => new(obstacle, [], [], known.Count, notKnown, false, false, null, null, null, options.Confidence);
        var minimum = options.MinimumSegment ?? (options.Noise is null && options.Change == BreakChange.Mean ? 3 : options.SegmentFloor);
        if (known.Count < Math.Max(FewestValues, 2 * minimum))
            return Not(BreakObstacle.TooFewValues);
        if (options.Noise is null && options.Change != BreakChange.Poisson && known.TrueForAll(k => k.Value == known[0].Value))
            return Not(BreakObstacle.Constant);
        if (options.Change == BreakChange.Poisson && known.Exists(k => k.Value < 0 || k.Value != Math.Floor(k.Value)))
            return Not(BreakObstacle.NotCounts);
        var isLevel = options.Change == BreakChange.Mean;
        var positive = known.TrueForAll(k => k.Value > 0);
        var logarithms = options.Log switch { Preparation.On => true, Preparation.Off => false, _ => isLevel && options.Noise is null && positive };
        if (logarithms && !positive)
            return Not(BreakObstacle.NotPositive);
        var prepared = logarithms ? [.. known.Select(k => k with { Value = Math.Log(k.Value) })] : known;
        var seasonal = options.Seasonal == Preparation.On || (options.Seasonal == Preparation.Auto && isLevel && options.Noise is null);
        if (seasonal)
        {
            if (MeanYear.TakenFrom(prepared) is { } without)
                prepared = [.. prepared.Select((k, i) => k with { Value = without[i] })];
            else if (options.Seasonal == Preparation.On)
                return Not(BreakObstacle.NoSeasons);
            else
                seasonal = false;
        }
        var values = prepared.ConvertAll(k => k.Value);
        var fitted = Fit(prepared, values, options, minimum);
        var levels = new SegmentLevels(prepared, values, fitted, options, logarithms);
        return new(
            BreakObstacle.None, levels.Breaks(), levels.Segments, known.Count, notKnown, logarithms, seasonal,
            fitted.Model?.Rho, isLevel ? levels.Noise : null, options.Penalty.Value(known.Count, fitted.Cost.Parameters), options.Confidence);
    }

    private static FittedBreaks Fit(List<KnownValue> known, List<double> values, BreakOptions options, int minimum)
    {
        if (options.Change != BreakChange.Mean)
        {
            var cost = options.Change switch
            {
                BreakChange.Variance => SegmentCost.Variance(values),
                BreakChange.MeanVariance => SegmentCost.MeanVariance(values),
                _ => SegmentCost.Poisson(values),
            };
            return new(Segmentation.Find(cost, options, minimum), cost, null);
        }
        var steps = known.ConvertAll(k => k.Step);
        if (options.Noise is { } noise)
        {
            var model = new LevelModel(values, steps, 0);
            var cost = SegmentCost.Level(model, noise * noise);
            return new(Segmentation.Find(cost, options, minimum), cost, model);
        }
        (FittedBreaks Fitted, double Criterion)? best = null;
        foreach (var memory in Memories)
        {
            var model = new LevelModel(values, steps, memory);
            var cost = SegmentCost.Level(model, model.Squares(0, values.Count) / (values.Count - 1));
            var breaks = Segmentation.Find(cost, options, minimum);
            var squares = 0.0;
            var from = 0;
            foreach (var to in breaks.Append(values.Count))
            {
                squares += model.Squares(from, to);
                from = to;
            }
            // Segments that leave nothing over (steps without noise) would make any criterion infinite: the least memory is then enough.
            var floor = model.Squares(0, values.Count) * 1e-12;
            var criterion = (values.Count * Math.Log(Math.Max(squares, floor) / values.Count)) + (2 * (breaks.Count + 1) * Math.Log(values.Count));
            if (best is null || criterion < best.Value.Criterion)
                best = (new(breaks, cost, model), criterion);
        }
        var fitted = best!.Value.Fitted;
        // The search needs the memory roughly, the intervals need it right.
        var within = new LevelModel(values, steps, fitted.Model!.MemoryWithin([0, .. fitted.Breaks, values.Count], steps));
        return fitted with { Model = within };
    }

    private static int Ordinal(Period period) => period.IsMonth ? (period.Year * 12) + period.MonthOfYear : period.Year;

    private static void Check(BreakOptions options)
    {
        if (options.MinimumSegment is { } minimum)
            ArgumentOutOfRangeException.ThrowIfLessThan(minimum, options.SegmentFloor, nameof(options));
        if (options.Noise is { } noise && !(noise > 0 && double.IsFinite(noise)))
            throw new ArgumentOutOfRangeException(nameof(options), noise, "the noise is a number above zero");
        if (!(options.Confidence is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Confidence, "a confidence lies between 0 and 1");
        if (options.Change != BreakChange.Mean && (options.Noise is not null || options.Log == Preparation.On || options.Seasonal == Preparation.On))
            throw new ArgumentOutOfRangeException(nameof(options), options.Change, "noise, logarithms and seasons go with a change of the mean only");
    }
}

/// <summary>Breaks as found, with the cost they were found by.</summary>
/// <param name="Breaks">The index of the first value of each new segment, ascending.</param>
/// <param name="Cost">The cost.</param>
/// <param name="Model">For a change of level, the model of it.</param>
internal sealed record FittedBreaks(IReadOnlyList<int> Breaks, SegmentCost Cost, LevelModel? Model);
