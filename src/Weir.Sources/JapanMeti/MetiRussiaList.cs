using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.JapanMeti;

/// <summary>
/// Japan's list of entities of the Russian Federation to which exports are banned (MOFA Notice No. 82 of 2022, published by METI), as the text of its PDF.
/// Ids are <c>jp-meti-ru-</c> and the number in the list.
/// </summary>
/// <param name="leastRecords">A file with fewer entries is refused as not whole.</param>
public sealed partial class MetiRussiaList(int leastRecords = MetiRussiaList.UsualLeastRecords) : IListSource
{
    /// <summary>The list began with 49 entries in March 2022 and has only grown.</summary>
    public const int UsualLeastRecords = 49;

    private const int MostCharacters = 8_000_000;
    private const string Start = "○";

    private readonly ListSize size = new("Japan's list of Russian entities", leastRecords, 10_000);

    /// <inheritdoc/>
    public SourceDescription Description { get; } = new(
        "jp-meti-ru",
        "Ministry of Economy, Trade and Industry (Japan)",
        "Designated entities of the Russian Federation (export ban)",
        new("https://www.meti.go.jp/policy/anpo/russia.html"),
        "Government of Japan Standard Terms of Use 2.0 (compatible with CC BY 4.0)",
        new("https://www.meti.go.jp/main/rules.html"),
        "Whenever the notice is amended, a few times a year",
        "Companies, institutes and authorities; no amounts",
        [
            "Printed as a PDF: Weir reads its text. At the ends of pages entries run together; they are told apart by their numbers, which must run from 1 without a gap.",
            "Each entry has a Japanese and a Latin name; other names stand in brackets behind the one and as a list behind the other.",
            "The text does not say when each entry was designated.",
        ],
        "Save the PDF from https://www.meti.go.jp/policy/anpo/russia.html as text (pdftotext -layout is not needed), and give the text to weir ingest.");

    /// <inheritdoc/>
    public Uri Address { get; } = new("https://www.meti.go.jp/policy/anpo/russia.html");

    /// <inheritdoc/>
    public bool IsPublishedAsData => false;

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        var text = TextEncodings.Decode(head.Head.Span).AsSpan().TrimStart();
        text = text[..Math.Min(text.Length, 1000)];
        return text.StartsWith(Start) && text.Contains("ロシア連邦", StringComparison.Ordinal) && text.Contains("輸出", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var text = await TextAsync(content, reading, cancellation);
        if (Updated().Match(text) is { Success: true } updated && PrintedDate.Of(Number(updated, "year"), Number(updated, "month"), Number(updated, "day")) is { } day)
            reading.Published = new(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero);
        var (records, line, counted) = (0, 1L, 0);
        var at = Entry(text, 1, 0);
        while (at is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            records++;
            line += text.AsSpan(counted, entry.Start - counted).Count('\n');
            counted = entry.Start;
            at = Entry(text, records + 1, entry.From);
            if (at is null && Entry(text, records + 2, entry.From) is not null)
                throw new SourceFormatException($"{reading.FileName}, line {line}: entry {records + 1} is missing behind entry {records}; the numbers of the list run without a gap. Save the PDF as text again.");
            var body = text[entry.From..(at?.Start ?? text.Length)];
            foreach (var entity in reading.Take(MetiEntry.Read(records, body, line, reading), records, size, Description.Id))
                yield return entity;
        }
        if (records > 0 && !MetiEntry.Address().IsMatch(text[counted..]))
            throw new SourceFormatException($"{reading.FileName} breaks off in entry {records}: it has no address (所在地). Save the PDF as text again.");
        size.AssertWhole(records, reading);
    }

    private static async Task<string> TextAsync(Stream content, ListReading reading, CancellationToken cancellation)
    {
        var received = await ReceivedText.OpenAsync(content, reading.FileName, "the text of Japan's list of Russian entities", cancellation);
        using var characters = received.OpenReader();
        var buffer = new char[1 << 16];
        var text = new System.Text.StringBuilder();
        for (int read; (read = await characters.ReadAsync(buffer, cancellation)) > 0;)
        {
            text.Append(buffer, 0, read);
            if (text.Length > MostCharacters)
                throw new SourceFormatException($"{reading.FileName} is longer than {MostCharacters:N0} characters; Japan's list of Russian entities has some two hundred thousand");
        }
        var plain = text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
        return plain.TrimStart().StartsWith(Start, StringComparison.Ordinal) ? plain
            : throw new SourceFormatException($"{reading.FileName} begins with \"{ReceivedText.Quote(plain.AsSpan(0, Math.Min(plain.Length, 200)))}\", where ○ and the title of the notice are expected: it is not Japan's list of Russian entities");
    }

    /// <summary>
    /// Where the entry with this number begins: the number, a blank, and a line with Japanese in it; at the beginning of a line, or, where a page ended,
    /// right behind the end of the address before. Numbers up to nine are full-width.
    /// </summary>
    private static (int Start, int From)? Entry(string text, int number, int from)
    {
        var printed = number.ToString(CultureInfo.InvariantCulture);
        if (number < 10)
            printed = $"{(char)('０' + number)}";
        for (var at = from; (at = text.IndexOf(printed, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + printed.Length;
            if ((at > 0 && (char.IsDigit(text[at - 1]) || text[at - 1] is ' ' or '-' or '/')) || end >= text.Length || text[end] is not (' ' or '\u3000'))
                continue;
            var lineEnd = text.IndexOf('\n', end);
            if (MetiEntry.HasJapanese(text.AsSpan(end, (lineEnd < 0 ? text.Length : lineEnd) - end)))
                return (at, end + 1);
        }
        return null;
    }

    private static int? Number(System.Text.RegularExpressions.Match match, string group) => PrintedDate.Number(match.Groups[group].Value);

    [GeneratedRegex(@"最終更新日\s*[：:]\s*(?<year>\d{4})\s*年\s*(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Updated();
}
