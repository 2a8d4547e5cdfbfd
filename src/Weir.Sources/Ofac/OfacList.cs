using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.Ofac;

/// <summary>
/// A sanctions list of the U.S. Treasury's Office of Foreign Assets Control in any of its forms: the set of comma-separated tables, ADVANCED_XML or
/// ENHANCED_XML. Ids are <c>ofac-</c> and the Treasury's number, the same in all forms and as OpenSanctions has them.
/// </summary>
public sealed class OfacList : IPartedList
{
    private const string Exports = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/";
    private readonly OfacProfile profile;
    private readonly IReadOnlyList<ListPart> parts;
    private readonly bool isSdn;

    private OfacList(bool isSdn, int leastRecords)
    {
        this.isSdn = isSdn;
        profile = isSdn
            ? new("us-ofac-sdn", "Specially Designated Nationals and Blocked Persons List", new("SDN.CSV", "ADD.CSV", "ALT.CSV", "SDN_COMMENTS.CSV"), new("the SDN list", leastRecords, 500_000))
            : new("us-ofac-cons", "Consolidated (non-SDN) List", new("CONS_PRIM.CSV", "CONS_ADD.CSV", "CONS_ALT.CSV", "CONS_COMMENTS.CSV"), new("the consolidated (non-SDN) list", leastRecords, 500_000));
        parts =
        [
            Part(profile.Tables.Parties, "the parties", required: true),
            Part(profile.Tables.Addresses, "their addresses", required: true),
            Part(profile.Tables.Names, "their other names", required: true),
            Part(profile.Tables.Remarks, "remarks that go on", required: false),
        ];
        Address = new(Exports + (isSdn ? "SDN_ADVANCED.XML" : "CONS_ADVANCED.XML"));
        Description = new(
            profile.Id,
            "U.S. Department of the Treasury, Office of Foreign Assets Control",
            isSdn ? "Specially Designated Nationals and Blocked Persons List (SDN)" : "OFAC Consolidated (non-SDN) Sanctions List",
            new(isSdn ? "https://sanctionslist.ofac.treas.gov/Home/SdnList" : "https://sanctionslist.ofac.treas.gov/Home/ConsolidatedList"),
            "U.S. Government work, in the public domain",
            new("https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas"),
            "Whenever the Treasury acts, several times a week",
            "People, companies, vessels and aircraft; no amounts",
            [
                "Published in three forms with the same numbers: a set of four tables without headers, ADVANCED_XML and ENHANCED_XML (zipped). Weir reads each; weir fetch takes ADVANCED_XML, which alone has names in other scripts and relations.",
                "The tables print people as SURNAME, Given; Weir keeps Given SURNAME, and both parts.",
                "In the tables, names in single quotes in the remarks are weak aliases, -0- is nothing, and remarks longer than a row go on in the comments file.",
                "The tables name linked parties without a number; a name that several parties bear makes no link.",
                "Dates of birth may be a day, a month, a year, \"circa\" a year or a range; a range is both its years, with a note.",
            ],
            $"weir fetch {profile.Id}, or download the files from the publisher's page into one folder and give the first ({profile.Tables.Parties}, or the XML) to weir ingest.");
    }

    /// <summary>The Specially Designated Nationals list; with fewer than a thousand parties it is not whole.</summary>
    public static OfacList Sdn(int leastRecords = 1000) => new(isSdn: true, leastRecords);

    /// <summary>The consolidated list of all other sanctions of the Treasury; with fewer than fifty parties it is not whole.</summary>
    public static OfacList Consolidated(int leastRecords = 50) => new(isSdn: false, leastRecords);

    /// <inheritdoc/>
    public SourceDescription Description { get; }

    /// <inheritdoc/>
    public Uri Address { get; }

    /// <inheritdoc/>
    public TimeSpan StaleAfter => TimeSpan.FromDays(3);

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        if (Table(head) is not null)
            return true;
        var isConsolidated = head.Name.StartsWith("cons", StringComparison.OrdinalIgnoreCase);
        if (XmlRecords.Recognises(head, OfacAdvanced.Shape))
            return isConsolidated != isSdn;
        if (!XmlRecords.Recognises(head, OfacEnhanced.Shape))
            return false;
        // The names of all lists stand in the reference values behind it too.
        var text = TextEncodings.Decode(head.Head.Span).Split("</publicationInfo>")[0];
        var holdsSdn = text.Contains(">SDN List<", StringComparison.Ordinal) || (!isConsolidated && !text.Contains(">Consolidated List<", StringComparison.Ordinal));
        return holdsSdn == isSdn;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ListPart> PartsOf(FileHead head) => IsXml(head) ? [new(head.Name, "the list", Address, Required: true)] : parts;

    /// <inheritdoc/>
    public IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, CancellationToken cancellation) =>
        ReadAsync(new OneFile(reading.FileName, content), reading, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(IListParts parts, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IAsyncEnumerable<Entity> entities;
        if (parts.Names.Count > 1)
            entities = OfacTables.ReadAsync(profile.Tables, parts, profile, reading, cancellation);
        else
        {
            var content = await parts.OpenAsync(parts.Names[0], cancellation);
            var start = await PrefixedStream.ReadHeadAsync(content, TextEncodings.HeadLength, cancellation);
            var head = new FileHead(parts.Names[0], start);
            Stream whole = new PrefixedStream(start, content);
            entities = !IsXml(head) ? OfacTables.ReadAsync(profile.Tables, new OneFile(parts.Names[0], whole), profile, reading, cancellation)
                : XmlRecords.Recognises(head, OfacEnhanced.Shape) ? OfacEnhanced.ReadAsync(whole, profile, reading, cancellation)
                : OfacAdvanced.ReadAsync(whole, profile, reading, cancellation);
        }
        await foreach (var entity in entities.WithCancellation(cancellation))
            yield return entity;
    }

    /// <summary>Which of the tables a file is, by its name and how many columns it has.</summary>
    private ListPart? Table(FileHead head)
    {
        var name = head.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? head.Name[..^3] : head.Name;
        int[] columns = [12, 6, 5, 2];
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return OfacTables.LooksLike(head, columns[i]) ? parts[i] : null;
        }
        return null;
    }

    private static ListPart Part(string name, string holds, bool required) => new(name, holds, new Uri(Exports + name), required);

    private static bool IsXml(FileHead head) => TextEncodings.Decode(head.Head.Span).AsSpan().TrimStart().StartsWith("<");

    private sealed class OneFile(string name, Stream content) : IListParts
    {
        public IReadOnlyList<string> Names => [name];

        public ValueTask<Stream> OpenAsync(string name, CancellationToken cancellation) => ValueTask.FromResult(content);
    }
}
