namespace Weir.Trade;

/// <summary>
/// A closed range of numbers: what a rounded or uncertain figure may stand for. An end may be open to infinity:
/// <see cref="decimal.MaxValue"/> as the upper end means "without upper bound", <see cref="decimal.MinValue"/> as the lower
/// "without lower bound"; arithmetic keeps it so and never overflows.
/// </summary>
/// <param name="Low">Lower end, included.</param>
/// <param name="High">Upper end, included; never below <paramref name="Low"/>.</param>
public readonly record struct Interval(decimal Low, decimal High)
{
    /// <summary>A single number.</summary>
    public static Interval Exactly(decimal value) => new(value, value);

    /// <summary>Everything from <paramref name="low"/> up.</summary>
    public static Interval AtLeast(decimal low) => new(low, decimal.MaxValue);

    /// <summary>The smallest interval that holds both numbers, in either order.</summary>
    public static Interval Between(decimal one, decimal other) => new(Math.Min(one, other), Math.Max(one, other));

    /// <summary>Whether there is an upper end.</summary>
    public bool IsBoundedAbove => High != decimal.MaxValue;

    /// <summary>Whether there is a lower end.</summary>
    public bool IsBoundedBelow => Low != decimal.MinValue;

    /// <summary>High less Low; <see cref="decimal.MaxValue"/> where an end is open.</summary>
    public decimal Width => Plus(High, -Low);

    /// <summary>Whether <paramref name="value"/> lies inside.</summary>
    public bool Contains(decimal value) => value >= Low && value <= High;

    /// <summary>Whether a computed value lies inside; never for NaN. The comparison is made in doubles, whose error is 10⁻¹⁶ of the value.</summary>
    public bool Contains(double value) =>
        !double.IsNaN(value) && (!IsBoundedBelow || value >= (double)Low) && (!IsBoundedAbove || value <= (double)High);

    /// <summary>Whether all of <paramref name="other"/> lies inside.</summary>
    public bool Contains(Interval other) => Contains(other.Low) && Contains(other.High);

    /// <summary>Whether the two share a number.</summary>
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    /// <summary>What the two share, or null where they share nothing.</summary>
    public Interval? Intersect(Interval other) =>
        Overlaps(other) ? new(Math.Max(Low, other.Low), Math.Min(High, other.High)) : null;

    /// <summary>The smallest interval that holds both.</summary>
    public Interval Hull(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>Both ends in another unit.</summary>
    /// <exception cref="InvalidOperationException">The units do not measure the same thing.</exception>
    public Interval Convert(Unit from, Unit to)
    {
        // Multiplied first and divided after, as Unit.Convert does: 12 miles stay 19.312128 km to the last digit.
        _ = from.Convert(0m, to);
        return from.Size == to.Size ? this : (this * from.Size) / Exactly(to.Size);
    }

    /// <summary>The range of sums.</summary>
    public static Interval operator +(Interval left, Interval right) => new(Plus(left.Low, right.Low), Plus(left.High, right.High));

    /// <summary>The range of differences.</summary>
    public static Interval operator -(Interval left, Interval right) => left + (-right);

    /// <summary>The range of opposites.</summary>
    public static Interval operator -(Interval interval) => new(-interval.High, -interval.Low);

    /// <summary>Both ends times a factor, of either sign.</summary>
    public static Interval operator *(Interval interval, decimal factor) =>
        Between(Times(interval.Low, factor), Times(interval.High, factor));

    /// <summary>The range of products.</summary>
    public static Interval operator *(Interval left, Interval right) =>
        (left * right.Low).Hull(left * right.High);

    /// <summary>The range of quotients. A divisor without upper bound brings the quotient down to 0.</summary>
    /// <exception cref="DivideByZeroException">The divisor's range holds 0.</exception>
    public static Interval operator /(Interval dividend, Interval divisor)
    {
        if (divisor.Contains(0m))
            throw new DivideByZeroException($"the divisor's range {divisor} holds 0");
        return Between(Over(dividend.Low, divisor.Low), Over(dividend.High, divisor.Low))
            .Hull(Between(Over(dividend.Low, divisor.High), Over(dividend.High, divisor.High)));
    }

    /// <summary><c>327,500–328,500</c>, <c>≥ 19</c>, <c>≤ 12</c> or <c>54</c>; every digit, invariant.</summary>
    public override string ToString() => (IsBoundedBelow, IsBoundedAbove) switch
    {
        (true, true) when Low == High => NumberPrint.Exact(Low),
        (true, true) => $"{NumberPrint.Exact(Low)}–{NumberPrint.Exact(High)}",
        (true, false) => $"≥ {NumberPrint.Exact(Low)}",
        (false, true) => $"≤ {NumberPrint.Exact(High)}",
        _ => "any number",
    };

    private static bool IsInfinite(decimal end) => end is decimal.MaxValue or decimal.MinValue;

    private static decimal Infinity(bool positive) => positive ? decimal.MaxValue : decimal.MinValue;

    private static decimal Plus(decimal left, decimal right)
    {
        if (IsInfinite(left))
            return left;
        if (IsInfinite(right))
            return right;
        return IsBeyond((double)left + (double)right) ? Infinity(left > 0) : left + right;
    }

    private static decimal Times(decimal left, decimal right)
    {
        if (left == 0 || right == 0)
            return 0;
        return IsInfinite(left) || IsInfinite(right) || IsBeyond((double)left * (double)right)
            ? Infinity(left > 0 == right > 0)
            : left * right;
    }

    private static decimal Over(decimal dividend, decimal divisor)
    {
        if (dividend == 0 || IsInfinite(divisor))
            return 0;
        return IsInfinite(dividend) || IsBeyond((double)dividend / (double)divisor)
            ? Infinity(dividend > 0 == divisor > 0)
            : dividend / divisor;
    }

    private static bool IsBeyond(double result) => Math.Abs(result) >= 7.9e28;
}
