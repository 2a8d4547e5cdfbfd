namespace Weir.Screening.Names;

/// <summary>What the members of a group have in common.</summary>
public enum WordGroupKind : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>One name in several languages and spellings: Alexander, Aleksandr, Iskander.</summary>
    SameName,

    /// <summary>Short and pet forms beside the name they stand for: Sasha, Alexander.</summary>
    PetName,

    /// <summary>A word of trade in several languages or shortened: technology, технологии, tech.</summary>
    Trade,

    /// <summary>A legal form.</summary>
    LegalForm,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A country, or a word made of one.</summary>
    Country,

    /// <summary>A particle in its spellings: al, el, ul.</summary>
    Particle,

    /// <summary>A title in its spellings and languages.</summary>
    Title,

    /// <summary>A group of the user's own file.</summary>
    Own,
}

/// <summary>Numbers of groups: the kind in the upper byte.</summary>
public static class WordGroup
{
    private const int Shift = 24;

    /// <summary>The number of a group.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="number">Which of its kind; the lower three bytes count.</param>
    public static uint Of(WordGroupKind kind, uint number) => ((uint)kind << Shift) | (number & 0xFFFFFF);

    /// <summary>The kind of a group.</summary>
    public static WordGroupKind Kind(uint group) => (WordGroupKind)(group >> Shift);

    /// <summary>The kind of the first group that both hold; <see cref="WordGroupKind.None"/> where there is none. Both sorted.</summary>
    public static WordGroupKind Shared(ReadOnlySpan<uint> some, ReadOnlySpan<uint> others)
    {
        for (int i = 0, j = 0; i < some.Length && j < others.Length;)
        {
            if (some[i] == others[j])
                return Kind(some[i]);
            if (some[i] < others[j])
                i++;
            else
                j++;
        }
        return WordGroupKind.None;
    }

    /// <summary>Whether a group of the kind is among them.</summary>
    public static bool Has(ReadOnlySpan<uint> groups, WordGroupKind kind)
    {
        foreach (var group in groups)
        {
            if (Kind(group) == kind)
                return true;
        }
        return false;
    }
}
