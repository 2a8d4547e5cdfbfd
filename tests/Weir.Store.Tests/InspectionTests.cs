using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class InspectionTests
{
    [Fact]
    public async Task Each_kind_of_damage_is_found_and_nothing_else()
    {
        await using var lake = await CreateAsync();
        var first = await lake.IngestAsync(Cell("854470", "2024-08", 1));
        var second = await lake.IngestAsync(Cell("854470", "2025-08", 1));
        var third = await lake.IngestAsync(Cell("854470", "2023-08", 1));
        var list = await lake.Lake.WriteListAsync("ofac", (await KeepAsync(lake.Lake, "a list")).Sha256, WriteAsync("{}\n"), Ct);
        Assert.Empty(await lake.Lake.InspectAsync(Ct));

        await File.AppendAllTextAsync(Path.Combine(lake.Home, "flows/gacc/CHN/2024/0001.parquet"), "x", Ct);
        File.Delete(Path.Combine(lake.Home, "flows/gacc/CHN/2025/0001.parquet"));
        await File.WriteAllTextAsync(Path.Combine(lake.Home, "flows/gacc/CHN/2025/0002.parquet"), "never committed", Ct);
        await File.WriteAllTextAsync(Path.Combine(lake.Home, list.File), "{ }\n", Ct);
        File.Delete(Raw(first));
        await File.WriteAllTextAsync(Raw(second), "not zstd", Ct);
        File.Copy(Raw(third), Raw(second) + ".copy");
        Directory.CreateDirectory(Path.Combine(lake.Home, "tmp", "left"));
        FaultTests.Sql(lake.Home, "PRAGMA foreign_keys = OFF; INSERT INTO quarantine VALUES ('nobody', 1, NULL, 'r', 't')");

        var problems = await lake.Lake.InspectAsync(Ct);

        Assert.Equal(
            new[]
            {
                (LakeProblemKind.Catalogue, "catalog.db"),
                (LakeProblemKind.MissingFile, $"raw/{first.Snapshot.Sha256}.zst"),
                (LakeProblemKind.DamagedFile, $"raw/{second.Snapshot.Sha256}.zst"),
                (LakeProblemKind.DamagedFile, "flows/gacc/CHN/2024/0001.parquet"),
                (LakeProblemKind.MissingFile, "flows/gacc/CHN/2025/0001.parquet"),
                (LakeProblemKind.DamagedFile, list.File),
                (LakeProblemKind.UnknownFile, "flows/gacc/CHN/2025/0002.parquet"),
                (LakeProblemKind.UnknownFile, $"raw/{second.Snapshot.Sha256}.zst.copy"),
                (LakeProblemKind.UnknownFile, "tmp/left"),
            }.Order(),
            problems.Select(p => (p.Kind, p.File)).Order());
        Assert.All(problems, p => Assert.True(p.What.Length > 10 && p.WhatToDo.Length > 10, p.ToString()));

        string Raw(IngestOutcome outcome) => Path.Combine(lake.Home, "raw", outcome.Snapshot.Sha256 + ".zst");
    }

    [Fact]
    public async Task Rows_that_another_file_put_in_are_found()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        FaultTests.Sql(lake.Home, "UPDATE versions SET rows = 5");
        var problems = await lake.Lake.InspectAsync(Ct);
        Assert.Equal(["It has 1 rows; 5 were written.", "It says something else than the catalogue."], problems.Select(p => p.What).Order());
        Assert.All(problems, p => Assert.Equal(LakeProblemKind.DamagedFile, p.Kind));
    }

    [Fact]
    public async Task What_a_killed_process_left_behind_is_swept_and_what_a_living_one_needs_is_not()
    {
        await using var lake = await CreateAsync();
        var left = Path.Combine(lake.Home, "tmp", "left");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "unit.parquet"), "half", Ct);
        var snapshot = await KeepAsync(lake.Lake, "slow");
        var outcome = await lake.Lake.IngestAsync(snapshot.Sha256, Source, async (sink, _) =>
        {
            Assert.False(Directory.Exists(left));
            sink.Accept(Cell("854470", "2025-08", 1)(new(snapshot.Sha256, 2)));
            await lake.IngestAsync(Cell("850760", "2025-08", 1));
            return Summary(1);
        }, Ct);
        Assert.Equal(1, outcome.NewVersions);
        Assert.Equal(2, (await lake.AllAsync()).Count);
    }

    internal static Func<Stream, CancellationToken, Task<int>> WriteAsync(string text) => async (stream, cancellation) =>
    {
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellation);
        return text.Count(c => c == '\n');
    };
}
