using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Ingest;

namespace Weir.Cli.Commands;

/// <summary><c>weir fetch DESK</c> gets the official cells that would decide the desk's claims; <c>weir fetch LIST</c> a list of people and companies.</summary>
internal static class FetchCommand
{
    private static readonly Argument<string?> Target = new("DESK-OR-LIST")
    {
        Description = "The desk's folder (else the current folder, where it is one); or a list by its id (us-ofac-sdn, ftm:NAME; weir sources has them), or lists for every list that the lake holds",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Plan = new("--plan") { Description = "Say what is needed for which claim, and fetch nothing" };

    private static readonly Option<string?> Address = new("--address")
    {
        Description = "Ask this address in place of UN Comtrade's or the list's (a mirror, or a test server)",
        HelpName = "URL",
    };

    private static readonly Sheet<NeededCells> Sheet = new(
        new("source", n => n.Source, "Source"),
        new("reporter", n => n.Reporter.Alpha3, "Reporter"),
        new("partner", n => n.Partner.Alpha3, "Partner"),
        new("flow", n => Trade.FlowCodes.Code(n.Flow), "Flow"),
        new("commodity", n => n.Commodity, "Code"),
        new("periods", n => string.Join(' ', n.Periods), "Periods", n => n.Periods.Count == 0 ? "" : n.Periods.Count == 1 ? n.Periods[0].ToString() : $"{n.Periods[0]} … {n.Periods[^1]}"),
        new("claims", n => string.Join(' ', n.Claims), "Decides", n => string.Join(Environment.NewLine, n.Claims)));

    public static Command Create()
    {
        var command = new Command("fetch", "Says which official cells would decide which claim, gets those that are open, and tells how to get the rest by hand; or gets a list of people and companies")
        {
            Target, Plan, Address, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var options = new FetchOptions(parse.GetValue(Plan), ReadAddress(parse.GetValue(Address)));
        var target = parse.GetValue(Target);
        if (ListFetching.Means(target))
            return options.PlanOnly ? throw new UsageException("--plan is for a desk; a list has nothing to plan") : await ListFetching.RunAsync(parse, target!, options.BaseAddress, cancellation);
        await using var bench = await Opening.DeskAsync(parse, target, cancellation);
        var report = await Progress.ShowAsync(terminal, "fetching", p => bench.FetchAsync(options, p, cancellation));
        Print(terminal, report);
        return options.PlanOnly ? ExitCodes.Done
            : report.Failures.Count > 0 || report.Fetched.Failed ? ExitCodes.Failed
            : report.ByHand.Count > 0 || report.NotPublished.Count > 0 ? ExitCodes.Incomplete
            : ExitCodes.Done;
    }

    private static void Print(Terminal terminal, FetchReport report)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, new
                {
                    needed = report.Needed,
                    fetched = report.Fetched.Files.Select(IngestPrinter.Document),
                    report.NotPublished,
                    report.ByHand,
                    report.Failures,
                });
                break;
            case Form.Csv:
                Sheet.Print(terminal, report.Needed);
                break;
            case Form.Text:
                PrintText(terminal, report);
                break;
        }
        IngestPrinter.Warn(terminal, report.Fetched);
        foreach (var failure in report.Failures)
            terminal.Warn(failure);
    }

    private static void PrintText(Terminal terminal, FetchReport report)
    {
        if (report.Needed.Count == 0)
            terminal.Out.WriteLine("No claim waits for an official cell.");
        else
        {
            terminal.Out.WriteLine("Official cells that would decide claims");
            Sheet.Print(terminal, report.Needed);
        }
        foreach (var file in report.Fetched.Files.Where(f => f.Error is null))
            terminal.Out.WriteLine($"Got {file.Path}: {English.Count(file.Outcome!.Snapshot.Accepted, "row", "rows")}, {English.Number((decimal)file.Outcome.Added)} new");
        Lines.Print(terminal, "Asked for, and not published", report.NotPublished.Select(English.Say));
        Lines.Print(terminal, "To get by hand", report.ByHand.Select(English.Say));
    }

    private static Uri? ReadAddress(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new UsageException($"--address: '{text}' is not an address; write https://host/path");
}
