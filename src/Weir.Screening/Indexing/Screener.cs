using System.Collections.Concurrent;
using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>
/// Screens against any number of indexed lists. Scores are those of <see cref="ExhaustiveScreener"/>, with the rarity of words in each list; which entities are scored at all is
/// decided by an index, which may miss what scores little. Safe to use from any number of threads. The indexes stay the caller's to dispose; a new version
/// of a list is a new screener, and who asks the old one meanwhile gets its answer.
/// </summary>
public sealed class Screener : IScreener
{
    private readonly ConcurrentBag<Workspace> rooms = [];
    private readonly ScreeningIndex[] indexes;
    private readonly Comparison<Candidate> order;

    /// <summary>Screens against these lists.</summary>
    /// <exception cref="ArgumentException">Two of them are the same list.</exception>
    public Screener(IReadOnlyList<ScreeningIndex> indexes)
    {
        this.indexes = [.. indexes.OrderBy(i => i.Edition.List, StringComparer.Ordinal)];
        order = Compare;
        Lists = [.. this.indexes.Select(i => i.Edition)];
        if (Lists.GroupBy(l => l.List, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"the list {twice.Key} is given more than once; give one version of it", nameof(indexes));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ListEdition> Lists { get; }

    /// <inheritdoc/>
    /// <exception cref="ScreeningIndexException">A file of an index is damaged.</exception>
    public IReadOnlyList<Match> Screen(Entity query, ScreeningOptions options)
    {
        if (options.Lists.FirstOrDefault(l => Lists.All(e => e.List != l)) is { } missing)
            throw new ScreeningQueryException($"no list is called {missing}; there are {string.Join(", ", Lists.Select(l => l.List))}");
        var asked = ScreeningQuery.Of(query);
        return InRoom(room =>
        {
            Search(room, asked, options);
            return (IReadOnlyList<Match>)
            [
                .. room.Candidates.Take(options.Limit).Select(c => Judge(room, indexes[c.Index], indexes[c.Index].Segments[c.Segment], c.Entity, options)).OfType<Match>()
                    .OrderByDescending(m => m.Score).ThenBy(m => m.List.List, StringComparer.Ordinal).ThenBy(m => m.Entity.Id, StringComparer.Ordinal),
            ];
        });
    }

    /// <inheritdoc/>
    /// <exception cref="ScreeningIndexException">A file of an index is damaged.</exception>
    public Match? Judge(Entity query, string list, string entityId, ScreeningOptions options)
    {
        var asked = ScreeningQuery.Of(query);
        return Locate(list, entityId) is var (index, segment, entity)
            ? InRoom(room =>
            {
                room.Begin(asked, index);
                return Judge(room, index, segment, entity, options);
            })
            : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ScreeningIndexException">A file of an index is damaged.</exception>
    public Entity? Find(string list, string entityId)
    {
        if (Locate(list, entityId) is not var (_, segment, entity))
            return null;
        using var lease = segment.File.Read();
        return Guarded(segment, () => segment.Entity(entity));
    }

    /// <inheritdoc/>
    /// <exception cref="ScreeningIndexException">A file of an index is damaged.</exception>
    public IReadOnlyList<Entity> About(string list, string entityId)
    {
        if (Array.Find(indexes, i => i.Edition.List == list) is not { } index)
            return [];
        var found = new List<Entity>();
        foreach (var segment in index.Segments)
        {
            using var lease = segment.File.Read();
            found.AddRange(Guarded(segment, () => Links(segment, entityId)));
        }
        return [.. found.OrderBy(e => e.Id, StringComparer.Ordinal)];
    }

    /// <summary>Finds whom a query may mean, best first, in the workspace's candidates. Allocates nothing once the workspace has grown to its lists.</summary>
    internal void Search(Workspace room, ScreeningQuery query, ScreeningOptions options)
    {
        room.Candidates.Clear();
        for (var i = 0; i < indexes.Length; i++)
        {
            if (options.Lists.Count > 0 && !options.Lists.Contains(indexes[i].Edition.List, StringComparer.Ordinal))
                continue;
            room.Begin(query, indexes[i]);
            for (var s = 0; s < indexes[i].Segments.Count; s++)
            {
                room.Begin(indexes[i].Segments[s]);
                CandidateSearch.Run(room, options, i, s);
            }
        }
        room.Candidates.Sort(order);
    }

    private static List<Entity> Links(Segment segment, string entityId)
    {
        var links = new List<Entity>();
        foreach (var row in segment.Hashed(Section.Links, SpellingKeys.Id(entityId)))
        {
            if (segment.IsGone(row.Entity))
                continue;
            var link = segment.Entity(row.Entity);
            // Two ids may have one hash.
            if (link.Properties.Values.Any(v => v.Contains(entityId, StringComparer.Ordinal)))
                links.Add(link);
        }
        return links;
    }

    private static Match? Judge(Workspace room, ScreeningIndex index, Segment segment, int number, ScreeningOptions options)
    {
        room.Begin(segment);
        var query = room.Query;
        var facts = query.Facts.View;
        var (best, byReading, byName) = (-1f, -1, -1);
        for (var reading = 0; reading < query.Readings.Length; reading++)
        {
            for (var name = segment.Row(number).Names; name < segment.Row(number + 1).Names; name++)
            {
                var score = EntityComparer.Score(room.Comparer.Score(new MappedPair(room, reading, name)), (NameKind)segment.Name(name).Kind, facts, segment.Facts(number));
                if (score > best)
                    (best, byReading, byName) = (score, reading, name);
            }
        }
        // A query of identifiers alone is compared by them, and the entity goes by its first name.
        if (query.Readings.Length == 0 && segment.Row(number).Names < segment.Row(number + 1).Names)
            byName = segment.Row(number).Names;
        if (byName < 0)
            return null;
        var entity = segment.Entity(number);
        var row = segment.Name(byName);
        var met = entity.AllNames().ElementAt(row.Source);
        var reasons = new List<Reason>();
        var ofName = byReading < 0 ? 0
            : room.Comparer.Explain(new MappedPair(room, byReading, byName), query.Readings[byReading], ComparableName.Readings(met.Text, FtmSchema.Bearer(entity.Schema))[row.Reading], reasons);
        var total = Math.Round(EntityComparer.Explain(ofName, met, query.Entity, entity, reasons), 4);
        return new(index.Edition, entity, total, options.VerdictOf(total), met, byReading < 0 ? "" : query.Readings[byReading].Original, [.. reasons.OrderByDescending(r => Math.Abs(r.Contribution))]);
    }

    private static T Guarded<T>(Segment segment, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (ScreeningIndex.IsDamage(e) && e is not ObjectDisposedException)
        {
            throw ScreeningIndex.Damaged(segment.File.Path, e);
        }
    }

    private int Compare(Candidate a, Candidate b)
    {
        if (Math.Round(a.Score, 4) != Math.Round(b.Score, 4))
            return b.Score.CompareTo(a.Score);
        if (a.Index != b.Index)
            return a.Index.CompareTo(b.Index);
        var segments = indexes[a.Index].Segments;
        return Segment.CompareIds(segments[a.Segment], a.Entity, segments[b.Segment], b.Entity);
    }

    private (ScreeningIndex Index, Segment Segment, int Entity)? Locate(string list, string entityId)
    {
        if (Array.Find(indexes, i => i.Edition.List == list) is not { } index)
            return null;
        foreach (var byReferent in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var segment in index.Segments)
            {
                using var lease = segment.File.Read();
                if (Guarded(segment, () => segment.Find(entityId, byReferent)) is >= 0 and var entity)
                    return (index, segment, entity);
            }
        }
        return null;
    }

    private T InRoom<T>(Func<Workspace, T> work)
    {
        if (!rooms.TryTake(out var room))
            room = new();
        var isWhole = false;
        try
        {
            room.Hold(indexes);
            var result = work(room);
            isWhole = true;
            return result;
        }
        catch (Exception e) when (ScreeningIndex.IsDamage(e) && e is not ObjectDisposedException && room.Segment is not null)
        {
            throw ScreeningIndex.Damaged(room.Segment.File.Path, e);
        }
        finally
        {
            room.End();
            // After a failure nobody knows what is left in the room: it is let go of, not given back.
            if (isWhole)
                rooms.Add(room);
        }
    }
}
