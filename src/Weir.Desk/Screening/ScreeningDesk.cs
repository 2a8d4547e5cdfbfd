using System.Globalization;
using Weir.Screening;
using Weir.Screening.Indexing;
using Weir.Store;

namespace Weir.Desk.Screening;

/// <summary>A match id that can't be computed again here; the message says why.</summary>
public sealed class MatchIdException(string message) : Exception(message);

/// <summary>
/// Opens the lists of a lake as one that can be asked, and keeps them open while their versions stay the same. Whoever holds an older set goes on asking it.
/// Each list has an index beside its entities in the lake; where it is missing it is made when the list is first asked. Safe to use from any number of threads.
/// </summary>
/// <param name="lake">The lake that holds the lists.</param>
/// <param name="clock">Knows which moments lie in the future.</param>
public sealed class ScreeningDesk(Lake lake, TimeProvider clock) : IDisposable
{
    // The present, and a few moments of the past that somebody compares it with.
    private const int MostKept = 4;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lock counting = new();
    private readonly List<(string Key, ReferenceCounted<OpenSet> Set)> kept = [];
    private readonly Dictionary<string, ReferenceCounted<ScreeningIndex>> indexes = new(StringComparer.Ordinal);
    private readonly ListIndexes files = new(lake);

    /// <summary>The lists in the versions that are current, or were at a moment.</summary>
    /// <param name="asOf">The moment; null is now.</param>
    /// <param name="cancellation">Stops the opening.</param>
    /// <returns>The lists; whoever asked disposes them.</returns>
    /// <exception cref="ScreeningQueryException">The moment lies in the future.</exception>
    /// <exception cref="LakeException">A list can't be read.</exception>
    public async Task<OpenLists> OpenAsync(DateTimeOffset? asOf, CancellationToken cancellation)
    {
        if (asOf is { } moment && moment.UtcDateTime.Date > clock.GetUtcNow().UtcDateTime.Date)
            throw new ScreeningQueryException(string.Create(CultureInfo.InvariantCulture, $"{moment.UtcDateTime:yyyy-MM-dd} lies in the future: nobody knows what the lists will say then; leave it out to ask what is known now"));
        return await OpenAsync(await lake.ListsAsync(asOf, cancellation), cancellation);
    }

    /// <summary>Computes a match again from its id, on the very version of the list that it was found in.</summary>
    /// <returns>The match as it comes out now.</returns>
    /// <exception cref="MatchIdException">The id was cut or altered, or the lake does not hold that version of the list.</exception>
    /// <exception cref="LakeException">The list can't be read.</exception>
    public async Task<MatchExplanation> ExplainAsync(string id, CancellationToken cancellation)
    {
        var match = MatchId.Parse(id) ?? throw new MatchIdException("the match id was cut or altered on its way: copy the whole of it, from m1- to its end");
        // A list that went back to what it had been has two versions with the same hash; either gives the match.
        var versions = (await lake.ListVersionsAsync(cancellation)).Where(v => v.List == match.List && v.Sha256.StartsWith(match.Sha256, StringComparison.Ordinal)).ToList();
        var version = versions.Where(v => v.DroppedAt is null).MaxBy(v => v.Number.ToString(CultureInfo.InvariantCulture) == match.Version)
            ?? throw new MatchIdException(versions.Count > 0
                ? $"version {match.Version} of {match.List} was dropped from this lake by its retention; weir doctor --repair makes it again from what was received"
                : $"this lake holds no version of {match.List} whose hash begins with {match.Sha256} (version {match.Version} of the lake that gave the id)");
        using var lists = await OpenAsync([version], cancellation);
        var found = lists.Screener.Judge(match.Query, match.List, match.Entity, match.Options)
            ?? throw new MatchIdException($"{match.List} version {version.Number} holds no {match.Entity} with a name to compare");
        return new(match, version, found, lists.Screener.About(match.List, match.Entity));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (counting)
        {
            foreach (var (_, set) in kept)
                set.Release();
            kept.Clear();
        }
        turn.Dispose();
        files.Dispose();
    }

    private async Task<OpenLists> OpenAsync(IReadOnlyList<ListVersion> versions, CancellationToken cancellation)
    {
        var key = string.Join(' ', versions.Select(KeyOf));
        await turn.WaitAsync(cancellation);
        try
        {
            var at = kept.FindIndex(k => k.Key == key);
            var set = at >= 0 ? kept[at].Set : new ReferenceCounted<OpenSet>(await OpenSetAsync(versions, cancellation)).Use();
            if (at >= 0)
                kept.RemoveAt(at);
            kept.Add((key, set));
            lock (counting)
            {
                var lists = new OpenLists(set.Value.Screener, versions, Release(set.Use()));
                if (kept.Count > MostKept)
                {
                    kept[0].Set.Release();
                    kept.RemoveAt(0);
                }
                return lists;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private Action Release(ReferenceCounted<OpenSet> set) => () =>
    {
        lock (counting)
            set.Release();
    };

    private static string KeyOf(ListVersion version) => string.Create(CultureInfo.InvariantCulture, $"{version.List}/{version.Number}/{version.Sha256}");

    private async Task<OpenSet> OpenSetAsync(IReadOnlyList<ListVersion> versions, CancellationToken cancellation)
    {
        var opened = new List<ScreeningIndex>();
        var held = new List<(string Key, ReferenceCounted<ScreeningIndex> Index)>();
        try
        {
            foreach (var version in versions)
            {
                var key = KeyOf(version);
                ReferenceCounted<ScreeningIndex>? index;
                lock (counting)
                    index = indexes.GetValueOrDefault(key)?.Use();
                if (index is null)
                {
                    index = new ReferenceCounted<ScreeningIndex>(await files.OpenAsync(version, cancellation)).Use();
                    lock (counting)
                        indexes[key] = index;
                }
                held.Add((key, index));
                opened.Add(index.Value);
            }
            return new(new Screener(opened), () => LetGo(held));
        }
        catch
        {
            lock (counting)
                LetGo(held);
            throw;
        }
    }

    private void LetGo(List<(string Key, ReferenceCounted<ScreeningIndex> Index)> held)
    {
        foreach (var (key, index) in held)
        {
            if (index.Release())
                indexes.Remove(key);
        }
    }

    private sealed record OpenSet(IScreener Screener, Action LetGo) : IDisposable
    {
        public void Dispose() => LetGo();
    }
}

/// <summary>A match computed again.</summary>
/// <param name="Id">From its id.</param>
/// <param name="Version">The version of the list.</param>
/// <param name="Match">As it comes out now.</param>
/// <param name="About">What the list says besides: the acts that listed the entity, and its relations.</param>
public sealed record MatchExplanation(MatchId Id, ListVersion Version, Match Match, IReadOnlyList<Entity> About)
{
    /// <summary>Whether the engine that gave the id is the one that explains it; where not, scores may differ.</summary>
    public bool IsSameEngine => Id.Engine == ScreeningEngine.Version;
}
