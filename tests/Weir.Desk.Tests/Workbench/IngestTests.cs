using System.IO.Compression;
using Weir.Desk.Ingest;
using Weir.Store;
using Weir.Trade;

namespace Weir.Desk.Tests.Bench;

/// <summary>What comes of files, good and bad.</summary>
public sealed class IngestTests
{
    private const string Gacc = "Date of data,Commodity code,Commodity,Trading partner code,Trading partner,Quantity,Unit,Supplementary Quantity,Supplementary Unit,US dollar,\r\n"
        + "\"202507\",\"85447000\",\"Optical fibre cables\",\"344\",\"Russian Federation\",\"1,000\",\"Kilogram\",\"52,900,000\",\"Metre\",\"3,000,000\",\r\n"
        + "\"202508\",\"85447000\",\"Optical fibre cables\",\"344\",\"Russian Federation\",\"9,000\",\"Kilogram\",\"527,864,832\",\"Metre\",\"30,000,000\",\r\n";

    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_without_a_flow_is_refused_and_kept_and_read_once_a_sidecar_says_it()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        var path = desk.Write("download.csv", Gacc);
        var refused = Assert.Single((await bench.IngestAsync([path], new(), null, None)).Files);
        Assert.Contains("flow", refused.Error, StringComparison.Ordinal);
        Assert.Null(refused.Outcome);
        Assert.Equal(SnapshotState.Rejected, Assert.Single(await bench.Lake.SnapshotsAsync(None)).State);

        desk.Write("download.csv.weir.yaml", "flow: X\n");
        var read = Assert.Single((await bench.IngestAsync([path], new(), null, None)).Files);
        Assert.Null(read.Error);
        Assert.Equal("gacc", read.Source);
        Assert.Equal(2, read.Outcome!.Snapshot.Accepted);

        var series = Assert.Single(await bench.SeriesAsync(new("fibre-optic-cable", Of("CHN"), Of("RUS")), None));
        Assert.Equal(ObservationStatus.Official, series.Status);
        Assert.Equal(527_864.832, series.At(Period.Month(2025, 8))!.Value, 6);
        Assert.Equal(PointState.Observed, series.Points.Single(p => p.Period == Period.Month(2025, 8)).State);
        var inDollars = Assert.Single(await bench.SeriesAsync(new("854470", Of("CHN"), Of("RUS"), Unit: "USD"), None));
        Assert.Equal(30_000_000, inDollars.At(Period.Month(2025, 8)));
        Assert.Empty(await bench.SeriesAsync(new("854470", Of("CHN"), Of("RUS"), Unit: "CNY"), None));
    }

    [Theory]
    [InlineData("whole: codes", 1, 4)]
    [InlineData("whole: all", 2, 3)]
    [InlineData("", 0, 5)]
    public async Task A_file_of_which_somebody_says_that_it_is_whole_takes_back_what_it_lacks(string said, long removed, int left)
    {
        using var desk = TempDesk.Empty();
        desk.Write("desk.yaml", "title: Empty\n");
        await using var bench = await desk.OpenAsync();
        const string ukraine = "\"202508\",\"85447000\",\"Optical fibre cables\",\"347\",\"Ukraine\",\"1\",\"Kilogram\",\"116,000\",\"Metre\",\"3,000\",\r\n";
        const string battery = "\"202508\",\"85076000\",\"Batteries\",\"344\",\"Russian Federation\",\"1\",\"Kilogram\",\"5\",\"Piece\",\"47,000,000\",\r\n";
        const string glass = "\"202508\",\"90011000\",\"Optical fibres\",\"344\",\"Russian Federation\",\"1\",\"Kilogram\",\"5\",\"Kilogram\",\"47,000\",\r\n";
        var options = new IngestOptions(Flow: Flow.Export);
        Assert.Equal(5, Assert.Single((await bench.IngestAsync([desk.Write("first.csv", Gacc + ukraine + battery + glass)], options, null, None)).Files).Outcome?.Added);
        var path = desk.Write("second.csv", Gacc.Replace("\"202507\"", "\"202508\"", StringComparison.Ordinal).Replace("85447000\",\"Optical fibre cables\",\"344\",\"Russian Federation\",\"1,000\"", "90011000\",\"Optical fibres\",\"344\",\"Russian Federation\",\"1\"", StringComparison.Ordinal));
        desk.Write("second.csv.weir.yaml", $"flow: X\n{said}\n");
        var second = Assert.Single((await bench.IngestAsync([path], new(), null, None)).Files);
        Assert.Null(second.Error);
        Assert.Equal(removed, second.Outcome!.Removed);
        Assert.Equal(left, (await bench.Lake.Flows.CellsAsync(new(), None)).Count);
    }

    [Fact]
    public async Task Official_cells_decide_what_reported_figures_can_not()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        desk.Write("inbox/download.csv", Gacc);
        Assert.False((await bench.IngestDeskAsync(null, None)).Failed);
        var report = await bench.CheckAsync(null, None);
        Assert.Equal(Claims.Verdict.Supported, report.Claims.Single(c => c.Id == "caliber-az/cable-tenfold").Verdict);
        Assert.Equal(Claims.Verdict.Supported, report.Claims.Single(c => c.Id == "the-gaze/cable-august").Verdict);
        Assert.Equal(Claims.Verdict.Contradicted, report.Claims.Single(c => c.Id == "united24-media/cable-august").Verdict);
        var changes = await bench.ChangesAsync(null, None);
        var change = changes.Changes.Single(c => c.Kind == "month-on-month" && c.Series.Source == "gacc" && c.Period == Period.Month(2025, 8));
        Assert.Equal(ObservationStatus.Official, change.Status);
        Assert.Equal(527_864.832 / 52_900, change.Ratio!.Value, 6);
    }

    [Fact]
    public async Task A_wrong_sidecar_is_said_with_its_line()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        var path = desk.Write("download.csv", Gacc);
        desk.Write("download.csv.weir.yaml", "flow: out\n");
        var file = Assert.Single((await bench.IngestAsync([path], new(), null, None)).Files);
        Assert.Contains("download.csv.weir.yaml:1:", file.Error, StringComparison.Ordinal);
        Assert.Contains("allowed are X", file.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_file_does_not_stop_the_others_and_is_kept_with_its_reason()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        var html = desk.Write("error.csv", "<!DOCTYPE html><html><body>Forbidden</body></html>");
        var empty = desk.Write("empty.csv", "");
        var good = Path.Combine(desk.Folder, "data", "reported.csv");
        var missing = Path.Combine(desk.Folder, "missing.csv");
        var report = await bench.IngestAsync([html, empty, missing, good], new(), null, None);
        Assert.True(report.Failed);
        Assert.Equal(4, report.Files.Count);
        Assert.All(report.Files.Take(3), f => Assert.NotNull(f.Error));
        Assert.Contains("not there", report.Files[2].Error, StringComparison.Ordinal);
        Assert.Null(report.Files[3].Error);
        var snapshots = await bench.Lake.SnapshotsAsync(None);
        Assert.Equal(2, snapshots.Count(s => s.State == SnapshotState.Rejected && !string.IsNullOrEmpty(s.Reason)));
        Assert.Equal(1, snapshots.Count(s => s.State == SnapshotState.Read));
    }

    [Fact]
    public async Task A_folder_is_searched_and_what_is_in_no_known_format_is_left_alone()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        desk.Write("data/notes.txt", "remember to call");
        desk.Write("data/.hidden.csv", Gacc);
        var report = await bench.IngestAsync([Path.Combine(desk.Folder, "data")], new(), null, None);
        Assert.False(report.Failed);
        Assert.Equal(2, report.Files.Count);
        Assert.True(report.Files.Single(f => f.Path.EndsWith("notes.txt", StringComparison.Ordinal)).LeftAlone);
        Assert.Single(await bench.Lake.SnapshotsAsync(None));
    }

    [Fact]
    public async Task Packed_files_are_read_and_a_damaged_one_is_kept_and_refused()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        var packed = Path.Combine(desk.Folder, "download.csv.gz");
        await using (var file = File.Create(packed))
        await using (var gzip = new GZipStream(file, CompressionMode.Compress))
            await gzip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Gacc), None);
        var read = Assert.Single((await bench.IngestAsync([packed], new(Flow: Flow.Export), null, None)).Files);
        Assert.Null(read.Error);
        Assert.Equal(2, read.Outcome!.Snapshot.Accepted);

        var damaged = Path.Combine(desk.Folder, "damaged.csv.gz");
        await File.WriteAllBytesAsync(damaged, [0x1F, 0x8B, 8, 0, 1, 2, 3], None);
        var refused = Assert.Single((await bench.IngestAsync([damaged], new(Flow: Flow.Export), null, None)).Files);
        Assert.Contains("gzip", refused.Error, StringComparison.Ordinal);
        Assert.Equal(SnapshotState.Rejected, (await bench.Lake.SnapshotsAsync(None))[^1].State);
    }

    [Fact]
    public async Task An_unknown_source_or_unit_or_goods_is_said_with_what_is_allowed()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        var path = desk.Write("download.csv", Gacc);
        var file = Assert.Single((await bench.IngestAsync([path], new(Source: "gac"), null, None)).Files);
        Assert.Contains("allowed are reported, gacc, comtrade", file.Error, StringComparison.Ordinal);
        var unit = await Assert.ThrowsAsync<DeskException>(() => bench.SeriesAsync(new("854470", Of("CHN"), Of("RUS"), Unit: "furlong"), None));
        Assert.Contains("'furlong' is no unit", unit.Message, StringComparison.Ordinal);
        var goods = await Assert.ThrowsAsync<DeskException>(() => bench.SeriesAsync(new("cables", Of("CHN"), Of("RUS")), None));
        Assert.Contains("fibre-optic-cable", goods.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_the_drop_folder_is_taken_once_it_stands_still()
    {
        using var desk = TempDesk.OfExample();
        await using var bench = await desk.OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(None);
        var reports = System.Threading.Channels.Channel.CreateUnbounded<IngestReport>();
        var following = bench.FollowInboxAsync(r => reports.Writer.TryWrite(r), stop.Token);

        // The folder is not there yet when following begins.
        desk.Write("inbox/download.csv", Gacc);
        var first = await reports.Reader.ReadAsync(None);
        Assert.Equal(2, Assert.Single(first.Files).Outcome!.Snapshot.Accepted);

        desk.Write("inbox/other.txt", "no data");
        var second = await reports.Reader.ReadAsync(None);
        Assert.Contains("no source recognises it", Assert.Single(second.Files).Error, StringComparison.Ordinal);

        await stop.CancelAsync();
        await following;
    }

    [Fact]
    public async Task Without_a_desk_there_is_a_lake_and_nothing_to_follow()
    {
        using var folder = TempDesk.Empty();
        await using var bench = await Weir.Desk.Workbench.OpenAsync(new(null, folder.Home), TimeProvider.System, None);
        Assert.Empty(bench.Desk.Watches);
        Assert.Empty((await bench.IngestDeskAsync(null, None)).Files);
        Assert.Empty((await bench.ChangesAsync(null, None)).Changes);
        Assert.Empty((await bench.CheckAsync(null, None)).Claims);
        await bench.FollowInboxAsync(_ => Assert.Fail("nothing can be ingested"), None);
        var path = folder.Write("download.csv", Gacc);
        Assert.False((await bench.IngestAsync([path], new("gacc", Flow.Export), null, None)).Failed);
        Assert.Single(await bench.SeriesAsync(new("854470", Of("CHN"), Of("RUS")), None));
        Assert.Equal(1, await bench.CountViewAsync("/", None));
        Assert.Equal(2, await bench.CountViewAsync("/", None));
    }

    private static Economy Of(string code) => Economies.TryFind(code, out var economy) ? economy : throw new ArgumentException(code, nameof(code));
}
