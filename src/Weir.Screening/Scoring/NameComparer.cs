using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>
/// Says how well two names meet: 0 (not at all) to 1 (the same). Holds the room that comparing needs, so that it allocates nothing: one for each thread.
/// </summary>
public sealed class NameComparer
{
    /// <summary>The score of two names.</summary>
    public float Score<TPair>(in TPair pair)
        where TPair : struct, INamePair, allows ref struct => Compare(pair, null, null, null);

    /// <summary>The same score, with what made it. The contributions sum to the score.</summary>
    public float Explain<TPair>(in TPair pair, ComparableName query, ComparableName listed, List<Reason> reasons)
        where TPair : struct, INamePair, allows ref struct => Compare(pair, query, listed, reasons);

    private static float Compare<TPair>(in TPair pair, ComparableName? query, ComparableName? listed, List<Reason>? reasons)
        where TPair : struct, INamePair, allows ref struct
    {
        var words = Math.Max(pair.QueryWords, pair.ListedWords);
        var (met, used) = (0f, 0u);
        for (var i = 0; i < pair.QueryWords; i++)
        {
            var (best, at) = (default(WordMeeting), -1);
            for (var j = 0; j < pair.ListedWords; j++)
            {
                var meeting = pair.Meet(i, j);
                if ((used & (1u << j)) == 0 && meeting.Similarity > best.Similarity)
                    (best, at) = (meeting, j);
            }
            if (at < 0)
                continue;
            used |= 1u << at;
            met += best.Similarity;
            reasons?.Add(new(ReasonKind.WordMet, query!.Words[i].Text, listed!.Words[at].Text, best.Similarity / words, $"\"{query.Words[i].Text}\" meets \"{listed.Words[at].Text}\"") { How = best.How });
        }
        return met / words;
    }
}
