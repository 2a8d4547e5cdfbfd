using System.Globalization;
using Weir.Sources.Text;

namespace Weir.Sources.SwissSeco;

/// <summary>Puts the names of a target together from their parts.</summary>
internal static class SecoNames
{
    // A part may be spelt in several ways: their combinations are names, up to this many.
    private const int MostSpellings = 24;

    /// <summary>
    /// A name is its parts in the order of their numbers. A part has a value and may have spelling variants, each in a language and script: in its own script
    /// a name takes those of that script for every part that has one, and the values for the others; a name in the script of the values is told from them, too.
    /// </summary>
    public static void Add(Listed listed, XmlField name)
    {
        var kind = name.Attribute("quality") == "low" ? "weakAlias" : name.Attribute("name-type") switch { "primary-name" => "name", "formerly-known-as" => "previousName", _ => "alias" };
        var parts = name.All("name-part").Select(Part).Where(p => p.Value is not null).OrderBy(p => p.Order).ToList();
        foreach (var part in parts)
        {
            var property = part.Type switch
            {
                "title" => "title",
                "given-name" => "firstName",
                "further-given-name" => "secondName",
                "father-name" or "grand-father-name" => "fatherName",
                "family-name" or "maiden-name" => "lastName",
                "suffix" => "nameSuffix",
                _ => null,
            };
            if (property is not null && listed.Schema == "Person")
                listed.Target.Add(property, part.Value);
        }
        var spoken = parts.Where(p => p.Type != "title").ToList();
        if (spoken.Count == 0)
            return;
        var whole = string.Join(' ', spoken.Select(p => p.Value));
        listed.Target.AddName(kind, whole, LanguageNames.Code(name.Attribute("lang")));
        foreach (var script in spoken.SelectMany(p => p.Variants).Select(v => v.Script).Distinct(StringComparer.Ordinal).ToList())
        {
            foreach (var (spelling, languages) in Spellings(spoken, script).Where(s => s.Text != whole))
                listed.Target.AddName(kind == "name" ? "alias" : kind, spelling, languages is [var language] ? language : null);
        }
    }

    /// <summary>The spellings in a script, each with the languages of its variants: parts of two languages make a name of neither.</summary>
    private static IEnumerable<(string Text, IReadOnlyList<string> Languages)> Spellings(IReadOnlyList<NamePart> parts, string script)
    {
        var made = new List<(string Text, IReadOnlyList<string> Languages)> { ("", []) };
        foreach (var part in parts)
        {
            var ways = part.Variants.Where(v => v.Script == script).Select(v => (v.Text, v.Language)).ToList();
            // In Latin letters the value is a way of writing it as well.
            if (ways.Count == 0 || script == "LATN")
                ways.Insert(0, (part.Value!, null));
            made =
            [
                .. made.SelectMany(m => ways.Select(w => (
                    m.Text.Length == 0 ? w.Text : $"{m.Text} {w.Text}",
                    w.Language is null || m.Languages.Contains(w.Language) ? m.Languages : [.. m.Languages, w.Language]))).Take(MostSpellings),
            ];
        }
        return made;
    }

    private static NamePart Part(XmlField part) => new(
        int.TryParse(part.Attribute("order"), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : int.MaxValue,
        part.Attribute("name-part-type"),
        part["value"],
        [.. part.All("spelling-variant").Where(v => v.Text is not null).Select(v => new Spelling(v.Attribute("script") ?? "", LanguageNames.Code(v.Attribute("lang")), v.Text!))]);

    private sealed record NamePart(int Order, string? Type, string? Value, IReadOnlyList<Spelling> Variants);

    private sealed record Spelling(string Script, string? Language, string Text);
}
