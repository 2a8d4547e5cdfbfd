namespace Weir.Screening.Indexing;

/// <summary>The files of one index: what a later one says of an entity holds.</summary>
internal static class SegmentChain
{
    /// <summary>Opens a file and all below it; the base first.</summary>
    public static IReadOnlyList<Segment> Open(string path)
    {
        var segments = new List<Segment>();
        try
        {
            var (next, wanted) = (path, "");
            while (true)
            {
                if (segments.Count == ScreeningIndex.LongestChain)
                    throw new ScreeningIndexException($"{path} stands on more than {ScreeningIndex.LongestChain} files; build it again from its list");
                Segment segment;
                try
                {
                    segment = new(next);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException && segments.Count > 0)
                {
                    throw new ScreeningIndexException($"{path} says what changed since {next}, which cannot be opened ({e.Message}); build it again from its list", e);
                }
                segments.Insert(0, segment);
                var header = segment.File.Header;
                if (wanted.Length > 0 && Convert.ToHexString(header.ContentHash) != wanted)
                    throw new ScreeningIndexException($"{path} says what changed since {next}, but that is another file by now; build it again from its list");
                if (header.About.Base.Length == 0)
                    return segments;
                (next, wanted) = (Path.GetFullPath(header.About.Base, Path.GetDirectoryName(Path.GetFullPath(next))!), header.About.BaseHash);
            }
        }
        catch
        {
            foreach (var segment in segments)
                segment.Dispose();
            throw;
        }
    }

    /// <summary>Takes out of each file what a later one replaced, and counts words over all of them.</summary>
    /// <returns>How many entities can be found by a name.</returns>
    public static int Link(IReadOnlyList<Segment> segments)
    {
        var named = segments.Sum(s => s.File.Header.About.Named);
        if (segments.Count == 1)
            return named;
        foreach (var segment in segments)
        {
            using var lease = segment.File.Read();
            segment.SetFrequencies(OwnFrequencies(segment));
        }
        for (var upper = 1; upper < segments.Count; upper++)
        {
            using var lease = segments[upper].File.Read();
            var ids = Enumerable.Range(0, segments[upper].Entities).Select(segments[upper].Id).Concat(segments[upper].Removed);
            foreach (var id in ids)
            {
                for (var lower = 0; lower < upper; lower++)
                {
                    using var below = segments[lower].File.Read();
                    if (segments[lower].Find(id, byReferent: false) is >= 0 and var gone && segments[lower].Remove(gone))
                        named -= Forget(segments[lower], gone) ? 1 : 0;
                }
            }
        }
        Join(segments);
        return named;
    }

    private static int[] OwnFrequencies(Segment segment)
    {
        var rows = segment.File.All<SpellingRow>(Section.Spellings);
        var frequencies = new int[segment.Spellings];
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = rows[i].Frequency;
        return frequencies;
    }

    /// <summary>Counts the words of an entity no more.</summary>
    /// <returns>Whether it had any.</returns>
    private static bool Forget(Segment segment, int entity)
    {
        var words = segment.File.All<WordRow>(Section.Words);
        var seen = new HashSet<int>();
        for (var name = segment.Row(entity).Names; name < segment.Row(entity + 1).Names; name++)
        {
            foreach (var word in segment.WordsOf(name))
            {
                if (seen.Add(words[word].Spelling))
                    segment.CountLess(words[word].Spelling);
            }
        }
        return seen.Count > 0;
    }

    /// <summary>A spelling that stands in several files has in each the number of all.</summary>
    private static void Join(IReadOnlyList<Segment> segments)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var places = new List<(Segment Segment, int Spelling)>();
        foreach (var upper in segments.Skip(1))
        {
            for (var i = 0; i < upper.Spellings; i++)
            {
                var spelling = upper.SpellingText(i);
                if (!done.Add(spelling))
                    continue;
                places.Clear();
                foreach (var segment in segments)
                {
                    using var lease = segment.File.Read();
                    if (segment.Spelling(spelling) is >= 0 and var number)
                        places.Add((segment, number));
                }
                var all = places.Sum(p => p.Segment.Frequency(p.Spelling));
                foreach (var (segment, number) in places)
                    segment.SetFrequency(number, all);
            }
        }
    }
}
