using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Watches;

/// <summary>Which goods, origins, destinations, comparators and routes to follow (<c>watches/*.yaml</c>).</summary>
/// <param name="Id">The watch's id: its file name without extension.</param>
/// <param name="Title">Title.</param>
/// <param name="Goods">The goods, in file order.</param>
/// <param name="Origins">Where the goods come from.</param>
/// <param name="Destinations">Where they go.</param>
/// <param name="Comparators">Destinations to compare with.</param>
/// <param name="Routes">Economies they may pass through.</param>
/// <param name="First">First month to follow.</param>
/// <param name="Last">Last month; null for no end.</param>
/// <param name="File">The file, below the desk.</param>
public sealed record Watch(
    string Id, LocalText Title, IReadOnlyList<Goods> Goods, IReadOnlyList<Economy> Origins, IReadOnlyList<Economy> Destinations,
    IReadOnlyList<Economy> Comparators, IReadOnlyList<Economy> Routes, Period First, Period? Last, string File);

/// <summary>A named set of commodities that a watch follows.</summary>
/// <param name="Id">Id used in addresses and claims, e.g. <c>fibre-optic-cable</c>; unique in the desk.</param>
/// <param name="Title">Name.</param>
/// <param name="Codes">HS codes; each takes in what lies under it. No code lies under another.</param>
/// <param name="Unit">The unit to show it in first.</param>
/// <param name="Equivalents">What an amount of it would make.</param>
/// <param name="Note">What a reader must know, e.g. that kilometres of cable are not kilometres of fibre.</param>
public sealed record Goods(
    string Id, LocalText Title, IReadOnlyList<string> Codes, Unit Unit, IReadOnlyList<Equivalent> Equivalents, LocalText? Note)
{
    /// <summary>
    /// What an amount in <see cref="Unit"/>'s dimension may count, where people use one unit for two things (kilometres of cable, or of
    /// the fibres in it). Empty where there is no doubt.
    /// </summary>
    public IReadOnlyList<UnitReading> Readings { get; init; } = [];

    /// <summary>Where official cells of these goods are published, and counted in what.</summary>
    public IReadOnlyList<OfficialSource> Official { get; init; } = [];
}

/// <summary>An end-use equivalent: quantity divided by the content of one unit, as a range.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What is counted, e.g. "drones, if each pays out that much".</param>
/// <param name="Content">Content of one, in <paramref name="Unit"/>; a range above 0.</param>
/// <param name="Unit">Unit of the content.</param>
/// <param name="Source">Who says so.</param>
public sealed record Equivalent(string Id, LocalText Title, Interval Content, Unit Unit, string Source);

/// <summary>One of the things that a unit may count in some goods.</summary>
/// <param name="Id">Id that a claim names it by (<c>reading:</c>).</param>
/// <param name="Title">E.g. "kilometres of cable".</param>
public sealed record UnitReading(string Id, LocalText Title);

/// <summary>A publisher of official cells of some goods.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Reporter">Whose statistic.</param>
/// <param name="Units">Units that it counts the goods in besides money, first quantity first.</param>
/// <param name="Per">Where that is stated; null where it is not.</param>
public sealed record OfficialSource(string Source, Economy Reporter, IReadOnlyList<Unit> Units, string? Per)
{
    /// <summary>Which of the goods' readings those units count; null where there are none or it is not said.</summary>
    public string? Reading { get; init; }
}
