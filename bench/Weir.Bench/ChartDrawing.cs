using BenchmarkDotNet.Attributes;
using Weir.Desk.Charts;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Bench;

/// <summary>How long the drawing in a page takes: three lines over five years of months, with gaps.</summary>
[MemoryDiagnoser]
public class ChartDrawing
{
    private const int Months = 60;

    private readonly Words words = Words.For("en");
    private ChartSpec chart = null!;

    [GlobalSetup]
    public void Prepare() => chart = new ChartSpec("Fibre-optic cable from China", [Line("RUS", 1), Line("KAZ", 2), Line("UKR", 3)], Units.Kilometre);

    [Benchmark(Description = "series chart, 3 lines of 60 months")]
    public string Draw() => SeriesChart.Svg(chart, words);

    private static ChartLine Line(string partner, int seed)
    {
        if (!Economies.TryFind("CHN", out var china) || !Economies.TryFind(partner, out var destination))
            throw new InvalidOperationException($"no economy {partner}");
        var month = Period.Month(2021, 1);
        var points = new List<SeriesPoint>();
        for (var i = 0; i < Months; i++, month = month.Next())
        {
            var known = (i + seed) % 11 != 0;
            points.Add(new(month, known ? 10_000 * seed * (1 + (i % 7)) : null, known ? PointState.Observed : PointState.NoData, []));
        }
        return new(partner, new(new("gacc", china, destination, Flow.Export, "854470"), Units.Kilometre, ObservationStatus.Official, points));
    }
}
