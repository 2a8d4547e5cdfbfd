using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests.Kills;

public sealed class KillTests
{
    private const int Kills = 200;

    /// <summary>bench/kill does the same some thousand times, and prints what it met.</summary>
    [Fact]
    public async Task A_process_killed_at_any_point_leaves_the_old_state_or_the_new()
    {
        var met = await KillReport.KillAsync(Kills, Random.Shared.Next(), null, Ct);

        Assert.Equal(Kills, met.Count);
        Assert.All(Victim.Works, work => Assert.Contains(met, k => k.Work == work));
        Assert.All(new[] { "old", "new" }, state => Assert.Contains(met, k => k.Found == state && k.Work != "between"));
        Assert.Contains(met, k => k.How == "moment");
        Assert.Contains(met, k => k.How == "step");
        Assert.Contains(met, k => k.Fault is not null);
    }
}
