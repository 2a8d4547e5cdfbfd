namespace Weir.Signals.Effects;

/// <summary>
/// How many degrees of freedom absorbed effects take. The first set takes all of its groups; the second one less for each connected part
/// of the graph between the two (Abowd, Creecy and Kramarz 2002), which is exact; a later set the most parts with any set before it, which may
/// leave some redundant ones counted. A set nested in a cluster takes none.
/// </summary>
internal static class AbsorbedDegrees
{
    public static IReadOnlyList<AbsorbedEffects> Of(IReadOnlyList<Factor> sets, IReadOnlyList<Factor> clusters)
    {
        var found = new List<AbsorbedEffects>(sets.Count);
        for (var f = 0; f < sets.Count; f++)
        {
            var redundant = 0;
            for (var e = 0; e < f; e++)
                redundant = Math.Max(redundant, Parts(sets[e], sets[f]));
            found.Add(new(sets[f].Name, sets[f].Count, redundant, f < 2, clusters.Any(c => IsNested(sets[f], c))));
        }
        return found;
    }

    private static bool IsNested(Factor set, Factor cluster)
    {
        var within = new int[set.Count];
        Array.Fill(within, -1);
        for (var i = 0; i < set.Groups.Length; i++)
        {
            ref var at = ref within[set.Groups[i]];
            if (at < 0)
                at = cluster.Groups[i];
            else if (at != cluster.Groups[i])
                return false;
        }
        return true;
    }

    private static int Parts(Factor first, Factor second)
    {
        var parents = new int[first.Count + second.Count];
        for (var i = 0; i < parents.Length; i++)
            parents[i] = i;
        var parts = parents.Length;
        for (var i = 0; i < first.Groups.Length; i++)
        {
            var (a, b) = (Root(first.Groups[i]), Root(first.Count + second.Groups[i]));
            if (a == b)
                continue;
            parents[a] = b;
            parts--;
        }
        return parts;

        int Root(int at)
        {
            while (parents[at] != at)
                at = parents[at] = parents[parents[at]];
            return at;
        }
    }
}
