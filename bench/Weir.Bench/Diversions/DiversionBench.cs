using System.Globalization;

namespace Weir.Bench.Diversions;

/// <summary>Looks for diversions in made-up worlds with a known answer, and prints the table of bench/README.md.</summary>
internal static class DiversionBench
{
    /// <summary>Runs so many worlds of each kind.</summary>
    public static int Run(int worlds)
    {
        Console.WriteLine("| world | worlds | a way is found | range holds the truth | true way first | median range, parts of the truth |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var kind in Enum.GetValues<WorldKind>())
        {
            var results = new WorldResult[worlds];
            Parallel.For(0, worlds, seed => results[seed] = WorldResult.Of(kind, seed));
            var known = results[0].Covered is not null;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {worlds} | {Part(results, r => r.Found)} | {(known ? Part(results, r => r.Covered!.Value) : "")} | {(known ? Part(results, r => r.First!.Value) : "")} | {(known ? Range(results) : "")} |"));
        }
        return 0;
    }

    private static string Part(WorldResult[] results, Func<WorldResult, bool> what) =>
        string.Create(CultureInfo.InvariantCulture, $"{100.0 * results.Count(what) / results.Length:0.0} %");

    private static string Range(WorldResult[] results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{results.Select(r => r.Low).Order().ElementAt(results.Length / 2):0.00} to {results.Select(r => r.High).Order().ElementAt(results.Length / 2):0.00}");
}
