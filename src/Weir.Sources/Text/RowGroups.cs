using System.Runtime.CompilerServices;

namespace Weir.Sources.Text;

/// <summary>
/// The rows of a table that belong to one entity, where the format gives it several. Publishers put them one behind the other, and then memory
/// holds one entity; where rows stand apart, the entity still comes whole, once its last row was read.
/// </summary>
internal static class RowGroups
{
    private const int MostRowsOfOne = 20_000;

    // The largest of these lists has some forty million.
    private const long MostBytes = 1L << 31;

    /// <summary>Reads the table twice, to know where each entity ends, and gives each entity's rows in the order of their last.</summary>
    /// <param name="content">The file from its first byte; one that can't be read again is kept in a temporary file meanwhile.</param>
    /// <param name="shape">The table.</param>
    /// <param name="called">The column that says whose a row is, for messages.</param>
    /// <param name="key">Whose a row is. A row without goes to quarantine.</param>
    /// <param name="reading">Takes what is to be said.</param>
    /// <param name="opened">Is told the table and all keys before the first entity.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async IAsyncEnumerable<IReadOnlyList<TableRow>> ReadAsync(
        Stream content, TableShape shape, string called, Func<TableRow, string?> key, ListReading reading, Action<ReceivedTable, IReadOnlyCollection<string>> opened, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var spool = await SpoolAsync(content, reading.FileName, cancellation);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        using (var first = await ReceivedTable.OpenAsync(spool, shape, new(reading.FileName), cancellation))
        {
            while (await first.NextAsync(cancellation) is { } row)
            {
                if (key(row) is { } owner)
                    last[owner] = first.Rows;
            }
        }
        spool.Position = 0;
        var open = new Dictionary<string, List<TableRow>>(StringComparer.Ordinal);
        using var table = await ReceivedTable.OpenAsync(spool, shape, reading, cancellation);
        opened(table, last.Keys);
        while (await table.NextAsync(cancellation) is { } row)
        {
            if (key(row) is not { } owner)
            {
                reading.Quarantine(new(row.Line, called, $"{called} is empty, so that nobody can say whose row it is", row.Text));
                continue;
            }
            if (!open.TryGetValue(owner, out var rows))
                open[owner] = rows = [];
            rows.Add(row);
            if (rows.Count > MostRowsOfOne)
                throw new SourceFormatException($"{reading.FileName}, line {row.Line}: {called} {ReceivedText.Quote(owner)} has more than {MostRowsOfOne} rows; nobody on the list has. Check the download.");
            if (last[owner] != table.Rows)
                continue;
            open.Remove(owner);
            yield return rows;
        }
    }

    /// <summary>Keeps a stream in a temporary file, so that it can be read again; the file goes with the stream.</summary>
    public static async Task<FileStream> SpoolAsync(Stream content, string fileName, CancellationToken cancellation)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"weir-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose | FileOptions.SequentialScan);
        try
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
            {
                if (file.Length + read > MostBytes)
                    throw new SourceFormatException($"{fileName} is larger than {MostBytes:N0} bytes; no list of this kind is. Check the download.");
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
