using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;
using Weir.Store;

namespace Weir.Cli.Commands;

/// <summary><c>weir compact</c>: removes from the lake what nobody needs.</summary>
internal static class CompactCommand
{
    private const int LongestKeep = 100 * 366;

    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    private static readonly Option<TimeSpan?> Keep = new("--keep")
    {
        Description = "Drop versions that another replaced longer ago than this, such as 400d; never one that a built brief cites (else every version is kept)",
        HelpName = "DAYS",
        CustomParser = ReadDays,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be removed, and remove nothing" };

    private static readonly Sheet<Removal> Sheet = new(
        new("kind", r => Kind(r.Kind), "Kind"),
        new("file", r => r.File, "File"),
        new("bytes", r => r.Bytes, "Bytes"),
        new("why", r => r.Why, "Why"));

    public static Command Create()
    {
        var command = new Command("compact", "Removes what runs that were stopped left in the lake, and old versions where you say so; what was received stays")
        {
            Desk, Keep, DryRun, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var dry = parse.GetValue(DryRun);
        await using var bench = await Opening.LakeAsync(parse, parse.GetValue(Desk), cancellation);
        var report = await Progress.ShowAsync(terminal, "compacting", p => bench.Lake.CompactAsync(
            new() { Keep = parse.GetValue(Keep), DryRun = dry }, p is null ? null : new Steps(p), cancellation));
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { dryRun = dry, report.Removed, report.StillRead, report.CatalogueBefore, report.CatalogueAfter });
        else if (report.Removed.Count > 0 || terminal.Form == Form.Csv)
            Sheet.Print(terminal, report.Removed);
        Say(terminal, report, dry);
        return report.StillRead.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private static void Say(Terminal terminal, CompactionReport report, bool dry)
    {
        var files = English.Count(report.Removed.Count, "file or folder", "files and folders");
        var bytes = English.Number((decimal)report.Removed.Sum(r => r.Bytes));
        terminal.Note((report.Removed.Count, dry) switch
        {
            (0, true) => "nothing to remove",
            (_, true) => $"{files} would be removed, {bytes} bytes; nothing was changed",
            (0, false) => $"nothing to remove; the catalogue takes {English.Number((decimal)report.CatalogueAfter)} bytes, {English.Number((decimal)report.CatalogueBefore)} before",
            _ => $"removed {files}, {bytes} bytes; the catalogue takes {English.Number((decimal)report.CatalogueAfter)} bytes, {English.Number((decimal)report.CatalogueBefore)} before",
        });
        if (report.StillRead.Count > 0)
            terminal.Warn($"{English.Count(report.StillRead.Count, "file stays", "files stay")}, for somebody has been reading for long; run the same command again later");
    }

    private static string Kind(RemovalKind kind) => kind switch
    {
        RemovalKind.Unfinished => "unfinished",
        RemovalKind.Unknown => "unknown",
        RemovalKind.Version => "version",
        RemovalKind.ListVersion => "list version",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static TimeSpan? ReadDays(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text is [.. var digits, 'd'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= LongestKeep)
            return TimeSpan.FromDays(days);
        result.AddError($"--keep: '{text}' is not a number of days; write 400d (at most {LongestKeep.ToString(CultureInfo.InvariantCulture)}d)");
        return null;
    }

    private sealed class Steps(IProgress<WorkProgress> bar) : IProgress<LakeProgress>
    {
        public void Report(LakeProgress value) => bar.Report(new(value.What, value.Done, value.Total));
    }
}
