using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Claims;

namespace Weir.Cli.Commands;

/// <summary><c>weir check DESK</c>: the verdict of each claim.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    public static Command Create()
    {
        var command = new Command("check", "Checks every claim of the desk against the rows and against its own arithmetic")
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
        var report = await bench.CheckAsync(parse.GetValue(SharedOptions.AsOf), cancellation);
        CheckPrinter.Print(terminal, report);
        return parse.GetValue(SharedOptions.ExitCode) && HasFindings(report) ? ExitCodes.Findings : ExitCodes.Done;
    }

    /// <summary>Something was found: a claim that does not hold, or something about the printing.</summary>
    internal static bool HasFindings(CheckReport report) =>
        report.Findings.Count > 0 || report.Claims.Any(c => c.Verdict is Verdict.Contradicted or Verdict.Partly);
}
