namespace Weir.Screening.Names;

/// <summary>
/// Words that were made comparable lately, by how they were written: names share most of their words, and a word of another script takes long. Of fixed size, a place for
/// each hash, the last one stays. Safe for any number of threads: what lies in a place never changes, only the place does.
/// </summary>
internal static class WordCache
{
    private const int Places = 1 << 15;
    private const int LongestWord = 40;

    private static readonly Entry?[] Written = new Entry?[Places];
    private static readonly Part?[] Parts = new Part?[Places];

    /// <summary>The word that was written so; of no text where nothing was left of it.</summary>
    public static bool TryGet(ReadOnlySpan<char> written, out NameWord word)
    {
        var entry = Written[string.GetHashCode(written, StringComparison.Ordinal) & (Places - 1)];
        var isKnown = entry is not null && written.SequenceEqual(entry.Written);
        word = isKnown ? entry!.Word : default;
        return isKnown;
    }

    public static void Keep(string written, NameWord word)
    {
        if (written.Length <= LongestWord)
            Written[string.GetHashCode(written.AsSpan(), StringComparison.Ordinal) & (Places - 1)] = new(written, word);
    }

    /// <summary>The word of a name in a certain place.</summary>
    /// <param name="word">The word.</param>
    /// <param name="place">Everything about its place that its part hangs on.</param>
    public static Word? Find(in NameWord word, int place)
    {
        var part = Parts[Place(word, place)];
        return part is not null && part.Place == place && part.Latin == word.Latin && part.Word.Text == word.Text && part.LegalForm == word.LegalForm ? part.Word : null;
    }

    public static void Keep(in NameWord word, int place, Word part)
    {
        if (word.Text.Length <= LongestWord)
            Parts[Place(word, place)] = new(word.Latin, word.LegalForm, place, part);
    }

    private static int Place(in NameWord word, int place) => (string.GetHashCode(word.Text.AsSpan(), StringComparison.Ordinal) ^ (place * 0x2545F49)) & (Places - 1);

    private sealed record Entry(string Written, NameWord Word);

    private sealed record Part(string Latin, string? LegalForm, int Place, Word Word);
}
