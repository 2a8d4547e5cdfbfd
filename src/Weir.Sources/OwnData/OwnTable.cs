using System.Globalization;
using System.Text;
using Weir.Sources.Text;
using Weir.Trade;

namespace Weir.Sources.OwnData;

/// <summary>
/// A table of the user's own numbers: text with a line of column names, separated by commas, semicolons or tabs (the header decides), packed with
/// gzip or not, in any encoding that sources come in. It is read as a stream, record by record. What can't be read is a mistake with its line; a
/// file with mistakes is refused at its end with all of them, for no method can say what the rows that are left would mean.
/// </summary>
/// <remarks>
/// Numbers are invariant (<c>1234.5</c>, <c>1.2345e3</c>); an empty cell, <c>NA</c>, <c>NaN</c> and <c>null</c> are not known. Periods are months
/// (<c>2025-08</c>, <c>202508</c>, <c>2025M08</c>, or the day <c>2025-08-01</c>) or years, in one form throughout.
/// </remarks>
public sealed class OwnTable : IAsyncDisposable
{
    /// <summary>How many mistakes are told before the file is given up.</summary>
    public const int MostMistakes = 20;

    private static readonly string[] NotKnown = ["NA", "N/A", "NaN", "null"];
    private readonly ReceivedFile file;
    private readonly DelimitedReader reader;
    private readonly List<string> mistakes = [];
    private readonly Dictionary<string, int> places;
    private readonly int width;
    private string? periodForm;
    private string? periodFormExample;

    private OwnTable(string name, ReceivedFile file, DelimitedReader reader, Dictionary<string, int> places, IReadOnlyList<string> columns)
    {
        Name = name;
        Columns = columns;
        (this.file, this.reader, this.places) = (file, reader, places);
        width = reader.Count;
    }

    /// <summary>The file's name, as given; <c>standard input</c> for <c>-</c>.</summary>
    public string Name { get; }

    /// <summary>Its columns, in the order of the file.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The physical line of the present record.</summary>
    public long Line => reader.Line;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file; <c>-</c> is standard input.</param>
    /// <param name="need">Columns that it must have.</param>
    /// <param name="may">Columns that it may have besides; null where it may have any.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OwnDataException">It is not there, no such table, or a column is missing, unknown or stands twice.</exception>
    public static async Task<OwnTable> OpenAsync(string path, IReadOnlyList<string> need, IReadOnlyList<string>? may, CancellationToken cancellation)
    {
        var name = path == "-" ? "standard input" : path;
        if (path != "-" && !File.Exists(path))
            throw new OwnDataException($"{path}: there is no such file");
        var stream = path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        ReceivedFile? opened = null;
        try
        {
            opened = await ReceivedFile.OpenAsync(stream, name, cancellation);
            var text = await ReceivedText.OpenAsync(opened.Content, name, "a table with the columns " + string.Join(", ", need), cancellation);
            var records = new DelimitedReader(text.OpenReader(), DelimiterOf(text.Head), name);
            await records.ReadAsync(cancellation);
            var columns = new List<string>();
            for (var i = 0; i < records.Count; i++)
                columns.Add(records[i].Trim().ToString());
            var found = PlacesOf(columns, need, may, $"{name}, line {records.Line}");
            records.ExpectedFields = records.Count;
            return new(name, opened, records, found, columns);
        }
        catch (Exception error)
        {
            await (opened?.DisposeAsync() ?? stream.DisposeAsync());
            if (error is SourceFormatException format)
                throw new OwnDataException(format.Message);
            throw;
        }
    }

    /// <summary>Whether it has a column of that name.</summary>
    public bool Has(string column) => places.ContainsKey(column);

    /// <summary>Goes to the next record that is not blank; false at the end.</summary>
    /// <exception cref="OwnDataException">At the end, or after <see cref="MostMistakes"/>: what can't be read, with file and line.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            while (await reader.ReadAsync(cancellation))
            {
                if (reader.Count == width)
                    return true;
                Mistake($"the row has {reader.Count} columns where the header has {width}; put a text that holds the separator between double quotes");
            }
        }
        catch (Exception error) when (error is SourceFormatException or InvalidDataException)
        {
            mistakes.Add(error.Message);
        }
        ThrowIfMistaken();
        return false;
    }

    /// <summary>The text of a cell, trimmed; empty where there is none or no such column.</summary>
    public ReadOnlySpan<char> Text(string column) => places.TryGetValue(column, out var place) ? reader[place].Trim() : [];

    /// <summary>The text of a cell that must not be empty; an empty one is a mistake.</summary>
    public ReadOnlySpan<char> Need(string column)
    {
        var text = Text(column);
        if (text.IsEmpty)
            Mistake($"'{column}' is empty; every row needs it");
        return text;
    }

    /// <summary>The number in a cell; null where it is not known, or a mistake.</summary>
    public double? Number(string column)
    {
        var text = Text(column);
        if (text.IsEmpty)
            return null;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        foreach (var unknown in NotKnown)
        {
            if (text.Equals(unknown, StringComparison.OrdinalIgnoreCase))
                return null;
        }
        Mistake(double.IsInfinity(number)
            ? $"{column}: '{ReceivedText.Quote(text)}' is not finite; leave the cell empty where a value is not known"
            : $"{column}: '{ReceivedText.Quote(text)}' is no number; write it without thousands separators and with a point, such as 1234.5 or 1.2345e3, and leave the cell empty where it is not known");
        return null;
    }

    /// <summary>The period in a cell; null where it is a mistake, as is a form other than that of the rows before.</summary>
    public Period? Period(string column)
    {
        var text = Need(column);
        if (text.IsEmpty)
            return null;
        var (form, period) = ReadPeriod(text);
        if (period is null)
        {
            Mistake($"{column}: '{ReceivedText.Quote(text)}' is no period; write months as 2025-08 (or 202508, 2025M08, 2025-08-01) and years as 2025");
            return null;
        }
        periodForm ??= form;
        periodFormExample ??= text.ToString();
        if (form == periodForm)
            return period;
        Mistake($"{column}: '{ReceivedText.Quote(text)}' is written otherwise than '{periodFormExample}' before it; write all periods in one form, such as 2025-08");
        return null;
    }

    /// <summary>Notes a mistake in the present record.</summary>
    /// <exception cref="OwnDataException">There are too many.</exception>
    public void Mistake(string what) => MistakeAt(Line, what);

    /// <summary>Notes a mistake in a line.</summary>
    /// <exception cref="OwnDataException">There are too many.</exception>
    public void MistakeAt(long line, string what)
    {
        mistakes.Add($"{Name}, line {line.ToString(CultureInfo.InvariantCulture)}: {what}");
        if (mistakes.Count == MostMistakes)
        {
            mistakes.Add($"{Name}: the rest was not read after {MostMistakes} mistakes");
            ThrowIfMistaken();
        }
    }

    /// <summary>Refuses the file where it has mistakes; for those that show only when all of it is read.</summary>
    /// <exception cref="OwnDataException">It has.</exception>
    public void ThrowIfMistaken()
    {
        if (mistakes.Count > 0)
            throw new OwnDataException([.. mistakes]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await file.DisposeAsync();
    }

    private static (string? Form, Period? Period) ReadPeriod(ReadOnlySpan<char> text)
    {
        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return ("day", Trade.Period.Month(day.Year, day.Month));
        if (text.Length == 7 && text[4] is 'M' or 'm')
        {
            Span<char> plain = stackalloc char[7];
            text.CopyTo(plain);
            plain[4] = '-';
            return Trade.Period.TryParse(plain, out var month) ? ("M", month) : (null, null);
        }
        return Trade.Period.TryParse(text, out var period) ? (text.Length switch { 4 => "year", 6 => "digits", _ => "month" }, period) : (null, null);
    }

    private static char DelimiterOf(string head)
    {
        var line = head.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.Contains(',') ? ',' : line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : ',';
    }

    private static Dictionary<string, int> PlacesOf(List<string> columns, IReadOnlyList<string> need, IReadOnlyList<string>? may, string where)
    {
        var found = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var allowed = new StringBuilder().AppendJoin(", ", need);
        if (may is { Count: > 0 })
            allowed.Append(", and where they are known ").AppendJoin(", ", may);
        for (var i = 0; i < columns.Count; i++)
        {
            var name = columns[i];
            if (name.Length == 0)
            {
                if (may is null || i == columns.Count - 1)
                    continue;
                throw new OwnDataException($"{where}: column {(i + 1).ToString(CultureInfo.InvariantCulture)} has no name; the columns are {allowed}");
            }
            if (may is not null && !need.Concat(may).Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new OwnDataException($"{where}: '{ReceivedText.Quote(name)}' is no column of this table; the columns are {allowed}");
            if (!found.TryAdd(name, i))
                throw new OwnDataException($"{where}: the column '{ReceivedText.Quote(name)}' stands twice");
        }
        if (need.FirstOrDefault(c => !found.ContainsKey(c)) is { } missing)
            throw new OwnDataException($"{where}: the column '{missing}' is missing (found: {string.Join(", ", columns.Select(c => ReceivedText.Quote(c)))}); the columns are {allowed}");
        return found;
    }
}
