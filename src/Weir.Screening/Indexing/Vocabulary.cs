using System.Numerics;
using Weir.Screening.Names;
using Weir.Screening.Scoring;

namespace Weir.Screening.Indexing;

/// <summary>The distinct words of an index while it is built.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<Word, int> numbers = new(SameWord.Instance);
    private readonly List<Word> words = [];
    private Word[] sorted = [];
    private int[] place = [];

    /// <summary>The spelling that a word is found by: its Latin form, or its text where there is none.</summary>
    public static string Spelling(Word word) => word.Latin.Length > 0 ? word.Latin : word.Text;

    /// <summary>The number of a word until <see cref="Sort"/>.</summary>
    public int Of(Word word)
    {
        if (!numbers.TryGetValue(word, out var number))
        {
            numbers[word] = number = words.Count;
            words.Add(word);
        }
        return number;
    }

    public void Sort()
    {
        var order = Enumerable.Range(0, words.Count).ToArray();
        Array.Sort(order, (a, b) => Compare(words[a], words[b]));
        sorted = [.. order.Select(o => words[o])];
        place = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            place[order[i]] = i;
    }

    /// <summary>The number of a word after <see cref="Sort"/>.</summary>
    public int Sorted(int number) => place[number];

    /// <summary>Writes words, spellings, postings and keys, names, and what they weigh.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="names">The names, and one past the last.</param>
    /// <param name="nameWords">Their words, sorted numbers.</param>
    /// <param name="entities">The entities.</param>
    /// <param name="named">How many entities can be found by a name.</param>
    /// <param name="superseded">Entities that do not count.</param>
    public void Write(SegmentWriter file, ReadOnlySpan<NameRow> names, ReadOnlySpan<int> nameWords, ReadOnlySpan<EntityRow> entities, int named, ReadOnlySpan<int> superseded)
    {
        var (rows, texts, latins, groups, spellings) = (new Growing<WordRow>(), new Growing<char>(), new Growing<byte>(), new Growing<uint>(), new Growing<SpellingRow>());
        var keys = new Growing<ulong>();
        Span<byte> ascii = stackalloc byte[256];
        Span<uint> found = stackalloc uint[SpellingKeys.Most];
        for (var i = 0; i < sorted.Length; i++)
        {
            var word = sorted[i];
            var spelling = Spelling(word);
            if (i == 0 || Spelling(sorted[i - 1]) != spelling)
            {
                keys.Add(Key(SpellingKeys.Spelling(spelling), spellings.Count));
                foreach (var key in found[..SpellingKeys.Typos(spelling, found)])
                    keys.Add(Key(key, spellings.Count));
                foreach (var key in found[..SpellingKeys.Sounds(spelling, found)])
                    keys.Add(Key(key, spellings.Count));
                foreach (var key in found[..SpellingKeys.Bones(spelling, isLoose: false, found)])
                    keys.Add(Key(key, spellings.Count));
                spellings.Add(new SpellingRow { Words = i, Latin = latins.Count, LatinLength = word.Latin.Length });
            }
            rows.Add(new WordRow { Text = texts.Count, Latin = latins.Count, Groups = groups.Count, Spelling = spellings.Count - 1, Traits = (int)word.Traits });
            texts.Add(word.Text);
            foreach (var c in word.Latin)
                latins.Add((byte)c);
            groups.Add(word.Groups);
            foreach (var group in word.Groups)
                keys.Add(Key(SpellingKeys.Group(group), spellings.Count - 1));
            if (WordScripts.Of(word.Text) == WordScript.Loose)
            {
                foreach (var key in found[..SpellingKeys.Bones(spelling, isLoose: true, found)])
                    keys.Add(Key(key, spellings.Count - 1));
            }
            if (word.Text != spelling)
                keys.Add(Key(SpellingKeys.Text(word.Text), spellings.Count - 1));
        }
        rows.Add(new WordRow { Text = texts.Count, Latin = latins.Count, Groups = groups.Count, Spelling = spellings.Count });
        spellings.Add(new SpellingRow { Words = sorted.Length });
        var postings = Postings(names, nameWords, rows.Span, spellings.Span, superseded);
        file.Write<NameRow>(Section.Names, names);
        file.Write<NameWeight>(Section.NameWeights, Weights(names, nameWords, entities, rows.Span, spellings.Span, new(named)));
        file.Write<WordRow>(Section.Words, rows.Span);
        file.Write<char>(Section.Texts, texts.Span);
        file.Write<byte>(Section.Latins, latins.Span);
        file.Write<uint>(Section.Groups, groups.Span);
        file.Write<SpellingRow>(Section.Spellings, spellings.Span);
        file.Write<int>(Section.Postings, postings);
        WriteKeys(file, keys.Span);
    }

    private NameWeight[] Weights(ReadOnlySpan<NameRow> names, ReadOnlySpan<int> nameWords, ReadOnlySpan<EntityRow> entities, ReadOnlySpan<WordRow> rows, ReadOnlySpan<SpellingRow> spellings, Rarities rarities)
    {
        var weights = new NameWeight[names.Length - 1];
        for (var name = 0; name < weights.Length; name++)
        {
            var (weight, telling) = (0f, 0);
            foreach (var number in nameWords[names[name].Words..names[name + 1].Words])
            {
                var word = sorted[number].View(rarities.Of(spellings[rows[number].Spelling].Frequency));
                weight += (word.Traits & WordTraits.Initial) == WordTraits.None ? NameWeights.Of(word, (NameBearer)entities[names[name].Entity].Bearer) : 0;
                telling += NameWeights.Tells(word) ? 1 : 0;
            }
            weights[name] = new() { Words = Sums.Of(weight), Telling = (ushort)telling };
        }
        return weights;
    }

    private static ulong Key(uint hash, int spelling) => ((ulong)hash << 32) | (uint)spelling;

    /// <summary>Names by spelling; counts at the same time the entities that have each.</summary>
    private static int[] Postings(ReadOnlySpan<NameRow> names, ReadOnlySpan<int> nameWords, ReadOnlySpan<WordRow> rows, Span<SpellingRow> spellings, ReadOnlySpan<int> superseded)
    {
        var (lastName, lastEntity) = (new int[spellings.Length], new int[spellings.Length]);
        Array.Fill(lastName, -1);
        Array.Fill(lastEntity, -1);
        var counts = new int[spellings.Length];
        for (var name = 0; name < names.Length - 1; name++)
        {
            var isGone = superseded.BinarySearch(names[name].Entity) >= 0;
            foreach (var word in nameWords[names[name].Words..names[name + 1].Words])
            {
                var spelling = rows[word].Spelling;
                if (lastName[spelling] != name)
                    counts[spelling]++;
                lastName[spelling] = name;
                if (!isGone && lastEntity[spelling] != names[name].Entity)
                    spellings[spelling].Frequency++;
                if (!isGone)
                    lastEntity[spelling] = names[name].Entity;
            }
        }
        var at = 0;
        for (var i = 0; i < spellings.Length; i++)
        {
            spellings[i].Postings = at;
            (at, counts[i]) = (at + counts[i], at);
        }
        Array.Fill(lastName, -1);
        var postings = new int[at];
        for (var name = 0; name < names.Length - 1; name++)
        {
            foreach (var word in nameWords[names[name].Words..names[name + 1].Words])
            {
                var spelling = rows[word].Spelling;
                if (lastName[spelling] == name)
                    continue;
                lastName[spelling] = name;
                postings[counts[spelling]++] = name;
            }
        }
        return postings;
    }

    private static void WriteKeys(SegmentWriter file, Span<ulong> keys)
    {
        keys.Sort();
        var distinct = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
                keys[distinct++] = keys[i];
        }
        keys = keys[..distinct];
        var bits = Math.Max(1, BitOperations.Log2((uint)Math.Max(1, distinct)));
        var buckets = new int[(1 << bits) + 1];
        var rows = new KeyRow[distinct];
        for (var i = 0; i < distinct; i++)
        {
            rows[i] = new KeyRow { Hash = (uint)(keys[i] >> 32), Spelling = (int)(uint)keys[i] };
            buckets[(keys[i] >> (64 - bits)) + 1]++;
        }
        for (var i = 1; i < buckets.Length; i++)
            buckets[i] += buckets[i - 1];
        file.Write<int>(Section.KeyBuckets, buckets);
        file.Write<KeyRow>(Section.Keys, rows);
    }

    private static int Compare(Word a, Word b)
    {
        var order = string.CompareOrdinal(Spelling(a), Spelling(b));
        if (order == 0)
            order = string.CompareOrdinal(a.Text, b.Text);
        if (order == 0)
            order = string.CompareOrdinal(a.Latin, b.Latin);
        if (order == 0)
            order = a.Traits.CompareTo(b.Traits);
        return order != 0 ? order : a.Groups.AsSpan().SequenceCompareTo(b.Groups);
    }
}

/// <summary>Words are the same where all is that comparing looks at.</summary>
internal sealed class SameWord : IEqualityComparer<Word>
{
    public static readonly SameWord Instance = new();

    public bool Equals(Word? x, Word? y) =>
        ReferenceEquals(x, y) || (x!.Text == y!.Text && x.Latin == y.Latin && x.Traits == y.Traits && x.Groups.AsSpan().SequenceEqual(y.Groups));

    public int GetHashCode(Word word) => HashCode.Combine(word.Text, word.Latin, word.Traits, word.Groups.Length);
}
