using MathNet.Numerics.Distributions;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>Whether a pair's gap changed, against its own past and against other goods of the same pair.</summary>
/// <param name="Since">First period judged.</param>
/// <param name="Until">Last period judged.</param>
/// <param name="Before">How many earlier periods are compared.</param>
/// <param name="After">How many of the judged periods are compared.</param>
/// <param name="GapBefore">Median gap before (log units, less the other goods' where they are used); null where there is none.</param>
/// <param name="GapAfter">Median gap of the judged periods, on the same basis.</param>
/// <param name="Change">After less before: 0.69 is a doubling of export over import.</param>
/// <param name="Interval">Where the change lies with the stated level; null where it can't be said.</param>
/// <param name="P">Two-sided p-value of no change; null where it can't be said.</param>
/// <param name="Level">The interval's level, e.g. 0.95.</param>
/// <param name="OtherGoods">How many other goods' gaps were taken off, 0 where none were.</param>
/// <param name="Obstacle">Why nothing can be said.</param>
public sealed record MirrorChangeFinding(
    Period Since, Period Until, int Before, int After, double? GapBefore, double? GapAfter, double? Change, ValueRange? Interval, double? P,
    double Level, int OtherGoods, Obstacle Obstacle);

/// <summary>
/// The change of a mirror gap: the median gap of the periods judged less the median gap before them, in units of the robust spread (MAD) before.
/// Where at least three other goods of the pair are given, their median gap of each period is taken off first, so that what happens to all goods of
/// the pair (a partner that begins to report late, a new way of counting) is no change of this one. Margins cancel out.
/// </summary>
/// <remarks>
/// p and interval are Student's t with 0.37 (n − 1) degrees of freedom, the accuracy of a MAD from n normal values, widened for the error of the median
/// before (π ÷ 2n) and for steps that go together (robust first autocorrelation). Only compared periods count; it takes <see cref="NeededBefore"/> before.
/// </remarks>
public static class MirrorChanges
{
    /// <summary>How many compared periods before are needed.</summary>
    public const int NeededBefore = 8;

    /// <summary>How many other goods are needed for their gaps to be taken off.</summary>
    public const int NeededGoods = 3;

    /// <summary>Judges the periods from <paramref name="since"/> to <paramref name="until"/> against those before.</summary>
    /// <param name="pair">The pair's gap.</param>
    /// <param name="since">First period judged.</param>
    /// <param name="until">Last period judged.</param>
    /// <param name="others">The gaps of other goods of the same pair; may be empty.</param>
    /// <param name="level">The level of the interval, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of range, or until lies before since.</exception>
    public static MirrorChangeFinding Judge(MirrorFinding pair, Period since, Period until, IReadOnlyList<MirrorFinding> others, double level = 0.95)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "a level lies between 0 and 1");
        if (until < since)
            throw new ArgumentOutOfRangeException(nameof(until), until, $"lies before {since}");
        var common = Common(others);
        var used = common.Count > 0 ? others.Count : 0;
        var gaps = pair.Points
            .Where(p => p.State == MirrorState.Compared && (used == 0 || common.ContainsKey(p.Period)))
            .Select(p => (p.Period, Gap: p.Gap!.Value - (used == 0 ? 0 : common[p.Period])))
            .ToList();
        var before = gaps.Where(g => g.Period < since).Select(g => g.Gap).ToArray();
        var after = gaps.Where(g => g.Period >= since && g.Period <= until).Select(g => g.Gap).ToArray();
        MirrorChangeFinding Cannot(Obstacle obstacle) => new(
            since, until, before.Length, after.Length, Middle(before), Middle(after), Middle(after) - Middle(before), null, null, level, used, obstacle);
        if (after.Length == 0)
            return Cannot(Obstacle.ValueNotKnown);
        var scale = RobustSpread.Scale(before);
        // A spread of nothing would make every change certain; it means that the numbers are made up or copied from each other.
        if (before.Length < NeededBefore || scale == 0)
            return Cannot(Obstacle.BaseNotKnown);
        var change = RobustSpread.Median(after) - RobustSpread.Median(before);
        var error = scale * Math.Sqrt(VarianceOfMedian(after.Length, Together(before, scale)) + VarianceOfMedian(before.Length, Together(before, scale)));
        var degrees = Math.Max(1, 0.37 * (before.Length - 1));
        var reach = StudentT.InvCDF(0, 1, degrees, (1 + level) / 2) * error;
        return new(
            since, until, before.Length, after.Length, Middle(before), Middle(after), change, new(change - reach, change + reach),
            2 * StudentT.CDF(0, 1, degrees, -Math.Abs(change) / error), level, used, Obstacle.None);
    }

    private static double? Middle(double[] gaps) => gaps.Length == 0 ? null : RobustSpread.Median(gaps);

    private static Dictionary<Period, double> Common(IReadOnlyList<MirrorFinding> others) => others.Count < NeededGoods ? [] : others
        .SelectMany(o => o.Points)
        .Where(p => p.State == MirrorState.Compared)
        .GroupBy(p => p.Period, p => p.Gap!.Value)
        .Where(g => g.Count() >= NeededGoods)
        .ToDictionary(g => g.Key, g => RobustSpread.Median(g));

    // Variance of the median of n normal values, in units of their variance: 1 for one, π/2n for many.
    private static double VarianceOfMedian(int n, double together) =>
        n == 1 ? 1 : Math.PI / 2 / (n + 0.5) * (1 + (2 * together / (1 - together) * (1 - (1.0 / n))));

    // How much neighbouring months go together: from the spread of steps, which is √2 times that of levels where they do not.
    private static double Together(double[] gaps, double scale)
    {
        var step = RobustSpread.Scale([.. gaps.Zip(gaps.Skip(1), (a, b) => b - a)]);
        return Math.Clamp(1 - (step * step / (2 * scale * scale)), 0, 0.9);
    }
}
