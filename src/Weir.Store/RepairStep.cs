namespace Weir.Store;

/// <summary>What came of a piece of a repair.</summary>
public enum RepairOutcome
{
    /// <summary>It is as it was before the damage.</summary>
    Repaired,

    /// <summary>It can be used again, and is not known to be exactly as it was.</summary>
    Differs,

    /// <summary>It could not be made again.</summary>
    Impossible,
}

/// <summary>Something that a repair did, or could not do.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="File">Path below the lake's home.</param>
/// <param name="What">What was done or what is missing, and what to do, in a sentence or two.</param>
public sealed record RepairStep(RepairOutcome Outcome, string File, string What);
