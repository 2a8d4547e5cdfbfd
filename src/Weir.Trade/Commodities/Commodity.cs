namespace Weir.Trade;

/// <summary>A commodity classification, with its edition where editions differ.</summary>
public enum Classification
{
    /// <summary>Harmonized System, edition not stated.</summary>
    Hs,

    /// <summary>HS 1988/92 (Comtrade H0).</summary>
    Hs1992,

    /// <summary>HS 1996 (H1).</summary>
    Hs1996,

    /// <summary>HS 2002 (H2).</summary>
    Hs2002,

    /// <summary>HS 2007 (H3).</summary>
    Hs2007,

    /// <summary>HS 2012 (H4).</summary>
    Hs2012,

    /// <summary>HS 2017 (H5).</summary>
    Hs2017,

    /// <summary>HS 2022 (H6).</summary>
    Hs2022,

    /// <summary>EU Combined Nomenclature, 8 digits.</summary>
    Cn8,

    /// <summary>China's customs tariff, 8 or 10 digits.</summary>
    ChinaTariff,

    /// <summary>US Harmonized Tariff Schedule, 10 digits (imports).</summary>
    Hts10,

    /// <summary>US Schedule B, 10 digits (exports).</summary>
    ScheduleB,
}

/// <summary>A code in a classification. Codes are text: a leading zero is part of the code. <c>TOTAL</c> is all goods.</summary>
/// <param name="Classification">Which classification.</param>
/// <param name="Code">The digits, without dots or blanks, or <c>TOTAL</c>.</param>
public readonly record struct Commodity(Classification Classification, string Code)
{
    /// <summary>The code of all goods together.</summary>
    public const string AllGoods = "TOTAL";

    /// <summary>Whether this is the total over all goods.</summary>
    public bool IsAllGoods => Code == AllGoods;

    /// <summary>The two-digit chapter, or the code itself where it is shorter or the total.</summary>
    public string Chapter => Cut(2);

    /// <summary>The four-digit heading, or the code itself where it is shorter.</summary>
    public string Heading => Cut(4);

    /// <summary>The six-digit subheading, the longest that all countries share, or the code itself where it is shorter.</summary>
    public string Subheading => Cut(6);

    /// <summary>The digits beyond the sixth that only one country uses; empty where there are none.</summary>
    public string NationalDigits => IsAllGoods || Code.Length <= 6 ? "" : Code[6..];

    /// <summary>Whether this code lies under (or is) <paramref name="ancestor"/>.</summary>
    public bool IsUnder(string ancestor) => ancestor == AllGoods || Code.StartsWith(ancestor, StringComparison.Ordinal);

    private string Cut(int digits) => IsAllGoods || Code.Length <= digits ? Code : Code[..digits];
}
