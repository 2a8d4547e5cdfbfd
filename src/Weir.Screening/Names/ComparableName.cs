namespace Weir.Screening.Names;

/// <summary>What kind of thing bears a name: it decides which words are titles, legal forms or numbers of hulls.</summary>
public enum NameBearer : byte
{
    /// <summary>Not known: nothing is taken for a title or a patronymic; legal forms are understood.</summary>
    Unknown,

    /// <summary>A person.</summary>
    Person,

    /// <summary>A company or other organisation.</summary>
    Organisation,

    /// <summary>A vessel, aircraft or other thing.</summary>
    Thing,
}

/// <summary>A name cut into words that are ready to be compared.</summary>
public sealed class ComparableName
{
    /// <summary>The longest name that is read, in characters; what goes beyond is left out.</summary>
    public const int LongestName = 2000;

    /// <summary>The most words that are compared; those beyond are left out.</summary>
    public const int MostWords = 32;

    private ComparableName(string original, NameBearer bearer, Word[] words)
    {
        Original = original;
        Bearer = bearer;
        Words = words;
    }

    /// <summary>The name as it was given.</summary>
    public string Original { get; }

    /// <summary>What bears it.</summary>
    public NameBearer Bearer { get; }

    /// <summary>Its words, in order; at most <see cref="MostWords"/>. Never empty.</summary>
    public IReadOnlyList<Word> Words { get; }

    /// <summary>
    /// The ways in which a name can be read, the most literal first: mostly one; several where a script is romanised in ways that no comparison of words
    /// would bring together (金 is Jin, Kim or Kane). Empty where it holds no letter or digit in any script.
    /// </summary>
    /// <param name="name">Any text: broken surrogates and control characters are dropped.</param>
    /// <param name="bearer">What bears it.</param>
    public static IReadOnlyList<ComparableName> Readings(string name, NameBearer bearer)
    {
        if (name.Length > LongestName)
            name = name[..LongestName];
        var normal = NormalName.Of(name, bearer == NameBearer.Person);
        return normal.IsEmpty
            ? []
            : [new(name, bearer, [.. normal.Words.Take(MostWords).Select(w => new Word(w.Text, w.Latin, w.LegalForm is null ? WordTraits.None : WordTraits.LegalForm, []))])];
    }
}
