using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Weir.Desk.Words;
using Weir.Web.Tests.Support;

namespace Weir.Web.Tests;

public sealed partial class HouseRulesTests
{
    [Fact]
    public void No_text_stands_in_a_page_where_it_can_t_be_translated()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Weir.Web"), "*.razor", SearchOption.AllDirectories).Where(f => !f.EndsWith("_Imports.razor", StringComparison.Ordinal)))
        {
            var markup = MarkupOf(File.ReadAllText(file));
            var texts = Tag().Replace(markup, "\n").Split('\n').Select(t => t.Trim()).Where(t => t.Any(char.IsLetter)).ToArray();
            Assert.True(texts.Length == 0, $"{Path.GetFileName(file)} says '{string.Join("', '", texts)}'; put it into Words/*/web.json");
            var attributes = SpokenAttribute().Matches(markup).Select(m => m.Value).ToArray();
            Assert.True(attributes.Length == 0, $"{Path.GetFileName(file)} says {string.Join(", ", attributes)}; put it into Words/*/web.json");
        }
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_is_in_both_word_lists_and_every_text_is_asked_for()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToArray();
        var asked = sources.SelectMany(s => Key().Matches(s)).Select(m => m.Groups["key"].Value).Distinct(StringComparer.Ordinal).ToArray();
        var begun = sources.SelectMany(s => BegunKey().Matches(s)).Select(m => m.Groups["key"].Value).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var language in Words.Languages)
        {
            var words = Words.For(language);
            Assert.All(asked, key => Assert.True(words.Template(key) is not null, $"{language} has no '{key}'"));
            var idle = words.Keys.Where(k => k.StartsWith("site.", StringComparison.Ordinal) || k.StartsWith("chart.", StringComparison.Ordinal))
                .Where(k => !asked.Contains(k) && !begun.Any(b => k.StartsWith(b, StringComparison.Ordinal)));
            Assert.Empty(idle);
        }
    }

    [Fact]
    public async Task Every_address_is_in_the_documentation()
    {
        var documentation = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "site.md"));
        await using var bench = await HandMadeBench.OpenAsync();
        await using var site = Site.Create(bench, new SiteOptions(0, TimeProvider.System));
        var routes = ((IEndpointRouteBuilder)site).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!).Where(r => !r.Contains("**", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Contains($"`{route}`", documentation, StringComparison.Ordinal));
    }

    // The code of a razor file and the comments in it are no markup.
    private static string MarkupOf(string razor)
    {
        var code = razor.IndexOf("@code {", StringComparison.Ordinal);
        var markup = Comment().Replace(code < 0 ? razor : razor[..code], "");
        markup = string.Join('\n', markup.Split('\n').Where(l => !Directive().IsMatch(l)));
        // Brackets go first, innermost first, so that what is called on their result goes with the expression.
        string before;
        do
        {
            before = markup;
            markup = Bracket().Replace(markup, "");
        }
        while (markup != before);
        markup = Expression().Replace(markup, "");
        return Braces().Replace(markup, "");
    }

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    // Lines of C#: @inherits, @if (...), @foreach (...), else, var …;
    [GeneratedRegex(@"^\s*(@(inherits|using|if|foreach)\b.*|else( if .*)?|var .*;|\{|\})\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Directive();

    [GeneratedRegex("""@?\((?:[^()"]|"[^"]*")*\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"@[A-Za-z_][\w.!?]*(\[[^\]]*\])?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();

    [GeneratedRegex(@"[{}]|\belse\b|@if", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Braces();

    [GeneratedRegex("""<(?:[^<>"]|"[^"]*")*>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("""\b(aria-label|title|alt|placeholder)="[^"@]*[A-Za-z][^"]*["]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex("\"(?<key>(site|chart)\\.(?!css|js)[a-z0-9.-]+[a-z0-9])\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("\\$\"(?<key>(site|chart)\\.[a-z0-9.-]+\\.)\\{", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BegunKey();
}
