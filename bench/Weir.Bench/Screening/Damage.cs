namespace Weir.Bench.Screening;

/// <summary>Ways in which names are damaged on their way: by hands, by readers of print, by people who mean to.</summary>
internal static class Damage
{
    private const string Looks = "aаeеoоcсpрxхyу";
    private const string Read = "o0l1i1s5b8e3";

    /// <summary>Each kind with what it does; null where it can do nothing with a name.</summary>
    public static IReadOnlyList<(string Kind, Func<string, Random, string?> Do)> Kinds { get; } =
    [
        ("letters that look alike (Cyrillic for Latin)", (name, _) => Each(name, Looks)),
        ("an invisible character in each word", (name, _) => string.Join(' ', name.Split(' ').Select(w => w.Length > 3 ? w.Insert(2, "\u200B") : w))),
        ("a digit for a letter", (name, random) => One(name, random, c => Read.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal) is >= 0 and var at && at % 2 == 0 ? Read[at + 1].ToString() : null)),
        ("a letter dropped", (name, random) => One(name, random, c => char.IsLetter(c) ? "" : null)),
        ("a letter doubled", (name, random) => One(name, random, c => char.IsLetter(c) ? $"{c}{c}" : null)),
        ("a letter for another", (name, random) => One(name, random, c => char.IsAsciiLetter(c) ? ((char)('a' + random.Next(26))).ToString() : null)),
        ("two letters turned around", Turned),
        ("two words joined", (name, random) => name.Split(' ') is { Length: > 1 } words && random.Next(words.Length - 1) is var at ? string.Join(' ', words[..at].Append(words[at] + words[at + 1]).Concat(words[(at + 2)..])) : null),
        ("a word split", (name, random) => name.Split(' ') is var words && random.Next(words.Length) is var at && words[at].Length > 6 ? string.Join(' ', words.Select((w, i) => i == at ? w.Insert(w.Length / 2, " ") : w)) : null),
        ("words in another order", (name, _) => name.Split(' ') is { Length: > 1 } words ? string.Join(' ', words.Skip(1).Append(words[0])).Replace(",", "", StringComparison.Ordinal) : null),
        ("a word dropped (of three or more)", (name, random) => name.Split(' ') is { Length: > 2 } words && 1 + random.Next(words.Length - 2) is var at ? string.Join(' ', words.Where((_, i) => i != at)) : null),
        ("vowels dropped from a word", (name, random) => name.Split(' ') is var words && random.Next(words.Length) is var at && words[at].Length > 5 ? string.Join(' ', words.Select((w, i) => i == at ? w[..1] + string.Concat(w[1..].Where(c => !"aeiouAEIOU".Contains(c, StringComparison.Ordinal))) : w)) : null),
    ];

    private static string Each(string name, string pairs) =>
        string.Concat(name.Select((c, i) => i % 3 == 1 && pairs.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at && at % 2 == 0 ? pairs[at + 1] : c));

    private static string? One(string name, Random random, Func<char, string?> with)
    {
        var places = Enumerable.Range(1, Math.Max(0, name.Length - 1)).Where(i => with(name[i]) is not null).ToArray();
        if (places.Length == 0)
            return null;
        var at = places[random.Next(places.Length)];
        return string.Concat(name.AsSpan(0, at), with(name[at]), name.AsSpan(at + 1));
    }

    private static string? Turned(string name, Random random)
    {
        var places = Enumerable.Range(1, Math.Max(0, name.Length - 2)).Where(i => char.IsLetter(name[i]) && char.IsLetter(name[i + 1]) && name[i] != name[i + 1]).ToArray();
        if (places.Length == 0)
            return null;
        var at = places[random.Next(places.Length)];
        return string.Concat(name.AsSpan(0, at), name.AsSpan(at + 1, 1), name.AsSpan(at, 1), name.AsSpan(at + 2));
    }
}
