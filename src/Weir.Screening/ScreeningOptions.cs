namespace Weir.Screening;

/// <summary>What to screen against, and what to give back. The defaults are the field's (0.7, as in OpenSanctions' yente).</summary>
public sealed record ScreeningOptions
{
    /// <summary>From this score on a candidate is a <see cref="MatchVerdict.Match"/>; 0 to 1.</summary>
    public double Threshold { get; init; } = 0.7;

    /// <summary>Candidates below this score are not given; 0 to <see cref="Threshold"/>.</summary>
    public double Cutoff { get; init; } = 0.5;

    /// <summary>The most candidates to give; 1 to 500.</summary>
    public int Limit { get; init; } = 5;

    /// <summary>Only these lists, by id; empty for all.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Only entities of these FollowTheMoney schemata or what descends from them; empty for whatever the query's schema may mean.</summary>
    public IReadOnlyList<string> Schemata { get; init; } = [];

    /// <summary>Only entities that stand under one of these programmes (<c>program</c>, <c>programId</c>); empty for all.</summary>
    public IReadOnlyList<string> Programmes { get; init; } = [];

    /// <summary>Only entities with one of these topics (<c>sanction</c>, <c>export.control</c> …); empty for all.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Only entities tied to one of these countries (ISO 3166-1 alpha-2, lower case); empty for all.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Entities that are never given, by id.</summary>
    public IReadOnlyList<string> ExcludedIds { get; init; } = [];

    /// <summary>What a score means.</summary>
    public MatchVerdict VerdictOf(double score) => score >= Threshold ? MatchVerdict.Match : score >= Cutoff ? MatchVerdict.Review : MatchVerdict.No;

    /// <summary>Whether an entity may be given at all.</summary>
    internal bool Allows(Entity entity) =>
        !ExcludedIds.Contains(entity.Id, StringComparer.Ordinal)
        && (Schemata.Count == 0 || Schemata.Any(s => FtmSchema.Is(entity.Schema, s)))
        && (Programmes.Count == 0 || Any(Programmes, entity.Values("program")) || Any(Programmes, entity.Values("programId")))
        && (Topics.Count == 0 || Any(Topics, entity.Values("topics")))
        && (Countries.Count == 0 || Any(Countries, entity.Countries));

    private static bool Any(IReadOnlyList<string> wanted, IReadOnlyList<string> has) => has.Any(h => wanted.Contains(h, StringComparer.OrdinalIgnoreCase));
}
