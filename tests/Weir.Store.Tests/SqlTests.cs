using System.Numerics;
using System.Security.Cryptography;
using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

/// <summary>A lake with an old version and a current one, for tests that leave it as it is.</summary>
public sealed class AttackedLake : IAsyncLifetime
{
    public LakeFixture Lake { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Lake = await CreateAsync();
        await Lake.IngestAsync(Cell("854470", "2025-07", 1));
        await Lake.IngestAsync(Cell("854470", "2025-07", 2));
    }

    public ValueTask DisposeAsync() => Lake.DisposeAsync();
}

/// <summary>A query that nobody has read before: it is answered from the lake at its moment, and from nothing else.</summary>
public sealed class SqlTests(AttackedLake attacked) : IClassFixture<AttackedLake>
{
    private static async Task<string> AskAsync(LakeFixture lake, string sql, DateTimeOffset? asOf = null) =>
        string.Join("; ", (await lake.Lake.SqlAsync(new(sql) { AsOf = asOf }, Ct)).Rows.Select(r => string.Join(' ', r)));

    [Fact]
    public async Task The_observations_of_a_moment_are_asked_in_sql()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-07", 2), Cell("850760", "2025-07", 3), Cell("854470", "2024-12", 9));
        var before = lake.Clock.Now;
        lake.Clock.Now += TimeSpan.FromDays(30);
        await lake.IngestAsync(Cell("854470", "2025-07", 20));

        const string sum = "SELECT commodity, sum(second_quantity) FROM flows GROUP BY ALL ORDER BY 1";
        Assert.Equal("850760 3; 854470 29", await AskAsync(lake, sum));
        Assert.Equal("850760 3; 854470 11", await AskAsync(lake, sum, before));
        Assert.Equal("", await AskAsync(lake, sum, before.AddTicks(-1)));
        Assert.Equal("Russia 3", await AskAsync(lake, "SELECT e.name, count(*) FROM flows JOIN economies e ON e.number = partner GROUP BY ALL; -- and a remark"));
    }

    [Fact]
    public async Task The_catalogue_of_a_moment_is_asked_in_sql()
    {
        await using var lake = await CreateAsync();
        var august = new Coverage(156, Flow.Export, Period.Parse("2025-08"), ["854470"], [643, 804], Completeness.Complete);
        var first = await IngestAsync(lake.Lake, "one", [Cell("854470", "2025-08", 1)], [august]);
        var before = lake.Clock.Now;
        lake.Clock.Now += TimeSpan.FromDays(1);
        await IngestAsync(lake.Lake, "two", [Cell("854470", "2025-08", 2)]);

        Assert.Equal("gacc 156 2025 1 False; gacc 156 2025 2 True", await AskAsync(lake, "SELECT source, reporter, year, number, is_current FROM versions ORDER BY number"));
        Assert.Equal("gacc 156 2025 1 True", await AskAsync(lake, "SELECT source, reporter, year, number, is_current FROM versions", before));
        Assert.Equal($"{first.Snapshot.Sha256} Read 1", await AskAsync(lake, "SELECT sha256, state, accepted FROM snapshots", before));
        Assert.Equal("2", await AskAsync(lake, "SELECT count(*) FROM snapshots"));
        Assert.Equal("202508 X 854470 804 Complete", await AskAsync(lake, "SELECT period, flow, commodities[1], partners[2], completeness FROM coverage"));
        Assert.Equal("1609.344", await AskAsync(lake, "SELECT size::DOUBLE FROM units WHERE code = 'mile'"));
        Assert.Equal("coverage; economies; flows; snapshots; units; versions", await AskAsync(lake, "SHOW TABLES"));
        var moment = Assert.Single((await lake.Lake.SqlAsync(new("SELECT current_from FROM versions WHERE is_current"), Ct)).Rows)[0];
        Assert.Equal((await lake.Lake.VersionsAsync(Ct))[^1].CurrentFrom, moment);
    }

    [Fact]
    public async Task Values_come_as_plain_types_and_an_empty_lake_answers_too()
    {
        await using var lake = await CreateAsync();
        var answer = await lake.Lake.SqlAsync(new(
            """
            SELECT NULL AS n, true AS b, 1::TINYINT AS i, 18446744073709551615::UBIGINT AS u, sum(1) AS h, 0.5 AS d, 1.5::DOUBLE AS f, 'té' AS s,
                   DATE '2025-08-31' AS day, TIMESTAMP '2025-08-31 10:00:00' AS t, [1, 2] AS l, {'a': 'x'} AS r, '\xAB'::BLOB AS x, '2f6f0d3e-1111-4222-8333-444444444444'::UUID AS g
            """), Ct);

        Assert.Equal(["n", "b", "i", "u", "h", "d", "f", "s", "day", "t", "l", "r", "x", "g"], answer.Columns.Select(c => c.Name));
        Assert.Equal(["TINYINT", "TIMESTAMP"], [answer.Columns[2].Type, answer.Columns[9].Type]);
        Assert.Equivalent(
            new object?[]
            {
                null, true, 1L, new BigInteger(ulong.MaxValue), BigInteger.One, 0.5m, 1.5, "té", new DateOnly(2025, 8, 31), new DateTimeOffset(2025, 8, 31, 10, 0, 0, TimeSpan.Zero),
                new List<object?> { 1L, 2L }, new Dictionary<string, object?> { ["a"] = "x" }, "ab", "2f6f0d3e-1111-4222-8333-444444444444",
            },
            Assert.Single(answer.Rows));
        Assert.Equal("0", await AskAsync(lake, "SELECT count(*) FROM flows WHERE value > 1 AND commodity = '85'"));
    }

    /// <summary>Each would read, write, load, set or change something outside of the query's answer.</summary>
    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM read_blob('{home}/catalog.db')")]
    [InlineData("SELECT * FROM '{home}/flows/gacc/CHN/2025/0001.parquet'")]
    [InlineData("SELECT * FROM read_blob('{home}/flows/gacc/CHN/2025/0002.parquet/../../../../../catalog.db')")]
    [InlineData("SELECT * FROM glob('{home}/**')")]
    [InlineData("SELECT * FROM read_csv('{home}/*')")]
    [InlineData("SELECT * FROM sniff_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')")]
    [InlineData("SELECT * FROM read_parquet('https://example.org/a.parquet')")]
    [InlineData("SELECT * FROM 's3://bucket/a.parquet'")]
    [InlineData("SELECT getenv('HOME')")]
    [InlineData("SELECT * FROM sqlite_scan('{home}/catalog.db', 'snapshots')")]
    [InlineData("SELECT * FROM duckdb_secrets()")]
    [InlineData("COPY (SELECT 1) TO '{home}/flows/gacc/CHN/2025/0002.parquet' (FORMAT parquet, USE_TMP_FILE false)")]
    [InlineData("EXPLAIN ANALYZE COPY (SELECT 1) TO '{home}/flows/gacc/CHN/2025/0002.parquet' (FORMAT parquet, USE_TMP_FILE false)")]
    [InlineData("SELECT * FROM query('COPY (SELECT 1) TO ''{home}/flows/gacc/CHN/2025/0002.parquet'' (USE_TMP_FILE false)')")]
    [InlineData("WITH x AS (COPY (SELECT 1) TO '{home}/flows/gacc/CHN/2025/0002.parquet' (USE_TMP_FILE false)) SELECT 1")]
    [InlineData("SELECT 1; COPY (SELECT 1) TO '{home}/flows/gacc/CHN/2025/0002.parquet' (FORMAT parquet, USE_TMP_FILE false)")]
    [InlineData("SELECT * FROM enable_profiling(format = 'json', save_location = '{home}/flows/gacc/CHN/2025/0002.parquet'), range(9)")]
    [InlineData("COPY flows TO '{home}/out.csv'")]
    [InlineData("COPY flows FROM '/etc/passwd'")]
    [InlineData("EXPORT DATABASE '{home}/out'")]
    [InlineData("IMPORT DATABASE '{home}/out'")]
    [InlineData("ATTACH '{home}/catalog.db' AS c (TYPE sqlite)")]
    [InlineData("ATTACH ':memory:' AS m")]
    [InlineData("DETACH memory")]
    [InlineData("USE memory")]
    [InlineData("SET memory_limit = '64GB'")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("RESET lock_configuration")]
    [InlineData("SET VARIABLE x = 1")]
    [InlineData("PRAGMA threads = 64")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("CALL enable_logging(storage = 'file', storage_path = '{home}/out')")]
    [InlineData("CREATE TABLE t AS SELECT 1")]
    [InlineData("CREATE OR REPLACE VIEW flows AS SELECT 1")]
    [InlineData("CREATE MACRO m() AS 1")]
    [InlineData("CREATE SECRET s (TYPE s3)")]
    [InlineData("INSERT INTO versions SELECT * FROM versions")]
    [InlineData("WITH x AS (DELETE FROM versions RETURNING *) SELECT * FROM x")]
    [InlineData("UPDATE versions SET number = 9")]
    [InlineData("DROP TABLE versions")]
    [InlineData("BEGIN")]
    [InlineData("CHECKPOINT")]
    [InlineData("VACUUM")]
    [InlineData("PREPARE p AS SELECT 1")]
    [InlineData("EXPLAIN SELECT 1")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT $1")]
    [InlineData("")]
    [InlineData("-- nothing")]
    [InlineData("SELEC 1")]
    [InlineData("SELECT no_such_column FROM flows")]
    [InlineData("SELECT DATE 'infinity'")]
    [InlineData("SELECT INTERVAL 5 YEAR")]
    [InlineData("SELECT [1, NULL]")]
    [InlineData("SELECT error('\n\nLINE 7: x')")]
    public async Task What_is_no_question_to_the_lake_is_refused_in_one_sentence(string attack)
    {
        var lake = attacked.Lake;
        var before = await StateAsync(lake);

        var refused = await Assert.ThrowsAsync<LakeException>(() => AskAsync(lake, attack.Replace("{home}", lake.Home.Replace('\\', '/'), StringComparison.Ordinal)));

        Assert.DoesNotContain('\n', refused.Message);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("weir doctor", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(lake));
        Assert.Equal("2", await AskAsync(lake, "SELECT second_quantity FROM flows"));
    }

    /// <summary>These are let through, for they are SELECTs; they reach nothing either.</summary>
    [Theory]
    [InlineData("SELECT write_log('x', level := 'fatal'), a.* FROM range(5000) a, (SELECT count(*) FROM enable_logging(level = 'trace', storage = 'file', storage_path = '{home}/out')) c")]
    [InlineData("SELECT * FROM enable_logging(level = 'trace', storage = 'file', storage_path = '{home}/flows/gacc/CHN/2025/0002.parquet'), range(5000)")]
    [InlineData("SELECT * FROM enable_profiling(format = 'json', save_location = '{home}/out.json'), range(5000)")]
    [InlineData("SELECT * FROM force_checkpoint()")]
    public async Task A_select_with_side_effects_changes_no_file(string attack)
    {
        var lake = attacked.Lake;
        var before = await StateAsync(lake);

        await lake.Lake.SqlAsync(new(attack.Replace("{home}", lake.Home.Replace('\\', '/'), StringComparison.Ordinal)), Ct);

        Assert.Equal(before, await StateAsync(lake));
    }

    [Theory]
    [InlineData("SELECT sum(a.i * b.i) FROM range(100000000) a(i), range(100000000) b(i)")]
    [InlineData("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t")]
    public async Task A_query_without_an_end_is_stopped_when_its_time_is_over(string sql)
    {
        await using var lake = await CreateAsync();
        var stopped = await Assert.ThrowsAsync<LakeException>(() => lake.Lake.SqlAsync(new(sql) { Time = TimeSpan.FromMilliseconds(50) }, Ct));
        Assert.StartsWith("The query was not done after 0.05 s and was stopped.", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT list(i) FROM range(10000000000) r(i)")]
    [InlineData("SELECT string_agg(repeat('x', 1000) || i) FROM range(100000000) r(i)")]
    [InlineData("SELECT DISTINCT i || repeat('x', 1000) FROM range(100000000) r(i)")]
    [InlineData("SELECT repeat('x', 100000) FROM range(10000) r(i)")]
    public async Task A_query_that_would_take_all_memory_is_stopped(string sql)
    {
        await using var lake = await CreateAsync();
        var stopped = await Assert.ThrowsAsync<LakeException>(() => lake.Lake.SqlAsync(new(sql) { Memory = 64 << 20 }, Ct));
        Assert.StartsWith("The query needs more than the 64 MB of memory", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_rows_are_read_than_allowed_and_that_is_said()
    {
        await using var lake = await CreateAsync();
        var some = await lake.Lake.SqlAsync(new("SELECT i FROM range(1000000000000) r(i)") { Rows = 3 }, Ct);
        Assert.Equal([0L, 1L, 2L], some.Rows.Select(r => r[0]));
        Assert.True(some.More);
        Assert.False((await lake.Lake.SqlAsync(new("FROM range(3)") { Rows = 3 }, Ct)).More);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_or_missing_file_of_the_lake_is_named(bool isMissing)
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2024-07", 1), Cell("854470", "2025-07", 1));
        var file = Path.Combine(lake.Home, "flows/gacc/CHN/2025/0001.parquet");
        if (isMissing)
            File.Delete(file);
        else
            await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file, Ct))[..^9], Ct);

        var refused = await Assert.ThrowsAsync<LakeException>(() => AskAsync(lake, "SELECT sum(value) FROM flows WHERE period > 202500"));

        Assert.Contains("2025/0001.parquet", refused.Message, StringComparison.Ordinal);
        Assert.Contains("weir doctor", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_can_be_cancelled()
    {
        await using var lake = await CreateAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = lake.Lake.SqlAsync(new("SELECT sum(a.i * b.i) FROM range(100000000) a(i), range(100000000) b(i)"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("a [b] *c?")]
    [InlineData("озеро 湖")]
    public async Task A_home_of_any_name_can_be_asked(string name)
    {
        if (OperatingSystem.IsWindows() && name.Contains('*', StringComparison.Ordinal))
            Assert.Skip("Windows allows no such name");
        using var folder = new TempFolder();
        await using var lake = await Lake.OpenAsync(folder.At(name), TimeProvider.System, Ct);
        await OtherProcess.IngestAsync(lake, 7);
        Assert.Equal(7.0, Assert.Single((await lake.SqlAsync(new("SELECT DISTINCT value FROM flows"), Ct)).Rows)[0]);
    }

    /// <summary>Every file of the lake but SQLite's own log, with its hash.</summary>
    private static async Task<SortedDictionary<string, string>> StateAsync(LakeFixture lake)
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(lake.Folder.Path, "*", SearchOption.AllDirectories).Where(f => !f.Contains("catalog.db-", StringComparison.Ordinal) && !f.StartsWith(Path.Combine(lake.Home, "tmp"), StringComparison.Ordinal)))
            state[file] = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, Ct)));
        return state;
    }
}
