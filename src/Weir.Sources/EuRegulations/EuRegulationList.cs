using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.EuRegulations;

/// <summary>
/// Annexes of the European Union's sanctions regulations that name people, companies and vessels, as a table kept from the Official Journal: Annex IV of
/// Regulation 833/2014 (end users of dual-use goods) is in no other list of the Union's. One list for each regulation (<c>eu-annex-32014r0833</c>); an amending
/// act is a change to the list of the regulation that it amends.
/// </summary>
public sealed class EuRegulationList : IListFamily, IPartedList
{
    private const string FamilyId = "eu-annex";

    private static readonly TableShape Consolidated = new("a table of a regulation's annexes", ',', ["celex", "recordId", "programKey", "annex", "measure", "startDate", "schema", "name"]);
    private static readonly TableShape Amendment = Consolidated with { Needed = ["amendedCelex", "amendmentCelex", "recordId", "programKey", "annex", "measure", "startDate", "schema", "name"] };

    private readonly ListSize size;
    private readonly string? celex;

    /// <summary>All of them.</summary>
    public EuRegulationList()
        : this(null, least: 1)
    {
    }

    private EuRegulationList(string? celex, int least)
    {
        this.celex = celex;
        size = new("a regulation's annexes", least, 100_000);
        var printed = celex is null ? null : EuRegulationRow.Printed(celex.ToUpperInvariant());
        Description = new(
            celex is null ? FamilyId : $"{FamilyId}-{celex}",
            "Council of the European Union",
            printed is null ? "Annexes of EU sanctions regulations" : $"Annexes of Regulation (EU) {printed}",
            new(celex is null ? "https://eur-lex.europa.eu/" : $"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{celex.ToUpperInvariant()}"),
            "EUR-Lex: reuse allowed with the source named (Decision 2011/833/EU); a table that somebody else keeps has that keeper's terms",
            new("https://eur-lex.europa.eu/content/legal-notice/legal-notice.html"),
            "Whenever a package amends the annexes, several times a year",
            "People, companies, vessels and assets; no amounts",
            [
                "The annex is the programme: Annex IV of 833/2014 names end users of dual-use goods, Annex XLII vessels that may not enter ports.",
                "An amending act (column amendedCelex) is laid over the list of the regulation it amends: its records are added, and take the place of those with the same number in the same annex.",
                "A name that ends in brackets is kept as printed; what stands before and in them are names too: in the same script the short name, as a weak alias.",
                "Aliases are divided by semicolons; \"and\" between two is not a separator.",
                "Numbers are called by what stands beside them (Tax ID/INN, OGRN, CR No.); ten or twelve digits called Tax ID/INN are an INN, others a tax number.",
            ],
            "The Official Journal has the annexes as text. Keep them as a table in the columns that Weir's documentation names, and give the file to weir ingest.");
    }

    /// <inheritdoc/>
    public SourceDescription Description { get; }

    /// <inheritdoc/>
    public Uri Address => Description.Home;

    /// <inheritdoc/>
    public bool IsPublishedAsData => false;

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => ShapeOf(head) is not null;

    /// <inheritdoc/>
    public IListSource Named(string name) => new EuRegulationList(name, least: 1);

    /// <inheritdoc/>
    public IListSource Of(FileHead head)
    {
        var shape = ShapeOf(head) ?? throw new SourceFormatException($"{head.Name} is no table of a regulation's annexes");
        var lines = TextEncodings.Decode(head.Head.Span).Split('\n', 3, StringSplitOptions.RemoveEmptyEntries);
        var first = lines.Length < 2 ? "" : lines[1].Split(',', 2)[0].Trim(' ', '"', '\r').ToLowerInvariant();
        return first.Length is > 0 and <= 20 && first.All(char.IsAsciiLetterOrDigit)
            ? Named(first)
            : throw new SourceFormatException($"{head.Name} has '{ReceivedText.Quote(first)}' in column {shape.Needed[0]} of its first row where a regulation's CELEX number (32014R0833) is expected; correct it, or name the list with --source {FamilyId}:32014r0833");
    }

    /// <inheritdoc/>
    public IReadOnlyList<ListPart> PartsOf(FileHead head) => [new(head.Name, "the annexes", null, Required: true)];

    /// <inheritdoc/>
    public bool IsChange(FileHead head) => ShapeOf(head) == Amendment;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ReceivedTable? table = null;
        await foreach (var row in RowsAsync(content, reading, t => table = t, cancellation))
        {
            foreach (var entity in reading.Take(row, table!.Rows, size, Description.Id))
                yield return entity;
        }
        size.AssertWhole(table!.Rows, reading);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(IListParts parts, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // The last act that speaks of a record is the one that holds, and amendments are small: their ids are known before the annexes are read.
        var holds = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var part = 1; part < parts.Names.Count; part++)
        {
            await using var change = await parts.OpenAsync(parts.Names[part], cancellation);
            await foreach (var row in RowsAsync(change, new(parts.Names[part]), _ => { }, cancellation))
            {
                if (row.Listed is { } listed)
                    holds[listed.Id] = part;
            }
        }
        var rows = 0;
        for (var part = 0; part < parts.Names.Count; part++)
        {
            await using var content = await parts.OpenAsync(parts.Names[part], cancellation);
            ReceivedTable? table = null;
            await foreach (var row in RowsAsync(content, reading, t => table = t, cancellation))
            {
                if (row.Listed is { } listed && holds.GetValueOrDefault(listed.Id, 0) != part)
                    continue;
                foreach (var entity in reading.Take(row, rows + table!.Rows, size, Description.Id))
                    yield return entity;
            }
            rows += table!.Rows;
        }
        size.AssertWhole(rows, reading);
    }

    private static TableShape? ShapeOf(FileHead head) =>
        ReceivedText.IsMarkup(head.Head.Span) ? null : new[] { Amendment, Consolidated }.FirstOrDefault(s => s.ColumnsOf(head) is not null);

    private async IAsyncEnumerable<ReadRecord> RowsAsync(Stream content, ListReading reading, Action<ReceivedTable> opened, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var head = await PrefixedStream.ReadHeadAsync(content, TextEncodings.HeadLength, cancellation);
        using var table = await ReceivedTable.OpenAsync(new PrefixedStream(head, content), ShapeOf(new(reading.FileName, head)) ?? Consolidated, reading, cancellation);
        opened(table);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (await table.NextAsync(cancellation) is { } row)
            yield return Read(row, ids, reading);
    }

    private ReadRecord Read(TableRow row, HashSet<string> ids, ListReading reading)
    {
        if (EuRegulationRow.Problem(row) is { } problem)
            return new QuarantinedRow(row.Line, problem.Column, problem.Reason, row.Text);
        if (celex is not null && !EuRegulationRow.Celex(row)!.Equals(celex, StringComparison.OrdinalIgnoreCase))
            return new QuarantinedRow(row.Line, "celex", $"the row belongs to {EuRegulationRow.Celex(row)} and not to {celex.ToUpperInvariant()}", row.Text);
        var id = EuRegulationRow.Id(row);
        for (var again = 2; !ids.Add(id); again++)
            id = $"{EuRegulationRow.Id(row)}-{again.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return EuRegulationRow.Read(row, id, reading);
    }
}
