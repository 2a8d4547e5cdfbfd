using Weir.Trade;

namespace Weir.Store;

/// <summary>What the lines of a total stand for.</summary>
public enum TotalsBy
{
    /// <summary>A line for each period: the publisher's total beside the sum of its details.</summary>
    Period,

    /// <summary>A line for each partner.</summary>
    Partner,

    /// <summary>A line for each commodity code.</summary>
    Commodity,
}

/// <summary>What to add up.</summary>
/// <param name="Cells">
/// Which cells. Codes: the goods to add up over partners, <c>TOTAL</c> where none are named; by commodity, the codes to look into. No partner named means
/// all of them. Rows below the totals and reported figures are never added up.
/// </param>
/// <param name="By">What a line stands for.</param>
public sealed record TotalsQuery(CellQuery Cells, TotalsBy By)
{
    /// <summary>The unit to add up; null for money, in each currency as published (none is ever converted).</summary>
    public Unit? Unit { get; init; }

    /// <summary>By commodity: digits of the codes to show; null for the fewest that there are below the asked codes.</summary>
    public int? Level { get; init; }

    /// <summary>Whether details are codes (and not partners): by commodity, and by period where partners are named.</summary>
    public bool OfCodes => By == TotalsBy.Commodity || (By == TotalsBy.Period && Cells.Partners.Count > 0);
}

/// <summary>
/// A publisher's total beside the sum of its details, which are never added to each other. What the publisher does not tell apart (<see cref="ResidualKind"/>)
/// belongs to the sum and to no partner and no goods.
/// </summary>
/// <param name="Published">The publisher's own total: its row of all partners together, or of the asked codes themselves; null where it is not there for every period.</param>
/// <param name="Details">The sum of details that name a partner or goods; null where there are none.</param>
/// <param name="Residuals">Sums of details that name none, by why.</param>
/// <param name="Cells">Cells in the sum of details.</param>
public sealed record TotalSum(double? Published, double? Details, IReadOnlyDictionary<ResidualKind, double> Residuals, long Cells)
{
    // Published amounts are rounded to one, each by itself.
    private const double RoundingOfOne = 0.5;
    private const double RoundingOfSums = 1e-9;

    /// <summary>All details, residuals among them; null where there are none.</summary>
    public double? Sum => Details is null && Residuals.Count == 0 ? null : (Details ?? 0) + Residuals.Values.Sum();

    /// <summary>What the publisher's total has and its details don't: trade that is told at no partner and no code, or details that are not here. Null where either is not known.</summary>
    public double? Difference => Published - Sum;

    /// <summary>The total: the publisher's own where it is known, else the sum, which may be a lower bound.</summary>
    public double? Whole => Published ?? Sum;

    /// <summary>Whether the details make the publisher's total, but for rounding.</summary>
    public bool AddsUp => Difference is { } difference && Math.Abs(difference) <= (RoundingOfOne * (Cells + 1)) + (RoundingOfSums * Math.Abs(Published!.Value));

    /// <summary>An amount as a share of <see cref="Whole"/>; null where that is not known or 0.</summary>
    public double? Share(double? amount) => Whole is { } whole && whole != 0 ? amount / whole : null;
}

/// <summary>One line of a total. Of period, partner and code the one that the lines stand for is set.</summary>
/// <param name="Period">The period.</param>
/// <param name="Partner">The partner's number.</param>
/// <param name="Commodity">The code.</param>
/// <param name="Residual">Why the line names no single partner or goods; null where it does.</param>
/// <param name="IsGroup">Whether the partner is a group of others (the European Union): shown, and not in the table's sum.</param>
/// <param name="Sum">The amounts.</param>
public sealed record TotalLine(Period? Period, int? Partner, string? Commodity, ResidualKind? Residual, bool IsGroup, TotalSum Sum);

/// <summary>A period for which a total is not whole.</summary>
/// <param name="Period">The period.</param>
/// <param name="Extent">Never <see cref="Extent.Complete"/>.</param>
public sealed record TotalGap(Period Period, Extent Extent);

/// <summary>A total of one source, reporter, flow, edition and unit.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Reporter">Number of the reporting economy.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Edition">The classification of its codes: totals of two editions stand beside each other, for a code may mean other goods in each.</param>
/// <param name="Unit">Code of the unit or currency.</param>
/// <param name="Periods">The periods that it has cells of, ascending.</param>
/// <param name="Sum">All lines together.</param>
/// <param name="Lines">By period ascending; by partner the largest first, then residuals, then groups; by code ascending.</param>
/// <param name="Lacks">Periods that the sum of details lacks, or that nobody says it has all of: from the first asked to the last, else from the first known of this reporter's flow to the last.</param>
/// <param name="CodesAddedUp">Whether codes below an asked one were added up because its own row is not there.</param>
/// <param name="PartnersAddedUp">Whether all partners' rows of each code were added up because there is no row of all partners together.</param>
/// <param name="Unmeasured">Details that have no amount in the asked unit, and are not in the sum.</param>
public sealed record TotalTable(
    string Source, int Reporter, Flow Flow, Classification Edition, string Unit, IReadOnlyList<Period> Periods, TotalSum Sum, IReadOnlyList<TotalLine> Lines,
    IReadOnlyList<TotalGap> Lacks, bool CodesAddedUp, bool PartnersAddedUp, long Unmeasured);
