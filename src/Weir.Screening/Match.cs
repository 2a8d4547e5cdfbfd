using Weir.Screening.Scoring;

namespace Weir.Screening;

/// <summary>What a score means, by the thresholds of <see cref="ScreeningOptions"/>. Never a finding about anybody.</summary>
public enum MatchVerdict
{
    /// <summary>Below the cutoff: not the same, as far as what was given goes. No clearance.</summary>
    No,

    /// <summary>From the cutoff to under the threshold: a person has to look.</summary>
    Review,

    /// <summary>At the threshold or above it: a candidate that a person has to decide on first.</summary>
    Match,
}

/// <summary>What spoke for or against a match.</summary>
public enum ReasonKind
{
    /// <summary>A word of the query met one of the listed name.</summary>
    WordMet,

    /// <summary>A word of the query met none.</summary>
    QueryWordLeft,

    /// <summary>A word of the listed name met none.</summary>
    ListedWordLeft,

    /// <summary>Numbers in the two names differ.</summary>
    NumberDiffers,

    /// <summary>The words stand in another order.</summary>
    WordOrder,

    /// <summary>Legal forms agree, differ, or stand on one side only.</summary>
    LegalForm,

    /// <summary>What the list calls the name: a weak alias says less than a primary name.</summary>
    NameKind,

    /// <summary>Nothing but the name was compared: an exact name alone is no certainty.</summary>
    NameAlone,

    /// <summary>Dates of birth or registration agree or differ.</summary>
    Date,

    /// <summary>Countries agree or differ.</summary>
    Country,

    /// <summary>Identifiers agree or differ.</summary>
    Identifier,

    /// <summary>Sex differs.</summary>
    Gender,

    /// <summary>One is a person and the other a company, or the like.</summary>
    Schema,
}

/// <summary>One thing that raised or lowered a score.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Query">The part of the query that it is about; empty where there is none.</param>
/// <param name="Entity">The part of the listed entity that it met; empty where there is none.</param>
/// <param name="Contribution">What it added to the score, or took away. The contributions of all reasons sum to the score, before it is rounded.</param>
/// <param name="Text">The same in an English sentence.</param>
public sealed record Reason(ReasonKind Kind, string Query, string Entity, double Contribution, string Text)
{
    /// <summary>How two words met; <see cref="WordMeetingKind.None"/> where the reason is not about words.</summary>
    public WordMeetingKind How { get; init; }
}

/// <summary>A version of a list that was screened against.</summary>
/// <param name="List">The list's id.</param>
/// <param name="Version">Which version: the lake's number, or whatever the builder of the index said.</param>
/// <param name="Sha256">Hash of the entities it was built from, in hexadecimal; empty where it was built from memory.</param>
public sealed record ListEdition(string List, string Version, string Sha256);

/// <summary>A listed entity that may be meant. A candidate, not a finding about anybody.</summary>
/// <param name="List">The version of the list that holds it.</param>
/// <param name="Entity">The entity.</param>
/// <param name="Score">0 to under 1, rounded to four digits; the sum of what the reasons contributed.</param>
/// <param name="Verdict">What the score means.</param>
/// <param name="Name">Which of its names met the query best.</param>
/// <param name="QueryName">Which name of the query it met; empty where the query is one of identifiers alone.</param>
/// <param name="Reasons">Why, the largest part first.</param>
public sealed record Match(ListEdition List, Entity Entity, double Score, MatchVerdict Verdict, EntityName Name, string QueryName, IReadOnlyList<Reason> Reasons);

/// <summary>A query that nothing can be looked up by; the message says why and what to do.</summary>
public sealed class ScreeningQueryException(string message) : Exception(message);
