using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>
/// Finds the entities of one segment that may score enough. The rarest words of the query bring names in, until what is left of the query could not carry a name alone;
/// of these, names that meet enough of the query's words are compared exactly, the most promising first.
/// </summary>
internal static class CandidateSearch
{
    /// <summary>The share of the query's weight that a name has to meet.</summary>
    private const float LeastShare = 0.45f;

    /// <summary>The most names that are compared for one query in one file.</summary>
    private const int MostCompared = 3000;

    private const float Unit = 8192;

    /// <summary>Adds to the workspace's candidates.</summary>
    public static void Run(Workspace room, ScreeningOptions options, int index, int segmentNumber)
    {
        if (!SegmentFilter.Prepare(room, options))
            return;
        SimilarWords.Collect(room);
        for (var reading = 0; reading < room.Query.WordsOf.Length; reading++)
            Promise(room, reading);
        ByIdentifiers(room);
        room.Promising.Sort(static (a, b) => a.Promise != b.Promise ? b.Promise.CompareTo(a.Promise) : a.Name != b.Name ? a.Name.CompareTo(b.Name) : a.Reading.CompareTo(b.Reading));
        var facts = room.Query.Facts.View;
        var compared = 0;
        foreach (var (promise, reading, name) in room.Promising)
        {
            if (promise < 2 && ++compared > MostCompared)
                break;
            ref readonly var row = ref room.Segment.Name(name);
            var score = EntityComparer.Score(room.Comparer.Score(new MappedPair(room, reading, name)), (NameKind)row.Kind, facts, room.Segment.Facts(row.Entity));
            ref var best = ref room.Best.At(0, row.Entity, out var isNew);
            if (isNew)
                room.Scored.Add(row.Entity);
            best = Math.Max(best, score);
        }
        foreach (var entity in room.Scored)
        {
            room.Best.TryGet(0, entity, out var best);
            if (Math.Round(best, 4) >= options.Cutoff)
                room.Candidates.Add(new(index, segmentNumber, entity, best));
        }
    }

    /// <summary>How much of a name a word is likely to carry.</summary>
    public static float Weight(WordTraits traits, float rarity) =>
        (traits & (WordTraits.LegalForm | WordTraits.Particle | WordTraits.Title | WordTraits.Initial)) != WordTraits.None ? 0.1f
        : (traits & WordTraits.Weak) != WordTraits.None ? 0.3f
        : 0.3f + (0.7f * rarity);

    /// <summary>Collects the names that are promising for one reading of the query.</summary>
    private static void Promise(Workspace room, int reading)
    {
        var words = room.Query.WordsOf[reading];
        Span<int> order = stackalloc int[ComparableName.MostWords];
        Span<float> weights = stackalloc float[ComparableName.MostWords];
        Span<long> costs = stackalloc long[ComparableName.MostWords];
        order = order[..words.Length];
        var total = 0f;
        for (var i = 0; i < words.Length; i++)
        {
            order[i] = i;
            weights[i] = Weight(room.Query.Words[words[i]].Traits, room.QueryRarities[words[i]]);
            total += weights[i];
            for (var a = room.AlikeFrom[words[i]]; a < room.AlikeFrom[words[i] + 1]; a++)
                costs[i] += room.Segment.Postings(room.Alike[a].Spelling).Length;
        }
        // The cheapest for its weight first; few words, so the plainest of sorts.
        for (var i = 1; i < order.Length; i++)
        {
            for (var j = i; j > 0 && costs[order[j]] / weights[order[j]] < costs[order[j - 1]] / weights[order[j - 1]]; j--)
                (order[j], order[j - 1]) = (order[j - 1], order[j]);
        }
        var rest = 1f;
        foreach (var i in order)
        {
            if (rest < LeastShare && costs[i] > room.Touched.Count)
                break;
            Touch(room, words[i], weights[i] / total);
            rest -= weights[i] / total;
        }
        Keep(room, reading, weights, total, LeastShare - Math.Max(0, rest));
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

    /// <summary>Of the names that were touched keeps those that meet enough, and leaves no sum behind.</summary>
    private static void Keep(Workspace room, int reading, ReadOnlySpan<float> weights, float total, float least)
    {
        var (sums, segment) = (room.Sums, room.Segment);
        var floor = (int)(least * Unit);
        var words = room.Query.WordsOf[reading];
        Span<float> met = stackalloc float[ComparableName.MostWords];
        foreach (var name in room.Touched)
        {
            var sum = sums[name];
            sums[name] = 0;
            if (sum < floor || !SegmentFilter.Allows(room, segment.Name(name).Entity))
                continue;
            met.Clear();
            var (own, ownMet) = (0f, 0f);
            foreach (var word in segment.WordsOf(name))
            {
                var best = 0f;
                for (var i = 0; i < words.Length; i++)
                {
                    if (!room.Worth.TryGet(words[i], word, out var worth))
                        continue;
                    met[i] += worth;
                    best = Math.Max(best, worth);
                }
                var view = segment.Word(word, room.Index.Rarities);
                var weight = Weight(view.Traits, view.Rarity);
                own += weight;
                ownMet += weight * best;
            }
            var asked = 0f;
            for (var i = 0; i < words.Length; i++)
                asked += weights[i] * Math.Min(1, met[i]);
            if (asked >= LeastShare * total)
                room.Promising.Add(((asked / total) + (ownMet / own), reading, name));
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
                        room.Promising.Add((2, reading, name));
                }
            }
        }
    }
}
