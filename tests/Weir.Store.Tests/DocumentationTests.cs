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

    [Fact]
    public async Task Every_column_that_sql_knows_is_in_the_page_and_no_other()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        var page = await File.ReadAllTextAsync(Path.Combine(Repository(), "docs", "lake.md"), Ct);
        var rows = page[page.IndexOf("## Asking it in SQL", StringComparison.Ordinal)..].Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')).ToList();

        var tables = (await lake.Lake.SqlAsync(new("SHOW TABLES"), Ct)).Rows.Select(r => (string)r[0]!).ToList();
        Assert.Equal(tables, rows.Select(r => r[1].Trim(' ', '`')).Order(StringComparer.Ordinal));
        foreach (var table in tables.Where(t => t != "flows"))
        {
            var columns = (await lake.Lake.SqlAsync(new($"SELECT column_name FROM (DESCRIBE {table})"), Ct)).Rows.Select(r => (string)r[0]!);
            var said = rows.Single(r => r[1].Trim(' ', '`') == table)[3].Split('`').Where((_, i) => i % 2 == 1);
            Assert.Equal(columns.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
        }
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

    internal static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
