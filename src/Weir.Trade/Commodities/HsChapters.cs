using System.Collections.Frozen;
using System.Globalization;

namespace Weir.Trade;

/// <summary>A chapter of the Harmonized System.</summary>
/// <param name="Code">Two digits, 01 to 99.</param>
/// <param name="Section">The section it belongs to, 1 to 21; 0 for chapters 98 and 99, which each country fills for itself.</param>
/// <param name="English">A short title, in Weir's own words; not the legal text.</param>
/// <param name="Russian">The same in Russian.</param>
public sealed record HsChapter(string Code, int Section, string English, string Russian)
{
    /// <summary>The title in <paramref name="language"/> (a language tag); English where there is no other.</summary>
    public string Title(string language) => language.StartsWith("ru", StringComparison.Ordinal) ? Russian : English;
}

/// <summary>The chapters of the Harmonized System. They are the same in all its editions; 77 has never been used.</summary>
public static class HsChapters
{
    private static readonly Lazy<IReadOnlyList<HsChapter>> Table = new(() =>
        [.. FactTable.Rows("hs-chapters.tsv", columns: 4).Select(row => new HsChapter(row[0], int.Parse(row[1], CultureInfo.InvariantCulture), row[2], row[3]))]);

    private static readonly Lazy<FrozenDictionary<string, HsChapter>> ByCode = new(() => Table.Value.ToFrozenDictionary(c => c.Code, StringComparer.Ordinal));

    /// <summary>All 99, by code.</summary>
    public static IReadOnlyList<HsChapter> All => Table.Value;

    /// <summary>The chapter that <paramref name="commodity"/> lies in; false for all goods and for codes of no chapter.</summary>
    public static bool TryFind(Commodity commodity, out HsChapter chapter) => ByCode.Value.TryGetValue(commodity.Chapter, out chapter!);
}
