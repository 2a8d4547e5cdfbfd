using System.Globalization;
using static Weir.Store.Tests.LakeFixture;

namespace Weir.Store.Tests.Faults;

/// <summary>
/// One thing that a lake is asked to do while something goes wrong. Afterwards it holds the old state or the new one, it is sound,
/// and the same thing done again gives the new one.
/// </summary>
public sealed class Drill : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly SetClock clock = new(new(2025, 10, 14, 9, 0, 0, TimeSpan.Zero));
    private readonly Func<Lake, Task> work;
    private string before = "";
    private string after = "";
    private int runs;

    private Drill(Func<Lake, Task> work) => this.work = work;

    public static IReadOnlyDictionary<string, Func<Lake, Task>> Works { get; } = new Dictionary<string, Func<Lake, Task>>(StringComparer.Ordinal)
    {
        ["ingest"] = lake => OtherProcess.IngestAsync(lake, 3),
        ["list swap"] = lake => SwapListAsync(lake, 3),
        ["retention"] = lake => lake.CompactAsync(new() { Keep = TimeSpan.Zero }, null, Ct),
    };

    /// <summary>A lake with two ingestions, two versions of a list, and what stopped runs left behind.</summary>
    public static async Task<Drill> PrepareAsync(string work)
    {
        var drill = new Drill(Works[work]);
        await using (var lake = await drill.OpenAsync(drill.folder.At("lake"), Disk.Real))
        {
            for (var number = 1; number <= 2; number++)
            {
                await OtherProcess.IngestAsync(lake, number);
                await SwapListAsync(lake, number);
                drill.clock.Now += TimeSpan.FromDays(1);
            }
            drill.before = await StateAsync(lake);
        }
        Directory.CreateDirectory(drill.folder.At("lake", "tmp", "left"));
        await File.WriteAllTextAsync(drill.folder.At("lake", "tmp", "left", "unit.parquet"), "half", Ct);
        await File.WriteAllTextAsync(drill.folder.At("lake", "flows", "gacc", "CHN", "2025", "0003.parquet"), "half", Ct);
        await using (var lake = await drill.OpenAsync(drill.Copy(), Disk.Real))
        {
            await drill.work(lake);
            drill.after = await StateAsync(lake);
        }
        Assert.NotEqual(drill.before, drill.after);
        return drill;
    }

    /// <summary>Does the work in a fresh copy of the lake, on this disk, and looks at what is left. Gives what the work threw, if anything.</summary>
    internal async Task<Exception?> RunAsync(Disk disk, Action<string>? opened = null, Action<string>? ended = null)
    {
        var home = Copy();
        Exception? thrown = null;
        await using (var lake = await OpenAsync(home, disk))
        {
            opened?.Invoke(home);
            try
            {
                await work(lake);
            }
            catch (Exception e) when (e is LakeException or ProcessEndedException)
            {
                thrown = e;
            }
            ended?.Invoke(home);
        }
        await CheckAsync(home);
        Directory.Delete(home, recursive: true);
        return thrown;
    }

    /// <summary>Looks at a lake that somebody else left as it is; then the work is done again.</summary>
    internal async Task CheckAsync(string home)
    {
        await using var lake = await OpenAsync(home, Disk.Real);
        Assert.Contains(await StateAsync(lake), new[] { before, after });
        Assert.DoesNotContain(await lake.InspectAsync(Ct), p => p.Kind != LakeProblemKind.UnknownFile);
        await work(lake);
        Assert.Equal(after, await StateAsync(lake));
        await lake.CompactAsync(new(), null, Ct);
        Assert.Empty(await lake.InspectAsync(Ct));
    }

    /// <summary>Where all of its lakes are.</summary>
    public string Folder => folder.Path;

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The lake as it was before the work, in a folder of its own.</summary>
    internal string Copy() => Copy(folder.At("lake"));

    internal string Copy(string from)
    {
        var to = folder.At("run" + Interlocked.Increment(ref runs).ToString(CultureInfo.InvariantCulture));
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is not (".lock" or ".db-shm")))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        return to;
    }

    private static async Task SwapListAsync(Lake lake, int entities)
    {
        var text = string.Concat(Enumerable.Repeat("{}\n", entities));
        await lake.WriteListAsync("ofac", (await KeepAsync(lake, "list of " + text, "list.csv")).Sha256, InspectionTests.WriteAsync(text), Ct);
    }

    private Task<Lake> OpenAsync(string home, Disk disk) => Lake.OpenAsync(home, clock, new() { Disk = disk, ReaderPatience = TimeSpan.Zero }, Ct);

    private static async Task<string> StateAsync(Lake lake)
    {
        var number = OtherProcess.NumberOf(await lake.Flows.CellsAsync(new(), Ct));
        var list = Assert.Single(await lake.CurrentListsAsync(Ct));
        await using var entities = await lake.OpenListAsync(list, Ct);
        Assert.Equal(list.Entities * 3, (await new StreamReader(entities).ReadToEndAsync(Ct)).Length);
        var dropped = (await lake.VersionsAsync(Ct)).Count(v => v.DroppedAt is not null);
        return string.Create(CultureInfo.InvariantCulture, $"ingestion {number}, list of {list.Entities}, {dropped} versions dropped");
    }
}
