using Weir.Screening;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources;

/// <summary>What came of reading a list; the reader fills it while entities are drawn from it.</summary>
/// <param name="fileName">The file's name, for messages.</param>
public sealed class ListReading(string fileName)
{
    private const int MostNotes = 200;
    private const int MostQuarantined = 100_000;
    private readonly List<QuarantinedRow> quarantined = [];
    private readonly List<string> notes = [];
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
    private int unsaid;

    /// <summary>The file's name, for messages.</summary>
    public string FileName { get; } = fileName;

    /// <summary>Whether somebody said that the file is an excerpt: it may have fewer records than the list has, and a note says so.</summary>
    public bool IsExcerpt { get; init; }

    /// <summary>When the publisher made the file, as it says; null where it does not.</summary>
    public DateTimeOffset? Published { get; set; }

    /// <summary>Records that could not be read, each with its line.</summary>
    public IReadOnlyList<QuarantinedRow> Quarantined => quarantined;

    /// <summary>What a user should know, a sentence each; after the first 200 only how many more there were.</summary>
    public IReadOnlyList<string> Notes => unsaid == 0 ? notes : [.. notes, $"and {unsaid} more notes"];

    /// <summary>Entities read, by FollowTheMoney schema.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>Counts an entity.</summary>
    internal Entity Counted(Entity entity)
    {
        counts[entity.Schema] = counts.GetValueOrDefault(entity.Schema) + 1;
        return entity;
    }

    /// <summary>Takes one record of the list: its entities, counted; nothing where it goes to quarantine.</summary>
    /// <param name="record">What came of it.</param>
    /// <param name="records">How many there are so far, unreadable ones among them.</param>
    /// <param name="size">How many there may be.</param>
    /// <param name="dataset">The list's id.</param>
    /// <exception cref="SourceFormatException">There are too many records, or too many unreadable ones.</exception>
    internal IEnumerable<Entity> Take(ReadRecord record, int records, ListSize size, string dataset)
    {
        size.AssertSoFar(records, this);
        if (record.Listed is { } listed)
            return listed.Build(dataset).Select(Counted);
        Quarantine(record.Unreadable!);
        return [];
    }

    /// <summary>Puts a record into quarantine.</summary>
    /// <exception cref="SourceFormatException">There are more than any list may have: a file of nothing else must not fill the memory.</exception>
    internal void Quarantine(QuarantinedRow row)
    {
        if (quarantined.Count == MostQuarantined)
            throw new SourceFormatException($"{FileName}: more than {MostQuarantined:N0} records can't be read, the first at line {quarantined[0].Row} ({quarantined[0].Reason}). It is another file, or its format has changed; the list read before stays current.");
        quarantined.Add(row);
    }

    internal void Note(string note)
    {
        if (notes.Count < MostNotes)
            notes.Add(note);
        else
            unsaid++;
    }
}
