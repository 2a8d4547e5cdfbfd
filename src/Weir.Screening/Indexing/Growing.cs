namespace Weir.Screening.Indexing;

/// <summary>An array that grows, whose elements can be reached by reference.</summary>
internal sealed class Growing<T>
    where T : unmanaged
{
    private T[] items = new T[64];

    public int Count { get; private set; }

    public Span<T> Span => items.AsSpan(0, Count);

    public void Add(T item)
    {
        if (Count == items.Length)
            Array.Resize(ref items, Grown(items.Length));
        items[Count++] = item;
    }

    public void Add(ReadOnlySpan<T> more)
    {
        while (items.Length - Count < more.Length)
            Array.Resize(ref items, Grown(items.Length));
        more.CopyTo(items.AsSpan(Count));
        Count += more.Length;
    }

    private static int Grown(int length) => length < Array.MaxLength / 2 ? length * 2
        : length < Array.MaxLength ? Array.MaxLength
        : throw new InvalidOperationException("the list is too large for one index: more than two thousand million words");
}
