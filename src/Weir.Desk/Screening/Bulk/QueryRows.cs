using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Desk.Files;
using Weir.Desk.Screening.Tables;
using Weir.Screening;

namespace Weir.Desk.Screening.Bulk;

/// <summary>A question of a file.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Id">How the asker calls it: its id, else its line.</param>
/// <param name="Query">Who is asked for; null where the line can't be asked.</param>
/// <param name="Error">Why not, in one sentence; null where it can.</param>
/// <param name="Raw">The line as it stands, where it can't be asked.</param>
public sealed record QueryRow(long Line, string Id, Entity? Query, string? Error, string? Raw);

/// <summary>
/// A file of questions: a table with columns <c>name</c> (or <c>name1</c>, <c>name2</c> …), <c>id</c>, <c>schema</c>, <c>country</c>, <c>birthDate</c> or any other property of
/// FollowTheMoney; or JSON lines, an entity in each. Streams.
/// </summary>
public sealed class QueryRows
{
    private readonly DelimitedTable? table;
    private readonly ByteLines? lines;
    private readonly string[] properties = [];
    private readonly int idAt = -1;
    private readonly int schemaAt = -1;

    private QueryRows(ByteLines lines) => this.lines = lines;

    private QueryRows(DelimitedTable table, string[] properties)
    {
        (this.table, this.properties) = (table, properties);
        idAt = Array.IndexOf(properties, "id");
        schemaAt = Array.IndexOf(properties, "schema");
        Ignored = [.. properties.Where(p => p is not ("id" or "schema" or "address") && !QueryEntity.IsCompared(p)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Columns that screening does not look at.</summary>
    public IReadOnlyList<string> Ignored { get; } = [];

    /// <summary>Opens a file of questions; what begins with a brace is JSON lines.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="AskedFileException">It is empty, or a table without a column of names or identifiers.</exception>
    public static async Task<QueryRows> OpenAsync(Stream input, string file, CancellationToken cancellation)
    {
        if (input.CanSeek)
        {
            input = await Utf8Text.OpenAsync(input, cancellation);
            if (input.CanSeek && await BeginsWithBraceAsync(input, cancellation))
                return new(new ByteLines(input));
        }
        var asked = await DelimitedTable.OpenAsync(input, file, cancellation);
        var meant = asked.Header.Select(h => h.Equals("id", StringComparison.OrdinalIgnoreCase) ? "id" : QueryEntity.Property(h)).ToArray();
        if (!Array.Exists(meant, QueryEntity.IsEnough))
        {
            throw new AskedFileException($"{file}:1: there is no column name{Nearest.Hint("name", asked.Header.Select(QueryEntity.Short))}; the first line must name the columns, such as: id,name,schema,country,birthDate. This one says: {QueryEntity.Short(asked.RawHeader)}");
        }
        return new(asked, meant);
    }

    /// <summary>The questions in file order, those that can't be asked among them. Blank lines are left out.</summary>
    public IAsyncEnumerable<QueryRow> ReadAsync(CancellationToken cancellation) => table is null ? LinesAsync(lines!, cancellation) : RecordsAsync(table, cancellation);

    private static async Task<bool> BeginsWithBraceAsync(Stream input, CancellationToken cancellation)
    {
        var head = new byte[256];
        var read = await input.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        input.Seek(0, SeekOrigin.Begin);
        var text = head.AsSpan(0, read);
        if (text.StartsWith(System.Text.Encoding.UTF8.Preamble))
            text = text[3..];
        return text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }

    private async IAsyncEnumerable<QueryRow> RecordsAsync(DelimitedTable from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var record in from.ReadAsync(cancellation))
            yield return Row(record);
    }

    private QueryRow Row(DelimitedRecord record)
    {
        var whole = record.Fields.Count == properties.Length;
        var id = whole && idAt >= 0 && record.Fields[idAt].Trim() is { Length: > 0 } own ? own : record.Line.ToString(CultureInfo.InvariantCulture);
        if (record.Error is { } wrong)
            return new(record.Line, id, null, string.Create(CultureInfo.InvariantCulture, $"line {record.Line} {wrong}"), record.Raw);
        return Asked(record.Line, id, record.Raw, () => QueryEntity.Of(
            id, schemaAt >= 0 ? record.Fields[schemaAt] : null, properties.Select((p, i) => (p, record.Fields[i])).Where(v => v.p is not ("id" or "schema"))));
    }

    private static async IAsyncEnumerable<QueryRow> LinesAsync(ByteLines from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await from.NextAsync(cancellation) is { } line)
        {
            var text = Utf8Text.Decode(line.Bytes.Span, out var wrongAt).TrimStart('\uFEFF');
            if (text.AsSpan().Trim().IsEmpty)
                continue;
            var id = line.Number.ToString(CultureInfo.InvariantCulture);
            if (line.IsCut || wrongAt is not null)
            {
                yield return new(line.Number, id, null, line.IsCut
                    ? string.Create(CultureInfo.InvariantCulture, $"line {line.Number} is longer than {ByteLines.Longest} bytes; one entity in each line is expected")
                    : string.Create(CultureInfo.InvariantCulture, $"line {line.Number} is not UTF-8 from its byte {wrongAt + 1} on; save the file as UTF-8"), QueryEntity.Short(text));
                continue;
            }
            yield return Asked(line.Number, id, text, () =>
            {
                using var document = JsonDocument.Parse(text);
                var root = document.RootElement;
                return QueryEntity.Of(root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var own) && own.ValueKind == JsonValueKind.String ? own.GetString()! : id, root);
            });
        }
    }

    private static QueryRow Asked(long line, string id, string raw, Func<Entity> make)
    {
        try
        {
            var query = make();
            return new(line, query.Id, query, null, null);
        }
        catch (Exception wrong) when (wrong is ScreeningQueryException or JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is no valid UTF-16, such as half a surrogate pair.
            return new(line, id, null, string.Create(CultureInfo.InvariantCulture, $"line {line}: {(wrong is ScreeningQueryException ? wrong.Message : $"is no JSON object: {wrong.Message}")}"), raw);
        }
    }
}
