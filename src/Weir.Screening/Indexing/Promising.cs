namespace Weir.Screening.Indexing;

/// <summary>Names by how much they promise, the most first; of those that promise about the same, in the order they came. Keeps its room from query to query.</summary>
internal sealed class Promising
{
    private const int Steps = 256;

    private readonly int[] starts = new int[Steps + 1];
    private (float Promise, int Name)[] all = new (float, int)[256];
    private (float Promise, int Name)[] sorted = new (float, int)[256];

    public int Count { get; private set; }

    /// <summary>One of them, after <see cref="Sort"/>.</summary>
    public (float Promise, int Name) this[int at] => sorted[at];

    public void Clear() => Count = 0;

    public void Add(float promise, int name)
    {
        if (Count == all.Length)
            Array.Resize(ref all, Count * 2);
        all[Count++] = (promise, name);
    }

    /// <summary>Sorts by promise, in steps of a 256th, each given as the most of its step: one way over the names and back, however many they are.</summary>
    public void Sort()
    {
        if (sorted.Length < all.Length)
            sorted = new (float, int)[all.Length];
        Array.Clear(starts);
        foreach (var (promise, _) in all.AsSpan(0, Count))
            starts[Step(promise) + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        foreach (var (promise, name) in all.AsSpan(0, Count))
            sorted[starts[Step(promise)]++] = ((Steps - Step(promise)) / (float)Steps, name);
    }

    private static int Step(float promise) => Steps - 1 - Math.Clamp((int)(promise * Steps), 0, Steps - 1);
}
