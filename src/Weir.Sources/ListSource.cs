using Weir.Screening;
using Weir.Sources.CanadaSema;
using Weir.Sources.ChinaLists;
using Weir.Sources.EuFinancialSanctions;
using Weir.Sources.EuRegulations;
using Weir.Sources.FollowTheMoney;
using Weir.Sources.JapanMeti;
using Weir.Sources.Ofac;
using Weir.Sources.OwnList;
using Weir.Sources.ScreeningTables;
using Weir.Sources.Senzing;
using Weir.Sources.SwissSeco;
using Weir.Sources.UkSanctions;
using Weir.Sources.UnSecurityCouncil;
using Weir.Sources.UsConsolidated;
using Weir.Sources.UsDeniedPersons;

namespace Weir.Sources;

/// <summary>Reads one publisher's sanctions or export-control list. Implementations stream: memory does not grow with the file.</summary>
public interface IListSource
{
    /// <summary>Who publishes it and on what terms.</summary>
    SourceDescription Description { get; }

    /// <summary>Where the list is downloaded.</summary>
    Uri Address { get; }

    /// <summary>Whether the publisher has the list as data at that address; where not (it is printed as notices, or is the user's own), only a file given by hand brings it.</summary>
    bool IsPublishedAsData => true;

    /// <summary>How long a copy stands for the list after it was last compared with the publisher's; older, it is stale.</summary>
    TimeSpan StaleAfter => TimeSpan.FromDays(7);

    /// <summary>Whether a file that begins like this (unpacked, where it is gzip or a zip of one file) is this list.</summary>
    bool Recognises(FileHead head);

    /// <summary>
    /// Reads the entities in file order, and the acts that listed them (<c>Sanction</c>) right behind each. What fails only at the end of the file
    /// (a cut download, too few records) throws there: whoever keeps a list takes it as current only after the last entity.
    /// </summary>
    /// <param name="content">The file from its first byte, unpacked.</param>
    /// <param name="reading">Takes what is to be said of the file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="SourceFormatException">The file is not this list, is not whole, or fails an assertion.</exception>
    IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, CancellationToken cancellation);
}

/// <summary>Many lists of one format that are told apart by a name: <c>ftm:NAME</c> is the list <c>ftm-NAME</c>.</summary>
public interface IListFamily : IListSource
{
    /// <summary>The list with this name.</summary>
    /// <param name="name">a-z, 0-9, <c>-</c> and <c>_</c>.</param>
    IListSource Named(string name);

    /// <summary>The list that a file is, by what it says or is called.</summary>
    /// <exception cref="SourceFormatException">The file does not say whose it is; the message asks for <c>--source</c>.</exception>
    IListSource Of(FileHead head);
}

/// <summary>All lists that Weir reads. One line adds one.</summary>
public static class ListSources
{
    private const int LongestId = 64;

    /// <summary>Every list, in a fixed order: by folder; a file is the first one's that recognises it.</summary>
    public static IReadOnlyList<IListSource> All { get; } =
    [
        new CanadaSemaList(),
        ChinaTables.Counterlists,
        new EuFinancialSanctionsList(),
        new EuRegulationList(),
        new FollowTheMoneyLists(),
        new MetiEndUserList(),
        new MetiRussiaList(),
        OfacList.Consolidated(),
        OfacList.Sdn(),
        new OwnListFamily(),
        UnitedStatesTables.MilitaryIntelligence,
        UnitedStatesTables.ChineseMilitary,
        UnitedStatesTables.Section1286,
        new SenzingLists(),
        new SwissSecoList(),
        new UkSanctionsList(),
        new UnSecurityCouncilList(),
        new ConsolidatedScreeningList(),
        new DeniedPersonsList(),
    ];

    /// <summary>The list with this id (for a family <c>family:name</c> or <c>family-name</c>), in either case; null where there is none.</summary>
    public static IListSource? Find(string id)
    {
        var known = id.ToLowerInvariant();
        if (All.FirstOrDefault(s => s.Description.Id == known) is { } list)
            return list;
        foreach (var family in All.OfType<IListFamily>())
        {
            var prefix = family.Description.Id.Length;
            if (known.Length > prefix + 1 && known.Length <= LongestId && known.StartsWith(family.Description.Id, StringComparison.Ordinal)
                && known[prefix] is ':' or '-' && known.AsSpan(prefix + 1).IndexOfAnyExcept(NameCharacters) < 0)
                return family.Named(known[(prefix + 1)..]);
        }
        return null;
    }

    /// <summary>The list that a file is, by how it begins; null where none recognises it.</summary>
    /// <exception cref="SourceFormatException">It is in a format of many lists, and does not say which.</exception>
    public static IListSource? Recognise(FileHead head) =>
        All.FirstOrDefault(s => s.Recognises(head)) is { } found ? found is IListFamily family ? family.Of(head) : found : null;

    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
}
