using System.Diagnostics;
using System.Globalization;
using Weir.Signals.Effects;

namespace Weir.Bench.Effects;

/// <summary>
/// Poisson regression with three sets of effects on a generated panel: exporters × importers × products drawn by lot, money-valued outcomes with a third
/// of zeros. Prints a Markdown table: seconds from generated arrays to coefficients with clustered errors.
/// </summary>
internal static class EffectBench
{
    public static int Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        int[] sets = [5_000, 3_000, 2_000];
        var clock = Stopwatch.StartNew();
        var panel = Generate(count, sets);
        if (args.Length > 1)
            Write(args[1], panel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"generated {count:N0} observations in {clock.Elapsed.TotalSeconds:0.0} s; {Environment.ProcessorCount} processors"));
        Console.WriteLine("\n| run | seconds | processor, s | rounds | ns for a round and observation | peak memory, MB | b(x1) (truth 0.5) | error | b(x2) (truth -0.3) |\n|---|---|---|---|---|---|---|---|---|");
        for (var run = 1; run <= 3; run++)
        {
            var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            clock.Restart();
            var fit = PseudoPoisson.Fit(panel, new());
            var seconds = clock.Elapsed.TotalSeconds;
            process.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {run} | {seconds:0.00} | {(process.TotalProcessorTime - before).TotalSeconds:0.0} | {fit.Iterations} | {1e9 * seconds / fit.Iterations / count:0} | {process.PeakWorkingSet64 / 1e6:0} | {fit.Terms[0].Coefficient:0.000000} | {fit.Terms[0].StandardError:0.000000} | {fit.Terms[1].Coefficient:0.000000} |"));
            if (Math.Abs(fit.Terms[0].Coefficient - 0.5) > 6 * fit.Terms[0].StandardError)
                return 1;
        }
        return 0;
    }

    private static Panel Generate(int count, int[] sets)
    {
        var random = new Random(1);
        var effects = Array.ConvertAll(sets, s => Enumerable.Range(0, s).Select(_ => Normal(random)).ToArray());
        var codes = Array.ConvertAll(sets, _ => new int[count]);
        var (x1, x2, y) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var effect = 0.0;
            for (var s = 0; s < sets.Length; s++)
            {
                codes[s][i] = random.Next(sets[s]);
                effect += effects[s][codes[s][i]];
            }
            x1[i] = Normal(random) + (0.3 * effect);
            x2[i] = random.Next(2);
            // Money: a mean, heavy-tailed noise of mean one, and a third of zeros.
            var noise = random.Next(3) == 0 ? 0 : 1.5 * Math.Exp(Normal(random) - 0.5);
            y[i] = Math.Exp(2 + (0.5 * x1[i]) - (0.3 * x2[i]) + effect) * noise;
        }
        var factors = sets.Select((s, k) => new Factor($"f{k + 1}", codes[k], s)).ToList();
        return new() { Outcome = y, Regressors = [new("x1", x1), new("x2", x2)], Effects = factors, Clusters = [factors[0]] };
    }

    /// <summary>The same panel as a table, for other programs.</summary>
    private static void Write(string path, Panel panel)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine("y,x1,x2,f1,f2,f3");
        for (var i = 0; i < panel.Count; i++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{panel.Outcome[i]:R},{panel.Regressors[0].Values[i]:R},{panel.Regressors[1].Values[i]},{panel.Effects[0].Codes[i]},{panel.Effects[1].Codes[i]},{panel.Effects[2].Codes[i]}"));
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
