using System.Diagnostics;
using System.Globalization;
using Weir.Signals.Surges;

namespace Weir.Bench.Surges;

/// <summary><c>bench/surges</c>: how the surge methods do, and how fast.</summary>
internal static class SurgeBench
{
    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["calibrate", ..])
        {
            var method = SurgeMethods.Find(args.Length > 1 ? args[1] : "default")!;
            var series = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 20_000;
            var months = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 60;
            var only = args.Length > 4 ? args[4] : "";
            foreach (var world in Worlds.All.Where(w => w.Group.Contains(only, StringComparison.Ordinal)))
            {
                var watch = Stopwatch.StartNew();
                var (plain, drawn, judged) = Calibration.Of(method, world, series, months, 1);
                Console.WriteLine($"{world.Name,-45} {judged,7} | {Percent(plain)} | {Percent(drawn)} | {watch.Elapsed.TotalMicroseconds * 2 / series:F0} us");
            }
        }
        return 0;
    }

    private static string Percent(double[] shares) => string.Join(' ', shares.Select(s => $"{100 * s,6:F2}"));
}
