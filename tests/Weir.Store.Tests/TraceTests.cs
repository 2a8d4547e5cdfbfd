using System.Text;
using Weir.Trade;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests;

public sealed class TraceTests
{
    [Fact]
    public async Task A_row_is_found_by_its_printed_id_in_every_vintage()
    {
        await using var lake = await CreateAsync();
        var first = await lake.IngestAsync(Cell("854470", "2025-07", 1), Cell("854470", "2025-08", 2));
        lake.Clock.Now += TimeSpan.FromDays(1);
        var second = await lake.IngestAsync(Cell("854470", "2025-08", 20));

        var old = await lake.Lake.FindRowAsync(new ObservationId(first.Snapshot.Sha256, 3).ToString(), Ct);
        Assert.Equal(2, Assert.Single(old!.Observations).SecondQuantity.Amount);
        Assert.Equal(first.Snapshot.Sha256, old.Snapshot.Sha256);
        var current = await lake.Lake.FindRowAsync(new ObservationId(second.Snapshot.Sha256, 2).ToString(), Ct);
        Assert.Equal(20, Assert.Single(current!.Observations).SecondQuantity.Amount);
        var kept = await lake.Lake.FindRowAsync(new ObservationId(first.Snapshot.Sha256, 2).ToString(), Ct);
        Assert.Equal(1, Assert.Single(kept!.Observations).SecondQuantity.Amount);
    }

    [Fact]
    public async Task A_quarantined_row_is_found_with_its_reason()
    {
        await using var lake = await CreateAsync();
        var snapshot = await KeepAsync(lake.Lake, "bad rows");
        var bad = new QuarantinedRow(17, "Partner", "'999' is no partner code; see the code list", "202508,999,…");
        await lake.Lake.IngestAsync(snapshot.Sha256, Source, (sink, _) =>
        {
            sink.Quarantine(bad);
            sink.Quarantine(new(3, null, "too few columns", ""));
            return Task.FromResult(Summary(2));
        }, Ct);
        await lake.ReopenAsync();

        Assert.Equal([3L, 17L], (await lake.Lake.QuarantineAsync(snapshot.Sha256, Ct)).Select(r => r.Row));
        var found = await lake.Lake.FindRowAsync($"{snapshot.Sha256[..12]}:17", Ct);
        Assert.Equal(bad, found!.Quarantined);
        Assert.Empty(found.Observations);
        Assert.Equal(2, found.Snapshot.Quarantined);
    }

    [Theory]
    [InlineData("000000000000:1")]
    [InlineData("no id")]
    [InlineData("")]
    [InlineData("zz:1")]
    [InlineData("000000000000:-1")]
    public async Task An_unknown_id_is_nothing(string id)
    {
        await using var lake = await CreateAsync();
        await lake.IngestAsync(Cell("854470", "2025-07", 1));
        Assert.Null(await lake.Lake.FindRowAsync(id, Ct));
    }

    [Fact]
    public async Task A_prefix_of_two_snapshots_is_refused()
    {
        await using var lake = await CreateAsync();
        var byPrefix = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; ; i++)
        {
            var text = $"file {i}";
            var prefix = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..4];
            if (byPrefix.TryGetValue(prefix, out var other))
            {
                var one = await KeepAsync(lake.Lake, other);
                await KeepAsync(lake.Lake, text);
                var fault = await Assert.ThrowsAsync<LakeException>(() => lake.Lake.FindSnapshotAsync(prefix, Ct));
                Assert.Contains("2 snapshots begin with " + prefix, fault.Message, StringComparison.Ordinal);
                Assert.Equal(one.Sha256, (await lake.Lake.FindSnapshotAsync(one.Sha256[..16].ToUpperInvariant(), Ct))!.Sha256);
                return;
            }
            byPrefix.Add(prefix, text);
        }
    }

    [Fact]
    public async Task Bytes_come_back_as_they_were_received()
    {
        await using var lake = await CreateAsync();
        var bytes = new byte[1_000_000];
        new Random(7).NextBytes(bytes);
        var origin = new SnapshotOrigin("https://example.org/data", "data.bin", "comtrade", "\"abc\"", new(2025, 10, 1, 2, 3, 4, TimeSpan.Zero));
        var kept = await lake.Lake.KeepAsync(new MemoryStream(bytes), origin, Ct);
        lake.Clock.Now += TimeSpan.FromHours(1);
        var again = await lake.Lake.KeepAsync(new MemoryStream(bytes), origin with { Address = "elsewhere" }, Ct);

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), kept.Sha256);
        Assert.Equal(new Snapshot(kept.Sha256, bytes.Length, lake.Clock.Now.AddHours(-1), origin, SnapshotState.Received, null, null, 0, 0), kept);
        Assert.Equal(kept, again);
        await using var content = await lake.Lake.OpenSnapshotAsync(kept.Sha256, Ct);
        var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task An_empty_file_is_a_snapshot_too()
    {
        await using var lake = await CreateAsync();
        var kept = await KeepAsync(lake.Lake, "");
        Assert.Equal(("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0L), (kept.Sha256, kept.Bytes));
        await using var content = await lake.Lake.OpenSnapshotAsync(kept.Sha256, Ct);
        Assert.Equal(-1, content.ReadByte());
        Assert.Empty(await lake.Lake.InspectAsync(Ct));
    }

    [Fact]
    public async Task Rejecting_keeps_the_file_and_the_reason_and_it_may_be_read_later()
    {
        await using var lake = await CreateAsync();
        var snapshot = await KeepAsync(lake.Lake, "no flow said");
        await lake.Lake.RejectAsync(snapshot.Sha256, "the flow is not said; use --flow", Ct);
        var rejected = await lake.Lake.FindSnapshotAsync(snapshot.Sha256[..8], Ct);
        Assert.Equal((SnapshotState.Rejected, "the flow is not said; use --flow"), (rejected!.State, rejected.Reason));

        var outcome = await IngestAsync(lake.Lake, "no flow said", [Cell("854470", "2025-08", 1)]);
        Assert.Equal((SnapshotState.Read, null), (outcome.Snapshot.State, outcome.Snapshot.Reason));
        var fault = await Assert.ThrowsAsync<LakeException>(() => lake.Lake.RejectAsync(snapshot.Sha256, "too late", Ct));
        Assert.Contains("was read before", fault.Message, StringComparison.Ordinal);
    }
}
