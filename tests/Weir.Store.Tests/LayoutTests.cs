using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

/// <summary>A file of observations with several row groups, as the lake wrote it.</summary>
public sealed class WrittenFile : IAsyncLifetime
{
    private const int Rows = 100_000;
    private LakeFixture lake = null!;

    public string Path => System.IO.Path.Combine(lake.Home, "flows/gacc/CHN/2025/0001.parquet");

    public async ValueTask InitializeAsync()
    {
        lake = await CreateAsync();
        // Neither in the order of the file nor in that of its text.
        await lake.IngestAsync([.. Enumerable.Range(0, Rows).Select(i => Cell(
            ((i * 7919L % 5000) + 100_000).ToString(CultureInfo.InvariantCulture), "2025-0" + ((i / 5000 % 4) + 1).ToString(CultureInfo.InvariantCulture), i % 3 == 0 ? null : i, i, partner: (i / 20_000) + 100))]);
    }

    public ValueTask DisposeAsync() => lake.DisposeAsync();

    /// <summary>Every row of a query over the file, its values as text.</summary>
    public List<string[]> Ask(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("{file}", Path.Replace('\\', '/'), StringComparison.Ordinal);
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)]);
        return rows;
    }
}

/// <summary>The Parquet files are for others too: pandas, R, DuckDB's shell, ClickHouse. What docs/lake.md says of them is so.</summary>
public sealed partial class LayoutTests(WrittenFile file) : IClassFixture<WrittenFile>
{
    [Fact]
    public void Every_column_has_the_type_that_the_page_says_and_stands_in_its_order()
    {
        var said = ColumnRow().Matches(Documentation()).SelectMany(row =>
        {
            var names = Name().Matches(row.Groups["names"].Value).Select(n => n.Groups["name"].Value).ToList();
            var types = row.Groups["types"].Value.Split(", ");
            return names.Select((name, i) => $"{name} {types[types.Length == 1 ? 0 : i]}");
        });
        var written = file.Ask("SELECT name, type, coalesce(converted_type, '') FROM parquet_schema('{file}') WHERE num_children IS NULL")
            .Select(c => $"{c[0]} {Plain(c[1], c[2])}");

        Assert.Equal(said, written);
    }

    [Fact]
    public void A_file_is_sorted_as_the_page_says() =>
        Assert.Equal([["0"]], file.Ask(
            """
            SELECT count(*) FROM (
                SELECT (commodity, partner, flow, period) AS here, lag((commodity, partner, flow, period)) OVER (ORDER BY file_row_number) AS before
                FROM read_parquet('{file}', file_row_number = true))
            WHERE before > here
            """));

    [Fact]
    public void Row_groups_are_of_one_size_that_is_good_to_skip_and_to_scan()
    {
        var groups = file.Ask("SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('{file}') ORDER BY 1").Select(r => long.Parse(r[1], CultureInfo.InvariantCulture)).ToList();

        Assert.True(groups.Count > 1);
        Assert.Single(groups[..^1].Distinct());
        Assert.InRange(groups[0], 20_000, 200_000);
        Assert.InRange(groups[^1], 1, groups[0]);
    }

    [Fact]
    public void Every_part_of_every_column_says_its_smallest_and_largest_value() =>
        Assert.Equal([["0"]], file.Ask(
            """
            SELECT count(*) FROM parquet_metadata('{file}')
            WHERE stats_null_count IS NULL OR (stats_null_count < num_values AND (stats_min_value IS NULL OR stats_max_value IS NULL))
            """));

    [Fact]
    public void A_code_lies_in_few_row_groups() =>
        Assert.Equal([["1"]], file.Ask("SELECT count(*) FROM parquet_metadata('{file}') WHERE path_in_schema = 'commodity' AND '100777' BETWEEN stats_min_value AND stats_max_value"));

    [Fact]
    public void Only_encodings_and_a_compression_that_every_reader_knows_are_used()
    {
        string[] known = ["PLAIN", "RLE", "PLAIN_DICTIONARY", "RLE_DICTIONARY"];
        Assert.Equal([["ZSTD"]], file.Ask("SELECT DISTINCT compression FROM parquet_metadata('{file}')"));
        Assert.Empty(file.Ask("SELECT DISTINCT encodings FROM parquet_metadata('{file}')").SelectMany(e => e[0].Split(", ")).Except(known, StringComparer.Ordinal));
        Assert.Equal([["0"]], file.Ask("SELECT count(*) FROM parquet_kv_metadata('{file}')"));
    }

    private static string Plain(string physical, string converted) => (physical, converted) switch
    {
        ("BYTE_ARRAY", "UTF8") => "text",
        ("BOOLEAN", _) => "bool",
        ("INT32" or "INT64" or "DOUBLE", "" or "INT_32" or "INT_64") => physical.ToLowerInvariant(),
        _ => $"{physical} {converted}",
    };

    private static string Documentation()
    {
        var page = File.ReadAllText(Path.Combine(DocumentationTests.Repository(), "docs", "lake.md"));
        var start = page.IndexOf("## Parquet: observations", StringComparison.Ordinal);
        return page[start..page.IndexOf("\n## ", start + 1, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\| (?<names>`[^|]+`) \| (?<types>[a-z0-9, ]+) \| ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ColumnRow();

    [GeneratedRegex("`(?<name>[a-z0-9_]+)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
