using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Signals;

namespace Weir.Cli.Commands;

/// <summary><c>weir explain</c>: how a finding is computed.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> Id = new("SIGNAL")
    {
        Description = "The signal to explain (else all are listed)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Sheet<SignalDescription> Sheet = new(
        new("id", s => s.Id, "Signal"),
        new("title", s => s.Title),
        new("definition", s => s.Definition, "What is computed"),
        new("source", s => s.Source));

    public static Command Create()
    {
        var command = new Command("explain", "Explains a signal: its definition, its assumptions, its source and an example with numbers")
        {
            Id, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var terminal = Terminal.For(parse);
        var id = parse.GetValue(Id);
        var chosen = id is null ? SignalCatalog.All : SignalCatalog.Find(id) is { } one ? [one]
            : throw new UsageException($"no signal is called {id}; there are {string.Join(", ", SignalCatalog.All.Select(s => s.Id))}");
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                signals = chosen.Select(s => new { s.Id, s.Title, s.Definition, s.Assumptions, s.Source, example = new { s.Example.Input, s.Example.Expected, s.Example.Text } }),
            });
        }
        else if (terminal.Form == Form.Csv || id is null)
            Sheet.Print(terminal, chosen);
        else
            terminal.Out.Write(chosen[0].ToMarkdown());
        return ExitCodes.Done;
    }
}
