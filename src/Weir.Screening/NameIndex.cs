using System.Collections.Frozen;

namespace Weir.Screening;

/// <summary>
/// Finds listed entities by name: exact on the normalised name, in any script, in any order of words, with the legal form understood. Immutable
/// and safe to use from any number of threads; built once for a version of a list. It does not yet find what is misspelt,
/// abbreviated or romanised in another way: no match is not a clearance.
/// </summary>
public sealed class NameIndex
{
    /// <summary>The longest query, in characters.</summary>
    public const int LongestQuery = 2000;

    private readonly FrozenDictionary<string, int[]> namesByKey;
    private readonly IndexedName[] names;
    private readonly FrozenDictionary<string, Entity[]> designations;

    private NameIndex(IndexedName[] names, Dictionary<string, List<int>> byKey, Dictionary<string, List<Entity>> designations, int entities, IReadOnlyList<string> withoutName)
    {
        this.names = names;
        namesByKey = byKey.ToFrozenDictionary(k => k.Key, k => k.Value.ToArray(), StringComparer.Ordinal);
        this.designations = designations.ToFrozenDictionary(d => d.Key, d => d.Value.ToArray(), StringComparer.Ordinal);
        Entities = entities;
        WithoutName = withoutName;
    }

    /// <summary>How many entities can be found.</summary>
    public int Entities { get; }

    /// <summary>How many names they can be found by.</summary>
    public int Names => names.Length;

    /// <summary>Ids of entities, acts of listing aside, that can not be found: none of their names holds a letter or digit.</summary>
    public IReadOnlyList<string> WithoutName { get; }

    /// <summary>Builds an index over the entities of a list. <c>Sanction</c> entities become the designations of those they name.</summary>
    public static async Task<NameIndex> BuildAsync(IAsyncEnumerable<Entity> entities, CancellationToken cancellation = default)
    {
        var indexed = new List<IndexedName>();
        var byKey = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var acts = new Dictionary<string, List<Entity>>(StringComparer.Ordinal);
        var withoutName = new List<string>();
        var count = 0;
        await foreach (var entity in entities.WithCancellation(cancellation))
        {
            if (entity.Schema == "Sanction")
            {
                foreach (var target in entity.Values("entity"))
                    AddTo(acts, target, entity);
                continue;
            }
            var before = indexed.Count;
            foreach (var name in entity.AllNames())
            {
                var normal = NormalName.Of(name.Text, entity.IsPerson);
                if (normal.IsEmpty)
                    continue;
                foreach (var key in Keys(normal))
                    AddTo(byKey, key, indexed.Count);
                indexed.Add(new(entity, name, normal));
            }
            if (indexed.Count > before)
                count++;
            else
                withoutName.Add(entity.Id);
        }
        return new([.. indexed], byKey, acts, count, withoutName);
    }

    /// <summary>The entities that bear a name, best first; those with equal scores by id. Empty where none does.</summary>
    /// <exception cref="ScreeningQueryException">The name holds no letter or digit, or is longer than <see cref="LongestQuery"/>.</exception>
    public IReadOnlyList<Match> Find(string name)
    {
        if (name.Length > LongestQuery)
            throw new ScreeningQueryException($"the name has {name.Length} characters; at most {LongestQuery} can be looked up, so give the name alone");
        var asOrganisation = NormalName.Of(name);
        var asPerson = NormalName.Of(name, isPerson: true);
        if (asPerson.IsEmpty)
            throw new ScreeningQueryException("the name holds no letter or digit to look it up by; give a name as it is written");

        var candidates = Keys(asOrganisation).Concat(Keys(asPerson)).Distinct(StringComparer.Ordinal)
            .SelectMany(k => namesByKey.TryGetValue(k, out var found) ? found : [])
            .Distinct()
            .Select(i => names[i])
            .ToList();
        var bearers = candidates.Select(c => c.Entity.Id).Distinct(StringComparer.Ordinal).Count();
        return
        [
            .. candidates
                .Select(c => Judge(c.Entity.IsPerson ? asPerson : asOrganisation, c, bearers))
                .OfType<Match>()
                .GroupBy(m => m.Entity.Id, StringComparer.Ordinal)
                .Select(g => g.MaxBy(m => m.Score)!)
                .OrderByDescending(m => m.Score)
                .ThenBy(m => m.Entity.Id, StringComparer.Ordinal),
        ];
    }

    private Match? Judge(NormalName query, IndexedName candidate, int bearers)
    {
        if (NameScoring.Compare(query, candidate.Normal, candidate.Name.Kind, bearers) is not { } reasons)
            return null;
        var score = Math.Round(Math.Max(0, reasons.Sum(r => r.Contribution)), 4);
        return new(candidate.Entity, score, NameScoring.Verdict(score), candidate.Name, reasons, designations.GetValueOrDefault(candidate.Entity.Id) ?? []);
    }

    /// <summary>The words of the name proper in alphabetical order, in their own scripts and in Latin letters.</summary>
    private static IEnumerable<string> Keys(NormalName name)
    {
        var own = Key(name, w => w.Text);
        var latin = Key(name, w => w.Latin);
        return own == latin ? [own] : [own, latin];
    }

    private static string Key(NormalName name, Func<NameWord, string> by) => string.Join(' ', name.Proper.Select(by).Order(StringComparer.Ordinal));

    private static void AddTo<T>(Dictionary<string, List<T>> lists, string key, T value)
    {
        if (lists.TryGetValue(key, out var list))
            list.Add(value);
        else
            lists[key] = [value];
    }

    private sealed record IndexedName(Entity Entity, EntityName Name, NormalName Normal);
}
