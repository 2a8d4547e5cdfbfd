using Weir.Signals.Surges;

namespace Weir.Signals.Tests.Surges;

public class FalseDiscoveryTests
{
    /// <summary>The fifteen p-values of Benjamini and Hochberg's own example (1995, §4.1): at 5 % the four smallest are found.</summary>
    [Fact]
    public void The_example_of_1995()
    {
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];
        var q = FalseDiscovery.BenjaminiHochberg(p);
        Assert.Equal(4, q.Count(x => x <= 0.05));
        Assert.Equal(0.0095 * 15 / 4, q[3], 12);
        Assert.Equal(1, q[^1]);
    }

    [Fact]
    public void What_cannot_be_judged_has_no_q_and_does_not_count()
    {
        var q = FalseDiscovery.BenjaminiHochberg([0.03, double.NaN, 0.01]);
        Assert.Equal([0.03, double.NaN, 0.02], q);
        Assert.Empty(FalseDiscovery.BenjaminiHochberg([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.BenjaminiHochberg([1.5]));
    }
}
