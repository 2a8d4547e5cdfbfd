using Weir.Trade;

namespace Weir.Sources.Text;

/// <summary>Counts what becomes of a file's rows, and refuses the file where too many can't be read.</summary>
internal sealed class RowTally(IObservationSink sink, string fileName)
{
    private const int LongestText = 2000;
    private readonly Dictionary<string, long> leftOut = new(StringComparer.Ordinal);
    private readonly List<string> notes = [];
    private readonly List<QuarantinedRow> first = [];
    private long accepted;
    private long quarantined;

    /// <summary>Rows seen so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes an observation.</summary>
    public void Accept(Observation observation)
    {
        Rows++;
        accepted++;
        sink.Accept(observation);
    }

    /// <summary>Takes a row that can't be read.</summary>
    public void Quarantine(long row, Fault fault, ReadOnlySpan<char> text)
    {
        Rows++;
        quarantined++;
        var kept = new QuarantinedRow(row, fault.Column, fault.Reason, text[..Math.Min(text.Length, LongestText)].ToString());
        if (first.Count < 3)
            first.Add(kept);
        sink.Quarantine(kept);
    }

    /// <summary>Counts a row that was read but is not kept.</summary>
    public void LeaveOut(string reason)
    {
        Rows++;
        leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
    }

    /// <summary>Says something that a user should know.</summary>
    public void Note(string note) => notes.Add(note);

    /// <summary>The account of the whole file.</summary>
    /// <exception cref="SourceFormatException">More than half of its rows can't be read.</exception>
    public ReadSummary Finish(TextEncoding encoding, IReadOnlyList<Coverage> coverage)
    {
        if (quarantined * 2 > Rows)
        {
            throw new SourceFormatException(
                $"{fileName}: {quarantined:N0} of {Rows:N0} rows can't be read, so the file is refused as a whole. First: "
                + string.Join("; ", first.Select(q => $"row {q.Row}{(q.Column is null ? "" : $", {q.Column}")}: {q.Reason}")));
        }
        if (Rows == 0)
            notes.Add("The file is in the right format and holds no rows: that says nothing about trade, neither that there was some nor that there was none.");
        else if (quarantined > 0)
            notes.Add($"{quarantined:N0} of {Rows:N0} rows could not be read and are in quarantine.");
        return new(encoding.Name, Rows, leftOut, coverage, notes);
    }
}

/// <summary>What is wrong with a row.</summary>
/// <param name="Column">The column as the file names it; null where the whole row is wrong.</param>
/// <param name="Reason">What was found and what is allowed.</param>
internal sealed record Fault(string? Column, string Reason);
