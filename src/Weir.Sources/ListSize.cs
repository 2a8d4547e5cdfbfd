namespace Weir.Sources;

/// <summary>What must hold of any list: how many records it has at least and at most, and how many of them may be unreadable.</summary>
/// <param name="List">What the list is called in a sentence, e.g. <c>the UN Consolidated List</c>.</param>
/// <param name="Least">With fewer records it is not whole.</param>
/// <param name="Most">With more it is not this list.</param>
public sealed record ListSize(string List, int Least, int Most)
{
    /// <summary>The share of records that may be unreadable: one in a hundred; more, and the format has changed.</summary>
    public double MostQuarantined { get; init; } = 0.01;

    /// <summary>Refuses a list while it is read, once it has too many records.</summary>
    /// <param name="records">Records so far, unreadable ones among them.</param>
    /// <param name="reading">The reading.</param>
    /// <exception cref="SourceFormatException">There are too many.</exception>
    internal void AssertSoFar(int records, ListReading reading)
    {
        if (records > Most)
            throw new SourceFormatException($"{reading.FileName} has more than {Most} records; {List} has far fewer. Check the download.");
    }

    /// <summary>Refuses a list at its end, where it has too few records or too many that could not be read.</summary>
    /// <param name="records">All records, unreadable ones among them.</param>
    /// <param name="reading">The reading.</param>
    /// <exception cref="SourceFormatException">It is not whole, or its format has changed.</exception>
    internal void AssertWhole(int records, ListReading reading)
    {
        if (records < Least && reading.IsExcerpt)
        {
            reading.Note($"{reading.FileName} is an excerpt with {records} records; {List} has many more. Who is not in it is not cleared.");
            return;
        }
        if (records < Least)
            throw new SourceFormatException($"{reading.FileName} has {records} records; {List} has many more, and below {Least} it is not whole. Download it again; where it is meant to be an excerpt, add --excerpt.");
        if (reading.Quarantined is [var first, ..] bad && bad.Count > records * MostQuarantined)
            throw new SourceFormatException($"{reading.FileName}: {bad.Count} of {records} records can't be read, the first at line {first.Row} ({first.Reason}). The format may have changed; the list read before stays current.");
    }
}
