using CsCheck;
using Weir.Signals.Effects;

namespace Weir.Signals.Tests.Effects;

public class PseudoPoissonTests
{
    private const string Small = """
        i,t,x,z,y
        1,1,0.22,1,3
        1,2,-0.54,1,4
        1,3,0.89,0,0
        1,4,0.6,1,10
        2,1,1.64,1,5
        2,2,0.69,0,4
        2,3,-1.28,0,2
        2,4,-0.21,1,5
        3,1,1.9,1,26
        3,2,1.78,1,0
        3,3,0.57,1,7
        3,4,0.02,0,4
        4,1,0.38,1,18
        4,2,-0.05,0,7
        4,3,0.03,1,23
        4,4,0.17,0,4
        5,1,1.17,0,0
        5,2,-0.04,0,4
        5,3,-0.1,1,42
        5,4,-0.28,0,9
        6,1,1.54,1,31
        6,2,0.17,0,10
        6,3,1.31,0,40
        6,4,1.29,0,32
        """;

    private static readonly SampleTable Data = SampleTable.Of(Small);

    private static Panel Panel => new() { Outcome = Data.Numbers("y"), Regressors = Data.Regressors("x z"), Effects = Data.Factors("i t") };

    /// <summary>R 4.2.2, glm with dummies and the sandwich from its formula.</summary>
    [Fact]
    public void Two_sets_of_effects_as_R_has_them()
    {
        var robust = Fit(Panel, new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None });
        var cluster = Fit(Panel with { Clusters = Data.Factors("i") }, new() { SmallSample = SmallSample.None });
        Near.Coefficient(.2142030596, cluster.Terms[0].Coefficient, "x");
        Near.Coefficient(.9697244634, cluster.Terms[1].Coefficient, "z");
        Near.Error(.1233547066, cluster.Terms[0].StandardError, "x by i");
        Near.Error(.4095429141, cluster.Terms[1].StandardError, "z by i");
        Near.Error(.2479648091, robust.Terms[0].StandardError, "x robust");
        Near.Error(.3006346196, robust.Terms[1].StandardError, "z robust");
        Assert.Equal(83.4342425014, robust.Deviance, 1e-8);
        Assert.Equal(-84.4148968722, robust.LogLikelihood, 1e-8);
        Assert.Equal([(6, 0), (4, 1)], robust.Effects.Select(e => (e.Groups, e.Redundant)));
    }

    [Fact]
    public void A_two_way_matrix_that_is_no_covariance_is_repaired_and_says_so()
    {
        var fit = Fit(Panel with { Clusters = Data.Factors("i t") }, new() { SmallSample = SmallSample.None });
        Assert.True(fit.Repaired);
        Assert.All(fit.Terms, t => Assert.True(t.StandardError > 0));
    }

    [Fact]
    public void Weights_are_as_rows_that_stand_there_several_times()
    {
        var weights = Enumerable.Range(0, Data.Count).Select(i => 1.0 + (i % 3)).ToArray();
        var rows = Enumerable.Range(0, Data.Count).SelectMany(i => Enumerable.Repeat(i, (int)weights[i])).ToArray();
        var repeated = new Panel
        {
            Outcome = Array.ConvertAll(rows, i => Panel.Outcome[i]),
            Regressors = [.. Panel.Regressors.Select(r => new Regressor(r.Name, Array.ConvertAll(rows, i => r.Values[i])))],
            Effects = [.. Panel.Effects.Select(e => new Factor(e.Name, Array.ConvertAll(rows, i => e.Codes[i]), e.Count))],
            Clusters = [.. Data.Factors("i").Select(e => new Factor(e.Name, Array.ConvertAll(rows, i => e.Codes[i]), e.Count))],
        };
        var weighted = Fit(Panel with { Weights = weights, Clusters = Data.Factors("i") }, new());
        var plain = Fit(repeated, new());
        Assert.Equal(plain.Terms[0].Coefficient, weighted.Terms[0].Coefficient, 1e-9);
        Assert.Equal(plain.Terms[1].StandardError!.Value, weighted.Terms[1].StandardError!.Value, 1e-9);
        Assert.Equal(plain.LogLikelihood, weighted.LogLikelihood, 1e-7);
    }

    [Fact]
    public void Other_units_and_another_order_change_nothing() => Gen.Select(Gen.Double[1e-3, 1e9], Gen.Int[0, 10_000]).Sample((unit, seed) =>
    {
        var rows = Enumerable.Range(0, Data.Count).ToArray();
        new Random(seed).Shuffle(rows);
        var moved = new Panel
        {
            Outcome = Array.ConvertAll(rows, i => unit * Panel.Outcome[i]),
            Regressors = [.. Panel.Regressors.Select(r => new Regressor(r.Name, Array.ConvertAll(rows, i => r.Values[i])))],
            Effects = [.. Panel.Effects.Select(e => new Factor(e.Name, Array.ConvertAll(rows, i => e.Codes[i]), e.Count))],
        };
        var fit = Fit(moved, new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None });
        Assert.Equal(.2142030596, fit.Terms[0].Coefficient, 1e-8);
        Assert.Equal(.3006346196, fit.Terms[1].StandardError!.Value, 1e-8);
        Assert.True(fit.Score < 1e-9);
    }, iter: 100);

    [Fact]
    public void What_is_fitted_adds_up_to_what_is_observed_in_every_group()
    {
        var fit = Fit(Panel, new() { Errors = ErrorKind.Robust });
        foreach (var set in Panel.Effects)
        {
            var left = new double[set.Count];
            for (var i = 0; i < fit.Rows.Length; i++)
                left[set.Codes[fit.Rows[i]]] += Panel.Outcome[fit.Rows[i]] - fit.Fitted[i];
            Assert.All(left, l => Assert.Equal(0, l, 1e-6));
        }
    }

    [Fact]
    public void A_difference_of_two_effects_has_its_error_from_the_joint_covariance()
    {
        var fit = Fit(Panel, new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None });
        var difference = fit.Combine("z − x", ("z", 1), ("x", -1))!;
        Assert.Equal(.9697244634 - .2142030596, difference.Coefficient, 1e-8);
        var c = fit.Covariance;
        Assert.Equal(Math.Sqrt(c[0, 0] + c[1, 1] - (2 * c[0, 1])), difference.StandardError!.Value, 1e-12);
        Assert.Null(fit.Combine("z − w", ("z", 1), ("w", -1)));
    }

    [Fact]
    public void What_cannot_be_estimated_is_dropped_with_its_reason()
    {
        var x = Data.Numbers("x");
        var z = Data.Numbers("z");
        var fit = Fit(
            Panel with
            {
                Regressors =
                [
                    .. Panel.Regressors,
                    new("sum", Array.ConvertAll(Enumerable.Range(0, x.Length).ToArray(), i => (2 * x[i]) - z[i] + i / 4)),
                    new("of the group", Data.Numbers("i")),
                    new("ones", Array.ConvertAll(x, _ => 1.0)),
                ],
            },
            new() { Errors = ErrorKind.Robust });
        Assert.Equal(["x", "z"], fit.Terms.Select(t => t.Name));
        Assert.Equal([("sum", DropReason.Collinear), ("of the group", DropReason.Absorbed), ("ones", DropReason.Absorbed)], fit.Dropped.Select(d => (d.Name, d.Reason)));
        Assert.Equal(["x", "z"], fit.Dropped[0].With);
    }

    [Fact]
    public void A_regressor_that_varies_in_separated_rows_only_says_so()
    {
        // Where w is not 0 the outcome is 0 and w positive: those rows are separated, and nothing is left of w.
        double[] w = [.. Enumerable.Range(0, 24).Select(i => i is 2 or 9 ? 1.0 : 0)];
        var fit = Fit(Panel with { Regressors = [.. Panel.Regressors, new("w", w)] }, new() { Errors = ErrorKind.Robust });
        Assert.Equal([2, 9], fit.Separated);
        Assert.Equal(("w", DropReason.OnlySeparatedVary), (fit.Dropped[0].Name, fit.Dropped[0].Reason));
    }

    [Fact]
    public void No_number_where_there_is_none()
    {
        var n = Data.Count;
        Assert.Equal(EffectObstacle.OutcomeIsZero, Fit(Panel with { Outcome = new double[n] }, new() { Errors = ErrorKind.Robust }).Obstacle);
        Assert.Equal(EffectObstacle.NothingToEstimate, Fit(Panel with { Effects = [Factor.Of("row", [.. Enumerable.Range(0, n)])] }, new() { Errors = ErrorKind.Robust }).Obstacle);
        var one = Fit(Panel with { Clusters = [new("all", new int[n], 1)] }, new());
        Assert.Equal(EffectObstacle.OneCluster, one.ErrorObstacle);
        Assert.Null(one.Terms[0].StandardError);
        Assert.Null(one.Terms[0].P);
        Assert.Equal(EffectObstacle.NoObservations, Fit(new() { Outcome = [], Regressors = [] }, new() { Errors = ErrorKind.Robust }).Obstacle);
    }

    [Fact]
    public void What_no_panel_may_hold_is_named()
    {
        var y = Data.Numbers("y");
        y[4] = -1;
        Assert.Contains("-1 at observation 5", Assert.Throws<ArgumentException>(() => Fit(Panel with { Outcome = y }, new() { Errors = ErrorKind.Robust })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Fit(Panel with { Regressors = [new("x", [1])] }, new() { Errors = ErrorKind.Robust }));
        Assert.Throws<ArgumentException>(() => Fit(Panel with { Exposure = new double[24] }, new() { Errors = ErrorKind.Robust }));
        Assert.Throws<ArgumentException>(() => Fit(Panel, new()));
        Assert.Throws<ArgumentException>(() => new Factor("f", [0, 2], 2));
    }

    private static EffectFit Fit(Panel panel, FitOptions options) => PseudoPoisson.Fit(panel, options, TestContext.Current.CancellationToken);
}
