using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Sources;

namespace Weir.Cli.Commands;

/// <summary><c>weir sources</c>: who publishes what Weir reads, and on what terms.</summary>
internal static class SourcesCommand
{
    private static readonly Argument<string?> Id = new("ID")
    {
        Description = "Only this source, with all that is to be known of it",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Sheet<SourceDescription> Sheet = new(
        new("id", s => s.Id, "Source"),
        new("publisher", s => s.Publisher, "Publisher"),
        new("title", s => s.Title, "Publication"),
        new("licence", s => s.Licence, "Terms"),
        new("schedule", s => s.Schedule),
        new("units", s => s.Units),
        new("home", s => s.Home.ToString()),
        new("licenceUrl", s => s.LicenceUrl?.ToString()),
        new("howToGet", s => s.HowToGet));

    public static Command Create()
    {
        var command = new Command("sources", "Lists the publishers that Weir reads: terms, schedule, units, quirks, how to get the data")
        {
            Id, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var terminal = Terminal.For(parse);
        var all = WeirSources.All.Select(s => s.Description).Concat(ListSources.All.Select(l => l.Description)).ToList();
        var id = parse.GetValue(Id);
        var chosen = id is null ? all : all.Where(s => s.Id == id).ToList();
        if (chosen.Count == 0)
            throw new UsageException($"no source is called {id}; there are {string.Join(", ", all.Select(s => s.Id))}");
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { sources = chosen });
        else if (terminal.Form == Form.Csv || id is null)
            Sheet.Print(terminal, chosen);
        else
            PrintOne(terminal, chosen[0]);
        return ExitCodes.Done;
    }

    private static void PrintOne(Terminal terminal, SourceDescription source)
    {
        terminal.Out.WriteLine($"{source.Id}: {source.Title}");
        Lines.Item(terminal, source.Publisher, "  publisher  ");
        Lines.Item(terminal, source.Home.ToString(), "  page       ");
        Lines.Item(terminal, $"{source.Licence}{(source.LicenceUrl is { } url ? $" ({url})" : "")}", "  terms      ");
        Lines.Item(terminal, source.Schedule, "  schedule   ");
        Lines.Item(terminal, source.Units, "  units      ");
        Lines.Item(terminal, source.HowToGet, "  to get it  ");
        Lines.Print(terminal, "Quirks", source.Quirks);
    }
}
