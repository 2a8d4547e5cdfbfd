namespace Weir.Signals.Effects;

/// <summary>Work over many observations, on as many cores as there are; little work stays on one.</summary>
internal static class Stretches
{
    private const int Least = 20_000;

    public static void Each(int count, Action<int, int> work)
    {
        var parts = Math.Min(Environment.ProcessorCount, count / Least);
        if (parts < 2)
        {
            work(0, count);
            return;
        }
        Parallel.For(0, parts, p => work(Start(count, parts, p), Start(count, parts, p + 1)));
    }

    /// <summary>A sum, always added up in the same order on the same machine.</summary>
    public static double Sum(int count, Func<int, int, double> work)
    {
        var parts = Math.Min(Environment.ProcessorCount, count / Least);
        if (parts < 2)
            return work(0, count);
        var sums = new double[parts];
        Parallel.For(0, parts, p => sums[p] = work(Start(count, parts, p), Start(count, parts, p + 1)));
        return sums.Sum();
    }

    private static int Start(int count, int parts, int part) => (int)((long)count * part / parts);
}
