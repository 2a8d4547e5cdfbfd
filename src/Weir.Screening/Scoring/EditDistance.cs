namespace Weir.Screening.Scoring;

/// <summary>How letters are weighed.</summary>
internal interface ILetterCosts
{
    /// <summary>Costs of each letter for one, in hundredths of an edit; as many as there are letters of ASCII.</summary>
    static abstract ReadOnlySpan<byte> Swaps(byte letter);

    /// <summary>Cost of one too many.</summary>
    static abstract int Extra(byte letter, byte before);
}

/// <summary>As typed.</summary>
internal readonly struct TypedLetters : ILetterCosts
{
    public static ReadOnlySpan<byte> Swaps(byte letter) => LetterCosts.OfSwaps(letter);

    public static int Extra(byte letter, byte before) => LetterCosts.OfLetter(letter, before);
}

/// <summary>As sounds.</summary>
internal readonly struct SoundLetters : ILetterCosts
{
    public static ReadOnlySpan<byte> Swaps(byte letter) => LetterCosts.OfSoundSwaps(letter);

    public static int Extra(byte letter, byte before) => LetterCosts.OfLetter(letter, before);
}

/// <summary>As sounds, where one side comes from a script without vowels or with fewer letters.</summary>
internal readonly struct TranscribedLetters : ILetterCosts
{
    public static ReadOnlySpan<byte> Swaps(byte letter) => LetterCosts.OfTranscribedSwaps(letter);

    public static int Extra(byte letter, byte before) => LetterCosts.OfTranscribedLetter(letter, before);
}

/// <summary>The least cost of making one word of another: letters swapped, too many, too few, or two in the wrong order (optimal string alignment, weighted).</summary>
internal static class EditDistance
{
    /// <summary>Words are compared up to this length.</summary>
    public const int Longest = 64;

    /// <summary>What is given where it costs more than was asked for.</summary>
    public const int TooMuch = 1_000_000;

    private const int TurnedAround = 75;

    /// <summary>The cost in hundredths of an edit; <see cref="TooMuch"/> where it is more than <paramref name="most"/>.</summary>
    public static int Of<TCosts>(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int most)
        where TCosts : struct, ILetterCosts
    {
        if (a.Length > Longest)
            a = a[..Longest];
        if (b.Length > Longest)
            b = b[..Longest];
        // The same end costs nothing.
        while (a.Length > 1 && b.Length > 1 && a[^1] == b[^1] && a[^2] == b[^2])
        {
            a = a[..^1];
            b = b[..^1];
        }
        var width = b.Length + 1;
        Span<int> rows = stackalloc int[4 * width];
        var before = rows[..width];
        var last = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        var extras = rows.Slice(3 * width, width);
        last[0] = 0;
        for (var j = 1; j <= b.Length; j++)
        {
            extras[j] = TCosts.Extra(b[j - 1], j > 1 ? b[j - 2] : (byte)0);
            last[j] = last[j - 1] + extras[j];
        }
        var leastBefore = 0;
        for (var i = 1; i <= a.Length; i++)
        {
            var extra = TCosts.Extra(a[i - 1], i > 1 ? a[i - 2] : (byte)0);
            row[0] = last[0] + extra;
            var least = row[0];
            var swaps = TCosts.Swaps(a[i - 1]);
            // A letter that stands for none cannot have changed places.
            var (letter, previous) = (a[i - 1], i > 1 && a[i - 1] != a[i - 2] ? a[i - 2] : byte.MaxValue);
            var (left, corner) = (row[0], last[0]);
            for (var j = 1; j < row.Length; j++)
            {
                var other = b[j - 1];
                var above = last[j];
                var cost = Math.Min(corner + swaps[other & 127], Math.Min(above + extra, left + extras[j]));
                if (other == previous && j > 1 && b[j - 2] == letter)
                    cost = Math.Min(cost, before[j - 2] + TurnedAround);
                row[j] = cost;
                least = Math.Min(least, cost);
                (left, corner) = (cost, above);
            }
            // What follows comes from this row, or over it from the one before by two letters that changed places.
            if (least > most && leastBefore + TurnedAround > most)
                return TooMuch;
            leastBefore = least;
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.Length] > most ? TooMuch : last[b.Length];
    }
}
