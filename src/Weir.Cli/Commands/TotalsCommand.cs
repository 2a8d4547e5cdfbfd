using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Figures;
using Weir.Store;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir totals</c>: publishers' totals beside the sum of their details.</summary>
internal static class TotalsCommand
{
    private static readonly CellOptions Which = new("The goods of the desk, or the HS code, to add up (else all goods together); by commodity, the codes to look into");

    private static readonly Option<TotalsBy> By = new("--by")
    {
        Description = "What a line stands for: period (unless set), partner or commodity",
        HelpName = "WHAT",
        CustomParser = ReadBy,
    };

    private static readonly Option<int?> Level = new("--level") { Description = "By commodity: digits of the codes to show (else the fewest that there are)", HelpName = "DIGITS", CustomParser = ReadLevel };

    private static readonly Option<string?> UnitCode = new("--unit") { Description = "The unit to add up, e.g. USD, kg, km, u (else money, in each currency as published)", HelpName = "CODE" };

    public static Command Create()
    {
        var command = new Command("totals", "Adds up by period, partner or commodity: the publisher's total beside the sum of its details, undisclosed trade apart, and what is lacking")
        {
            By, Level, UnitCode,
        };
        Which.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var question = Which.Read<TotalsQuestion>(parse) with { By = parse.GetValue(By), Level = parse.GetValue(Level), Unit = ReadUnit(parse.GetValue(UnitCode)) };
        if (question is { Level: not null, By: not TotalsBy.Commodity })
            throw new UsageException("--level goes with --by commodity");
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var report = await bench.TotalsAsync(question, cancellation);
        TotalsPrinter.Print(terminal, report);
        if (report.Tables.Count == 0)
        {
            terminal.Warn(question is { Goods: null, By: not TotalsBy.Commodity }
                ? "no row of all goods together was read; name goods with --goods, or see what codes there are with --by commodity"
                : "nothing that was asked for has been read; weir coverage says what there is");
            return ExitCodes.Incomplete;
        }
        return parse.GetValue(SharedOptions.ExitCode) && report.Tables.Any(t => t.Lacks.Count > 0) ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static TotalsBy ReadBy(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        switch (text)
        {
            case "period":
                return TotalsBy.Period;
            case "partner":
                return TotalsBy.Partner;
            case "commodity":
                return TotalsBy.Commodity;
            default:
                result.AddError($"--by: '{text}' is nothing to add up by; write period, partner or commodity");
                return default;
        }
    }

    private static int? ReadLevel(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 2 and <= 12)
            return level;
        result.AddError($"--level: '{text}' is no number of digits; write 2, 4, 6, 8 or 10");
        return null;
    }

    private static Unit? ReadUnit(string? text) => text is null ? null
        : Units.TryFind(text, out var unit) ? unit
        : throw new UsageException($"--unit: '{text}' is no unit; there are {string.Join(", ", Units.All.Select(u => u.Code))}");
}
