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
            room.Schemata = [.. room.Schemata.Select((may, term) => may && options.Schemata.Any(s => FtmSchema.Is(room.Segment.Term(term), s)))];
        foreach (var id in options.ExcludedIds)
        {
            if (room.Segment.Find(id, byReferent: false) is >= 0 and var entity)
                room.Excluded.Add(entity);
        }
        return Facets(room, 0, 'p', options.Programmes) && Facets(room, 1, 't', options.Topics) && Facets(room, 2, 'c', options.Countries);
    }

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
        foreach (var value in wanted)
        {
            if (room.Segment.Facet(PreparedEntity.Facet(kind, value)) is >= 0 and var number)
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
