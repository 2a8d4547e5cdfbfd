using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Signals;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir scan</c>: which of all flows in the lake surged.</summary>
internal static class ScanCommand
{
    private static readonly CellOptions Which = new("Only these goods of the desk, or codes under this HS code");

    private static readonly Option<string?> Month = new("--month") { Description = "The month to judge (else the latest of each reporter and flow)", HelpName = "MONTH" };

    private static readonly Option<int?> Digits = new("--digits") { Description = "Digits of the codes that are judged: 2, 4, 6 (unless set), 8 or 10", HelpName = "N", CustomParser = ReadDigits };

    private static readonly Option<string?> UnitCode = new("--unit") { Description = "What is judged: USD (unless set) or another currency, or a quantity as measured: kg, u, km, …", HelpName = "CODE" };

    private static readonly Option<double?> Floor = new("--floor")
    {
        Description = "A flow below it is judged and never found (100,000 unless set), in the unit that is judged",
        HelpName = "AMOUNT",
        CustomParser = ReadFloor,
    };

    private static readonly Option<string?> Sort = new("--sort") { Description = "excess (unless set): the largest excess first; q: the smallest q-value first", HelpName = "BY" };

    private static readonly Option<int?> Limit = new("--limit") { Description = "How many findings to list (50 unless set; 0 for all)", HelpName = "N" };

    public static Command Create()
    {
        var command = new Command("scan", "Judges every flow in the lake by its own past and lists the surges, at a known rate of false discoveries")
        {
            Month, Digits, UnitCode, Floor, SignalOptions.Fdr, SignalOptions.Method, Sort, Limit,
        };
        Which.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var asked = Which.Read<ScanQuestion>(parse);
        var question = asked with
        {
            Month = ReadMonth(parse.GetValue(Month)),
            Digits = parse.GetValue(Digits) ?? asked.Digits,
            Unit = ReadUnit(parse.GetValue(UnitCode)) ?? asked.Unit,
            Floor = parse.GetValue(Floor) ?? asked.Floor,
            Fdr = parse.GetValue(SignalOptions.Fdr) ?? asked.Fdr,
            Method = SignalOptions.ReadMethod(parse),
            ByExcess = ReadSort(parse.GetValue(Sort)),
            Limit = parse.GetValue(Limit) switch { null => asked.Limit, 0 => null, var n => n },
        };
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var report = await Progress.ShowAsync(terminal, "scanning", progress => bench.ScanAsync(question, progress, cancellation));
        ScanPrinter.Print(terminal, report);
        if (report.Judged == 0)
        {
            terminal.Warn(report.Unsaid.Count == 0
                ? "no monthly series of what was asked for is in the lake; weir coverage says what there is"
                : "no series could be judged; the reasons are above");
            return ExitCodes.Incomplete;
        }
        return parse.GetValue(SharedOptions.ExitCode) && report.Found > 0 ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static Period? ReadMonth(string? text) => OptionValues.Period("--month", text) is not { } period ? null
        : period.IsMonth ? period : throw new UsageException($"--month: {period} is a year; write a month, such as 2025-08");

    private static Unit? ReadUnit(string? text) => text is null ? null
        : Units.TryFind(text, out var unit) ? unit
        : throw new UsageException($"--unit: '{text}' is no unit; there are {string.Join(", ", Units.All.Select(u => u.Code))}");

    private static bool ReadSort(string? text) => text switch
    {
        null or "excess" => true,
        "q" => false,
        _ => throw new UsageException($"--sort: '{text}' is nothing to sort by; write excess or q"),
    };

    private static int? ReadDigits(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits is 2 or 4 or 6 or 8 or 10)
            return digits;
        result.AddError($"--digits: '{text}' is no length of codes; write 2, 4, 6, 8 or 10");
        return null;
    }

    private static double? ReadFloor(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var floor) && double.IsFinite(floor))
            return floor;
        result.AddError($"--floor: '{text}' is no amount; write a number from 0 on, such as 100000 or 1e5");
        return null;
    }
}
