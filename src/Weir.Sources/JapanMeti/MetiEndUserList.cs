using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.JapanMeti;

/// <summary>
/// Japan's End User List: foreign organisations of which METI cannot rule out that they have to do with weapons of mass destruction, missiles or conventional
/// weapons; the table of its PDF, saved as CSV. Ids are <c>jp-meti-eul-</c>, country and name, for the numbers change with each edition.
/// </summary>
/// <param name="leastRecords">A file with fewer entries is refused as not whole.</param>
public sealed class MetiEndUserList(int leastRecords = MetiEndUserList.UsualLeastRecords) : IListSource
{
    /// <summary>The list had 515 entries in 2015 and 835 in 2025.</summary>
    public const int UsualLeastRecords = 500;

    private const int MostAbove = 20;
    private const int LongestHead = 4000;
    private const int MostShown = 2000;

    private readonly ListSize size = new("Japan's End User List", leastRecords, 20_000);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "jp-meti-eul",
        "Ministry of Economy, Trade and Industry (Japan)",
        "End User List (foreign end users of concern)",
        new("https://www.meti.go.jp/policy/anpo/index.html"),
        "Government of Japan Standard Terms of Use 2.0 (compatible with CC BY 4.0)",
        new("https://www.meti.go.jp/main/rules.html"),
        "About once a year",
        "Companies, institutes, authorities and groups; no amounts",
        [
            "Printed as a PDF, and no link to it stays: Weir reads its table saved as CSV, and not the text of the PDF, whose lines do not say which cell they belong to.",
            "The numbers run from 1 without a gap; a file with a gap is refused, for tables taken out of a PDF lose rows where a page ends. They are not the same in the next edition.",
            "The concern is stated by letters: B biological, C chemical, M missile, N nuclear; since 2025 a column of its own says conventional weapons.",
            "It is no embargo: an export needs a licence, unless it is clear that it does not serve the concern. The list does not say when an entry came onto it.",
        ],
        "Take the PDF from the ministry's announcement, save its table with the columns No., Country or Region, Company or Organization, Also Known As and Type of WMD as CSV in UTF-8, and give the file to weir ingest.");

    /// <inheritdoc/>
    public Uri Address => Description.Home;

    /// <inheritdoc/>
    public bool IsPublishedAsData => false;

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        if (ReceivedText.IsMarkup(head.Head.Span))
            return false;
        var text = TextEncodings.Decode(head.Head.Span);
        var begin = MetiEndUser.OneLine(text[..Math.Min(text.Length, LongestHead)]);
        return MetiEndUserColumns.Needed.All(c => begin.Contains(c, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, reading.FileName, "Japan's End User List", cancellation);
        using var rows = new DelimitedReader(text.OpenReader(), ',', reading.FileName);
        MetiEndUserColumns? columns = null;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var (above, records, last, unread) = (0, 0, 0, 0);
        while (await rows.ReadAsync(cancellation))
        {
            var cells = Enumerable.Range(0, rows.Count).Select(i => rows[i].Trim().ToString()).ToArray();
            if (cells.All(string.IsNullOrWhiteSpace))
                continue;
            // Every page of the PDF has the names of the columns above it.
            if (MetiEndUserColumns.Of(cells, reading.FileName) is { } found)
            {
                columns = found;
                continue;
            }
            if (columns is null)
            {
                // A title stands in one cell; a row with more is of a table whose columns are called otherwise.
                if (++above > MostAbove || cells.Count(c => c.Length > 0) > 2)
                    break;
                continue;
            }
            if (!rows.Terminated && cells.Length < columns.Count)
                throw new SourceFormatException($"{reading.FileName} breaks off in line {rows.Line}: the row has {cells.Length} cells where there are {columns.Count} columns. Save the table again.");
            var record = MetiEndUser.Read(cells, columns, rows.Line, rows.Raw[..Math.Min(rows.Raw.Length, MostShown)].ToString(), ids, reading);
            var number = MetiEndUser.Number(cells, columns);
            if (number is { } printed && !reading.IsExcerpt && (printed <= last || printed > last + 1 + unread))
                throw new SourceFormatException($"{reading.FileName}, line {rows.Line}: entry {printed} stands behind entry {last}; the numbers of the list run without a gap. Save the table again.");
            (last, unread) = number is { } behind ? (behind, 0) : (last, unread + 1);
            foreach (var entity in reading.Take(record, ++records, size, Description.Id))
                yield return entity;
        }
        if (columns is null)
            throw new SourceFormatException($"{reading.FileName} has no row with the columns {string.Join(", ", MetiEndUserColumns.Needed)}, separated by commas: it is not Japan's End User List as CSV. Weir does not read the text of its PDF; save the table as CSV.");
        size.AssertWhole(records, reading);
    }
}
