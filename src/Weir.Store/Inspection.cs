using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Engine;

namespace Weir.Store;

/// <summary>Looks at every file and every reference of a lake. It changes nothing.</summary>
internal sealed class Inspection(LakeHome home, WriterGate gate, CatalogFile catalog, RawFiles raw, CellReader cells)
{
    private const string DeleteAndIngest = "Put it back from a copy of the lake, or delete it and ingest the original file again.";
    private const string FromRaw = "Put it back from a copy of the lake. What it was made from is still in raw/: a new lake (--home) ingests it again from there.";

    private readonly List<LakeProblem> problems = [];

    public async Task<IReadOnlyList<LakeProblem>> RunAsync(CancellationToken cancellation)
    {
        using var state = catalog.Hold(c => (Soundness.Faults(c), Known.Read(c)));
        var (faults, known) = state.What;
        foreach (var fault in faults)
            Add(LakeProblemKind.Catalogue, "catalog.db", fault, "Put back a copy of the catalogue; or move it away and ingest again: what was received is still in raw/.");
        foreach (var snapshot in known.Snapshots)
            await CheckRawAsync(snapshot, cancellation);
        foreach (var version in known.Versions.Where(v => v.DroppedAt is null))
            await CheckUnitAsync(version, known, cancellation);
        foreach (var list in known.Lists.Where(l => l.DroppedAt is null))
            await CheckListAsync(list, cancellation);
        await FindUnknownAsync(known, cancellation);
        return problems;
    }

    private async Task CheckRawAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var file = LakeHome.Raw(snapshot.Sha256);
        if (!File.Exists(home.At(file)))
        {
            Add(LakeProblemKind.MissingFile, file, $"The received bytes of {snapshot.Origin.FileName} are missing.", "Put the file back from a copy of the lake, or ingest the original file again.");
            return;
        }
        try
        {
            var (hash, bytes) = await raw.CheckAsync(snapshot.Sha256, cancellation);
            if (hash != snapshot.Sha256)
                Add(LakeProblemKind.DamagedFile, file, string.Create(CultureInfo.InvariantCulture, $"It unpacks to {bytes} bytes with the hash {hash}; {snapshot.Bytes} bytes were received."), DeleteAndIngest);
        }
        catch (LakeException e)
        {
            Add(LakeProblemKind.DamagedFile, file, e.InnerException?.Message ?? e.Message, DeleteAndIngest);
        }
    }

    private async Task CheckUnitAsync(UnitVersion version, Known known, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!await IsWholeAsync(version.File, version.Sha256, FromRaw, cancellation))
            return;
        try
        {
            var (rows, snapshots) = cells.LookInto(version);
            if (rows != version.Rows)
                Add(LakeProblemKind.DamagedFile, version.File, string.Create(CultureInfo.InvariantCulture, $"It has {rows} rows; {version.Rows} were written."), FromRaw);
            foreach (var snapshot in snapshots.Where(s => !known.Hashes.Contains(s)))
                Add(LakeProblemKind.Catalogue, version.File, $"Rows in it were read from snapshot {snapshot}, which the catalogue does not know.", "Put back a copy of the catalogue, or ingest the file with that hash again.");
        }
        catch (DuckDBException e)
        {
            Add(LakeProblemKind.DamagedFile, version.File, e.Message.Split('\n')[0], FromRaw);
        }
    }

    private async Task CheckListAsync(ListVersion list, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await IsWholeAsync(list.File, list.Sha256, FromRaw, cancellation);
    }

    private async Task<bool> IsWholeAsync(string file, string sha256, string whatToDo, CancellationToken cancellation)
    {
        if (!File.Exists(home.At(file)))
        {
            Add(LakeProblemKind.MissingFile, file, "The catalogue names it, and it is not there.", whatToDo);
            return false;
        }
        var hash = await LakeHome.HashAsync(home.At(file), cancellation);
        if (hash == sha256)
            return true;
        Add(LakeProblemKind.DamagedFile, file, $"Its hash is {hash}; {sha256} was written.", whatToDo);
        return false;
    }

    /// <summary>Files that nobody names. A running ingestion has such files for a moment, so the second look waits for its end.</summary>
    private async Task FindUnknownAsync(Known known, CancellationToken cancellation)
    {
        var unknown = home.Files().Where(f => !known.Files.Contains(f)).ToList();
        if (unknown.Count > 0 && !catalog.IsReadOnly)
        {
            using var turn = await gate.EnterAsync(cancellation);
            var now = catalog.Read(Known.Read);
            unknown.RemoveAll(f => now.Files.Contains(f) || !File.Exists(home.At(f)));
        }
        foreach (var file in unknown)
            Add(LakeProblemKind.UnknownFile, file, "The catalogue does not name it: a run was stopped before it finished.", "It does no harm and may be deleted; ingesting the same file again uses or replaces it.");
        if (catalog.IsReadOnly)
            return;
        foreach (var folder in Scratch.Abandoned(home))
            Add(LakeProblemKind.UnknownFile, home.Relative(folder), "Unfinished work of a run that was stopped.", "It does no harm; the next ingestion deletes it.");
    }

    private void Add(LakeProblemKind kind, string file, string what, string whatToDo) => problems.Add(new(kind, file, what, whatToDo));

    /// <summary>Everything that the catalogue names.</summary>
    private sealed record Known(IReadOnlyList<Snapshot> Snapshots, IReadOnlyList<UnitVersion> Versions, IReadOnlyList<ListVersion> Lists)
    {
        public HashSet<string> Hashes { get; } = [.. Snapshots.Select(s => s.Sha256)];

        public HashSet<string> Files { get; } = [.. Snapshots.Select(s => LakeHome.Raw(s.Sha256)), .. Versions.Where(v => v.DroppedAt is null).Select(v => v.File), .. Lists.Where(l => l.DroppedAt is null).Select(l => l.File)];

        public static Known Read(SqliteConnection connection) =>
            new(SnapshotTable.All(connection), VersionTable.All(connection), VersionTable.AllLists(connection));
    }
}
