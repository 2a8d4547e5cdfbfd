using Weir.Store.Catalog;
using Weir.Store.Engine;
using Weir.Store.Journals;
using Weir.Trade;

namespace Weir.Store;

/// <summary>
/// The end of an ingestion: new Parquet files beside the old ones, then one transaction that makes them all current. Killed
/// before it, the lake is as it was and the new files are nobody's; killed after it, the lake is as it should be.
/// </summary>
internal sealed class Ingestion(LakeHome home, TimeProvider clock, WriterGate gate, CatalogFile catalog, Journal journal, Staging staging, Scratch scratch)
{
    /// <summary>How repeated rows are called in <see cref="ReadSummary.LeftOut"/>.</summary>
    public const string RepeatedRows = "the same cell with the same values as an earlier row";

    public async Task<IngestOutcome> RunAsync(string sha256, SnapshotReading reading, ReadSummary summary, CancellationToken cancellation)
    {
        var source = reading.Source;
        using var turn = await gate.EnterAsync(cancellation);
        // Asked again, now that nobody else writes: another process may have read the same snapshot meanwhile.
        var known = catalog.Read(c => SnapshotTable.Find(c, sha256))!;
        if (known.State == SnapshotState.Read)
            return new(known, AlreadyKnown: true, 0, 0, 0, 0);

        var published = new List<UnitVersion>();
        try
        {
            long added = 0, changed = 0, unchanged = 0;
            foreach (var unit in staging.Units())
            {
                cancellation.ThrowIfCancellationRequested();
                var current = catalog.Read(c => VersionTable.Current(c, source, unit.Reporter, unit.Year));
                var currentFile = current is null ? null : home.At(current.File);
                var change = staging.Compare(unit, currentFile);
                (added, changed, unchanged) = (added + change.Added, changed + change.Changed, unchanged + change.Unchanged);
                if (change.Added + change.Changed > 0)
                    published.Add(await PublishAsync(sha256, source, unit, current, currentFile, cancellation));
            }
            var whole = staging.Repeated == 0 ? summary : summary with { LeftOut = new SortedDictionary<string, long>(summary.LeftOut.ToDictionary(), StringComparer.Ordinal) { [RepeatedRows] = staging.Repeated } };
            cancellation.ThrowIfCancellationRequested();
            var snapshot = journal.Change(sha256, c =>
            {
                var moment = VersionTable.NextMoment(c, clock);
                foreach (var version in published)
                    VersionTable.Add(c, version with { CurrentFrom = moment });
                SnapshotTable.Quarantine(c, sha256, staging.QuarantinedRows());
                SnapshotTable.MarkRead(c, sha256, StoredReading.Flows, reading, moment, whole, staging.Accepted, staging.Quarantined);
                return SnapshotTable.Find(c, sha256)!;
            });
            return new(snapshot, AlreadyKnown: false, published.Count, added, changed, unchanged);
        }
        catch
        {
            foreach (var version in published)
                TakeBack(version.File);
            throw;
        }
    }

    private async Task<UnitVersion> PublishAsync(string sha256, string source, StagedUnit unit, UnitVersion? current, string? currentFile, CancellationToken cancellation)
    {
        var number = (current?.Number ?? 0) + 1;
        var temporary = scratch.File("unit.parquet");
        var rows = staging.Write(unit, currentFile, temporary);
        var hash = await LakeHome.HashAsync(temporary, cancellation);
        var file = LakeHome.Flows(source, unit.Reporter, unit.Year, number);
        home.Publish(temporary, file);
        return new(source, unit.Reporter, unit.Year, number, default, sha256, rows, file, hash);
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
}
