using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Weir.Screening;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.CanadaSema;

/// <summary>
/// Canada's consolidated list of those listed under the Special Economic Measures Act and the Justice for Victims of Corrupt Foreign Officials Act, in XML. The list
/// has no numbers of its own: ids are <c>ca-sema-</c> with country, schedule, item and name.
/// </summary>
/// <param name="leastRecords">A file with fewer records is refused as not whole.</param>
public sealed partial class CanadaSemaList(int leastRecords = CanadaSemaList.UsualLeastRecords) : IListSource
{
    /// <summary>The list has held more than two thousand records since 2022.</summary>
    public const int UsualLeastRecords = 300;

    private static readonly XmlListShape Shape = new("the Canadian sanctions list", "data-set", ["record"]) { DeepestField = 4, None = ["N/A"] };

    private readonly ListSize size = new("the Canadian sanctions list", leastRecords, 100_000);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "ca-sema",
        "Global Affairs Canada",
        "Consolidated Canadian autonomous sanctions list (SEMA, JVCFOA)",
        new("https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx?lang=eng"),
        "Government of Canada terms; the list has no force of law, the regulations have",
        new("https://www.international.gc.ca/transparency-transparence/terms-avis.aspx?lang=eng"),
        "Whenever a regulation changes, several times a month",
        "People, entities and ships; no amounts",
        [
            "The country is that of the regulation, in English and French: that of the entity's programme, and as a rule its own.",
            "Aliases of an entity are divided by semicolons, or by commas; a comma before a legal form (Ltd., LLC, Inc.) does not divide.",
            "The list has no numbers: schedule and item may change when a regulation is amended.",
            "Titles stand in English and French.",
        ],
        "Download sema-lmes.xml from the page of the list, and give the file to weir ingest.");

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml");

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        // The root's name is a common one: the first record must look like one of the list's.
        if (!XmlRecords.Recognises(head, Shape))
            return false;
        var text = TextEncodings.Decode(head.Head.Span);
        return text.Contains("<record", StringComparison.Ordinal) && text.Contains("<Item>", StringComparison.Ordinal) && text.Contains("<Country>", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var file = await XmlRecords.OpenAsync(content, Shape, reading);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var records = 0;
        while (await file.NextAsync(cancellation) is { } record)
        {
            foreach (var entity in reading.Take(Read(record, ids, reading), ++records, size, Description.Id))
                yield return entity;
        }
        size.AssertWhole(records, reading);
    }

    private static string Name(XmlField fields) =>
        fields["Entity"] ?? fields["EntityOrShip"] ?? string.Join(' ', new[] { fields["GivenName"], fields["LastName"] }.OfType<string>());

    private static string Id(XmlField fields, string name) =>
        EntityIds.OfName("ca-sema", string.Join(' ', new[] { fields["Schedule"], fields["Item"], CountryNames.Find(English(fields["Country"])), name }.OfType<string>()));

    private static ReadRecord Read(XmlRecord record, HashSet<string> ids, ListReading reading)
    {
        var fields = record.Fields;
        var name = Name(fields);
        if (!name.Any(char.IsLetterOrDigit))
            return new QuarantinedRow(record.Line, "Entity", "the record has no name", record.ToString());
        var id = Id(fields, name);
        for (var again = 2; !ids.Add(id); again++)
            id = $"{Id(fields, name)}-{again.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        var isPerson = (fields["GivenName"] ?? fields["LastName"]) is not null;
        var ship = fields["ShipIMONumber"];
        var listed = new Listed(id, isPerson ? "Person" : ship is not null ? "Vessel" : "LegalEntity", record.Line, reading);
        var target = listed.Target.Add("name", isPerson ? [name] : name.Split(" / ")).Add("topics", "sanction").Add("program", fields["Country"]);
        if (isPerson)
            target.Add("firstName", fields["GivenName"]).Add("lastName", fields["LastName"]);
        target.Add("title", isPerson ? fields["Title"] ?? fields["TitleOrShip"] : null).Add("imoNumber", ship);
        foreach (var alias in Aliases(fields["Aliases"]))
            target.Add("alias", alias);
        listed.Country("country", English(fields["Country"]), "Country");
        listed.Date(
            isPerson ? "birthDate" : ship is not null ? "buildDate" : "incorporationDate", fields["DateOfBirth"] ?? fields["DateOfBirthOrShipBuildDate"],
            t => PrintedDate.Iso(t) ?? PrintedDate.DayFirst(t) ?? PrintedDate.InWords(t), isPerson ? "Date of birth" : "Date built or founded");
        listed.Act.Add("authority", "Global Affairs Canada").Add("country", "ca").Add("program", fields["Country"]).Add("authorityId", fields["Item"])
            .Add("recordId", fields["Schedule"] is { } schedule ? $"Schedule {schedule}" : null);
        listed.ActDate("listingDate", fields["DateOfListing"], t => PrintedDate.Iso(t) ?? PrintedDate.DayFirst(t), "Date of listing");
        return listed;
    }

    /// <summary>"Belarus / Bélarus", "Syria/Syrie": the English name.</summary>
    private static string? English(string? country) => country?.Split('/')[0].Trim();

    private static IEnumerable<string> Aliases(string? printed) => printed is null ? []
        : (printed.Contains(';', StringComparison.Ordinal) ? printed.Split(';') : Commas().Split(printed)).Select(a => a.Trim()).Where(a => a.Any(char.IsLetterOrDigit));

    /// <summary>Commas, but not those before a legal form, nor those without a blank behind.</summary>
    [GeneratedRegex(@",\s+(?!(?:Ltd|LTD|Limited|Inc|INC|LLC|L\.L\.C|LLP|Co|Corp|S\.A|SA|GmbH|AG|PLC|plc|JSC|OJSC|PJSC|OOO|AO|ZAO|Jr|Sr|FZE|FZCO|Pte|Pty)\b\.?)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Commas();
}
