namespace Weir.Signals.Tests.Breaks;

/// <summary>How well breaks agree with several people's (van den Burg &amp; Williams 2020, arXiv:2003.06222, section 3.2); indexes from 0, of the first value of a segment.</summary>
internal static class Agreement
{
    private const int Margin = 5;

    /// <summary>The F-measure: precision against all people's breaks together, recall averaged over people; the start counts as a break of everybody's.</summary>
    public static double F1(IReadOnlyList<int[]> people, IEnumerable<int> found)
    {
        var mine = found.Append(0).ToHashSet();
        var theirs = people.Select(p => p.Append(0).ToHashSet()).ToList();
        var precision = (double)Hits(theirs.SelectMany(t => t).ToHashSet(), mine) / mine.Count;
        var recall = theirs.Average(t => (double)Hits(t, mine) / t.Count);
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /// <summary>The covering: for each person's segments the best overlap (Jaccard) with one that was found, weighted by length, averaged over people.</summary>
    public static double Cover(IReadOnlyList<int[]> people, IEnumerable<int> found, int count)
    {
        var mine = Parts(found, count);
        return people.Average(p => Parts(p, count).Sum(a => (a.To - a.From) * mine.Max(b => Overlap(a, b))) / count);
    }

    private static int Hits(HashSet<int> wanted, HashSet<int> found)
    {
        var free = found.ToHashSet();
        var hits = 0;
        foreach (var at in wanted.Order())
        {
            var near = free.Where(f => Math.Abs(f - at) <= Margin).OrderBy(f => Math.Abs(f - at)).ThenBy(f => f).Select(f => (int?)f).FirstOrDefault();
            if (near is { } hit)
            {
                hits++;
                free.Remove(hit);
            }
        }
        return hits;
    }

    private static double Overlap((int From, int To) a, (int From, int To) b)
    {
        var common = Math.Max(0, Math.Min(a.To, b.To) - Math.Max(a.From, b.From));
        return (double)common / (a.To - a.From + b.To - b.From - common);
    }

    private static List<(int From, int To)> Parts(IEnumerable<int> breaks, int count)
    {
        int[] ends = [0, .. breaks.Where(b => b > 0).Distinct().Order(), count];
        return [.. ends.Zip(ends.Skip(1), (a, b) => (a, b))];
    }
}
