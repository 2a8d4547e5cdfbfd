using Weir.Trade;

namespace Weir.Sources.Comtrade;

/// <summary>What came of asking.</summary>
public enum FetchOutcome
{
    /// <summary>Rows came.</summary>
    Rows,

    /// <summary>Rows came, but as many as the publisher gives at most, and the question can't be made smaller: there may be more.</summary>
    CutShort,

    /// <summary>No rows came, and the publisher has the reporter's data set for the period: no such trade was reported in it.</summary>
    NoRowsPublished,

    /// <summary>No rows came, and the publisher has no data set for the period: nothing is known.</summary>
    NotAvailable,

    /// <summary>No rows came, and the publisher could not be asked whether it has the data set.</summary>
    NoRowsUnknown,

    /// <summary>The answer is there from lately, and was not asked for again.</summary>
    AlreadyKept,

    /// <summary>The publisher says that the answer which is there has not changed.</summary>
    Unchanged,

    /// <summary>It could not be had; the message says why and what to do.</summary>
    Failed,
}

/// <summary>One answer to one question, or to a part of it.</summary>
/// <param name="Question">What was asked in this part.</param>
/// <param name="Address">The address that was asked; no key is ever in it.</param>
/// <param name="Outcome">What came of the part as a whole.</param>
public sealed record FetchedPart(ComtradeQuestion Question, Uri Address, FetchOutcome Outcome)
{
    /// <summary>The file with the bytes as received, in <see cref="ComtradeOptions.Folder"/>; null where none came. It is the caller's to keep and to delete.</summary>
    public string? File { get; init; }

    /// <summary>Rows in the answer.</summary>
    public long Rows { get; init; }

    /// <summary>What came of each period: rows, none though published, or no data set. Empty where there was no answer.</summary>
    public IReadOnlyDictionary<Period, FetchOutcome> Periods { get; init; } = new Dictionary<Period, FetchOutcome>();

    /// <summary>What the answer speaks for; give it to the reader (<see cref="ReadContext.Asked"/>).</summary>
    public IReadOnlyList<Coverage> Asked { get; init; } = [];

    /// <summary>The server's entity tag, for asking again conditionally.</summary>
    public string? ETag { get; init; }

    /// <summary>The server's date of last change.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>When the answer came.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What to tell the user, where there is something; a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Whether it failed, after all retries, for a reason that other questions would meet as well: no connection, a server that is down or overloaded.</summary>
    public bool IsOutOfReach { get; init; }
}

/// <summary>A data set that the publisher has (getDa).</summary>
/// <param name="Period">The period.</param>
/// <param name="Classification">The edition it was reported in, H0 to H6.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="FirstReleased">When it first came out, as printed.</param>
/// <param name="LastReleased">When it was last revised, as printed.</param>
public sealed record ComtradeRelease(Period Period, string Classification, long Rows, string FirstReleased, string LastReleased);

/// <summary>An answer that is there already.</summary>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="ETag">Its entity tag.</param>
/// <param name="LastModified">Its date of last change.</param>
public sealed record KeptAnswer(DateTimeOffset ReceivedAt, string? ETag, DateTimeOffset? LastModified);

/// <summary>Knows which answers are there already, so that a fetch goes on where it was interrupted.</summary>
public interface IKeptAnswers
{
    /// <summary>The answer that was kept for exactly this address, or null.</summary>
    ValueTask<KeptAnswer?> FindAsync(Uri address, CancellationToken cancellation);
}
