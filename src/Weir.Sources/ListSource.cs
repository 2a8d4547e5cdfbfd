using Weir.Screening;
using Weir.Sources.UnSecurityCouncil;
using Weir.Trade;

namespace Weir.Sources;

/// <summary>What came of reading a list; the reader fills it while entities are drawn from it.</summary>
/// <param name="fileName">The file's name, for messages.</param>
public sealed class ListReading(string fileName)
{
    private readonly List<QuarantinedRow> quarantined = [];
    private readonly List<string> notes = [];
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>The file's name, for messages.</summary>
    public string FileName { get; } = fileName;

    /// <summary>When the publisher made the file, as it says; null where it does not.</summary>
    public DateTimeOffset? Published { get; set; }

    /// <summary>Records that could not be read, each with its line.</summary>
    public IReadOnlyList<QuarantinedRow> Quarantined => quarantined;

    /// <summary>What a user should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Entities read, by FollowTheMoney schema.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>Counts an entity.</summary>
    internal Entity Counted(Entity entity)
    {
        counts[entity.Schema] = counts.GetValueOrDefault(entity.Schema) + 1;
        return entity;
    }

    internal void Quarantine(QuarantinedRow row) => quarantined.Add(row);

    internal void Note(string note) => notes.Add(note);
}

/// <summary>Reads one publisher's sanctions or export-control list. Implementations stream: memory does not grow with the file.</summary>
public interface IListSource
{
    /// <summary>Who publishes it and on what terms.</summary>
    SourceDescription Description { get; }

    /// <summary>Where the list is downloaded.</summary>
    Uri Address { get; }

    /// <summary>Whether a file that begins like this is this list.</summary>
    bool Recognises(FileHead head);

    /// <summary>
    /// Reads the entities in file order, and the acts that listed them (<c>Sanction</c>) right behind each. What fails only at the end of the file
    /// (a cut download, too few records) throws there: whoever keeps a list takes it as current only after the last entity.
    /// </summary>
    /// <exception cref="SourceFormatException">The file is not this list, is not whole, or fails an assertion.</exception>
    IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, CancellationToken cancellation);
}

/// <summary>All lists that Weir reads. One line adds one.</summary>
public static class ListSources
{
    /// <summary>Every list, in a fixed order.</summary>
    public static IReadOnlyList<IListSource> All { get; } = [new UnSecurityCouncilList()];

    /// <summary>The list with this id, in either case; null where there is none.</summary>
    public static IListSource? Find(string id) => All.FirstOrDefault(s => s.Description.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The list that a file is, by how it begins; null where none recognises it.</summary>
    public static IListSource? Recognise(FileHead head) => All.FirstOrDefault(s => s.Recognises(head));
}
