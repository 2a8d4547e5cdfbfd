using System.Text;

namespace Weir.Screening.Names;

/// <summary>Says of each word of a name what part it plays, by its place and by the tables of <see cref="NameFacts"/>.</summary>
internal static class WordParts
{
    /// <summary>Endings of patronymics, in Latin letters: Russian, Ukrainian, Belarusian, Bulgarian; Turkic.</summary>
    private static readonly string[] PatronymicEndings =
        ["ovich", "evich", "ovych", "evych", "yovych", "avich", "ovic", "ovitch", "evitch", "owitsch", "ewitsch", "owicz", "ewicz", "ovna", "evna", "ivna", "ichna", "inichna", "avna", "awna", "ogly", "ovitj", "evitj", "ovics", "owitsj"];

    private static readonly string[] ParticleOfFather = ["bin", "ben", "ibn", "binti", "bint", "bent"];
    private static readonly string[] WordAfterFather = ["ogly", "oglu", "oghlu", "uulu", "uly", "kyzy", "qizi", "gyzy", "kizi"];

    /// <summary>The words of a name with their parts.</summary>
    public static Word[] Of(IReadOnlyList<NameWord> words, NameBearer bearer, NameVariants variants)
    {
        var parts = new Word[words.Count];
        var proper = 0;
        foreach (var word in words)
            proper += word.LegalForm is null ? 1 : 0;
        for (var i = 0; i < words.Count; i++)
        {
            var isPatronymic = bearer == NameBearer.Person && words[i].LegalForm is null && IsPatronymic(words, i);
            var place = (int)bearer | (words.Count > 1 ? 4 : 0) | (i > 0 ? 8 : 0) | (proper > 1 ? 16 : 0) | (isPatronymic ? 32 : 0) | (words.Count > 2 ? 64 : 0);
            if (variants == NameVariants.None && WordCache.Find(words[i], place) is { } known)
            {
                parts[i] = known;
                continue;
            }
            var groups = new SortedSet<uint>(variants.Of(words[i]));
            var traits = words[i].LegalForm is { } form ? OfLegalForm(form, groups)
                : bearer == NameBearer.Person ? OfPerson(words, i, isPatronymic, groups)
                : OfThing(words, i, proper, bearer, groups);
            parts[i] = new(words[i].Text, Ascii.IsValid(words[i].Latin) ? words[i].Latin : "", traits, [.. groups]);
            if (variants == NameVariants.None)
                WordCache.Keep(words[i], place, parts[i]);
        }
        if (Array.TrueForAll(parts, p => (p.Traits & (WordTraits.Title | WordTraits.Particle)) != WordTraits.None))
            parts = [.. parts.Select(p => p with { Traits = p.Traits & ~(WordTraits.Title | WordTraits.Particle) })];
        return parts;
    }

    private static WordTraits OfLegalForm(string form, SortedSet<uint> groups)
    {
        groups.Add(LegalForms.Group(form));
        return WordTraits.LegalForm;
    }

    private static WordTraits OfPerson(IReadOnlyList<NameWord> words, int at, bool isPatronymic, SortedSet<uint> groups)
    {
        var word = words[at];
        var traits = WordTraits.None;
        if (word.Text.Length == 1 && char.IsLetter(word.Text[0]) && WordScripts.Of(word.Text) == WordScript.Alphabet)
            return WordTraits.Initial;
        // The second of two words is a name, whatever else it may mean: Patricia King.
        if (words.Count > 2 || (words.Count == 2 && at == 0))
            traits |= Take(NameFacts.OfTitle(word), groups);
        if (words.Count > 1)
            traits |= Take(NameFacts.OfParticle(word), groups);
        traits |= Take(NameFacts.OfGivenName(word), groups);
        if (NumberWords.GroupOf(word, roman: at > 0 && word.Latin.Length > 1) is var number and not 0 && char.IsAsciiDigit(word.Latin.AsSpan()[^1]))
        {
            groups.Add(number);
            traits |= WordTraits.Number;
        }
        return isPatronymic ? traits | WordTraits.Patronymic : traits;
    }

    private static bool IsPatronymic(IReadOnlyList<NameWord> words, int at)
    {
        var latin = words[at].Latin;
        // In a name of two words Abramovich is a surname.
        if (words.Count >= 3 && latin.Length > 6 && EndsAsPatronymic(latin))
            return true;
        return (at > 0 && Array.IndexOf(ParticleOfFather, words[at - 1].Latin) >= 0)
            || (at > 1 && words[at - 1].Latin is "al" or "el" && Array.IndexOf(ParticleOfFather, words[at - 2].Latin) >= 0)
            || (at + 1 < words.Count && Array.IndexOf(WordAfterFather, words[at + 1].Latin) >= 0);
    }

    private static bool EndsAsPatronymic(string latin)
    {
        foreach (var ending in PatronymicEndings)
        {
            if (latin.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static WordTraits OfThing(IReadOnlyList<NameWord> words, int at, int proper, NameBearer bearer, SortedSet<uint> groups)
    {
        var word = words[at];
        if (NumberWords.GroupOf(word, roman: at > 0 && proper > 1) is var number and not 0)
        {
            groups.Add(number);
            return WordTraits.Number;
        }
        var traits = WordTraits.None;
        if (words.Count > 1)
            traits |= Take(NameFacts.OfParticle(word), groups);
        if (bearer == NameBearer.Unknown)
            traits |= Take(NameFacts.OfGivenName(word), groups);
        if (proper > 1)
        {
            traits |= Take(NameFacts.OfTrade(word), groups);
            Take(NameFacts.OfCountry(word), groups);
        }
        return traits;
    }

    private static WordTraits Take(ReadOnlySpan<WordFact> facts, SortedSet<uint> groups)
    {
        var traits = WordTraits.None;
        foreach (var fact in facts)
        {
            groups.Add(fact.Group);
            traits |= fact.Traits;
        }
        return traits;
    }
}
