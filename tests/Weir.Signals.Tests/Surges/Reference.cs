using System.Globalization;
using System.IO.Compression;

namespace Weir.Signals.Tests.Surges;

/// <summary>Published and computed reference numbers, read where they are present; null where they are not.</summary>
internal static class Reference
{
    /// <summary>The rows of a comma-separated file below the samples' <c>trade</c> folder, as text by column; null where there is no such file.</summary>
    public static List<Dictionary<string, string>>? Rows(string path)
    {
        var file = Find(path);
        if (file is null)
            return null;
        using Stream raw = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        var header = Cells(reader.ReadLine()!);
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line)
        {
            var cells = Cells(line);
            rows.Add(header.Select((name, i) => (name, cells[i])).ToDictionary(c => c.name, c => c.Item2));
        }
        return rows;
    }

    public static double Number(this Dictionary<string, string> row, string column) =>
        double.Parse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture);

    public static int Whole(this Dictionary<string, string> row, string column) => (int)row.Number(column);

    private static string[] Cells(string line) => [.. line.Split(',').Select(c => c.Trim(' ', '"'))];

    private static string? Find(string path)
    {
        var roots = new List<string>();
        if (Environment.GetEnvironmentVariable("WEIR_SAMPLES") is { Length: > 0 } named)
            roots.Add(named);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            roots.Add(Path.Combine(folder.FullName, "shared", "data"));
        return roots.Select(r => Path.Combine(r, "trade", path)).FirstOrDefault(File.Exists);
    }
}
