using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>Conversions between printed forms, with the exact factor and with those that people use in its place.</summary>
internal static class Factors
{
    private const int FewestDigits = 2;
    private const int MostDigits = 6;

    /// <summary>How many of the second unit are one of the first.</summary>
    public static decimal Exact(Unit from, Unit to) => from.Convert(1m, to);

    /// <summary>
    /// The factors that people use in place of the exact one: the exact one rounded to two, three … six digits (1.6, 1.61, 1.609 … for
    /// kilometres of a mile), the shortest first. None where the exact factor is itself short.
    /// </summary>
    public static IReadOnlyList<decimal> Usual(Unit from, Unit to)
    {
        var exact = Exact(from, to);
        return [.. Enumerable.Range(FewestDigits, MostDigits - FewestDigits + 1).Select(d => RoundTo(exact, d)).Distinct().Where(f => f != exact)];
    }

    /// <summary>Whether one form is the other in its unit, to the printed digits of either (whichever was there first).</summary>
    public static bool IsRight(PrintedForm from, PrintedForm to) =>
        Explains(from, to, Exact(from.Unit, to.Unit)) || from.RoundsTo(to.Unit.Convert(to.Amount, from.Unit));

    /// <summary>Whether a factor makes the second form of the first, to its printed digits; "about" allows what it says.</summary>
    public static bool Explains(PrintedForm from, PrintedForm to, decimal factor)
    {
        var amount = from.Amount * factor;
        return to.RoundsTo(amount) || (to.Qualifier == PrintedQualifier.About && to.Range.Contains(amount));
    }

    /// <summary>The shortest other factor that makes the second form of the first; null where none does.</summary>
    public static decimal? OtherFor(PrintedForm from, PrintedForm to)
    {
        foreach (var factor in Usual(from.Unit, to.Unit))
        {
            if (Explains(from, to, factor))
                return factor;
        }
        return null;
    }

    private static decimal RoundTo(decimal value, int digits)
    {
        var place = digits - 1;
        for (var v = value; v >= 10; v /= 10)
            place--;
        for (var v = value; v < 1; v *= 10)
            place++;
        if (place >= 0)
            return Math.Round(value, Math.Min(place, 28), MidpointRounding.AwayFromZero);
        var step = 1m;
        for (; place < 0; place++)
            step *= 10;
        return Math.Round(value / step, MidpointRounding.AwayFromZero) * step;
    }
}
