using MathNet.Numerics.Distributions;
using Weir.Signals.Breaks;
using Weir.Trade;

namespace Weir.Signals.UnitValues;

/// <summary>Why no shift between two neighbouring codes can be told.</summary>
public enum ShiftObstacle
{
    /// <summary>Nothing stands in the way.</summary>
    None,

    /// <summary>Too few periods are known of both: two windows for the shift, and as many more to say how often chance makes one.</summary>
    TooFewPeriods,

    /// <summary>One of the two never changes, so that nothing can be measured against it.</summary>
    Constant,

    /// <summary>The periods about the asked one are not known.</summary>
    NotKnownThere,
}

/// <summary>Whether a neighbouring code swelled as a controlled one emptied.</summary>
/// <param name="Obstacle">Why nothing is said.</param>
/// <param name="Since">The first period after the shift.</param>
/// <param name="Fall">How much less a period the controlled code had after than before; above zero where it fell.</param>
/// <param name="Rise">How much more a period the neighbour had.</param>
/// <param name="Covered">Rise ÷ fall: the share of the fall that the rise covers; null where it did not fall.</param>
/// <param name="CoveredLow">Lower end of its interval (Fieller 1954); null where the fall may be none, and then there is no interval.</param>
/// <param name="CoveredHigh">Upper end.</param>
/// <param name="Strength">The smaller of the fall and the rise, each in its own standard errors.</param>
/// <param name="P">How often chance makes one as strong: the share of shifts of one series against the other that do.</param>
public sealed record NeighbourShiftFinding(
    ShiftObstacle Obstacle, Period? Since = null, double? Fall = null, double? Rise = null,
    double? Covered = null, double? CoveredLow = null, double? CoveredHigh = null, double? Strength = null, double? P = null);

/// <summary>
/// A heading that swells as its controlled neighbour empties: in one place of the two series the controlled code's mean falls and the neighbour's
/// rises, both by more than their noise allows, and the rise covers the fall or a part of it.
/// </summary>
/// <remarks>
/// Strength at a place: the smaller of −Δ and Δ over their standard errors, Δ being the mean of the six periods from it less that of the six before; the standard error is
/// from differences of neighbouring periods (the large ones cut), widened by the memory they show. Without a place, the strongest one is taken. The chance is from the same measure with one series shifted round against
/// the other by every lag of at least a window (a circular shift test): both keep their seasons, memory and breaks, and only what they do together is tested; it is no smaller than 1 ÷ the number of lags.
/// Only periods known of both are looked at; a gap is closed up. Values or quantities must be in one unit and one currency.
/// </remarks>
public static class NeighbourShift
{
    /// <summary>Periods on either side of a shift.</summary>
    public const int Window = 6;

    /// <summary>Whether one swelled as the other emptied.</summary>
    /// <param name="controlled">The controlled code, ascending by period.</param>
    /// <param name="neighbour">The neighbour, ascending.</param>
    /// <param name="since">The first period of the control, where it is known; null to look for the place.</param>
    /// <param name="confidence">Of the interval, between 0 and 1.</param>
    public static NeighbourShiftFinding Find(IReadOnlyList<PeriodValue> controlled, IReadOnlyList<PeriodValue> neighbour, Period? since = null, double confidence = 0.9)
    {
        var others = neighbour.ToDictionary(n => n.Period, n => n.Value);
        var both = controlled.Where(c => others.ContainsKey(c.Period)).Select(c => (c.Period, A: c.Value, B: others[c.Period])).ToList();
        if (both.Count < 5 * Window)
            return new(ShiftObstacle.TooFewPeriods);
        var (a, b) = (both.ConvertAll(p => p.A), both.ConvertAll(p => p.B));
        var (noiseA, noiseB) = (Error(a), Error(b));
        if (noiseA <= 0 || noiseB <= 0)
            return new(ShiftObstacle.Constant);
        int? asked = null;
        if (since is { } at)
        {
            asked = both.FindIndex(p => p.Period >= at);
            if (asked < Window || asked + Window > both.Count)
                return new(ShiftObstacle.NotKnownThere);
        }
        var (changesA, changesB) = (Changes(a, noiseA), Changes(b, noiseB));
        var (place, strength) = Strongest(changesA, changesB, asked);
        var lags = Enumerable.Range(Window, both.Count - (2 * Window) + 1).ToList();
        var asStrong = lags.Count(lag => Strongest(changesA, Changes(Round(b, lag), noiseB), asked).Strength >= strength);
        var fall = -changesA[place] * noiseA;
        var rise = changesB[place] * noiseB;
        var (low, high) = Fieller(rise, noiseB, fall, noiseA, confidence);
        return new(
            ShiftObstacle.None, both[place].Period, fall, rise, fall > 0 ? rise / fall : null, fall > 0 ? low : null, fall > 0 ? high : null,
            strength, (1.0 + asStrong) / (1 + lags.Count));
    }

    private static List<double> Round(List<double> values, int lag) => [.. values[lag..], .. values[..lag]];

    /// <summary>For each place the change of the mean over its standard error; NaN where there is no whole window on both sides.</summary>
    private static double[] Changes(List<double> values, double error)
    {
        var sums = new double[values.Count + 1];
        for (var i = 0; i < values.Count; i++)
            sums[i + 1] = sums[i] + values[i];
        var changes = new double[values.Count];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = i < Window || i + Window > values.Count ? double.NaN : (sums[i + Window] - (2 * sums[i]) + sums[i - Window]) / Window / error;
        return changes;
    }

    private static (int Place, double Strength) Strongest(double[] a, double[] b, int? asked)
    {
        var best = (Place: asked ?? Window, Strength: double.NegativeInfinity);
        foreach (var i in asked is { } only ? [only] : Enumerable.Range(Window, a.Length - (2 * Window) + 1))
        {
            var strength = Math.Min(-a[i], b[i]);
            if (strength > best.Strength)
                best = (i, strength);
        }
        return best;
    }

    /// <summary>
    /// The standard error of the difference of two windows' means. Spread and memory are from the squared differences over one step and over two, those
    /// beyond three robust deviations counted as three, so that a shift hardly moves them.
    /// </summary>
    private static double Error(List<double> values)
    {
        var one = Spread(values.Skip(1).Zip(values, (b, a) => Math.Abs(b - a)).ToList());
        var two = Spread(values.Skip(2).Zip(values, (b, a) => Math.Abs(b - a)).ToList());
        if (one <= 0)
            return 0;
        var memory = Math.Clamp((two / one) - 1, 0, 0.9);
        return Math.Sqrt(one / (1 - memory) * (1 + memory) / (1 - memory) / Window);
    }

    private static double Spread(List<double> differences)
    {
        var bound = 3 * 1.4826 * MeanYear.Median(differences);
        return differences.Average(d => Square(bound > 0 ? Math.Min(d, bound) : d));
    }

    private static double Square(double value) => value * value;

    private static (double? Low, double? High) Fieller(double rise, double riseError, double fall, double fallError, double confidence)
    {
        var z = Normal.InvCDF(0, 1, 0.5 + (confidence / 2));
        var a = (fall * fall) - (z * z * fallError * fallError);
        if (a <= 0)
            return (null, null);
        var c = (rise * rise) - (z * z * riseError * riseError);
        var root = Math.Sqrt(Math.Max(0, (rise * rise * fall * fall) - (a * c)));
        return (((rise * fall) - root) / a, ((rise * fall) + root) / a);
    }
}
