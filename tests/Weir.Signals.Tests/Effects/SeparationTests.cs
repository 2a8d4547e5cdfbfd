using System.Globalization;
using Weir.Signals.Effects;

namespace Weir.Signals.Tests.Effects;

public class SeparationTests
{
    [Theory]
    [InlineData("01", "x1 x2", "id1 id2")]
    [InlineData("02", "", "id1 id2")]
    [InlineData("03", "", "id1 id2 id3")]
    [InlineData("04", "", "id1 id2")]
    [InlineData("05", "x1 x2 x3 x4", "")]
    [InlineData("06", "x1 x2 x3 x4", "")]
    [InlineData("07", "x1 x2", "id1 id2")]
    [InlineData("08", "x1 x2", "id1 id2")]
    [InlineData("09", "x1 x2 x3", "")]
    [InlineData("guide_readme10", "x1 x2 x3", "")]
    public void The_very_observations_are_flagged(string set, string regressors, string effects)
    {
        var data = SampleTable.Need($"separation/{set}.csv");
        var panel = new Panel { Outcome = data.Numbers("y"), Regressors = data.Regressors(regressors), Effects = data.Factors(effects) };
        var fit = PseudoPoisson.Fit(panel, new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None }, TestContext.Current.CancellationToken);
        var separated = data.Numbers("separated");
        Assert.Equal(Enumerable.Range(0, data.Count).Where(i => separated[i] == 1), fit.Separated);
        Assert.True(fit.SeparationSettled);
        Assert.Equal(EffectObstacle.None, fit.Obstacle);
        Assert.True(fit.Score < 1e-9, $"score {fit.Score}");
        var expected = SampleTable.Need("separation/expected_separation.csv").Where("file", set + ".csv");
        if (expected.Count == 0)
            return;
        Assert.Equal(expected.Numbers("deviance")[0], fit.Deviance, 1e-8);
        foreach (var pair in expected.Texts("coef")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=')[0], double.Parse(pair.Split('=')[1], CultureInfo.InvariantCulture));
            Near.Coefficient(value, fit.Term(name)!.Coefficient, name);
        }
        Assert.Equal(expected.Texts("dropped_collinear")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries), fit.Dropped.Select(d => d.Name));
    }

    [Fact]
    public void The_case_of_the_ppmlhdfe_guide()
    {
        var data = SampleTable.Of("""
            y,x1,x2,x3
            0,0,1,0
            0,0,0,0
            0,0,0,0
            0,0,0,0
            0,1,9,0
            2,21,21,21
            3,0,0,0
            5,0,0,0
            7,0,0,0
            10,-18,-18,0
            """);
        var fit = PseudoPoisson.Fit(
            new() { Outcome = data.Numbers("y"), Regressors = data.Regressors("x1 x2 x3") },
            new() { Errors = ErrorKind.Robust },
            TestContext.Current.CancellationToken);
        Assert.Equal([0, 4], fit.Separated);
        Assert.Equal(0, fit.SeparatedByGroups);
        Near.Coefficient(.0663904700, fit.Term("x3")!.Coefficient + 0, "x3");
    }
}
