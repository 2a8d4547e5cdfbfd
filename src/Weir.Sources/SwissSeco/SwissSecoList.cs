using System.Globalization;
using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.SwissSeco;

/// <summary>
/// Switzerland's list of sanctioned individuals, entities and organisations (SECO, SESAM), in XML. Ids are <c>seco-</c> and the target's number (ssid).
/// </summary>
/// <param name="leastRecords">A file with fewer targets is refused as not whole.</param>
public sealed class SwissSecoList(int leastRecords = SwissSecoList.UsualLeastRecords) : IListSource
{
    /// <summary>The list has held several thousand targets for years.</summary>
    public const int UsualLeastRecords = 500;

    private const string Target = "target";

    private static readonly XmlListShape Shape = new("the Swiss sanctions list", "swiss-sanctions-list", ["sanctions-program", "place", Target])
    {
        // A modification repeats what it added and removed, down to whole targets.
        DeepestField = 16,
        MostFields = 200_000,
        MostCharacters = 8_000_000,
    };

    private readonly ListSize size = new("the Swiss sanctions list", leastRecords, 200_000);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "ch-seco",
        "State Secretariat for Economic Affairs SECO (Switzerland)",
        "Swiss sanctions list (SESAM)",
        new("https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html"),
        "Official publication, free to use with the source named; only the Official Compilation is authentic",
        new("https://www.sesam.search.admin.ch/sesam-search-web/pages/search.xhtml"),
        "Whenever an ordinance changes, several times a month",
        "People, companies, organisations and vessels; no amounts",
        [
            "Targets that were taken off stay in the file. They are left out here, and a note says how many; the latest modification by its date counts, for they do not stand in order.",
            "Modifications repeat whole targets inside; only targets at the top are counted.",
            "Names stand in numbered parts, each with spelling variants by script: a name is put together for each script.",
            "Places and programmes stand apart from the targets and may come behind them, so that the file is read twice.",
            "Numbers (IMO, tax number, SWIFT) stand in words under \"other information\"; what is not called by a known name stays a note.",
        ],
        "Download the whole list as XML from https://www.sesam.search.admin.ch/ (\"Gesamtliste\"), and give the file to weir ingest.");

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction");

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => XmlRecords.Recognises(head, Shape);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var spool = await RowGroups.SpoolAsync(content, reading.FileName, cancellation);
        var context = new SecoContext();
        using (var first = await XmlRecords.OpenAsync(spool, Shape, new(reading.FileName)))
        {
            while (await first.NextAsync(cancellation) is { } record)
            {
                if (record.Name == "sanctions-program")
                    context.AddProgramme(record.Fields);
                else if (record.Name == "place")
                    context.AddPlace(record.Fields);
            }
        }
        spool.Position = 0;
        using var file = await XmlRecords.OpenAsync(spool, Shape, reading);
        if (DateTimeOffset.TryParse(file.Root.Attribute("date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var published))
            reading.Published = published;
        var (records, delisted) = (0, 0);
        while (await file.NextAsync(cancellation) is { } record)
        {
            if (record.Name != Target)
                continue;
            records++;
            if (SecoTarget.IsDelisted(record.Fields))
            {
                delisted++;
                continue;
            }
            foreach (var entity in reading.Take(SecoTarget.Read(record, context, reading, Description.Id), records, size, Description.Id))
                yield return entity;
        }
        if (delisted > 0)
            reading.Note(string.Create(CultureInfo.InvariantCulture, $"{delisted} of {records} targets were taken off the list by its publisher and are left out"));
        size.AssertWhole(records, reading);
    }
}
