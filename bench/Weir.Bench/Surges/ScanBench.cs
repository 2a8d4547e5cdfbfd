using System.Diagnostics;
using System.Globalization;
using System.Text;
using Weir.Signals.Surges;
using Weir.Trade;

namespace Weir.Bench.Surges;

/// <summary>How long a scan takes: the last of 60 months of each series, by the default, with q-values; and a sample for the peers.</summary>
internal static class ScanBench
{
    private const int Months = 60;

    public static void Run(int series, string? folder)
    {
        var worlds = Worlds.All.Where(w => w.Group == "money").Concat(Worlds.All.Where(w => w.Group == "counts" && w.Name.Contains("season", StringComparison.Ordinal)).Take(2)).ToList();
        var values = new double[(long)series * Months];
        Parallel.For(0, series, new() { MaxDegreeOfParallelism = 2 }, s =>
        {
            var lot = new Lot(Calibration.HashCode(7, "scan", s));
            worlds[s % worlds.Count].Draw(lot, Months).Values.CopyTo(values.AsSpan(s * Months));
        });
        if (folder is not null)
            WriteSample(values, folder, Math.Min(series, 200));
        var p = new double[series];
        for (var part = Math.Max(1, series / 10); ; part = series)
        {
            var watch = Stopwatch.StartNew();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var allocated = GC.GetTotalAllocatedBytes();
            Parallel.For(0, part, new() { MaxDegreeOfParallelism = 2 }, s =>
                p[s] = SurgeMethods.Default.Judge(new(Period.Month(2020, 1), values.AsMemory(s * Months, Months)), Months - 1).P);
            var found = FalseDiscovery.BenjaminiHochberg(p.AsSpan(0, part)).Count(q => q <= 0.05);
            var processor = Process.GetCurrentProcess().TotalProcessorTime - before;
            Console.WriteLine(
                $"| {part:N0} × {Months} | {watch.Elapsed.TotalSeconds:F1} | {processor.TotalSeconds:F1} | {processor.TotalMicroseconds / part:F0} | {Environment.WorkingSet >> 20} | {(GC.GetTotalAllocatedBytes() - allocated) / (double)part:F0} | {found} |");
            if (part == series)
                break;
        }
    }

    private static void WriteSample(double[] values, string folder, int series)
    {
        var text = new StringBuilder("series,t,y\n");
        for (var s = 0; s < series; s++)
        {
            for (var t = 0; t < Months; t++)
                text.Append(CultureInfo.InvariantCulture, $"{s},{t + 1},{Math.Round(values[(s * Months) + t])}\n");
        }
        File.WriteAllText(Path.Combine(folder, "sample.csv"), text.ToString());
        var months = new double[series][];
        for (var s = 0; s < series; s++)
            months[s] = [.. values.AsSpan(s * Months, Months).ToArray().Select(v => Math.Round(v))];
        foreach (var method in (ISurgeMethod[])[new FarringtonMethod(new() { Years = 4 }), SurgeMethods.Default])
        {
            const int Rounds = 20;
            void Round()
            {
                foreach (var own in months)
                    method.Judge(new(Period.Month(2020, 1), own), Months - 1);
            }
            for (var round = 0; round < Rounds; round++)
                Round();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var round = 0; round < Rounds; round++)
                Round();
            var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
            Console.Error.WriteLine($"{method.Id} of Weir: {spent.TotalMicroseconds / (Rounds * series):F0} us of processor a series (the same {series} series that R gets)");
        }
    }
}
