using Weir.Desk.Files;
using Weir.Screening;
using Weir.Store;

namespace Weir.Desk.Screening;

/// <summary>What the lists say of somebody. Holds no time: the same lists, engine, query and options give the same report on any day.</summary>
/// <param name="Query">Who was asked for.</param>
/// <param name="Options">What was asked, and what was to be given.</param>
/// <param name="Lists">The list versions that were searched; empty means that nothing was.</param>
/// <param name="Matches">Who may be meant, best first. Candidates, and no finding about anybody.</param>
public sealed record ScreenReport(Entity Query, ScreeningOptions Options, IReadOnlyList<ListVersion> Lists, IReadOnlyList<Match> Matches)
{
    /// <summary>The engine that gave the scores.</summary>
    public string Engine => ScreeningEngine.Version;

    /// <summary>The id by which a match can be explained again.</summary>
    public MatchId IdOf(Match match) => MatchId.Of(Query, match, Options);
}

/// <summary>The lists of a lake as they stand at one moment, open to be asked until they are disposed. Safe to use from any number of threads.</summary>
public sealed class OpenLists : IDisposable
{
    private Action? release;

    internal OpenLists(IScreener screener, IReadOnlyList<ListVersion> versions, Action release) => (Screener, Versions, this.release) = (screener, versions, release);

    /// <summary>Answers.</summary>
    public IScreener Screener { get; }

    /// <summary>The versions that it asks, by list.</summary>
    public IReadOnlyList<ListVersion> Versions { get; }

    /// <summary>Who may be meant.</summary>
    /// <exception cref="ScreeningQueryException">The query can't be looked up, or names a list that is not there; the message says why.</exception>
    public ScreenReport Screen(Entity query, ScreeningOptions options) => new(query, Checked(options), Asked(options), Screener.Screen(query, options));

    /// <summary>The versions that options ask.</summary>
    public IReadOnlyList<ListVersion> Asked(ScreeningOptions options) =>
        options.Lists.Count == 0 ? Versions : [.. Versions.Where(v => options.Lists.Contains(v.List, StringComparer.Ordinal))];

    /// <summary>The options, where they can be.</summary>
    /// <exception cref="ScreeningQueryException">They name a list that is not there, or their numbers can't be.</exception>
    public ScreeningOptions Checked(ScreeningOptions options)
    {
        if (options.Lists.FirstOrDefault(l => Versions.All(v => v.List != l)) is { } missing)
        {
            throw new ScreeningQueryException(Versions.Count == 0
                ? $"no list is called {QueryEntity.Short(missing)}: the lake holds no list yet"
                : $"no list is called {QueryEntity.Short(missing)}{Nearest.Hint(QueryEntity.Short(missing), Versions.Select(v => v.List))}; there are {string.Join(", ", Versions.Select(v => v.List))}");
        }
        if (options.Threshold is not (>= 0 and <= 1) || options.Cutoff is not (>= 0 and <= 1) || options.Cutoff > options.Threshold)
            throw new ScreeningQueryException("threshold and cutoff are numbers from 0 to 1, and the cutoff is not above the threshold");
        if (options.Limit is < 1 or > 500)
            throw new ScreeningQueryException("the limit is a number from 1 to 500");
        return options;
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
}
