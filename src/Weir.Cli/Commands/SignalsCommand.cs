using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Signals;

namespace Weir.Cli.Commands;

/// <summary><c>weir signals DESK</c>: what is unusual in the desk's watches.</summary>
internal static class SignalsCommand
{
    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    private static readonly Option<string?> Watch = new("--watch") { Description = "Only this watch: the name of its file", HelpName = "ID" };

    private static readonly Option<string[]> Kind = new("--kind") { Description = "Only this kind, e.g. surge; may be given several times", HelpName = "ID" };

    private static readonly Option<int?> Months = new("--months")
    {
        Description = "How many of the latest known months of each series are judged (3 unless set)",
        HelpName = "N",
        CustomParser = ReadMonths,
    };

    public static Command Create()
    {
        var command = new Command("signals", "Looks for signals in the desk's watches: what is beyond what its own past allows, at a known rate of false discoveries")
        {
            Desk, Watch, Kind, Months, SignalOptions.Fdr, SignalOptions.Method, SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var usual = new SignalQuestion();
        var question = usual with
        {
            Watch = parse.GetValue(Watch),
            Kinds = parse.GetValue(Kind) ?? [],
            AsOf = parse.GetValue(SharedOptions.AsOf),
            Fdr = parse.GetValue(SignalOptions.Fdr) ?? usual.Fdr,
            Months = parse.GetValue(Months) ?? usual.Months,
            Method = SignalOptions.ReadMethod(parse),
        };
        await using var bench = await Opening.DeskAsync(parse, parse.GetValue(Desk), cancellation);
        var report = await bench.SignalsAsync(question, cancellation);
        SignalsPrinter.Print(terminal, report, question.Fdr);
        return parse.GetValue(SharedOptions.ExitCode) && report.Signals.Count > 0 ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static int? ReadMonths(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months is >= 1 and <= 600)
            return months;
        result.AddError($"--months: '{text}' is no number of months; write 1 to 600");
        return null;
    }
}
