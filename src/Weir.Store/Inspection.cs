using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Engine;
using Weir.Store.Journals;

namespace Weir.Store;

/// <summary>Looks at every file and every reference of a lake. It changes nothing.</summary>
internal sealed class Inspection(LakeHome home, CatalogFile catalog, RawFiles raw, FileLook look, IProgress<LakeProgress>? progress)
{
    private const string Repair = "`weir doctor --repair` makes it again from what was received.";
    private const string RepairRaw = "`weir doctor --repair` puts it back where the file still lies where it came from; else put it back from a copy of the lake, or ingest the original file again.";

    private readonly List<LakeProblem> problems = [];
    private long done;
    private long total;

    /// <param name="gate">Where to wait for a running ingestion to end before its files count as left behind; null where the turn is held already.</param>
    /// <param name="cancellation">Ends the look.</param>
    public async Task<IReadOnlyList<LakeProblem>> RunAsync(WriterGate? gate, CancellationToken cancellation)
    {
        using var state = catalog.Hold(c => (Soundness.Faults(c), Known.Read(c)));
        var (faults, known) = state.What;
        foreach (var fault in faults)
            Add(LakeProblemKind.Catalogue, "catalog.db", fault, "`weir doctor --repair` makes the catalogue again from what was received; or put back a copy of it.");
        foreach (var sha256 in catalog.Read(SnapshotTable.Unsaid))
            Add(LakeProblemKind.Catalogue, LakeHome.Raw(sha256), "It was read, and what it covers and which of its rows could not be read is not known.", "`weir doctor --repair` reads it again, once the file is whole.");
        total = known.Snapshots.Count + known.Versions.Count + known.Lists.Count;
        foreach (var snapshot in known.Snapshots)
        {
            Next(snapshot.FileName, cancellation);
            await CheckRawAsync(snapshot, cancellation);
            CheckJournal(snapshot);
        }
        await CheckUnitsAsync(known, cancellation);
        foreach (var list in known.Lists.Where(l => l.DroppedAt is null))
        {
            Next(list.File, cancellation);
            await IsWholeAsync(list.File, list.Sha256, cancellation);
        }
        await FindUnknownAsync(known, gate, cancellation);
        return problems;
    }

    private void Next(string what, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new(what, done++, total));
    }

    private async Task CheckRawAsync(JournalEntry snapshot, CancellationToken cancellation)
    {
        var file = LakeHome.Raw(snapshot.Sha256);
        if (!File.Exists(home.At(file)))
        {
            Add(LakeProblemKind.MissingFile, file, $"The received bytes of {snapshot.FileName} are missing.", RepairRaw);
            return;
        }
        try
        {
            var (hash, bytes) = await raw.CheckAsync(snapshot.Sha256, cancellation);
            if (hash != snapshot.Sha256)
                Add(LakeProblemKind.DamagedFile, file, string.Create(CultureInfo.InvariantCulture, $"It unpacks to {bytes} bytes with the hash {hash}; {snapshot.Bytes} bytes were received."), RepairRaw);
        }
        catch (LakeException e)
        {
            Add(LakeProblemKind.DamagedFile, file, e.InnerException?.Message ?? e.Message, RepairRaw);
        }
    }

    private void CheckJournal(JournalEntry snapshot)
    {
        const string Again = "`weir doctor --repair` writes it again from the catalogue.";
        var file = LakeHome.Journal(snapshot.Sha256);
        try
        {
            if (Journal.Read(home, snapshot.Sha256) is not { } written)
                Add(LakeProblemKind.MissingFile, file, $"The journal of {snapshot.FileName} is missing.", Again);
            else if (written.IsAheadOf(snapshot))
                Add(LakeProblemKind.UnknownFile, file, "It says more than the catalogue: a run was stopped at its last step, or an older catalogue was put back.", "Ingest the same file again; or `weir doctor --repair` takes up what it says.");
            else if (!written.IsSameAs(snapshot))
                Add(LakeProblemKind.DamagedFile, file, "It says something else than the catalogue.", Again);
        }
        catch (JsonException e)
        {
            Add(LakeProblemKind.DamagedFile, file, $"It can't be read: {e.Message}", Again);
        }
    }

    private async Task CheckUnitsAsync(Known known, CancellationToken cancellation)
    {
        var whole = new Dictionary<string, UnitVersion>(StringComparer.Ordinal);
        foreach (var version in known.Versions.Where(v => v.DroppedAt is null))
        {
            Next(version.File, cancellation);
            if (await IsWholeAsync(version.File, version.Sha256, cancellation))
                whole.Add(version.File, version);
        }
        foreach (var (file, content, fault) in look.Into([.. whole.Keys]))
        {
            cancellation.ThrowIfCancellationRequested();
            if (fault is not null)
                Add(LakeProblemKind.DamagedFile, file, fault, Repair);
            else if (content!.Rows != whole[file].Rows)
                Add(LakeProblemKind.DamagedFile, file, string.Create(CultureInfo.InvariantCulture, $"It has {content.Rows} rows; {whole[file].Rows} were written."), Repair);
            foreach (var snapshot in (content?.Snapshots ?? []).Where(s => !known.Hashes.Contains(s)))
                Add(LakeProblemKind.Catalogue, file, $"Rows in it were read from snapshot {snapshot}, which the catalogue does not know.", "`weir doctor --repair` takes it up where its received file is there; else put back a copy of the catalogue.");
        }
    }

    private async Task<bool> IsWholeAsync(string file, string sha256, CancellationToken cancellation)
    {
        if (!File.Exists(home.At(file)))
        {
            Add(LakeProblemKind.MissingFile, file, "The catalogue names it, and it is not there.", Repair);
            return false;
        }
        var hash = await LakeHome.HashAsync(home.At(file), cancellation);
        if (hash == sha256)
            return true;
        Add(LakeProblemKind.DamagedFile, file, $"Its hash is {hash}; {sha256} was written.", Repair);
        return false;
    }

    /// <summary>Files that nobody names. A running ingestion has such files for a moment, so the second look waits for its end.</summary>
    private async Task FindUnknownAsync(Known known, WriterGate? gate, CancellationToken cancellation)
    {
        var unknown = home.Files().Where(f => !known.Files.Contains(f)).ToList();
        if (unknown.Count > 0 && !catalog.IsReadOnly && gate is not null)
        {
            using var turn = await gate.EnterAsync(cancellation);
            var now = catalog.Read(Known.Read);
            unknown.RemoveAll(f => now.Files.Contains(f) || !File.Exists(home.At(f)));
        }
        foreach (var file in unknown)
        {
            var isReceived = file.StartsWith("raw/", StringComparison.Ordinal);
            Add(LakeProblemKind.UnknownFile, file, "The catalogue does not name it: a run was stopped before it finished.", isReceived
                ? "It does no harm. Ingesting the same file again uses it; `weir doctor --repair` takes a received file up."
                : "It does no harm and may be deleted; ingesting the same file again uses or replaces it.");
        }
        if (catalog.IsReadOnly)
            return;
        foreach (var (folder, _) in Scratch.Abandoned(home))
            Add(LakeProblemKind.UnknownFile, home.Relative(folder), "Unfinished work of a run that was stopped.", "It does no harm; the next ingestion deletes it.");
    }

    private void Add(LakeProblemKind kind, string file, string what, string whatToDo) => problems.Add(new(kind, file, what, whatToDo));

    /// <summary>Everything that the catalogue names.</summary>
    private sealed record Known(IReadOnlyList<JournalEntry> Snapshots, IReadOnlyList<UnitVersion> Versions, IReadOnlyList<ListVersion> Lists)
    {
        public HashSet<string> Hashes { get; } = [.. Snapshots.Select(s => s.Sha256)];

        public HashSet<string> Files { get; } =
        [
            .. Snapshots.SelectMany(s => new[] { LakeHome.Raw(s.Sha256), LakeHome.Journal(s.Sha256) }), .. Versions.Where(v => v.DroppedAt is null).Select(v => v.File), .. Lists.Where(l => l.DroppedAt is null).SelectMany(l => new[] { l.File, LakeHome.ListIndex(l.File) }),
        ];

        public static Known Read(SqliteConnection connection) =>
            new(JournalTable.All(connection), VersionTable.All(connection), VersionTable.AllLists(connection));
    }
}
