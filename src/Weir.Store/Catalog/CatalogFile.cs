using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Weir.Store.Catalog;

/// <summary>
/// <c>catalog.db</c>: opens connections to it and knows its schema. Each use takes a pooled connection of its own, so any
/// number of threads and processes read while one writes.
/// </summary>
internal sealed class CatalogFile : IDisposable
{
    private readonly string connectionString;

    private CatalogFile(LakeHome home, string connectionString, bool readOnly)
    {
        Home = home;
        this.connectionString = connectionString;
        IsReadOnly = readOnly;
    }

    public LakeHome Home { get; }

    /// <summary>Whether the home can't be written, so that only reading works.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Opens the catalogue, makes it where there is none, and brings an older one to this version.</summary>
    public static async Task<CatalogFile> OpenAsync(LakeHome home, WriterGate gate, CancellationToken cancellation)
    {
        if (File.Exists(home.Path))
            throw new LakeException($"{home.Path} is a file; the lake needs a folder there. Name a folder with --home (or WEIR_HOME).");
        if (!File.Exists(home.Catalog))
        {
            Durable.CreateFolder(home.Path);
            using var turn = await gate.EnterAsync(cancellation);
            return Upgraded(new(home, ConnectionString(home, SqliteOpenMode.ReadWriteCreate), readOnly: false));
        }
        var catalog = Readable(home);
        if (catalog.SchemaVersion() < Schema.Version)
        {
            using var turn = await gate.EnterAsync(cancellation);
            return Upgraded(catalog);
        }
        return catalog;
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

    /// <summary>Runs a change in one transaction that is on the disk when this returns.</summary>
    public T Change<T>(Func<SqliteConnection, T> change)
    {
        RefuseIfReadOnly();
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = change(connection);
        transaction.Commit();
        return result;
    }

    /// <exception cref="LakeException">The home is read-only.</exception>
    public void RefuseIfReadOnly()
    {
        if (IsReadOnly)
            throw new LakeException($"{Home.Path} can't be written: the folder or its disk is read-only for this user. Reading works; to ingest, change its rights or choose another home with --home.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>
    /// SQLite's WAL needs to write beside the database even to read. Where it may not, an idle catalogue is read as a file
    /// that nobody changes, which is what a read-only disk or a copy on a medium is.
    /// </summary>
    private static CatalogFile Readable(LakeHome home)
    {
        var writable = new CatalogFile(home, ConnectionString(home, SqliteOpenMode.ReadWrite), readOnly: false);
        try
        {
            _ = writable.SchemaVersion();
            return writable;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 8 or 14)
        {
            var log = new FileInfo(home.Catalog + "-wal");
            if (log is { Exists: true, Length: > 0 })
                throw new LakeException($"{home.Path} is read-only and its catalogue was left in the middle of work ({log.Name} is not empty). Open it once where it can be written, then copy it again.", e);
            var address = "file:" + Uri.EscapeDataString(home.Catalog).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1";
            var still = new CatalogFile(home, new SqliteConnectionStringBuilder { DataSource = address, Mode = SqliteOpenMode.ReadOnly }.ToString(), readOnly: true);
            _ = still.SchemaVersion();
            return still;
        }
    }

    private static CatalogFile Upgraded(CatalogFile catalog)
    {
        using (var connection = catalog.Connect())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }
        return catalog.Change(connection =>
        {
            // Read again now that nobody else writes: another process may have come first.
            for (var version = catalog.SchemaVersion(connection); version < Schema.Version; version++)
                connection.Run(Schema.Step(version) + string.Create(CultureInfo.InvariantCulture, $"\nPRAGMA user_version = {version + 1};"));
            return catalog;
        });
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
