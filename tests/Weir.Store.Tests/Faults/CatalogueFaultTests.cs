namespace Weir.Store.Tests.Faults;

/// <summary>Writes and flushes of the catalogue itself fail, and at that moment the power may go.</summary>
public sealed class CatalogueFaultTests
{
    private const int PointsOfOneWork = 4;

    public static TheoryData<string, SqliteFault> Cases
    {
        get
        {
            var cases = new TheoryData<string, SqliteFault>();
            foreach (var work in Drill.Works.Keys)
            {
                foreach (var fault in Enum.GetValues<SqliteFault>())
                    cases.Add(work, fault);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_write_of_the_catalogue_fails_the_old_state_or_the_new_is_there(string work, SqliteFault fault)
    {
        await using var drill = await Drill.PrepareAsync(work);
        var all = new FaultyWrites(fault, FaultyDisk.Never);
        Assert.Null(await RunAsync(drill, all));
        Assert.InRange(all.Count, PointsOfOneWork, int.MaxValue);
        var failed = 0;
        for (var point = 0; point < PointsOfOneWork; point++)
        {
            var thrown = await RunAsync(drill, new(fault, point * all.Count / PointsOfOneWork));
            Assert.True(thrown is null or LakeException, thrown?.ToString());
            failed += thrown is null ? 0 : 1;
        }
        Assert.InRange(failed, 1, PointsOfOneWork);
    }

    private static async Task<Exception?> RunAsync(Drill drill, FaultyWrites faults)
    {
        var afterPowerCut = "";
        FaultySqlite.Watch(drill.Folder, faults);
        var thrown = await drill.RunAsync(
            Disk.Real,
            _ => faults.IsOn = true,
            home =>
            {
                faults.IsOn = false;
                // What the disk holds now, without what the process remembers.
                afterPowerCut = drill.Copy(home);
            });
        await drill.CheckAsync(afterPowerCut);
        return thrown;
    }
}
