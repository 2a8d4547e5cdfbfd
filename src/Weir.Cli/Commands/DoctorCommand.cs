using System.CommandLine;
using System.Runtime.InteropServices;
using Weir.Cli.Printing;
using Weir.Cli.Running;
using Weir.Desk;
using Weir.Store;

namespace Weir.Cli.Commands;

/// <summary><c>weir doctor</c>: is everything as it should be?</summary>
internal static class DoctorCommand
{
    private const int MostRows = 20;

    private static readonly Argument<string?> Desk = SharedOptions.DeskArgument();

    private static readonly Option<bool> Repair = new("--repair") { Description = "Make again what is damaged or missing in the lake, from what was received; what is damaged is moved aside, nothing is deleted" };

    private static readonly Option<bool> Dropped = new("--dropped") { Description = "With --repair: make again the old versions too that weir compact dropped" };

    private static readonly Sheet<Finding> Sheet = new(
        new("state", f => f.State, "State"),
        new("about", f => f.About, "About"),
        new("says", f => f.Says, "Says"));

    public static Command Create()
    {
        var command = new Command("doctor", "Looks whether the program, the desk and the lake are sound, and shows what could not be read")
        {
            Desk, Repair, Dropped, SharedOptions.Home, SharedOptions.Json, SharedOptions.Csv,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var terminal = Terminal.For(parse);
        var findings = new List<Finding>
        {
            new("ok", "program", $"weir {Version()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
        };
        if (parse.GetValue(Dropped) && !parse.GetValue(Repair))
            throw new UsageException("--dropped goes with --repair; give both");
        try
        {
            if (parse.GetValue(Repair))
                await RepairAsync(parse, terminal, findings, cancellation);
            await using var bench = await Opening.LakeAsync(parse, parse.GetValue(Desk), cancellation);
            await LookAsync(bench, terminal, findings, cancellation);
        }
        catch (DeskException mistakes)
        {
            findings.AddRange(mistakes.Mistakes.Select(m => new Finding("failed", "desk", m)));
        }
        catch (LakeException problem)
        {
            findings.Add(new("failed", "lake", problem.Message));
        }
        if (terminal.Form == Form.Json)
            JsonText.Print(terminal, new { findings });
        else
            Sheet.Print(terminal, findings);
        return findings.Exists(f => f.State == "failed") ? ExitCodes.Failed
            : findings.Exists(f => f.State == "incomplete") ? ExitCodes.Incomplete
            : ExitCodes.Done;
    }

    private static async Task RepairAsync(ParseResult parse, Terminal terminal, List<Finding> findings, CancellationToken cancellation)
    {
        var steps = await Progress.ShowLakeAsync(terminal, "repairing the lake", p =>
            Workbench.RepairAsync(Opening.Lake(parse, parse.GetValue(Desk)), TimeProvider.System, parse.GetValue(Dropped), p, cancellation));
        foreach (var step in steps)
        {
            var state = step.Outcome switch { RepairOutcome.Repaired => "repaired", RepairOutcome.Differs => "incomplete", _ => "failed" };
            findings.Add(new(state, step.File, step.What));
        }
        if (steps.Count == 0)
            findings.Add(new("ok", "repair", "nothing in the lake needed it"));
    }

    private static async Task LookAsync(IWorkbench bench, Terminal terminal, List<Finding> findings, CancellationToken cancellation)
    {
        var desk = bench.Desk;
        findings.Add(new("ok", "desk", $"{desk.Folder}: {English.Count(desk.Watches.Count, "watch", "watches")}, {English.Count(desk.Publications.Sum(p => p.Claims.Count), "claim", "claims")}, {English.Count(desk.Briefs.Count, "brief", "briefs")}"));
        var snapshots = await bench.Lake.SnapshotsAsync(cancellation);
        var room = new DriveInfo(Path.GetFullPath(bench.Lake.Home)).AvailableFreeSpace / (1024L * 1024 * 1024);
        findings.Add(new(room > 0 ? "ok" : "failed", "lake", $"{bench.Lake.Home}: {English.Count(snapshots.Count, "snapshot", "snapshots")}, {English.Number((decimal)room)} GiB free"));
        foreach (var problem in await Progress.ShowLakeAsync(terminal, "looking at the lake", p => bench.Lake.InspectAsync(p, cancellation)))
            findings.Add(new(problem.Kind == LakeProblemKind.UnknownFile ? "note" : "failed", problem.File, $"{problem.What} {problem.WhatToDo}"));
        foreach (var snapshot in snapshots)
        {
            var name = $"{snapshot.Sha256[..12]} {snapshot.Origin.FileName}";
            if (snapshot.State == SnapshotState.Rejected)
                findings.Add(new("incomplete", name, $"rejected: {snapshot.Reason}"));
            if (snapshot.State == SnapshotState.Received)
                findings.Add(new("incomplete", name, "received and never read; ingest it again"));
            if (snapshot.Quarantined == 0)
                continue;
            foreach (var row in (await bench.Lake.QuarantineAsync(snapshot.Sha256, cancellation)).Take(MostRows))
                findings.Add(new("incomplete", $"{snapshot.Sha256[..12]}:{row.Row} {snapshot.Origin.FileName}", $"{(row.Column is null ? "" : $"{row.Column}: ")}{row.Reason}"));
            if (snapshot.Quarantined > MostRows)
                findings.Add(new("incomplete", name, $"and {English.Count(snapshot.Quarantined - MostRows, "row", "rows")} more in quarantine"));
        }
    }

    private static string Version() => typeof(DoctorCommand).Assembly.GetName().Version!.ToString(3);

    private sealed record Finding(string State, string About, string Says);
}
