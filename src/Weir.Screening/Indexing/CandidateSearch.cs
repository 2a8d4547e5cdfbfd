using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>
/// Finds the entities of one segment that may score enough. The rarest words of the query bring names in, until what is left of the query could not carry a name alone;
/// of these, names that come to enough by a rough reckoning are compared, the most promising first.
/// </summary>
internal static class CandidateSearch
{
    /// <summary>The share of the query's weight that a name has to meet: a person's second and third names are often left out.</summary>
    private const float LeastShareOfPerson = 0.33f;
    private const float LeastShare = 0.42f;

    /// <summary>Very common words bring no names in where the others carry this share.</summary>
    private const float EnoughWithout = 0.45f;
    private const int VeryCommon = 4000;

    /// <summary>By how much the rough reckoning may be too low.</summary>
    private const float Margin = 0.1f;

    /// <summary>The most names that are compared for one query in one file.</summary>
    private const int MostCompared = 2000;

    private const float Unit = 8192;
    private const float ByIdentifier = 9;

    // The query has no name.
    private const int NoReading = -1;

    /// <summary>Adds to the workspace's candidates.</summary>
    public static void Run(Workspace room, ScreeningOptions options, int index, int segmentNumber)
    {
        if (!SegmentFilter.Prepare(room, options))
            return;
        SimilarWords.Collect(room);
        var least = LeastName(room, (float)options.Cutoff) - Margin;
        for (var reading = 0; reading < room.Query.WordsOf.Length; reading++)
            Promise(room, reading, least);
        ByIdentifiers(room);
        room.Promising.Sort(static (a, b) => a.Promise != b.Promise ? b.Promise.CompareTo(a.Promise) : a.Name != b.Name ? a.Name.CompareTo(b.Name) : a.Reading.CompareTo(b.Reading));
        Compare(room, options.Limit);
        foreach (var entity in room.Scored)
        {
            room.Best.TryGet(0, entity, out var best);
            if (Math.Round(best, 4) >= options.Cutoff)
                room.Candidates.Add(new(index, segmentNumber, entity, best));
        }
    }

    private static void Compare(Workspace room, int limit)
    {
        var facts = room.Query.Facts.View;
        var compared = 0;
        foreach (var (promise, reading, name) in room.Promising)
        {
            if (promise < ByIdentifier && (++compared > MostCompared || (room.Leading.Count >= limit && AtMost(room, promise + Margin) < Lowest(room.Leading))))
                break;
            ref readonly var row = ref room.Segment.Name(name);
            var ofName = reading == NoReading ? 0 : room.Comparer.Score(new MappedPair(room, reading, name, roughly: true));
            var score = EntityComparer.Score(ofName, (NameKind)row.Kind, facts, room.Segment.Facts(row.Entity));
            ref var best = ref room.Best.At(0, row.Entity, out var isNew);
            best = Math.Max(best, score);
            if (!isNew)
                continue;
            room.Scored.Add(row.Entity);
            room.Leading.Enqueue(0, score);
            if (room.Leading.Count > limit)
                room.Leading.Dequeue();
        }
    }

    /// <summary>Where the query states no date and no country, nothing but an identifier can raise a score, and who has the same is compared anyway.</summary>
    private static float AtMost(Workspace room, float name) =>
        room.Query.Facts.View is { Dates.IsEmpty: true, Countries.IsEmpty: true } ? name * EntityComparer.NameAloneAtMost : EntityComparer.AtMost(name);

    private static float Lowest(PriorityQueue<int, float> leading) => leading.TryPeek(out _, out var lowest) ? lowest : 0;

    /// <summary>The least that a name has to score for its entity to score enough, whatever else is known.</summary>
    private static float LeastName(Workspace room, float cutoff)
    {
        var (low, high) = (0f, 1f);
        for (var i = 0; i < 10; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(room, middle) < cutoff ? (middle, high) : (low, middle);
        }
        return low;
    }

    /// <summary>Collects the names that are promising for one reading of the query.</summary>
    private static void Promise(Workspace room, int reading, float least)
    {
        var words = room.Query.WordsOf[reading];
        Span<int> order = stackalloc int[ComparableName.MostWords];
        Span<float> weights = stackalloc float[ComparableName.MostWords];
        Span<float> met = stackalloc float[ComparableName.MostWords];
        Span<long> costs = stackalloc long[ComparableName.MostWords];
        order = order[..words.Length];
        var rough = new RoughScore(room, reading, weights[..words.Length], met[..words.Length]);
        for (var i = 0; i < words.Length; i++)
        {
            order[i] = i;
            for (var a = room.AlikeFrom[words[i]]; a < room.AlikeFrom[words[i] + 1]; a++)
                costs[i] += room.Segment.Postings(room.Alike[a].Spelling).Length;
        }
        // The cheapest for its weight first; few words, so the plainest of sorts.
        for (var i = 1; i < order.Length; i++)
        {
            for (var j = i; j > 0 && costs[order[j]] / weights[order[j]] < costs[order[j - 1]] / weights[order[j - 1]]; j--)
                (order[j], order[j - 1]) = (order[j - 1], order[j]);
        }
        var share = room.Query.Readings[reading].Bearer == NameBearer.Person ? LeastShareOfPerson : LeastShare;
        var rest = 1f;
        foreach (var i in order)
        {
            if (costs[i] > room.Touched.Count && (rest < share || (costs[i] > VeryCommon && rest < 1 - EnoughWithout)))
                break;
            Touch(room, words[i], weights[i] / rough.Total);
            rest -= weights[i] / rough.Total;
        }
        Keep(room, reading, rough, (int)((share - Math.Max(0, rest)) * Unit), least);
    }

    private static void Touch(Workspace room, int asked, float share)
    {
        var sums = room.Sums;
        for (var a = room.AlikeFrom[asked]; a < room.AlikeFrom[asked + 1]; a++)
        {
            var worth = (int)(share * room.Alike[a].Similarity * Unit) + 1;
            foreach (var name in room.Segment.Postings(room.Alike[a].Spelling))
            {
                var sum = sums[name];
                if (sum == 0)
                    room.Touched.Add(name);
                sums[name] = (ushort)Math.Min(ushort.MaxValue, sum + worth);
            }
        }
    }

    /// <summary>Of the names that were touched keeps those that promise enough, and leaves no sum behind.</summary>
    private static void Keep(Workspace room, int reading, in RoughScore rough, int floor, float least)
    {
        var sums = room.Sums;
        foreach (var name in room.Touched)
        {
            var sum = sums[name];
            sums[name] = 0;
            if (sum >= floor && rough.Of(name) is var promise && promise >= least && SegmentFilter.Allows(room, room.Segment.Name(name).Entity))
                room.Promising.Add((promise, reading, name));
        }
        room.Touched.Clear();
    }

    /// <summary>Who has an identifier of the query is compared whatever the name.</summary>
    private static void ByIdentifiers(Workspace room)
    {
        foreach (var key in room.Query.Facts.View.Identifiers)
        {
            foreach (var row in room.Segment.Hashed(Section.IdentifierKeys, key))
            {
                if (!SegmentFilter.Allows(room, row.Entity))
                    continue;
                for (var name = room.Segment.Row(row.Entity).Names; name < room.Segment.Row(row.Entity + 1).Names; name++)
                {
                    for (var reading = 0; reading < room.Query.WordsOf.Length; reading++)
                        room.Promising.Add((ByIdentifier, reading, name));
                    if (room.Query.WordsOf.Length == 0)
                        room.Promising.Add((ByIdentifier, NoReading, name));
                }
            }
        }
    }
}
