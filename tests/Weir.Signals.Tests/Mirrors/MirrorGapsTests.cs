using Weir.Trade;

namespace Weir.Signals.Tests.Mirrors;

public class MirrorGapsTests
{
    [Theory]
    [InlineData(28, 9, 1.135)]
    [InlineData(84, 11, 2.033)]
    public void Lithuania_to_Kazakhstan_as_published(double export, double import, double gap) =>
        Assert.Equal(gap, MirrorGaps.Compare(Some.Series(export), Some.Series(import), MirrorMargin.None).Points[0].Gap!.Value, 3);

    [Fact]
    public void The_margin_is_a_range_and_so_is_the_gap()
    {
        var point = MirrorGaps.Compare(Some.Series(100), Some.Series(106), MirrorMargin.Unknown).Points[0];
        Assert.Equal(0, point.Gap!.Value, 12);
        Assert.Equal(0, point.Missing!.Value, 12);
        Assert.Equal(Math.Log(100 / 106.0), point.Range!.Value.Low, 12);
        Assert.Equal(Math.Log(120 / 106.0), point.Range.Value.High, 12);
    }

    [Fact]
    public void Zeros_gaps_and_lower_bounds_are_kept_apart()
    {
        var finding = MirrorGaps.Compare(
            Some.Series(null, 5, null, 5, 0, 0, 5, 5, 5, -1).WithPartial(6).WithPartial(8),
            Some.Series(5, null, null, 0, 5, 0, 5, 5, 5, 1).WithPartial(7).WithPartial(8),
            MirrorMargin.Unknown);
        Assert.Equal(
            [
                MirrorState.ExportNotKnown, MirrorState.ImportNotKnown, MirrorState.NeitherKnown, MirrorState.OnlyExported, MirrorState.OnlyImported, MirrorState.BothZero,
                MirrorState.ExportIsPartial, MirrorState.ImportIsPartial, MirrorState.BothPartial, MirrorState.Negative,
            ],
            finding.Points.Select(p => p.State));
        Assert.Equal([6, 7], finding.Points.Select((p, i) => (p, i)).Where(p => p.p.Gap is not null).Select(p => p.i));
        Assert.Equal(double.PositiveInfinity, finding.Points[6].Range!.Value.High);
        Assert.Equal(double.NegativeInfinity, finding.Points[7].Range!.Value.Low);
        Assert.Equal(5, finding.Points[3].Missing);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void The_lag_at_which_arrivals_fit_is_found(int first, int months)
    {
        var random = new Random(3);
        var sent = Enumerable.Range(0, 40).Select(_ => 100 * Math.Exp(random.NextDouble())).ToArray();
        var arrived = Enumerable.Range(0, 40).Select(t => Enumerable.Range(first, months).Select(l => t - l).Where(i => i >= 0).Select(i => sent[i] / months).Sum()).ToArray();
        // What arrives is the mean of what left in the months before; what is compared is the mean of what arrives after. For a single month they are the same.
        var finding = MirrorGaps.Compare(Some.Series([.. sent.Select(s => (double?)s)]), Some.Series([.. arrived.Select(a => (double?)(a == 0 ? null : a))]), MirrorMargin.None, 2);
        Assert.True(finding.LagFitted);
        Assert.Equal(5, finding.Fits.Count);
        Assert.InRange(finding.Lag.Mean, first + ((months - 1) / 2.0) - 0.5, first + ((months - 1) / 2.0) + 0.5);
        if (months == 1)
        {
            Assert.Equal(new MirrorLag(first, months), finding.Lag);
            Assert.All(finding.Points.Where(p => p.Gap is not null), p => Assert.Equal(0, p.Gap!.Value, 12));
        }
    }

    [Fact]
    public void With_too_little_to_fit_a_lag_on_there_is_none()
    {
        var finding = MirrorGaps.Compare(Some.Series(1, 2, 3), Some.Series(1, 2, 3), MirrorMargin.None, 2);
        Assert.False(finding.LagFitted);
        Assert.Equal(MirrorLag.None, finding.Lag);
        Assert.All(finding.Fits, f => Assert.Null(f.Spread));
    }

    [Fact]
    public void A_change_is_called_as_often_by_chance_as_its_p_value_says()
    {
        foreach (var (past, judged) in new[] { (12, 1), (24, 1), (36, 1), (36, 6) })
        {
            var random = new Random(11);
            var (alarms, inside) = (0, 0);
            const int Worlds = 4000;
            for (var world = 0; world < Worlds; world++)
            {
                var finding = Judged(random, past, judged, 0);
                alarms += finding.P < 0.05 ? 1 : 0;
                inside += finding.Interval!.Value.Low <= 0 && 0 <= finding.Interval.Value.High ? 1 : 0;
            }
            Assert.InRange((double)alarms / Worlds, 0.03, 0.07);
            Assert.Equal(Worlds - alarms, inside);
        }
    }

    [Fact]
    public void A_doubling_is_found_and_one_of_all_goods_is_none_of_this_one()
    {
        var alone = Judged(new(1), 36, 12, Math.Log(2));
        Assert.True(alone.P < 1e-4);
        Assert.InRange(Math.Log(2), alone.Interval!.Value.Low, alone.Interval.Value.High);
        var random = new Random(1);
        var others = Enumerable.Range(0, 5).Select(_ => Pair(random, 36, 12, Math.Log(2))).ToList();
        var since = Some.Month(36);
        var against = MirrorChanges.Judge(Pair(random, 36, 12, Math.Log(2)), since, since.AddMonths(11), others);
        Assert.Equal(5, against.OtherGoods);
        Assert.True(against.P > 0.05);
    }

    [Fact]
    public void What_cannot_be_judged_says_why()
    {
        var since = Some.Month(6);
        var brief = MirrorChanges.Judge(MirrorGaps.Compare(Some.Series(1, 2, 3, 4, 5, 6, 7), Some.Series(1, 2, 3, 4, 5, 6, 7), MirrorMargin.None), since, since, []);
        Assert.Equal((Obstacle.BaseNotKnown, null), (brief.Obstacle, brief.P));
        var empty = MirrorChanges.Judge(MirrorGaps.Compare(Some.Series(1), Some.Series(1), MirrorMargin.None), since, since, []);
        Assert.Equal(Obstacle.ValueNotKnown, empty.Obstacle);
    }

    [Fact]
    public void Units_that_convert_are_converted_and_others_refused()
    {
        var point = MirrorGaps.Compare(Some.In(Units.Kilometre, 1.609344), Some.In(Units.Mile, 1), MirrorMargin.None).Points[0];
        Assert.Equal(0, point.Gap!.Value, 12);
        Assert.Throws<ArgumentException>(() => MirrorGaps.Compare(Some.In(Units.Kilometre, 1), Some.In(Units.Kilogram, 1), MirrorMargin.None));
    }

    private static MirrorChangeFinding Judged(Random random, int past, int judged, double change)
    {
        var since = Some.Month(past);
        return MirrorChanges.Judge(Pair(random, past, judged, change), since, since.AddMonths(judged - 1), []);
    }

    private static MirrorFinding Pair(Random random, int past, int judged, double change)
    {
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var months = Enumerable.Range(0, past + judged).ToList();
        return MirrorGaps.Compare(
            Some.Series([.. months.Select(m => (double?)(100 * Math.Exp((0.2 * Normal()) + (m >= past ? change : 0))))]),
            Some.Series([.. months.Select(_ => (double?)100)]),
            MirrorMargin.Unknown);
    }
}
