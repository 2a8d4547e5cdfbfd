using Weir.Trade;

namespace Weir.Signals.UnitValues;

/// <summary>A published cell as far as its unit value needs it. Only cells alike in all but partner and period are ever compared.</summary>
/// <param name="Reporter">Who published; empty where all cells have one publisher.</param>
/// <param name="Partner">The other side.</param>
/// <param name="Commodity">The commodity code, or goods.</param>
/// <param name="Period">The month or year.</param>
/// <param name="Value">The money value; null where not known.</param>
/// <param name="Quantity">The quantity or net weight; null where not known. 0 counts as not known: publishers write both.</param>
/// <param name="Unit">The quantity's unit.</param>
public sealed record UnitValueCell(string Reporter, string Partner, string Commodity, Period Period, double? Value, double? Quantity, string Unit)
{
    /// <summary>The money's ISO code; empty where not stated.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The edition of the classification, e.g. <c>HS2022</c>; empty where not stated. Editions are not compared with one another.</summary>
    public string Edition { get; init; } = "";

    /// <summary>Whether the source says that the quantity was estimated.</summary>
    public bool Estimated { get; init; }

    /// <summary>Value ÷ quantity; null where either is not known or not above zero (an amendment).</summary>
    public double? UnitValue => Value > 0 && Quantity > 0 && double.IsFinite(Value.Value) && double.IsFinite(Quantity.Value) ? Value / Quantity : null;

    /// <summary>What cells must share to be compared.</summary>
    internal (string Reporter, string Commodity, string Unit, string Currency, string Edition, bool Months) Kind => (Reporter, Commodity, Unit, Currency, Edition, Period.IsMonth);
}

/// <summary>What can be said of a cell's unit value.</summary>
public enum UnitValueState
{
    /// <summary>It was held against its distribution.</summary>
    Judged,

    /// <summary>It has none: value or quantity is not known, zero, or below zero.</summary>
    NoUnitValue,

    /// <summary>The source says that the quantity was estimated, so the unit value is the estimator's and no price.</summary>
    Estimated,

    /// <summary>It is shared with other partners to the last digit, so the quantity was imputed from it; no price either.</summary>
    Imputed,

    /// <summary>Too few other cells are there to compare it with.</summary>
    TooFew,
}

/// <summary>Which of the two published numbers is unlike the route's other periods.</summary>
public enum OddNumber
{
    /// <summary>Neither alone, or too few periods to tell.</summary>
    NotTold,

    /// <summary>The value is, the quantity is not.</summary>
    Value,

    /// <summary>The quantity is, the value is not.</summary>
    Quantity,

    /// <summary>Both are.</summary>
    Both,
}

/// <summary>How a cell's unit value stands in the distribution of its goods and route.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="State">What can be said; the rest is null where it is not <see cref="UnitValueState.Judged"/>.</param>
/// <param name="Expected">The unit value that its goods, period and route lead to expect.</param>
/// <param name="Low">Lower end of the interval in which the unit value lies with the stated confidence.</param>
/// <param name="High">Upper end.</param>
/// <param name="Deviation">ln(unit value ÷ expected) in units of its scale; positive is dear.</param>
/// <param name="P">Two-sided chance of a deviation as large.</param>
/// <param name="Q">The false-discovery rate at which it would be found among all cells judged (Benjamini &amp; Hochberg 1995).</param>
/// <param name="Odd">Which of value and quantity is unlike the route's other periods.</param>
public sealed record UnitValueFinding(
    UnitValueCell Cell, UnitValueState State, double? Expected = null, double? Low = null, double? High = null,
    double? Deviation = null, double? P = null, double? Q = null, OddNumber Odd = OddNumber.NotTold);

/// <summary>A route whose quantities were published in one unit and then in another; the two are never mixed.</summary>
/// <param name="Reporter">Who published.</param>
/// <param name="Partner">The other side.</param>
/// <param name="Commodity">The goods.</param>
/// <param name="Period">The first period in the new unit.</param>
/// <param name="Before">The unit before.</param>
/// <param name="After">The unit from then on.</param>
public sealed record UnitChange(string Reporter, string Partner, string Commodity, Period Period, string Before, string After);
