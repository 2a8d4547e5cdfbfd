using Weir.Trade;

namespace Weir.Signals;

/// <summary>What follows from a value and a ratio that somebody printed.</summary>
/// <param name="Base">What the base can have been; null where nothing follows.</param>
/// <param name="Obstacle">Why nothing follows.</param>

public readonly record struct ImpliedBase(Interval? Base, Obstacle Obstacle);

/// <summary>
/// Implied value: a printed value with a printed ratio says what the unprinted base was. Interval arithmetic (Moore 1966): every base that some
/// value of the one range and some ratio of the other allow, and no other.
/// </summary>
/// <remarks>
/// Both ranges are taken as what the printed words allow: "328,000" is 327,500 to 328,500, "almost tenfold" is 9 to 10. It assumes that value and
/// ratio are of the same thing, in the same unit, from the same vintage. A value below zero, or a ratio that reaches zero, implies nothing.
/// </remarks>
public static class ImpliedValues
{
    /// <summary>The range of bases: lowest value over highest ratio, to highest value over lowest ratio.</summary>
    public static ImpliedBase Base(Interval value, Interval ratio)
    {
        if (ratio.Low <= 0)
            return new(null, Obstacle.DivisorNotPositive);
        if (value.Low < 0)
            return new(null, Obstacle.ValueIsNegative);
        return new(value / ratio, Obstacle.None);
    }
}
