using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk.Figures;
using Weir.Sources;
using Weir.Store;

namespace Weir.Cli.Commands;

/// <summary><c>weir revisions</c>: what publishers changed after the fact.</summary>
internal static class RevisionsCommand
{
    private const int UsualLimit = 50;

    private static readonly Option<DateTimeOffset?> Since = SharedOptions.Moment(
        "--since", "The earlier moment (else the end of the last day, UTC, before the lake last changed)");

    private static readonly Option<string?> Goods = new("--goods") { Description = "Only these goods of the desk, or this HS code and those below it", HelpName = "GOODS" };

    private static readonly Option<string?> Source = new("--source") { Description = "Only this source: an id of weir sources", HelpName = "ID" };

    private static readonly Option<string?> Reporter = new("--reporter") { Description = "Only statistics of this economy, e.g. CHN", HelpName = "ECONOMY" };

    private static readonly Option<string?> Partner = new("--partner") { Description = "Only with this other side, e.g. RUS", HelpName = "ECONOMY" };

    private static readonly Option<string?> FlowCode = new("--flow") { Description = "Only this flow: X, M, RX or RM", HelpName = "CODE" };

    private static readonly Option<string?> First = new("--first") { Description = "First period, e.g. 2025-01", HelpName = "PERIOD" };

    private static readonly Option<string?> Last = new("--last") { Description = "Last period", HelpName = "PERIOD" };

    private static readonly Option<string[]> Kinds = new("--kind")
    {
        Description = "Only added, removed or changed cells; may be given several times",
        HelpName = "KIND",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = $"How many to list at most, the largest first (else {UsualLimit}; 0 lists all); all are counted",
        HelpName = "N",
        DefaultValueFactory = _ => UsualLimit,
        CustomParser = ReadLimit,
    };

    public static Command Create()
    {
        var command = new Command("revisions", "Says which stored cells changed between two moments: added, removed or changed, by how much, the largest first")
        {
            Since, SharedOptions.AsOf, Goods, Source, Reporter, Partner, FlowCode, First, Last, Kinds, Limit,
            SharedOptions.ExitCode, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var limit = parse.GetValue(Limit);
        var question = new RevisionQuestion(parse.GetValue(Since), parse.GetValue(SharedOptions.AsOf))
        {
            Goods = parse.GetValue(Goods),
            Source = ReadSource(parse.GetValue(Source)),
            Reporter = parse.GetValue(Reporter) is { } reporter ? OptionValues.Economy("--reporter", reporter) : null,
            Partner = parse.GetValue(Partner) is { } partner ? OptionValues.Economy("--partner", partner) : null,
            Flow = parse.GetValue(FlowCode) is { } flow ? OptionValues.Flow(flow) : null,
            First = OptionValues.Period("--first", parse.GetValue(First)),
            Last = OptionValues.Period("--last", parse.GetValue(Last)),
            Kinds = [.. (parse.GetValue(Kinds) ?? []).Select(ReadKind)],
            Limit = limit == 0 ? null : limit,
        };
        if (question.Since > (question.AsOf ?? TimeProvider.System.GetUtcNow()))
            throw new UsageException($"--since {JsonText.Moment(question.Since.Value)} lies after {(question.AsOf is { } asOf ? $"--as-of {JsonText.Moment(asOf)}" : "now")}; a date alone means its end, in UTC");
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var report = await bench.RevisionsAsync(question, cancellation);
        RevisionsPrinter.Print(terminal, report);
        return parse.GetValue(SharedOptions.ExitCode) && report.Found.Total > 0 ? ExitCodes.Findings : ExitCodes.Done;
    }

    private static string? ReadSource(string? id) => id is null || WeirSources.Find(id) is not null
        ? id
        : throw new UsageException($"--source: no source is called {id}; there are {string.Join(", ", WeirSources.All.Select(s => s.Description.Id))}");

    private static RevisionKind ReadKind(string text) => text switch
    {
        "added" => RevisionKind.Added,
        "removed" => RevisionKind.Removed,
        "changed" => RevisionKind.Changed,
        _ => throw new UsageException($"--kind: '{text}' is no kind; write added, removed or changed"),
    };

    private static int ReadLimit(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
            return limit;
        result.AddError($"--limit: '{text}' is no count; write a number such as 50, or 0 for all");
        return 0;
    }
}
