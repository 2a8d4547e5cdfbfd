namespace Weir.Signals.Surges;

/// <summary>
/// Memory that a judgement computes in, kept so that a scan over millions of series allocates nothing for each. One belongs to one thread at a time.
/// </summary>
public sealed class SurgeWorkspace
{
    [ThreadStatic]
    private static SurgeWorkspace? ofThread;

    private readonly double[]?[] numbers = new double[Areas][];
    private readonly int[]?[] indexes = new int[Areas][];
    private const int Areas = 24;

    /// <summary>The one of the calling thread.</summary>
    public static SurgeWorkspace OfThread => ofThread ??= new();

    /// <summary>Memory of an area, at least so long and holding whatever was left there; the same area gives the same memory again.</summary>
    internal Span<double> Numbers(int area, int length)
    {
        var held = numbers[area];
        if (held is null || held.Length < length)
            numbers[area] = held = new double[Math.Max(length, 128)];
        return held.AsSpan(0, length);
    }

    /// <summary>As <see cref="Numbers"/>, of whole numbers.</summary>
    internal Span<int> Indexes(int area, int length)
    {
        var held = indexes[area];
        if (held is null || held.Length < length)
            indexes[area] = held = new int[Math.Max(length, 128)];
        return held.AsSpan(0, length);
    }
}
