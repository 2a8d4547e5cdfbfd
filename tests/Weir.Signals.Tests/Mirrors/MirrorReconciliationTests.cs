using CsCheck;

namespace Weir.Signals.Tests.Mirrors;

public class MirrorReconciliationTests
{
    // Four countries' flows and what the published form of the scores makes of them: exporter, importer, X, M, s, weight, estimate.
    private static readonly (string Exporter, string Importer, double Export, double Import, string S, string Weight, string Estimate)[] Published =
    [
        ("AAA", "BBB", 100, 110, "0.047619048", "0.011244122", "109.887559"), ("AAA", "CCC", 50, 48, "0.020408163", "0.622273465", "49.244547"),
        ("AAA", "DDD", 20, 30, "0.200000000", "0.999996697", "20.000033"), ("BBB", "AAA", 80, 78, "0.012658228", "0.000000516", "78.000001"),
        ("BBB", "CCC", 40, 44, "0.047619048", "0.157116089", "43.371536"), ("BBB", "DDD", 10, 25, "0.428571429", "0.999970812", "10.000438"),
        ("CCC", "AAA", 60, 66, "0.047619048", "0.000000004", "66.000000"), ("CCC", "BBB", 30, 33, "0.047619048", "0.000010616", "32.999968"),
        ("CCC", "DDD", 5, 2, "0.428571429", "0.996474681", "4.989424"), ("DDD", "AAA", 25, 30, "0.090909091", "0.000000000", "30.000000"),
        ("DDD", "BBB", 12, 11, "0.043478261", "0.000000231", "11.000000"), ("DDD", "CCC", 6, 9, "0.200000000", "0.000033482", "8.999900"),
    ];

    private static readonly (string Country, string AsExporter, string AsImporter)[] Scores =
    [
        ("AAA", "14.656719335", "26.954413014"), ("BBB", "12.477665880", "19.133321310"), ("CCC", "7.680191458", "14.157510167"), ("DDD", "3.853042179", "2.035938699"),
    ];

    private static IReadOnlyList<MirroredFlow> Flows => [.. Published.Select(p => new MirroredFlow(p.Exporter, p.Importer, p.Export, p.Import))];

    [Fact]
    public void Scores_and_estimates_are_the_published_ones_to_every_printed_digit()
    {
        var result = MirrorReconciliation.ByScores(Flows);
        Assert.Equal(Scores, result.Scores.Select(s => (s.Country, Nine(s.AsExporter), Nine(s.AsImporter))));
        Assert.Equal(
            Published.Select(p => (p.S, p.Weight, p.Estimate)),
            result.Flows.Select(f => (Nine(f.Discrepancy), Nine(f.Weight), f.Estimate!.Value.ToString("F6", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void The_published_log_gaps_are_the_gaps_without_a_margin()
    {
        var gap = MirrorGaps.Compare(Some.Series(100, 50, 20), Some.Series(110, 48, 30), MirrorMargin.None);
        Assert.Equal(["-0.095310180", "0.040821995", "-0.405465108"], gap.Points.Select(p => Nine(p.Gap)));
    }

    [Fact]
    public void The_one_who_errs_more_weighs_less_and_the_interval_holds_the_truth_as_often_as_it_says()
    {
        var random = new Random(5);
        string[] countries = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
        double[] spreads = [0.05, 0.05, 0.1, 0.1, 0.15, 0.15, 0.2, 0.3, 0.4, 0.8];
        double Error(int country) => spreads[country] * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (inside, all) = (0, 0);
        for (var world = 0; world < 60; world++)
        {
            var truths = new List<double>();
            var flows = new List<MirroredFlow>();
            for (var e = 0; e < countries.Length; e++)
            {
                for (var i = 0; i < countries.Length; i++)
                {
                    if (e == i)
                        continue;
                    truths.Add(Math.Exp(10 * random.NextDouble()));
                    flows.Add(new(countries[e], countries[i], truths[^1] * Math.Exp(Error(e)), 1.06 * truths[^1] * Math.Exp(Error(i))));
                }
            }
            var result = ReporterReliability.Reconcile(flows, MirrorMargin.Exactly(0.06));
            inside += result.Flows.Zip(truths).Count(f => f.First.Interval!.Value.Low <= f.Second && f.Second <= f.First.Interval.Value.High);
            all += truths.Count;
            Assert.True(result.Scores[0].AsExporter > result.Scores[9].AsExporter);
        }
        Assert.InRange((double)inside / all, 0.93, 0.985);
    }

    [Fact]
    public void The_estimate_lies_between_the_two_reports_and_within_its_interval()
    {
        var value = Gen.Double[0.01, 1e9];
        Gen.Select(value, value, value, value, value, value).Sample((a, b, c, d, e, f) =>
        {
            IReadOnlyList<MirroredFlow> flows = [new("A", "B", a, b), new("B", "C", c, d), new("C", "A", e, f)];
            foreach (var flow in ReporterReliability.Reconcile(flows, MirrorMargin.Unknown).Flows)
            {
                var (low, high) = (Math.Min(flow.Flow.Export!.Value, flow.Flow.Import!.Value / 1.06), Math.Max(flow.Flow.Export.Value, flow.Flow.Import.Value / 1.06));
                Assert.InRange(flow.Estimate!.Value, low * (1 - 1e-9), high * (1 + 1e-9));
                if (flow.Interval is { } interval)
                    Assert.InRange(flow.Estimate.Value, interval.Low * (1 - 1e-9), interval.High * (1 + 1e-9));
            }
        }, iter: 500, seed: "0N0XIzNsQ0O2");
    }

    [Fact]
    public void A_side_that_is_missing_is_not_a_zero()
    {
        IReadOnlyList<MirroredFlow> flows = [.. Flows, new("AAA", "EEE", 7, null), new("BBB", "EEE", 7, 0), new("CCC", "EEE", null, null), new("DDD", "EEE", 0, 0)];
        var result = ReporterReliability.Reconcile(flows, MirrorMargin.None).Flows;
        Assert.Equal((7.0, true), (result[12].Estimate, result[12].OneSided));
        Assert.True(result[12].Interval!.Value.Low > 0);
        Assert.Equal((7.0, 0.0, true), (result[13].Estimate, result[13].Interval!.Value.Low, result[13].OneSided));
        Assert.Null(result[14].Estimate);
        Assert.Equal(0, result[15].Estimate);
    }

    [Fact]
    public void A_matrix_that_is_none_is_refused()
    {
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => MirrorReconciliation.ByScores([.. Flows, Flows[0]])).Message, StringComparison.Ordinal);
        Assert.Contains("itself", Assert.Throws<ArgumentException>(() => MirrorReconciliation.ByScores([new("A", "A", 1, 1)])).Message, StringComparison.Ordinal);
        Assert.Contains("0 or more", Assert.Throws<ArgumentException>(() => ReporterReliability.Reconcile([new("A", "B", -1, 1)], MirrorMargin.None)).Message, StringComparison.Ordinal);
    }

    private static string Nine(double? value) => value!.Value.ToString("F9", System.Globalization.CultureInfo.InvariantCulture);
}
