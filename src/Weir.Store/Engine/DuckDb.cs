using System.Globalization;
using DuckDB.NET.Data;

namespace Weir.Store.Engine;

/// <summary>An in-memory DuckDB. It starts with the first use, for a lake is often opened without a question to the engine.</summary>
internal sealed class DuckDb : IDisposable
{
    private readonly Lazy<DuckDBConnection> root;

    /// <param name="spillFolder">Where to put what does not fit into <paramref name="memory"/>.</param>
    /// <param name="memory">Memory limit in DuckDB's words, e.g. <c>1GB</c>; null for DuckDB's own.</param>
    public DuckDb(string spillFolder, string? memory = null) => root = new(() => Start(spillFolder, memory));

    /// <summary>A connection for one use, on the same in-memory database.</summary>
    public DuckDBConnection Connect()
    {
        var connection = root.Value.Duplicate();
        connection.Open();
        return connection;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (root.IsValueCreated)
            root.Value.Dispose();
    }

    private static DuckDBConnection Start(string spillFolder, string? memory)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            connection.Open();
            // Nothing is ever fetched from the network: what Weir needs is built in.
            connection.Run("SET autoinstall_known_extensions = false");
            connection.Run("SET autoload_known_extensions = false");
            connection.Run("SET preserve_insertion_order = false");
            connection.Run("SET temp_directory = $folder", ("folder", spillFolder));
            if (memory is not null)
                connection.Run("SET memory_limit = $memory", ("memory", memory));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
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
