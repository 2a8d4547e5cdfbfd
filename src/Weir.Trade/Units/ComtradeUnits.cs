using System.Collections.Frozen;

namespace Weir.Trade;

/// <summary>UN Comtrade's quantity units (<c>qtyUnitCode</c>, <c>altQtyUnitCode</c>; reference table QuantityUnits, 2023).</summary>
public static class ComtradeUnits
{
    /// <summary>The code that says that there is no quantity.</summary>
    public const int None = -1;

    private static readonly Lazy<FrozenDictionary<int, Unit>> ByCode = new(() => new Dictionary<int, string>
    {
        [2] = "m2",
        [3] = "1000kWh",
        [4] = "m",
        [5] = "u",
        [6] = "2u",
        [7] = "l",
        [8] = "kg",
        [9] = "1000u",
        [10] = "pack",
        [11] = "12u",
        [12] = "m3",
        [13] = "carat",
        [14] = "km",
        [15] = "g",
        [16] = "hive",
        [17] = "1000m3",
        [18] = "TJ",
        [19] = "bbl",
        [20] = "1000l",
        [21] = "t",
        [22] = "kWh",
        [23] = "lpa",
        [24] = "u", // head
        [25] = "kg-eda",
        [26] = "kg-C5H14ClNO",
        [27] = "kg-P2O5",
        [28] = "kg-H2O2",
        [29] = "kg-met.am.",
        [30] = "kg-N",
        [31] = "kg-KOH",
        [32] = "kg-K2O",
        [33] = "kg-NaOH",
        [34] = "kg-90sdt",
        [35] = "kg-U",
        [36] = "ct/l",
        [37] = "Bq",
        [38] = "giF/S",
        [39] = "GRT",
        [40] = "GT",
        [41] = "cell",
    }.ToFrozenDictionary(e => e.Key, e => Units.Find(e.Value)));

    /// <summary>All codes but <see cref="None"/>.</summary>
    public static IReadOnlyCollection<int> Codes => ByCode.Value.Keys;

    /// <summary>
    /// What Comtrade's <paramref name="code"/> stands for: true with a null unit for <see cref="None"/>, false where
    /// Comtrade has no such code.
    /// </summary>
    public static bool TryFind(int code, out Unit? unit)
    {
        unit = null;
        return code == None || ByCode.Value.TryGetValue(code, out unit);
    }
}
