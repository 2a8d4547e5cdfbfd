namespace Weir.Screening.Scoring;

/// <summary>Turns how well the names meet into a score of two entities: what corroborates raises it, what contradicts lowers it. Allocates nothing.</summary>
public static class EntityComparer
{
    /// <summary>The most that names alone can reach.</summary>
    public const float NameAloneAtMost = 0.95f;

    /// <summary>The score of two entities, 0 to under 1.</summary>
    /// <param name="name">How well their best names meet (<see cref="NameComparer"/>).</param>
    /// <param name="kind">What the list calls the name that met.</param>
    /// <param name="query">What the query states.</param>
    /// <param name="listed">What the list states.</param>
    public static float Score(float name, NameKind kind, in EntityFacts query, in EntityFacts listed) => name * NameAloneAtMost;

    /// <summary>The most that <see cref="Score"/> can give for a name, whatever else is stated: lets a search stop early.</summary>
    public static float AtMost(float name) => name * NameAloneAtMost;

    /// <summary>The reasons that lead from the name's contributions (already in <paramref name="reasons"/>) to the score.</summary>
    /// <returns>The same as <see cref="Score"/>.</returns>
    public static float Explain(float name, EntityName met, Entity query, Entity listed, List<Reason> reasons)
    {
        var score = Score(name, met.Kind, StatedFacts.Of(query).View, StatedFacts.Of(listed).View);
        reasons.Add(new(ReasonKind.NameAlone, "", "", score - name, "nothing but the name was compared, and an exact name alone is no certainty"));
        return score;
    }
}
