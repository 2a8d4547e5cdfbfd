using Weir.Cli.Running;
using Weir.Desk.Ingest;
using Weir.Desk.Lists;
using Weir.Store;

namespace Weir.Cli.Printing;

/// <summary>Prints what an ingestion did; used by every command that ingests.</summary>
internal static class IngestPrinter
{
    private static readonly Sheet<IngestedFile> Sheet = new(
        new("path", f => f.Path, "File", f => Path.GetFileName(f.Path)),
        new("source", f => f.Source, "Source"),
        new("state", State, "State"),
        new("accepted", f => f.Outcome?.Snapshot.Accepted, "Rows", f => f.Outcome is { } o ? English.Number((decimal)o.Snapshot.Accepted) : ""),
        new("added", f => f.Outcome?.Added, "New", f => f.Outcome is { } o ? English.Number((decimal)o.Added) : ""),
        new("changed", f => f.Outcome?.Changed, "Changed", f => f.Outcome is { } o ? English.Number((decimal)o.Changed) : ""),
        new("removed", f => f.Outcome?.Removed, "Gone", f => f.Outcome is { } o ? English.Number((decimal)o.Removed) : ""),
        new("unchanged", f => f.Outcome?.Unchanged),
        new("quarantined", f => f.Outcome?.Snapshot.Quarantined, "Quarantined", f => f.Outcome is { } o ? English.Number((decimal)o.Snapshot.Quarantined) : ""),
        new("sha256", f => f.Outcome?.Snapshot.Sha256),
        new("error", Error));

    private static readonly Sheet<IngestedList> Lists = new(
        new("path", l => l.Path, "File", l => Path.GetFileName(l.Path)),
        new("list", l => l.Version?.List, "List"),
        new("version", l => l.Version?.Number, "Version"),
        new("entities", l => l.Version?.Entities, "Entities", l => l.Version is { } v ? English.Number((decimal)v.Entities) : ""),
        new("quarantined", l => l.Quarantined, "Quarantined"),
        new("sha256", l => l.Version?.Snapshot),
        new("error", l => l.Error));

    /// <summary>Prints statistics and lists; each has a table of its own, and only those there are.</summary>
    public static void Print(Terminal terminal, IngestReport report, IReadOnlyList<IngestedList> lists)
    {
        if (terminal.Form == Form.Json)
        {
            JsonText.Print(terminal, new
            {
                files = report.Files.Select(Document),
                lists = lists.Select(l => new { l.Path, l.Version?.List, version = l.Version?.Number, l.Version?.Entities, l.Version?.Snapshot, l.Quarantined, l.Notes, l.Error }),
            });
        }
        else
        {
            if (report.Files.Count > 0)
                Sheet.Print(terminal, report.Files);
            if (lists.Count > 0)
                Lists.Print(terminal, lists);
        }
        Warn(terminal, report);
        foreach (var list in lists)
        {
            if (list.Error is { } error)
                terminal.Warn(Named(list.Path, error));
            else if (list.Quarantined > 0)
                terminal.Warn($"{list.Path}: {English.Count(list.Quarantined, "record", "records")} could not be read");
            foreach (var note in list.Notes)
                terminal.Note(Named(list.Path, note));
        }
    }

    /// <summary>What a person must hear of, whatever form the data are in.</summary>
    public static void Warn(Terminal terminal, IngestReport report)
    {
        foreach (var file in report.Files)
        {
            if (Error(file) is { } error)
                terminal.Warn(Named(file.Path, error));
            else if (file.Outcome is { Snapshot.Quarantined: > 0 })
                terminal.Warn($"{file.Path}: {English.Count(file.Outcome.Snapshot.Quarantined, "row", "rows")} could not be read and went to quarantine; weir doctor shows them");
            foreach (var note in Notes(file))
                terminal.Note(Named(file.Path, note));
        }
    }

    /// <summary>Failed where a file failed, incomplete where rows could not be read.</summary>
    public static int ExitCode(IngestReport report, params IReadOnlyList<IngestedList> lists) =>
        report.Files.Any(f => Error(f) is not null) || lists.Any(l => l.Error is not null) ? ExitCodes.Failed
        : report.Files.Any(f => f.Outcome?.Snapshot.Quarantined > 0) || lists.Any(l => l.Quarantined > 0) ? ExitCodes.Incomplete
        : ExitCodes.Done;

    /// <summary>A file for machines.</summary>
    public static object Document(IngestedFile file) => new
    {
        file.Path,
        file.Source,
        State = State(file),
        Sha256 = file.Outcome?.Snapshot.Sha256,
        Accepted = file.Outcome?.Snapshot.Accepted,
        Added = file.Outcome?.Added,
        Changed = file.Outcome?.Changed,
        Removed = file.Outcome?.Removed,
        Unchanged = file.Outcome?.Unchanged,
        Quarantined = file.Outcome?.Snapshot.Quarantined,
        Encoding = file.Outcome?.Snapshot.Summary?.Encoding,
        LeftOut = file.Outcome?.Snapshot.Summary?.LeftOut,
        Notes = Notes(file),
        Error = Error(file),
    };

    private static string State(IngestedFile file) => Error(file) is not null ? "rejected" : file.LeftAlone ? "left alone" : file.Outcome is { AlreadyKnown: true } ? "known" : "read";

    // A message that names the file already is not told it twice.
    private static string Named(string path, string message) =>
        message.Contains(Path.GetFileName(path), StringComparison.Ordinal) ? message : $"{path}: {message}";

    private static IReadOnlyList<string> Notes(IngestedFile file) => file.Outcome?.Snapshot.Summary?.Notes ?? file.Notes;

    private static string? Error(IngestedFile file) => file.Error
        ?? (file.Outcome is { Snapshot: { State: SnapshotState.Rejected } rejected } ? rejected.Reason ?? "it was rejected" : null);
}
