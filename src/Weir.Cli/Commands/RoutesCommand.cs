using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;
using Weir.Desk.Routes;
using Weir.Signals;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir routes</c>: which way goods went.</summary>
internal static class RoutesCommand
{
    private static readonly Argument<string> Watched = new("WATCH|GOODS") { Description = "A watch of the desk, for all its goods, or goods of one" };

    private static readonly Option<string?> From = new("--from") { Description = "Only this origin (else all of the watch together)", HelpName = "ECONOMY" };

    private static readonly Option<string?> To = new("--to") { Description = "The destination (else the watch's first)", HelpName = "ECONOMY" };

    private static readonly Option<string?> Since = new("--since") { Description = "First month judged, e.g. the month of a control (else the last twelve known)", HelpName = "MONTH" };

    private static readonly Option<string?> Until = new("--until") { Description = "Last month judged (else the last known)", HelpName = "MONTH" };

    private static readonly Option<double> Alpha = new("--alpha")
    {
        Description = "Rate at which a world without any diversion may show one, over all ways together",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => DiversionOptions.Usual.Alpha,
    };

    private static readonly Option<int> Draws = new("--draws") { Description = "Draws of the bootstrap", HelpName = "N", DefaultValueFactory = _ => DiversionOptions.Usual.Draws };

    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of the bootstrap: the same seed gives the same numbers", HelpName = "N", DefaultValueFactory = _ => DiversionOptions.Usual.Seed };

    private static readonly Option<string> Margin = new("--margin")
    {
        Description = "Freight and insurance as a part of the value, where a leg is known from imports: a range such as 0..0.2, or one number",
        HelpName = "LOW..HIGH",
        DefaultValueFactory = _ => "0..0.2",
    };

    private static readonly Sheet<(RouteReport Report, DiversionCandidate Way)> Sheet = new(
        new("goods", r => r.Report.Goods.Id, "Goods"),
        new("route", r => r.Way.Route.Alpha3, "Through"),
        new("destination", r => r.Report.Destination.Alpha3, "To"),
        new("found", r => r.Way.Found, "Found", r => r.Way.Obstacle != Obstacle.None ? "cannot be said" : r.Way.Found ? "yes" : "no"),
        new("amount", r => r.Way.Amount),
        new("low", r => r.Way.Range?.Low, "At least", r => Amount(r.Way.Range?.Low)),
        new("high", r => r.Way.Range?.High, "At most", r => Amount(r.Way.Range?.High)),
        new("unit", r => r.Report.Finding!.Unit.Code, "Unit"),
        new("share", r => r.Way.Share),
        new("shareLow", r => r.Way.ShareRange?.Low, "Of the drop", r => r.Way.ShareRange is { } s ? $"{Percent(s.Low)} to {Percent(s.High)}" : ""),
        new("shareHigh", r => r.Way.ShareRange?.High),
        new("p", r => r.Way.P),
        new("pAdjusted", r => r.Way.PAdjusted, "p", r => r.Way.PAdjusted is { } p ? p.ToString("0.000", CultureInfo.InvariantCulture) : ""),
        new("score", r => r.Way.Score, "Score", r => r.Way.Score.ToString("0.00", CultureInfo.InvariantCulture)),
        new("reasons", r => string.Join("; ", r.Way.Reasons.Select(x => RouteNotes.Key(x.Kind)))));

    public static Command Create()
    {
        var command = new Command("routes", "Says which way goods went: what no longer goes directly, and what went through which third place instead, as a range")
        {
            Watched, From, To, Since, Until, Alpha, Draws, Seed, Margin, SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var options = DiversionOptions.Usual with
        {
            Alpha = parse.GetValue(Alpha) is > 0 and < 1 and var alpha ? alpha : throw new UsageException("--alpha lies between 0 and 1"),
            Draws = parse.GetValue(Draws) is >= 99 and <= 100_000 and var draws ? draws : throw new UsageException("--draws: write 99 to 100000"),
            Seed = parse.GetValue(Seed),
            Margin = MirrorCommand.ReadMargin(parse.GetRequiredValue(Margin)),
        };
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var reports = new List<RouteReport>();
        foreach (var goods in Named(bench, parse.GetRequiredValue(Watched)))
        {
            reports.Add(await bench.RoutesAsync(
                new(goods)
                {
                    From = parse.GetValue(From) is { } from ? OptionValues.Economy("--from", from) : null,
                    To = parse.GetValue(To) is { } to ? OptionValues.Economy("--to", to) : null,
                    Since = OptionValues.Period("--since", parse.GetValue(Since)),
                    Until = OptionValues.Period("--until", parse.GetValue(Until)),
                    Options = options,
                    AsOf = parse.GetValue(SharedOptions.AsOf),
                },
                cancellation));
        }
        Print(terminal, reports);
        if (reports.TrueForAll(r => r.Finding is null))
            return ExitCodes.Incomplete;
        return parse.GetValue(SharedOptions.ExitCode) && reports.Exists(r => r.Finding is { Found: true }) ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static IReadOnlyList<string> Named(IWorkbench bench, string name) =>
        bench.Desk.Watches.FirstOrDefault(w => w.Id == name) is { } watch ? [.. watch.Goods.Select(g => g.Id)] : [name];

    private static void Print(Terminal terminal, List<RouteReport> reports)
    {
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new { routes = reports.Select(Document) });
            return;
        }
        var ways = reports.Where(r => r.Finding is not null).SelectMany(r => r.Finding!.Candidates.Select(c => (r, c))).ToList();
        if (ways.Count > 0 || terminal.Form == Form.Csv)
            Sheet.Print(terminal, ways);
        if (terminal.Form != Form.Text)
            return;
        foreach (var report in reports)
        {
            var lines = new List<string>();
            if (report.Cannot is { } cannot)
                lines.Add(English.Say(cannot));
            if (report.Finding is { } finding)
            {
                foreach (var way in finding.Candidates)
                {
                    lines.Add(English.Say(RouteNotes.Of(way, finding)));
                    lines.AddRange(way.Reasons.Select(r => "  " + English.Say(RouteNotes.Of(r, finding.Unit))));
                }
                lines.AddRange(finding.Chains.Where(c => c.Places.Count > 3).Select(c =>
                    $"{string.Join(" → ", c.Places.Select(p => p.Alpha3))}: {Amount(c.Range.Low)} to {Amount(c.Range.High)} {finding.Unit.Code}"));
            }
            lines.AddRange(report.Amounts.Select(a =>
                $"{a.From.Alpha3} → {a.To.Alpha3}, {a.Point.Period}: {Amount(a.Point.Value)} {a.Series.Unit.Code} ({a.Series.Key.Flow.Code()} of {a.Series.Key.Reporter.Alpha3}, {a.Series.Key.Source} {a.Series.Key.Publication}, {a.Series.Status.ToString().ToLowerInvariant()})"));
            Lines.Print(terminal, English.Say(report.Goods.Title), lines);
        }
    }

    private static object Document(RouteReport report) => new
    {
        goods = report.Goods.Id,
        watch = report.Watch.Id,
        report.Origins,
        report.Destination,
        report.Cannot,
        unit = report.Finding?.Unit,
        since = report.Finding?.Question.Since,
        until = report.Finding?.Question.Until,
        drop = report.Finding?.Drop,
        dropRange = report.Finding?.DropRange,
        pDrop = report.Finding?.PDrop,
        total = report.Finding?.Total,
        totalRange = report.Finding?.TotalRange,
        candidates = report.Finding?.Candidates.Select(c => new
        {
            c.Route,
            c.Found,
            c.Amount,
            c.Range,
            c.Share,
            c.ShareRange,
            c.P,
            c.PAdjusted,
            c.Score,
            reasons = c.Reasons.Select(r => RouteNotes.Of(r, report.Finding.Unit)),
            cannot = c.Obstacle == Obstacle.None ? null : RouteNotes.Of(c.Obstacle),
        }),
        chains = report.Finding?.Chains.Select(c => new { c.Places, c.Amount, c.Range, c.PAdjusted }),
        legs = report.Finding?.Legs.Select(l => new { l.From, l.To, l.Side, l.Observed, l.Expected, l.ExpectedRange, l.Excess, l.ExcessRange, l.PExcess, l.PDrop, l.Known, l.Months, l.Past, l.Rows }),
        amounts = report.Amounts.Select(a => new { a.From, a.To, a.Series.Key.Reporter, a.Series.Key.Flow, a.Point.Period, a.Point.Value, a.Series.Unit, a.Series.Status, a.Series.Key.Source, a.Series.Key.Publication, a.Point.Rows }),
    };

    private static string Amount(double? value) => value is { } v ? English.Exact(v) : "";

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
