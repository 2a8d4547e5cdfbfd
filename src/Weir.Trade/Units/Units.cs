using System.Collections.Frozen;

namespace Weir.Trade;

/// <summary>All units that Weir knows. One line in <see cref="All"/> adds one; one in <c>UnitNames</c> a way to write it.</summary>
public static class Units
{
    /// <summary>Metre.</summary>
    public static readonly Unit Metre = new("m", Dimension.Length, 1m);

    /// <summary>Kilometre.</summary>
    public static readonly Unit Kilometre = new("km", Dimension.Length, 1000m);

    /// <summary>International mile: 1609.344 m exactly.</summary>
    public static readonly Unit Mile = new("mile", Dimension.Length, 1609.344m);

    /// <summary>Kilogram.</summary>
    public static readonly Unit Kilogram = new("kg", Dimension.Mass, 1m);

    /// <summary>Metric ton: 1,000 kg.</summary>
    public static readonly Unit Tonne = new("t", Dimension.Mass, 1000m);

    /// <summary>One item.</summary>
    public static readonly Unit Item = new("u", Dimension.Count, 1m);

    /// <summary>Pair: two items.</summary>
    public static readonly Unit Pair = new("2u", Dimension.Count, 2m);

    /// <summary>US dollar.</summary>
    public static readonly Unit UsDollar = new("USD", Dimension.Money, 1m);

    /// <summary>Yuan renminbi.</summary>
    public static readonly Unit Yuan = new("CNY", Dimension.Money, 1m);

    /// <summary>Euro.</summary>
    public static readonly Unit Euro = new("EUR", Dimension.Money, 1m);

    /// <summary>Russian rouble.</summary>
    public static readonly Unit Rouble = new("RUB", Dimension.Money, 1m);

    /// <summary>One hundredth.</summary>
    public static readonly Unit Percent = new("%", Dimension.Ratio, 0.01m);

    /// <summary>Times: tenfold is 10 of it.</summary>
    public static readonly Unit Fold = new("x", Dimension.Ratio, 1m);

    /// <summary>Every unit.</summary>
    public static IReadOnlyList<Unit> All { get; } =
    [
        Metre, Kilometre, Mile,
        new("mm", Dimension.Length, 0.001m),
        new("cm", Dimension.Length, 0.01m),
        new("foot", Dimension.Length, 0.3048m),
        new("yard", Dimension.Length, 0.9144m),
        new("nmi", Dimension.Length, 1852m),
        Kilogram, Tonne,
        new("g", Dimension.Mass, 0.001m),
        new("mg", Dimension.Mass, 0.000001m),
        new("carat", Dimension.Mass, 0.0002m),
        new("lb", Dimension.Mass, 0.45359237m),
        Item, Pair,
        new("12u", Dimension.Count, 12m),
        new("100u", Dimension.Count, 100m),
        new("1000u", Dimension.Count, 1_000m),
        new("1000000u", Dimension.Count, 1_000_000m),
        new("l", Dimension.Volume, 1m),
        new("1000l", Dimension.Volume, 1_000m),
        new("m3", Dimension.Volume, 1_000m),
        new("1000m3", Dimension.Volume, 1_000_000m),
        new("bbl", Dimension.Volume, 158.987294928m),
        new("m2", Dimension.Area, 1m),
        new("km2", Dimension.Area, 1_000_000m),
        new("kWh", Dimension.Energy, 3_600_000m),
        new("1000kWh", Dimension.Energy, 3_600_000_000m),
        new("TJ", Dimension.Energy, 1_000_000_000_000m),
        new("Bq", Dimension.Radioactivity, 1m),
        new("MBq", Dimension.Radioactivity, 1_000_000m),
        UsDollar, Yuan, Euro, Rouble,
        .. from code in (string[])["GBP", "JPY", "KRW", "HKD", "TWD", "INR", "TRY", "KZT", "KGS", "AMD", "UZS", "UAH", "GEL", "BYN", "AED", "CHF", "CAD", "AUD"]
           select new Unit(code, Dimension.Money, 1m),
        Percent, Fold,
        .. from code in (string[])["pack", "hive", "lpa", "kg-eda", "kg-C5H14ClNO", "kg-P2O5", "kg-H2O2", "kg-met.am.", "kg-N", "kg-KOH", "kg-K2O", "kg-NaOH", "kg-90sdt", "kg-U", "ct/l", "giF/S", "GRT", "GT", "cell"]
           select new Unit(code, Dimension.Particular, 1m),
    ];

    private static readonly Lazy<FrozenDictionary<string, Unit>> ByCode = new(() => All.ToFrozenDictionary(u => u.Code, StringComparer.Ordinal));

    /// <summary>The unit with exactly this code.</summary>
    public static bool TryFind(string code, out Unit unit) => ByCode.Value.TryGetValue(code, out unit!);

    /// <summary>The unit with exactly this code, for codes that Weir itself wrote.</summary>
    /// <exception cref="KeyNotFoundException">There is no such unit.</exception>
    public static Unit Find(string code) => TryFind(code, out var unit)
        ? unit
        : throw new KeyNotFoundException($"there is no unit '{code}'");

    /// <summary>
    /// The unit as people write it: its code, or an English or Russian name or abbreviation of it, in either case and in
    /// singular or plural (<c>miles</c>, <c>kilometres</c>, <c>metric tons</c>, <c>$</c>, <c>км</c>). Names that say a
    /// number as well (<c>million</c>) are not units; those belong to the number.
    /// </summary>
    public static bool TryParse(string text, out Unit unit)
    {
        text = text.Trim();
        return TryFind(text, out unit!) || UnitNames.TryFind(text, out unit);
    }
}
