using System.Collections.Frozen;
using System.Globalization;

namespace Weir.Trade;

/// <summary>Why a row names no single partner, or no single kind of goods.</summary>
public enum ResidualKind
{
    /// <summary>Not known or not told: areas not specified, goods not specified according to kind. Undisclosed trade may be among it.</summary>
    NotSpecified,

    /// <summary>The publisher withholds it.</summary>
    Confidential,

    /// <summary>The region is told and the economy is not.</summary>
    Regional,

    /// <summary>Nothing that a list of economies or goods has: bunkers, free zones, international organisations; low-value parcels, cash.</summary>
    Unlisted,
}

/// <summary>A partner or code that stands for what is not told apart.</summary>
/// <param name="Of"><c>partner</c>, or the classification that <paramref name="Code"/> belongs to (<c>HS</c> for all editions, <c>CHN</c>).</param>
/// <param name="Code">The number of an <see cref="Economy"/>, or the digits that a commodity code begins with.</param>
/// <param name="Kind">Why.</param>
/// <param name="English">What it is.</param>
/// <param name="Russian">The same in Russian.</param>
/// <param name="Source">Who says so.</param>
public sealed record Residual(string Of, string Code, ResidualKind Kind, string English, string Russian, string Source)
{
    /// <summary>What it is, in <paramref name="language"/> (a language tag); English where there is no other.</summary>
    public string Title(string language) => language.StartsWith("ru", StringComparison.Ordinal) ? Russian : English;
}

/// <summary>
/// How publishers mark trade whose partner or goods they don't tell: facts from their code lists. It belongs to every total and to no partner
/// and no goods, so a total shows it apart.
/// </summary>
public static class Residuals
{
    private const string OfPartners = "partner";
    private const string OfHs = "HS";

    private static readonly Lazy<IReadOnlyList<Residual>> Table = new(() =>
        [.. FactTable.Rows("residuals.tsv", columns: 6).Select(r => new Residual(r[0], r[1], Enum.Parse<ResidualKind>(r[2]), r[3], r[4], r[5]))]);

    private static readonly Lazy<FrozenDictionary<int, Residual>> Partners = new(() => Table.Value
        .Where(r => r.Of == OfPartners)
        .ToFrozenDictionary(r => int.Parse(r.Code, CultureInfo.InvariantCulture)));

    /// <summary>Every one: partners, then codes.</summary>
    public static IReadOnlyList<Residual> All => Table.Value;

    /// <summary>The residual that a partner's number stands for; false for economies, groups and the world.</summary>
    public static bool TryFindPartner(int number, out Residual residual) => Partners.Value.TryGetValue(number, out residual!);

    /// <summary>Why a partner is no single economy; null where it is one. A number that no table has is not specified.</summary>
    public static ResidualKind? KindOfPartner(int number) =>
        TryFindPartner(number, out var residual) ? residual.Kind
        : Economies.FromNumber(number).Kind == EconomyKind.Residual ? ResidualKind.NotSpecified
        : null;

    /// <summary>The residual that a code stands for: the one of its own tariff, else that of the Harmonized System's chapter; false for goods.</summary>
    public static bool TryFindCode(Commodity commodity, out Residual residual)
    {
        residual = null!;
        if (!commodity.IsNationalSpecial)
            return false;
        var own = commodity.Classification.Code();
        residual = Table.Value.FirstOrDefault(r => r.Of == own && commodity.Code.StartsWith(r.Code, StringComparison.Ordinal))
            ?? Table.Value.FirstOrDefault(r => r.Of == OfHs && commodity.Code.StartsWith(r.Code, StringComparison.Ordinal))!;
        return residual is not null;
    }
}
