namespace Weir.Desk.Charts;

/// <summary>Draws a prediction interval behind a line.</summary>
internal static class BandDrawing
{
    // A band that reaches further would squeeze the values it is there for.
    private const double FurthestOverValues = 1.25;

    /// <summary>The values that the axis should reach for the band's sake.</summary>
    public static IEnumerable<double> Reach(ChartBand? band, ChartData data)
    {
        if (band is null || !data.Points.Any())
            return [];
        var most = data.Points.Max(p => p.High) * FurthestOverValues;
        return band.Points.Select(p => Math.Min(p.High, most)).Concat(band.Points.Select(p => Math.Max(p.Low, 0)));
    }

    public static void Draw(Canvas svg, ChartBand band, ChartData data, Func<int, double> x, Func<double, double> y)
    {
        var index = data.Periods.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => p.i);
        var points = band.Points.Where(p => index.ContainsKey(p.Period)).ToDictionary(p => index[p.Period]);
        foreach (var (first, count) in ChartData.Runs(points.Keys.Order()))
        {
            var run = Enumerable.Range(first, count).Select(i => (X: x(i), Point: points[i])).ToList();
            // A band of one period has no width of its own.
            if (count == 1)
                run = [(run[0].X - 3, run[0].Point), (run[0].X + 3, run[0].Point)];
            var outline = run.Select(r => (r.X, Y: y(r.Point.High))).Concat(run.AsEnumerable().Reverse().Select(r => (r.X, Y: y(r.Point.Low))));
            svg.Raw($"<polygon points=\"{string.Join(' ', outline.Select(p => $"{Canvas.N(p.X)},{Canvas.N(p.Y)}"))}\" fill=\"{Canvas.Axis}\" fill-opacity=\"0.22\"/>");
            svg.Raw($"<polyline points=\"{string.Join(' ', run.Select(r => $"{Canvas.N(r.X)},{Canvas.N(y(r.Point.Expected))}"))}\" fill=\"none\" stroke=\"{Canvas.Axis}\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"/>");
        }
        foreach (var (i, point) in points.Where(p => p.Value.IsAbove))
        {
            if (data.Lines[0].Points.Where(p => p.Index == i).Select(p => (double?)p.High).FirstOrDefault() is { } value)
                svg.Raw($"<circle cx=\"{Canvas.N(x(i))}\" cy=\"{Canvas.N(y(value))}\" r=\"8.5\" fill=\"none\" stroke=\"{Canvas.Ink}\" stroke-width=\"1.5\"/>");
        }
    }
}
