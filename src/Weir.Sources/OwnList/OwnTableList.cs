using System.Globalization;
using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.ScreeningTables;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.OwnList;

/// <summary>One list of a user's own.</summary>
internal sealed class OwnTableList : IListSource
{
    private readonly string name;
    private readonly ListSize size;

    public OwnTableList(string name)
    {
        this.name = name;
        size = new($"your list {name}", 1, 5_000_000) { MostQuarantined = 0.5 };
        Description = OwnListFamily.About($"{OwnListFamily.FamilyId}-{name}", $"Your own list {name}", $"Give it to weir ingest with --source own:{name}.");
    }

    public SourceDescription Description { get; }

    public Uri Address => Description.Home;

    public bool IsPublishedAsData => false;

    public bool Recognises(FileHead head) => false;

    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var head = await PrefixedStream.ReadHeadAsync(content, TextEncodings.HeadLength, cancellation);
        using var table = await ReceivedTable.OpenAsync(new PrefixedStream(head, content), new($"your list {name}", DelimiterOf(head.Span), []) { MostRows = size.Most }, reading, cancellation);
        var columns = Columns(table, reading);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (await table.NextAsync(cancellation) is { } row)
        {
            ReadRecord record = Read(row, columns, ids, reading, out var fault) is { } listed ? listed : new QuarantinedRow(row.Line, fault!.Column, fault.Reason, row.Text);
            foreach (var entity in reading.Take(record, table.Rows, size, Description.Id))
                yield return entity;
        }
        size.AssertWhole(table.Rows, reading);
    }

    /// <summary>Each column and what it is; null where it is kept in the notes.</summary>
    private static List<(string Column, string? Is)> Columns(ReceivedTable table, ListReading reading)
    {
        var columns = new List<(string Column, string? Is)>();
        foreach (var column in table.Columns.Where(c => c.Length > 0))
        {
            var known = OwnListColumns.Of(column);
            if (columns.Exists(c => c.Column.Equals(column, StringComparison.OrdinalIgnoreCase)))
                throw new SourceFormatException($"{reading.FileName}: the column '{ReceivedText.Quote(column)}' stands twice");
            columns.Add((column, known));
            if (known is null)
                reading.Note($"the column '{ReceivedText.Quote(column)}' is none that Weir knows{OwnListColumns.Hint(column)}; its values are kept in the notes");
        }
        if (columns.Exists(c => c.Is == OwnListColumns.Name))
            return columns;
        var near = columns.Select(c => c.Column).FirstOrDefault(c => OwnListColumns.Hint(c).Contains("'name'", StringComparison.Ordinal));
        throw new SourceFormatException(
            $"{reading.FileName}: the column 'name' is missing (found: {ReceivedText.Quote(string.Join(", ", columns.Select(c => c.Column)))}{(near is null ? "" : $"; is '{ReceivedText.Quote(near)}' meant for it?")}); the columns are {OwnListColumns.Allowed}");
    }

    private Listed? Read(TableRow row, List<(string Column, string? Is)> columns, HashSet<string> ids, ListReading reading, out Fault? fault)
    {
        fault = null;
        var values = columns.Where(c => c.Is is not null).SelectMany(c => Values(row, c.Column, c.Is!).Select(v => (c.Column, Is: c.Is!, Value: v))).ToList();
        var names = values.Where(v => v.Is == OwnListColumns.Name && v.Value.Any(char.IsLetterOrDigit)).Select(v => v.Value).ToList();
        if (names.Count == 0)
            fault = new(OwnListColumns.Name, "'name' is empty; every row needs it");
        var schema = "LegalEntity";
        if (values.Find(v => v.Is == "schema") is { Value: { } printed })
        {
            if (ScreeningTable.SchemaOf(printed) is { } known)
                schema = known;
            else
                fault ??= new("schema", $"'{ReceivedText.Quote(printed)}' is no kind of entity; allowed are Person, Company, Organization, LegalEntity, Vessel, Airplane");
        }
        else if (values.Exists(v => v.Is == "birthDate"))
            schema = "Person";
        else if (values.Exists(v => v.Is == "imoNumber"))
            schema = "Vessel";
        for (var i = 0; i < values.Count && fault is null; i++)
        {
            var (column, property, value) = values[i];
            var read = OwnListColumns.Dates.Contains(property) ? PrintedDate.Iso(value)
                : OwnListColumns.Countries.Contains(property) ? CountryNames.FindNameOrCode(value)
                : value;
            if (read is null)
            {
                fault = OwnListColumns.Dates.Contains(property)
                    ? new(column, $"{column}: '{ReceivedText.Quote(value)}' is no date; write 1971-03-20, 1971-03 or 1971")
                    : new(column, $"{column}: '{ReceivedText.Quote(value)}' is no country; write its two-letter code (ISO 3166-1) or its English name");
            }
            else
                values[i] = (column, property, read);
        }
        if (fault is not null)
            return null;
        var given = values.Find(v => v.Is == "id").Value;
        var id = EntityIds.OfName($"{OwnListFamily.FamilyId}-{name}", given ?? names[0]);
        if (!ids.Add(id))
        {
            if (given is not null)
            {
                fault = new("id", $"id: '{ReceivedText.Quote(given)}' stands twice; the first row with it counts");
                return null;
            }
            for (var again = 2; !ids.Add(id); again++)
                id = string.Create(CultureInfo.InvariantCulture, $"{EntityIds.OfName($"{OwnListFamily.FamilyId}-{name}", names[0])}-{again}");
        }
        return Build(row, columns, values, new(id, schema, row.Line, reading));
    }

    private Listed Build(TableRow row, List<(string Column, string? Is)> columns, List<(string Column, string Is, string Value)> values, Listed listed)
    {
        foreach (var (_, property, value) in values.Where(v => v.Is is not ("id" or "schema")))
        {
            // A column may be said of both: the programme.
            if (!OwnListColumns.OfAct.Contains(property))
                listed.Target.Add(property, property == "gender" ? value.ToLowerInvariant() : value);
            if (OwnListColumns.OfAct.Contains(property) || property == "program")
                listed.Act.Add(property, value);
        }
        foreach (var (column, _) in columns.Where(c => c.Is is null))
            listed.Remark(column, row[column]);
        if (!listed.Act.Has("authority"))
            listed.Act.Add("authority", $"own list {name}");
        return listed;
    }

    private static IEnumerable<string> Values(TableRow row, string column, string property) =>
        property is "id" or "schema" or "notes" or "reason" or OwnListColumns.Name ? new[] { row[column] }.OfType<string>() : row.Split(column, ';');

    /// <summary>The character that the line of column names has most of.</summary>
    private static char DelimiterOf(ReadOnlySpan<byte> head)
    {
        var line = TextEncodings.Decode(head).AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        var (best, most) = (',', line.Count(','));
        foreach (var c in ";\t")
        {
            if (line.Count(c) > most)
                (best, most) = (c, line.Count(c));
        }
        return best;
    }
}
