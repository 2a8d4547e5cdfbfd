using Weir.Desk.Charts;
using Weir.Desk.Watches;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Web.Parts;

/// <summary>How the site prints computed amounts.</summary>
internal static class Printing
{
    /// <summary>
    /// An amount as it is read in a table: whole from 100 on. Converted figures would otherwise show digits that
    /// nobody measured; the exact number stands in <c>.json</c> and <c>.csv</c>.
    /// </summary>
    public static string Amount(this Words words, double value, Unit unit) => Math.Abs(value) < 1e15
        ? words.Quantity((decimal)value, words.Number((decimal)value, Math.Abs(value) >= 100 ? 0 : 2), unit)
        : Bare(value, unit);

    /// <summary>An amount as published: nothing in it is converted, and rounded no further than to six decimals.</summary>
    public static string Exact(this Words words, double amount, string? unit) => Math.Abs(amount) >= 1e15 ? $"{amount:R} {unit}"
        : unit is not null && Units.TryFind(unit, out var known) ? words.Quantity((decimal)amount, words.Number((decimal)amount, 6), known)
        : $"{words.Number((decimal)amount, 6)} {unit}";

    /// <summary>An amount to three significant digits, for what was converted from a rounded figure.</summary>
    public static string Rounded(this Words words, double value, Unit unit) => Math.Abs(value) < 1e15
        ? words.Quantity(new Quantity(Rounding.ThreeDigits(value), unit))
        : Bare(value, unit);

    /// <summary>Codes of goods as people write them: <c>HS 8544.70</c>.</summary>
    public static string Codes(Goods goods, Words words) => goods.Codes.Contains(Commodity.AllGoods)
        ? words.Say("site.goods.all-codes")
        : words.Say("site.goods.codes", ("codes", goods.Codes.Select(c => new Commodity(Classification.Hs, c).Dotted).ToArray()));

    private static string Bare(double value, Unit unit) => $"{value.ToString("0.###E+0", System.Globalization.CultureInfo.InvariantCulture)} {unit.Code}";
}
