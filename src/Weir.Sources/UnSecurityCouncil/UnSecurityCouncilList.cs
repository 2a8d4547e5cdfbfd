using System.Globalization;
using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.UnSecurityCouncil;

/// <summary>
/// The United Nations Security Council Consolidated List in its XML form (schema https://www.un.org/sc/resources/sc-sanctions.xsd): every individual
/// and entity under the Council's sanctions. Ids are <c>unsc-</c> and the record's DATAID, as OpenSanctions has them.
/// </summary>
/// <param name="leastRecords">A file with fewer records is refused as not whole.</param>
public sealed class UnSecurityCouncilList(int leastRecords = UnSecurityCouncilList.UsualLeastRecords) : IListSource
{
    /// <summary>The list has held about a thousand records for years; a tenth of that is not the list.</summary>
    public const int UsualLeastRecords = 100;

    /// <summary>More records than this are not the list either.</summary>
    public const int MostRecords = 100_000;

    private static readonly XmlListShape Shape = new("the UN Consolidated List", "CONSOLIDATED_LIST", ["INDIVIDUAL", "ENTITY"])
    {
        Groups = ["INDIVIDUALS", "ENTITIES"],
        None = ["na"],
        DeepestField = 4,
        MostRecords = MostRecords,
    };

    private readonly ListSize size = new("the Consolidated List", leastRecords, MostRecords);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "un-sc",
        "United Nations Security Council",
        "United Nations Security Council Consolidated List",
        new("https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"),
        "United Nations terms of use; the list is published for anyone to apply it",
        new("https://www.un.org/en/about-us/terms-of-use"),
        "Whenever a sanctions committee changes it, several times a month",
        "People, groups and companies; no amounts",
        [
            "Name parts stand in the order in which they are used; the list does not say which one is the family name.",
            "Low-quality aliases are kept as weak aliases, f.k.a. as former names.",
            "Several aliases may stand in one element, divided by semicolons, with another script or an acronym in brackets.",
            "A date of birth may be a day, a month, a year, \"about\" a year, or between two years.",
            "Vessels designated under resolution 1718 are in a list of their own and not in this one.",
        ],
        "Download https://scsanctions.un.org/resources/xml/en/consolidated.xml in a browser, and give the file to weir ingest.");

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://scsanctions.un.org/resources/xml/en/consolidated.xml");

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => XmlRecords.Recognises(head, Shape);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var file = await XmlRecords.OpenAsync(content, Shape, reading);
        if (DateTimeOffset.TryParse(file.Root.Attribute("dateGenerated"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var published))
            reading.Published = published;
        var records = 0;
        while (await file.NextAsync(cancellation) is { } record)
        {
            records++;
            if (UnRecordReader.Problem(record) is { } problem)
            {
                reading.Quarantine(new(record.Line, problem.Column, problem.Reason, record.ToString()));
                continue;
            }
            var (entity, designation, notes) = UnRecordReader.Read(record, Description.Id);
            foreach (var note in notes)
                reading.Note(note);
            yield return reading.Counted(entity);
            yield return reading.Counted(designation);
        }
        size.AssertWhole(records, reading);
    }
}
