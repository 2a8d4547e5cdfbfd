using Weir.Signals.Surges;

namespace Weir.Bench.Surges;

/// <summary>
/// STL + ESD as monitoring tools have it: seasonal-trend decomposition by loess with a periodic season (Cleveland and others 1990, two inner rounds) of log(1 + value) up to the judged month,
/// and the remainder of that month in units of the median absolute deviation of all remainders (the first step of a generalised ESD test with robust centre and scale).
/// </summary>
internal static class SeasonalTrend
{
    private const int Year = 12;

    public static Verdict Judge(MonthlyValues values, int at)
    {
        var from = Math.Max(0, at - 60);
        var y = values.Span[from..(at + 1)].ToArray().Select(v => Math.Log(1 + v)).ToArray();
        if (y.Length <= 2 * Year)
            return Verdict.None;
        var season = new double[y.Length];
        var trend = new double[y.Length];
        for (var round = 0; round < 2; round++)
        {
            var detrended = y.Zip(trend, (a, b) => a - b).ToArray();
            for (var month = 0; month < Year; month++)
            {
                var own = Enumerable.Range(0, y.Length).Where(i => i % Year == month).ToList();
                var mean = own.Average(i => detrended[i]);
                own.ForEach(i => season[i] = mean);
            }
            var middle = season.Take(Year).Average();
            for (var i = 0; i < y.Length; i++)
                season[i] -= middle;
            trend = Loess([.. y.Zip(season, (a, b) => a - b)], 23);
        }
        var remainder = y.Select((v, i) => v - season[i] - trend[i]).ToArray();
        var median = Median(remainder);
        var deviation = 1.4826 * Median([.. remainder.Select(r => Math.Abs(r - median))]);
        return deviation > 1e-12 ? new((remainder[^1] - median) / deviation, double.NaN, double.NaN) : Verdict.None;
    }

    private static double[] Loess(double[] y, int span)
    {
        var smooth = new double[y.Length];
        var width = Math.Min(span, y.Length);
        for (var i = 0; i < y.Length; i++)
        {
            var left = Math.Clamp(i - (width / 2), 0, y.Length - width);
            var reach = Math.Max(i - left, left + width - 1 - i) + 1e-9;
            double w0 = 0, w1 = 0, w2 = 0, z0 = 0, z1 = 0;
            for (var j = left; j < left + width; j++)
            {
                var u = Math.Abs(j - i) / reach;
                var w = Math.Pow(1 - Math.Min(1, u * u * u), 3);
                double x = j - i;
                (w0, w1, w2, z0, z1) = (w0 + w, w1 + (w * x), w2 + (w * x * x), z0 + (w * y[j]), z1 + (w * x * y[j]));
            }
            var determinant = (w0 * w2) - (w1 * w1);
            smooth[i] = Math.Abs(determinant) > 1e-12 ? ((w2 * z0) - (w1 * z1)) / determinant : z0 / w0;
        }
        return smooth;
    }

    private static double Median(double[] numbers)
    {
        var sorted = numbers.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
