using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Lists;
using Weir.Screening;
using Weir.Sources;

namespace Weir.Cli.Commands;

/// <summary><c>weir screen NAME</c>: is somebody of that name listed?</summary>
internal static class ScreenCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The name of a person, company or vessel, in any script" };

    private static readonly Sheet<Match> Sheet = new(
        new("score", c => c.Score, "Score", c => c.Score.ToString("0.00", CultureInfo.InvariantCulture)),
        new("verdict", c => Verdict(c.Verdict), "Verdict"),
        new("name", c => c.Entity.Caption, "Name"),
        new("schema", c => c.Entity.Schema, "Kind"),
        new("countries", c => string.Join(' ', c.Entity.Countries), "Countries"),
        new("birthDates", c => string.Join(' ', c.Entity.BirthDates), "Born"),
        new("list", c => c.List.List, "List"),
        new("listVersion", c => c.List.Version),
        new("entity", c => c.Entity.Id, "Entity"),
        new("metBy", c => c.Name.Text),
        new("reasons", c => string.Join("; ", c.Reasons.Select(r => r.Text))));

    public static Command Create()
    {
        var command = new Command("screen", "Looks a name up in the lists: candidates with scores and reasons, never an accusation")
        {
            Name, SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var name = parse.GetRequiredValue(Name);
        var asOf = parse.GetValue(SharedOptions.AsOf);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var report = await ScreenAsync(new ScreeningLists(bench.Lake), name, asOf, cancellation);
        Print(terminal, report);
        if (report.Lists.Count > 0)
            return parse.GetValue(SharedOptions.ExitCode) && report.Matches.Count > 0 ? ExitCodes.Findings : ExitCodes.Done;
        terminal.Warn(asOf is { } then
            ? $"nothing was searched, for the lake held no list at {JsonText.Moment(then)}"
            : $"nothing was searched, for the lake holds no list yet; download {string.Join(" or ", ListSources.All.Select(l => $"{l.Description.Title} ({l.Address})"))} and take it in with weir ingest FILE");
        return ExitCodes.Incomplete;
    }

    private static async Task<ScreenReport> ScreenAsync(ScreeningLists lists, string name, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        try
        {
            return await lists.ScreenAsync(new EntityBuilder("query", "Thing").Add("name", name).Build(), new(), asOf, cancellation);
        }
        catch (ScreeningQueryException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static void Print(Terminal terminal, ScreenReport report)
    {
        switch (terminal.Form)
        {
            case Form.Json:
                JsonText.Print(terminal, Document(report));
                return;
            case Form.Csv:
                Sheet.Print(terminal, report.Matches);
                return;
            case Form.Text:
                break;
        }
        if (report.Matches.Count > 0)
            Sheet.Print(terminal, report.Matches);
        foreach (var candidate in report.Matches)
            Lines.Print(terminal, $"{candidate.Entity.Caption} ({candidate.Entity.Id})", candidate.Reasons.Select(r => $"{r.Contribution.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture)}  {r.Text}"));
        if (report.Matches.Count == 0 && report.Lists.Count > 0)
            terminal.Out.WriteLine($"Nobody of that name in {string.Join(", ", report.Lists.Select(l => $"{l.List} version {l.Number} ({English.Count(l.Entities, "entity", "entities")})"))}. That is no clearance.");
    }

    private static object Document(ScreenReport report) => new
    {
        name = report.Query.Caption,
        lists = report.Lists.Select(l => new { l.List, version = l.Number, l.Entities, l.CurrentFrom, l.Snapshot }),
        candidates = report.Matches.Select(c => new
        {
            list = c.List.List,
            listVersion = c.List.Version,
            entity = new { c.Entity.Id, c.Entity.Schema, c.Entity.Caption, c.Entity.Properties },
            c.Score,
            c.Verdict,
            metBy = c.Name.Text,
            reasons = c.Reasons.Select(r => new { r.Kind, r.Query, entityName = r.Entity, r.Contribution, r.Text }),
        }),
    };

    private static string Verdict(MatchVerdict verdict) => verdict switch
    {
        MatchVerdict.Match => "match",
        MatchVerdict.Review => "review",
        MatchVerdict.No => "no",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no such verdict"),
    };
}
