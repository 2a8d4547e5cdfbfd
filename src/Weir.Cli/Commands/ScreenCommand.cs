using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Screening;
using Weir.Desk.Screening.Bulk;
using Weir.Screening;
using Weir.Sources;

namespace Weir.Cli.Commands;

/// <summary><c>weir screen NAME</c>: who on the lists may be meant by a name, or by each row of a file?</summary>
internal static class ScreenCommand
{
    private static readonly Argument<string?> Name = new("NAME") { Description = "The name of a person, company or vessel, in any script", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Queries = new("--file")
    {
        Description = "A file of questions: CSV with a column name (or name1, name2 …) and any of id, schema, country, birthDate or another property of FollowTheMoney, or JSON lines of its entities (- for standard input)",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command("screen", "Looks a name, or every row of a file, up in the lists: candidates with scores and reasons, never an accusation")
        {
            Name, Queries, ScreeningOptionValues.Schema, ScreeningOptionValues.Country, ScreeningOptionValues.Born, ScreeningOptionValues.Id, ScreeningOptionValues.List,
            ScreeningOptionValues.Program, ScreeningOptionValues.Topic, ScreeningOptionValues.Threshold, ScreeningOptionValues.Cutoff, ScreeningOptionValues.Limit,
            ScreeningOptionValues.Out, ScreeningOptionValues.Threads, SharedOptions.AsOf, SharedOptions.ExitCode, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var (name, path) = (parse.GetValue(Name), parse.GetValue(Queries));
        if ((name is null) == (path is null))
            throw new UsageException(name is null ? "whom to look up? weir screen \"NAME\", or weir screen --file queries.csv" : "give a name or --file, not both");
        var options = ScreeningOptionValues.Options(parse);
        var query = name is null ? null : ScreeningOptionValues.Query(parse, name);
        await using var input = path is null ? Stream.Null : AskedFile.Open(path);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        using var lists = await bench.Screening.OpenAsync(parse.GetValue(SharedOptions.AsOf), cancellation);
        lists.Checked(options);
        if (lists.Versions.Count == 0)
        {
            terminal.Warn(parse.GetValue(SharedOptions.AsOf) is { } then
                ? $"nothing was searched, for the lake held no list at {JsonText.Moment(then)}"
                : $"nothing was searched, for the lake holds no list yet; download {string.Join(" or ", ListSources.All.Take(3).Select(l => $"{l.Description.Title} ({l.Address})"))} and take it in with weir ingest FILE");
            if (query is not null)
                MatchPrinter.Print(terminal, lists.Screen(query, options));
            return ExitCodes.Incomplete;
        }
        if (path is not null)
            return await FileAsync(parse, terminal, input, path, lists, options, cancellation);
        var report = lists.Screen(query!, options);
        MatchPrinter.Print(terminal, report);
        return parse.GetValue(SharedOptions.ExitCode) && report.Matches.Any(m => m.Verdict == MatchVerdict.Match) ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static async Task<int> FileAsync(ParseResult parse, Terminal terminal, Stream input, string path, OpenLists lists, ScreeningOptions options, CancellationToken cancellation)
    {
        var screening = new BulkScreening(lists, options, terminal.Form == Form.Json ? BulkForm.JsonLines : BulkForm.Csv);
        terminal.Note($"screening against {string.Join(", ", lists.Asked(options).Select(l => $"{l.List} version {l.Number}"))}; engine {ScreeningEngine.Version}");
        return await AskedFile.RunAsync(
            terminal, "screening", input, parse.GetValue(ScreeningOptionValues.Out), screening.Basis,
            async (skip, write) =>
            {
                var rows = await QueryRows.OpenAsync(input, Path.GetFileName(path), cancellation);
                if (rows.Ignored.Count > 0)
                    terminal.Warn($"screening does not look at the columns {string.Join(", ", rows.Ignored)}");
                await screening.RunAsync(rows, skip, (bytes, count) => write(bytes, count), ScreeningOptionValues.Hands(parse), cancellation);
            },
            parse.GetValue(SharedOptions.ExitCode), cancellation);
    }
}
