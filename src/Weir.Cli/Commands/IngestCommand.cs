using System.CommandLine;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;
using Weir.Desk.Ingest;
using Weir.Desk.Lists;
using Weir.Sources;
using Weir.Store;
using Weir.Trade;

namespace Weir.Cli.Commands;

/// <summary><c>weir ingest PATH…</c>: takes files into the lake.</summary>
internal static class IngestCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files, or folders that are searched for files a source recognises",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Who published it: an id of weir sources (else recognised from the content)",
        HelpName = "ID",
    };

    private static readonly Option<string?> FlowCode = new("--flow")
    {
        Description = "The flow, for formats that don't say it: X, M, RX or RM",
        HelpName = "CODE",
    };

    private static readonly Option<string?> Whole = new("--whole")
    {
        Description = "The files have all rows that there are, so that a row that was there before and is missing was withdrawn: of the codes in them (codes), or of everything (all), in the flows and periods in them",
        HelpName = "SCOPE",
    };

    private static readonly Option<bool> Excerpt = new("--excerpt")
    {
        Description = "The files are excerpts of sanctions or export-control lists, on purpose: take them although they have far fewer records than the list",
    };

    public static Command Create()
    {
        var command = new Command("ingest", "Takes received files into the lake: kept as they came, read once, nothing lost")
        {
            Paths, Source, FlowCode, Whole, Excerpt, SharedOptions.Desk, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var flow = ReadFlow(parse.GetValue(FlowCode));
        var whole = ReadWhole(parse.GetValue(Whole));
        var paths = parse.GetRequiredValue(Paths);
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
                throw new CommandException($"there is no file or folder {path}");
        }
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(SharedOptions.Desk), cancellation);
        var source = parse.GetValue(Source);
        if (source is not null && ListSources.Find(source) is null && bench.Sources.All(s => s.Description.Id != source))
            throw new UsageException($"no source is called {source}; there are {string.Join(", ", bench.Sources.Select(s => s.Description.Id).Concat(ListSources.All.Select(l => l.Description.Id)))}");

        var (flows, lists) = await ApartAsync(paths, source, cancellation);
        var taken = lists.Count == 0 ? [] : await Progress.ShowAsync(terminal, "ingesting", p => TakeAsync(lists, new(bench.Lake), parse.GetValue(Excerpt), p, cancellation));
        var report = flows.Count == 0 ? new IngestReport([])
            : await Progress.ShowAsync(terminal, "ingesting", p => bench.IngestAsync(flows, new IngestOptions(source, flow) { Whole = whole }, p, cancellation));
        IngestPrinter.Print(terminal, report, taken);
        return IngestPrinter.ExitCode(report, taken);
    }

    private static async Task<IReadOnlyList<IngestedList>> TakeAsync(
        IReadOnlyList<(string Path, IListSource List)> lists, ScreeningLists into, bool excerpt, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var taken = new List<IngestedList>();
        foreach (var (path, list) in lists)
        {
            progress?.Report(new(Path.GetFileName(path), taken.Count, lists.Count));
            // Of several files of one list, which is today's is not said: they are taken in the order of the first time.
            taken.Add(await into.IngestAsync(path, list, cancellation, excerpt, neverGoesBack: lists.Count(l => l.List.Description.Id == list.Description.Id) > 1, progress));
        }
        return taken;
    }

    /// <summary>Lists of people and companies go another way than statistics.</summary>
    private static async Task<(List<string> Flows, List<(string Path, IListSource List)> Lists)> ApartAsync(IReadOnlyList<string> paths, string? source, CancellationToken cancellation)
    {
        var flows = new List<string>();
        var lists = new List<(string, IListSource)>();
        foreach (var path in paths)
        {
            var list = source is not null ? ListSources.Find(source) : File.Exists(path) ? await ScreeningLists.RecogniseAsync(path, cancellation) : null;
            if (list is null)
                flows.Add(path);
            else if (Directory.Exists(path))
                throw new UsageException($"--source {source} is a list, and {path} is a folder; name the list's file");
            else if (await ListIntake.MainFileAsync(path, list, cancellation) is var main && !lists.Contains((main, list)))
                lists.Add((main, list));
        }
        return (flows, lists);
    }

    private static WholeFor? ReadWhole(string? scope) => scope switch
    {
        null => null,
        "codes" => WholeFor.Codes,
        "all" => WholeFor.All,
        _ => throw new UsageException($"--whole: '{scope}' is nothing that a file is whole for; write codes (all rows of the codes in it) or all (all rows of everything)"),
    };

    private static Flow? ReadFlow(string? code) => code is null ? null
        : FlowCodes.TryParse(code, out var flow) ? flow
        : throw new UsageException($"--flow: '{code}' is no flow; write X (exports), M (imports), RX (re-exports) or RM (re-imports)");
}
