using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.UsConsolidated;

/// <summary>
/// The Consolidated Screening List of the U.S. International Trade Administration: the lists of Commerce, State and the Treasury in one file, as a
/// table of 29 columns or as JSON. What the Treasury numbers keeps its id there (<c>ofac-</c> and the number); all else is <c>us-csl-</c> and the row's own id.
/// </summary>
/// <param name="leastRecords">A file with fewer rows is refused as not whole.</param>
public sealed class ConsolidatedScreeningList(int leastRecords = ConsolidatedScreeningList.UsualLeastRecords) : IListSource
{
    /// <summary>The list has had more than ten thousand rows for years.</summary>
    public const int UsualLeastRecords = 1000;

    private readonly ListSize size = new("the Consolidated Screening List", leastRecords, 1_000_000);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "us-csl",
        "U.S. Department of Commerce, International Trade Administration",
        "Consolidated Screening List (Entity List, Denied Persons, Unverified, Military End User, SDN, ITAR debarred, nonproliferation and others)",
        new("https://www.trade.gov/consolidated-screening-list"),
        "U.S. Government work, in the public domain",
        new("https://www.trade.gov/consolidated-screening-list"),
        "Every day, early in the morning of Washington",
        "People, companies, vessels and aircraft; no amounts",
        [
            "Several addresses, names and numbers stand in one field, divided by semicolons; addresses that hold one come apart in two.",
            "The row ids of lists that number nothing are not always kept from one file to the next.",
            "Somebody on several of the Treasury's lists has a row for each: one entity here, with a designation for each.",
            "Commerce's and State's lists do not say who is a person: such rows are LegalEntity.",
            "A copied header line in the middle of a file is passed over.",
        ],
        "weir fetch us-csl, or download consolidated.csv or consolidated.json from the publisher's page and give it to weir ingest.");

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv");

    /// <inheritdoc/>
    public TimeSpan StaleAfter => TimeSpan.FromDays(2);

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        var text = TextEncodings.Decode(head.Head.Span).AsSpan().TrimStart();
        return text.StartsWith("_id,source,entity_number,", StringComparison.Ordinal)
            || (text.StartsWith("{") && text.Contains("\"results\"", StringComparison.Ordinal) && text.Contains("\"source_list_url\"", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, reading.FileName, "the Consolidated Screening List", cancellation);
        var isJson = text.Head.AsSpan().TrimStart().StartsWith("{");
        var rows = isJson ? CslJson.ReadAsync(text, reading, cancellation) : CslTable.ReadAsync(text, reading, cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var records = 0;
        await foreach (var row in rows)
        {
            size.AssertSoFar(++records, reading);
            if (row.Problem is { } problem)
            {
                reading.Quarantine(new(row.Line, problem.Column, problem.Reason, row.Shown));
                continue;
            }
            var (party, designation) = CslParty.Read(row, Description.Id);
            if (seen.Add(party.Id))
                yield return reading.Counted(party);
            // The same party on another list: it stays one, and is listed once more.
            if (seen.Add(designation.Id))
                yield return reading.Counted(designation);
            else
                reading.Note($"line {row.Line}: '{row.Name}' ({party.Id}) stands on {row["source"]} twice");
        }
        size.AssertWhole(records, reading);
    }
}
