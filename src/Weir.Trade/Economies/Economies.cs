using System.Collections.Frozen;
using System.Globalization;

namespace Weir.Trade;

/// <summary>
/// All economies, by number and by code: every ISO 3166-1 entry, Kosovo, and the former states, groups and residuals that
/// publishers print. Compiled from the published code lists of ISO 3166-1, UN M49, UN Comtrade and China Customs.
/// </summary>
public static class Economies
{
    /// <summary>All partners together.</summary>
    public static readonly Economy World = new(0, "_W0", "", "World", EconomyKind.World);

    // Lazy, each for itself: most commands look up a handful of codes, and the program's start must not wait for the rest.
    private static readonly Lazy<IReadOnlyList<Economy>> Table = new(Read);
    private static readonly Lazy<FrozenDictionary<int, Economy>> ByNumber = new(() => Table.Value.ToFrozenDictionary(e => e.Number));
    private static readonly Lazy<FrozenDictionary<string, Economy>> ByCode = new(() =>
        Table.Value.Select(e => (Code: e.Alpha3, Economy: e))
            .Concat(Table.Value.Where(e => e.Alpha2.Length > 0).Select(e => (Code: e.Alpha2, Economy: e)))
            .ToFrozenDictionary(e => e.Code, e => e.Economy, StringComparer.OrdinalIgnoreCase));

    /// <summary>Every economy: first the world, then the ISO 3166-1 entries by alpha-3, then former states, groups, parts and residuals by number.</summary>
    public static IReadOnlyList<Economy> All => Table.Value;

    /// <summary>The economy with this number.</summary>
    public static bool TryFromNumber(int number, out Economy economy) => ByNumber.Value.TryGetValue(number, out economy!);

    /// <summary>The economy with this number; one that is in no table comes back as a residual that names its number.</summary>
    public static Economy FromNumber(int number) => TryFromNumber(number, out var economy)
        ? economy
        : new(number, CodeOf(number), "", string.Create(CultureInfo.InvariantCulture, $"Area {number}"), EconomyKind.Residual);

    /// <summary>Finds by alpha-3, alpha-2 or number, in either case, with or without blanks around it.</summary>
    public static bool TryFind(string text, out Economy economy)
    {
        text = text.Trim();
        return ByCode.Value.TryGetValue(text, out economy!)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && TryFromNumber(number, out economy));
    }

    private static string CodeOf(int number) => string.Create(CultureInfo.InvariantCulture, $"_{number}");

    private static List<Economy> Read()
    {
        var all = new List<Economy>(340) { World };
        foreach (var row in FactTable.Rows("economies.tsv", columns: 5))
        {
            var number = int.Parse(row[0], CultureInfo.InvariantCulture);
            all.Add(new(number, row[1].Length > 0 ? row[1] : CodeOf(number), row[2], row[3], Enum.Parse<EconomyKind>(row[4])));
        }
        return all;
    }
}
