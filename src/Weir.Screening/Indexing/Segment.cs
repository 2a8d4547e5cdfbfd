using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Weir.Screening.Names;

namespace Weir.Screening.Indexing;

/// <summary>One file of an index, and which of its entities a later file of the chain replaced. Whoever calls holds a lease of <see cref="File"/>.</summary>
internal sealed class Segment : IDisposable
{
    private const int MostSchemata = 64;

    private readonly string[] terms;
    private readonly ulong[] gone;
    private readonly ConcurrentDictionary<string, bool[]> mayMean = new(StringComparer.Ordinal);
    private int[]? frequencies;

    public Segment(string path)
    {
        File = new(path);
        try
        {
            using var lease = File.Read();
            terms = Texts(Section.TermStarts, Section.TermTexts);
            Removed = Texts(Section.RemovedStarts, Section.RemovedTexts);
            Entities = Math.Max(0, File.All<EntityRow>(Section.Entities).Length - 1);
            Names = Math.Max(0, File.All<NameRow>(Section.Names).Length - 1);
            Spellings = Math.Max(0, File.All<SpellingRow>(Section.Spellings).Length - 1);
            gone = new ulong[(Entities >> 6) + 1];
            foreach (var entity in File.All<int>(Section.Superseded))
                Remove(entity);
        }
        catch (Exception e) when (ScreeningIndex.IsDamage(e))
        {
            File.Dispose();
            throw ScreeningIndex.Damaged(path, e);
        }
        catch
        {
            File.Dispose();
            throw;
        }
    }

    public MappedFile File { get; }

    /// <summary>What is like its common words.</summary>
    public CommonWords CommonWords { get; } = new();

    /// <summary>All that were written, those that are gone among them.</summary>
    public int Entities { get; }

    public int Names { get; }

    public int Spellings { get; }

    /// <summary>Whether there is no file below it.</summary>
    public bool IsBase => File.Header.About.Base.Length == 0;

    /// <summary>Ids that the files below hold no more.</summary>
    public IReadOnlyList<string> Removed { get; }

    public bool IsGone(int entity) => (gone[entity >> 6] & (1UL << (entity & 63))) != 0;

    /// <returns>False where it was gone already.</returns>
    public bool Remove(int entity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(entity, Entities);
        var was = IsGone(entity);
        gone[entity >> 6] |= 1UL << (entity & 63);
        return !was;
    }

    public ref readonly EntityRow Row(int entity) => ref File.All<EntityRow>(Section.Entities)[entity];

    public string Term(int number) => terms[number];

    /// <summary>Whether a query of a schema may mean entities of each term that is a schema.</summary>
    public bool[] MayMean(string schema)
    {
        if (mayMean.TryGetValue(schema, out var known))
            return known;
        var answers = MeantBy(schema);
        // Queries may come with anything for a schema; what is kept is bounded.
        if (mayMean.Count < MostSchemata)
            mayMean[schema] = answers;
        return answers;
    }

    private bool[] MeantBy(string schema) => Array.ConvertAll(terms, t => FtmSchema.IsMatched(t) && FtmSchema.MayMean(schema, t));

    public string Schema(int entity) => terms[Row(entity).Schema];

    public Entity Entity(int entity) => EntityRecord.Read(Record(entity), terms);

    public string Id(int entity) => EntityRecord.Id(Record(entity));

    /// <summary>The order of two entities' ids.</summary>
    public static int CompareIds(Segment segment, int entity, Segment other, int otherEntity) => EntityRecord.CompareIds(segment.Record(entity), other.Record(otherEntity));

    public EntityFacts Facts(int entity)
    {
        ref readonly var row = ref Row(entity);
        ref readonly var next = ref Row(entity + 1);
        return new(
            terms[row.Schema], (Gender)row.Gender,
            MemoryMarshal.Cast<int, PartialDate>(File.All<int>(Section.Dates)[row.Dates..next.Dates]),
            File.All<ushort>(Section.Countries)[row.Countries..next.Countries],
            File.All<ulong>(Section.Identifiers)[row.Identifiers..next.Identifiers]);
    }

    public ReadOnlySpan<int> Facets(int entity) => File.All<int>(Section.Facets)[Row(entity).Facets..Row(entity + 1).Facets];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> WordsOf(int name)
    {
        var names = File.All<NameRow>(Section.Names);
        return File.All<int>(Section.NameWords)[names[name].Words..names[name + 1].Words];
    }

    /// <summary>What names weigh, by their number.</summary>
    public ReadOnlySpan<NameWeight> NameWeights => File.All<NameWeight>(Section.NameWeights);

    public ref readonly NameRow Name(int name) => ref File.All<NameRow>(Section.Names)[name];

    /// <summary>A word as comparing sees it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WordView Word(int word, Rarities rarities)
    {
        var rows = File.All<WordRow>(Section.Words);
        ref readonly var row = ref rows[word];
        ref readonly var next = ref rows[word + 1];
        return new(
            File.All<char>(Section.Texts)[row.Text..next.Text],
            File.All<byte>(Section.Latins)[row.Latin..next.Latin],
            File.All<uint>(Section.Groups)[row.Groups..next.Groups],
            (WordTraits)row.Traits,
            rarities.Of(Frequency(row.Spelling)));
    }

    /// <summary>How many entities of the whole chain have a word so spelled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Frequency(int spelling) => frequencies is null ? File.All<SpellingRow>(Section.Spellings)[spelling].Frequency : frequencies[spelling];

    public void SetFrequencies(int[] own) => frequencies = own;

    public void SetFrequency(int spelling, int ofChain) => frequencies![spelling] = ofChain;

    public void CountLess(int spelling) => frequencies![spelling]--;

    public (int From, int To) WordsOfSpelling(int spelling)
    {
        var rows = File.All<SpellingRow>(Section.Spellings);
        return (rows[spelling].Words, rows[spelling + 1].Words);
    }

    public ReadOnlySpan<int> Postings(int spelling)
    {
        var rows = File.All<SpellingRow>(Section.Spellings);
        return File.All<int>(Section.Postings)[rows[spelling].Postings..rows[spelling + 1].Postings];
    }

    /// <summary>The spellings that a key leads to; some may have another key of the same number.</summary>
    public ReadOnlySpan<KeyRow> Found(uint key)
    {
        var buckets = File.All<int>(Section.KeyBuckets);
        var bits = System.Numerics.BitOperations.Log2((uint)Math.Max(2, buckets.Length - 1));
        var bucket = (int)(key >> (32 - bits));
        var rows = File.All<KeyRow>(Section.Keys)[buckets[bucket]..buckets[bucket + 1]];
        var from = 0;
        while (from < rows.Length && rows[from].Hash < key)
            from++;
        var to = from;
        while (to < rows.Length && rows[to].Hash == key)
            to++;
        return rows[from..to];
    }

    /// <summary>The number of a spelling, or -1.</summary>
    public int Spelling(ReadOnlySpan<char> spelling)
    {
        Span<char> room = stackalloc char[64];
        foreach (var row in Found(SpellingKeys.Spelling(spelling)))
        {
            if (spelling.Length <= room.Length ? SpellingOf(row.Spelling, room).SequenceEqual(spelling) : SpellingText(row.Spelling).AsSpan().SequenceEqual(spelling))
                return row.Spelling;
        }
        return -1;
    }

    /// <summary>A spelling, or its beginning where there is too little room.</summary>
    public ReadOnlySpan<char> SpellingOf(int spelling, Span<char> room)
    {
        var rows = File.All<WordRow>(Section.Words);
        var word = File.All<SpellingRow>(Section.Spellings)[spelling].Words;
        var latin = File.All<byte>(Section.Latins)[rows[word].Latin..rows[word + 1].Latin];
        if (latin.IsEmpty)
            return File.All<char>(Section.Texts)[rows[word].Text..rows[word + 1].Text];
        // One more than asked for would be another spelling.
        if (latin.Length > room.Length)
            return [];
        for (var i = 0; i < latin.Length; i++)
            room[i] = (char)latin[i];
        return room[..latin.Length];
    }

    /// <summary>A spelling in Latin letters; empty where it is in others.</summary>
    public ReadOnlySpan<byte> Latin(int spelling)
    {
        ref readonly var row = ref File.All<SpellingRow>(Section.Spellings)[spelling];
        return File.All<byte>(Section.Latins).Slice(row.Latin, row.LatinLength);
    }

    public string SpellingText(int spelling) => Latin(spelling) is { IsEmpty: false } latin ? Encoding.Latin1.GetString(latin) : new(SpellingOf(spelling, []));

    /// <summary>The rows with a hash, in a part that is sorted by it.</summary>
    public ReadOnlySpan<HashRow> Hashed(Section section, ulong hash)
    {
        var rows = File.All<HashRow>(section);
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (rows[middle].Hash < hash)
                low = middle + 1;
            else
                high = middle;
        }
        while (high < rows.Length && rows[high].Hash == hash)
            high++;
        return rows[low..high];
    }

    /// <summary>The number of the entity with an id that is not gone, or -1.</summary>
    /// <param name="id">The id.</param>
    /// <param name="byReferent">Whether another id that it has or had will do too.</param>
    public int Find(string id, bool byReferent)
    {
        var found = -1;
        foreach (var row in Hashed(Section.Ids, SpellingKeys.Id(id)))
        {
            if (IsGone(row.Entity))
                continue;
            if (row.Rank == 0 && Id(row.Entity) == id)
                return row.Entity;
            if (byReferent && found < 0 && row.Rank != 0 && Entity(row.Entity).Referents.Contains(id, StringComparer.Ordinal))
                found = row.Entity;
        }
        return found;
    }

    /// <summary>The number of a facet, or -1.</summary>
    public int Facet(string facet)
    {
        var starts = File.All<int>(Section.FacetStarts);
        var texts = File.All<char>(Section.FacetTexts);
        var (low, high) = (0, starts.Length - 2);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = texts[starts[middle]..starts[middle + 1]].SequenceCompareTo(facet);
            if (order == 0)
                return middle;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }

    public void Dispose() => File.Dispose();

    private ReadOnlySpan<byte> Record(int entity) => File.Bytes(Section.Records, Row(entity).Record, Row(entity + 1).Record);

    private string[] Texts(Section starts, Section texts)
    {
        var at = File.All<int>(starts);
        var text = File.All<char>(texts);
        var all = new string[Math.Max(0, at.Length - 1)];
        for (var i = 0; i < all.Length; i++)
            all[i] = new(text[at[i]..at[i + 1]]);
        return all;
    }
}
