using System.Globalization;
using System.IO.Compression;

namespace Weir.Bench.Surges;

/// <summary>Real monthly series, read where the samples' folder has them.</summary>
internal static class RealSeries
{
    /// <summary>By name, months in order; not-a-number where a month is missing.</summary>
    public static IReadOnlyList<(string Name, double[] Values)> Load(string trade)
    {
        var series = new List<(string, double[])>();
        AddLong(series, trade, "signals/series/m3_monthly_sample.csv.gz", r => $"M3 {r["series"]}", r => Month(r["year"], r["month"]), "value");
        AddLong(series, trade, "signals/series/r_datasets_monthly.csv", r => r["series"], r => Month(r["year"], r["month"]), "value");
        AddLong(series, trade, "comtrade/qennis+ChinaCriticalMineralComtrade/deep_dive_hs6_monthly.csv", r => $"China {r["hs6"]} {r["partner_name"]}", Dated("period_dt", '-'), "val");
        AddLong(series, trade, "customs/misc-totals/japan-china-trade-data.csv", _ => "Japan to China", Dated("Date", '/'), "Exports");
        AddLong(series, trade, "customs/misc-totals/japan-china-trade-data.csv", _ => "China to Japan", Dated("Date", '/'), "Imports");
        AddLong(series, trade, "customs/misc-totals/korea-china-trade-data.csv", _ => "Korea to China", Dated("Date", '.'), "Exports");
        AddLong(series, trade, "customs/misc-totals/korea-china-trade-data.csv", _ => "China to Korea", Dated("Date", '.'), "Imports");
        foreach (var age in (string[])["X00.04", "X05.09", "X10.14", "X15.69", "X70."])
            AddLong(series, trade, "signals/surveillance/rotaBB_monthly.csv", _ => $"rotavirus {age}", Dated("date", '-'), age);
        return series;
    }

    private static Func<Dictionary<string, string>, int> Dated(string column, char separator) => row =>
    {
        var parts = row[column].Split(separator);
        return Month(parts[0], parts[1]);
    };

    private static int Month(string year, string month) =>
        (int.Parse(year, CultureInfo.InvariantCulture) * 12) + int.Parse(month, CultureInfo.InvariantCulture) - 1;

    private static void AddLong(
        List<(string Name, double[] Values)> series, string trade, string path, Func<Dictionary<string, string>, string> name, Func<Dictionary<string, string>, int> month, string value)
    {
        var file = Path.Combine(trade, path);
        if (!File.Exists(file))
            return;
        foreach (var group in Rows(file).GroupBy(name, StringComparer.Ordinal))
        {
            var points = group.Where(r => r[value].Length > 0).Select(r => (Month: month(r), Value: double.Parse(r[value], CultureInfo.InvariantCulture))).ToList();
            var first = points.Min(p => p.Month);
            var values = Enumerable.Repeat(double.NaN, points.Max(p => p.Month) - first + 1).ToArray();
            foreach (var (at, number) in points)
                values[at - first] = number;
            series.Add((group.Key, values));
        }
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using Stream raw = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
        var line = reader.ReadLine();
        if (line is null)
            yield break;
        var separator = line.Contains(';') ? ';' : ',';
        var header = Cells(line, separator);
        while ((line = reader.ReadLine()) is not null)
        {
            var cells = Cells(line, separator);
            var row = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < header.Count && i < cells.Count; i++)
                row[header[i]] = cells[i];
            yield return row;
        }
    }

    private static List<string> Cells(string line, char separator)
    {
        var cells = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"')
                quoted = !quoted;
            if (i < line.Length && (quoted || line[i] != separator))
                continue;
            cells.Add(line[start..i].Trim(' ', '"'));
            start = i + 1;
        }
        return cells;
    }
}
