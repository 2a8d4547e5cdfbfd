using System.Globalization;
using DuckDB.NET.Data;

namespace Weir.Store.Engine;

/// <summary>An in-memory DuckDB. It starts with the first use, for a lake is often opened without a question to the engine.</summary>
internal sealed class DuckDb : IDisposable
{
    // Beside it the program needs some two hundred megabytes; what does not fit goes to the disk.
    private const string Memory = "800MB";

    private readonly Lock starting = new();
    private readonly Func<string> spillFolder;
    private DuckDBConnection? root;
    private int spaces;

    /// <param name="spillFolder">Asked when the engine starts: where to put what does not fit into its memory.</param>
    public DuckDb(Func<string> spillFolder) => this.spillFolder = spillFolder;

    /// <summary>A connection for one use, on the same in-memory database.</summary>
    public DuckDBConnection Connect()
    {
        // A start that failed is tried again by the next use.
        lock (starting)
            root ??= Start(spillFolder());
        var connection = root.Duplicate();
        connection.Open();
        return connection;
    }

    /// <summary>A database of its own beside the others in this engine; what it holds goes when it is disposed.</summary>
    public DuckDbSpace OpenSpace() => new(this, string.Create(CultureInfo.InvariantCulture, $"space{Interlocked.Increment(ref spaces)}"));

    /// <inheritdoc/>
    public void Dispose() => root?.Dispose();

    private static DuckDBConnection Start(string spillFolder)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            // Nothing is ever fetched from the network: what Weir needs is built in.
            connection.Run("SET autoinstall_known_extensions = false");
            connection.Run("SET autoload_known_extensions = false");
            // Files of the lake never change, so their footers are read once.
            connection.Run("SET parquet_metadata_cache = true");
            connection.Run("SET temp_directory = $folder", ("folder", spillFolder));
            connection.Run("SET memory_limit = $memory", ("memory", Memory));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>Tables that only one piece of work sees.</summary>
internal sealed class DuckDbSpace : IDisposable
{
    private readonly DuckDb engine;

    public DuckDbSpace(DuckDb engine, string name)
    {
        this.engine = engine;
        Name = name;
        using var connection = engine.Connect();
        connection.Run($"ATTACH ':memory:' AS {name}");
    }

    /// <summary>A name of our own making.</summary>
    public string Name { get; }

    /// <summary>A connection whose tables are this space's.</summary>
    public DuckDBConnection Connect()
    {
        var connection = engine.Connect();
        connection.Run($"USE {Name}");
        return connection;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var connection = engine.Connect();
        connection.Run($"DETACH {Name}");
    }
}

/// <summary>Short forms, with values always as parameters.</summary>
internal static class DuckDbCommands
{
    public static DuckDBCommand Command(this DuckDBConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.Add(new DuckDBParameter(name, value));
        return command;
    }

    /// <summary>Runs a statement; gives how many rows it wrote.</summary>
    public static int Run(this DuckDBConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The one number that a query gives.</summary>
    public static long Number(this DuckDBConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.Command(sql, values);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Gives a query the files of these versions as <c>$files</c>.</summary>
    public static void AddFiles(this DuckDBCommand command, LakeHome home, IReadOnlyList<UnitVersion> versions) =>
        command.Parameters.Add(new DuckDBParameter("files", versions.Select(v => home.At(v.File)).ToList()));

    /// <summary>All rows of a query.</summary>
    public static List<T> Rows<T>(this DuckDBConnection connection, Func<DuckDBDataReader, T> read, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Runs a query, which ends early when cancelled.</summary>
    public static async Task<List<T>> RowsAsync<T>(this DuckDBCommand command, Func<DuckDBDataReader, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var registration = cancellation.Register(command.Cancel);
        try
        {
            // The engine computes without waiting for anything but the disk; the caller's thread is not for that.
            return await Task.Run(() =>
            {
                using var reader = command.ExecuteReader();
                var rows = new List<T>();
                while (reader.Read())
                    rows.Add(read(reader));
                return rows;
            }, cancellation);
        }
        catch (DuckDBException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("the query was cancelled", e, cancellation);
        }
    }
}
