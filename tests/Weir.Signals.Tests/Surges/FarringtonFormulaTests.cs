using Weir.Signals.Surges;

namespace Weir.Signals.Tests.Surges;

/// <summary>The steps of Farrington flexible, each against published or computed numbers.</summary>
public class FarringtonFormulaTests
{
    private const string Folder = "signals/surveillance/";

    [Fact]
    public void Weights_damp_high_residuals_alone_and_sum_up_to_the_number_of_months()
    {
        var weights = new double[10];
        FarringtonMethod.Weights([0, 0, 0, 0, 0, 2, 2, 2, 2, 2], 0.000001, weights);
        Assert.All(weights[..5], w => Assert.Equal(1.6, w, 12));
        Assert.All(weights[5..], w => Assert.Equal(0.4, w, 12));
        var three = new double[3];
        FarringtonMethod.Weights([1, 3, 0.5], 2.58, three);
        Assert.Equal(1.42105263, three[0], 8);
        Assert.Equal(0.15789474, three[1], 8);
    }

    [Theory]
    [InlineData(1.5, 1, 10, 0.03763657)]
    [InlineData(1, 2, 9, 0.01369527)]
    public void Plug_in_bounds_for_a_mean_of_five(double dispersion, double lower, double upper, double p)
    {
        Assert.Equal(lower, Overdispersed.Quantile(0.05, 5, dispersion));
        Assert.Equal(upper, Overdispersed.Quantile(0.95, 5, dispersion));
        Assert.Equal(p, Overdispersed.AtLeast(11, 5, dispersion), 8);
    }

    [Theory]
    [InlineData(1.5, 8, 24, 0.8597797)]
    [InlineData(1, 9, 22, 0.9093099)]
    public void Bounds_at_the_mean_s_limit(double dispersion, double lower, double upper, double p)
    {
        var mean = 5 * Math.Exp(Math.Log(2) * Normal.Quantile(0.95));
        Assert.Equal(lower, Overdispersed.Quantile(0.05, mean, dispersion));
        Assert.Equal(upper, Overdispersed.Quantile(0.95, mean, dispersion));
        Assert.Equal(p, Overdispersed.AtLeast(11, mean, dispersion), 7);
    }

    [Theory]
    [InlineData(FarringtonPower.None, 8.6926872, 0.0907246)]
    [InlineData(FarringtonPower.Half, 9.3744842, 0.1189986)]
    [InlineData(FarringtonPower.TwoThirds, 9.115482, 0.1094727)]
    public void Bounds_of_the_rule_of_1996(FarringtonPower power, double upper, double p)
    {
        var scale = PowerScale.Of(5, 0.2, 1, power);
        Assert.Equal(upper, scale.Bounds(Normal.Quantile(0.95)).Upper, 6);
        Assert.Equal(p, scale.AtLeast(8), 6);
    }

    [Fact]
    public void Every_step_for_month_90_of_the_made_up_series()
    {
        var steps = Reference.Rows(Folder + "expected_toy_steps_t90.csv");
        Assert.SkipWhen(steps is null, "the reference numbers are not here");
        var time = steps.Select(r => r.Number("t") - 90).ToArray();
        var values = steps.Select(r => r.Number("y")).ToArray();
        var levels = steps.Select(r => r.Whole("season") - 1).ToArray();
        var prior = Enumerable.Repeat(1.0, values.Length).ToArray();
        var regression = new SeasonalRegression(time, values, levels, 10, new(), 0);
        Assert.True(regression.Fit(prior, withTrend: true));
        Assert.Equal(5.865872172, regression.Dispersion, 6);
        var residuals = new double[values.Length];
        regression.Residuals(residuals);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(steps[i].Number("mu1"), regression.Mean[i], 4);
            Assert.Equal(steps[i].Number("hat1"), regression.Hat(i), 6);
            Assert.Equal(steps[i].Number("anscombe"), residuals[i], 6);
        }
        FarringtonMethod.Weights(residuals, 2.58, prior);
        Assert.All(steps.Zip(prior), s => Assert.Equal(s.First.Number("omega"), s.Second, 6));
        Assert.True(regression.Fit(prior, withTrend: true));
        Assert.Equal(3.200806341, regression.Dispersion, 6);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(steps[i].Number("mu2"), regression.Mean[i], 3);
    }

    /// <summary>The reference software's standard errors after reweighting are a tenth of what they should be; these are the right ones.</summary>
    [Theory]
    [InlineData(FarringtonThreshold.Plugin, 195)]
    [InlineData(FarringtonThreshold.MeanLimit, 219)]
    [InlineData(FarringtonThreshold.Delta, 197.86)]
    public void Errors_after_reweighting_are_those_of_the_refitted_model(FarringtonThreshold threshold, double upper)
    {
        var toy = Reference.Rows(Folder + "toy_monthly.csv");
        Assert.SkipWhen(toy is null, "the reference numbers are not here");
        var values = toy.Select(r => r.Number("y")).ToArray();
        var fit = new FarringtonMethod(new() { Alpha = 0.01, Threshold = threshold }).Fit(values, 89, []);
        Assert.Equal(upper, fit.Upper, threshold == FarringtonThreshold.Delta ? 2 : 9);
        Assert.Equal(0.05687, fit.LogMeanError, 5);
        Assert.Equal(0.0384, fit.TrendP, 4);
    }

    /// <summary>Table 2 of M. Salmon, D. Schumacher, M. Höhle, J. Stat. Softw. 70(10) (2016), doi:10.18637/jss.v070.i10: weeks 48 to 52 of 2013.</summary>
    [Theory]
    [InlineData("Baden.Wuerttemberg", new double[] { 4, 3, 3, 3, 2 }, 1)]
    [InlineData("North.Rhine.Westphalia", new double[] { 3, 3, 3, 2, 2 }, 0)]
    public void Weekly_counts_have_the_published_thresholds(string state, double[] thresholds, int alarms)
    {
        var rows = Reference.Rows(Folder + "salmNewport_states.csv");
        Assert.SkipWhen(rows is null, "the reference numbers are not here");
        var days = rows.Select(r => DateOnly.ParseExact(r["date"], "yyyy-MM-dd", null)).ToList();
        var values = rows.Select(r => r.Number(state)).ToArray();
        var method = new FarringtonMethod(new() { Alpha = 0.05, Frequency = 52, Years = 4, HalfWindow = 3, Periods = 10, Excluded = 26 });
        var last = days.FindLastIndex(d => d.Year == 2013 && d <= new DateOnly(2013, 12, 29));
        List<double> found = [];
        var alarmed = 0;
        for (var at = last - 4; at <= last; at++)
        {
            var references = Enumerable.Range(1, 4).Select(year => Nearest(days, days[at].AddYears(-year))).ToArray();
            var fit = method.Fit(values, at, references);
            found.Add(fit.Upper);
            alarmed += values[at] > fit.Upper ? 1 : 0;
        }
        Assert.Equal(thresholds, found);
        Assert.Equal(alarms, alarmed);
    }

    private static int Nearest(List<DateOnly> days, DateOnly day) =>
        Enumerable.Range(0, days.Count).MinBy(i => Math.Abs(days[i].DayNumber - day.DayNumber));
}
