using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Bench.Surges;

/// <summary>How often untouched months are called surges, world by world, where it should be one in so many.</summary>
internal static class Calibration
{
    public static readonly double[] Nominal = [0.05, 0.025, 0.01, 0.001];

    /// <summary>Share of untouched months with a p-value of at most each nominal rate: as printed, and with the p-value drawn between P and PBeyond.</summary>
    public static (double[] Plain, double[] Drawn, int Judged) Of(ISurgeMethod method, World world, int series, int months, int seed)
    {
        var plain = new int[Nominal.Length];
        var drawn = new int[Nominal.Length];
        var judged = 0;
        var sync = new Lock();
        Parallel.For(0, 64, new() { MaxDegreeOfParallelism = 2 }, block =>
        {
            var lot = new Lot(HashCode(seed, world.Name, block));
            var (ownPlain, ownDrawn, ownJudged) = (new int[Nominal.Length], new int[Nominal.Length], 0);
            for (var s = block; s < series; s += 64)
            {
                var values = new MonthlyValues(Period.Month(2018, 1), world.Draw(lot, months + 1).Values);
                var finding = method.Judge(values, months);
                var even = lot.Even();
                if (!finding.IsJudged)
                    continue;
                ownJudged++;
                var p = finding.PBeyond + (even * (finding.P - finding.PBeyond));
                for (var a = 0; a < Nominal.Length; a++)
                {
                    ownPlain[a] += finding.P <= Nominal[a] ? 1 : 0;
                    ownDrawn[a] += p <= Nominal[a] ? 1 : 0;
                }
            }
            lock (sync)
            {
                judged += ownJudged;
                for (var a = 0; a < Nominal.Length; a++)
                {
                    plain[a] += ownPlain[a];
                    drawn[a] += ownDrawn[a];
                }
            }
        });
        return ([.. plain.Select(c => (double)c / judged)], [.. drawn.Select(c => (double)c / judged)], judged);
    }

    /// <summary>A seed from words, the same on every machine.</summary>
    public static int HashCode(int seed, string name, int part)
    {
        var hash = unchecked((int)2166136261) ^ seed;
        foreach (var c in name)
            hash = unchecked((hash ^ c) * 16777619);
        return unchecked(((hash ^ part) * 16777619) ^ (seed * 31));
    }
}
