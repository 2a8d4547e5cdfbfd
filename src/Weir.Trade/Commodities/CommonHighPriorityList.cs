using System.Collections.Frozen;

namespace Weir.Trade;

/// <summary>One code of the Common High Priority List.</summary>
/// <param name="Code">Six digits of HS 2022.</param>
/// <param name="Tier">
/// <c>1</c> integrated circuits, <c>2</c> electronics nearly as critical, <c>3.A</c> further electronics, <c>3.B</c> mechanical and other
/// components, <c>4.A</c> equipment that makes and tests electronics, <c>4.B</c> machine tools.
/// </param>
/// <param name="NewIn">
/// The edition that the code first appears in, <see cref="Classification.Hs2022"/>, or null where it is as old as HS 2012: a series of a
/// new code that reaches back before 2022 needs its predecessors.
/// </param>
/// <param name="English">What it is, in Weir's own short words; not the legal text.</param>
/// <param name="Russian">The same in Russian.</param>
public sealed record HighPriorityItem(string Code, string Tier, Classification? NewIn, string English, string Russian)
{
    /// <summary>The tier without its letter, 1 (most critical) to 4.</summary>
    public int TierNumber => Tier[0] - '0';

    /// <summary>What it is, in <paramref name="language"/> (a language tag); English where there is no other.</summary>
    public string Title(string language) => language.StartsWith("ru", StringComparison.Ordinal) ? Russian : English;
}

/// <summary>
/// The Common High Priority List: the codes that the EU, Japan, the United Kingdom and the United States ask everyone to keep from
/// Russia, because weapons found in Ukraine hold them. Facts from the list as published; the descriptions are Weir's own.
/// </summary>
public static class CommonHighPriorityList
{
    /// <summary>Who published the list, and where it stands.</summary>
    public const string Source = "Common High Priority List, US Bureau of Industry and Security with the EU, Japan and the UK, bis.gov";

    /// <summary>The version that this table holds; later changes, if any, are not in it.</summary>
    public static readonly DateOnly Date = new(2024, 2, 23);

    private static readonly Lazy<IReadOnlyList<HighPriorityItem>> Table = new(() =>
        [.. FactTable.Rows("common-high-priority.tsv", columns: 5).Select(row => new HighPriorityItem(
            row[0], row[1], Classifications.TryParse(row[2], out var edition) ? edition : null, row[3], row[4]))]);

    private static readonly Lazy<FrozenDictionary<string, HighPriorityItem>> ByCode = new(() => Table.Value.ToFrozenDictionary(i => i.Code, StringComparer.Ordinal));

    /// <summary>All 50, by tier and code.</summary>
    public static IReadOnlyList<HighPriorityItem> All => Table.Value;

    /// <summary>
    /// The item that <paramref name="commodity"/> is or lies under (a national code counts by its first six digits); false for headings
    /// and chapters, which hold other goods too.
    /// </summary>
    public static bool TryFind(Commodity commodity, out HighPriorityItem item) => ByCode.Value.TryGetValue(commodity.Subheading, out item!);
}
