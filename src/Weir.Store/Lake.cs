using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Engine;
using Weir.Store.Journals;
using Weir.Trade;

namespace Weir.Store;

/// <summary>
/// The lake: received files as they came, the observations read from them in versions that are never edited, and a catalogue
/// that says which version was current when. Safe to use from several threads; several processes may use one home, of which one writes at a time.
/// </summary>
public sealed partial class Lake : IAsyncDisposable
{
    private const int ShortestPrefix = 4;

    private readonly LakeHome home;
    private readonly TimeProvider clock;
    private readonly WriterGate gate;
    private readonly TimeSpan readerPatience;
    private readonly CatalogFile catalog;
    private readonly Journal journal;
    private readonly RawFiles raw;
    private readonly DuckDb engine;
    private readonly CellReader cells;
    private MachineClaim? claimed;
    private Scratch? spill;

    private Lake(LakeHome home, TimeProvider clock, WriterGate gate, CatalogFile catalog, TimeSpan readerPatience)
    {
        this.home = home;
        this.clock = clock;
        this.gate = gate;
        this.readerPatience = readerPatience;
        this.catalog = catalog;
        journal = new(home, catalog);
        raw = new(home);
        engine = new(SpillFolder);
        cells = new(catalog, engine);
    }

    /// <summary>Full path of the lake's folder.</summary>
    public string Home => home.Path;

    /// <summary>Whether the home can't be written: everything that reads works, everything that writes says so.</summary>
    public bool IsReadOnly => catalog.IsReadOnly;

    /// <summary>The door to the observations.</summary>
    public IFlowStore Flows => cells;

    /// <summary>Opens the lake in a folder, and makes it where there is none.</summary>
    /// <exception cref="LakeException">The folder can't be used, the catalogue is damaged, or a newer Weir wrote it.</exception>
    public static Task<Lake> OpenAsync(string home, TimeProvider clock, CancellationToken cancellation) =>
        OpenAsync(home, clock, new(), cancellation);

    /// <inheritdoc cref="OpenAsync(string, TimeProvider, CancellationToken)"/>
    public static Task<Lake> OpenAsync(string home, TimeProvider clock, LakeOptions options, CancellationToken cancellation)
    {
        var folder = new LakeHome(Path.TrimEndingDirectorySeparator(Path.GetFullPath(home)), options.Disk);
        return Faults.SayAsync(folder, "opening it", async () =>
        {
            cancellation.ThrowIfCancellationRequested();
            var turns = new WriterGate(folder, options.WriterPatience);
            var claim = MachineClaim.Take(folder, clock, options);
            try
            {
                return new Lake(folder, clock, turns, await CatalogFile.OpenAsync(folder, turns, cancellation), options.ReaderPatience) { claimed = claim };
            }
            catch
            {
                claim?.Dispose();
                throw;
            }
        });
    }

    /// <summary>Keeps the bytes of a stream as received, whatever they are; the same bytes twice are one snapshot, with its first origin.</summary>
    /// <exception cref="LakeException">The disk is full or read-only. What reading <paramref name="content"/> throws comes as it is, and nothing is kept.</exception>
    public async Task<Snapshot> KeepAsync(Stream content, SnapshotOrigin origin, CancellationToken cancellation)
    {
        try
        {
            return await WriteAsync($"keeping {origin.FileName}", async () =>
            {
                var (sha256, bytes) = await raw.KeepAsync(content, content.CanSeek && catalog.Read(c => SnapshotTable.AnyOfSize(c, content.Length)), cancellation);
                // What the catalogue has lost (an older copy of it was put back) keeps the origin that it had.
                var (receivedAt, from) = Journal.Find(home, sha256) is { } before ? (SqliteCommands.Moment(before.ReceivedAt), before.Origin) : (clock.GetUtcNow(), origin);
                return journal.Change(sha256, c =>
                {
                    SnapshotTable.AddIfNew(c, sha256, bytes, receivedAt, from);
                    return SnapshotTable.Find(c, sha256)!;
                });
            });
        }
        catch (ReceivingFailedException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    /// <summary>The bytes of a snapshot as received, forward only.</summary>
    /// <exception cref="LakeException">There is no such snapshot, or its file is missing. Reading throws it where the file is damaged.</exception>
    public Task<Stream> OpenSnapshotAsync(string sha256, CancellationToken cancellation) =>
        ReadAsync($"opening snapshot {sha256}", cancellation, c => SnapshotTable.Find(c, sha256) is null ? throw Unknown(sha256) : raw.Open(sha256));

    /// <summary>
    /// Reads a snapshot into the lake. <paramref name="read"/> gives its rows to the sink; when it returns, everything becomes
    /// current at once: a new version of each unit in which a cell is new or has changed. When it throws, nothing happens.
    /// </summary>
    /// <param name="sha256">The snapshot, kept before.</param>
    /// <param name="source">The id of the source that reads it.</param>
    /// <param name="read">The reader.</param>
    /// <param name="cancellation">Ends the work; nothing of it stays.</param>
    /// <exception cref="LakeException">No such snapshot, disk full or read-only, another process writes for too long, a damaged file.</exception>
    public Task<IngestOutcome> IngestAsync(string sha256, string source, Func<IObservationSink, CancellationToken, Task<ReadSummary>> read, CancellationToken cancellation) =>
        IngestAsync(sha256, new SnapshotReading(source), read, cancellation);

    /// <inheritdoc cref="IngestAsync(string, string, Func{IObservationSink, CancellationToken, Task{ReadSummary}}, CancellationToken)"/>
    /// <param name="sha256">The snapshot, kept before.</param>
    /// <param name="reading">How it is read; kept, so that it can be read again.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="cancellation">Ends the work; nothing of it stays.</param>
    public async Task<IngestOutcome> IngestAsync(string sha256, SnapshotReading reading, ISnapshotReader reader, CancellationToken cancellation)
    {
        // The reader is told now what it will be told when it reads again.
        var whole = reading.FileName is not null ? reading : reading with { FileName = (await KnownAsync(sha256, cancellation)).Origin.FileName };
        return await IngestAsync(sha256, whole, async (sink, stop) =>
        {
            await using var received = await OpenSnapshotAsync(sha256, stop);
            return await reader.ReadAsync(sha256, whole, received, sink, stop);
        }, cancellation);
    }

    internal async Task<IngestOutcome> IngestAsync(string sha256, SnapshotReading reading, Func<IObservationSink, CancellationToken, Task<ReadSummary>> read, CancellationToken cancellation)
    {
        var source = reading.Source;
        CheckName(source, nameof(source));
        catalog.RefuseIfReadOnly();
        if (await KnownAsync(sha256, cancellation) is { State: SnapshotState.Read } known)
            return new(known, AlreadyKnown: true, 0, 0, 0, 0);
        await using var ingestion = await WriteAsync($"preparing to read {sha256}", () =>
            Task.FromResult(new Ingestion(home, clock, gate, catalog, journal, engine, sha256, reading)));
        // What the reader throws is the caller's to understand; only what the lake does is put in the lake's words.
        var summary = await read(ingestion.Sink, cancellation);
        return await WriteAsync($"writing what was read from {sha256}", () => ingestion.FinishAsync(summary, cancellation));
    }

    /// <summary>Marks a snapshot as kept but not read, with the reason; what was current stays current.</summary>
    /// <exception cref="LakeException">No such snapshot, or its observations are in the lake already.</exception>
    public Task RejectAsync(string sha256, string reason, CancellationToken cancellation) =>
        WriteAsync($"rejecting {sha256}", () =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(journal.Change(sha256, c =>
            {
                var snapshot = SnapshotTable.Find(c, sha256) ?? throw Unknown(sha256);
                if (snapshot.State == SnapshotState.Read)
                    throw new LakeException($"Snapshot {sha256} ({snapshot.Origin.FileName}) was read before and can't be rejected now; nothing that was current is taken back.");
                SnapshotTable.MarkRejected(c, sha256, reason);
                return true;
            }));
        });

    /// <summary>Records a built brief.</summary>
    public Task SaveBuildAsync(BriefBuild build, CancellationToken cancellation) =>
        WriteAsync($"recording the build of {build.Brief}", () =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(catalog.Change(c =>
            {
                DeskTables.AddBuild(c, build);
                return true;
            }));
        });

    /// <summary>The build of a brief that was recorded last; null where none was.</summary>
    public Task<BriefBuild?> LastBuildAsync(string desk, string brief, CancellationToken cancellation) =>
        ReadAsync($"reading the last build of {brief}", cancellation, c => DeskTables.LastBuild(c, desk, brief));

    /// <summary>Counts one view of a page and gives the count; in a read-only home the count as it stands.</summary>
    public Task<int> CountViewAsync(string page, CancellationToken cancellation) => IsReadOnly
        ? ReadAsync("reading a view count", cancellation, c => DeskTables.Views(c, page))
        : WriteAsync("counting a view", () =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(catalog.Change(c => DeskTables.CountView(c, page), durable: false));
        });

    /// <summary>
    /// Makes a new version of a list current: <paramref name="writeEntities"/> writes FollowTheMoney JSON, one entity a line, and
    /// returns how many. The snapshot that the newest version was read from, or the same entities again, change nothing; one that an
    /// older version was read from makes a new version, for the publisher has gone back to it.
    /// </summary>
    /// <exception cref="LakeException">No such snapshot, disk full or read-only.</exception>
    public Task<ListVersion> WriteListAsync(string list, string snapshotSha256, Func<Stream, CancellationToken, Task<int>> writeEntities, CancellationToken cancellation) =>
        WriteListAsync(snapshotSha256, new SnapshotReading(list), async (entities, stop) => new ListAccount(await writeEntities(entities, stop)), cancellation);

    /// <inheritdoc cref="WriteListAsync(string, string, Func{Stream, CancellationToken, Task{int}}, CancellationToken)"/>
    /// <param name="sha256">The snapshot, kept before.</param>
    /// <param name="reading">How it is read; kept, so that it can be read again.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="cancellation">Ends the work; nothing of it is current then.</param>
    public async Task<ListVersion> WriteListAsync(string sha256, SnapshotReading reading, ISnapshotReader reader, CancellationToken cancellation)
    {
        var whole = reading.FileName is not null ? reading : reading with { FileName = (await KnownAsync(sha256, cancellation)).Origin.FileName };
        return await WriteListAsync(sha256, whole, async (entities, stop) =>
        {
            await using var received = await OpenSnapshotAsync(sha256, stop);
            return await reader.ReadListAsync(whole, received, raw.Open, entities, stop);
        }, cancellation);
    }

    private async Task<ListVersion> WriteListAsync(string sha256, SnapshotReading reading, Func<Stream, CancellationToken, Task<ListAccount>> writeEntities, CancellationToken cancellation)
    {
        CheckName(reading.Source, nameof(reading));
        catalog.RefuseIfReadOnly();
        _ = await KnownAsync(sha256, cancellation);
        return await new ListWriting(home, clock, gate, catalog, journal).RunAsync(sha256, reading, writeEntities, cancellation);
    }

    /// <summary>The current version of each list, by name.</summary>
    public Task<IReadOnlyList<ListVersion>> CurrentListsAsync(CancellationToken cancellation) =>
        ListsAsync(asOf: null, cancellation);

    /// <summary>The version of each list that was current at a moment (null is now), by name.</summary>
    public Task<IReadOnlyList<ListVersion>> ListsAsync(DateTimeOffset? asOf, CancellationToken cancellation) =>
        ReadAsync("reading the lists", cancellation, c => VersionTable.Lists(c, asOf));

    /// <summary>Every version of every list that the lake ever had, by list and number; those that retention dropped say when.</summary>
    public Task<IReadOnlyList<ListVersion>> ListVersionsAsync(CancellationToken cancellation) =>
        ReadAsync("reading the lists", cancellation, VersionTable.AllLists);

    /// <summary>The entities of a version, FollowTheMoney JSON, one a line.</summary>
    /// <exception cref="LakeException">The file is missing, or retention dropped it.</exception>
    public Task<Stream> OpenListAsync(ListVersion version, CancellationToken cancellation) =>
        Faults.SayAsync<Stream>(home, $"opening list {version.List}", () =>
        {
            cancellation.ThrowIfCancellationRequested();
            using var held = catalog.Hold(c => VersionTable.Kept(c, version));
            return Task.FromResult<Stream>(new FileStream(home.At(version.File), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan));
        });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        engine.Dispose();
        spill?.Dispose();
        catalog.Dispose();
        claimed?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static LakeException Unknown(string sha256) =>
        new($"The lake has no snapshot {sha256}; keep the file first (`weir ingest` does), or look at `weir sources` for what is there.");

    private static void CheckName(string name, string parameter)
    {
        if (!LakeHome.IsName(name))
            throw new ArgumentException($"'{name}' is no id: use 1 to 64 of a-z, 0-9, - and _", parameter);
    }

    /// <summary>Beside the data where that can be written; a question must be answered on a full or read-only disk too.</summary>
    private string SpillFolder()
    {
        try
        {
            if (!IsReadOnly)
                return (spill ??= Scratch.Create(home)).File("spill");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it is the system's folder for such things. Only very large results ever go there.
        }
        return Path.Combine(Path.GetTempPath(), "weir-" + Guid.NewGuid().ToString("n"));
    }

    private Task<Snapshot> KnownAsync(string sha256, CancellationToken cancellation) =>
        ReadAsync("finding a snapshot", cancellation, c => SnapshotTable.Find(c, sha256) ?? throw Unknown(sha256));

    private Task<T> ReadAsync<T>(string doing, CancellationToken cancellation, Func<SqliteConnection, T> read) =>
        Faults.SayAsync(home, doing, () =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(catalog.Read(read));
        });

    private Task<T> WriteAsync<T>(string doing, Func<Task<T>> write)
    {
        catalog.RefuseIfReadOnly();
        return Faults.SayAsync(home, doing, write);
    }
}
