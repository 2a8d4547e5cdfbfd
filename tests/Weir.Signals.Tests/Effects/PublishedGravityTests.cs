using Weir.Signals.Effects;

namespace Weir.Signals.Tests.Effects;

/// <summary>Against R (glm, fixest), Stata's ppmlhdfe and the printed tables.</summary>
public class PublishedGravityTests
{
    private const string GravityTerms = "lypex lypim lyex lyim ldist border comlang colony landl_ex landl_im lremot_ex lremot_im comfrt_wto open_wto";

    [Fact]
    public void Log_of_gravity_table_3()
    {
        var data = SampleTable.Need("log_of_gravity.csv.gz");
        var expected = SampleTable.Need("expected_log_of_gravity_ppml_all.csv");
        var panel = new Panel { Outcome = data.Numbers("trade"), Regressors = data.Regressors(GravityTerms) };
        foreach (var (column, options) in new (string, FitOptions)[]
        {
            ("se_HC0", new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None }),
            ("se_n_over_nm1", new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.OfGroups }),
            ("se_HC1", new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.Full }),
            ("se_quasi", new() { Errors = ErrorKind.QuasiPoisson }),
        })
        {
            var fit = PseudoPoisson.Fit(panel, options, TestContext.Current.CancellationToken);
            for (var i = 0; i < expected.Count; i++)
            {
                var name = expected.Texts("term")[i];
                var term = fit.Term(name == "(Intercept)" ? EffectFit.Constant : name)!;
                Near.Coefficient(expected.Numbers("coef")[i], term.Coefficient, name);
                Near.Error(expected.Numbers(column)[i], term.StandardError, $"{column} of {name}");
            }
        }
    }

    [Fact]
    public void Log_of_gravity_table_3_without_the_zeros()
    {
        var data = SampleTable.Need("log_of_gravity.csv.gz").Where("trade", t => t > 0);
        var fit = PseudoPoisson.Fit(
            new() { Outcome = data.Numbers("trade"), Regressors = data.Regressors(GravityTerms) },
            new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None },
            TestContext.Current.CancellationToken);
        Assert.Equal(9613, fit.Observations);
        Near.Coefficient(-.776316, fit.Term("ldist")!.Coefficient, "ldist");
        Near.Error(.055248, fit.Term("ldist")!.StandardError, "ldist", 1e-6);
        Near.Coefficient(.202369, fit.Term("border")!.Coefficient, "border");
        Near.Error(.105181, fit.Term("border")!.StandardError, "border", 1e-6);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("pos")]
    public void Log_of_gravity_table_5(string sample)
    {
        var data = SampleTable.Need("log_of_gravity.csv.gz");
        if (sample == "pos")
            data = data.Where("trade", t => t > 0);
        var expected = SampleTable.Need("expected_log_of_gravity_fe_table5.csv").Where("sample", sample);
        var panel = new Panel
        {
            Outcome = data.Numbers("trade"),
            Regressors = data.Regressors("ldist border comlang colony comfrt_wto"),
            Effects = data.Factors("s2_ex s1_im"),
        };
        var none = PseudoPoisson.Fit(panel, new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None }, TestContext.Current.CancellationToken);
        var groups = PseudoPoisson.Fit(panel, new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.OfGroups }, TestContext.Current.CancellationToken);
        Assert.Equal(5, expected.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            var name = expected.Texts("term")[i];
            Near.Coefficient(expected.Numbers("coef")[i], none.Term(name)!.Coefficient, name);
            Near.Error(expected.Numbers("se_HC0")[i], none.Term(name)!.StandardError, name, 1e-9);
            Near.Error(expected.Numbers("se_HC0_x_sqrt_n_nm1")[i], groups.Term(name)!.StandardError, name, 1e-9);
            Assert.Equal(expected.Numbers("deviance")[i], none.Deviance, 0.01);
            Assert.Equal(expected.Numbers("n")[i], none.Observations);
        }
    }

    [Theory]
    [InlineData("TOTAL: trade~fta | exp^year+imp^year+pair", "fta", "isoexp^year isoimp^year isoexp^isoimp")]
    [InlineData("TOTAL: gravity vars | exp^year+imp^year", "ln_distw contig colony comlang_off comleg fta", "isoexp^year isoimp^year")]
    public void Trade_agreements(string model, string regressors, string effects)
    {
        var expected = SampleTable.Need("expected_trade_fta.csv").Where("model", model);
        var data = SampleTable.Need("trade_fta.csv.gz").Where("category", "TOTAL");
        var panel = new Panel { Outcome = data.Numbers("trade"), Regressors = data.Regressors(regressors), Effects = data.Factors(effects) };
        var checkedErrors = 0;
        foreach (var setting in expected.Texts("setting").Distinct(StringComparer.Ordinal))
        {
            var (clusters, options) = setting switch
            {
                "iid" => ("", new FitOptions { Errors = ErrorKind.Poisson, SmallSample = SmallSample.Full }),
                "robust HC0 (no ssc)" => ("", new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None }),
                "cluster pair, G/(G-1) only [= ppmlhdfe]" => ("isoexp^isoimp", new() { SmallSample = SmallSample.OfGroups }),
                "cluster pair, fixest default ssc" => ("isoexp^isoimp", new() { SmallSample = SmallSample.Full }),
                "twoway isoexp+isoimp, no ssc" => ("isoexp isoimp", new() { SmallSample = SmallSample.None }),
                "twoway isoexp+isoimp, fixest default (min G)" => ("isoexp isoimp", new() { SmallSample = SmallSample.Full }),
                _ => throw new InvalidOperationException(setting),
            };
            var fit = PseudoPoisson.Fit(panel with { Clusters = data.Factors(clusters) }, options, TestContext.Current.CancellationToken);
            var rows = expected.Where("setting", setting);
            for (var i = 0; i < rows.Count; i++)
            {
                var term = fit.Term(rows.Texts("term")[i])!;
                Near.Coefficient(rows.Numbers("coef")[i], term.Coefficient, $"{term.Name}, {setting}");
                Near.Error(rows.Numbers("se")[i], term.StandardError, $"{term.Name}, {setting}", 1e-9);
                Assert.Equal(rows.Numbers("deviance")[i], fit.Deviance, 1e-9 * fit.Deviance);
                checkedErrors++;
            }
        }
        Assert.Equal(expected.Count, checkedErrors);
    }

    [Fact]
    public void What_ppmlhdfe_prints_beside_its_coefficients()
    {
        var data = SampleTable.Need("trade_fta.csv.gz").Where("category", "TOTAL");
        var fit = PseudoPoisson.Fit(
            new()
            {
                Outcome = data.Numbers("trade"),
                Regressors = data.Regressors("fta"),
                Effects = data.Factors("isoexp^year isoimp^year isoexp^isoimp"),
                Clusters = data.Factors("isoexp^isoimp"),
            },
            new() { Correct = new(data.Factor("isoexp"), data.Factor("isoimp"), data.Factor("year")) },
            TestContext.Current.CancellationToken);
        Assert.Equal(5950, fit.Observations);
        Assert.Equal([1190], fit.ClusterGroups);
        Assert.Equal([(175, 0, false), (175, 5, false), (1190, 35, true)], fit.Effects.Select(e => (e.Groups, e.Redundant, e.Nested)));
        Assert.Equal(-188710931.7, fit.LogLikelihood, 0.1);
        Assert.Equal(.9938, fit.PseudoR2!.Value, 5e-5);
        Assert.Equal(4.59, fit.Terms[0].Z!.Value, 5e-3);
        Assert.Equal(.0060620, fit.Bias!.Bias[0], 5e-8);
        Assert.Equal(.1863835, fit.Bias.Terms[0].Coefficient, 5e-8);
        Assert.Equal(.0527904, fit.Bias.Terms[0].StandardError!.Value, 5e-8);
    }

    [Fact]
    public void European_trade_as_fixest_has_it()
    {
        var expected = SampleTable.Need("expected_fixest_trade_fepois.csv");
        var data = SampleTable.Need("fixest_trade.csv.gz");
        var panel = new Panel
        {
            Outcome = data.Numbers("Euros"),
            Regressors = [new("log_dist", Array.ConvertAll(data.Numbers("dist_km"), Math.Log))],
            Effects = data.Factors("Origin Destination Product Year"),
        };
        for (var i = 0; i < expected.Count; i++)
        {
            var setting = expected.Texts("setting")[i];
            var (clusters, options) = setting switch
            {
                "iid (default ssc)" => ("", new FitOptions { Errors = ErrorKind.Poisson, SmallSample = SmallSample.Full }),
                "hetero HC1 default ssc" => ("", new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.Full }),
                "cluster Origin, default ssc" => ("Origin", new() { SmallSample = SmallSample.Full }),
                "cluster Origin, ssc(adj=F,cluster.adj=F)" => ("Origin", new() { SmallSample = SmallSample.None }),
                "cluster Origin, ssc(adj=F,cluster.adj=T) = G/(G-1) = ppmlhdfe" => ("Origin", new() { SmallSample = SmallSample.OfGroups }),
                "cluster Origin, ssc(fixef.K=full)" => ("Origin", new() { SmallSample = new(GroupFactor.Fewest, CountedEffects.All) }),
                "twoway Origin+Destination default ssc (cluster.df=min)" => ("Origin Destination", new() { SmallSample = SmallSample.Full }),
                "twoway Origin+Destination ssc(adj=F,cluster.adj=F)" => ("Origin Destination", new() { SmallSample = SmallSample.None }),
                "twoway Origin+Destination ssc(cluster.df=conventional)" => ("Origin Destination", new() { SmallSample = new(GroupFactor.Own, CountedEffects.WithoutNested) }),
                "cluster pair Origin^Destination default ssc" => ("Origin^Destination", new() { SmallSample = SmallSample.Full }),
                _ => throw new InvalidOperationException(setting),
            };
            var fit = PseudoPoisson.Fit(panel with { Clusters = data.Factors(clusters) }, options, TestContext.Current.CancellationToken);
            Near.Coefficient(expected.Numbers("coef")[i], fit.Terms[0].Coefficient, setting);
            Near.Error(expected.Numbers("se")[i], fit.Terms[0].StandardError, setting, 1e-10);
        }
        Assert.Equal(10, expected.Count);
    }

    [Fact]
    public void European_trade_without_effects()
    {
        var data = SampleTable.Need("fixest_trade.csv.gz");
        var panel = new Panel { Outcome = data.Numbers("Euros"), Regressors = [new("log_dist", Array.ConvertAll(data.Numbers("dist_km"), Math.Log))] };
        var twoWay = PseudoPoisson.Fit(panel with { Clusters = data.Factors("Origin Destination") }, new() { SmallSample = SmallSample.Full }, TestContext.Current.CancellationToken);
        var product = PseudoPoisson.Fit(panel with { Clusters = data.Factors("Product") }, new() { SmallSample = SmallSample.Full }, TestContext.Current.CancellationToken);
        // fixest's page prints .158022 and .045954, from iterations that it stopped early; these are R's glm run to a change of 1e-14.
        Near.Coefficient(-1.02895541083, twoWay.Terms[0].Coefficient, "log_dist");
        Near.Error(.15802601132, twoWay.Terms[0].StandardError, "both ways");
        Near.Error(.04595740915, product.Terms[0].StandardError, "by product");
    }

    [Fact]
    public void Damage_to_ships_with_exposure()
    {
        var data = SampleTable.Need("ships.csv");
        var expected = SampleTable.Need("expected_ships.csv");
        var panel = new Panel
        {
            Outcome = data.Numbers("accident"),
            Regressors = data.Regressors("op_75_79 co_65_69 co_70_74 co_75_79"),
            Effects = data.Factors("ship"),
            Exposure = data.Numbers("service"),
        };
        var poisson = PseudoPoisson.Fit(panel, new() { Errors = ErrorKind.Poisson }, TestContext.Current.CancellationToken);
        var robust = PseudoPoisson.Fit(panel, new() { Errors = ErrorKind.Robust, SmallSample = SmallSample.None }, TestContext.Current.CancellationToken);
        var cluster = PseudoPoisson.Fit(panel with { Clusters = data.Factors("ship") }, new(), TestContext.Current.CancellationToken);
        for (var i = 0; i < expected.Count; i++)
        {
            var name = expected.Texts("term")[i];
            Near.Coefficient(expected.Numbers("coef")[i], poisson.Term(name)!.Coefficient, name);
            Assert.Equal(expected.Numbers("irr")[i], Math.Exp(poisson.Term(name)!.Coefficient), 1e-8);
            Near.Error(expected.Numbers("se_iid")[i], poisson.Term(name)!.StandardError, name);
            Near.Error(expected.Numbers("se_HC0")[i], robust.Term(name)!.StandardError, name);
            Near.Error(expected.Numbers("se_cluster_ship_GG1")[i], cluster.Term(name)!.StandardError, name);
        }
    }
}
