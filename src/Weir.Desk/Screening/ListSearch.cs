using Weir.Screening;

namespace Weir.Desk.Screening;

/// <summary>
/// Looks for entities by a text somebody remembers: forgiving, ranked for reading. It is no screening: what it leaves out it leaves out for the reader's sake, and
/// who is not found is not cleared.
/// </summary>
public static class ListSearch
{
    /// <summary>The most that are found.</summary>
    public const int Most = 100;

    // Far below what screening gives: a reader sees at a glance what is meant, a list of candidates must not.
    private const double Weakest = 0.25;

    /// <summary>Who may be looked for, the nearest first. An id or an identifier finds its entity as well.</summary>
    /// <param name="lists">Where to look.</param>
    /// <param name="text">A name, part of one, an id, or an identifier.</param>
    /// <param name="filters">Which lists, schemata, topics and countries; its threshold, cutoff and limit are not looked at.</param>
    /// <exception cref="ScreeningQueryException">The text has no letter or digit, or a list is not there.</exception>
    public static IReadOnlyList<Match> Find(OpenLists lists, string text, ScreeningOptions filters)
    {
        if (!text.Any(char.IsLetterOrDigit))
            throw new ScreeningQueryException("there is nothing to look for; write a name, or part of one");
        var options = lists.Checked(filters with { Threshold = 1, Cutoff = Weakest, Limit = Most });
        var query = QueryEntity.Of("search", null, [("name", text), ("idNumber", text.Any(char.IsAsciiDigit) && !text.Trim().Any(char.IsWhiteSpace) ? text : "")]);
        var byId = lists.Asked(options).Where(v => lists.Screener.Find(v.List, text.Trim()) is not null).Select(v => lists.Screener.Judge(query, v.List, text.Trim(), options)).OfType<Match>().ToList();
        return [.. byId, .. lists.Screener.Screen(query, options).Where(m => !byId.Exists(b => b.List == m.List && b.Entity.Id == m.Entity.Id))];
    }
}
