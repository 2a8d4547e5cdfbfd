using CsCheck;

namespace Weir.Trade.Tests;

public class IntervalTests
{
    private static readonly Gen<decimal> AnyEnd = Gen.Int[-1_000_000, 1_000_000].Select(n => n / 1000m);

    private static readonly Gen<Interval> AnyInterval = Gen.Select(AnyEnd, AnyEnd).Select(Interval.Between);

    private static readonly Gen<Interval> AnyPositive = Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[1, 1_000_000]).Select((a, b) => Interval.Between(a / 1000m, b / 1000m));

    [Fact]
    public void Every_result_of_two_members_lies_in_the_result_of_the_intervals() =>
        Gen.Select(AnyInterval, AnyPositive, Gen.Int[0, 100], Gen.Int[0, 100]).Sample((a, b, i, j) =>
        {
            var x = a.Low + ((a.High - a.Low) * i / 100);
            var y = b.Low + ((b.High - b.Low) * j / 100);
            Assert.True((a + b).Contains(x + y));
            Assert.True((a - b).Contains(x - y));
            Assert.True((a * b).Contains(x * y));
            Assert.True((a * -3m).Contains(x * -3m));
            Assert.True((-a).Contains(-x));
            var quotient = a / b;
            Assert.True(new Interval(quotient.Low - 1e-20m, quotient.High + 1e-20m).Contains(x / y));
        });

    [Fact]
    public void The_intersection_is_what_both_hold() =>
        Gen.Select(AnyInterval, AnyInterval, AnyEnd).Sample((a, b, x) =>
        {
            Assert.Equal(a.Contains(x) && b.Contains(x), a.Intersect(b)?.Contains(x) ?? false);
            Assert.Equal(a.Overlaps(b), a.Intersect(b) is not null);
            Assert.True(a.Hull(b).Contains(a) && a.Hull(b).Contains(b));
        });

    [Fact]
    public void An_open_end_stays_open()
    {
        var atLeast19 = Interval.AtLeast(19);
        Assert.Equal(Interval.AtLeast(19_000), atLeast19 * 1000m);
        Assert.Equal(Interval.AtLeast(19_000), atLeast19.Convert(Units.Kilometre, Units.Metre));
        Assert.Equal(Interval.AtLeast(20), atLeast19 + Interval.Exactly(1));
        Assert.False(atLeast19.IsBoundedAbove);
        Assert.True(atLeast19.Contains(1e30));
        // 528,000 km at 19 km or more a drone: at most 27,789.47 drones, and possibly few.
        var drones = Interval.Exactly(528_000) / atLeast19;
        Assert.Equal((0m, 528_000m / 19m), (drones.Low, drones.High));
        Assert.Equal(new Interval(decimal.MinValue, -19), -atLeast19);
        Assert.Equal(decimal.MaxValue, atLeast19.Width);
    }

    [Fact]
    public void Nothing_overflows()
    {
        var huge = new Interval(-7e28m, 7e28m);
        Assert.Equal(new Interval(decimal.MinValue, decimal.MaxValue), huge * 1000m);
        Assert.Equal(new Interval(decimal.MinValue, decimal.MaxValue), huge + huge);
        Assert.Equal(new Interval(decimal.MinValue, decimal.MaxValue), huge / Interval.Exactly(0.001m));
    }

    [Fact]
    public void Refuses_to_divide_by_a_range_that_holds_nought() =>
        Assert.Throws<DivideByZeroException>(() => Interval.Exactly(1) / new Interval(-1, 1));

    [Fact]
    public void Computed_values_compare_as_doubles()
    {
        Assert.True(new Interval(9, 10).Contains(9.97));
        Assert.False(new Interval(9, 10).Contains(double.NaN));
        Assert.False(new Interval(9, 10).Contains(double.PositiveInfinity));
    }

    [Theory]
    [InlineData(327_500, 328_500, "327,500–328,500")]
    [InlineData(54, 54, "54")]
    public void Prints_plainly(int low, int high, string printed) => Assert.Equal(printed, new Interval(low, high).ToString());
}
