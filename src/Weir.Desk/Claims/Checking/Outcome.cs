using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims.Checking;

/// <summary>What came of one claim.</summary>
internal sealed record Outcome(
    Verdict Verdict, Phrase Reason, IReadOnlyList<Phrase> Missing, Comparison? Comparison, IReadOnlyList<ObservationId> Rows)
{
    public bool IsDecided => Verdict != Verdict.NotCheckable;

    public static Outcome NotCheckable(Phrase reason, IReadOnlyList<Phrase> missing, Comparison? comparison = null) =>
        new(Verdict.NotCheckable, reason, missing, comparison, []);

    /// <summary>
    /// Several sources, or several readings of one claim. Where all decide alike, that is the verdict; where they decide differently,
    /// or some decide for it and others can't tell, part of it holds. A contradiction under one reading alone decides nothing.
    /// </summary>
    /// <param name="each">The outcomes, the preferred first; at least one.</param>
    /// <param name="differently">The key of the sentence that says that they differ.</param>
    public static Outcome Together(IReadOnlyList<Outcome> each, string differently)
    {
        if (each.Count == 1 || each.All(o => o.Verdict == each[0].Verdict))
            return each[0];
        var decided = each.Where(o => o.IsDecided).ToList();
        if (decided.Count < each.Count && decided.TrueForAll(o => o.Verdict == Verdict.Contradicted))
            return each.First(o => !o.IsDecided);
        return new Outcome(
            Verdict.Partly, new Phrase(differently, ("reasons", Sentences.Joined("check.join", each.Select(o => o.Reason)))),
            [.. each.SelectMany(o => o.Missing)], decided[0].Comparison, [.. each.SelectMany(o => o.Rows).Distinct()]);
    }
}
