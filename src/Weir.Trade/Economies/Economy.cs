using System.Globalization;

namespace Weir.Trade;

/// <summary>What kind of area a number stands for.</summary>
public enum EconomyKind
{
    /// <summary>A country or customs territory with an ISO 3166-1 code (and Kosovo, whose XK and XKX are user-assigned).</summary>
    Economy,

    /// <summary>All partners together (number 0).</summary>
    World,

    /// <summary>A residual that a publisher prints in place of a partner, such as areas not specified, bunkers, free zones.</summary>
    Residual,

    /// <summary>A country, or an extent of one, that no longer exists, kept for old periods.</summary>
    Former,

    /// <summary>A group that is also the sum of its members, such as the European Union; never added to them.</summary>
    Group,

    /// <summary>A part of an economy that a publisher counts apart from the rest of it, such as the Canary Islands at China Customs.</summary>
    Part,
}

/// <summary>A country or customs territory. Identity is the number.</summary>
/// <param name="Number">
/// The UN M49 number (= ISO 3166-1 numeric); for residuals, former states and groups the number UN Comtrade prints. An area
/// that only one publisher has, or for which it uses a number that M49 gives to somebody else, is the publisher's own M49
/// number times 1,000 plus its code: 156207 is China Customs' 207 (the Canary Islands), 1492 Comtrade's 492 (which is Monaco in M49).
/// </param>
/// <param name="Alpha3">ISO 3166-1 alpha-3; for non-economies a code of Weir's own that starts with <c>_</c> (<c>_W0</c> is the world, else <c>_</c> and the number).</param>
/// <param name="Alpha2">ISO 3166-1 alpha-2; empty for non-economies.</param>
/// <param name="EnglishName">Short English name, used where the platform's locale data has none.</param>
/// <param name="Kind">What it is.</param>
public sealed record Economy(int Number, string Alpha3, string Alpha2, string EnglishName, EconomyKind Kind = EconomyKind.Economy)
{
    private const int EuropeanUnion = 97;

    // The world and the European Union have names in the locale data too, under these region codes.
    private string LocaleRegion => Kind == EconomyKind.World ? "001" : Number == EuropeanUnion ? "EU" : Alpha2;

    /// <summary>The name in <paramref name="language"/>: of a residual from <see cref="Residuals"/>, else from the platform's locale data where it has one, else in English.</summary>
    public string Name(CultureInfo language) => Name(language.Name);

    /// <summary>
    /// The name in <paramref name="language"/>, from the platform's locale data where it has one, else in English. Needs no culture
    /// object, so that it works (in English) where the platform has no locale data and would refuse to make one.
    /// </summary>
    /// <param name="language">A language tag, such as <c>ru</c>, <c>zh-Hant</c>, <c>uk-UA</c>.</param>
    public string Name(string language)
    {
        var region = LocaleRegion;
        if (Residuals.TryFindPartner(Number, out var residual))
            return residual.Title(language);
        if (region.Length == 0 || language.Length == 0)
            return EnglishName;
        var code = language.Split('-')[0];
        // Left to itself, "zh-TW" writes Taiwan's name in traditional characters in the middle of a simplified page.
        if (code == "zh")
            code = language.Contains("Hant", StringComparison.Ordinal) || language is "zh-TW" or "zh-HK" or "zh-MO" ? "zh-Hant" : "zh-Hans";
        try
        {
            // A region's native name in the culture "language-REGION" is that region's name in that language; unlike
            // RegionInfo.DisplayName it does not depend on the thread's culture, nor on who asked first.
            var name = new RegionInfo($"{code}-{region}").NativeName;
            return name.Length == 0 || name.EndsWith(region, StringComparison.OrdinalIgnoreCase) ? EnglishName : name;
        }
        catch (ArgumentException)
        {
            return EnglishName;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Economy? other) => other is not null && other.Number == Number;

    /// <inheritdoc/>
    public override int GetHashCode() => Number;

    /// <summary>The alpha-3 code.</summary>
    public override string ToString() => Alpha3;
}
