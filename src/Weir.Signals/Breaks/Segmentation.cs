namespace Weir.Signals.Breaks;

/// <summary>Where the segments of a sequence end, by the three searches. A break is the index of the first value of the new segment.</summary>
internal static class Segmentation
{
    /// <summary>The breaks, ascending.</summary>
    /// <param name="cost">What a stretch costs.</param>
    /// <param name="options">Search, penalty and bounds.</param>
    /// <param name="minimum">Values that a segment has at least.</param>
    public static IReadOnlyList<int> Find(SegmentCost cost, BreakOptions options, int minimum)
    {
        var penalty = options.Penalty.Value(cost.Count, cost.Parameters);
        var mbic = options.Penalty.Kind == PenaltyKind.Mbic;
        double Of(int from, int to) => cost.Of(from, to) + (mbic ? Math.Log(to - from) : 0);
        return options.Method switch
        {
            BreakMethod.Pelt => Pelt(Of, cost.Count, penalty, minimum, mbic),
            BreakMethod.BinarySegmentation => Binary(Of, cost.Count, penalty, minimum, options.MostBreaks),
            BreakMethod.Amoc => Binary(Of, cost.Count, penalty, minimum, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Method, "no such method"),
        };
    }

    /// <summary>
    /// The optimum by dynamic programming over the last break, leaving out the places that can't be it any more (Killick et al. 2012, Theorem 3.1).
    /// A place is left out only for ends that are far enough off for the better place to have a whole segment after it, and under MBIC only where the
    /// logarithms of the lengths can't bring it back; so the optimum is exact for every minimum and penalty.
    /// </summary>
    private static List<int> Pelt(Func<int, int, double> cost, int count, double penalty, int minimum, bool mbic)
    {
        var best = new double[count + 1];
        var last = new int[count + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = -penalty;
        // Places with the end from which on they are out of the race.
        var places = new List<(int At, int OutFrom)> { (0, int.MaxValue) };
        for (var end = minimum; end <= count; end++)
        {
            var low = double.PositiveInfinity;
            var from = 0;
            var costs = new double[places.Count];
            for (var i = 0; i < places.Count; i++)
            {
                costs[i] = best[places[i].At] + cost(places[i].At, end);
                if (costs[i] + penalty < low)
                    (low, from) = (costs[i] + penalty, places[i].At);
            }
            (best[end], last[end]) = (low, from);
            var kept = 0;
            for (var i = 0; i < places.Count; i++)
            {
                var (at, outFrom) = places[i];
                // Two lengths a and b have ln a + ln b − ln(a + b) < ln min(a, b).
                var slack = mbic ? Math.Log(Math.Max(1, Math.Min(end - at, count - end))) : 0;
                if (outFrom == int.MaxValue && costs[i] - slack > low)
                    outFrom = end + minimum;
                if (outFrom > end + 1)
                    places[kept++] = (at, outFrom);
            }
            places.RemoveRange(kept, places.Count - kept);
            var next = end + 1 - minimum;
            if (next >= minimum)
                places.Add((next, int.MaxValue));
        }
        var breaks = new List<int>();
        for (var end = last[count]; end > 0; end = last[end])
            breaks.Add(end);
        breaks.Reverse();
        return breaks;
    }

    private static List<int> Binary(Func<int, int, double> cost, int count, double penalty, int minimum, int? most)
    {
        var parts = new PriorityQueue<(int From, int To, int At), double>();
        var found = new List<int>();
        var sufficient = 0;
        Offer(0, count);
        while (found.Count < (most ?? count) && parts.TryDequeue(out var part, out var negative))
        {
            found.Add(part.At);
            // A break that gains too little may open the way to one that gains enough: with a bound, the count goes up to the last that does.
            if (-negative >= penalty)
                sufficient = found.Count;
            else if (most is null)
                break;
            Offer(part.From, part.At);
            Offer(part.At, part.To);
        }
        return [.. found.Take(sufficient).Order()];

        void Offer(int from, int to)
        {
            var (at, gain) = (-1, double.NegativeInfinity);
            var whole = cost(from, to);
            for (var i = from + minimum; i <= to - minimum; i++)
            {
                var gained = whole - cost(from, i) - cost(i, to);
                if (gained > gain)
                    (at, gain) = (i, gained);
            }
            if (at >= 0)
                parts.Enqueue((from, to, at), -gain);
        }
    }
}
