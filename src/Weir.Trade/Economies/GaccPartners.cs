using System.Collections.Frozen;
using System.Globalization;

namespace Weir.Trade;

/// <summary>One line of China Customs' list of trading partners.</summary>
/// <param name="Code">The three-digit code: the first digit is the continent, 7 and 9 are none.</param>
/// <param name="Economy">Who that is.</param>
/// <param name="ChineseName">As the Chinese list prints it.</param>
/// <param name="EnglishName">As the English list prints it, misprints included; empty where it prints none (349).</param>
public sealed record GaccPartner(int Code, Economy Economy, string ChineseName, string EnglishName)
{
    /// <summary>Whether these are China's own goods that came back: partner 142 is China itself.</summary>
    public bool IsOwnReImports => Code == GaccPartners.China;
}

/// <summary>
/// China Customs' trading partners (General Administration of Customs, online query, code list of 2023: 243 codes). The
/// code is the key; a name is taken where a file has no code column. 409 Bonaire is matched with the ISO entry that holds
/// Saba and Sint Eustatius too; Saba's own 436 stays apart, as do the parts of Spain and of French Polynesia.
/// </summary>
public static class GaccPartners
{
    /// <summary>China as its own partner: re-imports.</summary>
    public const int China = 142;

    private static readonly Lazy<IReadOnlyList<GaccPartner>> Table = new(Read);
    private static readonly Lazy<FrozenDictionary<int, GaccPartner>> ByCode = new(() => Table.Value.ToFrozenDictionary(p => p.Code));
    private static readonly Lazy<FrozenDictionary<int, GaccPartner>> ByEconomy = new(() => Table.Value.ToFrozenDictionary(p => p.Economy.Number));
    private static readonly Lazy<FrozenDictionary<string, GaccPartner>> ByName = new(() => Table.Value
        .SelectMany(p => new[] { p.ChineseName, p.EnglishName, p.Economy.EnglishName }, (p, name) => (Key: Key(name), Partner: p))
        .Where(e => e.Key.Length > 0)
        .DistinctBy(e => e.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(e => e.Key, e => e.Partner, StringComparer.Ordinal));

    /// <summary>Every partner, by code.</summary>
    public static IReadOnlyList<GaccPartner> All => Table.Value;

    /// <summary>The partner with this three-digit code.</summary>
    public static bool TryFind(int code, out GaccPartner partner) => ByCode.Value.TryGetValue(code, out partner!);

    /// <summary>
    /// The partner with this name, Chinese or English, as China Customs prints it or as it is spelled right. Case, blanks
    /// and the width of punctuation don't matter (<c>Hong Kong，China</c>).
    /// </summary>
    public static bool TryFindName(string name, out GaccPartner partner) => ByName.Value.TryGetValue(Key(name), out partner!);

    /// <summary>The partner to ask China Customs for; false where it doesn't count this economy apart.</summary>
    public static bool TryFind(Economy economy, out GaccPartner partner) => ByEconomy.Value.TryGetValue(economy.Number, out partner!);

    private static string Key(string name) => string.Concat(name
        .Where(c => !char.IsWhiteSpace(c))
        .Select(c => char.ToUpperInvariant(c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c)))
        .TrimEnd(',', '.');

    private static List<GaccPartner> Read()
    {
        var all = new List<GaccPartner>(243);
        foreach (var row in FactTable.Rows("gacc-partners.tsv", columns: 4))
        {
            var economy = Economies.FromNumber(int.Parse(row[1], CultureInfo.InvariantCulture));
            all.Add(new(int.Parse(row[0], CultureInfo.InvariantCulture), economy, row[2], row[3].Trim()));
        }
        return all;
    }
}
