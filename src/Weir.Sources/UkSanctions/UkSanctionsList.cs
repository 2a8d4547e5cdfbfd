using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.UkSanctions;

/// <summary>
/// The UK sanctions list of the Foreign, Commonwealth &amp; Development Office: everybody and every ship designated under the Sanctions and Anti-Money Laundering Act 2018, as
/// CSV and as XML. Ids are <c>gb-</c> and the list's unique id in lower case.
/// </summary>
/// <param name="leastRecords">A file with fewer designations is refused as not whole.</param>
public sealed class UkSanctionsList(int leastRecords = UkSanctionsList.UsualLeastRecords) : IListSource
{
    /// <summary>The list has held more than three thousand designations since 2022; below this it is not the list.</summary>
    public const int UsualLeastRecords = 500;

    private readonly ListSize size = new("the UK sanctions list", leastRecords, 200_000);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "gb-sanctions",
        "Foreign, Commonwealth & Development Office (United Kingdom)",
        "UK sanctions list",
        new("https://www.gov.uk/government/publications/the-uk-sanctions-list"),
        "Open Government Licence v3.0",
        new("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"),
        "Whenever a designation is made, changed or revoked, several times a week",
        "People, companies, groups and ships; no amounts",
        [
            "In the table an entity has a row for each of its names, addresses and dates; rows that share the unique id are one entity, also where they stand apart.",
            "Name 6 is the family name, or the whole name of anything but a person. Aliases of low quality are weak aliases.",
            "Dates of birth may lack day and month (dd/mm/1958).",
            "Since 28 January 2026 this list alone is in force; the former consolidated list of the Treasury (OFSI) is closed.",
            "Owners, operators, parents and subsidiaries are named and not identified: each becomes an entity of its own (topic sanction.linked) with an Ownership, and is not itself listed.",
        ],
        "Download UK_Sanctions_List.csv or .xml from https://www.gov.uk/government/publications/the-uk-sanctions-list, and give the file to weir ingest.");

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv");

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => UkForms.Table.ColumnsOf(head) is not null || XmlRecords.Recognises(head, UkForms.Xml);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var head = await PrefixedStream.ReadHeadAsync(content, TextEncodings.HeadLength, cancellation);
        var whole = new PrefixedStream(head, content);
        var isTable = !ReceivedText.IsMarkup(head.Span);
        var records = 0;
        await foreach (var record in isTable ? FromTableAsync(whole, reading, cancellation) : FromXmlAsync(whole, reading, cancellation))
        {
            foreach (var entity in reading.Take(record.Read(reading, Description.Id), ++records, size, Description.Id))
                yield return entity;
        }
        size.AssertWhole(records, reading);
    }

    private static async IAsyncEnumerable<UkRecord> FromTableAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var rows in RowGroups.ReadAsync(content, UkForms.Table, "Unique ID", r => r["Unique ID"], reading, (t, _) => SetPublished(reading, t.Above is [var above, ..] ? above : null), cancellation))
            yield return UkForms.FromRows(rows);
    }

    private static async IAsyncEnumerable<UkRecord> FromXmlAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var file = await XmlRecords.OpenAsync(content, UkForms.Xml, reading);
        SetPublished(reading, file.Root.Attribute("DateGenerated"));
        while (await file.NextAsync(cancellation) is { } record)
            yield return UkForms.FromXml(record);
    }

    /// <summary>"Report Date: 13-Feb-2026", or a day alone.</summary>
    private static void SetPublished(ListReading reading, string? text)
    {
        var date = text is null ? null : text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(' ', ',', '"');
        if ((PrintedDate.InWords(date) ?? PrintedDate.DayFirst(date) ?? PrintedDate.Iso(date)) is { Length: 10 } day)
            reading.Published = new(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero);
    }
}
