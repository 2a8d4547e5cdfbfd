using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Weir.Sources.Text;

namespace Weir.Sources.UsConsolidated;

/// <summary>The list as a table: what is several in a field is divided by semicolons, what belongs together by commas.</summary>
internal static partial class CslTable
{
    private static readonly string[] Needed = ["_id", "source", "name", "addresses", "alt_names", "ids"];

    public static async IAsyncEnumerable<CslRow> ReadAsync(ReceivedText text, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var rows = new DelimitedReader(text.OpenReader(), ',', reading.FileName);
        var columns = await rows.ReadAsync(cancellation) ? Enumerable.Range(0, rows.Count).Select(i => rows[i].Trim().ToString()).ToList() : [];
        if (Needed.FirstOrDefault(n => !columns.Contains(n)) is { } missing)
            throw new SourceFormatException($"{reading.FileName} has no column '{missing}' in its first line: it is not the Consolidated Screening List as a table. Download consolidated.csv again.");
        rows.ExpectedFields = columns.Count;
        while (await rows.ReadAsync(cancellation))
        {
            if (rows[0] is "_id")
                continue;
            var row = new CslRow(rows.Line, Values(rows, columns)) { Shown = rows.Raw.Length > 2000 ? rows.Raw[..2000].ToString() : rows.Raw.ToString() };
            if (!rows.Terminated && rows.Count != columns.Count)
                reading.Note($"{reading.FileName} breaks off in its last row, line {rows.Line}: it may lack much; download it again");
            yield return rows.Count != columns.Count
                ? row with { Problem = (null, $"it has {rows.Count} fields where the header has {columns.Count}") }
                : (row with
                {
                    Programs = Split(row["programs"]),
                    AltNames = Split(row["alt_names"]),
                    Citizenships = Split(row["citizenships"]),
                    Nationalities = Split(row["nationalities"]),
                    DatesOfBirth = Split(row["dates_of_birth"]),
                    PlacesOfBirth = Split(row["places_of_birth"]),
                    Urls = [.. new[] { row["source_information_url"] ?? row["source_list_url"] }.OfType<string>()],
                    Addresses = [.. Split(row["addresses"]).Select(Address)],
                    Ids = [.. Split(row["ids"]).Select(Id)],
                }).Checked();
        }
    }

    private static Dictionary<string, string> Values(DelimitedReader rows, List<string> columns)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            if (rows[i].Trim() is { IsEmpty: false } value)
                values.TryAdd(columns[i], value.ToString());
        }
        return values;
    }

    private static string[] Split(string? field) => field?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    // The last part is the country's code; an address that is only a country is only that.
    private static CslAddress Address(string text)
    {
        var comma = text.LastIndexOf(',');
        return new(text, CountryNames.FindCode(text[(comma + 1)..]));
    }

    // Passport, U00242309, TR, 09 May 2003, 09 May 2013: a number may hold commas, so that the rest is taken off its end.
    private static CslId Id(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return new(text, "", null);
        var type = text[..comma].Trim();
        var parts = text[(comma + 1)..].Split(',');
        var (end, country) = (parts.Length, (string?)null);
        while (end > 1 && Day().IsMatch(parts[end - 1].Trim()))
            end--;
        var dates = end == parts.Length ? null : string.Join(", ", parts[end..].Select(p => p.Trim()));
        if (end > 1 && CountryNames.FindCode(parts[end - 1]) is { } code)
            (country, end) = (code, end - 1);
        return new(type, string.Join(',', parts[..end]).Trim(), country, dates);
    }

    [GeneratedRegex(@"^(\d{1,2} )?[A-Z][a-z]{2} \d{4}$|^\d{4}-\d\d-\d\d$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Day();
}
