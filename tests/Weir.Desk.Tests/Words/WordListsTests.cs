using System.Text.Json;
using System.Text.RegularExpressions;
using Weir.Trade;

namespace Weir.Desk.Tests.Words;

/// <summary>What must hold of the word lists as files, and of the code that uses them.</summary>
public sealed partial class WordListsTests
{
    // Other currencies and units of one publisher alone are printed by their codes.
    private static readonly string[] Named = ["USD", "CNY", "EUR", "RUB"];
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_language_has_the_same_keys_with_the_same_places()
    {
        var english = Desk.Words.Words.For("en");
        foreach (var language in Desk.Words.Words.Languages.Skip(1))
        {
            var other = Desk.Words.Words.For(language);
            Assert.Equal(english.Keys.Order(), other.Keys.Order());
            foreach (var key in english.Keys)
                Assert.True(
                    PlacesOf(english.Template(key)!).SequenceEqual(PlacesOf(other.Template(key)!)),
                    $"{key}: the places of '{english.Template(key)}' are not those of '{other.Template(key)}' ({language})");
        }
    }

    [Fact]
    public void Every_plural_has_as_many_forms_as_its_language_has()
    {
        foreach (var (language, forms) in new[] { ("en", 2), ("ru", 3) })
        {
            var words = Desk.Words.Words.For(language);
            foreach (var key in words.Keys)
            {
                foreach (Match plural in PluralPlace().Matches(words.Template(key)!))
                    Assert.True(plural.Value.Count(c => c == '|') == forms, $"{language} {key}: {plural.Value} should have {forms} forms");
            }
        }
    }

    [Fact]
    public void No_key_stands_in_two_files_and_no_text_is_empty()
    {
        foreach (var language in Desk.Words.Words.Languages)
        {
            var seen = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "src", "Weir.Desk", "Words", language), "*.json"))
            {
                using var json = JsonDocument.Parse(File.ReadAllText(file));
                foreach (var text in json.RootElement.EnumerateObject())
                {
                    Assert.True(seen.TryAdd(text.Name, file), $"{text.Name} stands in {file} and in {seen[text.Name]}");
                    Assert.False(string.IsNullOrWhiteSpace(text.Value.GetString()), $"{file}: {text.Name} is empty");
                }
            }
            Assert.Equal(seen.Keys.Order(), Desk.Words.Words.For(language).Keys.Order());
        }
    }

    [Fact]
    public void Every_key_that_the_code_says_is_in_the_lists()
    {
        var keys = Desk.Words.Words.For("en").Keys;
        var missing = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.*", SearchOption.AllDirectories)
                     .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
                         && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            foreach (Match said in SaidKey().Matches(File.ReadAllText(file)))
            {
                var key = said.Groups["key"].Value;
                if (!keys.Contains(key))
                    missing.Add($"{Path.GetFileName(file)}: {key}");
            }
        }
        Assert.True(missing.Count == 0, "no word list has:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void Every_unit_has_words_in_every_language()
    {
        foreach (var words in Desk.Words.Words.Languages.Select(Desk.Words.Words.For))
        {
            foreach (var unit in Units.All.Where(u => u.Dimension != Dimension.Particular && (u.Dimension != Dimension.Money || Named.Contains(u.Code))))
            {
                Assert.True(words.Template($"unit.{unit.Code}") is not null, $"{words.Language}: unit.{unit.Code}");
                Assert.True(words.Template($"unit.{unit.Code}.name") is not null, $"{words.Language}: unit.{unit.Code}.name");
            }
        }
    }

    // Which plural a sentence needs is the language's own affair: only what it prints must be the same.
    private static IEnumerable<string> PlacesOf(string template) =>
        PrintedPlace().Matches(template).Select(m => m.Groups["name"].Value).Distinct().Order();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Weir.slnx is in no folder above the tests");
        return folder.FullName;
    }

    [GeneratedRegex(@"\{(?<name>[^}:|]+)(:[^}]*)?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrintedPlace();

    [GeneratedRegex(@"\{[^}:|]+\|[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PluralPlace();

    // new Phrase("key" …), Say("key" …) and the like; an interpolated key is built from data and tested where it is built.
    [GeneratedRegex(@"(new (Words\.)?Phrase|\bSay|\bPhraseOf)\(\s*""(?<key>[a-z][a-z0-9-]*(\.[A-Za-z0-9-]+)+|[a-z-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SaidKey();
}
