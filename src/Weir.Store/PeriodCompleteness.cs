using Weir.Trade;

namespace Weir.Store;

/// <summary>How much of what is asked about the lake holds for one period.</summary>
public enum Extent
{
    /// <summary>Nothing of it, and no received file says anything of it.</summary>
    NotRead,

    /// <summary>Nothing of it, and the publisher says that it has not published the period yet.</summary>
    NotPublished,

    /// <summary>Something, and nobody says that this is all: a sum over it is a lower bound.</summary>
    Partial,

    /// <summary>All of it: each asked cell is there, or its source says that it would be there if it were not zero.</summary>
    Complete,
}

/// <summary>How much of one reporter's period the lake holds, of the codes and partners that were asked about.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Reporter">Number of the reporting economy.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Period">The month or year.</param>
/// <param name="Extent">How much.</param>
/// <param name="Cells">Cells that match the question.</param>
public sealed record PeriodCompleteness(string Source, int Reporter, Flow Flow, Period Period, Extent Extent, long Cells)
{
    // Stand for "all": no statement that is limited to some speaks for them, and no cell is of them.
    private static readonly IReadOnlyList<string> AllCodes = [""];
    private static readonly IReadOnlyList<int> AllPartners = [-1];

    /// <summary>What counts of cells and statements of completeness come to: an entry for each period that either of them names.</summary>
    internal static IReadOnlyList<PeriodCompleteness> Of(CellQuery query, IEnumerable<CellCount> counts, IEnumerable<SourceCoverage> statements)
    {
        var codes = query.Commodities.Count == 0 ? AllCodes : query.Commodities;
        var partners = query.Partners.Count == 0 ? AllPartners : query.Partners;
        var counted = counts.ToLookup(c => (c.Source, c.Reporter, c.Flow, c.Period));
        var said = statements.ToLookup(s => (s.Source, s.Coverage.Reporter, s.Coverage.Flow, s.Coverage.Period), s => s.Coverage);
        return
        [
            .. counted.Select(c => c.Key).Union(said.Select(s => s.Key))
                .OrderBy(k => k.Source, StringComparer.Ordinal).ThenBy(k => k.Reporter).ThenBy(k => k.Flow.Code(), StringComparer.Ordinal).ThenBy(k => k.Period)
                .Select(k => new PeriodCompleteness(
                    k.Source, k.Reporter, k.Flow, k.Period, ExtentOf([.. said[k]], [.. counted[k]], codes, partners), counted[k].Sum(c => c.Cells))),
        ];
    }

    private static Extent ExtentOf(IReadOnlyList<Coverage> said, IReadOnlyList<CellCount> counted, IReadOnlyList<string> codes, IReadOnlyList<int> partners)
    {
        var asked = codes.SelectMany(code => partners.Select(partner => (Code: code, Partner: partner))).ToList();
        var there = counted.Select(c => (c.Commodity, c.Partner)).ToHashSet();
        bool Says((string Code, int Partner) cell, params ReadOnlySpan<Completeness> what)
        {
            foreach (var s in said)
            {
                if (what.Contains(s.Completeness) && s.SpeaksFor(cell.Code, cell.Partner))
                    return true;
            }
            return false;
        }

        bool IsComplete((string Code, int Partner) cell) => Says(cell, Completeness.Complete, Completeness.Whole);
        return asked.TrueForAll(cell => there.Contains(cell) || IsComplete(cell)) ? Extent.Complete
            : counted.Count > 0 || asked.Exists(IsComplete) ? Extent.Partial
            : asked.TrueForAll(cell => Says(cell, Completeness.NotPublished)) ? Extent.NotPublished
            : Extent.NotRead;
    }
}

/// <summary>How many cells there are; of one code and partner where the question names both, else of all.</summary>
internal sealed record CellCount(string Source, int Reporter, Flow Flow, Period Period, string? Commodity, int Partner, long Cells);
