using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

/// <summary>docs/lake.md is for people who read the lake without Weir: everything that they meet there is in it.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public async Task Every_column_of_every_file_and_table_is_in_the_page()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        var page = await File.ReadAllTextAsync(Path.Combine(Repository(), "docs", "lake.md"), Ct);

        var parquet = Names(new DuckDBConnection("DataSource=:memory:"), $"SELECT column_name FROM (DESCRIBE FROM read_parquet('{lake.Home}/flows/gacc/CHN/2025/0001.parquet'))");
        var tables = Names(new SqliteConnection($"Data Source={lake.Home}/catalog.db;Pooling=False"),
            "SELECT name FROM sqlite_master WHERE type = 'table' UNION SELECT c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'");

        Assert.Equal(26, parquet.Count);
        Assert.Contains("current_from", tables);
        Assert.DoesNotContain(parquet.Concat(tables), name => !page.Contains($"`{name}`", StringComparison.Ordinal));
    }

    private static List<string> Names(System.Data.Common.DbConnection connection, string sql)
    {
        using (connection)
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var names = new List<string>();
            while (reader.Read())
                names.Add(reader.GetString(0));
            return names;
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
