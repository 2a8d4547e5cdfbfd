using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Figures;
using Weir.Desk.Words;
using Weir.Store;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir coverage</c>: what is complete, partial, not published and not read.</summary>
internal static class CoverageCommand
{
    private static readonly CellOptions Which = new("Only these goods of the desk, or this HS code: whether it is complete");

    private static readonly Sheet<CoveredSpan> Spans = new(
        new("source", s => s.Source, "Source"),
        new("reporter", s => s.Reporter.Alpha3, "Reporter"),
        new("flow", s => s.Flow.Code(), "Flow"),
        new("periods", s => s.First.Number, "Periods", s => s.First == s.Last ? $"{s.First}" : $"{s.First} … {s.Last}"),
        new("state", s => State(s.Extent), "State", s => State(s.Extent) + (s.Expected is { } day ? $" ({English.Say(new Phrase("coverage.expected", ("date", day)))})" : "")),
        new("cells", s => s.Cells, "Cells", s => English.Number((decimal)s.Cells)));

    private static readonly Sheet<CoveredSpan> Periods = new(
        new("source", s => s.Source),
        new("reporter", s => s.Reporter.Alpha3),
        new("flow", s => s.Flow.Code()),
        new("period", s => s.First.ToString()),
        new("state", s => State(s.Extent)),
        new("cells", s => s.Cells),
        new("expected", s => s.Expected?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public static Command Create()
    {
        var command = new Command("coverage", "Says of each source, reporter and period whether it is complete, partial, not published or not read");
        Which.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var question = Which.Read<CellQuestion>(parse);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var report = await bench.CoverageAsync(question, cancellation);
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { report.AsOf, periods = report.Periods.Select(p => new { p.Source, p.Reporter, p.Flow, period = p.First, state = State(p.Extent), p.Cells, p.Expected }) });
        else if (terminal.Form == Form.Csv)
            Periods.Print(terminal, report.Periods);
        else if (report.Periods.Count > 0)
            Spans.Print(terminal, report.Spans);
        if (report.Periods.Count == 0)
        {
            terminal.Warn("nothing that was asked for has been read; weir ingest takes files in, and weir fetch says which cells the desk needs");
            return ExitCodes.Incomplete;
        }
        return parse.GetValue(SharedOptions.ExitCode) && report.Periods.Any(p => p.Extent != Extent.Complete) ? ExitCodes.Findings : ExitCodes.Done;
    }

    /// <summary><c>complete</c>, <c>partial</c>, <c>not published</c> or <c>not read</c>.</summary>
    internal static string State(Extent extent) => extent switch
    {
        Extent.Complete => "complete",
        Extent.Partial => "partial",
        Extent.NotPublished => "not published",
        _ => "not read",
    };
}
