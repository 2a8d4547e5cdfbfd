using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Weir.Screening.Names;

/// <summary>What is known of a word wherever it stands.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WordFact(uint Group, WordTraits Traits);

/// <summary>
/// The tables of facts about words of names: variants of given names, words of trade, countries, titles, particles, numbers. Text files within the program
/// (<c>Names/Facts</c>), a group on a line. Looked up by a word's folded text, or by its Latin letters.
/// </summary>
internal static class NameFacts
{
    private const string Folder = "Weir.Screening.Names.Facts.";

    private static readonly Lazy<FrozenDictionary<string, WordFact[]>> GivenNames = new(() => Index(NamesIn("given-names.txt")));
    private static readonly Lazy<FrozenDictionary<string, WordFact[]>> Trade = new(() => Index(GroupsIn("trade-words.txt", WordGroupKind.Trade, WordTraits.None)));
    private static readonly Lazy<FrozenDictionary<string, WordFact[]>> Countries = new(() => Index(GroupsIn("countries.txt", WordGroupKind.Country, WordTraits.None)));
    private static readonly Lazy<FrozenDictionary<string, WordFact[]>> Titles = new(() => Index(GroupsIn("titles.txt", WordGroupKind.Title, WordTraits.Title)));
    private static readonly Lazy<FrozenDictionary<string, WordFact[]>> Particles = new(() => Index(GroupsIn("particles.txt", WordGroupKind.Particle, WordTraits.Particle)));
    private static readonly Lazy<FrozenDictionary<string, WordFact[]>> Numbers = new(() => Index(NumbersIn("numbers.txt")));

    /// <summary>What is known of a word as a person's name.</summary>
    public static ReadOnlySpan<WordFact> OfGivenName(NameWord word) => Of(GivenNames, word);

    /// <summary>What is known of a word in the name of a company or thing: words of trade.</summary>
    public static ReadOnlySpan<WordFact> OfTrade(NameWord word) => Of(Trade, word);

    /// <summary>The country that a word names.</summary>
    public static ReadOnlySpan<WordFact> OfCountry(NameWord word) => Of(Countries, word);

    /// <summary>The title that a word is.</summary>
    public static ReadOnlySpan<WordFact> OfTitle(NameWord word) => Of(Titles, word);

    /// <summary>The particle that a word is.</summary>
    public static ReadOnlySpan<WordFact> OfParticle(NameWord word) => Of(Particles, word);

    /// <summary>The number that a word says.</summary>
    public static ReadOnlySpan<WordFact> OfNumber(NameWord word) => Of(Numbers, word);

    /// <summary>The lines of a table that say something, without comments.</summary>
    internal static IEnumerable<string> Lines(string table)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + table) ?? throw new InvalidOperationException($"{table} is not within the program");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line;
        }
    }

    /// <summary>The key of a member of a table; null where it is several words.</summary>
    internal static string? Key(string member) => NormalName.Split(member.Trim().Normalize(System.Text.NormalizationForm.FormKC)) is [var only] ? only.Text : null;

    private static ReadOnlySpan<WordFact> Of(Lazy<FrozenDictionary<string, WordFact[]>> table, NameWord word) =>
        table.Value.TryGetValue(word.Text, out var found) || (word.Latin.Length > 1 && table.Value.TryGetValue(word.Latin, out found)) ? found : default;

    private static IEnumerable<(string Member, WordFact Fact)> GroupsIn(string table, WordGroupKind kind, WordTraits traits)
    {
        var number = 0u;
        foreach (var line in Lines(table))
        {
            number++;
            // A tilde marks words that most companies could use.
            var weak = line[0] == '~';
            foreach (var member in line.TrimStart('~').Split(','))
                yield return (member, new(WordGroup.Of(kind, number), traits | (weak ? WordTraits.Weak : WordTraits.None)));
        }
    }

    private static IEnumerable<(string Member, WordFact Fact)> NamesIn(string table)
    {
        var number = 0u;
        foreach (var line in Lines(table))
        {
            number++;
            var parts = line.Split('|');
            foreach (var member in parts[0].Split(','))
            {
                yield return (member, new(WordGroup.Of(WordGroupKind.SameName, number), WordTraits.GivenName));
                if (parts.Length > 1)
                    yield return (member, new(WordGroup.Of(WordGroupKind.PetName, number), WordTraits.GivenName));
            }
            foreach (var member in parts.Skip(1).SelectMany(p => p.Split(',')))
                yield return (member, new(WordGroup.Of(WordGroupKind.PetName, number), WordTraits.GivenName));
        }
    }

    private static IEnumerable<(string Member, WordFact Fact)> NumbersIn(string table)
    {
        foreach (var line in Lines(table))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var group = NumberWords.Group(uint.Parse(line.AsSpan(0, colon), CultureInfo.InvariantCulture));
            foreach (var member in line[(colon + 1)..].Split(','))
                yield return (member, new(group, WordTraits.Number));
        }
    }

    private static FrozenDictionary<string, WordFact[]> Index(IEnumerable<(string Member, WordFact Fact)> facts) =>
        facts.Select(f => (Key: Key(f.Member), f.Fact)).Where(f => f.Key is not null)
            .GroupBy(f => f.Key!, f => f.Fact, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Distinct().ToArray(), StringComparer.Ordinal);
}
