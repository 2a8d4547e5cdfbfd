using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;

namespace Weir.Cli.Commands;

/// <summary><c>weir changes DESK</c>: what changed in the desk's watches.</summary>
internal static class ChangesCommand
{
    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    public static Command Create()
    {
        var command = new Command("changes", "Says what changed in the desk's watches, newest first")
        {
            Desk, SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        await using var bench = await Opening.DeskAsync(parse, parse.GetValue(Desk), cancellation);
        var report = await bench.ChangesAsync(parse.GetValue(SharedOptions.AsOf), cancellation);
        ChangesPrinter.Print(terminal, report);
        return parse.GetValue(SharedOptions.ExitCode) && report.Changes.Count > 0 ? ExitCodes.Findings : ExitCodes.Done;
    }
}
