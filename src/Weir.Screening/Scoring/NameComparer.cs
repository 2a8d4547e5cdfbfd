using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>
/// Says how well two names meet: 0 (not at all) to 1 (the same). Holds the room that comparing needs, so that it allocates nothing: one for each thread.
/// </summary>
/// <remarks>
/// Words are lined up by how well they meet (<see cref="WordComparison"/>), joined or split where that helps, and weighed (<see cref="NameWeights"/>). What is left over
/// on both sides contradicts and counts in full; what only one side has was perhaps left out and counts in part. A contradiction lowers the score once more, so that
/// four words that meet do not outweigh a fifth that says it is somebody else.
/// </remarks>
public sealed class NameComparer
{
    private readonly NameAlignment alignment = new();

    /// <summary>The score of two names.</summary>
    public float Score<TPair>(in TPair pair)
        where TPair : struct, INamePair, allows ref struct
    {
        alignment.Align(pair);
        return NameTally.Of(pair, alignment).Score;
    }

    /// <summary>The same score, with what made it. The contributions sum to the score.</summary>
    public float Explain<TPair>(in TPair pair, ComparableName query, ComparableName listed, List<Reason> reasons)
        where TPair : struct, INamePair, allows ref struct
    {
        alignment.Align(pair);
        var tally = NameTally.Of(pair, alignment);
        NameReasons.Add(tally, pair, alignment, query, listed, reasons);
        return tally.Score;
    }
}
