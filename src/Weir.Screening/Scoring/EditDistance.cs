namespace Weir.Screening.Scoring;

/// <summary>How letters are weighed.</summary>
internal interface ILetterCosts
{
    /// <summary>Cost of one for the other, in hundredths of an edit.</summary>
    static abstract int Swap(byte a, byte b);

    /// <summary>Cost of one too many.</summary>
    static abstract int Extra(byte letter, byte before);
}

/// <summary>As typed.</summary>
internal readonly struct TypedLetters : ILetterCosts
{
    public static int Swap(byte a, byte b) => LetterCosts.OfSwap(a, b);

    public static int Extra(byte letter, byte before) => LetterCosts.OfLetter(letter, before);
}

/// <summary>As sounds.</summary>
internal readonly struct SoundLetters : ILetterCosts
{
    public static int Swap(byte a, byte b) => LetterCosts.OfSoundSwap(a, b);

    public static int Extra(byte letter, byte before) => LetterCosts.OfLetter(letter, before);
}

/// <summary>As sounds, where one side comes from a script without vowels or with fewer letters.</summary>
internal readonly struct TranscribedLetters : ILetterCosts
{
    public static int Swap(byte a, byte b) => LetterCosts.OfTranscribedSwap(a, b);

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
        Span<int> rows = stackalloc int[3 * width];
        var before = rows[..width];
        var last = rows[width..(2 * width)];
        var row = rows[(2 * width)..];
        last[0] = 0;
        for (var j = 1; j <= b.Length; j++)
            last[j] = last[j - 1] + TCosts.Extra(b[j - 1], j > 1 ? b[j - 2] : (byte)0);
        for (var i = 1; i <= a.Length; i++)
        {
            var extra = TCosts.Extra(a[i - 1], i > 1 ? a[i - 2] : (byte)0);
            row[0] = last[0] + extra;
            var least = row[0];
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = last[j - 1] + TCosts.Swap(a[i - 1], b[j - 1]);
                cost = Math.Min(cost, last[j] + extra);
                cost = Math.Min(cost, row[j - 1] + TCosts.Extra(b[j - 1], j > 1 ? b[j - 2] : (byte)0));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2])
                    cost = Math.Min(cost, before[j - 2] + TurnedAround);
                row[j] = cost;
                least = Math.Min(least, cost);
            }
            if (least - TurnedAround > most)
                return TooMuch;
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.Length] > most ? TooMuch : last[b.Length];
    }
}
