using Weir.Screening.Names;

namespace Weir.Screening.Indexing;

/// <summary>A query made ready once: the readings of its names, its distinct words, what it states.</summary>
internal sealed class ScreeningQuery
{
    private ScreeningQuery(Entity entity, IReadOnlyList<ComparableName> readings)
    {
        Entity = entity;
        Readings = [.. readings];
        Facts = StatedFacts.Of(entity);
        WordsOf = new int[Readings.Length][];
        var words = new List<Word>();
        for (var i = 0; i < Readings.Length; i++)
        {
            WordsOf[i] = new int[Readings[i].Words.Count];
            for (var w = 0; w < WordsOf[i].Length; w++)
            {
                var word = Readings[i].Words[w];
                var at = words.FindIndex(o => o.Text == word.Text && o.Latin == word.Latin && o.Traits == word.Traits && o.Groups.AsSpan().SequenceEqual(word.Groups));
                if (at < 0)
                {
                    at = words.Count;
                    words.Add(word);
                }
                WordsOf[i][w] = at;
            }
        }
        if (words.Count >= PairTable<bool>.MostFirst)
            throw new ScreeningQueryException($"the query's names have {words.Count} different words; a query has room for {PairTable<bool>.MostFirst - 1}");
        Words = [.. words];
        Spellings = [.. words.Select(Vocabulary.Spelling)];
    }

    public Entity Entity { get; }

    public StatedFacts Facts { get; }

    /// <summary>Each way to read each of its names.</summary>
    public ComparableName[] Readings { get; }

    /// <summary>For each reading its words, as numbers of <see cref="Words"/>.</summary>
    public int[][] WordsOf { get; }

    /// <summary>Each word once.</summary>
    public Word[] Words { get; }

    public string[] Spellings { get; }

    /// <exception cref="ScreeningQueryException">There is nothing to look it up by.</exception>
    public static ScreeningQuery Of(Entity query)
    {
        var readings = query.AllNames().SelectMany(n => ComparableName.Readings(n.Text, FtmSchema.Bearer(query.Schema))).ToList();
        return readings.Count > 0 || query.Identifiers.Any()
            ? new(query, readings)
            : throw new ScreeningQueryException("the query has no name with a letter or digit to look it up by; give a name as it is written");
    }
}
