using Weir.Trade;

namespace Weir.Desk.Charts;

/// <summary>A known value of a chart, in the chart's unit.</summary>
/// <param name="Index">Index of its period on the axis.</param>
/// <param name="Low">The value, or the lower end of a range.</param>
/// <param name="High">The value, or the upper end.</param>
/// <param name="State">What is known of it; never <see cref="PointState.NoData"/>.</param>
/// <param name="Estimated">Whether the source estimated it.</param>
internal readonly record struct ChartPoint(int Index, double Low, double High, PointState State, bool Estimated)
{
    public bool IsRange => High != Low;
}

/// <summary>One series as drawn.</summary>
/// <param name="Group">Index of its label among <see cref="ChartData.Labels"/>.</param>
/// <param name="Status">Official, reported or modelled.</param>
/// <param name="Points">Known points by period.</param>
internal sealed record DrawnLine(int Group, ObservationStatus Status, IReadOnlyList<ChartPoint> Points);

/// <summary>Series brought onto one axis of periods and one unit.</summary>
internal sealed record ChartData(IReadOnlyList<Period> Periods, IReadOnlyList<string> Labels, IReadOnlyList<DrawnLine> Lines)
{
    public IEnumerable<ChartPoint> Points => Lines.SelectMany(l => l.Points);

    /// <summary>Runs of periods for which nothing at all is known: first index and length.</summary>
    public IReadOnlyList<(int First, int Count)> Gaps()
    {
        var known = Points.Select(p => p.Index).ToHashSet();
        return Runs(Enumerable.Range(0, Periods.Count).Where(i => !known.Contains(i)));
    }

    /// <summary>How many periods of the axis are known in any series of a group.</summary>
    public int Known(int group) => Lines.Where(l => l.Group == group).SelectMany(l => l.Points).Select(p => p.Index).Distinct().Count();

    public static ChartData From(ChartSpec spec)
    {
        var labels = spec.Lines.Select(l => l.Label).Distinct(StringComparer.Ordinal).ToArray();
        var all = spec.Lines.SelectMany(l => l.Series.Points).Select(p => p.Period).ToArray();
        if (all.Select(p => p.IsMonth).Distinct().Count() > 1)
            throw new ArgumentException("months and years can't share one axis; draw them apart", nameof(spec));
        var periods = all.Length == 0 ? [] : all.Min().To(all.Max()).ToArray();
        var index = periods.Select((p, i) => (p, i)).ToDictionary(x => x.p, x => x.i);
        var lines = spec.Lines.Select(line => new DrawnLine(
            Array.IndexOf(labels, line.Label),
            line.Series.Status,
            [.. line.Series.Points.Where(p => p.State != PointState.NoData && p.Value is double v && double.IsFinite(v)).OrderBy(p => p.Period).Select(p =>
            {
                var low = line.Series.Unit.Convert(p.Value!.Value, spec.Unit);
                var high = line.UpTo?.At(p.Period) is double h && double.IsFinite(h) ? line.UpTo.Unit.Convert(h, spec.Unit) : low;
                return new ChartPoint(index[p.Period], Math.Min(low, high), Math.Max(low, high), p.State, p.Estimated);
            })]));
        return new(periods, labels, [.. lines]);
    }

    /// <summary>Neighbouring indexes put together.</summary>
    public static IReadOnlyList<(int First, int Count)> Runs(IEnumerable<int> ascending)
    {
        var runs = new List<(int First, int Count)>();
        foreach (var i in ascending)
        {
            if (runs.Count > 0 && runs[^1] is var (first, count) && first + count == i)
                runs[^1] = (first, count + 1);
            else
                runs.Add((i, 1));
        }
        return runs;
    }
}
