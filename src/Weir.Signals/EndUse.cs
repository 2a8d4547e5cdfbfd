using Weir.Trade;

namespace Weir.Signals;

/// <summary>How many of something a quantity would make.</summary>
/// <param name="Exact">The quotient as a range; null where there is none.</param>
/// <param name="Obstacle">Why there is none.</param>

public readonly record struct EquivalentFinding(Interval? Exact, Obstacle Obstacle)
{
    /// <summary>Whole ones only, each end rounded down; null where there is none.</summary>
    public Interval? Whole => Exact is { } range ? new(decimal.Floor(range.Low), decimal.Floor(range.High)) : null;
}

/// <summary>
/// End-use equivalent: a quantity divided by the content of one, as a range. It puts an amount into terms that a reader knows; it does not
/// say that the amount was used so. Interval arithmetic (Moore 1966) on the content that the named source gives.
/// </summary>
/// <remarks>
/// Assumes that all of the quantity goes into that use, with no waste and no stock, and that the content is a range of what one takes. A
/// quantity that is not known has no equivalent; zero has zero. "19 km or more" has no upper end, so with it only the upper end of the
/// result holds ("at most").
/// </remarks>
public static class EndUse
{
    /// <summary>The equivalent of a quantity range.</summary>
    /// <param name="quantity">The quantity, or what its printed digits stand for.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="content">What one takes.</param>
    /// <param name="contentUnit">The unit of <paramref name="content"/>; the quantity is converted to it.</param>
    public static EquivalentFinding Of(Interval quantity, Unit unit, Interval content, Unit contentUnit)
    {
        if (!unit.ConvertsTo(contentUnit))
            return new(null, Obstacle.UnitsDiffer);
        if (content.Low <= 0)
            return new(null, Obstacle.DivisorNotPositive);
        if (quantity.Low < 0)
            return new(null, Obstacle.ValueIsNegative);
        var converted = new Interval(unit.Convert(quantity.Low, contentUnit), unit.Convert(quantity.High, contentUnit));
        return new(converted / content, Obstacle.None);
    }
}
