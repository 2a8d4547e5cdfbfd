using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Weir.Desk.Lists;
using Weir.Desk.Screening;
using Weir.Sources;
using Weir.Sources.Text;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Ingest;

/// <summary>
/// Takes lists into the lake: keeps every file as received, reads them, and makes what was read current once all of it was read. A list in
/// several files is kept as its files and a manifest that names them; changes to a list, as the version before and the changes.
/// </summary>
/// <param name="lake">Where to.</param>
/// <param name="excerpts">Whether files are excerpts of lists, on purpose: they may have fewer records than the list.</param>
/// <param name="progress">Told how far the index of a list is that was taken in.</param>
public sealed class ListIntake(Lake lake, bool excerpts = false, IProgress<WorkProgress>? progress = null)
{
    private const int MostChanges = 200;

    /// <summary>
    /// Whether a file that an older version was read from changes nothing. Files that lie in a desk are looked at every time, and say nothing of what a publisher has today; a file
    /// that is fetched, or that somebody names, does: the list goes back to it.
    /// </summary>
    public bool NeverGoesBack { get; init; }

    /// <summary>The list whose file this is, by how it begins, unpacked; null where it is no list (or can't be read here: whoever reads it next says why).</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<IListSource?> RecogniseAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return ListSources.Recognise(await HeadAsync(path, cancellation));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or SourceFormatException)
        {
            return null;
        }
    }

    /// <summary>The main file of the list that a file belongs to: the one beside it that its companions complete, or the file itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Whose list it is.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="SourceFormatException">It can't be unpacked.</exception>
    public static async Task<string> MainFileAsync(string path, IListSource source, CancellationToken cancellation) =>
        source is IPartedList parted && parted.PartsOf(await HeadAsync(path, cancellation)) is [var main, _, ..] && Beside(path, main.Name) is { } found ? found : path;

    /// <summary>
    /// Keeps a file (and its companions beside it) and makes its entities the list's current version. What is not whole is kept, marked
    /// rejected, and what was current stays current.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Whose list it is.</param>
    /// <param name="cancellation">Stops the work; nothing of it is current then.</param>
    /// <exception cref="LakeException">The lake can't take it: disk full, read-only.</exception>
    public async Task<IngestedList> IngestAsync(string path, IListSource source, CancellationToken cancellation)
    {
        var kept = new List<KeptPart>();
        try
        {
            var missing = new List<string>();
            if (source is IPartedList parted)
            {
                FileHead head;
                try
                {
                    head = await HeadAsync(path, cancellation);
                }
                catch (SourceFormatException)
                {
                    kept.Add(await KeepAsync(path, source, cancellation));
                    throw;
                }
                if (parted.IsChange(head))
                    return await TakeChangesAsync(path, parted, [await KeepAsync(path, source, cancellation)], cancellation);
                var parts = parted.PartsOf(head);
                foreach (var part in parts.Count > 1 ? parts : [])
                {
                    if (Beside(path, part.Name) is { } file)
                        kept.Add(await KeepAsync(file, source, cancellation) with { Name = part.Name });
                    else if (part.Required)
                        throw new SourceFormatException($"{part.Name} ({part.Holds}) is missing beside {Path.GetFileName(path)}; the list is published in {parts.Count} files ({string.Join(", ", parts.Select(p => p.Name))}): download all of them into one folder");
                    else
                        missing.Add($"{part.Name} ({part.Holds}) is missing beside {Path.GetFileName(path)}; the list was read without it");
                }
            }
            if (kept.Count == 0)
                kept.Add(await KeepAsync(path, source, cancellation));
            var taken = await TakeAsync(path, source, kept, cancellation);
            return taken with { Notes = [.. missing, .. taken.Notes] };
        }
        catch (SourceFormatException refused)
        {
            return await RefuseAsync(path, kept, refused.Message, cancellation);
        }
    }

    /// <summary>Makes a version of files that are kept already. The current version stays where they are no whole list.</summary>
    /// <param name="shown">What to call it: a path or an address.</param>
    /// <param name="source">Whose list it is.</param>
    /// <param name="parts">The files, the main one first.</param>
    /// <param name="cancellation">Stops the work; nothing of it is current then.</param>
    /// <param name="leastEntities">With fewer entities it is refused.</param>
    public async Task<IngestedList> TakeAsync(string shown, IListSource source, IReadOnlyList<KeptPart> parts, CancellationToken cancellation, int leastEntities = 0)
    {
        var sha256 = parts is [{ Version: null } only] ? only.Sha256 : (await KeepManifestAsync(source, parts, cancellation)).Sha256;
        try
        {
            var version = NeverGoesBack && (await lake.ListVersionsAsync(cancellation)).LastOrDefault(v => v.List == source.Description.Id && v.Snapshot == sha256) is { } known ? known
                : await lake.WriteListAsync(sha256, new SnapshotReading(source.Description.Id) { Whole = excerpts ? WholeFor.Excerpt : null }, new LeastReader(new SnapshotReader([]), leastEntities), cancellation);
            var read = await lake.FindSnapshotAsync(sha256, cancellation);
            var unindexed = await new ListIndexes(lake).PrepareAsync(version, progress, cancellation);
            return new(shown, version, (int)(read?.Quarantined ?? 0), [.. read?.Summary?.Notes ?? [], .. new[] { OfTheFuture(shown, read), unindexed }.OfType<string>()], Error: null);
        }
        catch (SourceFormatException refused)
        {
            return await RefuseAsync(shown, [.. parts, new(shown, sha256)], refused.Message, cancellation);
        }
    }

    /// <summary>Makes a version of the current one and changes to it.</summary>
    /// <param name="shown">What to call it: a path or an address.</param>
    /// <param name="source">Whose list it is.</param>
    /// <param name="changes">The changes, kept already, in the order in which they apply.</param>
    /// <param name="cancellation">Stops the work; nothing of it is current then.</param>
    public async Task<IngestedList> TakeChangesAsync(string shown, IListSource source, IReadOnlyList<KeptPart> changes, CancellationToken cancellation)
    {
        var before = await CurrentPartsAsync(source, cancellation);
        var error = before.Count == 0 ? $"{shown} is changes to a list, and the lake holds no {source.Description.Id} that they could change; ingest the whole list first"
            : before.Count + changes.Count > MostChanges ? $"{source.Description.Id} has had {before.Count - 1} changes since it was read whole; ingest the whole list again"
            : null;
        if (error is not null)
            return await RefuseAsync(shown, changes, error, cancellation);
        // A file of changes that was applied before is not applied twice. The names of parts are apart: publishers call every file of changes the same.
        var parts = before.ToList();
        foreach (var change in changes.Where(c => before.All(b => b.Sha256 != c.Sha256)))
            parts.Add(change with { Name = string.Create(CultureInfo.InvariantCulture, $"{parts.Count:000}-{change.Name}") });
        return await TakeAsync(shown, source, parts, cancellation);
    }

    /// <summary>The files that the current version of a list was read from; empty where there is none.</summary>
    public async Task<IReadOnlyList<KeptPart>> CurrentPartsAsync(IListSource source, CancellationToken cancellation)
    {
        var current = (await lake.CurrentListsAsync(cancellation)).FirstOrDefault(v => v.List == source.Description.Id);
        if (current is null || await lake.FindSnapshotAsync(current.Snapshot, cancellation) is not { } snapshot)
            return [];
        await using var received = await ReceivedFile.OpenAsync(await lake.OpenSnapshotAsync(snapshot.Sha256, cancellation), snapshot.Origin.FileName, cancellation);
        return ListManifest.Recognises(received.Head)
            ? (await ListManifest.ReadAsync(received.Content, snapshot.Origin.FileName, cancellation)).Parts
            : [new(snapshot.Origin.FileName, snapshot.Sha256)];
    }

    /// <summary>How a kept file begins, unpacked.</summary>
    internal async Task<FileHead> HeadAsync(KeptPart part, CancellationToken cancellation)
    {
        await using var received = await ReceivedFile.OpenAsync(await lake.OpenSnapshotAsync(part.Sha256, cancellation), part.Name, cancellation);
        return received.Head;
    }

    // The publisher's day may be ahead of ours by its time zone.
    private static string? OfTheFuture(string shown, Snapshot? read) =>
        read?.Summary?.Published is { } published && published > read.ReceivedAt.AddDays(1)
            ? $"{Path.GetFileName(shown)} says that it was made on {published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, which is after it came; its age counts from the day on which it came"
            : null;

    private async Task<Snapshot> KeepManifestAsync(IListSource source, IReadOnlyList<KeptPart> parts, CancellationToken cancellation)
    {
        var name = $"{source.Description.Id}.parts.json";
        await using var bytes = new MemoryStream(new ListManifest(parts).ToBytes(), writable: false);
        return await lake.KeepAsync(bytes, new SnapshotOrigin(name, name, source.Description.Id), cancellation);
    }

    private async Task<IngestedList> RefuseAsync(string shown, IReadOnlyList<KeptPart> parts, string reason, CancellationToken cancellation)
    {
        foreach (var part in parts)
        {
            // A file that another version was read from is no worse for this.
            if (await lake.FindSnapshotAsync(part.Sha256, cancellation) is { State: not SnapshotState.Read })
                await lake.RejectAsync(part.Sha256, reason, cancellation);
        }
        return new(shown, Version: null, 0, [], reason);
    }

    private async Task<KeptPart> KeepAsync(string path, IListSource source, CancellationToken cancellation)
    {
        var snapshot = await Ingestor.KeepAsync(lake, Path.GetFullPath(path), source.Description.Id, cancellation);
        return new(Path.GetFileName(path), snapshot.Sha256);
    }

    /// <summary>The file of this name in the folder of another, in either case; packed ones too.</summary>
    private static string? Beside(string path, string name)
    {
        if (Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase))
            return path;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList();
        return files.Find(f => Path.GetFileName(f).Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? files.Find(f => Path.GetFileName(f).Equals(name + ".gz", StringComparison.OrdinalIgnoreCase));
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The received file owns the stream.")]
    private static async Task<FileHead> HeadAsync(string path, CancellationToken cancellation)
    {
        await using var received = await ReceivedFile.OpenAsync(File.OpenRead(path), Path.GetFileName(path), cancellation);
        return received.Head;
    }

    /// <summary>Refuses a list that has lost most of what it had.</summary>
    private sealed class LeastReader(ISnapshotReader reader, int least) : ISnapshotReader
    {
        public Task<ReadSummary> ReadAsync(string sha256, SnapshotReading reading, Stream received, IObservationSink sink, CancellationToken cancellation) =>
            reader.ReadAsync(sha256, reading, received, sink, cancellation);

        public async Task<ListAccount> ReadListAsync(SnapshotReading reading, Stream received, Func<string, Stream> others, Stream entities, CancellationToken cancellation) =>
            await reader.ReadListAsync(reading, received, others, entities, cancellation) is var account && account.Entities >= least
                ? account
                : throw new SourceFormatException($"{reading.FileName ?? reading.Source} has {account.Entities} entities, less than half of what the list has now: it is not whole. The list stays as it is; where it did shrink, give the file to weir ingest.");
    }
}
