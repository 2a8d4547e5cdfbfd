using System.Globalization;
using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.EuFinancialSanctions;

/// <summary>
/// The European Union's consolidated list of persons, groups and entities subject to financial sanctions (Financial Sanctions Files), in XML 1.1 and in its
/// tables. Ids are <c>eu-fsf-</c> and the EU reference number in lower case with hyphens, as OpenSanctions has them.
/// </summary>
/// <param name="leastRecords">A file with fewer entities is refused as not whole.</param>
public sealed class EuFinancialSanctionsList(int leastRecords = EuFinancialSanctionsList.UsualLeastRecords) : IListSource
{
    /// <summary>The list has held more than two thousand entities since 2014; below this it is not the list.</summary>
    public const int UsualLeastRecords = 500;

    private readonly ListSize size = new("the EU list of financial sanctions", leastRecords, 200_000);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "eu-fsf",
        "European Commission, Service for Foreign Policy Instruments",
        "EU consolidated list of financial sanctions (FSF)",
        new("https://webgate.ec.europa.eu/fsd/fsf"),
        "Reuse allowed with the source named (Commission Decision 2011/833/EU); only the Official Journal is authentic",
        new("https://eur-lex.europa.eu/eli/dec/2011/833/oj"),
        "On each working day on which an act is published",
        "People, groups, companies and bodies; no amounts",
        [
            "The first name that is called strong is taken for the name, other strong ones for aliases, the rest for weak aliases; the tables (CSV) do not say which are strong.",
            "A spelling in each official language is a name of its own, so that one person may have dozens.",
            "A date of birth may be a day, a month, a year, \"circa\" or between two years. A date in another calendar than the Gregorian is kept in the notes and not converted.",
            "Country code 00 stands for an unknown country.",
            "Documents that are known to be false, lost or expired are kept as identifiers; the notes say what they are.",
            "A tax number of ten or twelve digits and a registration number of thirteen or fifteen are taken for INN and OGRN where the document's country is Russia, or its remark says so.",
            "Annexes that name companies for export controls (Regulation 833/2014, Annex IV) are not in this list.",
        ],
        "Download the XML (Full sanctions list, version 1.1) or the CSV from https://webgate.ec.europa.eu/fsd/fsf (free EU Login; the public token in the address works without), and give the file to weir ingest.");

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw");

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => XmlRecords.Recognises(head, EuXml.Shape) || EuTables.Of(head) is not null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var head = await PrefixedStream.ReadHeadAsync(content, TextEncodings.HeadLength, cancellation);
        var whole = new PrefixedStream(head, content);
        var table = ReceivedText.IsMarkup(head.Span) ? null : EuTables.Of(new(reading.FileName, head)) ?? EuTables.Present;
        var records = 0;
        await foreach (var record in table is null ? FromXmlAsync(whole, reading, cancellation) : FromTableAsync(whole, table, reading, cancellation))
        {
            foreach (var entity in reading.Take(record.Read(reading), ++records, size, Description.Id))
                yield return entity;
        }
        size.AssertWhole(records, reading);
    }

    private static async IAsyncEnumerable<EuRecord> FromXmlAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var file = await XmlRecords.OpenAsync(content, EuXml.Shape, reading);
        if (DateTimeOffset.TryParse(file.Root.Attribute("generationDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var published))
            reading.Published = published;
        while (await file.NextAsync(cancellation) is { } record)
            yield return EuXml.Record(record);
    }

    private static async IAsyncEnumerable<EuRecord> FromTableAsync(Stream content, TableShape shape, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var rows in RowGroups.ReadAsync(content, shape, EuTables.Key(shape), r => r[EuTables.Key(shape)], reading, (_, _) => { }, cancellation))
        {
            if (reading.Published is null && DateOnly.TryParseExact(rows[0].Cells[0], "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                reading.Published = new(day, TimeOnly.MinValue, TimeSpan.Zero);
            yield return EuTables.Record(rows, shape);
        }
    }
}
