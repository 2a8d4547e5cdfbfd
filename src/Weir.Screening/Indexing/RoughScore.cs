using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>
/// What a name would score about, without lining its words up: rather too much than too little, for it only says which names are worth comparing. Follows
/// <see cref="NameTally"/> in what it weighs.
/// </summary>
internal ref struct RoughScore
{
    private readonly Workspace room;
    private readonly int[] words;
    private readonly NameBearer bearer;
    private readonly Span<float> weights;
    private readonly Span<float> met;

    /// <param name="room">The search.</param>
    /// <param name="reading">Which reading of the query.</param>
    /// <param name="weights">Room for a number for each word; filled with the words' weights.</param>
    /// <param name="met">Room for a number for each word.</param>
    public RoughScore(Workspace room, int reading, Span<float> weights, Span<float> met)
    {
        this.room = room;
        this.weights = weights;
        this.met = met;
        words = room.Query.WordsOf[reading];
        bearer = room.Query.Readings[reading].Bearer;
        for (var i = 0; i < words.Length; i++)
        {
            var view = room.Query.Words[words[i]].View(room.QueryRarities[words[i]]);
            // A legal form carries no weight; a name of nothing else is found by it all the same.
            weights[i] = Math.Max(0.01f, NameWeights.Of(view, bearer));
            Total += weights[i];
            Telling += NameWeights.Tells(view) ? 1 : 0;
        }
    }

    /// <summary>The weight of each word of the query.</summary>
    public readonly ReadOnlySpan<float> Weights => weights;

    /// <summary>The weight of all words of the query.</summary>
    public float Total { get; }

    /// <summary>How many words of the query could tell whose name it is.</summary>
    public int Telling { get; }

    /// <summary>About how well a name meets the query, 0 to 1.</summary>
    public readonly float Of(int name)
    {
        met.Clear();
        var (listedMet, listedLeft, rarest, tellingMet, telling, hasInitial) = (0f, 0f, 0f, 0, 0, false);
        foreach (var word in room.Segment.WordsOf(name))
        {
            var view = room.Segment.Word(word, room.Index.Rarities);
            var any = false;
            for (var i = 0; i < words.Length; i++)
            {
                if (!room.Worth.TryGet(words[i], word, out var worth))
                    continue;
                met[i] += worth;
                any = true;
                hasInitial |= ((view.Traits | room.Query.Words[words[i]].Traits) & WordTraits.Initial) != WordTraits.None;
                rarest = Math.Max(rarest, Math.Min(view.Rarity, room.QueryRarities[words[i]]));
            }
            var tells = NameWeights.Tells(view);
            telling += tells ? 1 : 0;
            tellingMet += any && tells ? 1 : 0;
            var weight = NameWeights.Of(view, bearer);
            listedMet += any ? weight : 0;
            listedLeft += any ? 0 : weight;
        }
        var (queryMet, sum, queryTellingMet) = (0f, 0f, 0);
        for (var i = 0; i < words.Length; i++)
        {
            if (met[i] == 0)
                continue;
            queryMet += weights[i];
            sum += weights[i] * Math.Min(1, met[i]);
            queryTellingMet += weights[i] > NameWeights.Initial ? 1 : 0;
        }
        var score = Of(sum, queryMet, listedMet, listedLeft, rarest);
        return Math.Max(queryTellingMet, tellingMet) <= 1 && Math.Max(Telling, telling) > 1 ? score * OneWord(hasInitial) : score;
    }

    /// <summary>The same from sums over the words.</summary>
    /// <param name="sum">Weight of the query's words that met, times how well.</param>
    /// <param name="queryMet">Weight of the query's words that met.</param>
    /// <param name="listedMet">Weight of the listed words that met.</param>
    /// <param name="listedLeft">Weight of the listed words that did not.</param>
    /// <param name="rarest">See <see cref="NameTally"/>: the rarity of the rarest word that met.</param>
    public readonly float Of(float sum, float queryMet, float listedMet, float listedLeft, float rarest)
    {
        if (queryMet <= 0)
            return 0;
        // Sums may count a word twice.
        (sum, queryMet) = (Math.Min(sum, Total), Math.Min(queryMet, Total));
        var similarity = Math.Min(1, sum / queryMet);
        var queryLeft = Total - queryMet;
        var against = Math.Min(queryLeft, listedLeft);
        // The mean of both sides is what a meeting weighs; a legal form weighs nothing.
        var weight = Math.Max(queryMet, (queryMet + listedMet) / 2);
        return similarity * weight / (weight + against + (Math.Abs(queryLeft - listedLeft) * NameTally.LeftOut(bearer, rarest)))
            * (1 - (NameTally.ContradictionLowers * Math.Min(1, against + (weight * (1 - similarity)))));
    }

    /// <summary>What a name that meets in one telling word only is multiplied with.</summary>
    public readonly float OneWord(bool hasInitial) =>
        bearer is NameBearer.Organisation or NameBearer.Thing ? 1 : hasInitial ? NameTally.OneWordAndInitial : NameTally.OneWordOfPerson;
}
