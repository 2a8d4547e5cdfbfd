namespace Weir.Signals;

/// <summary>
/// Diversion: goods of origins O that no longer go to a destination D directly and go through third places T instead. Needed are all of: an excess on O→T over
/// what its past lets one expect, an excess on T→D (or goods sent to T that T never records as arrived), and a drop on O→D. The diverted amount is a range: its lower end is that of the
/// smaller excess, its upper end that of the larger one or of the drop, whichever is smaller. Ways of up to three legs are the maximum flow through the network of excesses.
/// </summary>
/// <remarks>
/// A way's p-value is the largest of its parts' (an intersection-union test: Berger 1982), so that no one part can make a diversion; over all ways looked at it is adjusted after Holm (1979),
/// so that a world without a diversion shows one at a rate of at most alpha. Expectation: robust, seasonal, with trend, from the months before (<see cref="DiversionOptions.PastMonths"/>), its
/// error by block bootstrap. Assumed: what a third place re-exports keeps about the value it came with; goods pass within the months judged. Gaps: months not known are left
/// out of a leg's sums, which are then lower bounds; half of the months are needed, and twelve of the past. Partial values count as not known. An amount is no proof: honest growth of a third place's
/// own demand at the same time looks the same.
/// </remarks>
public static class Diversions
{
    /// <summary>Looks for ways round a control.</summary>
    /// <exception cref="ArgumentException">No origin, no route, no flow, a place in two roles, a pair twice, years, or months in the wrong order.</exception>
    /// <exception cref="InvalidOperationException">An option is out of range.</exception>
    public static DiversionFinding Find(DiversionQuestion question, DiversionOptions options)
    {
        options.Checked();
        Check(question);
        var unit = question.Flows.Select(f => f.Export?.Unit ?? f.Import!.Unit).First();
        var legs = new Dictionary<(int From, int To), LegFinding>();
        foreach (var flow in question.Flows)
            legs.Add((flow.From.Number, flow.To.Number), Legs.Of(flow, question, options, unit));
        var direct = question.Origins.Select(o => legs.GetValueOrDefault((o.Number, question.Destination.Number))).OfType<LegFinding>().ToList();
        var drop = DirectDrop.Of(question, direct, options);
        var weighed = question.Routes
            .Select(route => Weighing.Of(question, options, unit, legs, route, drop))
            .ToList();
        var ways = Ways.Of(question, weighed, legs, drop);
        Holm(ways);
        var candidates = weighed.Select(w => w.ToCandidate(ways, drop, options))
            .OrderByDescending(c => c.Found)
            .ThenByDescending(c => c.Obstacle == Obstacle.None)
            .ThenByDescending(c => c.Range?.Low ?? 0)
            .ThenByDescending(c => c.Score)
            .ThenByDescending(c => c.Amount ?? 0)
            .ThenBy(c => c.Route.Alpha3, StringComparer.Ordinal)
            .ToList();
        var (chains, total, range) = Ways.Flow(question, options, weighed, legs, ways, drop);
        return new(
            question, options, unit, direct, drop.Amount, drop.Range, drop.P, candidates, chains, candidates.Exists(c => c.Amount is not null) ? total : null,
            candidates.Exists(c => c.Amount is not null) ? range : null, [.. legs.Values]);
    }

    private static void Check(DiversionQuestion question)
    {
        ArgumentException Wrong(string what) => new(what, nameof(question));
        if (question.Origins.Count == 0 || question.Routes.Count == 0 || question.Flows.Count == 0)
            throw Wrong("a diversion needs an origin, a candidate route and flows between them");
        if (!question.Since.IsMonth || !question.Until.IsMonth)
            throw Wrong("a diversion is looked for in months, not in years");
        if (question.Until < question.Since)
            throw Wrong($"{question.Until} lies before {question.Since}");
        var places = question.Origins.Concat(question.Routes).Append(question.Destination).ToList();
        if (places.GroupBy(p => p.Number).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Wrong($"{twice.First().EnglishName} is there twice among origins, destination and routes; a place has one part");
        if (question.Flows.GroupBy(f => (f.From.Number, f.To.Number)).FirstOrDefault(g => g.Count() > 1) is { } pair)
            throw Wrong($"the flow from {pair.First().From.EnglishName} to {pair.First().To.EnglishName} is there twice");
        if (question.Flows.FirstOrDefault(f => f.Export is null && f.Import is null) is { } empty)
            throw Wrong($"the flow from {empty.From.EnglishName} to {empty.To.EnglishName} has no figures");
    }

    // Holm's step-down: the smallest p times the number of ways, the next times one less, never below the one before.
    private static void Holm(IReadOnlyList<Way> ways)
    {
        var largest = 0.0;
        var left = ways.Count;
        foreach (var way in ways.OrderBy(w => w.P))
        {
            largest = Math.Max(largest, Math.Min(1, way.P * left--));
            way.PAdjusted = largest;
        }
    }
}
