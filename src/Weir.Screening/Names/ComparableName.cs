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

    /// <summary>The most ways in which one name is read.</summary>
    public const int MostReadings = 6;

    private const int ShortestAlternative = 5;

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
    /// would bring together (金 is Jin, Kim or Kane), and where a slash stands between two names. Empty where it holds no letter or digit in any script.
    /// </summary>
    /// <param name="name">Any text: broken surrogates and control characters are dropped.</param>
    /// <param name="bearer">What bears it.</param>
    public static IReadOnlyList<ComparableName> Readings(string name, NameBearer bearer) => Readings(name, bearer, NameVariants.None);

    /// <summary>The same, with groups of a user's own file. An index and the queries that are put to it need the same ones.</summary>
    /// <param name="name">Any text: broken surrogates and control characters are dropped.</param>
    /// <param name="bearer">What bears it.</param>
    /// <param name="variants">Which words mean the same besides those that the program knows.</param>
    public static IReadOnlyList<ComparableName> Readings(string name, NameBearer bearer, NameVariants variants)
    {
        if (name.Length > LongestName)
            name = name[..LongestName];
        var readings = new List<ComparableName>();
        foreach (var part in Alternatives(name))
        {
            var words = NormalName.WordsOf(Prepared(part, bearer), bearer == NameBearer.Person);
            foreach (var reading in words.Count == 0 ? [] : HanReadings.Of(words, bearer))
            {
                if (readings.Count < MostReadings)
                    readings.Add(new(name, bearer, WordParts.Of(reading.Count > MostWords ? [.. reading.Take(MostWords)] : reading, bearer, variants)));
            }
        }
        return readings;
    }

    /// <summary>The name, and where slashes part it into names that can stand alone, these too.</summary>
    private static IEnumerable<string> Alternatives(string name)
    {
        yield return name;
        if (!name.Contains('/', StringComparison.Ordinal))
            yield break;
        var parts = name.Split('/', StringSplitOptions.TrimEntries);
        if (parts.Length > 4 || Array.Exists(parts, p => p.Length < ShortestAlternative))
            yield break;
        foreach (var part in parts)
            yield return part;
    }

    /// <summary>A person's initials are words of their own ("J.P. Morgan"); a company's are one ("L.L.C.").</summary>
    private static string Prepared(string name, NameBearer bearer) =>
        bearer == NameBearer.Person ? name.Replace(".", ". ", StringComparison.Ordinal) : LegalForms.Apart(name);
}
