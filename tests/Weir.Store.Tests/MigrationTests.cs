using Microsoft.Data.Sqlite;
using static Weir.Store.Tests.LakeFixture;
using static Weir.Store.Tests.TextReading;

namespace Weir.Store.Tests;

public sealed class MigrationTests
{
    [Fact]
    public async Task A_lake_of_the_first_schema_is_brought_forward_with_a_backup_and_can_be_made_again_from_raw()
    {
        await using var lake = await CreateAsync();
        var asked = new Trade.Coverage(156, Trade.Flow.Import, Trade.Period.Parse("2025-08"), ["854470", "850760"], [643], Trade.Completeness.Complete);
        await IngestAsync(lake.Lake, string.Join('\n', Line("854470", "2025-08", 1), "? bad"), reading: new(Source, "file.txt") { Flow = Trade.Flow.Import, Asked = [asked] });
        await IngestAsync(lake.Lake, Line("854470", "2025-08", 2), "second.txt");
        await IngestListAsync(lake.Lake, "eu-fsf", "a\nb");
        await KeepAsync(lake.Lake, "never read");
        await lake.Lake.SaveBuildAsync(new("desk", "brief", lake.Clock.Now, lake.Clock.Now, "{}"), Ct);
        var before = await LakeState.OfAsync(lake.Lake);
        await lake.Lake.DisposeAsync();
        MakeFirst(lake);

        await lake.ReopenAsync();

        Assert.Equal(WithoutListSummary(before), await LakeState.OfAsync(lake.Lake));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
        Assert.Equal(1L, Number(lake.At("catalog.db.v1"), "PRAGMA user_version"));
        Assert.Equal(4L, Number(lake.At("catalog.db.v1"), "SELECT count(*) FROM snapshots"));

        await lake.Lake.DisposeAsync();
        foreach (var file in Directory.GetFiles(lake.Home, "catalog.db*").Where(f => !f.EndsWith(".v1", StringComparison.Ordinal)))
            File.Delete(file);
        Directory.Delete(lake.At("flows"), recursive: true);
        Assert.All(await RepairTests.RepairAsync(lake), s => Assert.Equal(RepairOutcome.Repaired, s.Outcome));
        Assert.Equal(WithoutBuild(before), WithoutBuild(await LakeState.OfAsync(lake.Lake)));

        static string WithoutBuild(string state) => state[..state.LastIndexOf('\n')];

        // The first schema kept no summary of a list.
        static string WithoutListSummary(string state) =>
            state.Replace("""{"Encoding":"utf-8","Rows":2,"LeftOut":{},"Coverage":[],"Notes":[],"Published":null}""", "null", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_put_back_is_brought_forward_again()
    {
        await using var lake = await CreateAsync();
        await IngestAsync(lake.Lake, Line("854470", "2025-08", 1));
        var before = await LakeState.OfAsync(lake.Lake);
        await lake.Lake.DisposeAsync();
        MakeFirst(lake);
        await lake.ReopenAsync();
        await lake.Lake.DisposeAsync();
        foreach (var file in Directory.GetFiles(lake.Home, "catalog.db*").Where(f => !f.EndsWith(".v1", StringComparison.Ordinal)))
            File.Delete(file);
        File.Move(lake.At("catalog.db.v1"), lake.At("catalog.db"));
        await lake.ReopenAsync();
        Assert.Equal(before, await LakeState.OfAsync(lake.Lake));
        Assert.True(File.Exists(lake.At("catalog.db.v1")));
        Assert.Equal("wal", Text(lake.At("catalog.db"), "PRAGMA journal_mode"));
    }

    /// <summary>Takes back what the second schema brought.</summary>
    private static void MakeFirst(LakeFixture lake)
    {
        FaultTests.Sql(lake.Home,
            """
            DROP INDEX versions_by_reporter; DROP INDEX coverage_by_reporter; DROP INDEX snapshots_by_size; DROP TABLE lake;
            UPDATE snapshots SET summary = NULL WHERE sha256 IN (SELECT snapshot FROM list_versions);
            ALTER TABLE snapshots DROP COLUMN reading; ALTER TABLE versions DROP COLUMN dropped_at; ALTER TABLE list_versions DROP COLUMN dropped_at;
            PRAGMA user_version = 1;
            """);
        foreach (var journal in Directory.GetFiles(lake.At("raw"), "*.json"))
            File.Delete(journal);
    }

    private static long Number(string file, string sql) => Convert.ToInt64(Scalar(file, sql), System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(string file, string sql) => (string)Scalar(file, sql)!;

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
