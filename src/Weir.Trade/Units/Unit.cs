namespace Weir.Trade;

/// <summary>What a unit measures. Only units of one dimension convert into each other.</summary>
public enum Dimension
{
    /// <summary>Base unit: metre.</summary>
    Length,

    /// <summary>Base unit: kilogram.</summary>
    Mass,

    /// <summary>Base unit: one item.</summary>
    Count,

    /// <summary>Base unit: litre.</summary>
    Volume,

    /// <summary>Base unit: square metre.</summary>
    Area,

    /// <summary>Base unit: joule (so that kilowatt-hours and terajoules are both exact).</summary>
    Energy,

    /// <summary>Base unit: becquerel.</summary>
    Radioactivity,

    /// <summary>Money: no two currencies convert without a rate.</summary>
    Money,

    /// <summary>Base unit: one, e.g. a per cent or the "fold" of "tenfold".</summary>
    Ratio,

    /// <summary>
    /// A unit that converts into nothing but itself, however much its name resembles another: packages, gross tonnage,
    /// the kilograms of one substance that the goods contain.
    /// </summary>
    Particular,
}

/// <summary>
/// A unit with its exact size in the base unit of its dimension. Sizes are exact decimals (1 mile = 1609.344 m by the
/// international agreement of 1959), so a conversion never loses a digit that the number had.
/// </summary>
/// <param name="Code">The code used in files and addresses: <c>km</c>, <c>mile</c>, <c>kg</c>, <c>u</c>, <c>USD</c>.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Size">How many base units one of it is; above 0.</param>
public sealed record Unit(string Code, Dimension Dimension, decimal Size)
{
    /// <summary>Whether amounts in this unit convert to <paramref name="other"/>.</summary>
    public bool ConvertsTo(Unit other) =>
        Dimension == other.Dimension && (Dimension is not (Dimension.Money or Dimension.Particular) || Code == other.Code);

    /// <summary>
    /// Converts. Exact wherever the result has an end in decimals (miles to kilometres); otherwise right to the 28 digits
    /// of a decimal (kilometres to miles).
    /// </summary>
    /// <exception cref="InvalidOperationException">The two do not measure the same thing.</exception>
    /// <exception cref="OverflowException">The result is beyond ±7.9 × 10²⁸.</exception>
    public decimal Convert(decimal amount, Unit to)
    {
        RequireConvertsTo(to);
        return Size == to.Size ? amount : amount * Size / to.Size;
    }

    /// <summary>Converts an observed value; as exact as a double is.</summary>
    /// <exception cref="InvalidOperationException">The two do not measure the same thing.</exception>
    public double Convert(double amount, Unit to)
    {
        RequireConvertsTo(to);
        return Size == to.Size ? amount : amount * (double)Size / (double)to.Size;
    }

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    private void RequireConvertsTo(Unit to)
    {
        if (!ConvertsTo(to))
            throw new InvalidOperationException($"{Code} does not convert to {to.Code}: they measure different things");
    }
}

/// <summary>An amount with its unit.</summary>
/// <param name="Amount">The number.</param>
/// <param name="Unit">What it counts.</param>
public readonly record struct Quantity(decimal Amount, Unit Unit)
{
    /// <summary>The same quantity in another unit.</summary>
    /// <exception cref="InvalidOperationException">The units do not measure the same thing.</exception>
    public Quantity To(Unit unit) => new(Unit.Convert(Amount, unit), unit);
}
