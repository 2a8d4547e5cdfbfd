using Weir.Trade;

namespace Weir.Store;

/// <summary>How much of what is asked about the lake holds for one period.</summary>
public enum Held
{
    /// <summary>Nothing of it, and no received file says anything of it.</summary>
    NotRead,

    /// <summary>Nothing of it, and the publisher says that it has not published the period yet.</summary>
    NotPublished,

    /// <summary>Something, and nobody says that this is all: a sum over it is a lower bound.</summary>
    Partial,

    /// <summary>All of it, as the source says: what is absent is zero.</summary>
    Complete,
}

/// <summary>How much of one reporter's period the lake holds, of the codes and partners that were asked about.</summary>
/// <param name="Source">The source's id.</param>
/// <param name="Reporter">Number of the reporting economy.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Period">The month or year.</param>
/// <param name="Held">How much.</param>
/// <param name="Cells">Cells that match the question.</param>
public sealed record PeriodCompleteness(string Source, int Reporter, Flow Flow, Period Period, Held Held, long Cells)
{
    // Stand for "all": no statement that is limited to some speaks for them.
    private static readonly IReadOnlyList<string> AllCodes = [""];
    private static readonly IReadOnlyList<int> AllPartners = [-1];

    /// <summary>What counts of cells and statements of completeness come to: an entry for each period that either of them names.</summary>
    internal static IReadOnlyList<PeriodCompleteness> Of(
        CellQuery query, IEnumerable<(string Source, int Reporter, Flow Flow, Period Period, long Cells)> counts, IEnumerable<SourceCoverage> statements)
    {
        var codes = query.Commodities.Count == 0 ? AllCodes : query.Commodities;
        var partners = query.Partners.Count == 0 ? AllPartners : query.Partners;
        var cells = counts.ToDictionary(c => (c.Source, c.Reporter, c.Flow, c.Period), c => c.Cells);
        var said = statements.ToLookup(s => (s.Source, s.Coverage.Reporter, s.Coverage.Flow, s.Coverage.Period), s => s.Coverage);
        return
        [
            .. cells.Keys.Union(said.Select(s => s.Key))
                .OrderBy(k => k.Source, StringComparer.Ordinal).ThenBy(k => k.Reporter).ThenBy(k => k.Flow.Code(), StringComparer.Ordinal).ThenBy(k => k.Period)
                .Select(k => new PeriodCompleteness(
                    k.Source, k.Reporter, k.Flow, k.Period, HeldOf([.. said[k]], cells.GetValueOrDefault(k) > 0, codes, partners), cells.GetValueOrDefault(k))),
        ];
    }

    private static Held HeldOf(IReadOnlyList<Coverage> said, bool hasCells, IReadOnlyList<string> codes, IReadOnlyList<int> partners)
    {
        bool Says(Completeness what, string code, int partner) => said.Any(s => s.Completeness == what && s.SpeaksFor(code, partner));
        bool All(Completeness what) => codes.All(code => partners.All(partner => Says(what, code, partner)));
        return All(Completeness.Complete) ? Held.Complete
            : hasCells || codes.Any(code => partners.Any(partner => Says(Completeness.Complete, code, partner))) ? Held.Partial
            : All(Completeness.NotPublished) ? Held.NotPublished
            : Held.NotRead;
    }
}
