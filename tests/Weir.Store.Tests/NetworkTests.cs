using System.Globalization;
using static Weir.Store.Tests.LakeFixture;
using static Weir.Store.Tests.TextReading;

namespace Weir.Store.Tests;

public sealed class NetworkTests
{
    private static readonly TimeProvider Clock = new SetClock(new(2025, 10, 14, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Two_machines_on_one_network_folder_are_refused_and_the_folder_is_free_again_after_the_first()
    {
        using var folder = new TempFolder();
        await using (var first = await OpenAsync(folder, "anna"))
        {
            var refused = await Assert.ThrowsAsync<LakeException>(() => OpenAsync(folder, "boris"));
            Assert.Contains($"{folder.Path} lies on a network folder (nfs), and the machine anna has had it open since 2025-10-14 09:00 UTC", refused.Message, StringComparison.Ordinal);
            Assert.Contains("End Weir on anna", refused.Message, StringComparison.Ordinal);
            await IngestAsync(first, Line("854470", "2025-08", 1));
        }
        await using var second = await OpenAsync(folder, "boris");
        Assert.Single(await second.Flows.CellsAsync(new(), Ct));
    }

    [Fact]
    public async Task Processes_of_one_machine_share_a_network_folder_and_a_killed_one_leaves_no_lock()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("claims"));
        var left = folder.At("claims", "left.json");
        // No process has this number: that of a system goes up to 4194304.
        await File.WriteAllTextAsync(left, """{"machine":"anna","process":2147483646,"processStarted":"2025-10-14T08:00:00","since":"2025-10-14T08:00:00Z"}""", Ct);
        await using var first = await OpenAsync(folder, "anna");
        Assert.False(File.Exists(left));
        await using (var second = await OpenAsync(folder, "anna"))
            await IngestAsync(second, Line("854470", "2025-08", 1));
        Assert.Single(await first.Flows.CellsAsync(new(), Ct));
        Assert.Single(Directory.GetFiles(folder.At("claims")));
    }

    [Fact]
    public async Task A_number_of_a_process_that_was_used_again_is_not_taken_for_its_first_owner()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("claims"));
        var left = folder.At("claims", "left.json");
        await File.WriteAllTextAsync(left, string.Create(CultureInfo.InvariantCulture,
            $$"""{"machine":"anna","process":{{Environment.ProcessId}},"processStarted":"2001-01-01T00:00:00","since":"2001-01-01T00:00:00Z"}"""), Ct);
        await using var lake = await OpenAsync(folder, "anna");
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task On_a_disk_of_its_own_nothing_is_claimed()
    {
        await using var lake = await CreateAsync();
        Assert.False(Directory.Exists(lake.At("claims")));
    }

    [Fact]
    public async Task A_repair_and_an_import_are_refused_where_another_machine_has_the_lake()
    {
        using var folder = new TempFolder();
        await using var first = await OpenAsync(folder, "anna");
        await Assert.ThrowsAsync<LakeException>(() => Lake.RepairAsync(folder.Path, Clock, Options("boris"), new TextReading(), false, null, Ct));
        Assert.Single(Directory.GetFiles(folder.At("claims")));
    }

    private static Task<Lake> OpenAsync(TempFolder folder, string machine) => Lake.OpenAsync(folder.Path, Clock, Options(machine), Ct);

    private static LakeOptions Options(string machine) => new() { Machine = machine, NetworkFormat = _ => "nfs" };
}
