namespace Weir.Store.Tests.Faults;

/// <summary>Steps of every change fail in every way, and each is once the last that the process does.</summary>
public sealed class DiskFaultTests
{
    public static TheoryData<string, Fault> Cases
    {
        get
        {
            var cases = new TheoryData<string, Fault>();
            foreach (var work in Drill.Works.Keys)
            {
                foreach (var fault in Enum.GetValues<Fault>())
                    cases.Add(work, fault);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_step_fails_the_old_state_or_the_new_is_there(string work, Fault fault)
    {
        await using var drill = await Drill.PrepareAsync(work);
        var all = new FaultyDisk(fault, FaultyDisk.Never);
        Assert.Null(await drill.RunAsync(all));
        var failed = 0;
        for (var step = 0; step < all.Steps.Count; step++)
        {
            if (!IsWorthIt(fault, step, all.Steps[step]))
                continue;
            TestContext.Current.TestOutputHelper!.WriteLine(all.Steps[step]);
            var thrown = await drill.RunAsync(new FaultyDisk(fault, step));
            Assert.True(fault == Fault.End ? thrown is null or ProcessEndedException : thrown is null or LakeException, all.Steps[step]);
            failed += thrown is null ? 0 : 1;
            if (fault is Fault.Full or Fault.ShortWrite && thrown is not null)
                Assert.Contains("is full", thrown.Message, StringComparison.Ordinal);
        }
        // What only tidies up may fail without a word; everything else has to say so.
        Assert.Equal((work, fault) != ("retention", Fault.ShortWrite), failed > 0);
    }

    // The process ends at every step. Of steps that fail, which is alike for most, every third is taken and all that make something hold.
    private static bool IsWorthIt(Fault fault, int step, string what) => fault switch
    {
        Fault.End => true,
        Fault.ShortWrite => what.Contains(" create ", StringComparison.Ordinal) && !what.Contains("folder", StringComparison.Ordinal),
        _ => step % 3 == 0 || what.EndsWith("commit", StringComparison.Ordinal) || what.EndsWith("committed", StringComparison.Ordinal),
    };

    [Fact]
    public async Task What_a_commit_makes_the_lakes_is_on_the_disk_before()
    {
        foreach (var work in Drill.Works.Keys)
        {
            await using var drill = await Drill.PrepareAsync(work);
            var disk = new WatchfulDisk();
            Assert.Null(await drill.RunAsync(disk));
            Assert.True(disk.Commits > 0, work);
            Assert.Empty(disk.Lost);
        }
    }
}
