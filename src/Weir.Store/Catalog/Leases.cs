using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Weir.Store.Catalog;

/// <summary>
/// Keeps files where they are as long as anybody, in any process, reads them, and lets no reader wait. The catalogue has an
/// epoch, and for even and odd epochs there is a lock file; a reader shares the one of its epoch. Who wants to delete files takes
/// them out of the catalogue and begins the next epoch in one transaction, and waits until nobody shares the lock of the one before:
/// then whoever knew of the files has gone, and nobody else has heard of them.
/// </summary>
internal sealed class Leases(LakeHome home)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private long last;

    /// <summary>Makes the lock files, so that a reader on a full disk needs to make none.</summary>
    public void Prepare()
    {
        for (var epoch = 0; epoch < 2; epoch++)
        {
            if (!File.Exists(LockOf(epoch)))
                home.Disk.CreateFile(LockOf(epoch)).Dispose();
        }
    }

    /// <summary>Reads from the catalogue; the files that it named then stay until the lease is disposed.</summary>
    public Held<T> Take<T>(CatalogFile catalog, Func<SqliteConnection, T> read)
    {
        while (true)
        {
            var guess = Volatile.Read(ref last);
            var lease = Share(guess);
            try
            {
                // The epoch and what is read belong to one state: had the epoch gone on before the lock was shared, it is seen here.
                var held = catalog.Read(c =>
                {
                    Volatile.Write(ref last, LakeTable.Epoch(c));
                    return lease is not null && Volatile.Read(ref last) == guess ? new Held<T>(read(c), lease) : null;
                });
                if (held is not null)
                    return held;
            }
            catch
            {
                lease?.Dispose();
                throw;
            }
            lease?.Dispose();
        }
    }

    /// <summary>Waits until nobody reads under an epoch of this parity. False where somebody still does after <paramref name="patience"/>.</summary>
    public async Task<bool> EndedAsync(long epoch, TimeSpan patience, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        for (var pause = TimeSpan.FromMilliseconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            using (var alone = WriterGate.TryLock(LockOf(epoch)))
            {
                if (alone is not null)
                    return true;
            }
            if (waited.Elapsed >= patience)
                return false;
            await Task.Delay(pause, cancellation);
        }
    }

    private string LockOf(long epoch) => home.At(epoch % 2 == 0 ? "readers.0.lock" : "readers.1.lock");

    // Null where a compaction looks at this very moment whether an older epoch has ended: the catalogue then tells of a newer one.
    private SafeFileHandle? Share(long epoch)
    {
        try
        {
            return File.OpenHandle(LockOf(epoch), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        }
        catch (IOException e) when (WriterGate.IsHeldByAnother(e))
        {
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Somebody deleted the lock file and there is no room for another. A question is answered all the same.
            return new();
        }
    }
}

/// <summary>What was read from the catalogue, with the lease on the files that it names.</summary>
internal sealed class Held<T>(T what, SafeFileHandle? lease) : IDisposable
{
    public T What => what;

    /// <inheritdoc/>
    public void Dispose() => lease?.Dispose();
}
