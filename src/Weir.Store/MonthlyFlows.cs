using Weir.Trade;

namespace Weir.Store;

/// <summary>Asks for the monthly series of every single code and partner.</summary>
public sealed record MonthlyQuery
{
    /// <summary>The longest span of months that is read at once.</summary>
    public const int MostMonths = 600;

    /// <summary>Which cells may take part; <see cref="CellQuery.TotalsOnly"/> and <see cref="CellQuery.Publications"/> don't count. Years are left out.</summary>
    public CellQuery Cells { get; init; } = new();

    /// <summary>How many digits the codes have: 2, 4, 6, 8 or 10. Codes of other lengths are left out, for they hold or are parts of these.</summary>
    public int Digits { get; init; } = 6;

    /// <summary>The unit of the values; cells that have no amount in it have none.</summary>
    public Unit Unit { get; init; } = Units.UsDollar;

    /// <summary>Cells in a portion at most, unless one heading of four digits has more.</summary>
    public long PortionCells { get; init; } = 6_000_000;
}

/// <summary>A portion of the series of one source and reporter, small enough to be held in memory.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Reporter">The reporter's number.</param>
/// <param name="Unit">The unit of the values.</param>
/// <param name="First">The month of each first value.</param>
/// <param name="Months">How many values each series has.</param>
/// <param name="Flows">The series; each code, partner and flow once.</param>
/// <param name="Done">Cells read so far, of all portions.</param>
/// <param name="Total">Cells there are in the files that are read; an upper bound of what there is to read.</param>
public sealed record MonthlyFlows(string Source, int Reporter, Unit Unit, Period First, int Months, IReadOnlyList<MonthlyFlow> Flows, long Done, long Total)
{
    /// <summary>The latest month of which the source has any row of the reporter, for each flow that it has one of, in whichever portion.</summary>
    public required IReadOnlyDictionary<Flow, Period> Latest { get; init; }
}

/// <summary>The monthly values of one code, partner and flow.</summary>
/// <param name="Commodity">The code.</param>
/// <param name="Partner">The partner's number; 0 is the world.</param>
/// <param name="Flow">Which way, seen from the reporter.</param>
/// <param name="Values">A value a month: not-a-number where there is no row, or one without an amount that was measured.</param>
/// <param name="Unmeasured">How many rows have no amount that was measured: none in the unit, or one that the source says it estimated. Their months are not known.</param>
public sealed record MonthlyFlow(string Commodity, int Partner, Flow Flow, double[] Values, int Unmeasured)
{
    /// <summary>The oldest edition of the code among the months.</summary>
    public required Classification FirstEdition { get; init; }

    /// <summary>The newest; where it is another, goods of one code may have moved to another between.</summary>
    public required Classification LastEdition { get; init; }
}
