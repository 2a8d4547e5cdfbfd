using Weir.Sources.Text;

namespace Weir.Sources.Comtrade;

/// <summary>Rows of bulk files (tab-separated) and of downloads and exports (comma-separated).</summary>
internal sealed class ComtradeTable : IDisposable
{
    private const int NotRead = -1;
    private readonly int[] fields;
    private readonly int count;

    private ComtradeTable(DelimitedReader reader, int[] fields, string header, IReadOnlyList<string> unknown) =>
        (Reader, this.fields, count, Header, UnknownColumns) = (reader, fields, fields.Length, header, unknown);

    /// <summary>The rows.</summary>
    public DelimitedReader Reader { get; }

    /// <summary>The header line as received.</summary>
    public string Header { get; }

    /// <summary>Columns that Comtrade did not have when this was written.</summary>
    public IReadOnlyList<string> UnknownColumns { get; }

    /// <summary>Whether it is a bulk file, which holds all that Comtrade has of the reporters and periods in it; answers and downloads hold what was asked for.</summary>
    public bool IsBulk => Header.StartsWith("datasetCode\t", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the header.</summary>
    /// <exception cref="SourceFormatException">It is none of Comtrade's, a column stands twice, or a needed one is missing.</exception>
    public static async Task<ComtradeTable> OpenAsync(StreamReader text, string fileName, CancellationToken cancellation)
    {
        var line = await text.ReadLineAsync(cancellation) ?? "";
        var delimiter = line.Contains('\t') ? '\t' : ',';
        var names = Split(line, delimiter);
        if (CountKnown(names) < 3)
            throw new SourceFormatException($"{fileName} is no answer, bulk file or download of UN Comtrade: expected JSON with the array 'data' or columns such as reporterCode, partnerCode, cmdCode, primaryValue, found \"{ReceivedText.Quote(line)}\"");
        var kinds = new int[names.Length];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unknown = new List<string>();
        for (var i = 0; i < names.Length; i++)
        {
            if (!seen.Add(names[i].Replace("_", "", StringComparison.Ordinal)))
                throw new SourceFormatException($"{fileName} has the column '{names[i]}' twice, so it can't be known which is meant");
            if (!ComtradeFields.TryFind(names[i], out kinds[i]))
                unknown.Add(names[i].Length == 0 ? $"(unnamed, number {i + 1})" : names[i]);
        }
        foreach (var field in ComtradeFields.Required)
        {
            if (!kinds.Contains((int)field))
                throw new SourceFormatException($"{fileName} lacks the column {ComtradeFields.NameOf(field)}, without which no row of UN Comtrade means anything; it has: {string.Join(", ", names)}");
        }
        return new(new DelimitedReader(text, delimiter, fileName, firstLine: 2) { ExpectedFields = names.Length }, kinds, line, unknown);
    }

    /// <summary>Whether a text begins like a table of Comtrade; with its first row where there is one.</summary>
    public static bool FirstRow(ReadOnlySpan<char> head, out ComtradeRecord? first)
    {
        first = null;
        var end = head.IndexOfAny('\r', '\n');
        var line = (end < 0 ? head : head[..end]).ToString();
        var delimiter = line.Contains('\t') ? '\t' : ',';
        var names = Split(line, delimiter);
        if (CountKnown(names) < 8)
            return false;
        // The header alone tells tariff lines; the first row tells converted data, and its codes hold no delimiters.
        var rest = end < 0 ? [] : head[end..].TrimStart("\r\n");
        end = rest.IndexOfAny('\r', '\n');
        var cells = Split((end < 0 ? rest : rest[..end]).ToString(), delimiter);
        first = new();
        for (var i = 0; i < names.Length; i++)
        {
            if (ComtradeFields.TryFind(names[i], out var field) && field >= 0)
                first.Set(field, i < cells.Length ? cells[i] : "");
        }
        return true;
    }

    /// <summary>Puts the reader's record into <paramref name="record"/>; says what is wrong with it, or null.</summary>
    public Fault? Fill(ComtradeRecord record)
    {
        if (Reader.Count != count && !(Reader.Count == count + 1 && Reader.LastIsEmpty))
        {
            return new(null, $"the row has {Reader.Count} columns where the header has {count}"
                + (Reader.Terminated ? "" : ", and no line break ends it: the file breaks off here"));
        }
        record.GoTo(Reader.Buffer);
        for (var i = 0; i < count; i++)
        {
            if (fields[i] == NotRead)
                continue;
            if (Reader.LiesAt(i, out var start, out var length))
                record.Point(fields[i], start, length);
            else
                record.Set(fields[i], Reader[i]);
        }
        return null;
    }

    public void Dispose() => Reader.Dispose();

    private static int CountKnown(string[] names) => names.Count(name => ComtradeFields.TryFind(name, out _));

    private static string[] Split(string line, char delimiter)
    {
        var cells = line.TrimEnd(delimiter).Split(delimiter);
        for (var i = 0; i < cells.Length; i++)
            cells[i] = cells[i].Trim().Trim('"').Trim();
        return cells;
    }
}
