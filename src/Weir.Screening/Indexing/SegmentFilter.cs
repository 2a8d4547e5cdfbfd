namespace Weir.Screening.Indexing;

/// <summary>Which entities of a segment may be given at all.</summary>
internal static class SegmentFilter
{
    /// <summary>Looks up what is wanted in the segment at hand.</summary>
    /// <returns>False where nothing in it can be wanted.</returns>
    public static bool Prepare(Workspace room, ScreeningOptions options)
    {
        room.Excluded.Clear();
        room.Schemata = room.Segment.MayMean(room.Query.Entity.Schema);
        if (options.Schemata.Count > 0)
            room.Schemata = Among(room.Segment, room.Schemata, options.Schemata);
        for (var i = 0; i < options.ExcludedIds.Count; i++)
        {
            if (room.Segment.Find(options.ExcludedIds[i], byReferent: false) is >= 0 and var entity)
                room.Excluded.Add(entity);
        }
        return Facets(room, 0, 'p', options.Programmes) && Facets(room, 1, 't', options.Topics) && Facets(room, 2, 'c', options.Countries);
    }

    private static bool[] Among(Segment segment, bool[] schemata, IReadOnlyList<string> wanted) =>
        [.. schemata.Select((may, term) => may && wanted.Any(s => FtmSchema.Is(segment.Term(term), s)))];

    /// <summary>Whether an entity may be given.</summary>
    public static bool Allows(Workspace room, int entity)
    {
        var segment = room.Segment;
        if (segment.IsGone(entity) || room.Excluded.Contains(entity) || !room.Schemata[segment.Row(entity).Schema])
            return false;
        for (var i = 0; i < room.Facets.Length; i++)
        {
            if (room.Facets[i].Count > 0 && !HasOne(segment.Facets(entity), room.Facets[i]))
                return false;
        }
        return true;
    }

    private static bool Facets(Workspace room, int place, char kind, IReadOnlyList<string> wanted)
    {
        room.Facets[place].Clear();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (room.Segment.Facet(PreparedEntity.Facet(kind, wanted[i])) is >= 0 and var number)
                room.Facets[place].Add(number);
        }
        return wanted.Count == 0 || room.Facets[place].Count > 0;
    }

    private static bool HasOne(ReadOnlySpan<int> has, List<int> wanted)
    {
        foreach (var one in has)
        {
            if (wanted.Contains(one))
                return true;
        }
        return false;
    }
}
