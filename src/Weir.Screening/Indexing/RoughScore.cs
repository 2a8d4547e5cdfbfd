using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>
/// What a name would score about, without lining its words up: rather too much than too little, for it only says which names are worth comparing. Follows
/// <see cref="NameTally"/> in what it weighs.
/// </summary>
internal ref struct RoughScore
{
    private const float LeftOutOfPerson = 0.2f;
    private const float LeftOutOfOther = 0.55f;
    private const float OneWord = 0.76f;
    private const float Contradiction = 0.25f;

    private readonly Workspace room;
    private readonly int[] words;
    private readonly NameBearer bearer;
    private readonly Span<float> weights;
    private readonly Span<float> met;
    private readonly int telling;

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
            telling += NameWeights.Tells(view) ? 1 : 0;
        }
    }

    /// <summary>The weight of all words of the query.</summary>
    public float Total { get; }

    /// <summary>About how well a name meets the query, 0 to 1.</summary>
    public readonly float Of(int name)
    {
        met.Clear();
        var (listedLeft, listedTelling, listedMet) = (0f, 0, 0);
        foreach (var word in room.Segment.WordsOf(name))
        {
            var any = false;
            for (var i = 0; i < words.Length; i++)
            {
                if (!room.Worth.TryGet(words[i], word, out var worth))
                    continue;
                met[i] += worth;
                any = true;
            }
            var view = room.Segment.Word(word, room.Index.Rarities);
            var tells = NameWeights.Tells(view);
            listedTelling += tells ? 1 : 0;
            listedMet += any && tells ? 1 : 0;
            if (!any)
                listedLeft += NameWeights.Of(view, bearer);
        }
        var (weight, sum, queryMet) = (0f, 0f, 0);
        for (var i = 0; i < words.Length; i++)
        {
            if (met[i] == 0)
                continue;
            weight += weights[i];
            sum += weights[i] * Math.Min(1, met[i]);
            queryMet += weights[i] > NameWeights.Initial ? 1 : 0;
        }
        var queryLeft = Total - weight;
        var against = Math.Min(queryLeft, listedLeft);
        var score = sum / (weight + against + (Math.Abs(queryLeft - listedLeft) * (bearer == NameBearer.Person ? LeftOutOfPerson : LeftOutOfOther)))
            * (1 - (Contradiction * Math.Min(1, against)));
        return bearer == NameBearer.Person && Math.Max(queryMet, listedMet) <= 1 && Math.Max(telling, listedTelling) > 1 ? score * OneWord : score;
    }
}
