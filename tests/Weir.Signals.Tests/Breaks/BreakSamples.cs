using System.Globalization;
using System.Text.Json;

namespace Weir.Signals.Tests.Breaks;

/// <summary>Reference series and answers that lie beside the repository on some machines.</summary>
internal static class BreakSamples
{
    /// <summary>The path of a file below <c>trade</c> of the samples, or the test is skipped.</summary>
    public static string Need(params string[] path)
    {
        var folder = Environment.GetEnvironmentVariable("WEIR_SAMPLES") is { Length: > 0 } set ? set : null;
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); folder is null && up is not null; up = up.Parent)
        {
            if (File.Exists(Path.Combine(up.FullName, "Weir.slnx")))
                folder = Path.Combine(up.Parent!.FullName, "shared", "data");
        }
        var full = Path.Combine([folder ?? "none", "trade", .. path]);
        Assert.SkipUnless(File.Exists(full), $"no sample file {full} on this machine");
        return full;
    }

    /// <summary>The series of the reference implementation's tests, by name.</summary>
    public static Dictionary<string, double[]> Series() =>
        File.ReadLines(Need("signals", "changepoint", "changepoint_series.csv")).Skip(1).Select(l => l.Split(','))
            .GroupBy(c => c[0], c => double.Parse(c[2], CultureInfo.InvariantCulture))
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>The answers of R changepoint 2.3.</summary>
    public static IEnumerable<ExpectedBreaks> Expected() =>
        File.ReadLines(Need("signals", "changepoint", "expected_changepoint.csv")).Skip(1)
            .Select(l => l.Split("\",\"").SelectMany(c => c.Split("\",")).SelectMany(c => c.Split(",\"")).Select(c => c.Trim('"')).ToArray())
            .Select(c => new ExpectedBreaks(
                c[0], c[1], c[2], c[3], c[5], int.Parse(c[6].Split(',')[0], CultureInfo.InvariantCulture),
                [.. c[^2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(b => int.Parse(b, CultureInfo.InvariantCulture))]));

    /// <summary>The annotated series of the Turing Change Point Dataset that are there: name, whether monthly, values, annotations.</summary>
    public static IEnumerable<AnnotatedSeries> Annotated()
    {
        var file = Need("signals", "changepoint", "tcpd", "annotations.json");
        using var annotations = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.json").Where(p => p != file).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            var name = root.GetProperty("name").GetString()!;
            yield return new(
                name,
                root.GetProperty("time").TryGetProperty("format", out var format) && format.GetString() == "%Y-%m",
                [.. root.GetProperty("series")[0].GetProperty("raw").EnumerateArray().Select(v => v.GetDouble())],
                [.. annotations.RootElement.GetProperty(name).EnumerateObject().Select(p => p.Value.EnumerateArray().Select(v => v.GetInt32()).ToArray())]);
        }
    }
}

internal sealed record ExpectedBreaks(string Series, string Function, string Method, string Penalty, string Statistic, int Minimum, int[] Breaks);

internal sealed record AnnotatedSeries(string Name, bool Monthly, double[] Values, int[][] Annotations);
