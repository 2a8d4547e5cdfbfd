namespace Weir.Screening.Names;

/// <summary>Words that mean the same, from a user's own file: nicknames of a region, a brand's spellings, abbreviations of a trade.</summary>
public sealed class NameVariants
{
    private readonly Dictionary<string, List<uint>> groups = new(StringComparer.Ordinal);

    private NameVariants()
    {
    }

    /// <summary>None besides those that the program knows.</summary>
    public static NameVariants None { get; } = new();

    /// <summary>Reads groups: on each line words that mean the same, commas between them; what follows # is a comment.</summary>
    /// <exception cref="FormatException">A line has fewer than two words, or a member of more than one word; the message says which line.</exception>
    public static NameVariants With(TextReader file)
    {
        var variants = new NameVariants();
        var number = 0;
        while (file.ReadLine() is { } line)
        {
            number++;
            var text = line.Split('#')[0];
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var members = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (members.Length < 2)
                throw new FormatException($"line {number} of the name variants holds fewer than two words; write those that mean the same on one line, with commas between them");
            foreach (var member in members)
            {
                var key = NameFacts.Key(member) ?? throw new FormatException($"line {number} of the name variants: \"{member}\" is not one word");
                if (!variants.groups.TryGetValue(key, out var of))
                    variants.groups[key] = of = [];
                of.Add(WordGroup.Of(WordGroupKind.Own, (uint)number));
            }
        }
        return variants;
    }

    /// <summary>The groups of a word.</summary>
    internal IReadOnlyList<uint> Of(NameWord word) => groups.TryGetValue(word.Text, out var found) || groups.TryGetValue(word.Latin, out found) ? found : [];
}
