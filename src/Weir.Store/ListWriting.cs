using Microsoft.Data.Sqlite;
using Weir.Store.Catalog;
using Weir.Store.Journals;

namespace Weir.Store;

/// <summary>Writes a list's entities aside, then makes them current in one transaction.</summary>
internal sealed class ListWriting(LakeHome home, TimeProvider clock, WriterGate gate, CatalogFile catalog, Journal journal)
{
    public async Task<ListVersion> RunAsync(string sha256, SnapshotReading reading, Func<Stream, CancellationToken, Task<ListAccount>> writeEntities, CancellationToken cancellation)
    {
        var list = reading.Source;
        if (Before(list) is [.., var newest] && newest.Snapshot == sha256)
            return newest;
        using var scratch = await Faults.SayAsync(home, $"preparing to write list {list}", () => Task.FromResult(Scratch.Create(home)));
        var temporary = scratch.File("entities.ftm.json");
        ListAccount account;
        try
        {
            await using var stream = await Faults.SayAsync(home, $"preparing to write list {list}", () => Task.FromResult(home.Disk.CreateFile(temporary)));
            account = await writeEntities(stream, cancellation);
        }
        catch (IOException e) when (Faults.IsDiskFull(e))
        {
            // The writer writes into the lake; whatever else it throws is its own.
            throw Faults.InWords(home, $"writing list {list}", e);
        }
        return await Faults.SayAsync(home, $"writing list {list}", async () =>
        {
            var hash = await LakeHome.HashAsync(temporary, cancellation);
            using var turn = await gate.EnterAsync(cancellation);
            var before = Before(list);
            if (before is [.., var meanwhile] && meanwhile.Snapshot == sha256)
                return meanwhile;
            if (before is [.., var current] && current.Sha256 == hash)
            {
                journal.Change(sha256, c => MarkRead(c, sha256, reading, account, VersionTable.NextMoment(c, clock)));
                return current;
            }
            var number = before.Count == 0 ? 1 : before[^1].Number + 1;
            var file = LakeHome.List(list, number);
            home.Publish(temporary, file);
            return journal.Change(sha256, c =>
            {
                var moment = VersionTable.NextMoment(c, clock);
                var version = new ListVersion(list, number, sha256, account.Entities, moment, file, hash);
                VersionTable.AddList(c, version);
                MarkRead(c, sha256, reading, account, moment);
                return version;
            });
        });
    }

    /// <summary>Says of a snapshot that a list was read from it, and what of it could not be read.</summary>
    public static bool MarkRead(SqliteConnection connection, string sha256, SnapshotReading reading, ListAccount account, DateTimeOffset moment)
    {
        connection.Run("DELETE FROM quarantine WHERE snapshot = $sha256", ("$sha256", sha256));
        SnapshotTable.Quarantine(connection, sha256, account.Quarantined);
        SnapshotTable.MarkRead(connection, sha256, StoredReading.Lists, reading, moment, account.Summary, account.Entities, account.Quarantined.Count);
        return true;
    }

    private IReadOnlyList<ListVersion> Before(string list) => [.. catalog.Read(VersionTable.AllLists).Where(v => v.List == list)];
}
