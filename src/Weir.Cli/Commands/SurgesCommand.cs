using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.OwnData;

namespace Weir.Cli.Commands;

/// <summary><c>weir surges</c>: which months are higher than their own past allows.</summary>
internal static class SurgesCommand
{
    private static readonly Option<string> OwnFile = new("--file")
    {
        Description = "A table of your own with the columns series, period, value (CSV; - is standard input)",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<bool> All = new("--all") { Description = "Judge every month and not only the last one of each series; q is over all that is judged" };

    private static readonly Sheet<OwnSurge> Sheet = new(
        new("series", r => r.Series, "Series"),
        new("period", r => r.Period.ToString(), "Period"),
        new("value", r => Known(r.Finding.Value), "Value", r => Short(r.Finding.Value)),
        new("expected", r => Known(r.Finding.Expected), "Expected", r => Short(r.Finding.Expected)),
        new("lower", r => Known(r.Finding.Lower), "Lower", r => Short(r.Finding.Lower)),
        new("upper", r => Known(r.Finding.Upper), "Upper", r => Short(r.Finding.Upper)),
        new("p", r => Known(r.Finding.P), "p", r => Short(r.Finding.P)),
        new("q", r => Known(r.Q), "q", r => Short(r.Q)),
        new("surge", r => r.Finding.IsJudged ? r.Finding.IsSurge : null, "Surge", r => r.Finding.IsSurge ? "yes" : ""),
        new("why", r => r.Finding.Why() is { } why ? $"cannot be said: {why}" : null, "Why not", r => r.Finding.Why() ?? ""));

    public static Command Create()
    {
        var command = new Command("surges", "Judges months by their own past: expected value, prediction interval, p-value, false discovery rate") { OwnFile, All };
        foreach (var option in SurgeOptions.All)
            command.Add(option);
        command.Add(SharedOptions.Json);
        command.Add(SharedOptions.Csv);
        command.Add(SharedOptions.ExitCode);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var method = SurgeOptions.Read(parse);
        var scope = parse.GetValue(All) ? SurgeScope.All : SurgeScope.Last;
        var surges = await OwnSurges.OfFileAsync(parse.GetRequiredValue(OwnFile), method, scope, cancellation);
        Print(terminal, surges);
        var found = surges.Found.Any(f => f.Finding.IsSurge);
        return found && parse.GetValue(SharedOptions.ExitCode) ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static void Print(Terminal terminal, OwnSurges surges)
    {
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                surges.File,
                surges.Method,
                surges.Alpha,
                surges.Rows,
                series = surges.SeriesCount,
                negativeMonths = surges.Negative,
                months = surges.Found.Select(f => new
                {
                    f.Series,
                    f.Period,
                    value = Known(f.Finding.Value),
                    expected = Known(f.Finding.Expected),
                    lower = Known(f.Finding.Lower),
                    upper = Known(f.Finding.Upper),
                    p = Known(f.Finding.P),
                    q = Known(f.Q),
                    surge = f.Finding.IsJudged ? f.Finding.IsSurge : (bool?)null,
                    why = f.Finding.Why() is { } why ? $"cannot be said: {why}" : null,
                }),
            });
            return;
        }
        Sheet.Print(terminal, surges.Found);
        if (terminal.Form != Form.Text)
            return;
        var judged = surges.Found.Count(f => f.Finding.IsJudged);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{surges.Found.Count(f => f.Finding.IsSurge)} of {judged} months judged lie above their upper bound (method {surges.Method}); with no surge at all, about {surges.Alpha * judged:0.#} would (alpha {surges.Alpha})."));
        if (surges.Negative > 0)
            terminal.Out.WriteLine($"{English.Count(surges.Negative, "month is", "months are")} negative: not judged, and not known as history.");
    }

    private static object? Known(double number) => double.IsFinite(number) ? number : null;

    private static string Short(double number) => !double.IsFinite(number) ? "" : Math.Abs(number) switch
    {
        0 => "0",
        < 0.001 => number.ToString("0.##e0", CultureInfo.InvariantCulture),
        < 100 => number.ToString("0.###", CultureInfo.InvariantCulture),
        _ => number.ToString("0", CultureInfo.InvariantCulture),
    };
}
