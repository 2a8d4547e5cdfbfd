using System.Runtime.CompilerServices;
using Weir.Screening;
using Weir.Sources.Text;

namespace Weir.Sources.Ofac;

/// <summary>
/// The Treasury's lists as a set of comma-separated tables without headers (parties, addresses, other names, remarks that go on), in which <c>-0-</c> is
/// nothing. The companions are read first; memory holds them and no parties.
/// </summary>
internal static class OfacTables
{
    private const int MostRows = 1_000_000;
    private const int PartyColumns = 12;

    /// <summary>Names of the four tables of a set, the parties first.</summary>
    public sealed record Set(string Parties, string Addresses, string Names, string Remarks);

    /// <summary>Whether a file that begins like this is a table of parties.</summary>
    public static bool LooksLike(FileHead head, int columns)
    {
        var text = TextEncodings.Decode(head.Head.Span).AsSpan();
        var end = text.IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        var comma = line.IndexOf(',');
        return comma > 0 && line[..comma].IndexOfAnyExceptInRange('0', '9') < 0 && Fields(line) == columns;
    }

    /// <summary>Reads a set.</summary>
    public static async IAsyncEnumerable<Entity> ReadAsync(Set set, IListParts parts, OfacProfile profile, ListReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var addresses = await RowsAsync(set.Addresses, parts, 6, reading, cancellation);
        var names = await RowsAsync(set.Names, parts, 5, reading, cancellation);
        var remarks = await RowsAsync(set.Remarks, parts, 2, reading, cancellation);
        var ids = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var links = new List<(string From, string Name)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var records = 0;

        await using var content = await parts.OpenAsync(parts.Names[0], cancellation);
        using var rows = await OpenAsync(content, parts.Names[0], PartyColumns, cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            if (IsEnd(rows))
                continue;
            profile.Size.AssertSoFar(++records, reading);
            var id = Value(rows, 0);
            if (Problem(rows, id, seen) is { } problem)
            {
                reading.Quarantine(new(rows.Line, problem.Column, problem.Reason, Shown(rows)));
                continue;
            }
            var (party, designation, linked) = Read(rows, profile, addresses[id!], names[id!], remarks[id!]);
            var name = Value(rows, 1)!;
            ids[name] = ids.ContainsKey(name) ? null : $"ofac-{id}";
            links.AddRange(linked.Select(l => ($"ofac-{id}", l)));
            yield return reading.Counted(party);
            yield return reading.Counted(designation);
        }
        foreach (var (from, name) in links.Distinct())
        {
            // The tables name the other party and give no number; a name that two parties have says nothing.
            if (ids.GetValueOrDefault(name) is { } to && to != from)
                yield return reading.Counted(OfacRelations.Of($"{from}-link-{to}", from, to, "Linked To", null, null, null).Build(profile.Id));
        }
        foreach (var (table, rowsOf) in new[] { (set.Addresses, addresses), (set.Names, names), (set.Remarks, remarks) })
        {
            if (rowsOf.Count(g => !seen.Contains(g.Key)) is > 0 and var orphans)
                reading.Note($"{table} has rows of {orphans} parties that are not in {parts.Names[0]}: the files are not of the same day");
        }
        profile.Size.AssertWhole(records, reading);
    }

    private static (string? Column, string Reason)? Problem(DelimitedReader row, string? id, HashSet<string> seen)
    {
        if (row.Count != PartyColumns && !(row.Count == PartyColumns + 1 && row.LastIsEmpty))
            return (null, $"it has {row.Count} fields where {PartyColumns} are expected");
        if (id is null || !id.All(char.IsAsciiDigit))
            return ("ent_num", "the party has no number to know it by");
        if (Value(row, 1) is not { } name || !name.Any(char.IsLetterOrDigit))
            return ("SDN_Name", $"party {id} has no name");
        return seen.Add(id) ? null : ("ent_num", $"party {id} stands in the list twice");
    }

    private static (Entity Party, Entity Designation, IReadOnlyList<string> Linked) Read(
        DelimitedReader row, OfacProfile profile, IEnumerable<string?[]> addresses, IEnumerable<string?[]> names, IEnumerable<string?[]> more)
    {
        var id = $"ofac-{Value(row, 0)}";
        var (schema, isPerson) = Value(row, 2)?.ToUpperInvariant() switch
        {
            "INDIVIDUAL" => ("Person", true),
            "VESSEL" => ("Vessel", false),
            "AIRCRAFT" => ("Airplane", false),
            _ => ("Organization", false),
        };
        var target = new EntityBuilder(id, schema);
        var designation = profile.Designation(id);
        AddName(target, "name", Value(row, 1), isPerson);
        foreach (var alias in names)
            AddName(target, alias[2]?.ToUpperInvariant() switch { "FKA" => "previousName", _ => "alias" }, alias[3], isPerson);
        foreach (var address in addresses)
        {
            var country = address[4];
            target.Add("address", string.Join(", ", new[] { address[2], address[3], country }.OfType<string>()));
            OfacDetails.AddCountry(target, "country", country, "Country of address");
            target.Add("notes", address[5] is { } remark ? $"Address: {remark}" : null);
        }
        target.Add("topics", "sanction").Add("position", Value(row, 4)).Add("callSign", Value(row, 5)).Add("type", Value(row, 6))
            .Add("tonnage", Value(row, 7)).Add("grossRegisteredTonnage", Value(row, 8));
        OfacDetails.AddCountry(target, "flag", Value(row, 9), "Vessel flag");
        target.Add("notes", Value(row, 10) is { } owner ? $"Vessel owner: {owner}" : null);
        var programs = Value(row, 3)?.Split(["] [", "]", "["], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        target.Add("program", programs);
        designation.Add("program", programs);
        var linked = OfacRemarks.Read((Value(row, 11) is null ? "" : row[11].ToString()) + string.Concat(more.Select(m => m[1])), target, designation);
        return (target.Build(profile.Id), designation.Build(profile.Id), linked);
    }

    private static void AddName(EntityBuilder target, string property, string? printed, bool isPerson)
    {
        if (printed is null)
            return;
        if (isPerson)
            OfacNames.AddPerson(target, property, printed);
        else
            target.Add(property, printed);
    }

    private static async Task<ILookup<string, string?[]>> RowsAsync(string table, IListParts parts, int columns, ListReading reading, CancellationToken cancellation)
    {
        var found = new List<string?[]>();
        if (parts.Names.FirstOrDefault(n => n.Equals(table, StringComparison.OrdinalIgnoreCase)) is not { } name)
            return found.ToLookup(r => r[0]!, StringComparer.Ordinal);
        await using var content = await parts.OpenAsync(name, cancellation);
        using var rows = await OpenAsync(content, name, columns, cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            if (IsEnd(rows))
                continue;
            if (found.Count >= MostRows)
                throw new SourceFormatException($"{name} has more than {MostRows} rows; check the download");
            if (rows.Count < columns || Value(rows, 0) is not { } id || !id.All(char.IsAsciiDigit))
                reading.Quarantine(new(rows.Line, null, $"{name}: it has {rows.Count} fields where {columns} are expected, the first a number", Shown(rows)));
            else
                found.Add([.. Enumerable.Range(0, columns).Select(i => columns == 2 && i == 1 ? rows[1].ToString() : Value(rows, i))]);
        }
        return found.ToLookup(r => r[0]!, StringComparer.Ordinal);
    }

    private static async Task<DelimitedReader> OpenAsync(Stream content, string name, int columns, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, name, "a table of the U.S. Treasury's sanctions lists", cancellation);
        return new(text.OpenReader(), ',', name) { ExpectedFields = columns };
    }

    /// <summary>The tables end with the end-of-file character of old systems.</summary>
    private static bool IsEnd(DelimitedReader rows) => rows.Count == 1 && rows.Raw.Trim("\u001a \t").IsEmpty;

    private static string? Value(DelimitedReader row, int column)
    {
        var text = row[column].Trim();
        return text.IsEmpty || text is "-0-" ? null : text.ToString();
    }

    private static string Shown(DelimitedReader row) => row.Raw.Length <= 2000 ? row.Raw.ToString() : row.Raw[..2000].ToString();

    private static int Fields(ReadOnlySpan<char> line)
    {
        var (count, quoted) = (1, false);
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                count++;
        }
        return count;
    }
}
