using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>What can be said of a claim.</summary>
public enum Verdict
{
    /// <summary>The rows (or the arithmetic) give what was claimed, within its printed digits or its tolerance.</summary>
    Supported,

    /// <summary>They give something else.</summary>
    Contradicted,

    /// <summary>Some of it holds and some does not.</summary>
    Partly,

    /// <summary>What it would take is not there; it is said what.</summary>
    NotCheckable,
}

/// <summary>A number of a claim beside what the rows give.</summary>
/// <param name="Claimed">What was claimed; a range where it was rounded.</param>
/// <param name="Computed">What the rows give; null where not checkable.</param>
/// <param name="Difference">Computed minus claimed, over claimed; null where not checkable.</param>
/// <param name="Unit">Code of the unit of both; empty for a ratio.</param>
public sealed record Comparison(Interval Claimed, decimal? Computed, decimal? Difference, string Unit);

/// <summary>One claim and what came of it.</summary>
/// <param name="Id"><c>publication/claim</c>.</param>
/// <param name="Publication">The publication's id.</param>
/// <param name="Says">The claim in the desk author's words.</param>
/// <param name="Printed">The numbers as printed.</param>
/// <param name="Verdict">What can be said.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Missing">What would make it checkable.</param>
/// <param name="Comparison">The number beside the computed one, where there is a number.</param>
/// <param name="Findings">Findings about how it was printed.</param>
/// <param name="Rows">The rows that were used.</param>
/// <param name="File">File of the claim.</param>
/// <param name="Line">Line of the claim.</param>
public sealed record CheckedClaim(
    string Id, string Publication, LocalText Says, IReadOnlyList<string> Printed, Verdict Verdict, Phrase Reason,
    IReadOnlyList<Phrase> Missing, Comparison? Comparison, IReadOnlyList<Finding> Findings,
    IReadOnlyList<ObservationId> Rows, string File, int Line);

/// <summary>Something found about the printing of one claim or of several together, from the claims alone.</summary>
/// <param name="Kind">
/// <c>conversion</c>, <c>false-precision</c>, <c>other-factor</c>, <c>inherited-factor</c>, <c>disagreement</c>, <c>implied-value</c>,
/// <c>base-effect</c>, <c>ambiguous-period</c>, <c>ambiguous-unit</c>, <c>one-root</c>.
/// </param>
/// <param name="Text">In words.</param>
/// <param name="Claims">Ids of the claims it is about.</param>
/// <param name="Numbers">The numbers in it by name, for machines.</param>
public sealed record Finding(string Kind, Phrase Text, IReadOnlyList<string> Claims, IReadOnlyDictionary<string, decimal> Numbers);

/// <summary>All claims of a desk, checked.</summary>
/// <param name="AsOf">The moment whose knowledge was used.</param>
/// <param name="Claims">In the order of files and lines.</param>
/// <param name="Findings">Findings over several claims, and each claim's own.</param>
public sealed record CheckReport(DateTimeOffset AsOf, IReadOnlyList<CheckedClaim> Claims, IReadOnlyList<Finding> Findings);
