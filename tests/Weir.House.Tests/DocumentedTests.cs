using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Cli;
using Weir.Desk;
using Weir.Signals;
using Weir.Sources;

namespace Weir.House.Tests;

/// <summary>What can be typed, set, asked or read is in the documentation; the tables come from the program itself.</summary>
[Collection(GeneratedText.Documents)]
public sealed partial class DocumentedTests
{
    [Fact]
    public void Every_command_and_option_is_documented() => GeneratedText.Check("docs/cli.md", "commands", Commands());

    [Fact]
    public void Every_source_is_documented() => GeneratedText.Check("docs/sources.md", "sources", Sources());

    [Fact]
    public void Every_list_is_documented() => GeneratedText.Check("docs/lists.md", "lists", Lists());

    [Fact]
    public void The_readme_lists_every_command() => GeneratedText.Check("README.md", "commands", string.Concat(
        Leaves().Select(c => $"| `weir {Usage(c)}` | {c.Description} |\n").Prepend("| command | what it does |\n|---|---|\n")));

    [Fact]
    public void Every_signal_is_documented()
    {
        var page = Repository.Read("docs", "signals.md");
        Assert.NotEmpty(SignalCatalog.All);
        Assert.All(SignalCatalog.All, s => Assert.Contains($"`{s.Id}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_is_documented_and_no_other()
    {
        var used = Repository.Files("src", ".cs").Concat(["weir", "test", ".ci/run", "eng/shell.sh"]).Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("bench"))
            .SelectMany(f => Setting().Matches(Repository.Read(f)).Select(m => m.Value))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var documented = SettingRow().Matches(Repository.Read("docs", "settings.md")).Select(m => m.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(used, documented);
    }

    [Fact]
    public void Every_route_is_documented()
    {
        var page = Repository.Read("docs", "site.md");
        var routes = Repository.Files("src/Weir.Web", ".cs")
            .SelectMany(f => Route().Matches(Repository.Read(f)).Select(m => m.Groups["route"].Value))
            .Distinct(StringComparer.Ordinal).ToList();
        Assert.True(routes.Count >= 11, $"only {routes.Count} routes were found: is the pattern of this test still right?");
        Assert.All(routes, r => Assert.Contains($"`{r}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_schema_is_published()
    {
        Assert.Equal(Repository.Files("docs/schemas").Select(Path.GetFileName), DeskSchemas.Names);
        Assert.Superset(new HashSet<string>(["claims.schema.json", "desk.schema.json", "watch.schema.json"], StringComparer.Ordinal), DeskSchemas.Names.ToHashSet(StringComparer.Ordinal));
        Assert.All(DeskSchemas.Names, n => Assert.Equal(DeskSchemas.Read(n), Repository.Read("docs", "schemas", n)));
    }

    [Fact]
    public void Every_decision_has_its_number_and_its_state()
    {
        var decisions = Repository.Files("docs/adr", ".md").ToList();
        Assert.NotEmpty(decisions);
        Assert.All(decisions.Select((file, index) => (file, index)), d =>
        {
            Assert.StartsWith($"docs/adr/{d.index + 1:0000}-", d.file, StringComparison.Ordinal);
            Assert.StartsWith($"# {d.index + 1}. ", Repository.Read(d.file), StringComparison.Ordinal);
            Assert.Contains("**State:**", Repository.Read(d.file), StringComparison.Ordinal);
        });
    }

    private static IEnumerable<Command> Leaves() =>
        CommandLine.Create().Subcommands.SelectMany(c => c.Subcommands.Count == 0 ? [c] : c.Subcommands.AsEnumerable());

    private static string Commands()
    {
        var text = new StringBuilder();
        foreach (var command in Leaves())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## weir {Name(command)}\n\n{command.Description}.\n\n```\nweir {Usage(command)}\n```\n\n| | |\n|---|---|\n");
            foreach (var argument in command.Arguments)
                text.Append(CultureInfo.InvariantCulture, $"| `{argument.Name}` | {argument.Description} |\n");
            foreach (var option in command.Options.Where(o => !o.Hidden))
                text.Append(CultureInfo.InvariantCulture, $"| `{option.Name}{(option.HelpName is { } value ? $" {value}" : "")}` | {Cell(option.Description!)}{(option.Required ? " (must be given)" : "")} |\n");
        }
        return text.Append('\n').ToString();
    }

    private static string Lists()
    {
        var text = new StringBuilder("| list | publisher | fetched from | terms | stale after |\n|---|---|---|---|---|\n");
        foreach (var list in ListSources.All)
        {
            var about = list.Description;
            text.Append(CultureInfo.InvariantCulture, $"| `{about.Id}` {Cell(about.Title)} | {Cell(about.Publisher)} | {(list.IsPublishedAsData ? $"<{list.Address}>" : "given by hand")} | {Cell(about.Licence)} | {list.StaleAfter.TotalDays:0.#} days |\n");
        }
        return text.ToString();
    }

    private static string Sources()
    {
        var text = new StringBuilder();
        foreach (var source in WeirSources.All.Select(s => s.Description).Concat(ListSources.All.Select(l => l.Description)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {source.Title} (`{source.Id}`)\n\n| | |\n|---|---|\n");
            text.Append(CultureInfo.InvariantCulture, $"| publisher | {Cell(source.Publisher)} |\n| page | <{source.Home}> |\n");
            text.Append(CultureInfo.InvariantCulture, $"| terms | {Cell(source.Licence)}{(source.LicenceUrl is { } url ? $" <{url}>" : "")} |\n");
            text.Append(CultureInfo.InvariantCulture, $"| schedule | {Cell(source.Schedule)} |\n| units | {Cell(source.Units)} |\n| to get it | {Cell(source.HowToGet)} |\n");
            text.Append("\nQuirks:\n\n");
            foreach (var quirk in source.Quirks)
                text.Append(CultureInfo.InvariantCulture, $"- {quirk}\n");
        }
        return text.Append('\n').ToString();
    }

    private static string Name(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{parent.Name} {command.Name}" : command.Name;

    private static string Usage(Command command)
    {
        var required = command.Options.Where(o => o.Required).Select(o => $"{o.Name} {o.HelpName}");
        return string.Join(' ', required.Prepend(Arguments(command)).Prepend(Name(command)).Where(p => p.Length > 0));
    }

    private static string Arguments(Command command) => string.Join(' ', command.Arguments.Select(a =>
        (a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name}]" : a.Name) + (a.Arity.MaximumNumberOfValues > 1 ? "…" : "")));

    private static string Cell(string text) => text.Replace("|", "&#124;", StringComparison.Ordinal);

    [GeneratedRegex(@"\bWEIR_[A-Z]+(_[A-Z]+)*\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\| `(?<name>WEIR_[A-Z_]+)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SettingRow();

    [GeneratedRegex("""(Map(Get|Post|Put|Delete|Methods)?|^ +)\("(?<route>/[^"]*)",""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Route();
}
