using System.Globalization;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Weir.Store.Engine.Sql;

/// <summary>
/// An engine of its own for one query that nobody has read before: it sees the current files and the tables of the catalogue,
/// and no other file, no network and no settings; it ends when its time is over or its memory is full.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private const int SpillPerMemory = 4;

    // A table of the same shape without a row, for a lake that knew nothing yet.
    private static readonly string NoFlows = $"{StagedColumns.Table}; CREATE TABLE flows AS SELECT {StagedColumns.AsObservations("", "")} FROM staged; DROP TABLE staged";

    /// <summary>How long an engine that was told to stop may take before it is left alone.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(3);

    private readonly SqlQuery query;
    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private Task work = Task.CompletedTask;

    /// <param name="query">The query, with its limits.</param>
    /// <param name="tables">What it sees of the catalogue.</param>
    /// <param name="files">Full paths of the only files it may read.</param>
    /// <param name="spillFolder">Where the engine puts what does not fit into its memory.</param>
    public Sandbox(SqlQuery query, LakeTables tables, IReadOnlyList<string> files, string spillFolder)
    {
        this.query = query;
        try
        {
            connection.Open();
            connection.Run("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET allow_community_extensions = false; SET TimeZone = 'UTC'");
            connection.Run("SET temp_directory = $folder", ("folder", spillFolder));
            connection.Run(string.Create(CultureInfo.InvariantCulture,
                $"SET memory_limit = '{query.Memory / 1024}KiB'; SET max_temp_directory_size = '{query.Memory / 1024 * SpillPerMemory}KiB'; SET threads = {Math.Max(1, Environment.ProcessorCount / 2)}"));
            tables.WriteTo(connection);
            var list = $"[{string.Join(", ", files.Select(f => $"'{f.Replace("'", "''", StringComparison.Ordinal)}'"))}]";
            connection.Run(files.Count == 0 ? NoFlows : $"CREATE VIEW flows AS SELECT {ObservationColumns.All} FROM read_parquet({list})");
            // From here on the engine opens nothing but these files, and nothing changes that back.
            connection.Run($"SET allowed_paths = {list}; SET enable_external_access = false; SET lock_configuration = true");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs the query.</summary>
    /// <exception cref="LakeException">It is no single SELECT, it is wrong, it asks for what is out of bounds, or it needs more than it may take.</exception>
    public async Task<SqlAnswer> RunAsync(CancellationToken cancellation)
    {
        var command = connection.CreateCommand();
        command.CommandText = query.Text;
        command.UseStreamingMode = true;
        var answer = Task.Run(() => Read(command), CancellationToken.None);
        work = answer;
        try
        {
            return await answer.WaitAsync(query.Time, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await StopAsync(command);
            cancellation.ThrowIfCancellationRequested();
            throw SqlFaults.OutOfTime(query);
        }
        catch (Exception e) when (e is DuckDBException or OutOfMemoryException)
        {
            throw SqlFaults.InWords(query, e);
        }
    }

    /// <summary>Gives the engine back; one that does not stop is given back when it does.</summary>
    public void Dispose()
    {
        if (work.IsCompleted)
            connection.Dispose();
        else
            _ = work.ContinueWith(_ => connection.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private SqlAnswer Read(DuckDBCommand command)
    {
        MustBeOneSelect();
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(i => new SqlColumn(reader.GetName(i), SqlValues.TypeName(reader, i))).ToList();
        var rows = new List<IReadOnlyList<object?>>();
        var left = query.Memory;
        while (reader.Read())
        {
            if (rows.Count == query.Rows)
                return new(columns, rows, More: true);
            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = SqlValues.Read(reader, i, rows.Count + 1);
                left -= SqlValues.Size(row[i]);
            }
            if (left < 0)
                throw SqlFaults.OutOfMemory(query, null);
            rows.Add(row);
        }
        return new(columns, rows, More: false);
    }

    /// <summary>
    /// The engine's own parser says what sort of statement it is, before anything runs: what writes, attaches, installs or sets
    /// never gets as far as being forbidden. EXPLAIN is none either, for EXPLAIN ANALYZE runs what it explains.
    /// </summary>
    private void MustBeOneSelect()
    {
        var count = NativeMethods.ExtractStatements.DuckDBExtractStatements(connection.NativeConnection, query.Text, out var statements);
        using var _ = statements;
        if (count == 0 && NativeMethods.ExtractStatements.DuckDBExtractStatementsError(statements) is { Length: > 0 } error)
            throw SqlFaults.InWords(query, error);
        if (count != 1)
            throw SqlFaults.NotOne(count);
        var state = NativeMethods.ExtractStatements.DuckDBPrepareExtractedStatement(connection.NativeConnection, statements, 0, out var prepared);
        using var __ = prepared;
        if (state != DuckDBState.Success)
            throw SqlFaults.InWords(query, NativeMethods.PreparedStatements.DuckDBPrepareError(prepared));
        if (StatementType(prepared) != DuckDBStatementType.Select)
            throw SqlFaults.NoSelect();
        if (NativeMethods.PreparedStatements.DuckDBParams(prepared) > 0)
            throw SqlFaults.HasParameters();
    }

    /// <summary>Interrupts until it stops, for an interrupt that comes between two steps is forgotten.</summary>
    private async Task StopAsync(DuckDBCommand command)
    {
        for (var waited = TimeSpan.Zero; !work.IsCompleted && waited < StopsWithin; waited += TimeSpan.FromMilliseconds(50))
        {
            command.Cancel();
            await Task.WhenAny(work, Task.Delay(50, CancellationToken.None));
        }
    }

    // The binding has no name for this function of the engine's C interface.
    [DllImport("duckdb", EntryPoint = "duckdb_prepared_statement_type")]
    private static extern DuckDBStatementType StatementType(DuckDBPreparedStatement statement);
}
