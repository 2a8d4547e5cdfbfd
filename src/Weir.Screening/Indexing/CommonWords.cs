using System.Collections.Concurrent;
using Weir.Screening.Names;

namespace Weir.Screening.Indexing;

/// <summary>What of one file is like a word.</summary>
/// <param name="Alike">Spellings that bring names in.</param>
/// <param name="Worth">What words of listed names are worth to it.</param>
internal sealed record AlikeWords(AlikeSpelling[] Alike, (int Word, float Worth)[] Worth);

/// <summary>
/// What is like words that many names of a file have: these are asked for again and again, and much is like them. Holds so many words and no more; safe for any number of threads,
/// for what is like a word never changes.
/// </summary>
internal sealed class CommonWords
{
    /// <summary>A word that fewer names have is looked up each time.</summary>
    public const int Common = 24;

    private const int Most = 4096;

    private readonly ConcurrentDictionary<Word, AlikeWords> known = new(SameWord.Instance);

    public AlikeWords? Find(Word word) => known.GetValueOrDefault(word);

    public void Keep(Word word, AlikeWords alike)
    {
        if (known.Count < Most)
            known.TryAdd(word, alike);
    }
}
