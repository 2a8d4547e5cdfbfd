using Weir.Signals.Surges;

namespace Weir.Signals.Tests.Surges;

public class FarringtonTests
{
    private const string Folder = "signals/surveillance/";

    private static readonly FarringtonOptions Monthly = new() { Alpha = 0.01 };

    public static TheoryData<string> Settings => ["A_nbPlugin_w1_p10_past6_pT1", "D_nbPlugin_notrend", "E_nbPlugin_p12_w0", "G_noReweight"];

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_made_up_series_has_the_bounds_of_R(string setting)
    {
        var options = setting[0] switch
        {
            'D' => Monthly with { Trend = false },
            'E' => Monthly with { HalfWindow = 0, Periods = 12 },
            'G' => Monthly with { Reweight = false },
            _ => Monthly,
        };
        var values = Toy();
        var expected = Reference.Rows(Folder + "expected_toy_monthly.csv");
        Assert.SkipWhen(values is null || expected is null, "the reference numbers are not here");
        var compared = 0;
        foreach (var row in expected.Where(r => r["setting"] == setting))
        {
            Same(new FarringtonMethod(options).Fit(values, row.Whole("t") - 1, []), row, $"{setting} {row["t"]}");
            compared++;
        }
        Assert.Equal(12, compared);
    }

    [Fact]
    public void Rotavirus_by_month_has_the_bounds_and_alarms_of_R()
    {
        var data = Reference.Rows(Folder + "rotaBB_monthly.csv");
        var expected = Reference.Rows(Folder + "expected_rotaBB_monthly.csv");
        Assert.SkipWhen(data is null || expected is null, "the reference numbers are not here");
        string[] columns = ["X00.04", "X05.09", "X10.14", "X15.69", "X70."];
        string[] groups = ["00-04", "05-09", "10-14", "15-69", "70+"];
        int[] alarms = [1, 1, 1, 4, 4];
        var method = new FarringtonMethod(Monthly);
        var compared = 0;
        for (var g = 0; g < groups.Length; g++)
        {
            var values = data.Select(r => r.Number(columns[g])).ToArray();
            var found = 0;
            foreach (var row in expected.Where(r => r["series"] == groups[g] && r["threshold"] == "nbPlugin"))
            {
                var at = row.Whole("t") - 1;
                var fit = method.Fit(values, at, []);
                Same(fit, row, $"{groups[g]} {row["t"]}");
                found += values[at] > fit.Upper ? 1 : 0;
                compared++;
            }
            Assert.Equal(alarms[g], found);
        }
        Assert.Equal(180, compared);
    }

    [Fact]
    public void Simulated_series_of_all_28_scenarios_have_the_bounds_of_R()
    {
        var data = Reference.Rows(Folder + "sim_monthly_w1_p10_past6_alpha0.025.csv.gz");
        var expected = Reference.Rows(Folder + "expected_sim_monthly_w1_p10_past6_alpha0.025.csv.gz");
        Assert.SkipWhen(data is null || expected is null, "the reference numbers are not here");
        var series = data.GroupBy(r => (r["scenario"], r["rep"])).ToDictionary(g => g.Key, g => g.Select(r => r.Number("y")).ToArray());
        var method = new FarringtonMethod(Monthly with { Alpha = 0.025 });
        var differ = new List<string>();
        foreach (var row in expected)
        {
            var fit = method.Fit(series[(row["scenario"], row["rep"])], row.Whole("t") - 1, []);
            if (Difference(fit, row) is { } difference)
                differ.Add($"{row["scenario"]}/{row["rep"]}/{row["t"]}: {difference}");
        }
        Assert.Equal(6720, expected.Count);
        // 23 points of one series have a history of zeros, of which nothing is said here (R: a mean of 4e-12, a bound of 0). Two have a season
        // without a case, whose coefficient is still on its way to minus infinity when the steps end: the bound is the same, the rest depends on when they end.
        Assert.Equal(23, differ.Count(d => d.StartsWith("5/10/", StringComparison.Ordinal) && d.Contains("HistoryIsZero", StringComparison.Ordinal)));
        string[] onTheWay = ["7/3/124: mean", "13/8/142: dispersion"];
        Assert.All(differ, d => Assert.True(d.Contains("HistoryIsZero", StringComparison.Ordinal) || onTheWay.Any(o => d.StartsWith(o, StringComparison.Ordinal)), d));
        Assert.Equal(25, differ.Count);
    }

    private static void Same(in FarringtonFit fit, Dictionary<string, string> row, string name) => Assert.True(Difference(fit, row) is null, $"{name}: {Difference(fit, row)}");

    private static string? Difference(in FarringtonFit fit, Dictionary<string, string> row)
    {
        if (fit.Obstacle != SurgeObstacle.None)
            return $"{fit.Obstacle} where R has mean {row["mu0"]}, bound {row["upper"]}";
        if (fit.Upper != row.Number("upper"))
            return $"bound {fit.Upper} where R has {row["upper"]}";
        if (Math.Abs((fit.Mean / row.Number("mu0")) - 1) > 1e-4)
            return $"mean {fit.Mean} where R has {row["mu0"]}";
        if (Math.Abs((fit.Dispersion / row.Number("phi")) - 1) > 1e-4)
            return $"dispersion {fit.Dispersion} where R has {row["phi"]}";
        if (fit.Trend != (row.Whole("trend") == 1))
            return $"trend {fit.Trend} where R has {row["trend"]}";
        return null;
    }

    private static double[]? Toy() => Reference.Rows(Folder + "toy_monthly.csv")?.Select(r => r.Number("y")).ToArray();
}
