using Microsoft.Data.Sqlite;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class FaultTests
{
    private static readonly TimeProvider Clock = new SetClock(new(2025, 10, 14, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_home_that_is_a_file_is_refused()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("home"), "x", Ct);
        var fault = await Assert.ThrowsAsync<LakeException>(() => Lake.OpenAsync(folder.At("home"), Clock, Ct));
        Assert.Equal($"{folder.At("home")} is a file; the lake needs a folder there. Name a folder with --home (or WEIR_HOME).", fault.Message);
    }

    [Fact]
    public async Task A_home_below_a_file_is_refused()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("file"), "x", Ct);
        var fault = await Assert.ThrowsAsync<LakeException>(() => Lake.OpenAsync(folder.At("file", "home"), Clock, Ct));
        Assert.Contains(folder.At("file", "home"), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_of_a_newer_version_is_refused_and_left_alone()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        Sql(lake.Home, "PRAGMA user_version = 99");
        var fault = await Assert.ThrowsAsync<LakeException>(() => Lake.OpenAsync(lake.Home, Clock, Ct));
        Assert.Contains("was written by a newer Weir (its catalogue has version 99, this one knows up to 2)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is no database, only text that somebody saved under its name")]
    [InlineData("SQLite format 3\0 and then nothing that SQLite ever wrote, for more than a hundred bytes, so that it looks at it: .................")]
    public async Task A_damaged_catalogue_says_what_to_do(string content)
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("catalog.db"), content, Ct);
        var fault = await Assert.ThrowsAsync<LakeException>(() => Lake.OpenAsync(folder.Path, Clock, Ct));
        Assert.Contains($"The catalogue {folder.At("catalog.db")} is damaged", fault.Message, StringComparison.Ordinal);
        Assert.Contains("weir doctor --repair", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_or_damaged_received_file_names_itself()
    {
        await using var lake = await CreateAsync();
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"row {i * 7919 % 10007}\n"));
        var snapshot = await KeepAsync(lake.Lake, text);
        var file = Path.Combine(lake.Home, "raw", snapshot.Sha256 + ".zst");
        var bytes = await File.ReadAllBytesAsync(file, Ct);

        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)], Ct);
        await using (var half = await lake.Lake.OpenSnapshotAsync(snapshot.Sha256, Ct))
            Assert.Contains(file, (await Assert.ThrowsAsync<LakeException>(() => half.CopyToAsync(Stream.Null, Ct))).Message, StringComparison.Ordinal);
        bytes[bytes.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(file, bytes, Ct);
        await using (var turned = await lake.Lake.OpenSnapshotAsync(snapshot.Sha256, Ct))
            Assert.Contains(file, (await Assert.ThrowsAsync<LakeException>(() => turned.CopyToAsync(Stream.Null, Ct))).Message, StringComparison.Ordinal);
        File.Delete(file);
        var fault = await Assert.ThrowsAsync<LakeException>(() => lake.Lake.OpenSnapshotAsync(snapshot.Sha256, Ct));
        Assert.Contains($"The received file {file} is missing", fault.Message, StringComparison.Ordinal);

        await KeepAsync(lake.Lake, text);
        await using var mended = await lake.Lake.OpenSnapshotAsync(snapshot.Sha256, Ct);
        Assert.Equal(text, await new StreamReader(mended).ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task A_missing_parquet_file_sends_the_reader_to_the_doctor()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        File.Delete(Path.Combine(lake.Home, "flows/gacc/CHN/2025/0001.parquet"));
        var fault = await Assert.ThrowsAsync<LakeException>(() => lake.AllAsync());
        Assert.Contains("weir doctor", fault.Message, StringComparison.Ordinal);
        Assert.Contains("0001.parquet", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_snapshot_is_said_so()
    {
        await using var lake = await CreateAsync();
        var hash = new string('0', 64);
        Task[] all =
        [
            lake.Lake.OpenSnapshotAsync(hash, Ct), lake.Lake.RejectAsync(hash, "why", Ct),
            lake.Lake.IngestAsync(hash, Source, (_, _) => Task.FromResult(Summary()), Ct), lake.Lake.WriteListAsync("list", hash, (_, _) => Task.FromResult(0), Ct),
        ];
        foreach (var one in all)
            Assert.Contains($"The lake has no snapshot {hash}", (await Assert.ThrowsAsync<LakeException>(() => one)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData("Gacc")]
    [InlineData("a/b")]
    public async Task A_source_that_is_no_folder_name_is_refused(string source)
    {
        await using var lake = await CreateAsync();
        var snapshot = await KeepAsync(lake.Lake, "x");
        await Assert.ThrowsAsync<ArgumentException>(() => lake.Lake.IngestAsync(snapshot.Sha256, source, (_, _) => Task.FromResult(Summary()), Ct));
    }

    [Fact]
    public async Task A_reader_that_throws_leaves_everything_as_it_was()
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-08", 1));
        var before = Directory.GetFileSystemEntries(Path.Combine(lake.Home, "tmp")).Order().ToList();
        var snapshot = await KeepAsync(lake.Lake, "stops in the middle");
        await Assert.ThrowsAsync<FormatException>(() => lake.Lake.IngestAsync(snapshot.Sha256, Source, (sink, _) =>
        {
            sink.Accept(Cell("854470", "2025-08", 2)(new(snapshot.Sha256, 2)));
            throw new FormatException("line 3 is cut off");
        }, Ct));
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lake.Lake.IngestAsync(snapshot.Sha256, Source, async (sink, _) =>
        {
            sink.Accept(Cell("854470", "2025-08", 2)(new(snapshot.Sha256, 2)));
            await cancelled.CancelAsync();
            return Summary(1);
        }, cancelled.Token));

        Assert.Equal(1, (await lake.AllAsync()).Single().SecondQuantity.Amount);
        Assert.Equal(SnapshotState.Received, (await lake.Lake.FindSnapshotAsync(snapshot.Sha256, Ct))!.State);
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
        Assert.Equal(before, Directory.GetFileSystemEntries(Path.Combine(lake.Home, "tmp")).Order());
    }

    [Fact]
    public async Task A_reader_may_not_give_another_snapshots_rows()
    {
        await using var lake = await CreateAsync();
        var snapshot = await KeepAsync(lake.Lake, "mine");
        await Assert.ThrowsAsync<ArgumentException>(() => lake.Lake.IngestAsync(snapshot.Sha256, Source, (sink, _) =>
        {
            sink.Accept(Cell("854470", "2025-08", 2)(new(new string('0', 64), 2)));
            return Task.FromResult(Summary(1));
        }, Ct));
    }

    [Fact]
    public async Task A_stream_that_breaks_while_it_is_kept_is_the_callers_fault_and_leaves_nothing()
    {
        await using var lake = await CreateAsync();
        var fault = await Assert.ThrowsAsync<IOException>(() => lake.Lake.KeepAsync(new BreakingStream(), new("https://example.org", "x"), Ct));
        Assert.Equal("the line went dead", fault.Message);
        Assert.Empty(await lake.Lake.SnapshotsAsync(Ct));
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task A_full_disk_is_said_so_and_changes_nothing()
    {
        using var disk = SmallDisk.MountOrSkip(megabytes: 2);
        await using var lake = await Lake.OpenAsync(Path.Combine(disk.Path, "lake"), Clock, Ct);
        await OtherProcess.IngestAsync(lake, 1);
        var noise = new byte[4 << 20];
        new Random(1).NextBytes(noise);

        var keeping = await Assert.ThrowsAsync<LakeException>(() => lake.KeepAsync(new MemoryStream(noise), new("a", "noise.bin"), Ct));
        Assert.Contains($"The disk that holds {lake.Home} is full (keeping noise.bin)", keeping.Message, StringComparison.Ordinal);

        var snapshot = await KeepAsync(lake, "many rows");
        var ingesting = await Assert.ThrowsAsync<LakeException>(() => lake.IngestAsync(snapshot.Sha256, Source, (sink, _) =>
        {
            var random = new Random(2);
            for (var i = 0; i < 200_000; i++)
                sink.Accept(Cell("854470", "2025-08", random.NextDouble(), random.NextDouble(), partner: i)(new(snapshot.Sha256, i)));
            return Task.FromResult(Summary(200_000));
        }, Ct));
        Assert.Contains($"The disk that holds {lake.Home} is full", ingesting.Message, StringComparison.Ordinal);
        Assert.Contains("free some space", ingesting.Message, StringComparison.Ordinal);

        var listing = await Assert.ThrowsAsync<LakeException>(() => lake.WriteListAsync("big", snapshot.Sha256, async (stream, cancellation) =>
        {
            await stream.WriteAsync(noise, cancellation);
            return 1;
        }, Ct));
        Assert.Contains($"The disk that holds {lake.Home} is full (writing list big)", listing.Message, StringComparison.Ordinal);

        Assert.Equal(1, OtherProcess.NumberOf(await lake.Flows.CellsAsync(new(), Ct)));
        Assert.Empty(await lake.InspectAsync(Ct));
        await OtherProcess.IngestAsync(lake, 2);
        Assert.Equal(2, OtherProcess.NumberOf(await lake.Flows.CellsAsync(new(), Ct)));
    }

    [Fact]
    public async Task A_full_disk_is_still_read()
    {
        using var disk = SmallDisk.MountOrSkip(megabytes: 2);
        var home = Path.Combine(disk.Path, "lake");
        await using (var lake = await Lake.OpenAsync(home, Clock, Ct))
            await OtherProcess.IngestAsync(lake, 1);
        await using (var rest = new FileStream(Path.Combine(disk.Path, "rest"), FileMode.CreateNew))
            await Assert.ThrowsAsync<IOException>(async () => await rest.WriteAsync(new byte[4 << 20], Ct));

        await using var full = await Lake.OpenAsync(home, Clock, Ct);
        Assert.Equal(1, OtherProcess.NumberOf(await full.Flows.CellsAsync(new(), Ct)));
        Assert.Contains("its disk is full", (await Assert.ThrowsAsync<LakeException>(() => OtherProcess.IngestAsync(full, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_home_is_read_and_says_that_it_can_not_be_written()
    {
        using var disk = SmallDisk.MountOrSkip(megabytes: 8);
        var home = Path.Combine(disk.Path, "lake");
        await using (var lake = await Lake.OpenAsync(home, Clock, Ct))
        {
            await OtherProcess.IngestAsync(lake, 1);
            await lake.CountViewAsync("/", Ct);
        }
        disk.MakeReadOnly();

        await using var still = await Lake.OpenAsync(home, Clock, Ct);
        Assert.True(still.IsReadOnly);
        Assert.Equal(1, OtherProcess.NumberOf(await still.Flows.CellsAsync(new(), Ct)));
        Assert.Equal(1, await still.CountViewAsync("/", Ct));
        Assert.Empty(await still.InspectAsync(Ct));
        var fault = await Assert.ThrowsAsync<LakeException>(() => OtherProcess.IngestAsync(still, 2));
        Assert.Contains($"{home} can't be written", fault.Message, StringComparison.Ordinal);

        var none = await Assert.ThrowsAsync<LakeException>(() => Lake.OpenAsync(Path.Combine(disk.Path, "other"), Clock, Ct));
        Assert.Contains("read-only", none.Message, StringComparison.Ordinal);
    }

    private sealed class BreakingStream : MemoryStream
    {
        private bool broken;

        public BreakingStream()
            : base(new byte[1000])
        {
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (broken)
                throw new IOException("the line went dead");
            broken = true;
            return base.ReadAsync(buffer, cancellationToken);
        }
    }

    internal static void Sql(string home, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(home, "catalog.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
