using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;
using Weir.Desk.Briefs;
using Weir.Desk.Claims;
using Weir.Desk.Figures;
using Weir.Desk.Ingest;

namespace Weir.Cli.Commands;

/// <summary><c>weir up DESK</c>: the whole of a desk's work, then its site.</summary>
internal static class UpCommand
{
    private const int MostChanges = 12;

    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    private static readonly Option<bool> NoServe = new("--no-serve") { Description = "Stop after the summary; serve nothing" };

    public static Command Create()
    {
        var command = new Command("up", "Takes in what the desk names, computes, checks the claims, builds the briefs, sums up and serves the site on 127.0.0.1")
        {
            Desk, SharedOptions.Port, NoServe, SharedOptions.ExitCode, SharedOptions.Home, SharedOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var serves = !parse.GetValue(NoServe);
        var port = parse.GetValue(SharedOptions.Port);
        if (serves && port is { } wanted)
            Serving.MustBeFree(wanted);
        await using var bench = await Opening.DeskAsync(parse, parse.GetValue(Desk), cancellation);

        var ingested = await Progress.ShowAsync(terminal, "ingesting", p => bench.IngestDeskAsync(p, cancellation));
        var changes = await bench.ChangesAsync(asOf: null, cancellation);
        var check = await bench.CheckAsync(asOf: null, cancellation);
        var briefs = await BuildAsync(bench, cancellation);
        Print(terminal, bench, new Summary(ingested, changes, check, briefs));

        if (serves)
            await Serving.ServeAsync(bench, port, terminal, cancellation);
        return ingested.Failed || briefs.Any(b => b.Error is not null) ? ExitCodes.Failed
            : parse.GetValue(SharedOptions.ExitCode) && CheckCommand.HasFindings(check) ? ExitCodes.Findings
            : IngestPrinter.ExitCode(ingested);
    }

    // One brief that can't be built does not keep the others from their readers.
    private static async Task<IReadOnlyList<Brief>> BuildAsync(IWorkbench bench, CancellationToken cancellation)
    {
        var briefs = new List<Brief>();
        foreach (var id in bench.Desk.Briefs)
        {
            try
            {
                var built = await bench.BuildBriefAsync(id, asOf: null, cancellation);
                briefs.Add(new Brief(id, built, await bench.WriteBriefAsync(built, folder: null, cancellation), Error: null));
            }
            catch (BriefException error)
            {
                briefs.Add(new Brief(id, Built: null, [], error.Message));
            }
        }
        return briefs;
    }

    private static void Print(Terminal terminal, IWorkbench bench, Summary summary)
    {
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                desk = bench.Desk.Folder,
                ingested = summary.Ingested.Files.Select(IngestPrinter.Document),
                changes = ChangesPrinter.Document(summary.Changes),
                check = CheckPrinter.Document(summary.Check),
                briefs = summary.Briefs.Select(b => new { b.Id, b.Built?.Title, figures = b.Built?.Figures.Count, b.Files, b.Error }),
            });
        }
        else
        {
            terminal.Out.WriteLine(Taken(summary.Ingested));
            terminal.Out.WriteLine();
            ChangesPrinter.PrintText(terminal, summary.Changes, MostChanges);
            if (summary.Check.Claims.Count > 0)
            {
                terminal.Out.WriteLine();
                terminal.Out.WriteLine("Claims");
                CheckPrinter.PrintTable(terminal, summary.Check);
                CheckPrinter.PrintFindings(terminal, summary.Check);
                CheckPrinter.PrintTotals(terminal, summary.Check);
            }
            Lines.Print(terminal, "Briefs", summary.Briefs.Where(b => b.Built is not null).Select(b => $"{b.Id}: {b.Built!.Title}, {English.Count(b.Built.Figures.Count, "figure", "figures")}"));
            terminal.Out.WriteLine();
        }
        IngestPrinter.Warn(terminal, summary.Ingested);
        foreach (var brief in summary.Briefs.Where(b => b.Error is not null))
            terminal.Warn(brief.Error!);
    }

    private static string Taken(IngestReport report)
    {
        var outcomes = report.Files.Select(f => f.Outcome).OfType<Store.IngestOutcome>().ToList();
        return $"Took in {English.Count(report.Files.Count, "file", "files")}: {English.Count(outcomes.Sum(o => o.Snapshot.Accepted), "row", "rows")}, "
            + $"{English.Number((decimal)outcomes.Sum(o => o.Added))} new, {English.Number((decimal)outcomes.Sum(o => o.Changed))} changed, "
            + $"{English.Number((decimal)outcomes.Sum(o => o.Snapshot.Quarantined))} in quarantine";
    }

    private sealed record Brief(string Id, BuiltBrief? Built, IReadOnlyList<string> Files, string? Error);

    private sealed record Summary(IngestReport Ingested, ChangeReport Changes, CheckReport Check, IReadOnlyList<Brief> Briefs);
}
