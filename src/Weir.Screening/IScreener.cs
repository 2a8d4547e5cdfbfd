namespace Weir.Screening;

/// <summary>
/// Asks lists who may be meant. Safe to use from any number of threads. The same lists, engine (<see cref="ScreeningEngine.Version"/>), query and options give
/// the same answer on any machine.
/// </summary>
public interface IScreener
{
    /// <summary>The lists that are asked, by id.</summary>
    IReadOnlyList<ListEdition> Lists { get; }

    /// <summary>Who may be meant by an entity, best first; equal scores by list and id. Empty where nobody is.</summary>
    /// <param name="query">What is known of whom is asked for: a schema, names, and whatever else (birthDate, country, registrationNumber …).</param>
    /// <param name="options">What to ask and what to give.</param>
    /// <exception cref="ScreeningQueryException">The query has no name with a letter or digit and no identifier, or names a list that is not there.</exception>
    IReadOnlyList<Match> Screen(Entity query, ScreeningOptions options);

    /// <summary>What one listed entity scores against a query, whatever the score; null where the list or the entity is not there.</summary>
    /// <exception cref="ScreeningQueryException">The query has no name with a letter or digit.</exception>
    Match? Judge(Entity query, string list, string entityId, ScreeningOptions options);

    /// <summary>A listed entity; null where the list does not hold it. Other ids that it has or had (<see cref="Entity.Referents"/>) find it too.</summary>
    Entity? Find(string list, string entityId);

    /// <summary>What points at an entity: the acts that listed it (<c>Sanction</c>), and its relations (<c>Ownership</c>, <c>Directorship</c>, <c>Family</c> …), by id.</summary>
    IReadOnlyList<Entity> About(string list, string entityId);
}

/// <summary>The engine that gives the scores.</summary>
public static class ScreeningEngine
{
    /// <summary>Changes whenever a score, a reason or an index may come out differently.</summary>
    public const string Version = "3";
}
