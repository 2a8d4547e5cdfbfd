using System.Collections.Frozen;

namespace Weir.Trade;

/// <summary>
/// China Customs' units (statistical code list of 2023). A code and the Chinese names of it are to be trusted; the English
/// names are wrong for thirteen film codes (3702xx, code 09 is printed as metres and as items, and means kilograms), so
/// English is read only where there is nothing else.
/// </summary>
public static class GaccUnits
{
    /// <summary>What stands where there is no unit.</summary>
    public const string None = "?";

    // Code 01 counts single things, and Chinese has a measure word for each shape of thing.
    private static readonly (string Code, string Unit, string Chinese, string English)[] Table =
    [
        ("01", "u", "个|件|副|只|台|块|头|套|幅|座|张|把|支|条|枝|架|株|根|片|盘|艘|辆", "Number of item|Number of items|Piece|Unit|Set"),
        ("02", "2u", "双", "Pair"),
        ("04", "m", "米", "Metre"),
        ("05", "m2", "平方米", "Square Metre"),
        ("06", "m3", "立方米", "Cubic Metre"),
        ("07", "l", "升", "Litre"),
        ("09", "kg", "千克", "Kilogram"),
        ("21", "100u", "百个|百支", "In Hundreds"),
        ("31", "1000u", "千个|千块|千支", "In Thousands"),
        ("37", "1000l", "千升", "Kilolitre"),
        ("49", "carat", "克拉", "Carat"),
        ("58", "kWh", "千瓦时", "Kilowatt-hour"),
        ("59", "g", "克", "Gram"),
        ("63", "MBq", "百万贝可", "Million Bq"),
    ];

    private static readonly Lazy<FrozenDictionary<string, Unit>> ByText = new(() => Table
        .SelectMany(row => $"{row.Code}|{row.Code.TrimStart('0')}|{row.Chinese}|{row.English}".Split('|').Distinct(), (row, text) => (Text: text, Unit: Units.Find(row.Unit)))
        .ToFrozenDictionary(e => e.Text, e => e.Unit, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// Reads a code (its leading zero may be lost), a Chinese or an English name. True with a null unit for <c>?</c>, a
    /// hyphen and an empty cell, false for a unit that isn't in the list.
    /// </summary>
    public static bool TryFind(string text, out Unit? unit)
    {
        unit = null;
        text = text.Trim();
        return text is "" or None or "-" || ByText.Value.TryGetValue(text, out unit);
    }

    /// <summary>Reads a unit that is given twice: the code decides, and the name only where there is no code.</summary>
    public static bool TryFind(string code, string name, out Unit? unit) =>
        TryFind(code.Trim() is "" or None ? name : code, out unit);
}
