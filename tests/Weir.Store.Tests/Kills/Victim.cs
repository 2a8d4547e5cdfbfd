using System.Globalization;
using System.Text;
using Weir.Store.Tests.Faults;

namespace Weir.Store.Tests.Kills;

/// <summary>
/// The process that is killed: works on a lake, in an order drawn by lot, and says what it begins and what it has done. Work number
/// <c>n</c> writes <c>n</c> into every cell of two units, or makes a list of <c>n</c> entities, so that the halves of two works can be told apart.
/// </summary>
internal static class Victim
{
    public const string Command = "work-until-killed";

    private const int MostWorks = 40;

    /// <summary>What it does; the odds are one in so many as there are.</summary>
    public static IReadOnlyList<string> Works { get; } = ["ingest", "list swap", "ingest", "retention", "list swap", "compaction"];

    public static string[] Arguments(string home, int seed, int next, Fault fault, int faultAt, int killAt) =>
    [
        Command, home, seed.ToString(CultureInfo.InvariantCulture), next.ToString(CultureInfo.InvariantCulture),
        fault.ToString(), faultAt.ToString(CultureInfo.InvariantCulture), killAt.ToString(CultureInfo.InvariantCulture),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var (home, number) = (args[0], Number(args[2]));
        var random = new Random(Number(args[1]));
        var disk = new FaultyDisk(Enum.Parse<Fault>(args[3]), Number(args[4]), Number(args[5]));
        await using var lake = await Lake.OpenAsync(home, TimeProvider.System, new() { Disk = disk }, CancellationToken.None);
        for (var i = 0; i < MostWorks; i++, number++)
        {
            var work = Works[random.Next(Works.Count)];
            Say("begin", work, number);
            try
            {
                await DoAsync(lake, work, number);
                Say("done", work, number);
            }
            catch (LakeException)
            {
                Say("failed", work, number);
            }
        }
        return 0;
    }

    public static async Task DoAsync(Lake lake, string work, int number)
    {
        switch (work)
        {
            case "ingest":
                await OtherProcess.IngestAsync(lake, number);
                break;
            case "list swap":
                var entities = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", number)));
                var name = string.Create(CultureInfo.InvariantCulture, $"list {number}");
                var snapshot = await lake.KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes(name)), new("/received/" + name, name), CancellationToken.None);
                await lake.WriteListAsync("ofac", snapshot.Sha256, async (stream, cancellation) =>
                {
                    await stream.WriteAsync(entities, cancellation);
                    return number;
                }, CancellationToken.None);
                break;
            default:
                await lake.CompactAsync(new() { Keep = work == "retention" ? TimeSpan.Zero : null }, null, CancellationToken.None);
                break;
        }
    }

    private static void Say(string what, string work, int number) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}:{work}:{number}"));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
