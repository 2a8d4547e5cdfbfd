using System.Globalization;
using Weir.Store.Catalog;
using Weir.Store.Journals;

namespace Weir.Store.Repairing;

/// <summary>A file that was made again, in a place of its own.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Rows">Its rows or entities.</param>
/// <param name="Sha256">Its hash.</param>
internal sealed record Remade(string Path, long Rows, string Sha256);

/// <summary>
/// Reads received files again, in the order and with the clock of the first time, into a lake in a scratch folder. Ingestion is what
/// makes the versions, the same as ever; files of the damaged lake that are whole stand in for what need not be made again.
/// </summary>
internal sealed class Replay : IAsyncDisposable
{
    private readonly LakeHome home;
    private readonly RawFiles raw;
    private readonly ISnapshotReader reader;
    private readonly Scratch scratch;
    private readonly StoodClock clock;
    private readonly Lake shadow;
    private readonly HashSet<(string, string, int?, int?)> broken = [];

    private Replay(LakeHome home, RawFiles raw, ISnapshotReader reader, Scratch scratch, StoodClock clock, Lake shadow) =>
        (this.home, this.raw, this.reader, this.scratch, this.clock, this.shadow) = (home, raw, reader, scratch, clock, shadow);

    /// <summary>What was made again, by its path below the home.</summary>
    public Dictionary<string, Remade> Remade { get; } = new(StringComparer.Ordinal);

    /// <summary>Why a file could not be made again, by its path below the home.</summary>
    public Dictionary<string, string> Lost { get; } = new(StringComparer.Ordinal);

    /// <summary>Why a snapshot could not be read again, by its hash.</summary>
    public Dictionary<string, string> Unread { get; } = new(StringComparer.Ordinal);

    /// <summary>The catalogue of the scratch lake.</summary>
    public CatalogFile Catalog => shadow.Catalog;

    public static async Task<Replay> StartAsync(LakeHome home, RawFiles raw, ISnapshotReader reader, Scratch scratch, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        var stood = new StoodClock();
        var lake = await Lake.OpenAsync(scratch.File("lake"), stood, new() { Disk = new FastDisk() }, cancellation);
        lake.Catalog.Change(c =>
        {
            foreach (var entry in entries)
                RebuiltRows.AddReceived(c, entry);
            return true;
        });
        return new(home, raw, reader, scratch, stood, lake);
    }

    /// <param name="entries">What was read, and when.</param>
    /// <param name="damaged">The files that are not whole, by their path.</param>
    /// <param name="wanted">Those of them that are to be made again.</param>
    /// <param name="everything">Read every snapshot, for what the catalogue said of it is lost too.</param>
    /// <param name="progress">Told of each snapshot.</param>
    /// <param name="cancellation">Ends the work; the damaged lake is as it was.</param>
    public async Task RunAsync(
        IReadOnlyList<JournalEntry> entries, IReadOnlySet<string> damaged, IReadOnlySet<string> wanted, bool everything, IProgress<LakeProgress>? progress, CancellationToken cancellation)
    {
        var versions = RecordedVersion.All(entries);
        var needed = Needed(versions, damaged, wanted);
        var touched = versions.Where(v => needed.Contains(v.File)).Select(v => v.Line).ToHashSet();
        var readings = (from entry in entries from reading in entry.Readings orderby reading.At, entry.Sha256 select (Entry: entry, Reading: reading)).ToList();
        for (var i = 0; i < readings.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (entry, reading) = readings[i];
            var brought = (reading.Versions ?? []).Select(v => new RecordedVersion(entry, reading, v)).ToList();
            var read = false;
            if (everything || brought.Exists(v => needed.Contains(v.File)))
            {
                progress?.Report(new(entry.FileName, i, readings.Count));
                read = await ReadAgainAsync(entry, reading, brought, needed, cancellation);
            }
            if (reading.Into == StoredReading.Flows)
            {
                foreach (var version in brought.Where(v => everything || touched.Contains(v.Line)))
                    Follow(version, read, damaged, needed);
            }
        }
    }

    public async ValueTask DisposeAsync() => await shadow.DisposeAsync();

    // From each wanted version back to the last whole one before it.
    private static HashSet<string> Needed(IReadOnlyList<RecordedVersion> versions, IReadOnlySet<string> damaged, IReadOnlySet<string> wanted)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in versions.GroupBy(v => v.Line))
        {
            var isNeeded = false;
            foreach (var version in line.OrderByDescending(v => v.Version.Number))
            {
                isNeeded = wanted.Contains(version.File) || (isNeeded && damaged.Contains(version.File) && !version.IsList);
                if (isNeeded)
                    needed.Add(version.File);
            }
        }
        return needed;
    }

    private async Task<bool> ReadAgainAsync(JournalEntry entry, StoredReading reading, List<RecordedVersion> brought, HashSet<string> needed, CancellationToken cancellation)
    {
        clock.Now = SqliteCommands.Moment(reading.At);
        try
        {
            await using var received = raw.Open(entry.Sha256);
            if (reading.Into == StoredReading.Flows)
                await shadow.IngestAsync(entry.Sha256, reading.Reading(), (sink, stop) => reader.ReadAsync(entry.Sha256, reading.Reading(), received, sink, stop), cancellation);
            else
                await ReadListAsync(entry, reading, received, brought.SingleOrDefault(v => needed.Contains(v.File)), cancellation);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException && !Faults.IsDiskFull(e.InnerException ?? e))
        {
            Unread[entry.Sha256] = e.Message;
            var into = reading.Into;
            shadow.Catalog.Change(c =>
            {
                SnapshotTable.MarkRead(c, entry.Sha256, into, reading.Reading(), clock.Now, summary: null, 0, 0);
                return true;
            });
            foreach (var list in brought.Where(v => v.IsList && needed.Contains(v.File)))
                Lost[list.File] = e.Message;
            return false;
        }
    }

    private async Task ReadListAsync(JournalEntry entry, StoredReading reading, Stream received, RecordedVersion? wanted, CancellationToken cancellation)
    {
        var file = scratch.File(string.Create(CultureInfo.InvariantCulture, $"list{Remade.Count}"));
        ListAccount account;
        await using (var stream = new FileStream(file, FileMode.Create, FileAccess.Write))
            account = await reader.ReadListAsync(reading.Reading(), received, raw.Open, stream, cancellation);
        shadow.Catalog.Change(c => ListWriting.MarkRead(c, entry.Sha256, reading.Reading(), account, clock.Now));
        if (wanted is not null)
            Remade[wanted.File] = new(file, account.Entities, await LakeHome.HashAsync(file, cancellation));
    }

    /// <summary>Goes on from the version as it was, where it is whole; else from what reading its snapshot again gave.</summary>
    private void Follow(RecordedVersion version, bool read, IReadOnlySet<string> damaged, HashSet<string> needed)
    {
        if (!damaged.Contains(version.File))
        {
            shadow.Catalog.Change(c =>
            {
                RebuiltRows.Adopt(c, version.AsUnit(home.At(version.File)));
                return true;
            });
            broken.Remove(version.Line);
            return;
        }
        var made = read ? shadow.Catalog.Read(c => RebuiltRows.Brought(c, version.Entry.Sha256, version.Reading.Source, version.Version.Reporter!.Value, version.Version.Year!.Value)) : null;
        if (made is not null && !broken.Contains(version.Line))
        {
            Remade[version.File] = new(Path.Combine(shadow.Home, made.File), made.Rows, made.Sha256);
            return;
        }
        if (needed.Contains(version.File))
        {
            Lost[version.File] = Unread.GetValueOrDefault(version.Entry.Sha256)
                ?? (broken.Contains(version.Line) ? "the version before it could not be made again" : $"reading {version.Entry.FileName} again gives nothing new for it; this Weir reads it otherwise");
        }
        broken.Add(version.Line);
    }

    private sealed class StoodClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Scratch need not survive a power cut.</summary>
    private sealed class FastDisk : Disk
    {
        public override void FlushFile(string file)
        {
        }

        public override void FlushFolder(string folder)
        {
        }
    }
}
