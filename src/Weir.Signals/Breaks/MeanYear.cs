namespace Weir.Signals.Breaks;

/// <summary>
/// The mean year of a monthly series: for each calendar month the median of the differences to a centred mean of twelve months (the classical decomposition,
/// with medians, which one unusual year does not move), less their mean.
/// </summary>
internal static class MeanYear
{
    private const int Months = 12;

    /// <summary>Fewest known values; and each calendar month needs two differences.</summary>
    private const int Fewest = 36;

    /// <summary>The values with the mean year taken out; null where the series does not allow it.</summary>
    public static IReadOnlyList<double>? TakenFrom(IReadOnlyList<KnownValue> known)
    {
        if (known.Count < Fewest || !known[0].Period.IsMonth)
            return null;
        var places = new int[known.Count];
        for (var i = 1; i < places.Length; i++)
            places[i] = places[i - 1] + known[i].Step;
        var differences = new List<double>[Months];
        for (var m = 0; m < Months; m++)
            differences[m] = [];
        for (var i = 0; i < known.Count; i++)
        {
            if (Centre(known, places, i) is { } centre)
                differences[known[i].Period.MonthOfYear - 1].Add(known[i].Value - centre);
        }
        if (differences.Any(d => d.Count < 2))
            return null;
        var year = differences.Select(Median).ToArray();
        var mean = year.Average();
        return [.. known.Select(k => k.Value - (year[k.Period.MonthOfYear - 1] - mean))];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    // Half a month at either end, so that every calendar month weighs the same; a gap in these thirteen months leaves the mean out.
    private static double? Centre(IReadOnlyList<KnownValue> known, int[] places, int at)
    {
        var half = Months / 2;
        if (at < half || at + half >= known.Count || places[at + half] - places[at - half] != Months)
            return null;
        var sum = (known[at - half].Value + known[at + half].Value) / 2;
        for (var i = at - half + 1; i < at + half; i++)
            sum += known[i].Value;
        return sum / Months;
    }
}
