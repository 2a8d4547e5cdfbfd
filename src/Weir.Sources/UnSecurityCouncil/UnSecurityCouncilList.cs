using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml;
using Weir.Screening;

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

    private const string Root = "CONSOLIDATED_LIST";

    // One record in a hundred may be unreadable; more, and the format has changed.
    private const double MostQuarantined = 0.01;

    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = 1L << 30,
    };

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
    public bool Recognises(FileHead head)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(head.Head.ToArray(), writable: false), Settings);
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == Root;
        }
        catch (Exception e) when (IsBadXml(e))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = XmlReader.Create(content, Settings);
        await Guarded(reading, reader, async () => await OpenAsync(reader, reading));
        var records = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            XmlRecord? record = null;
            await Guarded(reading, reader, async () => record = await NextRecordAsync(reader, reading));
            if (record is null)
                break;
            if (++records > MostRecords)
                throw new SourceFormatException($"{reading.FileName} has more than {MostRecords} records; the Consolidated List has about a thousand. Check the download.");
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
        Assert(records, reading);
    }

    private void Assert(int records, ListReading reading)
    {
        if (records < leastRecords)
            throw new SourceFormatException($"{reading.FileName} has {records} records; the Consolidated List has about a thousand, and below {leastRecords} it is not whole. Download it again.");
        if (reading.Quarantined is [var first, ..] bad && bad.Count > records * MostQuarantined)
            throw new SourceFormatException($"{reading.FileName}: {bad.Count} of {records} records can't be read, the first at line {first.Row} ({first.Reason}). The format may have changed; the list read before stays current.");
    }

    private static async Task OpenAsync(XmlReader reader, ListReading reading)
    {
        if (await reader.MoveToContentAsync() != XmlNodeType.Element || reader.LocalName != Root)
            throw new SourceFormatException($"{reading.FileName} begins with <{reader.LocalName}> where <{Root}> is expected: it is not the UN Consolidated List. Download it from the address in its description.");
        if (DateTimeOffset.TryParse(reader.GetAttribute("dateGenerated"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var published))
            reading.Published = published;
        await reader.ReadAsync();
    }

    /// <summary>Goes to the next INDIVIDUAL or ENTITY and reads it; null at the end of the list.</summary>
    private static async Task<XmlRecord?> NextRecordAsync(XmlReader reader, ListReading reading)
    {
        while (!reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element)
                await reader.ReadAsync();
            else if (reader is { Depth: 2, LocalName: "INDIVIDUAL" or "ENTITY" })
                return await XmlRecord.ReadAsync(reader, reading.FileName);
            else if (reader is { Depth: 1, LocalName: "INDIVIDUALS" or "ENTITIES" })
                await reader.ReadAsync();
            else
            {
                reading.Note($"line {XmlRecord.LineOf(reader)}: <{reader.LocalName}> is no part of the list's schema and was left out");
                await reader.SkipAsync();
            }
        }
        return null;
    }

    private static async Task Guarded(ListReading reading, XmlReader reader, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception e) when (IsBadXml(e))
        {
            throw new SourceFormatException(
                $"{reading.FileName}, line {XmlRecord.LineOf(reader)}: {Explain(e)} Expected is the UN Consolidated List in XML, whole and without a DTD; download it again.", e);
        }
    }

    /// <summary>Text that is not in the encoding it declares comes as one of the last two.</summary>
    private static bool IsBadXml(Exception e) => e is XmlException or ArgumentException or NotSupportedException;

    private static string Explain(Exception e) => e.Message.Contains("DTD", StringComparison.Ordinal)
        ? "it has a document type declaration, as web pages have and the list never has."
        : e.Message.Contains("Root element is missing", StringComparison.Ordinal) ? "it is empty." : $"it is not well-formed XML ({e.Message})";
}
