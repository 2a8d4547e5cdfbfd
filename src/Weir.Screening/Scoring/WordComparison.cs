using Weir.Screening.Names;

namespace Weir.Screening.Scoring;

/// <summary>Says how well two words meet, each taken alone. A pure function; allocates nothing.</summary>
public static class WordComparison
{
    /// <summary>How well two words meet. The same whichever of the two comes first.</summary>
    public static WordMeeting Meet(in WordView query, in WordView listed)
    {
        if (query.Text.SequenceEqual(listed.Text))
            return new(1, WordMeetingKind.Same);
        return !query.Latin.IsEmpty && query.Latin.SequenceEqual(listed.Latin) ? new(1, WordMeetingKind.Romanised) : default;
    }
}
