using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Screening;
using Weir.Desk.Signals;
using Weir.Signals;

namespace Weir.Cli.Commands;

/// <summary><c>weir explain</c>: how a finding is computed, or how one signal came to be.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> Id = new("ID")
    {
        Description = "A kind of signal, such as base-effect; the id of one signal, as weir signals and weir scan print it; or of a match, as weir screen prints it (else all kinds of signal are listed)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Sheet<SignalDescription> Sheet = new(
        new("id", s => s.Id, "Signal"),
        new("title", s => s.Title),
        new("definition", s => s.Definition, "What is computed"),
        new("source", s => s.Source));

    public static Command Create()
    {
        var command = new Command("explain", "Explains a kind of signal (definition, assumptions, source, an example), one signal (how it came to be, what was assumed, what would change it), or one match of a screening: what met what, computed again")
        {
            Id, SharedOptions.AsOf, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var id = parse.GetValue(Id);
        if (id is not null && MatchId.Looks(id))
            return await ExplainMatchAsync(parse, terminal, id, cancellation);
        if (id is not null && SignalId.TryParse(id, out var signal))
            return await ExplainAsync(parse, terminal, signal, cancellation);
        var chosen = id is null ? SignalCatalog.All : SignalCatalog.Find(id) is { } one ? [one]
            : throw new UsageException($"no signal is called {id}; there are {string.Join(", ", SignalCatalog.All.Select(s => s.Id))}, and the ids that weir signals and weir scan print");
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

    private static async Task<int> ExplainAsync(ParseResult parse, Terminal terminal, SignalId id, CancellationToken cancellation)
    {
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var explanation = await bench.ExplainAsync(id, parse.GetValue(SharedOptions.AsOf), cancellation)
            ?? throw new CommandException($"there is no signal {id} in this lake{(bench.Desk.Watches.Count == 0 ? " (no desk is open; --desk names one)" : "")}: weir signals and weir scan print those that there are");
        SignalsPrinter.Explain(terminal, explanation);
        return ExitCodes.Done;
    }

    private static async Task<int> ExplainMatchAsync(ParseResult parse, Terminal terminal, string id, CancellationToken cancellation)
    {
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        MatchPrinter.Explain(terminal, await bench.Screening.ExplainAsync(id, cancellation));
        return ExitCodes.Done;
    }
}
