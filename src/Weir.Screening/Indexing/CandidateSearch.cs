using System.Runtime.InteropServices;
using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>
/// Finds the entities of one segment that may score enough. The rarest words of the query bring names in, until a name that holds none of them could not score enough; what came in
/// is reckoned in three steps, each dearer and nearer to the score than the one before, the most promising first and no further than it can matter.
/// </summary>
internal static class CandidateSearch
{
    /// <summary>By how much a reckoning may be too low.</summary>
    private const float Margin = 0.1f;

    /// <summary>The same for the most that a name can come to which meets common words only.</summary>
    private const float MarginOfMost = 0.04f;

    /// <summary>The most names that are compared for one query in one file.</summary>
    private const int MostCompared = 1000;

    // How many postings may be looked through for each name that was touched: it is that much cheaper than looking at the words of the name.
    private const int CheaperToAdd = 12;
    private const int Few = 256;

    /// <summary>Common words bring in so many names that would be for review at most; more of them is noise.</summary>
    private const int ForReview = 2000;

    // The query has no name.
    private const int NoReading = -1;

    /// <summary>Adds to the workspace's candidates.</summary>
    public static void Run(Workspace room, ScreeningOptions options, int index, int segmentNumber)
    {
        if (!SegmentFilter.Prepare(room, options))
            return;
        SimilarWords.Collect(room);
        ByIdentifiers(room, options.Limit);
        var (least, leastOfMatch) = (LeastName(room, (float)options.Cutoff), LeastName(room, (float)options.Threshold));
        for (var reading = 0; reading < room.Query.WordsOf.Length; reading++)
            Read(room, reading, least, leastOfMatch, options.Limit);
        foreach (var entity in room.Scored)
        {
            room.Best.TryGet(0, entity, out var best);
            if (Math.Round(best, 4) >= options.Cutoff)
                room.Candidates.Add(new(index, segmentNumber, entity, best));
        }
    }

    private static float AtMost(Workspace room, float name) => EntityComparer.AtMost(name, room.Query.Facts.View);

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

    /// <summary>Compares the names that are promising for one reading of the query.</summary>
    private static void Read(Workspace room, int reading, float least, float leastOfMatch, int limit)
    {
        Span<float> weights = stackalloc float[ComparableName.MostWords];
        Span<float> met = stackalloc float[ComparableName.MostWords];
        var count = room.Query.WordsOf[reading].Length;
        var rough = new RoughScore(room, reading, weights[..count], met[..count]);
        var rest = Touch(room, reading, rough, least, leastOfMatch);
        room.Promising.Clear();
        var ofNames = room.Segment.NameWeights;
        foreach (var name in CollectionsMarshal.AsSpan(room.Touched))
        {
            ref var sum = ref room.Sums[name];
            // What a later file of a chain counts as rare may be common in the whole.
            var promise = Promise(sum + rest, room.Segment.IsBase ? ofNames[name] : new() { Words = sum.Listed, Telling = ofNames[name].Telling }, rough, least - Margin);
            sum = default;
            if (promise >= least - Margin)
                room.Promising.Add(promise, name);
        }
        room.Touched.Clear();
        room.Promising.Sort();
        var compared = 0;
        for (var i = 0; i < room.Promising.Count && compared < MostCompared; i++)
        {
            var (promise, name) = room.Promising[i];
            if (IsBeaten(room, promise, limit) || IsFull(room, limit))
                break;
            if (rough.Of(name) is var nearer && nearer >= least - Margin && !IsBeaten(room, nearer, limit) && SegmentFilter.Allows(room, room.Segment.Name(name).Entity))
            {
                Compare(room, reading, name, limit);
                compared++;
            }
        }
    }

    /// <summary>Adds up what each name meets of the query, the rarest spellings first, as long as a name that meets the others only could score enough.</summary>
    /// <returns>What a name may meet besides.</returns>
    private static Sums Touch(Workspace room, int reading, in RoughScore rough, float least, float leastOfMatch)
    {
        Lists(room, reading);
        var (forMatch, forReview) = Needed(room, reading, rough, least - MarginOfMost, leastOfMatch - MarginOfMost);
        var done = 0;
        for (var budget = ForReview; done < forMatch || (done < forReview && (budget -= room.Lists[done].Length) >= 0); done++)
            Add(room, reading, room.Lists[done], rough, isTouching: true);
        var spare = Few + (CheaperToAdd * room.Touched.Count);
        for (; done < room.Lists.Count && (spare -= room.Lists[done].Length) >= 0; done++)
            Add(room, reading, room.Lists[done], rough, isTouching: false);
        Span<float> best = stackalloc float[ComparableName.MostWords];
        best.Clear();
        var (restMet, restQuery) = (0f, 0f);
        for (; done < room.Lists.Count; done++)
        {
            var (at, similarity) = (room.Lists[done].At, room.Lists[done].Alike.Whole);
            if (similarity <= best[at])
                continue;
            restMet += (similarity - best[at]) * rough.Weights[at];
            restQuery += best[at] == 0 ? rough.Weights[at] : 0;
            best[at] = similarity;
        }
        return new(Sums.Of(restMet), Sums.Of(restQuery), Sums.Of(restQuery), (ushort)(restQuery > 0 ? 1 : 0));
    }

    /// <summary>Collects the posting lists of a reading's words, the shortest first.</summary>
    private static void Lists(Workspace room, int reading)
    {
        var words = room.Query.WordsOf[reading];
        var bearer = room.Query.Readings[reading].Bearer;
        room.Lists.Clear();
        for (var i = 0; i < words.Length; i++)
        {
            for (var a = room.AlikeFrom[words[i]]; a < room.AlikeFrom[words[i] + 1]; a++)
            {
                var alike = room.Alike[a];
                var (from, to) = room.Segment.WordsOfSpelling(alike.Spelling);
                var (weight, rarity) = (0f, 0f);
                for (var number = from; number < to; number++)
                {
                    var word = room.Segment.Word(number, room.Index.Rarities);
                    (weight, rarity) = (Math.Max(weight, NameWeights.Of(word, bearer)), word.Rarity);
                }
                room.Lists.Add(new(room.Segment.Postings(alike.Spelling).Length, i, alike, weight, Math.Min(rarity, room.QueryRarities[words[i]])));
            }
        }
        room.Lists.Sort(static (a, b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.Alike.Spelling != b.Alike.Spelling ? a.Alike.Spelling.CompareTo(b.Alike.Spelling) : a.At.CompareTo(b.At));
    }

    /// <summary>How many of the lists, the shortest first, have to be looked at: a name that stands in the others only is no match, or not even for review.</summary>
    private static (int ForMatch, int ForReview) Needed(Workspace room, int reading, in RoughScore rough, float least, float leastOfMatch)
    {
        // For each word of the query what meets it best: how well, and the weights of both sides.
        Span<(float Similarity, float Listed)> best = stackalloc (float, float)[ComparableName.MostWords];
        best.Clear();
        var (met, queryMet, listedMet, rarest, telling, forReview) = (0f, 0f, 0f, 0f, 0, 0);
        var hasInitial = HasInitial(room, reading);
        for (var i = room.Lists.Count - 1; i >= 0; i--)
        {
            var list = room.Lists[i];
            ref var known = ref best[list.At];
            rarest = Math.Max(rarest, list.Rarity);
            if (list.Alike.Whole <= known.Similarity && list.Weight <= known.Listed)
                continue;
            if (known.Similarity == 0)
            {
                queryMet += rough.Weights[list.At];
                telling += NameWeights.Tells(room.Query.Words[room.Query.WordsOf[reading][list.At]].View()) ? 1 : 0;
            }
            var (similarity, listed) = (Math.Max(known.Similarity, list.Alike.Whole), Math.Max(known.Listed, list.Weight));
            met += (similarity - known.Similarity) * rough.Weights[list.At];
            listedMet += listed - known.Listed;
            known = (similarity, listed);
            var most = rough.Of(met, queryMet, listedMet, 0, rarest) * (telling <= 1 && rough.Telling > 1 ? rough.OneWord(hasInitial) : 1);
            if (forReview == 0 && most >= least)
                forReview = i + 1;
            if (most >= leastOfMatch)
                return (i + 1, forReview);
        }
        return (0, forReview);
    }

    private static bool HasInitial(Workspace room, int reading)
    {
        foreach (var asked in room.Query.WordsOf[reading])
        {
            if ((room.Query.Words[asked].Traits & WordTraits.Initial) != WordTraits.None)
                return true;
        }
        return false;
    }

    /// <summary>Adds up the names of a list.</summary>
    private static void Add(Workspace room, int reading, in PostingList list, in RoughScore rough, bool isTouching)
    {
        var weight = rough.Weights[list.At];
        var tells = NameWeights.Tells(room.Query.Words[room.Query.WordsOf[reading][list.At]].View());
        var add = new Sums(Sums.Of(weight * list.Alike.Similarity), Sums.Of(weight), Sums.Of(list.Weight), (ushort)(tells ? 1 : 0));
        var sums = room.Sums;
        foreach (var name in room.Segment.Postings(list.Alike.Spelling))
        {
            ref var sum = ref sums[name];
            if (sum.Query == 0)
            {
                if (!isTouching)
                    continue;
                room.Touched.Add(name);
            }
            sum += add;
        }
    }

    /// <summary>What a name would score at most, by its sums alone; 0 where that is less than the least.</summary>
    private static float Promise(in Sums sum, in NameWeight weight, in RoughScore rough, float least)
    {
        var (met, query, listed) = (sum.Met / (float)Sums.Unit, sum.Query / (float)Sums.Unit, weight.Words / (float)Sums.Unit);
        // Whatever else, what is left of the lighter of the two contradicts.
        if (met < least * Math.Min(rough.Total, listed))
            return 0;
        var listedMet = Math.Min(listed, sum.Listed / (float)Sums.Unit);
        var score = rough.Of(met, query, listedMet, listed - listedMet, rarest: 1);
        return sum.Words <= 1 && Math.Max(rough.Telling, weight.Telling) > 1 ? score * rough.OneWord(hasInitial: true) : score;
    }

    /// <summary>Whether so many others score more than a name that promises this can.</summary>
    private static bool IsBeaten(Workspace room, float promise, int limit) =>
        room.Leading.Count >= limit && room.Leading.TryPeek(out _, out var lowest) && AtMost(room, promise + Margin) < lowest;

    /// <summary>Whether so many others score as much as any name can.</summary>
    private static bool IsFull(Workspace room, int limit) => room.Leading.Count >= limit && room.Leading.TryPeek(out _, out var lowest) && lowest >= AtMost(room, 1);

    private static void Compare(Workspace room, int reading, int name, int limit)
    {
        ref readonly var row = ref room.Segment.Name(name);
        var ofName = reading == NoReading ? 0 : room.Comparer.Score(new MappedPair(room, reading, name, roughly: true));
        var score = EntityComparer.Score(ofName, (NameKind)row.Kind, room.Query.Facts.View, room.Segment.Facts(row.Entity));
        ref var best = ref room.Best.At(0, row.Entity, out var isNew);
        best = Math.Max(best, score);
        if (!isNew)
            return;
        room.Scored.Add(row.Entity);
        room.Leading.Enqueue(0, score);
        if (room.Leading.Count > limit)
            room.Leading.Dequeue();
    }

    /// <summary>Who has an identifier of the query is compared whatever the name.</summary>
    private static void ByIdentifiers(Workspace room, int limit)
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
                        Compare(room, reading, name, limit);
                    if (room.Query.WordsOf.Length == 0)
                        Compare(room, NoReading, name, limit);
                }
            }
        }
    }
}
