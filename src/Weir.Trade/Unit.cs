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

    /// <summary>Base unit: kilowatt-hour.</summary>
    Energy,

    /// <summary>Base unit: becquerel.</summary>
    Radioactivity,

    /// <summary>Money: no two currencies convert without a rate.</summary>
    Money,
}

/// <summary>
/// A unit with its exact size in the base unit of its dimension. Sizes are exact decimals (1 mile = 1609.344 m by the
/// international agreement of 1959), so a conversion never loses a digit that the number had.
/// </summary>
/// <param name="Code">The code used in files and addresses: <c>km</c>, <c>mile</c>, <c>kg</c>, <c>u</c>, <c>USD</c>.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Size">How many base units one of it is.</param>
public sealed record Unit(string Code, Dimension Dimension, decimal Size)
{
    /// <summary>Whether amounts in this unit convert to <paramref name="other"/>.</summary>
    public bool ConvertsTo(Unit other) =>
        Dimension == other.Dimension && (Dimension != Dimension.Money || Code == other.Code);

    /// <summary>Converts exactly.</summary>
    /// <exception cref="InvalidOperationException">The two do not measure the same thing.</exception>
    public decimal Convert(decimal amount, Unit to) => ConvertsTo(to)
        ? amount * Size / to.Size
        : throw new InvalidOperationException($"{Code} does not convert to {to.Code}: they measure different things");

    /// <summary>Converts an observed value; as exact as a double is.</summary>
    /// <exception cref="InvalidOperationException">The two do not measure the same thing.</exception>
    public double Convert(double amount, Unit to) => ConvertsTo(to)
        ? amount * (double)Size / (double)to.Size
        : throw new InvalidOperationException($"{Code} does not convert to {to.Code}: they measure different things");
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
