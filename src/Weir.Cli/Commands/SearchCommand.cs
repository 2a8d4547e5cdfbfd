using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Screening;
using Weir.Screening;

namespace Weir.Cli.Commands;

/// <summary><c>weir search TEXT</c>: looks for an entity of the lists by what somebody remembers of it.</summary>
internal static class SearchCommand
{
    private static readonly Argument<string> Text = new("TEXT") { Description = "A name, part of one, an id or an identifier" };

    private static readonly Sheet<Match> Sheet = new(
        new("name", m => m.Entity.Caption, "Name"),
        new("schema", m => m.Entity.Schema, "Kind"),
        new("countries", m => string.Join(' ', m.Entity.Countries), "Countries"),
        new("birthDates", m => string.Join(' ', m.Entity.BirthDates), "Born"),
        new("list", m => m.List.List, "List"),
        new("entity", m => m.Entity.Id, "Entity"),
        new("metBy", m => m.Name.Text, "Met by"));

    public static Command Create()
    {
        var command = new Command("search", "Searches the lists for a name, part of one, an id or a number: forgiving, ranked for reading. It is no screening: who is not found is not cleared")
        {
            Text, ScreeningOptionValues.Schema, ScreeningOptionValues.Country, ScreeningOptionValues.List, ScreeningOptionValues.Topic, ScreeningOptionValues.Limit, SharedOptions.AsOf, SharedOptions.Desk,
            SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        using var lists = await bench.Screening.OpenAsync(parse.GetValue(SharedOptions.AsOf), cancellation);
        var found = ListSearch.Find(lists, parse.GetRequiredValue(Text), new()
        {
            Lists = parse.GetValue(ScreeningOptionValues.List) ?? [],
            Topics = parse.GetValue(ScreeningOptionValues.Topic) ?? [],
            Schemata = QueryEntity.Schema(parse.GetValue(ScreeningOptionValues.Schema)) is { } schema and not "Thing" ? [schema] : [],
            Countries = [.. (parse.GetValue(ScreeningOptionValues.Country) ?? []).Select(c => QueryEntity.Country("--country", c))],
        }).Take(parse.GetValue(ScreeningOptionValues.Limit) ?? 10).ToList();
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                note = "a search is no screening: who is not found is not cleared",
                lists = lists.Versions.Select(l => new { l.List, version = l.Number, l.Sha256 }),
                found = found.Select(m => new { list = m.List.List, m.Entity.Id, m.Entity.Schema, m.Entity.Caption, m.Entity.Countries, m.Entity.BirthDates, metBy = m.Name.Text }),
            });
        }
        else if (found.Count > 0 || terminal.Form == Form.Csv)
            Sheet.Print(terminal, found);
        else
            terminal.Out.WriteLine("Nothing like it was found.");
        terminal.Note("A search is no screening: who is not found is not cleared. weir screen NAME screens.");
        return lists.Versions.Count == 0 ? ExitCodes.Incomplete : ExitCodes.Done;
    }
}
