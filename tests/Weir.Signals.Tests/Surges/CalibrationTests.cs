using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Signals.Tests.Surges;

/// <summary>How often the default calls untouched months surges, and what it finds: a short form of <c>bench/surges</c>.</summary>
public class CalibrationTests
{
    [Theory]
    [InlineData("log-normal")]
    [InlineData("heavy tails")]
    [InlineData("counts")]
    [InlineData("few counts")]
    public void One_untouched_month_in_forty_lies_beyond_two_and_a_half_per_cent(string kind)
    {
        var random = new Random(20260101);
        const int Series = 3000;
        var (plain, drawn) = (0, 0);
        for (var s = 0; s < Series; s++)
        {
            var finding = SurgeMethods.Default.Judge(Draw(kind, random, 61), 60);
            plain += finding.P <= 0.025 ? 1 : 0;
            drawn += finding.PBeyond + (random.NextDouble() * (finding.P - finding.PBeyond)) <= 0.025 ? 1 : 0;
        }
        // Three standard errors of 3,000 draws are 0.86 points.
        Assert.InRange(100.0 * drawn / Series, 1.6, 3.4);
        Assert.InRange(100.0 * plain / Series, 0, 3.4);
    }

    [Fact]
    public void Of_threefold_months_after_two_years_nine_in_ten_are_found()
    {
        var random = new Random(20260102);
        var found = 0;
        for (var s = 0; s < 500; s++)
        {
            var values = Draw("log-normal", random, 25).Span.ToArray();
            values[24] *= 3;
            found += SurgeMethods.Default.Judge(new(Period.Month(2024, 1), values), 24).IsSurge ? 1 : 0;
        }
        Assert.True(found >= 450, $"{found} of 500");
    }

    private static MonthlyValues Draw(string kind, Random random, int months)
    {
        var values = new double[months];
        for (var t = 0; t < months; t++)
        {
            var season = 0.3 * Math.Sin(2 * Math.PI * t / 12);
            values[t] = kind switch
            {
                "log-normal" => 5e4 * Math.Exp(season + (0.25 * Bell(random))),
                "heavy tails" => 5e4 * Math.Exp(season + (0.2 * Bell(random) / Math.Sqrt((Square(random) + Square(random) + Square(random) + Square(random) + Square(random)) / 5))),
                "counts" => Poisson(random, 30 * Math.Exp(season)),
                _ => Poisson(random, 1.5),
            };
        }
        return new(Period.Month(2018, 1), values);
    }

    private static double Square(Random random) => Math.Pow(Bell(random), 2);

    private static double Bell(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Poisson(Random random, double mean)
    {
        var (count, left) = (-1, mean);
        for (; left >= 0; count++)
            left += Math.Log(1 - random.NextDouble());
        return count;
    }
}
