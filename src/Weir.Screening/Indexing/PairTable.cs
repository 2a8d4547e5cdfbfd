using System.Numerics;

namespace Weir.Screening.Indexing;

/// <summary>
/// Values by two numbers: a word of the query and one of an index. Forgets all at once by counting on, so that nothing is cleared; grows, and keeps what it grew to.
/// </summary>
internal sealed class PairTable<T>
    where T : struct
{
    /// <summary>The first number is less than this.</summary>
    public const int MostFirst = 1 << 13;

    private const int SecondBits = 31;
    private const int GenerationAt = 44;

    private ulong[] keys = new ulong[1024];
    private T[] values = new T[1024];
    private ulong generation = 1;
    private int count;

    public void Clear()
    {
        count = 0;
        if (++generation < 1UL << (64 - GenerationAt))
            return;
        Array.Clear(keys);
        generation = 1;
    }

    public bool TryGet(int first, int second, out T value)
    {
        var at = Place(Key(first, second));
        value = values[at];
        return keys[at] == Key(first, second);
    }

    /// <summary>The value of two numbers, to read or to set; <paramref name="isNew"/> where it was not there.</summary>
    public ref T At(int first, int second, out bool isNew)
    {
        var key = Key(first, second);
        var at = Place(key);
        isNew = keys[at] != key;
        if (!isNew)
            return ref values[at];
        if (++count > keys.Length / 2)
        {
            Grow();
            at = Place(key);
        }
        keys[at] = key;
        values[at] = default;
        return ref values[at];
    }

    /// <summary>A key of another generation counts as an empty place: it is never met after one of its own.</summary>
    private int Place(ulong key)
    {
        var mask = keys.Length - 1;
        var at = (int)((key * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2((uint)keys.Length)));
        while (keys[at] != key && keys[at] >> GenerationAt == generation)
            at = (at + 1) & mask;
        return at;
    }

    private ulong Key(int first, int second) => (generation << GenerationAt) | ((ulong)(uint)first << SecondBits) | (uint)second;

    private void Grow()
    {
        var (oldKeys, oldValues) = (keys, values);
        keys = new ulong[oldKeys.Length * 2];
        values = new T[keys.Length];
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] >> GenerationAt != generation)
                continue;
            var at = Place(oldKeys[i]);
            (keys[at], values[at]) = (oldKeys[i], oldValues[i]);
        }
    }
}
