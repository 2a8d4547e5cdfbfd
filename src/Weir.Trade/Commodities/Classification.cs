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

/// <summary>How classifications are written: <c>HS</c>, <c>HS2022</c>, <c>CN8</c> …, and <c>HS</c>, <c>H0</c> to <c>H6</c> at UN Comtrade.</summary>
public static class Classifications
{
    private static readonly (Classification Classification, string Code, string? Comtrade, int[] Lengths)[] Table =
    [
        (Classification.Hs, "HS", "HS", [2, 4, 6]),
        (Classification.Hs1992, "HS1992", "H0", [2, 4, 6]),
        (Classification.Hs1996, "HS1996", "H1", [2, 4, 6]),
        (Classification.Hs2002, "HS2002", "H2", [2, 4, 6]),
        (Classification.Hs2007, "HS2007", "H3", [2, 4, 6]),
        (Classification.Hs2012, "HS2012", "H4", [2, 4, 6]),
        (Classification.Hs2017, "HS2017", "H5", [2, 4, 6]),
        (Classification.Hs2022, "HS2022", "H6", [2, 4, 6]),
        (Classification.Cn8, "CN8", null, [8]),
        (Classification.ChinaTariff, "CHN", null, [8, 10]),
        (Classification.Hts10, "HTS10", null, [8, 10]),
        (Classification.ScheduleB, "SCHB", null, [10]),
    ];

    /// <summary>The code that Weir writes before a commodity code, e.g. <c>HS2022</c>.</summary>
    public static string Code(this Classification classification) => Table[(int)classification].Code;

    /// <summary>Comtrade's class code (<c>H6</c>), or null where it has none.</summary>
    public static string? ComtradeCode(this Classification classification) => Table[(int)classification].Comtrade;

    /// <summary>Whether it is the Harmonized System, of whatever edition.</summary>
    public static bool IsHs(this Classification classification) => classification <= Classification.Hs2022;

    /// <summary>Whether codes of this classification can have so many digits.</summary>
    public static bool HasLength(this Classification classification, int digits) => Table[(int)classification].Lengths.Contains(digits);

    /// <summary>Reads Weir's code of a classification, in either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> code, out Classification classification) => TryFind(code, row => row.Code, out classification);

    /// <summary>Reads Comtrade's class code: <c>HS</c> (as reported, edition not stated) or <c>H0</c> to <c>H6</c>.</summary>
    public static bool TryFromComtrade(ReadOnlySpan<char> code, out Classification classification) => TryFind(code, row => row.Comtrade, out classification);

    private static bool TryFind(ReadOnlySpan<char> code, Func<(Classification Classification, string Code, string? Comtrade, int[] Lengths), string?> column, out Classification classification)
    {
        code = code.Trim();
        foreach (var row in Table)
        {
            if (column(row) is { } name && code.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                classification = row.Classification;
                return true;
            }
        }
        classification = default;
        return false;
    }
}
