using MathNet.Numerics.Distributions;
using Weir.Signals.UnitValues;
using Weir.Trade;

namespace Weir.Signals.Tests.UnitValues;

public class NeighbourShiftTests(ITestOutputHelper output)
{
    private const int Months = 72;
    private static readonly Period Start = Period.Month(2019, 1);

    [Fact]
    public void A_neighbour_that_takes_up_the_fall_is_found_with_the_share_it_covers()
    {
        var random = new Random(4);
        var (a, b) = World(random, 0, at: 48, fall: 120, covered: 0.8);
        var found = NeighbourShift.Find(a, b);
        Assert.Equal(ShiftObstacle.None, found.Obstacle);
        Assert.InRange(found.Since!.Value.Number, Start.AddMonths(46).Number, Start.AddMonths(50).Number);
        Assert.True(found is { P: < 0.1, Strength: > 1.5 });
        Assert.True(found.CoveredLow < 0.8 && found.CoveredHigh > 0.8 && found.CoveredHigh - found.CoveredLow < 3);
        var asked = NeighbourShift.Find(a, b, Start.AddMonths(48));
        Assert.Equal(Start.AddMonths(48), asked.Since);
        Assert.True(asked.P <= 0.05);
    }

    [Fact]
    public void What_cannot_be_told_is_not()
    {
        var (a, b) = World(new Random(1), 0);
        Assert.Equal(ShiftObstacle.TooFewPeriods, NeighbourShift.Find(a[..20], b).Obstacle);
        Assert.Equal(ShiftObstacle.Constant, NeighbourShift.Find(a, [.. b.Select(v => v with { Value = 3 })]).Obstacle);
        Assert.Equal(ShiftObstacle.NotKnownThere, NeighbourShift.Find(a, b, Start.AddMonths(2)).Obstacle);
        Assert.Null(NeighbourShift.Find(b, [.. b.Select(v => v with { Value = v.Value * 2 })], Start.AddMonths(30)) is { Fall: > 0, Covered: null } ? "" : null);
    }

    /// <summary>Two series that have nothing to do with each other, without and with memory, and with a fall of the one alone.</summary>
    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.6, 0)]
    [InlineData(0.3, 60)]
    public void False_alarms_come_no_more_often_than_stated(double memory, double fall)
    {
        const int Worlds = 400;
        var random = new Random(20261123);
        int five = 0, ten = 0;
        for (var world = 0; world < Worlds; world++)
        {
            var (a, b) = World(random, memory, at: 40, fall: fall, covered: 0);
            var p = NeighbourShift.Find(a, b).P;
            five += p <= 0.05 ? 1 : 0;
            ten += p <= 0.1 ? 1 : 0;
        }
        output.WriteLine(FormattableString.Invariant($"memory {memory}, fall {fall}: p ≤ 0.05 in {five / (double)Worlds:0.000}, p ≤ 0.1 in {ten / (double)Worlds:0.000}"));
        // Three standard errors of 400 worlds.
        Assert.InRange(five / (double)Worlds, 0, 0.083);
        Assert.InRange(ten / (double)Worlds, 0, 0.145);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void The_interval_of_the_share_holds_it_and_shifts_are_found(double covered)
    {
        const int Worlds = 300;
        var random = new Random(99);
        int held = 0, given = 0, found = 0;
        for (var world = 0; world < Worlds; world++)
        {
            var (a, b) = World(random, 0.3, at: 40, fall: 60, covered: covered);
            var finding = NeighbourShift.Find(a, b, Start.AddMonths(40));
            found += finding.P <= 0.05 ? 1 : 0;
            if (finding.CoveredLow is not { } low)
                continue;
            given++;
            held += low <= covered && finding.CoveredHigh >= covered ? 1 : 0;
        }
        output.WriteLine(FormattableString.Invariant($"covered {covered}: interval given {given} of {Worlds}, held {held / (double)given:0.000}, found at 5 % {found / (double)Worlds:0.000}"));
        Assert.InRange(held / (double)given, 0.84, 1);
    }

    private static (PeriodValue[] Controlled, PeriodValue[] Neighbour) World(Random random, double memory, int at = 40, double fall = 0, double covered = 0)
    {
        double[] Noise()
        {
            var noise = new double[Months];
            for (var i = 0; i < Months; i++)
                noise[i] = ((i == 0 ? 0 : noise[i - 1]) * memory) + Normal.Sample(random, 0, 15);
            return noise;
        }
        var (first, second) = (Noise(), Noise());
        return (
            [.. first.Select((v, i) => new PeriodValue(Start.AddMonths(i), 100 + v - (i < at ? 0 : fall)))],
            [.. second.Select((v, i) => new PeriodValue(Start.AddMonths(i), 80 + v + (i < at ? 0 : fall * covered)))]);
    }
}
