namespace Weir.Trade;

/// <summary>A row that could not be read: kept, counted and shown, never dropped.</summary>
/// <param name="Row">The line (or record ordinal) as in <see cref="ObservationId.Row"/>.</param>
/// <param name="Column">The column at fault, as the file names it; null where the whole row is.</param>
/// <param name="Reason">What is wrong, in one sentence that says what was found and what is allowed.</param>
/// <param name="Text">The row as received, cut at 2,000 characters.</param>
public sealed record QuarantinedRow(long Row, string? Column, string Reason, string Text);

/// <summary>Where a reader puts what it reads. Implementations may write to disk; calls come from one thread, in file order.</summary>
public interface IObservationSink
{
    /// <summary>Takes one observation.</summary>
    void Accept(Observation observation);

    /// <summary>Takes one row that could not be read.</summary>
    void Quarantine(QuarantinedRow row);
}

/// <summary>How much of a reporter's period a file covers, as the source says.</summary>
public enum Completeness
{
    /// <summary>The source has not said, or it is not known: an absent row says nothing.</summary>
    Unknown,

    /// <summary>Cut short, or only a selection: an absent row says nothing.</summary>
    Partial,

    /// <summary>All rows in <see cref="Coverage"/> are there: an absent row in it means zero.</summary>
    Complete,

    /// <summary>The publisher has nothing of it yet, as it says itself: an absent row says nothing.</summary>
    NotPublished,

    /// <summary>
    /// All rows that the publisher has of <see cref="Coverage"/> are there: what was there before and is missing now was withdrawn. An absent
    /// row does not mean zero all the same: a code that the reporter's edition of the classification does not have gives no row either.
    /// </summary>
    Whole,
}

/// <summary>What part of a unit (source, reporter, year) a file speaks for.</summary>
/// <param name="Reporter">Number of the reporting economy.</param>
/// <param name="Flow">The flow it speaks for.</param>
/// <param name="Period">The period.</param>
/// <param name="Commodities">The commodity codes asked for; empty where the file was not limited to some.</param>
/// <param name="Partners">The partners asked for; empty where the file was not limited to some.</param>
/// <param name="Completeness">Whether an absent row in it means zero.</param>
public sealed record Coverage(
    int Reporter,
    Flow Flow,
    Period Period,
    IReadOnlyList<string> Commodities,
    IReadOnlyList<int> Partners,
    Completeness Completeness)
{
    /// <summary>
    /// Whether it speaks for a code and a partner. A code that was asked for speaks for itself alone: a publisher that was asked for
    /// 85 gave that row, and said nothing of 854470.
    /// </summary>
    public bool SpeaksFor(string commodity, int partner) =>
        (Commodities.Count == 0 || Commodities.Contains(commodity)) && (Partners.Count == 0 || Partners.Contains(partner));
}

/// <summary>What a reader says of a file once it is read to its end.</summary>
/// <param name="Encoding">The character encoding that was detected, e.g. <c>utf-8</c>, <c>gb18030</c>.</param>
/// <param name="Rows">Data rows seen: accepted, quarantined and left out together.</param>
/// <param name="LeftOut">Rows read but not kept, by reason (e.g. rows below the totals).</param>
/// <param name="Coverage">What the file speaks for.</param>
/// <param name="Notes">What a user should know, a sentence each (e.g. exactly 10,000 rows: incomplete).</param>
public sealed record ReadSummary(
    string Encoding,
    long Rows,
    IReadOnlyDictionary<string, long> LeftOut,
    IReadOnlyList<Coverage> Coverage,
    IReadOnlyList<string> Notes)
{
    /// <summary>When the publisher made the file, where the file says it.</summary>
    public DateTimeOffset? Published { get; init; }
}
