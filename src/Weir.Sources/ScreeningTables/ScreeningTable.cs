using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.ScreeningTables;

/// <summary>What kind of value a column holds.</summary>
internal enum TableValue
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A country's name or code, or the word for its citizens.</summary>
    Country,

    /// <summary>A date: ISO, day first, or with the month as a word.</summary>
    Date,
}

/// <summary>Where a column's values go.</summary>
/// <param name="Column">The column.</param>
/// <param name="Property">The entity's property, or the act's.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record TableColumn(string Column, string Property, TableValue Kind = TableValue.Text)
{
    /// <summary>Characters that divide several values in a cell; none where a cell holds one.</summary>
    public string Separators { get; init; } = "";

    /// <summary>Whether it is the act's property and not the entity's.</summary>
    public bool OfAct { get; init; }

    /// <summary>The language of the names in it, where the column says so.</summary>
    public string? Language { get; init; }
}

/// <summary>How a table of listed entities becomes entities: a row for each act, several rows for an entity that was listed several times.</summary>
/// <param name="Shape">The table.</param>
/// <param name="Prefix">What ids begin with; a name follows.</param>
/// <param name="Key">The name that makes rows one entity.</param>
/// <param name="Schema">The entity's schema; null where the row says none that is known.</param>
/// <param name="Columns">Where the values go.</param>
internal sealed record ScreeningTableForm(TableShape Shape, string Prefix, Func<TableRow, string?> Key, Func<TableRow, string?> Schema, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Values of the act that the table does not repeat in each row.</summary>
    public IReadOnlyList<(string Property, string Value)> OfEveryAct { get; init; } = [];

    /// <summary>Topics where the table has none.</summary>
    public string? Topic { get; init; }

    /// <summary>The column that names the company above; null where there is none.</summary>
    public string? Parent { get; init; }
}

/// <summary>
/// A list that is kept by hand as a table, because its publisher prints it as a notice, a PDF or a page. One class reads them all; what differs
/// stands in a <see cref="ScreeningTableForm"/>.
/// </summary>
public sealed class ScreeningTable : IListSource
{
    private static readonly Dictionary<string, string> Schemas = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Person"] = "Person",
        ["Individual"] = "Person",
        ["Company"] = "Company",
        ["Organization"] = "Organization",
        ["Organisation"] = "Organization",
        ["Entity"] = "LegalEntity",
        ["LegalEntity"] = "LegalEntity",
        ["Vessel"] = "Vessel",
        ["Ship"] = "Vessel",
        ["Airplane"] = "Airplane",
        ["Aircraft"] = "Airplane",
    };

    private readonly ScreeningTableForm form;
    private readonly ListSize size;

    internal ScreeningTable(SourceDescription description, Uri address, ScreeningTableForm form, ListSize size) =>
        (Description, Address, this.form, this.size) = (description, address, form, size);

    /// <inheritdoc/>
    public SourceDescription Description { get; }

    /// <inheritdoc/>
    public Uri Address { get; }

    /// <inheritdoc/>
    public bool IsPublishedAsData => false;

    /// <summary>The same list, whole from fewer rows on.</summary>
    public ScreeningTable WithLeast(int rows) => new(Description, Address, form, size with { Least = rows });

    /// <summary>The FollowTheMoney schema that a word names; null where it is none that stands on lists.</summary>
    internal static string? SchemaOf(string? word) => word is not null && Schemas.TryGetValue(word, out var schema) ? schema : null;

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => !ReceivedText.IsMarkup(head.Head.Span) && form.Shape.ColumnsOf(head) is not null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Entity> ReadAsync(Stream content, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        ReceivedTable? table = null;
        await foreach (var rows in RowGroups.ReadAsync(content, form.Shape, "Name", KeyOf, reading, Opened, cancellation))
        {
            if (Read(rows, reading, named) is not { } listed)
                continue;
            foreach (var entity in reading.Take(listed, table!.Rows, size, Description.Id))
                yield return entity;
        }
        size.AssertWhole(table?.Rows ?? 0, reading);

        void Opened(ReceivedTable opened, IReadOnlyCollection<string> keys)
        {
            table = opened;
            named.UnionWith(keys);
        }
    }

    private string? KeyOf(TableRow row) => form.Key(row) is { } name && name.Any(char.IsLetterOrDigit) ? EntityIds.OfName(form.Prefix, name) : null;

    private Listed? Read(IReadOnlyList<TableRow> rows, ListReading reading, HashSet<string> named)
    {
        var id = KeyOf(rows[0])!;
        Listed? listed = null;
        foreach (var row in rows)
        {
            if (form.Schema(row) is not { } schema)
            {
                reading.Quarantine(new(row.Line, form.Shape.Needed[0], "the row does not say whether it is a person, a company or an organisation", row.Text));
                continue;
            }
            if (listed is null)
                listed = new(id, schema, row.Line, reading);
            else
                listed.NextAct();
            Add(listed, row, named);
        }
        return listed;
    }

    private void Add(Listed listed, TableRow row, HashSet<string> named)
    {
        foreach (var (property, value) in form.OfEveryAct)
            listed.Act.Add(property, value);
        listed.Target.Add("name", form.Key(row));
        foreach (var column in form.Columns)
        {
            foreach (var value in column.Separators.Length == 0 ? new[] { row[column.Column] }.OfType<string>() : row.Split(column.Column, [.. column.Separators]))
                AddValue(listed, column, value);
        }
        // An act that has ended lists nobody any more.
        if (form.Topic is { } topic && !listed.Act.Has("endDate"))
            listed.Target.Add("topics", topic);
        if (form.Parent is null || row[form.Parent] is not { } parent)
            return;
        var id = EntityIds.OfName(form.Prefix, parent);
        if (id == listed.Id)
            return;
        // A parent that is not on the list itself is only named, and still one that a user may meet.
        if (named.Add(id))
            listed.Relate(new EntityBuilder(id, "LegalEntity").Add("name", parent).Add("topics", "sanction.linked").Build(Description.Id));
        listed.Relate("Ownership", ("owner", id), ("asset", listed.Id), "parent", Description.Id);
    }

    private static void AddValue(Listed listed, TableColumn column, string value)
    {
        switch (column.Kind)
        {
            case TableValue.Country:
                listed.Country(column.Property, value, column.Column);
                break;
            case TableValue.Date when column.OfAct:
                listed.ActDate(column.Property, value, ActDay, column.Column);
                break;
            case TableValue.Date:
                listed.Date(column.Property, value, Day, column.Column);
                break;
            default:
                if (column.Language is { } language)
                    listed.Target.AddName(column.Property, value, language);
                (column.OfAct ? listed.Act : listed.Target).Add(column.Property, value);
                break;
        }
    }

    /// <summary>Acts of these lists are all of this century, so that a year of two digits (<c>13.07.23</c>) leaves no doubt.</summary>
    private static string? ActDay(string? text) =>
        Day(text) ?? (text is { Length: 8 } && text[2] == '.' && text[5] == '.' ? PrintedDate.DayFirst($"{text[..6]}20{text[6..]}") : null);

    private static string? Day(string? text) => PrintedDate.Iso(text) ?? PrintedDate.DayFirst(text) ?? PrintedDate.InWords(text);
}
