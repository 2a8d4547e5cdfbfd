namespace Weir.Trade;

/// <summary>All units that Weir knows. One line adds one.</summary>
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

    /// <summary>One item.</summary>
    public static readonly Unit Item = new("u", Dimension.Count, 1m);

    /// <summary>US dollar.</summary>
    public static readonly Unit UsDollar = new("USD", Dimension.Money, 1m);

    /// <summary>Yuan renminbi.</summary>
    public static readonly Unit Yuan = new("CNY", Dimension.Money, 1m);

    /// <summary>Every unit.</summary>
    public static IReadOnlyList<Unit> All { get; } = [Metre, Kilometre, Mile, Kilogram, Item, UsDollar, Yuan];

    /// <summary>The unit with exactly this code.</summary>
    public static bool TryFind(string code, out Unit unit)
    {
        foreach (var u in All)
        {
            if (u.Code == code)
            {
                unit = u;
                return true;
            }
        }
        unit = null!;
        return false;
    }
}
