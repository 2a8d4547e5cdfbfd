using Weir.Trade;

namespace Weir.Sources;

/// <summary>What a user must know of a publisher's data before trusting a number from it.</summary>
/// <param name="Id">Short id used in commands, file paths and addresses, e.g. <c>gacc</c>.</param>
/// <param name="Publisher">Who publishes.</param>
/// <param name="Title">What the publication is called.</param>
/// <param name="Home">Address of its page for readers; a path on the site where the publisher has none.</param>
/// <param name="Licence">Licence or terms, in the publisher's own short name, and whether the data may be passed on.</param>
/// <param name="LicenceUrl">Where the terms stand.</param>
/// <param name="Schedule">When new periods come out.</param>
/// <param name="Units">Units and value basis.</param>
/// <param name="Quirks">Known traps, a sentence each.</param>
/// <param name="HowToGet">How a person gets the data (by key, by hand), a sentence or several.</param>
public sealed record SourceDescription(
    string Id,
    string Publisher,
    string Title,
    Uri Home,
    string Licence,
    Uri? LicenceUrl,
    string Schedule,
    string Units,
    IReadOnlyList<string> Quirks,
    string HowToGet)
{
    /// <summary>When a period can be out at the earliest; null where that is not known.</summary>
    public ReleaseSchedule? Releases { get; init; }
}

/// <summary>When a publisher brings out a period at the earliest: before that, its absence is the publisher's and not the lake's.</summary>
/// <param name="Days">Whole days after the period's last one.</param>
public sealed record ReleaseSchedule(int Days)
{
    /// <summary>The day from which on a period may be out.</summary>
    public DateOnly EarliestOf(Period period) =>
        (period.IsMonth ? new DateOnly(period.Year, period.MonthOfYear, 1).AddMonths(1) : new DateOnly(period.Year, 12, 31).AddDays(1)).AddDays(Days);
}

/// <summary>What a file is called and how it begins: enough to recognise its format.</summary>
/// <param name="Name">File name without folder.</param>
/// <param name="Head">The first bytes, up to 64 KiB, already unpacked where the file is gzip.</param>
public readonly record struct FileHead(string Name, ReadOnlyMemory<byte> Head);

/// <summary>What the reader needs to know that the file does not say.</summary>
/// <param name="Snapshot">SHA-256 of the received bytes; goes into every <see cref="ObservationId"/>.</param>
/// <param name="FileName">The file's name, for messages.</param>
/// <param name="Flow">The flow where the file has no such column (from the command, a sidecar or the desk); null where nobody said.</param>
/// <param name="Reporter">The reporter where the file has no such column; null for the source's own.</param>
public sealed record ReadContext(string Snapshot, string FileName, Flow? Flow = null, Economy? Reporter = null)
{
    /// <summary>
    /// What was asked when the file was fetched, where that is known and the publisher's data set for it exists: it lets a reader say
    /// that an absent row means zero. Empty for files that came by hand.
    /// </summary>
    public IReadOnlyList<Coverage> Asked { get; init; } = [];
}

/// <summary>Reads one publisher's observations. Implementations stream: memory does not grow with the file.</summary>
public interface IFlowSource
{
    /// <summary>Who publishes it and on what terms.</summary>
    SourceDescription Description { get; }

    /// <summary>Whether a file that begins like this is in this source's format.</summary>
    bool Recognises(FileHead head);

    /// <summary>Reads a whole file, already unpacked where it was gzip.</summary>
    /// <exception cref="SourceFormatException">The file is not in this format, or lacks what nobody may guess (such as the flow).</exception>
    Task<ReadSummary> ReadAsync(Stream content, ReadContext context, IObservationSink sink, CancellationToken cancellation);

    /// <summary>Shows one row as received (<see cref="ObservationId.Row"/>), with the header it stands under; null where the file has no such row.</summary>
    Task<ReceivedRow?> FindRowAsync(Stream content, long row, CancellationToken cancellation);
}

/// <summary>One row as received, decoded but otherwise untouched.</summary>
/// <param name="Header">The column names where the format has a header line.</param>
/// <param name="Text">The row.</param>
public sealed record ReceivedRow(string? Header, string Text);

/// <summary>A file that cannot be read at all. The message is for the user: what was expected, what was found, what to do.</summary>
public sealed class SourceFormatException : Exception
{
    /// <summary>One clear sentence (or two).</summary>
    public SourceFormatException(string message)
        : base(message)
    {
    }

    /// <summary>One clear sentence, and the cause.</summary>
    public SourceFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
