using System.Globalization;

namespace Weir.Sources.Text;

/// <summary>How a publisher's table looks.</summary>
/// <param name="Title">What it is, for messages, e.g. <c>the UK sanctions list</c>.</param>
/// <param name="Delimiter">What stands between the cells.</param>
/// <param name="Needed">Columns that it must have.</param>
internal sealed record TableShape(string Title, char Delimiter, IReadOnlyList<string> Needed)
{
    /// <summary>Lines that may stand above the line of column names.</summary>
    public int MostAbove { get; init; }

    /// <summary>Whether each line as a whole stands between quotes, as spreadsheets leave it that took all of it for one cell.</summary>
    public bool Wrapped { get; init; }

    /// <summary>More rows than this are not a list.</summary>
    public int MostRows { get; init; } = 5_000_000;

    /// <summary>The column names among a file's first lines; null where it has none of this table's.</summary>
    public IReadOnlyList<string>? ColumnsOf(FileHead head)
    {
        var lines = TextEncodings.Decode(head.Head.Span).Split('\n', MostAbove + 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines.Take(MostAbove + 1))
        {
            if (Wrapped && (!line.StartsWith('"') || line.Contains($"\"{Delimiter}", StringComparison.Ordinal)))
                continue;
            var names = (Wrapped ? UnwrappingReader.Unwrap(line) : line).Split(Delimiter).Select(n => n.Trim().Trim('"').Trim()).ToList();
            if (Needed.All(n => names.Contains(n, StringComparer.OrdinalIgnoreCase)))
                return names;
        }
        return null;
    }
}

/// <summary>One row of a table.</summary>
/// <param name="Line">The physical line it starts at.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Text">The row as received, cut at 2,000 characters.</param>
/// <param name="Places">Where each column stands.</param>
internal sealed record TableRow(long Line, IReadOnlyList<string> Cells, string Text, IReadOnlyDictionary<string, int> Places)
{
    /// <summary>The text of a cell, runs of white space as one space; null where it is empty or there is no such column.</summary>
    public string? this[string column]
    {
        get
        {
            if (!Places.TryGetValue(column, out var place) || place >= Cells.Count || Cells[place].Length == 0)
                return null;
            var text = string.Join(' ', Cells[place].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return text.Length == 0 ? null : text;
        }
    }

    /// <summary>The texts in a cell that the format divides by a character.</summary>
    public IEnumerable<string> Split(string column, params char[] by) => this[column]?.Split(by, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>Reads a publisher's table row by row; memory holds one row. A row with another number of cells goes to quarantine.</summary>
internal sealed class ReceivedTable : IDisposable
{
    private const int LongestText = 2000;
    private readonly DelimitedReader reader;
    private readonly TableShape shape;
    private readonly ListReading reading;
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
    private int width;

    private ReceivedTable(DelimitedReader reader, TableShape shape, ListReading reading) => (this.reader, this.shape, this.reading) = (reader, shape, reading);

    /// <summary>Its column names, in the order of the file.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The lines above the column names.</summary>
    public IReadOnlyList<string> Above { get; private set; } = [];

    /// <summary>Rows so far, unreadable ones among them.</summary>
    public int Rows { get; private set; }

    /// <summary>Opens a table and reads its column names.</summary>
    /// <exception cref="SourceFormatException">It is no such table.</exception>
    public static async Task<ReceivedTable> OpenAsync(Stream content, TableShape shape, ListReading reading, CancellationToken cancellation)
    {
        var text = await ReceivedText.OpenAsync(content, reading.FileName, shape.Title, cancellation);
        TextReader characters = text.OpenReader();
        var table = new ReceivedTable(new(shape.Wrapped ? new UnwrappingReader(characters) : characters, shape.Delimiter, reading.FileName), shape, reading);
        try
        {
            await table.ReadColumnsAsync(cancellation);
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row that has the right number of cells; null at the end.</summary>
    /// <exception cref="SourceFormatException">The file breaks off within a row, or has more rows than any list.</exception>
    public async ValueTask<TableRow?> NextAsync(CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.IsBlank)
                continue;
            if (++Rows > shape.MostRows)
                throw new SourceFormatException($"{reading.FileName} has more than {shape.MostRows} rows; {shape.Title} never had as many. Check the download.");
            if (HasItsCells())
                return Row();
            var reason = string.Create(CultureInfo.InvariantCulture, $"the row has {reader.Count} cells where there are {width} columns");
            if (!reader.Terminated && reader.Count < width)
                throw new SourceFormatException($"{reading.FileName} breaks off in line {reader.Line}: {reason} and no line break ends it. Download it again.");
            reading.Quarantine(new(reader.Line, null, reason, Shown()));
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    // A file that leaves out empty cells at the end of a row has lost nothing; one that ends in a text may have lost what followed.
    private bool HasItsCells()
    {
        if (reader.Count == width || (reader.Count == width + 1 && reader.LastIsEmpty))
            return true;
        if (reader.Count >= width || reader.Count < 2 || !reader.LastIsEmpty || shape.Needed.Any(n => places[n] >= reader.Count))
            return false;
        reading.Note(string.Create(CultureInfo.InvariantCulture, $"line {reader.Line}: the row has {reader.Count} cells where there are {width} columns; those missing at its end are taken as empty, as the one before them is"));
        return true;
    }

    private TableRow Row()
    {
        var cells = new string[Math.Min(reader.Count, width)];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = reader[i].Length == 0 ? "" : reader[i].ToString();
        return new(reader.Line, cells, Shown(), places);
    }

    private string Shown() => reader.Raw[..Math.Min(reader.Raw.Length, LongestText)].ToString();

    private async Task ReadColumnsAsync(CancellationToken cancellation)
    {
        var above = new List<string>();
        var found = "";
        for (var line = 0; line <= shape.MostAbove && await reader.ReadAsync(cancellation); line++)
        {
            var names = new List<string>(reader.Count);
            for (var i = 0; i < reader.Count; i++)
                names.Add(reader[i].Trim().ToString());
            if (shape.Needed.All(n => names.Contains(n, StringComparer.OrdinalIgnoreCase)))
            {
                (Columns, Above, width) = (names, above, names.Count);
                for (var i = 0; i < names.Count; i++)
                    places.TryAdd(names[i], i);
                reader.ExpectedFields = width;
                return;
            }
            above.Add(reader.Raw.ToString());
            found = ReceivedText.Quote(reader.Raw);
            if (names.Count > 1)
                break;
        }
        throw new SourceFormatException($"{reading.FileName} begins with \"{found}\", where the columns {string.Join(", ", shape.Needed)} are expected: it is not {shape.Title}.");
    }
}

/// <summary>Takes off the quotes around whole lines and what a spreadsheet put behind their text.</summary>
internal sealed class UnwrappingReader(TextReader lines) : TextReader
{
    private string line = "";
    private int at;

    /// <summary>A line without its quotes, doubled ones inside as one, and without blanks at its end.</summary>
    public static string Unwrap(string line)
    {
        var text = line.Trim();
        return (text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text).TrimEnd();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (at == line.Length)
        {
            if (await lines.ReadLineAsync(cancellationToken) is not { } next)
                return 0;
            if (next.Length > DelimitedReader.LongestRecord)
                throw new SourceFormatException($"a line is longer than {DelimitedReader.LongestRecord:N0} characters; a table was expected");
            (line, at) = (Unwrap(next) + "\n", 0);
        }
        var count = Math.Min(buffer.Length, line.Length - at);
        line.AsSpan(at, count).CopyTo(buffer.Span);
        at += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            lines.Dispose();
        base.Dispose(disposing);
    }
}
