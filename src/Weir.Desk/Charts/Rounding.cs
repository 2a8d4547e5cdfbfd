namespace Weir.Desk.Charts;

/// <summary>Rounding of what is shown and never of what is computed with.</summary>
public static class Rounding
{
    /// <summary>
    /// The number to three significant digits, for charts (which are read no closer) and for amounts converted from a
    /// rounded figure: 527,864.8 becomes 528,000, and 54 stays 54.
    /// </summary>
    /// <exception cref="OverflowException">Beyond 10^15, where nothing is printed in digits.</exception>
    public static decimal ThreeDigits(double value)
    {
        if (Math.Abs(value) >= 1e15)
            throw new OverflowException($"{value} is too large to print in digits");
        var exact = (decimal)value;
        if (exact == 0)
            return 0;
        var decimals = 2 - (int)Math.Floor(Math.Log10((double)Math.Abs(exact)));
        if (decimals >= 0)
            return Math.Round(exact, Math.Min(decimals, 28), MidpointRounding.AwayFromZero);
        var step = (decimal)Math.Pow(10, -decimals);
        return Math.Round(exact / step, MidpointRounding.AwayFromZero) * step;
    }
}
