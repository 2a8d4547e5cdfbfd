using System.Diagnostics;
using System.Globalization;
using Weir.Trade;

namespace Weir.Store.Tests;

/// <summary>
/// A second process that ingests into a lake: this same program, started again. Ingestion <c>n</c> writes the value <c>n</c> into every
/// cell of two units, so that a reader who sees two values has seen half of a change.
/// </summary>
public static class OtherProcess
{
    public const string Command = "write-to-lake";

    private static readonly string[] Periods = ["2024-11", "2024-12", "2025-01", "2025-02"];

    public static int CellsOfAll => Periods.Length * 3;

    public static Task<IngestOutcome> IngestAsync(Lake lake, int number) => LakeFixture.IngestAsync(
        lake,
        string.Create(CultureInfo.InvariantCulture, $"ingestion {number}"),
        [.. from period in Periods from partner in new[] { 643, 804, 398 } select LakeFixture.Cell("854470", period, number, number, partner)]);

    /// <summary>The number of the one ingestion that all cells are of; fails where they are of several.</summary>
    public static int NumberOf(IReadOnlyList<Observation> cells)
    {
        Assert.Equal(CellsOfAll, cells.Count);
        return (int)Assert.Single(cells.Select(c => c.Value).Distinct())!.Value;
    }

    public static Process Start(string home, int first, int last) =>
        Start(Command, home, first.ToString(CultureInfo.InvariantCulture), last.ToString(CultureInfo.InvariantCulture));

    /// <summary>This program once more, with another task.</summary>
    public static Process Start(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // Under `dotnet Weir.Store.Tests.dll` the process is dotnet itself.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(OtherProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>What the other process does: one ingestion after another, each said once it is done.</summary>
    public static async Task<int> WriteAsync(string home, string first, string last)
    {
        await using var lake = await Lake.OpenAsync(home, TimeProvider.System, CancellationToken.None);
        for (var number = int.Parse(first, CultureInfo.InvariantCulture); number <= int.Parse(last, CultureInfo.InvariantCulture); number++)
        {
            await IngestAsync(lake, number);
            await Console.Out.WriteLineAsync(number.ToString(CultureInfo.InvariantCulture));
        }
        return 0;
    }
}
