namespace Weir.Screening;

/// <summary>What a score means.</summary>
public enum MatchVerdict
{
    /// <summary>Below 0.5: a name met, and little speaks for it.</summary>
    Weak,

    /// <summary>0.5 to under 0.85: a person has to look. The best that a name alone can reach.</summary>
    Review,

    /// <summary>0.85 and above: the name and something besides it agree. Not reached by a name alone.</summary>
    Match,
}

/// <summary>What spoke for or against a match.</summary>
public enum ReasonKind
{
    /// <summary>The name met: how good that is depends on what the list calls the name.</summary>
    NameMet,

    /// <summary>They meet once case, accents and punctuation are folded.</summary>
    Folded,

    /// <summary>They meet in Latin letters only, one of them transliterated.</summary>
    Transliterated,

    /// <summary>The same words in another order.</summary>
    WordOrder,

    /// <summary>Both have the same legal form, however it is written.</summary>
    SameLegalForm,

    /// <summary>Only one of the two has a legal form.</summary>
    LegalFormMissing,

    /// <summary>They have different legal forms.</summary>
    OtherLegalForm,

    /// <summary>The name is a single word, which many bear.</summary>
    SingleWord,

    /// <summary>Several entities of the list bear the name.</summary>
    SharedName,

    /// <summary>Nothing but the name was compared.</summary>
    NameAlone,
}

/// <summary>One thing that raised or lowered a score.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Query">The part of the query that it is about.</param>
/// <param name="Entity">The part of the entity's name that it met.</param>
/// <param name="Contribution">What it added to the score, or took away.</param>
/// <param name="Text">The same in an English sentence.</param>
public sealed record Reason(ReasonKind Kind, string Query, string Entity, double Contribution, string Text);

/// <summary>An entity that may be meant. A candidate, not a finding about anybody.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Score">0 to below 1; the sum of what the reasons contributed.</param>
/// <param name="Verdict">What the score means.</param>
/// <param name="Name">Which of its names met the query.</param>
/// <param name="Reasons">Why, the largest part first.</param>
/// <param name="Designations">The acts that listed it (<c>Sanction</c> entities of the same list).</param>
public sealed record Match(
    Entity Entity, double Score, MatchVerdict Verdict, EntityName Name, IReadOnlyList<Reason> Reasons, IReadOnlyList<Entity> Designations);

/// <summary>A query that no name can be looked up by; the message says why and what to do.</summary>
public sealed class ScreeningQueryException(string message) : Exception(message);
