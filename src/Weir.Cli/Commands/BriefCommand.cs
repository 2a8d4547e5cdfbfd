using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;
using Weir.Desk.Briefs;

namespace Weir.Cli.Commands;

/// <summary><c>weir brief build|verify DESK</c>: computes briefs, and computes them again.</summary>
internal static class BriefCommand
{
    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    private static readonly Option<string[]> Briefs = new("--brief")
    {
        Description = "Only this brief (its file name without .md); may be given several times",
        HelpName = "ID",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Folder = new("--out") { Description = "Write into this folder (else briefs in the lake)", HelpName = "DIR" };

    private static readonly Sheet<(VerifyReport Report, ChangedFigure? Figure)> Changed = new(
        new("brief", r => r.Report.Brief, "Brief"),
        new("builtAt", r => r.Report.BuiltAt, "Built", r => JsonText.Moment(r.Report.BuiltAt)),
        new("reproduced", r => r.Report.Reproduced, "Reproduced", r => r.Report.Reproduced ? "yes" : "no"),
        new("figure", r => r.Figure?.Name, "Changed figure"),
        new("was", r => r.Figure?.Was, "Was"),
        new("now", r => r.Figure?.Now, "Now", r => r.Figure is null ? "" : r.Figure.Now ?? "can't be computed"),
        new("because", r => r.Figure is null ? null : English.Say(r.Figure.Because), "Because"));

    public static Command Create()
    {
        var build = new Command("build", "Computes the desk's briefs and writes them as HTML, Markdown and JSON; fails where a figure can't be computed")
        {
            Desk, Briefs, Folder, SharedOptions.AsOf, SharedOptions.Home, SharedOptions.Json,
        };
        build.SetAction(BuildAsync);
        var verify = new Command("verify", "Computes the last build again and says which figures have changed since")
        {
            Desk, Briefs, SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        verify.SetAction(VerifyAsync);
        return new Command("brief", "Builds briefs, and verifies built ones") { build, verify };
    }

    private static async Task<int> BuildAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        await using var bench = await Opening.DeskAsync(parse, parse.GetValue(Desk), cancellation);
        var built = new List<object>();
        foreach (var id in Named(bench, parse))
        {
            var brief = await bench.BuildBriefAsync(id, parse.GetValue(SharedOptions.AsOf), cancellation);
            var files = await bench.WriteBriefAsync(brief, parse.GetValue(Folder), cancellation);
            built.Add(new
            {
                brief.Id,
                brief.Language,
                brief.Title,
                brief.BuiltAt,
                brief.AsOf,
                figures = brief.Figures.Select(f => new { f.Name, f.Printed, f.Value, f.Unit, f.Expression, f.Status, f.Rows }),
                brief.Snapshots,
                files,
            });
            if (terminal.Form == Form.Text)
                terminal.Out.WriteLine($"{brief.Id}: {English.Count(brief.Figures.Count, "figure", "figures")}, {string.Join(' ', files)}");
        }
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { briefs = built });
        return ExitCodes.Done;
    }

    private static async Task<int> VerifyAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        await using var bench = await Opening.DeskAsync(parse, parse.GetValue(Desk), cancellation);
        var reports = new List<VerifyReport>();
        foreach (var id in Named(bench, parse))
            reports.Add(await bench.VerifyBriefAsync(id, parse.GetValue(SharedOptions.AsOf), cancellation));
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { briefs = reports });
        else
            Changed.Print(terminal, [.. reports.SelectMany(r => r.Changed.Count == 0 ? [(r, (ChangedFigure?)null)] : r.Changed.Select(f => (r, (ChangedFigure?)f)))]);
        foreach (var report in reports.Where(r => !r.Reproduced))
            terminal.Warn($"{report.Brief}: the recorded vintage no longer gives the recorded figures; weir doctor looks for what is wrong with the lake");
        return reports.Any(r => !r.Reproduced) ? ExitCodes.Failed
            : parse.GetValue(SharedOptions.ExitCode) && reports.Any(r => r.Changed.Count > 0) ? ExitCodes.Findings
            : ExitCodes.Done;
    }

    private static IReadOnlyList<string> Named(IWorkbench bench, ParseResult parse)
    {
        var named = parse.GetValue(Briefs);
        if (named is null or [])
            return bench.Desk.Briefs;
        foreach (var id in named)
        {
            if (!bench.Desk.Briefs.Contains(id, StringComparer.Ordinal))
                throw new UsageException($"--brief: the desk has no brief {id}; it has {(bench.Desk.Briefs.Count == 0 ? "none" : string.Join(", ", bench.Desk.Briefs))}");
        }
        return named;
    }
}
