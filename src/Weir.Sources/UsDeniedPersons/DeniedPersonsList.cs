using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.UsDeniedPersons;

/// <summary>
/// The Denied Persons List of the U.S. Bureau of Industry and Security, a tab-separated table. The publisher numbers nothing, so an id is
/// <c>us-dpl-</c> and a hash over the name, the day of the order and where it was published: what the order itself never changes.
/// </summary>
/// <param name="leastRecords">A file with fewer orders is refused as not whole.</param>
public sealed class DeniedPersonsList(int leastRecords = 100) : IListSource
{
    private static readonly string[] Columns =
        ["Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation"];

    private readonly ListSize size = new("the Denied Persons List", leastRecords, 100_000);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "us-dpl",
        "U.S. Department of Commerce, Bureau of Industry and Security",
        "Denied Persons List",
        new("https://www.bis.gov/denied-persons-list"),
        "U.S. Government work, in the public domain",
        new("https://www.bis.gov/"),
        "Whenever an order is made or ends",
        "People and companies that are denied export privileges; no amounts",
        [
            "A row is an order at an address: somebody with several addresses stands there several times, and is one entity here.",
            "The list does not say who is a person and who is a company: everybody is a LegalEntity.",
            "An order is kept with the day it ends, passed or not: whoever screens decides.",
        ],
        "weir fetch us-dpl, or download dpl.txt from the publisher's page and give it to weir ingest.");

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://www.bis.doc.gov/dpl/dpl.txt");

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        var text = TextEncodings.Decode(head.Head.Span).AsSpan();
        var end = text.IndexOfAny('\r', '\n');
        var line = (end < 0 ? text : text[..end]).ToString().Replace("\"", "", StringComparison.Ordinal).Split('\t');
        return line.Length >= 6 && line.Take(6).SequenceEqual(Columns.Take(6), StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, reading.FileName, "the Denied Persons List", cancellation);
        using var rows = new DelimitedReader(text.OpenReader(), '\t', reading.FileName) { ExpectedFields = Columns.Length };
        if (!await rows.ReadAsync(cancellation) || !Columns.Take(6).SequenceEqual(Enumerable.Range(0, 6).Select(i => Value(rows, i) ?? ""), StringComparer.OrdinalIgnoreCase))
            throw new SourceFormatException($"{reading.FileName} does not begin with the columns {string.Join(", ", Columns.Take(6))} …: it is not the Denied Persons List. Download dpl.txt again.");
        // Rows of one order stand anywhere in the file, so that all orders are held: some thousand.
        var orders = new Dictionary<string, (EntityBuilder Party, EntityBuilder Order)>(StringComparer.Ordinal);
        var records = 0;
        while (await rows.ReadAsync(cancellation))
        {
            size.AssertSoFar(++records, reading);
            if (Value(rows, 0) is not { } name || !name.Any(char.IsLetterOrDigit))
                reading.Quarantine(new(rows.Line, "Name", "the order has no name", rows.Raw.ToString()));
            else if (rows.Count < Columns.Length || Day(Value(rows, 6)) is not { } from)
                reading.Quarantine(new(rows.Line, "Effective_Date", $"it has {rows.Count} fields where {Columns.Length} are expected, or no day like 06/19/2003", rows.Raw.ToString()));
            else
                Take(rows, name, from, orders);
        }
        size.AssertWhole(records, reading);
        foreach (var (party, order) in orders.Values)
        {
            yield return reading.Counted(party.Build(Description.Id));
            yield return reading.Counted(order.Build(Description.Id));
        }
    }

    private static void Take(DelimitedReader row, string name, string from, Dictionary<string, (EntityBuilder Party, EntityBuilder Order)> orders)
    {
        var key = $"{name}\t{from}\t{Value(row, 11)}";
        if (!orders.TryGetValue(key, out var known))
        {
            var id = $"us-dpl-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]}";
            var party = new EntityBuilder(id, "LegalEntity").Add("name", name).Add("topics", "export.control").Add("program", "DPL").Add("createdAt", from);
            var order = new EntityBuilder($"{id}-listing", "Sanction").Add("entity", id).Add("authority", "Bureau of Industry and Security").Add("country", "us")
                .Add("program", "DPL").Add("listingDate", from).Add("startDate", from).Add("endDate", Day(Value(row, 7)))
                .Add("provisions", Value(row, 8) is "Y" or "y" ? "Standard order" : null).Add("summary", Value(row, 10)).Add("recordId", Value(row, 11)).Add("modifiedAt", Value(row, 9));
            orders[key] = known = (party, order);
        }
        var country = Value(row, 4);
        known.Party.Add("address", string.Join(", ", new[] { Value(row, 1), Value(row, 2), Value(row, 3), Value(row, 5), country }.OfType<string>()));
        // Addresses in the United States have a state and often no country.
        var code = CountryNames.FindNameOrCode(country) ?? (country is null && Value(row, 3) is { Length: 2 } ? "us" : null);
        known.Party.Add("country", code).Add("notes", code is null && country is not null ? $"Country of address: {country}" : null);
    }

    private static string? Day(string? text) =>
        DateOnly.TryParseExact(text, "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    // The reader of tab-separated text leaves quotes alone, and this table has them around every field.
    private static string? Value(DelimitedReader row, int column)
    {
        var text = row[column].Trim();
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
            text = text[1..^1].Trim();
        return text.IsEmpty ? null : string.Join(' ', text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
