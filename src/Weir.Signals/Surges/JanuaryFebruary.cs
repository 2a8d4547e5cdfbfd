using Weir.Trade;

namespace Weir.Signals.Surges;

/// <summary>
/// January and February as one figure. Some publishers (China Customs) give only their sum, and the new year of the lunar calendar falls into either, so the sum is judged against the sums
/// of earlier years and never against single months.
/// </summary>
public static class JanuaryFebruary
{
    /// <summary>
    /// Judges the sum of January and February of the year in which <paramref name="february"/> lies. Earlier years count where both months are known, or where the sum is given for February.
    /// Within the series the sum stands as an average month at February, so that it has the level of the other months; January is left out.
    /// </summary>
    /// <param name="method">The rule.</param>
    /// <param name="values">The series.</param>
    /// <param name="february">Index of the February.</param>
    /// <param name="sums">The published sums by year; where there is none, January and February are added.</param>
    /// <param name="workspace">Where to compute; null: the calling thread's.</param>
    /// <returns>The finding for the sum: value, expected value and bounds are of both months together.</returns>
    /// <exception cref="ArgumentException">The month is no February.</exception>
    public static SurgeFinding Judge(
        ISurgeMethod method, in MonthlyValues values, int february, IReadOnlyDictionary<int, double>? sums = null, SurgeWorkspace? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (values.PeriodAt(february).MonthOfYear != 2)
            throw new ArgumentException($"{values.PeriodAt(february)} is no February", nameof(february));
        var together = values.Span[..(february + 1)].ToArray();
        for (var at = february % 12; at <= february; at += 12)
        {
            double? published = sums is not null && sums.TryGetValue(values.PeriodAt(at).Year, out var sum) ? sum : null;
            var own = published ?? (at > 0 ? together[at - 1] + together[at] : double.NaN);
            together[at] = own / 2;
            if (at > 0)
                together[at - 1] = double.NaN;
        }
        var finding = method.Judge(new MonthlyValues(values.First, together), february, workspace);
        return finding with
        {
            Value = 2 * finding.Value,
            Expected = 2 * finding.Expected,
            Lower = 2 * finding.Lower,
            Upper = 2 * finding.Upper,
        };
    }

    /// <summary>The same, for the February of a year.</summary>
    /// <exception cref="ArgumentException">That February lies outside the series.</exception>
    public static SurgeFinding Judge(ISurgeMethod method, in MonthlyValues values, Period february, IReadOnlyDictionary<int, double>? sums = null)
    {
        var at = values.IndexOf(february);
        if (at < 0 || at >= values.Count)
            throw new ArgumentException($"{february} lies outside the series", nameof(february));
        return Judge(method, values, at, sums);
    }
}
