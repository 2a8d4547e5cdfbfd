using CsCheck;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Signals.Tests.Surges;

/// <summary>What holds of every method.</summary>
public class SurgeMethodTests
{
    public static TheoryData<string> Ids => [.. SurgeMethods.Ids];

    private static readonly Gen<double[]> Amounts = Gen.Double[0, 1].Array[49, 61].Select(Log);

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_cannot_be_judged_says_why_and_gives_no_number(string id)
    {
        var method = SurgeMethods.Find(id)!;
        Check(SurgeObstacle.HistoryIsConstant, 60, _ => 7);
        Check(SurgeObstacle.HistoryIsZero, 60, _ => 0);
        Check(SurgeObstacle.HistoryTooShort, 1, _ => 7);
        Check(SurgeObstacle.HistoryTooShort, 9, t => 7 + t);
        Check(SurgeObstacle.ValueNotKnown, 60, t => t == 59 ? double.NaN : 7 + (t % 5));
        Check(SurgeObstacle.ValueIsNegative, 60, t => t == 59 ? -4 : 7 + (t % 5));

        void Check(SurgeObstacle obstacle, int months, Func<int, double> value)
        {
            var finding = method.Judge(Of(months, value), months - 1);
            Assert.Equal(obstacle, finding.Obstacle);
            Assert.False(finding.IsJudged || finding.IsSurge);
            Assert.NotNull(finding.Why());
            Assert.All(new[] { finding.Expected, finding.Lower, finding.Upper, finding.P, finding.PBeyond }, n => Assert.True(double.IsNaN(n)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Only_the_past_counts_and_a_higher_value_is_never_less_of_a_surge(string id)
    {
        var method = SurgeMethods.Find(id)!;
        Gen.Select(Amounts, Gen.Double[0.2, 5]).Sample((values, fold) =>
        {
            var at = values.Length - 6;
            var finding = method.Judge(new(Period.Month(2019, 3), values), at);
            var changed = values.ToArray();
            for (var i = at + 1; i < changed.Length; i++)
                changed[i] *= fold;
            Assert.Equal(finding, method.Judge(new(Period.Month(2019, 3), changed), at));
            changed[at] *= 1 + fold;
            var higher = method.Judge(new(Period.Month(2019, 3), changed), at);
            Assert.True(higher.P <= finding.P + 1e-9);
            Assert.Equal(finding.Upper, higher.Upper);
            Assert.True(finding.P is >= 0 and <= 1 && finding.PBeyond <= finding.P + 1e-12);
            Assert.True(finding.Lower <= finding.Expected && finding.Expected <= finding.Upper);
        }, iter: 40);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_bound_and_p_say_the_same(string id)
    {
        var method = SurgeMethods.Find(id, 0.05)!;
        Amounts.Sample(values =>
        {
            for (var at = 40; at < values.Length; at++)
            {
                var finding = method.Judge(new(Period.Month(2019, 3), values), at);
                Assert.Equal(finding.IsSurge, finding.P < 0.05 || (finding.P < 0.0501 && finding.IsSurge));
            }
        }, iter: 10);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("robust")]
    [InlineData("conformal")]
    public void The_unit_of_money_does_not_matter(string id)
    {
        var method = SurgeMethods.Find(id)!;
        Gen.Select(Amounts, Gen.Double[0.001, 1e6]).Sample((values, unit) =>
        {
            var at = values.Length - 1;
            var finding = method.Judge(new(Period.Month(2019, 3), values), at);
            var other = method.Judge(new(Period.Month(2019, 3), values.Select(v => v * unit).ToArray()), at);
            // Drawn values may repeat each other so that nothing can be said of how they vary; then nothing can in any unit.
            Assert.Equal(finding.Obstacle, other.Obstacle);
            if (!finding.IsJudged)
                return;
            Assert.Equal(finding.P, other.P, 6);
            Assert.Equal(1, finding.Upper * unit / other.Upper, 4);
        }, iter: 40);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_workspace_is_all_the_memory_that_is_needed(string id)
    {
        var method = SurgeMethods.Find(id)!;
        var (counts, amounts) = (Of(60, t => 20 + (t * 7 % 13)), Of(60, t => Math.Exp(Math.Sin(t * t))));
        var workspace = new SurgeWorkspace();
        for (var i = 0; i < 200; i++)
        {
            method.Judge(counts, 59, workspace);
            method.Judge(amounts, 59, workspace);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
        {
            method.Judge(counts, 59, workspace);
            method.Judge(amounts, 59, workspace);
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);
    }

    [Fact]
    public void January_and_February_are_judged_together()
    {
        // January and February trade places from year to year; the sum hardly changes until it doubles.
        var values = Of(62, t => (t % 12, t / 12 % 2) switch
        {
            (0, 0) or (1, 1) => 30 + (t % 7),
            (0, _) or (1, _) => 150 - (t % 5),
            _ => 90 + (t * 5 % 11),
        });
        var usual = JanuaryFebruary.Judge(SurgeMethods.Default, values, Period.Month(2024, 2));
        Assert.InRange(usual.P, 0.02, 0.98);
        var doubled = values.Span.ToArray();
        doubled[60] *= 2;
        doubled[61] *= 2;
        var found = JanuaryFebruary.Judge(SurgeMethods.Default, new(values.First, doubled), Period.Month(2024, 2));
        Assert.Equal(doubled[60] + doubled[61], found.Value, 9);
        Assert.InRange(found.Expected, 160, 210);
        Assert.True(found.P < 0.001, $"{found}");
        // Only the sum was published.
        doubled[60] = double.NaN;
        var ofSum = JanuaryFebruary.Judge(SurgeMethods.Default, new(values.First, doubled), Period.Month(2024, 2), new Dictionary<int, double> { [2024] = found.Value });
        Assert.Equal(found.P, ofSum.P, 12);
        Assert.Throws<ArgumentException>(() => JanuaryFebruary.Judge(SurgeMethods.Default, values, 3));
    }

    private static MonthlyValues Of(int months, Func<int, double> value) => new(Period.Month(2019, 1), Enumerable.Range(0, months).Select(value).ToArray());

    /// <summary>Evenly drawn numbers made log-normal around a season.</summary>
    private static double[] Log(double[] even) =>
        [.. even.Select((u, t) => 1000 * Math.Exp((0.3 * Normal.Quantile(0.001 + (0.998 * u))) + (0.3 * Math.Sin(2 * Math.PI * t / 12))))];
}
