using System.Diagnostics;
using System.Globalization;
using Weir.Signals.Surges;

namespace Weir.Bench.Surges;

/// <summary><c>bench/surges</c>: how the surge methods do, and how fast.</summary>
internal static class SurgeBench
{
    /// <summary>Choices were made on seed 1; the table is printed for seed 2.</summary>
    private const int PublishedSeed = 2;

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args)
        {
            case ["scan", .. var rest]:
                Console.WriteLine("| series × months | s | processor, s | processor a series, µs | memory, MB | allocated a series, bytes | found at q 5 % |\n|---|---|---|---|---|---|---|");
                ScanBench.Run(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 1_000_000, rest.Length > 1 ? rest[1] : null);
                return 0;
            case ["calibrate", .. var rest]:
                Calibrate(rest);
                return 0;
            default:
                Table(args.Length > 0 ? args[0] : "shared/data/trade", args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 600);
                return 0;
        }
    }

    private static void Table(string trade, int series)
    {
        var groups = Detection.InWorlds(series, 60, PublishedSeed);
        var real = RealSeries.Load(trade);
        if (real.Count > 0)
            groups[$"real ({real.Count} series)"] = Detection.InReal(real, PublishedSeed);
        else
            Console.WriteLine($"no real series in {trade}");
        var all = Detection.Fresh();
        var held = new Dictionary<string, Marks[]>(StringComparer.Ordinal) { ["all"] = all };
        foreach (var marks in groups.Values)
            Detection.Add(held, "all", marks);
        foreach (var (group, marks) in groups.Append(new("all", all)))
        {
            Console.WriteLine($"\n**{group}**: {marks[0].Untouched.Count:N0} untouched months, {marks[0].Touched.Count:N0} surges\n");
            Console.WriteLine("| rule | average precision | recall at 1 % | of 2× | of 3× | of 5× | found while it lasts | delay | alarms at 2.5 % | at 1 % | false of q ≤ 5 % | of q ≤ 10 % | not judged |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            for (var r = 0; r < marks.Length; r++)
                Console.WriteLine(Line(Rivals.All[r].Name, marks[r]));
        }
        TwoYears(real, series);
    }

    /// <summary>What is found of threefold single months after two years, world by world.</summary>
    private static void TwoYears(IReadOnlyList<(string Name, double[] Values)> real, int series)
    {
        Console.WriteLine("\n| a month of thrice its value after 24 months | judged | default, p ≤ 1 % | p ≤ 5 % | farrington | robust | conformal |\n|---|---|---|---|---|---|---|");
        foreach (var world in Worlds.All.Where(w => !w.Moves && w.Group == "money"))
        {
            var lot = new Lot(Calibration.HashCode(PublishedSeed, world.Name, 24));
            Console.WriteLine($"| {world.Name} | {Found(Enumerable.Range(0, series).Select(_ => world.Draw(lot, 25).Values))} |");
        }
        var places = new Lot(PublishedSeed);
        var cut = real.Where(r => r.Values.Length > 24).SelectMany(r => Enumerable.Range(0, 10).Select(_ => r.Values.AsSpan(places.Below(r.Values.Length - 24), 25).ToArray()));
        Console.WriteLine($"| real series | {Found(cut)} |");
    }

    private static string Found(IEnumerable<double[]> all)
    {
        string[] ids = ["default", "default", "farrington", "robust", "conformal"];
        double[] alphas = [0.01, 0.05, 0.01, 0.01, 0.01];
        var (found, count) = (new int[ids.Length], 0);
        foreach (var values in all.Where(v => v[24] > 0))
        {
            count++;
            values[24] *= 3;
            for (var m = 0; m < ids.Length; m++)
                found[m] += SurgeMethods.Find(ids[m])!.Judge(new(Weir.Trade.Period.Month(2024, 1), values), 24).P <= alphas[m] ? 1 : 0;
        }
        return $"{count} | " + string.Join(" | ", found.Select(f => $"{100.0 * f / count:F0} %"));
    }

    private static string Line(string name, Marks marks)
    {
        var (found, delay) = marks.Delay();
        var clean = marks.P.Where(p => !p.Touched).Select(p => p.P).ToList();
        string Rate(double alpha) => clean.Count == 0 ? "–" : $"{100.0 * clean.Count(p => p <= alpha) / clean.Count:F2} %";
        string False(double q) => clean.Count == 0 ? "–" : $"{100 * marks.FalseShare(q, PublishedSeed):F1} %";
        string Size(double size) => $"{100 * marks.Recall(t => t.Size.Equals(size)):F0} %";
        return $"| {name} | {marks.AveragePrecision():F3} | {100 * marks.Recall(_ => true):F1} % | {Size(2)} | {Size(3)} | {Size(5)} | {Share(found)} | {(double.IsNaN(delay) ? "–" : delay.ToString("F2", CultureInfo.InvariantCulture))} | {Rate(0.025)} | {Rate(0.01)} | {False(0.05)} | {False(0.1)} | {marks.NotJudged} |";
    }

    private static string Share(double share) => double.IsNaN(share) ? "–" : $"{100 * share:F0} %";

    private static void Calibrate(string[] rest)
    {
        var method = SurgeMethods.Find(rest.Length > 0 ? rest[0] : "default") ?? SurgeMethods.Default;
        var series = rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 20_000;
        var months = rest.Length > 2 ? int.Parse(rest[2], CultureInfo.InvariantCulture) : 60;
        var seed = rest.Length > 3 ? int.Parse(rest[3], CultureInfo.InvariantCulture) : PublishedSeed;
        var only = rest.Length > 4 ? rest[4] : "";
        Console.WriteLine($"| {method.Id}, {months} months of history, {series:N0} series each | judged | p ≤ 5 % | 2.5 % | 1 % | 0.1 % | drawn: 5 % | 2.5 % | 1 % | 0.1 % | µs |\n|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var group in Worlds.All.GroupBy(w => w.Group, StringComparer.Ordinal))
        {
            var (sumPlain, sumDrawn, count) = (new double[4], new double[4], 0);
            foreach (var world in group.Where(w => only.Length == 0 || w.Group == only))
            {
                var watch = Stopwatch.StartNew();
                var (plain, drawn, judged) = Calibration.Of(method, world, series, months, seed);
                Console.WriteLine($"| {world.Name} | {judged} | {Percent(plain)} | {Percent(drawn)} | {watch.Elapsed.TotalMicroseconds * 2 / series:F0} |");
                if (world.Moves)
                    continue;
                count++;
                for (var a = 0; a < 4; a++)
                    (sumPlain[a], sumDrawn[a]) = (sumPlain[a] + plain[a], sumDrawn[a] + drawn[a]);
            }
            Console.WriteLine($"| **{group.Key}, {count} together** | | {Percent([.. sumPlain.Select(s => s / count)])} | {Percent([.. sumDrawn.Select(s => s / count)])} | |");
        }
    }

    private static string Percent(double[] shares) => string.Join(" | ", shares.Select(s => $"{100 * s:F2}"));
}
