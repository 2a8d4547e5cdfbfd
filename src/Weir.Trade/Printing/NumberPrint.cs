using System.Globalization;

namespace Weir.Trade;

/// <summary>
/// Numbers as text. Rounding happens here and only here: what comes out is text, so that no rounded number can find its way
/// back into a computation. Halves round away from zero, as a reader would.
/// </summary>
public static class NumberPrint
{
    /// <summary>How many significant digits are shown where nobody asks for another number.</summary>
    public const int UsualDigits = 3;

    /// <summary>Every digit, with thousands separators, without the zeros that end a fraction: <c>527,864.832</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">Separators and minus sign; null is the invariant comma and point.</param>
    public static string Exact(decimal value, NumberFormatInfo? format = null) =>
        value.ToString("#,##0.############################", format ?? NumberFormatInfo.InvariantInfo);

    /// <summary>
    /// Rounded to <paramref name="digits"/> significant digits: 527,864.832 to 3 is <c>528,000</c>, 0.012345 to 2
    /// <c>0.012</c>, 1.999 to 3 <c>2.00</c> (a significant zero is printed).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 28 digits.</exception>
    public static string Significant(decimal value, int digits = UsualDigits, NumberFormatInfo? format = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 28);
        if (value == 0)
            return Fixed(0, 0, format);
        var place = Place(value) - digits + 1;
        var rounded = RoundAt(value, place);
        // 9.996 to three digits is 10.0: the number has grown a digit, and the last place moves with it.
        place = Math.Max(place, Place(rounded) - digits + 1);
        return Fixed(rounded, Math.Clamp(-place, 0, 28), format);
    }

    /// <summary>
    /// A computed value rounded to <paramref name="digits"/> significant digits. Beyond what a decimal holds (10²⁸) in
    /// scientific notation; <c>NaN</c> and infinity by their names.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 28 digits.</exception>
    public static string Significant(double value, int digits = UsualDigits, NumberFormatInfo? format = null) =>
        double.IsFinite(value) && Math.Abs(value) < 7e28
            ? Significant((decimal)value, digits, format)
            : value.ToString(string.Create(CultureInfo.InvariantCulture, $"G{digits}"), format ?? NumberFormatInfo.InvariantInfo);

    /// <summary>Rounded to <paramref name="decimals"/> places after the point, all of them printed: <c>8.50</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 0 or more than 28 places.</exception>
    public static string Fixed(decimal value, int decimals, NumberFormatInfo? format = null)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        // "-0.00" says that something fell; nothing did.
        return (rounded == 0 ? 0 : rounded).ToString(string.Create(CultureInfo.InvariantCulture, $"N{decimals}"), format ?? NumberFormatInfo.InvariantInfo);
    }

    /// <summary>The decimal place of the first digit: 2 for 528, 0 for 5, −2 for 0.05. The value is not 0.</summary>
    internal static int Place(decimal value)
    {
        value = Math.Abs(value);
        var place = 0;
        for (; value >= 10; value /= 10)
            place++;
        for (; value < 1; value *= 10)
            place--;
        return place;
    }

    /// <summary>Ten to the power of <paramref name="exponent"/>, −28 to 28.</summary>
    internal static decimal PowerOfTen(int exponent)
    {
        if (exponent < 0)
            return new decimal(1, 0, 0, false, (byte)-exponent);
        var power = 1m;
        for (var i = 0; i < exponent; i++)
            power *= 10;
        return power;
    }

    private static decimal RoundAt(decimal value, int place) => place switch
    {
        < -28 => value,
        <= 0 => Math.Round(value, -place, MidpointRounding.AwayFromZero),
        _ => Math.Round(value / PowerOfTen(place), 0, MidpointRounding.AwayFromZero) * PowerOfTen(place),
    };
}
