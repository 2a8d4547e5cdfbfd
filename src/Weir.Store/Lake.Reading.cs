using System.Globalization;
using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Engine.Sql;
using Weir.Trade;

namespace Weir.Store;

/// <content>What can be read of it.</content>
public sealed partial class Lake
{
    /// <summary>All snapshots in the order they were received.</summary>
    public Task<IReadOnlyList<Snapshot>> SnapshotsAsync(CancellationToken cancellation) =>
        ReadAsync("reading the snapshots", cancellation, SnapshotTable.All);

    /// <summary>
    /// The snapshots that the lake had at a moment (null is now), in the order they were received; one that was read only later
    /// is given as it stood then, received and not read.
    /// </summary>
    public Task<IReadOnlyList<Snapshot>> SnapshotsAsync(DateTimeOffset? asOf, CancellationToken cancellation) =>
        ReadAsync("reading the snapshots", cancellation, c => asOf is { } moment ? SnapshotTable.At(c, moment) : SnapshotTable.All(c));

    /// <summary>The snapshot whose hash begins like this (at least 4 digits); null where there is none.</summary>
    /// <exception cref="LakeException">Several do.</exception>
    public Task<Snapshot?> FindSnapshotAsync(string sha256OrPrefix, CancellationToken cancellation) =>
        ReadAsync("finding a snapshot", cancellation, c => FindSnapshot(c, sha256OrPrefix));

    /// <summary>The rows of a snapshot that could not be read, in the order of the file.</summary>
    public Task<IReadOnlyList<QuarantinedRow>> QuarantineAsync(string sha256, CancellationToken cancellation) =>
        ReadAsync("reading the quarantine", cancellation, c => SnapshotTable.Quarantined(c, sha256));

    /// <summary>Every version of every unit, by unit and number.</summary>
    public Task<IReadOnlyList<UnitVersion>> VersionsAsync(CancellationToken cancellation) =>
        ReadAsync("reading the versions", cancellation, VersionTable.All);

    /// <summary>
    /// A moment whose vintage is what is current now: the clock's, or the newest version's where the clock is behind it. What is
    /// to be found again later (a built brief) reads and records this as its <see cref="CellQuery.AsOf"/>.
    /// </summary>
    public Task<DateTimeOffset> MomentAsync(CancellationToken cancellation) =>
        ReadAsync("reading the clock", cancellation, c =>
        {
            var now = clock.GetUtcNow();
            return VersionTable.Latest(c) is { } latest && latest > now ? latest : now;
        });

    /// <summary>The row with this printed id (<see cref="ObservationId.ToString"/>): what was read from it, or why it was not; null where no snapshot has that hash.</summary>
    /// <exception cref="LakeException">Several snapshots' hashes begin like it.</exception>
    public async Task<FoundRow?> FindRowAsync(string printedId, CancellationToken cancellation)
    {
        var colon = printedId.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !long.TryParse(printedId.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            return null;
        return await Faults.SayAsync(home, $"finding row {printedId}", async () =>
        {
            cancellation.ThrowIfCancellationRequested();
            using var state = catalog.Hold(c => FindSnapshot(c, printedId[..colon]) is { } s
                ? (s, VersionTable.Holding(c, s.Sha256), SnapshotTable.FindQuarantined(c, new(s.Sha256, row)))
                : ((Snapshot?)null, (IReadOnlyList<UnitVersion>)[], (QuarantinedRow?)null));
            var (found, versions, bad) = state.What;
            if (found is null)
                return null;
            var id = new ObservationId(found.Sha256, row);
            return new FoundRow(id, found, await cells.OfRowAsync(id, versions, cancellation), bad);
        });
    }

    /// <summary>
    /// Answers a query of the user's own in SQL over the tables <c>flows</c>, <c>snapshots</c>, <c>versions</c>, <c>coverage</c>,
    /// <c>economies</c> and <c>units</c> of one moment (docs/lake.md). It reads those and nothing else, whatever its text says.
    /// </summary>
    /// <exception cref="LakeException">The query is wrong, is no single SELECT, asks for something else, or needs more time or memory than it may take; or retention dropped its moment.</exception>
    public Task<SqlAnswer> SqlAsync(SqlQuery query, CancellationToken cancellation) =>
        Faults.SayAsync(home, "answering a query", async () =>
        {
            cancellation.ThrowIfCancellationRequested();
            using var tables = catalog.Hold(c => LakeTables.Read(c, query.AsOf));
            using var sandbox = new Sandbox(query, tables.What, [.. tables.What.CurrentFiles.Select(home.At)], SpillFolder() + "-sql");
            return await sandbox.RunAsync(cancellation);
        });

    private static Snapshot? FindSnapshot(SqliteConnection connection, string text)
    {
        var prefix = text.ToLowerInvariant();
        if (prefix.Length < ShortestPrefix || !prefix.All(char.IsAsciiHexDigit))
            return null;
        var found = SnapshotTable.StartingWith(connection, prefix);
        return found.Count <= 1
            ? found.SingleOrDefault()
            : throw new LakeException($"{found.Count} snapshots begin with {prefix}; give more digits of the hash ({string.Join(", ", found.Take(3).Select(s => s.Sha256[..16]))} …).");
    }
}
