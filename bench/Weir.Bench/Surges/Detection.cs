using System.Runtime.InteropServices;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Bench.Surges;

/// <summary>What a rule made of the untouched and of the touched series of a group.</summary>
internal sealed class Marks
{
    public List<double> Untouched { get; } = [];

    public List<Touched> Touched { get; } = [];

    /// <summary>p-values of all, and whether each was touched.</summary>
    public List<(double P, bool Touched)> P { get; } = [];

    public int NotJudged { get; set; }

    /// <summary>The score that one untouched month in a hundred passes.</summary>
    public double Threshold()
    {
        var sorted = Untouched.OrderDescending().ToList();
        return sorted.Count < 100 ? double.NaN : sorted[(sorted.Count / 100) - 1];
    }

    /// <summary>Area under precision over recall, equal scores taken together.</summary>
    public double AveragePrecision()
    {
        var all = Untouched.Select(s => (Score: s, Hit: 0)).Concat(Touched.Select(t => (Score: t.Scores[0], Hit: 1))).OrderByDescending(x => x.Score).ToList();
        double hits = 0, seen = 0, area = 0;
        for (var i = 0; i < all.Count;)
        {
            double here = 0;
            var score = all[i].Score;
            for (; i < all.Count && all[i].Score.Equals(score); i++, seen++)
                here += all[i].Hit;
            hits += here;
            area += here * hits / seen;
        }
        return area / Touched.Count;
    }

    public double Recall(Func<Touched, bool> which)
    {
        var threshold = Threshold();
        var own = Touched.Where(which).ToList();
        return own.Count == 0 ? double.NaN : own.Average(t => t.Scores[0] > threshold ? 1.0 : 0);
    }

    /// <summary>Of surges of three months and more: the share found while they last, and the mean delay of these in months.</summary>
    public (double Found, double Delay) Delay()
    {
        var threshold = Threshold();
        var own = Touched.Where(t => t.Scores.Length >= 3).Select(t => Array.FindIndex(t.Scores, s => s > threshold)).ToList();
        return own.Count == 0 ? (double.NaN, double.NaN) : (own.Average(d => d >= 0 ? 1.0 : 0), own.Where(d => d >= 0).DefaultIfEmpty(0).Average());
    }

    /// <summary>Mean share of false ones among what Benjamini–Hochberg keeps, over scans of so many months, drawn by lot with one touched month in twenty.</summary>
    public double FalseShare(double q, int seed)
    {
        var clean = P.Where(p => !p.Touched).Select(p => p.P).ToArray();
        var touched = P.Where(p => p.Touched).Select(p => p.P).ToArray();
        if (clean.Length == 0 || touched.Length == 0)
            return double.NaN;
        var lot = new Lot(seed);
        double sum = 0;
        const int Scans = 300, Clean = 1900, Real = 100;
        var p = new double[Clean + Real];
        for (var scan = 0; scan < Scans; scan++)
        {
            for (var i = 0; i < p.Length; i++)
                p[i] = i < Clean ? clean[lot.Below(clean.Length)] : touched[lot.Below(touched.Length)];
            var kept = FalseDiscovery.BenjaminiHochberg(p);
            double wrong = 0, all = 0;
            for (var i = 0; i < p.Length; i++)
            {
                if (!(kept[i] <= q))
                    continue;
                all++;
                wrong += i < Clean ? 1 : 0;
            }
            sum += all > 0 ? wrong / all : 0;
        }
        return sum / Scans;
    }
}

/// <summary>A series with a surge: its size, and the scores of its months.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Touched(double Size, int Length, double[] Scores);

/// <summary>Puts surges of known size and length into series, and lets all rules judge these and untouched ones.</summary>
internal static class Detection
{
    private static readonly double[] Sizes = [1.5, 2, 3, 5, 10];
    private static readonly int[] Lengths = [1, 3, 6];

    /// <summary>Seeded worlds: so many series of each, half of them touched, after a history of so many months.</summary>
    public static Dictionary<string, Marks[]> InWorlds(int series, int history, int seed)
    {
        var worlds = Worlds.All.Where(w => !w.Moves).ToList();
        var byWorld = new Marks[worlds.Count][];
        Parallel.For(0, worlds.Count, new() { MaxDegreeOfParallelism = 2 }, w =>
        {
            var world = worlds[w];
            var own = Fresh();
            var lot = new Lot(Calibration.HashCode(seed, world.Name, history));
            for (var s = 0; s < series; s++)
            {
                var length = Lengths[lot.Below(Lengths.Length)];
                var size = s % 2 == 0 ? 1 : Sizes[lot.Below(Sizes.Length)];
                var (values, means) = world.Draw(lot, history + length);
                for (var i = history; i < values.Length && size > 1; i++)
                {
                    values[i] = world.IsCount
                        ? values[i] + lot.Poisson((size - 1) * Math.Max(1, means[i]))
                        : values[i] > 0 ? values[i] * size : means[i] * (size - 1);
                }
                Judge(own, new(Period.Month(2018, 1), values), history, size, length);
            }
            byWorld[w] = own;
        });
        // In the order of the worlds, so that what is drawn from them by lot is the same each time.
        var marks = new Dictionary<string, Marks[]>(StringComparer.Ordinal);
        for (var w = 0; w < worlds.Count; w++)
            Add(marks, worlds[w].Group, byWorld[w]);
        return marks;
    }

    /// <summary>Real series: at months drawn by lot, as they are and with the month multiplied.</summary>
    public static Marks[] InReal(IReadOnlyList<(string Name, double[] Values)> series, int seed)
    {
        var marks = Fresh();
        var lot = new Lot(seed);
        foreach (var (_, values) in series)
        {
            for (var draw = 0; draw < 12 && values.Length > 40; draw++)
            {
                var at = 36 + lot.Below(values.Length - 36);
                var size = Sizes[lot.Below(4)];
                if (!(values[at] > 0))
                    continue;
                var past = values[Math.Max(0, at - 60)..(at + 1)];
                Judge(marks, new(Period.Month(2018, 1), past), past.Length - 1, 1, 1);
                var touched = past.ToArray();
                touched[^1] = touched.All(v => v == Math.Floor(v)) ? Math.Round(touched[^1] * size) : touched[^1] * size;
                Judge(marks, new(Period.Month(2018, 1), touched), past.Length - 1, size, 1);
            }
        }
        return marks;
    }

    public static Marks[] Fresh() => [.. Rivals.All.Select(_ => new Marks())];

    public static void Add(Dictionary<string, Marks[]> all, string group, Marks[] own)
    {
        if (!all.TryGetValue(group, out var held))
            all[group] = held = Fresh();
        for (var r = 0; r < own.Length; r++)
        {
            held[r].Untouched.AddRange(own[r].Untouched);
            held[r].Touched.AddRange(own[r].Touched);
            held[r].P.AddRange(own[r].P);
            held[r].NotJudged += own[r].NotJudged;
        }
    }

    private static void Judge(Marks[] marks, MonthlyValues values, int at, double size, int length)
    {
        for (var r = 0; r < marks.Length; r++)
        {
            var rival = Rivals.All[r];
            var verdict = rival.Judge(values, at);
            marks[r].NotJudged += double.IsNegativeInfinity(verdict.Score) ? 1 : 0;
            if (!double.IsNaN(verdict.P))
                marks[r].P.Add((verdict.P, size > 1));
            if (size <= 1)
            {
                marks[r].Untouched.Add(verdict.Score);
                continue;
            }
            var scores = new double[length];
            scores[0] = verdict.Score;
            for (var i = 1; i < length; i++)
                scores[i] = rival.Judge(values, at + i).Score;
            marks[r].Touched.Add(new(size, length, scores));
        }
    }
}
