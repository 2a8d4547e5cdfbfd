using System.Runtime.InteropServices;
using Weir.Signals;

namespace Weir.Bench.Diversions;

/// <summary>What Weir made of a world.</summary>
/// <param name="Found">Any way is found.</param>
/// <param name="Covered">Whether the range holds the amount; null where nothing was rerouted.</param>
/// <param name="First">Whether the true way is the first; null where nothing was rerouted.</param>
/// <param name="Low">Lower end over the truth.</param>
/// <param name="High">Upper end over the truth.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorldResult(bool Found, bool? Covered, bool? First, double Low, double High)
{
    /// <summary>Asks Weir about a world: the route's range where goods go through one place, the total's where through two.</summary>
    public static WorldResult Of(WorldKind kind, int seed)
    {
        var world = DiversionWorld.Make(kind, seed);
        var finding = Weir.Signals.Diversions.Find(world.Question, DiversionOptions.Usual with { Draws = 199 });
        if (world.Way.Count == 0)
            return new(finding.Found, null, null, 0, 0);
        var single = world.Way.Count == 1;
        var range = single ? finding.Candidates.First(c => c.Route == world.Way[0]).Range : finding.TotalRange;
        var first = single
            ? finding.Candidates[0].Route == world.Way[0]
            : finding.Chains.Count > 0 && finding.Chains.MaxBy(c => c.Amount)!.Places.Skip(1).SkipLast(1).SequenceEqual(world.Way);
        return new(finding.Found, range?.Low <= world.Amount && world.Amount <= range?.High, first, range?.Low / world.Amount ?? 0, range?.High / world.Amount ?? 0);
    }
}
