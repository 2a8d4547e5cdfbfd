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

    private static readonly Sheet<Candidate> Sheet = new(
        new("score", c => c.Match.Score, "Score", c => c.Match.Score.ToString("0.00", CultureInfo.InvariantCulture)),
        new("verdict", c => Verdict(c.Match.Verdict), "Verdict"),
        new("name", c => c.Match.Entity.Caption, "Name"),
        new("schema", c => c.Match.Entity.Schema, "Kind"),
        new("countries", c => string.Join(' ', c.Match.Entity.Countries), "Countries"),
        new("birthDates", c => string.Join(' ', c.Match.Entity.BirthDates), "Born"),
        new("list", c => c.List.List, "List"),
        new("listVersion", c => c.List.Number),
        new("entity", c => c.Match.Entity.Id, "Entity"),
        new("metBy", c => c.Match.Name.Text),
        new("reasons", c => string.Join("; ", c.Match.Reasons.Select(r => r.Text))));

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
            return parse.GetValue(SharedOptions.ExitCode) && report.Candidates.Count > 0 ? ExitCodes.Findings : ExitCodes.Done;
        terminal.Warn(asOf is { } then
            ? $"nothing was searched, for the lake held no list at {JsonText.Moment(then)}"
            : $"nothing was searched, for the lake holds no list yet; download {string.Join(" or ", ListSources.All.Select(l => $"{l.Description.Title} ({l.Address})"))} and take it in with weir ingest FILE");
        return ExitCodes.Incomplete;
    }

    private static async Task<ScreenReport> ScreenAsync(ScreeningLists lists, string name, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        try
        {
            return await lists.ScreenAsync(name, asOf, cancellation);
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
                Sheet.Print(terminal, report.Candidates);
                return;
            case Form.Text:
                break;
        }
        if (report.Candidates.Count > 0)
            Sheet.Print(terminal, report.Candidates);
        foreach (var candidate in report.Candidates)
            Lines.Print(terminal, $"{candidate.Match.Entity.Caption} ({candidate.Match.Entity.Id})", candidate.Match.Reasons.Select(r => $"{r.Contribution.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture)}  {r.Text}"));
        if (report.Candidates.Count == 0 && report.Lists.Count > 0)
            terminal.Out.WriteLine($"No exact name in {string.Join(", ", report.Lists.Select(l => $"{l.List} version {l.Number} ({English.Count(l.Entities, "entity", "entities")})"))}. That is no clearance: other spellings are not found yet.");
    }

    private static object Document(ScreenReport report) => new
    {
        report.Name,
        lists = report.Lists.Select(l => new { l.List, version = l.Number, l.Entities, l.CurrentFrom, l.Snapshot }),
        candidates = report.Candidates.Select(c => new
        {
            list = c.List.List,
            listVersion = c.List.Number,
            entity = new { c.Match.Entity.Id, c.Match.Entity.Schema, c.Match.Entity.Caption, c.Match.Entity.Properties },
            c.Match.Score,
            c.Match.Verdict,
            metBy = c.Match.Name.Text,
            reasons = c.Match.Reasons.Select(r => new { r.Kind, r.Query, entityName = r.Entity, r.Contribution, r.Text }),
            designations = c.Match.Designations.Select(d => d.Properties),
        }),
    };

    private static string Verdict(MatchVerdict verdict) => verdict switch
    {
        MatchVerdict.Match => "match",
        MatchVerdict.Review => "review",
        MatchVerdict.Weak => "weak",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no such verdict"),
    };
}
