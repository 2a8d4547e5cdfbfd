using DuckDB.NET.Data;

namespace Weir.Store.Engine;

/// <summary>What is in a Parquet file of the lake, whatever the catalogue says.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Snapshots">The snapshots they were read from.</param>
internal sealed record FileContent(long Rows, IReadOnlyList<string> Snapshots);

/// <summary>Looks into Parquet files, many at a time.</summary>
internal sealed class FileLook(LakeHome home, DuckDb engine)
{
    private const int FilesAtATime = 200;

    /// <summary>What each file holds, by its path below the home; or why it can't be read.</summary>
    public IEnumerable<(string File, FileContent? Content, string? Fault)> Into(IReadOnlyList<string> files)
    {
        foreach (var some in files.Chunk(FilesAtATime))
        {
            foreach (var found in Whole(some) ?? [.. some.Select(One)])
                yield return found;
        }
    }

    // One damaged file spoils the question about all: then each is asked for itself.
    private List<(string, FileContent?, string?)>? Whole(string[] files)
    {
        try
        {
            return Look(files);
        }
        catch (DuckDBException)
        {
            return null;
        }
    }

    private (string, FileContent?, string?) One(string file)
    {
        try
        {
            return Look([file])[0];
        }
        catch (DuckDBException e)
        {
            return (file, null, e.Message.Split('\n')[0]);
        }
    }

    private List<(string, FileContent?, string?)> Look(string[] files)
    {
        using var connection = engine.Connect();
        using var command = connection.Command("SELECT filename, count(*), list(DISTINCT snapshot) FROM read_parquet($files, filename = true) GROUP BY filename");
        command.Parameters.Add(new DuckDBParameter("files", files.Select(home.At).ToList()));
        var found = new Dictionary<string, FileContent>(StringComparer.Ordinal);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            found[home.Relative(reader.GetString(0))] = new(reader.GetInt64(1), reader.GetFieldValue<List<string>>(2));
        return [.. files.Select(f => (f, (FileContent?)found.GetValueOrDefault(f, new(0, [])), (string?)null))];
    }
}
