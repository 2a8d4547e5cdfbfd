namespace Weir.Screening.Indexing;

/// <summary>A set of numbers from 0 to a most. Forgets all at once by counting on, so that nothing is cleared; keeps its room.</summary>
internal sealed class NumberSet
{
    private ushort[] marks = [];
    private ushort generation = 1;

    /// <summary>Makes room for numbers below a most.</summary>
    public void Fit(int most)
    {
        if (marks.Length >= most)
            return;
        marks = new ushort[most];
        generation = 1;
    }

    public void Clear()
    {
        if (++generation != 0)
            return;
        Array.Clear(marks);
        generation = 1;
    }

    public bool Contains(int number) => marks[number] == generation;

    /// <returns>False where it was in already.</returns>
    public bool Add(int number)
    {
        ref var mark = ref marks[number];
        if (mark == generation)
            return false;
        mark = generation;
        return true;
    }
}
