using Weir.Screening.Names;

namespace Weir.Screening.Indexing;

/// <summary>An entity with everything that an index holds of it, worked out apart from all others: on any thread.</summary>
internal sealed class PreparedEntity
{
    private PreparedEntity(Entity entity)
    {
        Entity = entity;
        IsMatched = FtmSchema.IsMatched(entity.Schema);
        var ends = entity.Schema == "Sanction" ? ("entity", "entity") : FtmSchema.Relation(entity.Schema);
        if (ends is var (from, to))
            Ends = [.. entity.Values(from).Concat(entity.Values(to)).Distinct(StringComparer.Ordinal)];
        if (!IsMatched)
            return;
        Bearer = FtmSchema.Bearer(entity.Schema);
        Facts = StatedFacts.Of(entity);
        Facets = [.. FacetsOf(entity).Distinct(StringComparer.Ordinal)];
        var source = 0;
        foreach (var name in entity.AllNames())
        {
            if (source > ushort.MaxValue)
                break;
            var readings = ComparableName.Readings(name.Text, Bearer);
            for (var reading = 0; reading < readings.Count && reading <= byte.MaxValue; reading++)
                Names.Add(((ushort)source, (byte)reading, name.Kind, readings[reading]));
            source++;
        }
    }

    public Entity Entity { get; }

    /// <summary>Whether it is found by name at all.</summary>
    public bool IsMatched { get; }

    public NameBearer Bearer { get; }

    /// <summary>Null where it is not matched.</summary>
    public StatedFacts? Facts { get; }

    /// <summary>Ids that it points at.</summary>
    public IReadOnlyList<string> Ends { get; } = [];

    /// <summary>What it is filtered by.</summary>
    public IReadOnlyList<string> Facets { get; } = [];

    /// <summary>Readings of its names: which name, which reading of it, its kind, the words.</summary>
    public List<(ushort Source, byte Reading, NameKind Kind, ComparableName Name)> Names { get; } = [];

    public static PreparedEntity Of(Entity entity) => new(entity);

    /// <summary>A value that is filtered by, as the index writes it.</summary>
    public static string Facet(char kind, string value) => kind + value.ToUpperInvariant();

    private static IEnumerable<string> FacetsOf(Entity entity) =>
        entity.Values("program").Concat(entity.Values("programId")).Select(v => Facet('p', v))
            .Concat(entity.Values("topics").Select(v => Facet('t', v)))
            .Concat(entity.Countries.Select(v => Facet('c', v)));
}
