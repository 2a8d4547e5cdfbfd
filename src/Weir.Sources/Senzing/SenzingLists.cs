using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Screening;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.Senzing;

/// <summary>
/// Lists in Senzing's JSON lines (https://senzing.com/docs/entity_specification/), in which OpenSanctions, Open Ownership and others publish. One list for each data source:
/// <c>senzing:NAME</c> is the list <c>senzing-NAME</c>.
/// </summary>
public sealed class SenzingLists : IListFamily
{
    internal const string FamilyId = "senzing";

    /// <inheritdoc/>
    public SourceDescription Description { get; } = About(FamilyId, "Lists in Senzing JSON");

    /// <inheritdoc/>
    public Uri Address => Description.Home;

    /// <inheritdoc/>
    public bool IsPublishedAsData => false;

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        var first = FirstLine(head);
        return first.StartsWith('{') && first.Contains("\"DATA_SOURCE\"", StringComparison.OrdinalIgnoreCase) && first.Contains("\"RECORD_ID\"", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public IListSource Named(string name) => new SenzingList(name);

    /// <inheritdoc/>
    public IListSource Of(FileHead head)
    {
        try
        {
            var name = string.Concat((SenzingRecord.Parse(FirstLine(head))["DATA_SOURCE"] ?? "").ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
            if (name.Length is > 0 and <= 40)
                return Named(name);
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            // Said below.
        }
        throw new SourceFormatException($"{head.Name} does not say in its first record whose data it is (DATA_SOURCE); name it with --source {FamilyId}:NAME");
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, CancellationToken cancellation) => new SenzingList("all").ReadAsync(content, reading, cancellation);

    internal static SourceDescription About(string id, string title) => new(
        id,
        "Whoever made the file; the format is Senzing's",
        title,
        new("https://senzing.com/docs/entity_specification/"),
        "The maker's own",
        null,
        "Whenever the maker gives it",
        "People, companies, vessels and aircraft; no amounts",
        [
            "A record's names, addresses and numbers may stand flat in it, with a word of usage before them (PRIMARY_NAME_FULL), or in lists (FEATURES); all are read.",
            "The first name is the name, others are aliases unless NAME_TYPE says otherwise.",
            "Relations are those that point to a record by its key (REL_POINTER_KEY).",
            "Attributes that the specification does not have are kept in the notes.",
        ],
        "Give the file (one record in each line) to weir ingest; the data source that its first record names becomes the list's name.");

    private static string FirstLine(FileHead head)
    {
        var text = TextEncodings.Decode(head.Head.Span).AsSpan().TrimStart();
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text[..end]).Trim().ToString();
    }

    /// <summary>One data source's list.</summary>
    private sealed class SenzingList(string name) : IListSource
    {
        private readonly ListSize size = new($"the data source {name}", 1, 100_000_000);

        public SourceDescription Description { get; } = About($"{FamilyId}-{name}", $"Data source {name} in Senzing JSON");

        public Uri Address => Description.Home;

        public bool IsPublishedAsData => false;

        public bool Recognises(FileHead head) => false;

        public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var text = await ReceivedText.OpenAsync(content, reading.FileName, "a list in Senzing JSON", cancellation);
            // Lines without quoting: a tab never stands within a JSON text.
            using var lines = new DelimitedReader(text.OpenReader(), '\t', reading.FileName);
            var records = 0;
            while (await lines.ReadAsync(cancellation))
            {
                if (lines.IsBlank)
                    continue;
                var record = Read(lines.Raw.ToString(), lines.Line, reading);
                if (!lines.Terminated && record.Unreadable is { Column: null, Reason: var reason })
                    throw new SourceFormatException($"{reading.FileName} breaks off in line {lines.Line}: it {reason}. Download it again.");
                foreach (var entity in reading.Take(record, ++records, size, Description.Id))
                    yield return entity;
            }
            size.AssertWhole(records, reading);
        }

        private ReadRecord Read(string line, long number, ListReading reading)
        {
            try
            {
                return SenzingRecord.Parse(line).Read(name, line, number, reading);
            }
            catch (Exception bad) when (bad is JsonException or InvalidOperationException)
            {
                // InvalidOperationException: text that is no valid UTF-16, such as half a surrogate pair.
                return new QuarantinedRow(number, null, $"is no JSON object: {ReceivedText.Quote(bad.Message)}", SenzingRecord.Shown(line));
            }
        }
    }
}
