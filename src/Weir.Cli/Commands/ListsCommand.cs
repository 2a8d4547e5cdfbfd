using System.CommandLine;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Fetching;
using Weir.Sources;

namespace Weir.Cli.Commands;

/// <summary><c>weir lists</c>: which lists the lake holds, and how old they are.</summary>
internal static class ListsCommand
{
    private static readonly Option<bool> ExitCode = new("--exit-code") { Description = "Exit with 4 where a list is stale, or where there is none" };

    private static readonly Sheet<ListStanding> Sheet = new(
        new("list", s => s.Version.List, "List"),
        new("title", s => s.Title),
        new("publisher", s => s.Publisher, "Publisher"),
        new("version", s => s.Version.Number, "Version"),
        new("entities", s => s.Version.Entities, "Entities", s => English.Number((decimal)s.Version.Entities)),
        new("published", s => s.Published, "Published", s => s.Published is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ""),
        new("received", s => s.Received),
        new("currentFrom", s => s.Version.CurrentFrom, "Current since", s => s.Version.CurrentFrom.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("checked", s => s.Checked),
        new("ageHours", s => Math.Round(s.Age.TotalHours, 1), "Age", Age),
        new("staleAfterHours", s => s.StaleAfter.TotalHours),
        new("stale", s => s.IsStale, "State", s => s.IsStale ? "stale" : "fresh"),
        new("quarantined", s => s.Quarantined, "Unreadable", s => English.Number((decimal)s.Quarantined)),
        new("snapshot", s => s.Version.Snapshot));

    public static Command Create()
    {
        var command = new Command("lists", "Says which lists of people and companies the lake holds: version, entities, age, and whether it is stale")
        {
            SharedOptions.AsOf, ExitCode, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var standings = await new ListOverview(bench.Lake, TimeProvider.System).StandingsAsync(parse.GetValue(SharedOptions.AsOf), cancellation);
        var held = standings.Select(s => s.Version.List).ToHashSet(StringComparer.Ordinal);
        var absent = ListSources.All.Where(l => l is not IListFamily).Select(l => l.Description.Id).Where(id => !held.Contains(id)).ToList();
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { lists = standings.Select(Document), absent });
        else if (terminal.Form == Form.Csv || standings.Count > 0)
            Sheet.Print(terminal, standings);
        if (terminal.Form == Form.Text && absent.Count > 0)
            Lines.Item(terminal, $"{string.Join(", ", absent)} (weir fetch LIST gets one)", "Not there: ");
        foreach (var stale in standings.Where(s => s.IsStale))
            terminal.Warn($"{stale.Version.List} was last compared with its publisher's {Age(stale)} ago; weir fetch {stale.Version.List}");
        return parse.GetValue(ExitCode) && (standings.Count == 0 || standings.Any(s => s.IsStale)) ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private static object Document(ListStanding s) => new
    {
        s.Version.List,
        s.Title,
        s.Publisher,
        version = s.Version.Number,
        s.Version.Entities,
        s.Published,
        s.Received,
        s.Version.CurrentFrom,
        s.Checked,
        ageHours = Math.Round(s.Age.TotalHours, 1),
        staleAfterHours = s.StaleAfter.TotalHours,
        stale = s.IsStale,
        s.Quarantined,
        s.Version.Snapshot,
    };

    private static string Age(ListStanding standing) => standing.Age.TotalHours < 48
        ? English.Count((int)standing.Age.TotalHours, "hour", "hours")
        : English.Count((int)standing.Age.TotalDays, "day", "days");
}
