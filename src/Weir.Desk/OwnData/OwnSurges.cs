using System.Runtime.InteropServices;
using Weir.Signals.Surges;
using Weir.Sources.OwnData;
using Weir.Trade;

namespace Weir.Desk.OwnData;

/// <summary>Which months of a user's series are judged.</summary>
public enum SurgeScope
{
    /// <summary>The last month of each series.</summary>
    Last,

    /// <summary>Every month, each by the months before it.</summary>
    All,
}

/// <summary>A month of a user's series.</summary>
/// <param name="Series">The series' name.</param>
/// <param name="Period">The month.</param>
/// <param name="Finding">What is found, or why nothing can be said.</param>
/// <param name="Q">False discovery rate among all months judged in the same run (Benjamini and Hochberg); not-a-number where there is no p-value.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OwnSurge(string Series, Period Period, SurgeFinding Finding, double Q);

/// <summary>Surges in a table of the user's own: columns <c>series</c>, <c>period</c> and <c>value</c>, a row a month, in any order.</summary>
/// <param name="File">The file.</param>
/// <param name="Method">The method.</param>
/// <param name="Alpha">The rate of false alarms that the upper bound is for.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="SeriesCount">Series in them.</param>
/// <param name="Negative">Months with a negative value; they are not judged, and as history they count as not known.</param>
/// <param name="Found">The months judged: series in the order of the file, months in that of the calendar.</param>
public sealed record OwnSurges(string File, string Method, double Alpha, long Rows, int SeriesCount, int Negative, IReadOnlyList<OwnSurge> Found)
{
    /// <summary>The longest series that is taken, in months: two hundred years. A year mistyped as 20245 would otherwise ask for all memory.</summary>
    public const int LongestSeries = 2400;

    private static readonly string[] Needed = ["series", "period", "value"];

    /// <summary>Reads the file as a stream and judges it. What is kept is sixteen bytes a row.</summary>
    /// <exception cref="OwnDataException">The file has mistakes: all of them, with their lines.</exception>
    public static async Task<OwnSurges> OfFileAsync(string path, ISurgeMethod method, SurgeScope scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(method);
        await using var table = await OwnTable.OpenAsync(path, Needed, [], cancellation);
        var all = new Dictionary<string, Gathered>(StringComparer.Ordinal);
        var byName = all.GetAlternateLookup<ReadOnlySpan<char>>();
        var order = new List<string>();
        long count = 0;
        while (await table.ReadAsync(cancellation))
        {
            count++;
            var name = table.Need("series");
            if (!byName.TryGetValue(name, out var rows))
            {
                order.Add(name.ToString());
                all[order[^1]] = rows = new();
            }
            var period = table.Period("period");
            var value = table.Number("value");
            if (period is not { } month)
                continue;
            if (!month.IsMonth)
            {
                table.Mistake($"period: {month} is a year; surges are judged by month, so write 2025-08");
                continue;
            }
            rows.Add(new((month.Year * 12) + month.MonthOfYear - 1, (int)Math.Min(table.Line, int.MaxValue), value ?? double.NaN));
        }
        var dense = order.ConvertAll(name => all[name].Dense(name, table));
        table.ThrowIfMistaken();
        all.Clear();
        if (count == 0)
            throw new OwnDataException($"{table.Name}: there is no row below the header");
        var found = Judge(order, dense, method, scope, cancellation);
        return new(table.Name, method.Id, method.Alpha, count, order.Count, dense.Sum(Negatives), found);
    }

    private static int Negatives(MonthlyValues values)
    {
        var count = 0;
        foreach (var value in values.Span)
            count += value < 0 ? 1 : 0;
        return count;
    }

    private static OwnSurge[] Judge(List<string> names, List<MonthlyValues> series, ISurgeMethod method, SurgeScope scope, CancellationToken cancellation)
    {
        var starts = new int[series.Count + 1];
        for (var s = 0; s < series.Count; s++)
            starts[s + 1] = checked(starts[s] + (scope == SurgeScope.All ? series[s].Count : 1));
        var found = new OwnSurge[starts[^1]];
        Parallel.For(0, series.Count, new() { CancellationToken = cancellation }, s =>
        {
            var values = series[s];
            var workspace = SurgeWorkspace.OfThread;
            for (var i = starts[s]; i < starts[s + 1]; i++)
            {
                var at = values.Count - (starts[s + 1] - i);
                found[i] = new(names[s], values.PeriodAt(at), method.Judge(values, at, workspace), double.NaN);
            }
        });
        var q = FalseDiscovery.BenjaminiHochberg(Array.ConvertAll(found, f => f.Finding.P));
        for (var i = 0; i < found.Length; i++)
            found[i] = found[i] with { Q = q[i] };
        return found;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(int Month, int Line, double Value);

    private sealed class Gathered
    {
        private readonly List<Row> rows = [];

        public void Add(Row row) => rows.Add(row);

        public MonthlyValues Dense(string name, OwnTable table)
        {
            if (rows.Count == 0)
                return new(Period.Month(1, 1), default);
            rows.Sort((a, b) => a.Month != b.Month ? a.Month.CompareTo(b.Month) : a.Line.CompareTo(b.Line));
            for (var i = 1; i < rows.Count; i++)
            {
                if (rows[i].Month == rows[i - 1].Month)
                    table.MistakeAt(rows[i].Line, $"series '{name}' has {At(rows[i].Month)} already in line {rows[i - 1].Line}; one row a month, so add them up or leave one out");
            }
            var length = rows[^1].Month - rows[0].Month + 1;
            if (length > LongestSeries)
            {
                table.MistakeAt(rows[^1].Line, $"series '{name}' would span {length} months, from {At(rows[0].Month)}; at most {LongestSeries} are taken");
                return new(At(rows[0].Month), default);
            }
            var values = new double[length];
            values.AsSpan().Fill(double.NaN);
            foreach (var row in rows)
                values[row.Month - rows[0].Month] = row.Value;
            var first = At(rows[0].Month);
            rows.Clear();
            rows.TrimExcess();
            return new(first, values);
        }

        private static Period At(int month) => Period.Month(month / 12, (month % 12) + 1);
    }
}
