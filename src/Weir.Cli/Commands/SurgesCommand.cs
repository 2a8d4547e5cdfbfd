using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.OwnData;
using Weir.Desk.Signals;
using Weir.Signals.Surges;

namespace Weir.Cli.Commands;

/// <summary><c>weir surges</c>: which months are higher than their own past allows.</summary>
internal static class SurgesCommand
{
    private static readonly Argument<string?> Watch = new("WATCH")
    {
        Description = "A watch of the desk: the name of its file (else all of them)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> OwnFile = new("--file")
    {
        Description = "In place of a watch, a table of your own with the columns series, period, value (CSV; - is standard input)",
        HelpName = "FILE",
    };

    private static readonly Option<bool> All = new("--all") { Description = "With --file: judge every month and not only the last one of each series; q is over all that is judged" };

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
        var command = new Command("surges", "Judges months by their own past: expected value, prediction interval, p-value, false discovery rate") { Watch, OwnFile, All, SignalOptions.Fdr };
        foreach (var option in SurgeOptions.All)
            command.Add(option);
        command.Add(SharedOptions.AsOf);
        command.Add(SharedOptions.Desk);
        command.Add(SharedOptions.Home);
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
        if (parse.GetValue(OwnFile) is not { } file)
            return await WatchAsync(parse, terminal, method, cancellation);
        if (parse.GetValue(Watch) is { } watch)
            throw new UsageException($"--file judges a table of your own and {watch} is a watch of a desk: give one of them");
        if (parse.GetValue(SignalOptions.Fdr) is not null)
            throw new UsageException("--fdr goes with a watch; with --file every month is listed with its q");
        var scope = parse.GetValue(All) ? SurgeScope.All : SurgeScope.Last;
        var surges = await OwnSurges.OfFileAsync(file, method, scope, cancellation);
        Print(terminal, surges);
        var found = surges.Found.Any(f => f.Finding.IsSurge);
        return found && parse.GetValue(SharedOptions.ExitCode) ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static async Task<int> WatchAsync(ParseResult parse, Terminal terminal, ISurgeMethod method, CancellationToken cancellation)
    {
        if (parse.GetValue(All))
            throw new UsageException("--all goes with --file; for a watch, weir signals --months N judges more months");
        var question = new SignalQuestion { Watch = parse.GetValue(Watch), Kinds = ["surge"], Method = method, AsOf = parse.GetValue(SharedOptions.AsOf) };
        question = question with { Fdr = parse.GetValue(SignalOptions.Fdr) ?? question.Fdr };
        await using var bench = await Opening.DeskAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var report = await bench.SignalsAsync(question, cancellation);
        SignalsPrinter.Print(terminal, report, question.Fdr);
        return parse.GetValue(SharedOptions.ExitCode) && report.Signals.Count > 0 ? ExitCodes.Findings : ExitCodes.Done;
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
