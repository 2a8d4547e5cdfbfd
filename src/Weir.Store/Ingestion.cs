using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Engine;
using Weir.Store.Journals;
using Weir.Trade;

namespace Weir.Store;

/// <summary>
/// One ingestion: rows are kept aside while they are read; the next version of each unit is written beside the current one, without the
/// writer's turn, for that takes long; then, in its turn and where nobody else was faster, one transaction makes all of them current.
/// Killed before it, the lake is as it was and the new files are nobody's; killed after it, the lake is as it should be.
/// </summary>
internal sealed class Ingestion : IAsyncDisposable
{
    /// <summary>How repeated rows are called in <see cref="ReadSummary.LeftOut"/>.</summary>
    public const string RepeatedRows = "the same cell with the same values as an earlier row";

    private readonly LakeHome home;
    private readonly TimeProvider clock;
    private readonly WriterGate gate;
    private readonly CatalogFile catalog;
    private readonly Journal journal;
    private readonly SnapshotReading reading;
    private readonly string source;
    private readonly string sha256;
    private readonly Scratch scratch;
    private readonly Staging staging;
    private readonly UnitWriter writer;
    private readonly Dictionary<(int Reporter, int Year), NextVersion> written = [];
    private readonly Channel<StagedUnit> left = Channel.CreateUnbounded<StagedUnit>();
    private readonly CancellationTokenSource abandoned = new();
    private readonly Task writingEarly;

    /// <exception cref="LakeException">The home can't be written.</exception>
    public Ingestion(LakeHome home, TimeProvider clock, WriterGate gate, CatalogFile catalog, Journal journal, DuckDb engine, string sha256, SnapshotReading reading)
    {
        this.home = home;
        this.clock = clock;
        this.gate = gate;
        this.catalog = catalog;
        this.journal = journal;
        this.reading = reading;
        this.sha256 = sha256;
        source = reading.Source;
        Scratch.Sweep(home);
        scratch = Scratch.Create(home);
        try
        {
            staging = new(home, engine, source, sha256) { Left = unit => left.Writer.TryWrite(unit) };
            writer = new(staging, source, sha256);
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
        writingEarly = WriteEarlyAsync();
    }

    /// <summary>Takes what the reader reads.</summary>
    public IObservationSink Sink => staging;

    /// <summary>Makes what was read current.</summary>
    public async Task<IngestOutcome> FinishAsync(ReadSummary summary, CancellationToken cancellation)
    {
        staging.Finish();
        left.Writer.TryComplete();
        await writingEarly;
        // A row that could not be read may be any cell that seems to be missing.
        IReadOnlyList<Coverage> scope = staging.Quarantined > 0 ? [] : [.. summary.Coverage.Where(c => c.Completeness is Completeness.Complete or Completeness.Whole)];
        foreach (var unit in staging.Units)
            await WriteAsync(unit, scope, cancellation);

        using var turn = await gate.EnterAsync(cancellation);
        // Asked again, now that nobody else writes: another process may have read the same snapshot meanwhile, or a new version of a unit.
        var known = catalog.Read(c => SnapshotTable.Find(c, sha256))!;
        if (known.State == SnapshotState.Read)
            return new(known, AlreadyKnown: true, 0, 0, 0, 0);
        foreach (var unit in staging.Units)
            await WriteAsync(unit, scope, cancellation);
        return Publish(summary, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        left.Writer.TryComplete();
        await abandoned.CancelAsync();
        await writingEarly.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        abandoned.Dispose();
        writer.Dispose();
        staging.Dispose();
        scratch.Dispose();
    }

    /// <summary>Units that are new to the lake need nothing but their own rows, so they are written while the reader goes on to the next.</summary>
    private async Task WriteEarlyAsync()
    {
        await foreach (var unit in left.Reader.ReadAllAsync(abandoned.Token).ConfigureAwait(false))
        {
            if (!written.ContainsKey((unit.Reporter, unit.Year)) && catalog.Read(c => Current(c, unit)) is null)
                await WriteAsync(unit, [], abandoned.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the next version of a unit, unless that was done with the same rows over the same current version.</summary>
    private async Task WriteAsync(StagedUnit unit, IReadOnlyList<Coverage> scope, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var held = catalog.Hold(c => Current(c, unit));
        var current = held.What;
        var key = (unit.Reporter, unit.Year);
        if (written.TryGetValue(key, out var done) && done.Unit == unit && done.Over == (current?.Number ?? 0))
            return;
        var temporary = scratch.File(string.Create(CultureInfo.InvariantCulture, $"unit-{unit.Reporter}-{unit.Year}.parquet"));
        var change = writer.Write(unit, current is null ? null : home.At(current.File), scope, temporary, cancellation);
        var hash = change.Rows == 0 ? "" : await LakeHome.HashAsync(temporary, cancellation);
        written[key] = new(unit, current?.Number ?? 0, change, temporary, hash);
    }

    private UnitVersion? Current(SqliteConnection connection, StagedUnit unit) => VersionTable.Current(connection, source, unit.Reporter, unit.Year);

    private IngestOutcome Publish(ReadSummary summary, CancellationToken cancellation)
    {
        var all = written.Values.OrderBy(n => (n.Unit.Reporter, n.Unit.Year)).ToList();
        var published = new List<UnitVersion>();
        try
        {
            foreach (var next in all.Where(n => n.Change.Rows > 0))
            {
                cancellation.ThrowIfCancellationRequested();
                var (reporter, year, number) = (next.Unit.Reporter, next.Unit.Year, next.Over + 1);
                var file = LakeHome.Flows(source, reporter, year, number);
                home.Publish(next.File, file);
                published.Add(new(source, reporter, year, number, default, sha256, next.Change.Rows, file, next.Sha256));
            }
            foreach (var conflict in all.SelectMany(n => n.Change.Conflicts))
                staging.Quarantine(conflict);
            var accepted = staging.Accepted - all.Sum(n => n.Change.Repeated + n.Change.Conflicts.Count);
            var account = Account(summary, all);
            cancellation.ThrowIfCancellationRequested();
            var snapshot = journal.Change(sha256, c =>
            {
                var moment = VersionTable.NextMoment(c, clock);
                foreach (var version in published)
                    VersionTable.Add(c, version with { CurrentFrom = moment });
                SnapshotTable.Quarantine(c, sha256, staging.QuarantinedRows());
                SnapshotTable.MarkRead(c, sha256, StoredReading.Flows, reading, moment, account, accepted, staging.Quarantined);
                return SnapshotTable.Find(c, sha256)!;
            });
            return new(snapshot, AlreadyKnown: false, published.Count, all.Sum(n => n.Change.Added), all.Sum(n => n.Change.Changed), all.Sum(n => n.Change.Unchanged))
            {
                Removed = all.Sum(n => n.Change.Removed),
            };
        }
        catch (Exception e) when (e is not CommitInDoubtException)
        {
            foreach (var version in published)
                TakeBack(version.File);
            throw;
        }
    }

    /// <summary>The reader's account, with what was found out since.</summary>
    private static ReadSummary Account(ReadSummary summary, IReadOnlyList<NextVersion> all)
    {
        if (all.Sum(n => n.Change.Repeated) is > 0 and var repeated)
            summary = summary with { LeftOut = new SortedDictionary<string, long>(summary.LeftOut.ToDictionary(), StringComparer.Ordinal) { [RepeatedRows] = repeated } };
        var doubtful = all.Where(n => n.Change.Doubtful > 0).Select(n => string.Create(CultureInfo.InvariantCulture,
            $"{n.Change.Doubtful:N0} cells of {Economies.FromNumber(n.Unit.Reporter)} {n.Unit.Year} that were there before are missing, more than half of what the file speaks for: it is rather broken off or filtered than revised, and they stay as they were."));
        return summary with { Notes = [.. summary.Notes, .. doubtful] };
    }

    private void TakeBack(string file)
    {
        try
        {
            home.Disk.Delete(home.At(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays as a file that the catalogue does not know; the next version of the unit replaces it. What failed before is what matters.
        }
    }

    /// <summary>A version that is written and not yet published.</summary>
    private sealed record NextVersion(StagedUnit Unit, int Over, UnitChange Change, string File, string Sha256);
}
