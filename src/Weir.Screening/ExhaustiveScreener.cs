using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening;

/// <summary>
/// Screens by comparing the query with every name of every entity, in memory: slow, and right by its shortness. What an index finds is measured
/// against it; for a list of some hundred entities it is all one needs.
/// </summary>
public sealed class ExhaustiveScreener : IScreener
{
    private readonly Func<Word, float> rarity;
    private readonly List<Listed> entities = [];
    private readonly Dictionary<(string List, string Id), Entity> byId = [];
    private readonly Dictionary<(string List, string Id), List<Entity>> about = [];

    private ExhaustiveScreener(IReadOnlyList<ListEdition> lists, Func<Word, float>? rarity)
    {
        Lists = lists;
        this.rarity = rarity ?? (_ => WordView.UnknownRarity);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ListEdition> Lists { get; }

    /// <summary>Reads a list into memory.</summary>
    /// <param name="list">What it is.</param>
    /// <param name="entities">The list.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="rarity">How rare a word is (<see cref="WordView.Rarity"/>); where null, every word is as rare as where no corpus is known.</param>
    public static async Task<ExhaustiveScreener> OfAsync(ListEdition list, IAsyncEnumerable<Entity> entities, CancellationToken cancellation, Func<Word, float>? rarity = null)
    {
        var screener = new ExhaustiveScreener([list], rarity);
        await foreach (var entity in entities.WithCancellation(cancellation))
            screener.Add(list, entity);
        return screener;
    }

    /// <summary>Several as one.</summary>
    public static ExhaustiveScreener Of(IEnumerable<ExhaustiveScreener> screeners)
    {
        var all = screeners.ToList();
        var together = new ExhaustiveScreener([.. all.SelectMany(s => s.Lists).OrderBy(l => l.List, StringComparer.Ordinal)], null);
        foreach (var one in all)
        {
            together.entities.AddRange(one.entities);
            foreach (var (key, entity) in one.byId)
                together.byId[key] = entity;
            foreach (var (key, links) in one.about)
                together.about[key] = links;
        }
        return together;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Match> Screen(Entity query, ScreeningOptions options)
    {
        if (options.Lists.FirstOrDefault(l => Lists.All(e => e.List != l)) is { } missing)
            throw new ScreeningQueryException($"no list is called {missing}; there are {string.Join(", ", Lists.Select(l => l.List))}");
        var names = QueryNames(query);
        return
        [
            .. entities
                .Where(e => (options.Lists.Count == 0 || options.Lists.Contains(e.List.List, StringComparer.Ordinal)) && FtmSchema.MayMean(query.Schema, e.Entity.Schema) && options.Allows(e.Entity))
                .Select(e => Judge(query, names, e, options))
                .OfType<Match>()
                .Where(m => m.Score >= options.Cutoff)
                .OrderByDescending(m => m.Score).ThenBy(m => m.List.List, StringComparer.Ordinal).ThenBy(m => m.Entity.Id, StringComparer.Ordinal)
                .Take(options.Limit),
        ];
    }

    /// <inheritdoc/>
    public Match? Judge(Entity query, string list, string entityId, ScreeningOptions options) =>
        Find(list, entityId) is { } entity && entities.Find(e => ReferenceEquals(e.Entity, entity)) is { } listed ? Judge(query, QueryNames(query), listed, options) : null;

    /// <summary>
    /// Compares two entities with no list behind them: the second stands where a listed one would. No corpus is known, so every word is as rare as any.
    /// Null where the second has no name with a letter or digit.
    /// </summary>
    /// <exception cref="ScreeningQueryException">The first has no name with a letter or digit and no identifier.</exception>
    public static Match? Compare(Entity first, Entity second, ScreeningOptions options)
    {
        var alone = new ExhaustiveScreener([], null);
        return alone.Judge(first, alone.QueryNames(first), alone.Ready(new ListEdition("", "", ""), second), options);
    }

    /// <inheritdoc/>
    public Entity? Find(string list, string entityId) => byId.GetValueOrDefault((list, entityId));

    /// <inheritdoc/>
    public IReadOnlyList<Entity> About(string list, string entityId) => about.TryGetValue((list, entityId), out var found) ? [.. found.OrderBy(e => e.Id, StringComparer.Ordinal)] : [];

    private void Add(ListEdition list, Entity entity)
    {
        foreach (var id in entity.Referents.Prepend(entity.Id))
            byId.TryAdd((list.List, id), entity);
        if (FtmSchema.IsMatched(entity.Schema))
            entities.Add(Ready(list, entity));
        var ends = entity.Schema == "Sanction" ? ("entity", "entity") : FtmSchema.Relation(entity.Schema);
        if (ends is not var (from, to))
            return;
        foreach (var end in entity.Values(from).Concat(entity.Values(to)).Distinct(StringComparer.Ordinal))
        {
            if (!about.TryGetValue((list.List, end), out var links))
                about[(list.List, end)] = links = [];
            links.Add(entity);
        }
    }

    private List<RareName> QueryNames(Entity query)
    {
        var names = query.AllNames().SelectMany(n => ComparableName.Readings(n.Text, FtmSchema.Bearer(query.Schema)).Select(Rare)).ToList();
        return names.Count > 0 || query.Identifiers.Any()
            ? names
            : throw new ScreeningQueryException("the query has no name with a letter or digit to look it up by; give a name as it is written");
    }

    private Match? Judge(Entity query, List<RareName> names, Listed listed, ScreeningOptions options)
    {
        var comparer = new NameComparer();
        var (queryFacts, listedFacts) = (StatedFacts.Of(query), StatedFacts.Of(listed.Entity));
        var best = -1f;
        (RareName Query, EntityName Name, RareName Words)? met = null;
        foreach (var name in names)
        {
            foreach (var candidate in listed.Names)
            {
                var score = EntityComparer.Score(comparer.Score(new RarePair(name, candidate.Words)), candidate.Name.Kind, queryFacts.View, listedFacts.View);
                if (score > best)
                    (best, met) = (score, (name, candidate.Name, candidate.Words));
            }
        }
        var reasons = new List<Reason>();
        // A query of identifiers alone is compared by them, and the entity goes by its first name.
        if (names.Count == 0 && listed.Names.Count > 0)
        {
            var score = Math.Round(EntityComparer.Explain(0, listed.Names[0].Name, query, listed.Entity, reasons), 4);
            return new(listed.List, listed.Entity, score, options.VerdictOf(score), listed.Names[0].Name, "", [.. reasons.OrderByDescending(r => Math.Abs(r.Contribution))]);
        }
        if (met is not var (with, by, words))
            return null;
        var nameScore = comparer.Explain(new RarePair(with, words), with.Name, words.Name, reasons);
        var total = Math.Round(EntityComparer.Explain(nameScore, by, query, listed.Entity, reasons), 4);
        return new(listed.List, listed.Entity, total, options.VerdictOf(total), by, with.Name.Original, [.. reasons.OrderByDescending(r => Math.Abs(r.Contribution))]);
    }

    private Listed Ready(ListEdition list, Entity entity) =>
        new(list, entity, [.. entity.AllNames().SelectMany(n => ComparableName.Readings(n.Text, FtmSchema.Bearer(entity.Schema)).Select(r => (n, Rare(r))))]);

    private RareName Rare(ComparableName name) => new(name, [.. name.Words.Select(rarity)]);

    private sealed record Listed(ListEdition List, Entity Entity, IReadOnlyList<(EntityName Name, RareName Words)> Names);
}
