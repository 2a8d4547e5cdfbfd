namespace Weir.Trade;

/// <summary>
/// A table of facts that is compiled in: tab-separated UTF-8 text with a header line. Tables are read when first asked
/// for, so that a command which needs none of them pays for none.
/// </summary>
internal static class FactTable
{
    /// <summary>The rows of <paramref name="file"/> below its header, each split at its tabs.</summary>
    /// <exception cref="InvalidOperationException">The table is not compiled in, or a row has other than <paramref name="columns"/> columns.</exception>
    public static IEnumerable<string[]> Rows(string file, int columns)
    {
        using var stream = typeof(FactTable).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"the table {file} is not compiled into Weir.Trade");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var number = 1;
        while (reader.ReadLine() is { } line)
        {
            number++;
            var row = line.Split('\t');
            if (row.Length != columns)
                throw new InvalidOperationException($"{file} line {number}: {row.Length} columns where there should be {columns}");
            yield return row;
        }
    }
}
