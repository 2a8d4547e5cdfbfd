namespace Weir.Trade;

/// <summary>A closed range of numbers: what a rounded or uncertain figure may stand for.</summary>
/// <param name="Low">Lower end, included.</param>
/// <param name="High">Upper end, included; never below <paramref name="Low"/>.</param>
public readonly record struct Interval(decimal Low, decimal High)
{
    /// <summary>A single number.</summary>
    public static Interval Exactly(decimal value) => new(value, value);

    /// <summary>Whether <paramref name="value"/> lies inside.</summary>
    public bool Contains(decimal value) => value >= Low && value <= High;

    /// <summary>Whether the two share a number.</summary>
    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;

    /// <summary>Both ends times a factor of at least 0.</summary>
    public static Interval operator *(Interval interval, decimal factor) => factor >= 0
        ? new(interval.Low * factor, interval.High * factor)
        : new(interval.High * factor, interval.Low * factor);

    /// <summary>The range of quotients of two positive ranges.</summary>
    /// <exception cref="DivideByZeroException">The divisor's range holds 0.</exception>
    public static Interval operator /(Interval dividend, Interval divisor) => divisor.Contains(0)
        ? throw new DivideByZeroException("the divisor's range holds 0")
        : new(
            Math.Min(Math.Min(dividend.Low / divisor.Low, dividend.Low / divisor.High), Math.Min(dividend.High / divisor.Low, dividend.High / divisor.High)),
            Math.Max(Math.Max(dividend.Low / divisor.Low, dividend.Low / divisor.High), Math.Max(dividend.High / divisor.Low, dividend.High / divisor.High)));
}
