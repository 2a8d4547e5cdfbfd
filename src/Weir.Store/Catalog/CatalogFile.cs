using System.Globalization;
using Microsoft.Data.Sqlite;
using Weir.Store.Journals;

namespace Weir.Store.Catalog;

/// <summary>
/// <c>catalog.db</c>: opens connections to it and knows its schema. Each use takes a pooled connection of its own, so any
/// number of threads and processes read while one writes.
/// </summary>
internal sealed class CatalogFile : IDisposable
{
    private readonly string connectionString;

    private readonly string? whyReadOnly;

    private readonly Leases leases;

    private CatalogFile(LakeHome home, string connectionString, string? whyReadOnly = null)
    {
        Home = home;
        this.connectionString = connectionString;
        this.whyReadOnly = whyReadOnly;
        leases = new(home);
    }

    public LakeHome Home { get; }

    /// <summary>Whether the home can't be written, so that only reading works.</summary>
    public bool IsReadOnly => whyReadOnly is not null;

    /// <summary>Opens the catalogue, makes it where there is none, and brings an older one to this version.</summary>
    public static async Task<CatalogFile> OpenAsync(LakeHome home, WriterGate gate, CancellationToken cancellation)
    {
        if (File.Exists(home.Path))
            throw new LakeException($"{home.Path} is a file; the lake needs a folder there. Name a folder with --home (or WEIR_HOME).");
        if (!File.Exists(home.Catalog))
        {
            if (home.Files().Any(f => f.StartsWith("raw/", StringComparison.Ordinal)))
                throw new LakeException($"The catalogue {home.Catalog} is missing, while received files are there. Run `weir doctor --repair`, which makes it again from them; or put back a copy of it.");
            home.Disk.CreateDurableFolder(home.Path);
            using var turn = await gate.EnterAsync(cancellation);
            return Upgraded(new(home, ConnectionString(home, SqliteOpenMode.ReadWriteCreate)));
        }
        var catalog = Readable(home);
        if (catalog.SchemaVersion() < Schema.Version)
        {
            using var turn = await gate.EnterAsync(cancellation);
            return Upgraded(catalog);
        }
        return catalog;
    }

    /// <summary>Opens a copy of a catalogue that lies somewhere else, to read it.</summary>
    /// <exception cref="LakeException">A newer Weir wrote it.</exception>
    public static CatalogFile OpenCopy(LakeHome home, string file)
    {
        var copy = new CatalogFile(home, new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString(), "it is a copy");
        _ = copy.SchemaVersion();
        return copy;
    }

    /// <summary>A connection for one use; dispose it to give it back.</summary>
    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Reads one state of the catalogue, whatever others write meanwhile.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(connection);
    }

    /// <summary>
    /// Reads one state of the catalogue and holds the files that it names: none is deleted until what this gives is disposed.
    /// Whoever opens files of the lake asks for them here. A home that this process can't write gives no such promise.
    /// </summary>
    public Held<T> Hold<T>(Func<SqliteConnection, T> read) => IsReadOnly ? new(Read(read), null) : leases.Take(this, read);

    /// <inheritdoc cref="Leases.EndedAsync"/>
    public Task<bool> EndedAsync(long epoch, TimeSpan patience, CancellationToken cancellation) => leases.EndedAsync(epoch, patience, cancellation);

    /// <summary>What it takes on the disk, with what is not yet written back into it.</summary>
    public long Bytes => new FileInfo(Home.Catalog).Length + (new FileInfo(Home.Catalog + "-wal") is { Exists: true } log ? log.Length : 0);

    /// <summary>Gives the room of deleted rows back to the disk, and empties the log.</summary>
    public void Tidy()
    {
        RefuseIfReadOnly();
        using var connection = Connect();
        connection.Run("PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL");
        connection.Run("VACUUM");
        connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Runs a change in one transaction, which is on the disk when this returns unless it need not be (<paramref name="durable"/>).</summary>
    public T Change<T>(Func<SqliteConnection, T> change, bool durable = true)
    {
        RefuseIfReadOnly();
        using var connection = Connect();
        // SQLite itself waits for its turn in small steps; the library around it would wait in large ones.
        connection.Run(durable ? "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL" : "PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = change(connection);
        try
        {
            Home.Disk.Commit(transaction);
        }
        catch (Exception e) when (e is SqliteException or IOException && !Faults.IsDiskFull(e))
        {
            throw new CommitInDoubtException(e);
        }
        return result;
    }

    /// <exception cref="LakeException">The home can't be written.</exception>
    public void RefuseIfReadOnly()
    {
        if (IsReadOnly)
            throw new LakeException($"{Home.Path} can't be written: {whyReadOnly}. Reading works; to write, mend that, or choose another home with --home.");
    }

    /// <inheritdoc/>
    public void Dispose() => Forget(connectionString);

    /// <summary>Lets go of a catalogue that could not be opened, so that another may take its place.</summary>
    public static void Forget(LakeHome home) => Forget(ConnectionString(home, SqliteOpenMode.ReadWrite));

    private static void Forget(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>
    /// SQLite's WAL needs to write beside the database even to read. Where it may not, an idle catalogue is read as a file
    /// that nobody changes: by a new connection each time, so that what another user changes meanwhile is seen by the next.
    /// </summary>
    private static CatalogFile Readable(LakeHome home)
    {
        var writable = new CatalogFile(home, ConnectionString(home, SqliteOpenMode.ReadWrite));
        try
        {
            _ = writable.SchemaVersion();
            return writable;
        }
        catch (SqliteException e) when (WhyReadOnly(e) is not null)
        {
            var why = WhyReadOnly(e)!;
            var log = new FileInfo(home.Catalog + "-wal");
            if (log is { Exists: true, Length: > 0 })
                throw new LakeException($"{home.Path} can't be written ({why}), and its catalogue was left in the middle of work ({log.Name} is not empty). Mend that, or open it once where it can be written and copy it again.", e);
            var address = "file:" + Uri.EscapeDataString(home.Catalog).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1";
            var still = new CatalogFile(home, new SqliteConnectionStringBuilder { DataSource = address, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString(), why);
            _ = still.SchemaVersion();
            return still;
        }
    }

    // READONLY and CANTOPEN; then IOERR_SHMOPEN and IOERR_SHMSIZE, which is how SQLite says that there is no room for its shared memory.
    private static string? WhyReadOnly(SqliteException e) => e switch
    {
        { SqliteErrorCode: 8 or 14 } => "the folder or its disk is read-only for this user",
        { SqliteExtendedErrorCode: 4618 or 4874 } => "its disk is full",
        _ => null,
    };

    /// <summary>Where the catalogue of an older schema is kept when it is brought forward.</summary>
    public static string Backup(int schema) => string.Create(CultureInfo.InvariantCulture, $"catalog.db.v{schema}");

    private static CatalogFile Upgraded(CatalogFile catalog)
    {
        catalog.leases.Prepare();
        catalog.BackUp();
        using (var connection = catalog.Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }
        return catalog.Change(connection =>
        {
            // Read again now that nobody else writes: another process may have come first.
            var first = catalog.SchemaVersion(connection);
            for (var version = first; version < Schema.Version; version++)
                connection.Run(Schema.Step(version) + string.Create(CultureInfo.InvariantCulture, $"\nPRAGMA user_version = {version + 1};"));
            if (first == 1)
                catalog.WriteJournals(connection);
            return catalog;
        });
    }

    /// <summary>Writes the catalogue as it is at this moment into a new file.</summary>
    public void CopyTo(string file)
    {
        using var connection = Connect();
        connection.Run("VACUUM INTO $file", ("$file", file));
    }

    /// <summary>Makes a catalogue that was put in its place ready for several processes: a copy is a file for one.</summary>
    public static void Prepare(LakeHome home)
    {
        using var catalog = new CatalogFile(home, ConnectionString(home, SqliteOpenMode.ReadWrite));
        catalog.leases.Prepare();
        using var connection = catalog.Connect();
        connection.Run("PRAGMA journal_mode = WAL");
    }

    /// <summary>Keeps a whole copy of a catalogue that is about to be brought forward.</summary>
    private void BackUp()
    {
        if (SchemaVersion() is not (> 0 and < Schema.Version and var version))
            return;
        using var scratch = Scratch.Create(Home);
        var copy = scratch.File("catalog.db");
        CopyTo(copy);
        Home.Publish(copy, Backup(version));
    }

    // The first schema had no journals.
    private void WriteJournals(SqliteConnection connection)
    {
        using var scratch = Scratch.Create(Home);
        foreach (var entry in JournalTable.All(connection))
            Journal.Write(Home, entry, scratch);
    }

    private int SchemaVersion()
    {
        using var connection = Connect();
        return SchemaVersion(connection);
    }

    private int SchemaVersion(SqliteConnection connection)
    {
        var version = (int)connection.Number("PRAGMA user_version");
        return version <= Schema.Version
            ? version
            : throw new LakeException(string.Create(CultureInfo.InvariantCulture,
                $"The lake {Home.Path} was written by a newer Weir (its catalogue has version {version}, this one knows up to {Schema.Version}). Update Weir, or choose another home with --home; nothing was changed."));
    }

    private static string ConnectionString(LakeHome home, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = home.Catalog,
        Mode = mode,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();
}
