using System.Globalization;

namespace Weir.Trade;

/// <summary>What kind of area a number stands for.</summary>
public enum EconomyKind
{
    /// <summary>A country or customs territory with an ISO 3166-1 code.</summary>
    Economy,

    /// <summary>All partners together (number 0).</summary>
    World,

    /// <summary>A residual that a publisher prints in place of a partner, such as areas not specified, bunkers, free zones.</summary>
    Residual,

    /// <summary>A country that no longer exists, kept for old periods.</summary>
    Former,

    /// <summary>A group that is also the sum of its members, such as the European Union; never added to them.</summary>
    Group,
}

/// <summary>A country or customs territory. Identity is the number.</summary>
/// <param name="Number">The UN M49 number (= ISO 3166-1 numeric); for residuals, former states and groups the number UN Comtrade prints.</param>
/// <param name="Alpha3">ISO 3166-1 alpha-3; for non-economies a code of Weir's own that starts with <c>_</c> (<c>_W0</c> is the world).</param>
/// <param name="Alpha2">ISO 3166-1 alpha-2; empty for non-economies.</param>
/// <param name="EnglishName">Short English name, used where the platform's locale data has none.</param>
/// <param name="Kind">What it is.</param>
public sealed record Economy(int Number, string Alpha3, string Alpha2, string EnglishName, EconomyKind Kind = EconomyKind.Economy)
{
    /// <summary>The name in <paramref name="language"/>, from the platform's locale data where it has one.</summary>
    public string Name(CultureInfo language)
    {
        if (Alpha2.Length == 0 || language.TwoLetterISOLanguageName is "iv" or "")
            return EnglishName;
        try
        {
            // A region's native name in the culture "language-REGION" is that region's name in that language; unlike
            // RegionInfo.DisplayName it does not depend on the thread's culture, nor on who asked first.
            var name = new RegionInfo($"{language.TwoLetterISOLanguageName}-{Alpha2}").NativeName;
            return name.Length == 0 || name == Alpha2 ? EnglishName : name;
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

/// <summary>All economies, by number and by code.</summary>
public static class Economies
{
    /// <summary>All partners together.</summary>
    public static readonly Economy World = new(0, "_W0", "", "World", EconomyKind.World);

    /// <summary>Every economy, the world and the residuals that publishers print.</summary>
    public static IReadOnlyList<Economy> All { get; } =
    [
        World,
        new(156, "CHN", "CN", "China"),
        new(643, "RUS", "RU", "Russian Federation"),
        new(804, "UKR", "UA", "Ukraine"),
    ];

    /// <summary>The economy with this number.</summary>
    public static bool TryFromNumber(int number, out Economy economy)
    {
        economy = All.FirstOrDefault(e => e.Number == number)!;
        return economy is not null;
    }

    /// <summary>The economy with this number; one that is in no table comes back as a residual that names its number.</summary>
    public static Economy FromNumber(int number) => TryFromNumber(number, out var economy)
        ? economy
        : new(number, string.Create(CultureInfo.InvariantCulture, $"_{number}"), "", string.Create(CultureInfo.InvariantCulture, $"Area {number}"), EconomyKind.Residual);

    /// <summary>Finds by alpha-3, alpha-2 or number, in either case.</summary>
    public static bool TryFind(string text, out Economy economy)
    {
        economy = All.FirstOrDefault(e =>
            e.Alpha3.Equals(text, StringComparison.OrdinalIgnoreCase) ||
            (e.Alpha2.Length > 0 && e.Alpha2.Equals(text, StringComparison.OrdinalIgnoreCase)))!;
        return economy is not null
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && TryFromNumber(number, out economy));
    }
}
