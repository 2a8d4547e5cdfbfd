using Weir.Trade;

namespace Weir.Signals.Absorptions;

/// <summary>A figure that an absorption is computed with, as the interval that it may lie in.</summary>
/// <param name="Id">Its name; the same name in two lines is the same number.</param>
/// <param name="Range">From the least to the most that it may be; neither below 0.</param>
public sealed record AbsorptionFactor(string Id, Interval Range);

/// <summary>An amount: the product of its factors, in the measure of all lines.</summary>
/// <param name="Id">Its name.</param>
/// <param name="IsUse">Whether it takes goods up (a use, an export, what was put in store) or brings them in.</param>
/// <param name="Factors">One at least, such as production and content.</param>
public sealed record AbsorptionLine(string Id, bool IsUse, IReadOnlyList<AbsorptionFactor> Factors)
{
    /// <summary>The range of the product.</summary>
    public Interval Amount => Factors.Aggregate(Interval.Exactly(1), (product, f) => product * f.Range);
}

/// <summary>How far the remainder moves when one figure goes from one end of its interval to the other and all others stay in the middle of theirs.</summary>
/// <param name="Factor">The figure.</param>
/// <param name="AtLow">The remainder with the figure's least.</param>
/// <param name="AtHigh">With its most.</param>
public sealed record AbsorptionSwing(AbsorptionFactor Factor, double AtLow, double AtHigh)
{
    /// <summary>How far it moves.</summary>
    public double Width => Math.Abs(AtHigh - AtLow);
}

/// <summary>What comes in against what its known uses can take up.</summary>
/// <param name="Supply">All that comes in.</param>
/// <param name="Uses">All that the uses take up.</param>
/// <param name="Remainder">What is left unexplained; below zero where the uses could take more than came in.</param>
/// <param name="Likely">The middle 90 % of the remainder if every figure lies evenly anywhere in its interval, independent of the others; null where an interval has no end.</param>
/// <param name="Middle">Their median; null where an interval has no end.</param>
/// <param name="Swings">The figures, the one that moves the remainder most first; empty where an interval has no end.</param>
public sealed record AbsorptionFinding(
    Interval Supply, Interval Uses, Interval Remainder, (double Low, double High)? Likely, double? Middle, IReadOnlyList<AbsorptionSwing> Swings)
{
    /// <summary>The remainder's share of the supply, from interval arithmetic on uses ÷ supply; null where the supply may be none or has no end.</summary>
    public Interval? Share => Supply is { Low: > 0, IsBoundedAbove: true } && Uses.IsBoundedAbove ? Interval.Exactly(1) - (Uses / Supply) : null;
}

/// <summary>
/// Absorption: what comes in (imports, domestic production, what is taken from store) less what the known uses can take up (production × content), as an interval.
/// </summary>
/// <remarks>
/// The outer interval is by interval arithmetic (Moore 1966): it holds the remainder wherever the figures lie in theirs. The likely one is the middle 90 % of 20,000 draws, each figure even
/// in its interval and independent (seeded, so that it is the same every time). Sensitivity is one at a time, in the order of a tornado diagram (Howard 1988).
/// All lines are in one measure; amounts in another have no place here.
/// </remarks>
public static class Absorption
{
    private const int Draws = 20_000;
    private const int Seed = 1;

    /// <summary>The remainder.</summary>
    /// <exception cref="ArgumentException">There is no line that brings goods in, a line has no factor, or a factor may be below zero.</exception>
    public static AbsorptionFinding Of(IReadOnlyList<AbsorptionLine> lines)
    {
        if (lines.All(l => l.IsUse))
            throw new ArgumentException("nothing comes in", nameof(lines));
        if (lines.Any(l => l.Factors.Count == 0 || l.Factors.Any(f => !f.Range.IsBoundedBelow || f.Range.Low < 0)))
            throw new ArgumentException("a line needs a factor, and none may be below zero", nameof(lines));
        var supply = Sum(lines.Where(l => !l.IsUse));
        var uses = Sum(lines.Where(l => l.IsUse));
        var factors = lines.SelectMany(l => l.Factors).DistinctBy(f => f.Id, StringComparer.Ordinal).ToList();
        if (factors.Exists(f => !f.Range.IsBoundedAbove))
            return new(supply, uses, supply - uses, null, null, []);
        var index = factors.Select((f, i) => (f.Id, i)).ToDictionary(f => f.Id, f => f.i, StringComparer.Ordinal);
        var places = lines.Select(l => (l.IsUse, Factors: l.Factors.Select(f => index[f.Id]).ToArray())).ToList();
        double Remainder(double[] at) => places.Sum(l => (l.IsUse ? -1 : 1) * l.Factors.Aggregate(1.0, (product, f) => product * at[f]));

        var (low, width) = (factors.ConvertAll(f => (double)f.Range.Low), factors.ConvertAll(f => (double)f.Range.High - (double)f.Range.Low));
        var random = new Random(Seed);
        var point = new double[factors.Count];
        var drawn = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var f = 0; f < point.Length; f++)
                point[f] = low[f] + (width[f] * random.NextDouble());
            drawn[draw] = Remainder(point);
        }
        Array.Sort(drawn);
        var swings = new List<AbsorptionSwing>();
        for (var f = 0; f < factors.Count; f++)
        {
            double At(double end)
            {
                var at = low.Select((l, i) => l + (width[i] * (i == f ? end : 0.5))).ToArray();
                return Remainder(at);
            }
            if (width[f] > 0)
                swings.Add(new(factors[f], At(0), At(1)));
        }
        return new(
            supply, uses, supply - uses, (drawn[Draws / 20], drawn[Draws - 1 - (Draws / 20)]), drawn[Draws / 2],
            [.. swings.OrderByDescending(s => s.Width).ThenBy(s => s.Factor.Id, StringComparer.Ordinal)]);
    }

    private static Interval Sum(IEnumerable<AbsorptionLine> lines) => lines.Aggregate(Interval.Exactly(0), (sum, l) => sum + l.Amount);
}
