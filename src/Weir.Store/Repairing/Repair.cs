using System.Globalization;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Engine;
using Weir.Store.Journals;

namespace Weir.Store.Repairing;

/// <summary>
/// Makes again what is damaged or missing, from received files and their journals. It deletes nothing: what is damaged is moved aside. It holds
/// the writer's turn from the first look to the last file, and a kill in between leaves a lake that the next repair goes on with.
/// </summary>
internal sealed class Repair(LakeHome home, TimeProvider clock, ISnapshotReader reader, bool bringBackDropped, IProgress<LakeProgress>? progress)
{
    private const string PutBack = "Put it back from a copy of the lake, or ingest the original file again";

    private readonly List<RepairStep> steps = [];
    private readonly RawFiles raw = new(home);
    private readonly Aside aside = new(home, clock);

    public async Task<IReadOnlyList<RepairStep>> RunAsync(WriterGate gate, CancellationToken cancellation)
    {
        if (!home.Files().Any() && !File.Exists(home.Catalog))
            return [];
        using var catalog = await OpenAsync(gate, cancellation);
        catalog?.RefuseIfReadOnly();
        using var turn = await gate.EnterAsync(cancellation);
        Scratch.Sweep(home);
        var inventory = await Inventory.TakeAsync(home, catalog, raw, cancellation);
        steps.AddRange(inventory.Steps);
        var problems = inventory.IsSound ? await InspectAsync(catalog!, cancellation) : [];
        await PutBackReceivedAsync(inventory, problems, cancellation);

        var damaged = inventory.IsSound
            ? [.. problems.Where(p => p.Kind is LakeProblemKind.DamagedFile or LakeProblemKind.MissingFile).Select(p => p.File), .. inventory.Salvage.Dropped.Keys]
            : await DamagedAsync(inventory, cancellation);
        if (inventory.IsSound)
            damaged.UnionWith(await DamagedAsync(RecordedVersion.All(inventory.News), cancellation));
        var wanted = bringBackDropped ? damaged : [.. damaged.Where(f => !inventory.Salvage.Dropped.ContainsKey(f))];
        // Readings that the catalogue has lost, or never learned, are put into a new one at the moment they had.
        var anew = !inventory.IsSound || inventory.News.Any(e => e.Readings.Count > 0) || await IsAnySaidAgainAsync(catalog!, cancellation);

        using var scratch = Scratch.Create(home);
        await using var replay = await Replay.StartAsync(home, raw, reader, scratch, inventory.Entries, cancellation);
        await replay.RunAsync(inventory.Entries, damaged, wanted, anew, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        Publish(inventory, replay, wanted, anew);
        if (anew)
            Replace(inventory, replay, catalog, scratch, wanted);
        else
            Amend(inventory, replay, catalog!, problems, wanted);
        return steps;
    }

    private async Task<bool> IsAnySaidAgainAsync(CatalogFile catalog, CancellationToken cancellation)
    {
        foreach (var sha256 in catalog.Read(SnapshotTable.Unsaid))
        {
            if (await IsWholeAsync(sha256, cancellation))
                return true;
        }
        return false;
    }

    private async Task<CatalogFile?> OpenAsync(WriterGate gate, CancellationToken cancellation)
    {
        if (!File.Exists(home.Catalog))
            return null;
        try
        {
            return await CatalogFile.OpenAsync(home, gate, cancellation);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            CatalogFile.Forget(home);
            return null;
        }
    }

    private async Task<IReadOnlyList<LakeProblem>> InspectAsync(CatalogFile catalog, CancellationToken cancellation)
    {
        using var engine = new DuckDb(() => Path.Combine(Path.GetTempPath(), "weir-" + Guid.NewGuid().ToString("n")));
        return await new Inspection(home, catalog, raw, new(home, engine), progress).RunAsync(gate: null, cancellation);
    }

    private async Task<HashSet<string>> DamagedAsync(Inventory inventory, CancellationToken cancellation)
    {
        var damaged = await DamagedAsync(RecordedVersion.All(inventory.Entries), cancellation);
        damaged.UnionWith(inventory.Salvage.Dropped.Keys);
        return damaged;
    }

    private async Task<HashSet<string>> DamagedAsync(IReadOnlyList<RecordedVersion> versions, CancellationToken cancellation)
    {
        var damaged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            if (!File.Exists(home.At(version.File)) || await LakeHome.HashAsync(home.At(version.File), cancellation) != version.Version.Sha256)
                damaged.Add(version.File);
        }
        return damaged;
    }

    /// <summary>Received files can't be made; but often they still lie where they came from.</summary>
    private async Task PutBackReceivedAsync(Inventory inventory, IReadOnlyList<LakeProblem> problems, CancellationToken cancellation)
    {
        var suspect = problems.Select(p => p.File).ToHashSet(StringComparer.Ordinal);
        var news = inventory.News.Select(e => e.Sha256).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in inventory.Entries)
        {
            var file = LakeHome.Raw(entry.Sha256);
            var check = !inventory.IsSound || news.Contains(entry.Sha256) || suspect.Contains(file);
            if (!check || await IsWholeAsync(entry.Sha256, cancellation))
                continue;
            var isThere = File.Exists(home.At(file));
            var found = await IsAtOriginAsync(entry, cancellation);
            if (isThere)
                aside.Take(file);
            if (found)
            {
                await using var original = File.OpenRead(entry.Address);
                await raw.KeepAsync(original, mayBeKnown: false, cancellation);
                Step(RepairOutcome.Repaired, file, $"It was put back from {entry.Address}, which has the same SHA-256.{(isThere ? aside.Said : "")}");
            }
            else
                Step(RepairOutcome.Impossible, file, $"The received bytes of {entry.FileName} are {(isThere ? "damaged" : "missing")}, and {entry.Address} does not have them. {PutBack}.{(isThere ? aside.Said : "")}");
        }
    }

    private async Task<bool> IsWholeAsync(string sha256, CancellationToken cancellation)
    {
        try
        {
            return (await raw.CheckAsync(sha256, cancellation)).Sha256 == sha256;
        }
        catch (LakeException)
        {
            return false;
        }
    }

    private static async Task<bool> IsAtOriginAsync(JournalEntry entry, CancellationToken cancellation)
    {
        try
        {
            return Path.IsPathFullyQualified(entry.Address) && File.Exists(entry.Address) && await LakeHome.HashAsync(entry.Address, cancellation) == entry.Sha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Publish(Inventory inventory, Replay replay, IReadOnlySet<string> wanted, bool anew)
    {
        foreach (var version in RecordedVersion.All(inventory.Entries).Where(v => wanted.Contains(v.File)))
        {
            var isThere = File.Exists(home.At(version.File));
            if (replay.Remade.GetValueOrDefault(version.File) is not { } made)
            {
                Step(RepairOutcome.Impossible, version.File, $"It could not be made again: {replay.Lost.GetValueOrDefault(version.File, "nothing tells how")}. What needs it is refused until then. {PutBack}, then repair again.");
                continue;
            }
            if (isThere)
                aside.Take(version.File);
            home.Publish(made.Path, version.File);
            var (outcome, how) = made.Sha256 == version.Version.Sha256 ? (RepairOutcome.Repaired, "byte for byte")
                : made.Rows == version.Version.Rows ? (RepairOutcome.Repaired, string.Create(CultureInfo.InvariantCulture, $"with the {made.Rows:N0} rows that it had"))
                : (RepairOutcome.Differs, string.Create(CultureInfo.InvariantCulture, $"with {made.Rows:N0} rows where it had {version.Version.Rows:N0}: this Weir reads {version.Entry.FileName} otherwise than the one that wrote it"));
            Step(outcome, version.File, $"Made again from what was received, {how}.{(isThere ? aside.Said : "")}");
        }
        foreach (var (sha256, why) in anew ? replay.Unread : [])
            Step(RepairOutcome.Impossible, LakeHome.Raw(sha256), $"It could not be read again, so what it covers and its rows in quarantine are not known: {why}");
    }

    /// <summary>Puts a new catalogue in the place of the old, once all files that it names are there.</summary>
    private void Replace(Inventory inventory, Replay replay, CatalogFile? old, Scratch scratch, IReadOnlySet<string> wanted)
    {
        var salvage = inventory.Salvage;
        var versions = RecordedVersion.All(inventory.Entries);
        replay.Catalog.Change(c =>
        {
            RebuiltRows.SetVersions(
                c, versions.Where(v => !v.IsList).Select(v => v.AsUnit(v.File)), versions.Where(v => v.IsList).Select(v => v.AsList()),
                salvage.Dropped.Where(d => !wanted.Contains(d.Key) || !replay.Remade.ContainsKey(d.Key)).ToDictionary());
            foreach (var (file, made) in replay.Remade.Where(m => wanted.Contains(m.Key)))
                RebuiltRows.Replace(c, file, made.Rows, made.Sha256);
            foreach (var entry in inventory.Entries.Where(e => e.Readings.Count > 0))
                RebuiltRows.SetReadings(c, entry);
            RebuiltRows.AddSalvaged(c, salvage.Builds, salvage.Views, salvage.Facts);
            return true;
        });
        WriteJournals(replay.Catalog);
        var file = scratch.File("catalog.db");
        replay.Catalog.CopyTo(file);
        old?.Dispose();
        var had = File.Exists(home.Catalog);
        foreach (var part in (string[])["-shm", "-wal", ""])
            aside.Take("catalog.db" + part);
        home.Publish(file, "catalog.db");
        CatalogFile.Prepare(home);
        Step(RepairOutcome.Repaired, "catalog.db", string.Create(CultureInfo.InvariantCulture,
            $"The catalogue was made again from {inventory.Entries.Count:N0} received files and their journals{(had ? $"; {salvage.Builds.Count:N0} recorded builds were taken over from the old one" : "; recorded builds and page views were only in the old one")}.{(had ? aside.Said : "")}"));
    }

    /// <summary>Corrects a sound catalogue where files were made again, and the journals by it.</summary>
    private void Amend(Inventory inventory, Replay replay, CatalogFile catalog, IReadOnlyList<LakeProblem> problems, IReadOnlySet<string> wanted)
    {
        if (inventory.News.Count > 0 || replay.Remade.Count > 0)
        {
            catalog.Change(c =>
            {
                foreach (var entry in inventory.News)
                    RebuiltRows.AddReceived(c, entry);
                foreach (var (file, made) in replay.Remade.Where(m => wanted.Contains(m.Key)))
                    RebuiltRows.Replace(c, file, made.Rows, made.Sha256);
                return true;
            });
        }
        foreach (var entry in inventory.News)
            Step(RepairOutcome.Repaired, LakeHome.Raw(entry.Sha256), $"The catalogue knows {entry.FileName} again; it was received and not read. Ingest it again.");
        var written = WriteJournals(catalog);
        foreach (var file in written.Where(f => problems.Any(p => p.File == f)))
            Step(RepairOutcome.Repaired, file, "The journal was written again from the catalogue.");
    }

    private List<string> WriteJournals(CatalogFile catalog)
    {
        var written = new List<string>();
        foreach (var entry in catalog.Read(JournalTable.All).Where(e => !Journal.Says(home, e)))
        {
            var file = LakeHome.Journal(entry.Sha256);
            if (Journal.Find(home, entry.Sha256) is null)
                aside.Take(file);
            Journal.Write(home, entry);
            written.Add(file);
        }
        return written;
    }

    private void Step(RepairOutcome outcome, string file, string what) => steps.Add(new(outcome, file, what));
}
