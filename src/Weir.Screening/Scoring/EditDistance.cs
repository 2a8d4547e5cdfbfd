namespace Weir.Screening.Scoring;

/// <summary>How letters are weighed.</summary>
internal enum Letters
{
    /// <summary>As typed.</summary>
    Typed,

    /// <summary>As sounds.</summary>
    Sounds,

    /// <summary>As sounds, where one side comes from a script without vowels or with fewer letters.</summary>
    Transcribed,
}

/// <summary>The least cost of making one word of another: letters swapped, too many, too few, or two in the wrong order (optimal string alignment, weighted).</summary>
internal static class EditDistance
{
    /// <summary>Words are compared up to this length.</summary>
    public const int Longest = 64;

    private const int TurnedAround = 75;

    /// <summary>The cost in hundredths of an edit; <paramref name="most"/> + 1 where it is more than that.</summary>
    public static int Of(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Letters letters, int most)
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
        Span<int> rows = stackalloc int[3 * (Longest + 1)];
        var before = rows[..(Longest + 1)];
        var last = rows[(Longest + 1)..(2 * (Longest + 1))];
        var row = rows[(2 * (Longest + 1))..];
        last[0] = 0;
        for (var j = 1; j <= b.Length; j++)
            last[j] = last[j - 1] + Extra(letters, b[j - 1], j > 1 ? b[j - 2] : (byte)0);
        for (var i = 1; i <= a.Length; i++)
        {
            var extra = Extra(letters, a[i - 1], i > 1 ? a[i - 2] : (byte)0);
            row[0] = last[0] + extra;
            var least = row[0];
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = last[j - 1] + Swap(letters, a[i - 1], b[j - 1]);
                cost = Math.Min(cost, last[j] + extra);
                cost = Math.Min(cost, row[j - 1] + Extra(letters, b[j - 1], j > 1 ? b[j - 2] : (byte)0));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2])
                    cost = Math.Min(cost, before[j - 2] + TurnedAround);
                row[j] = cost;
                least = Math.Min(least, cost);
            }
            if (least - TurnedAround > most)
                return most + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return Math.Min(last[b.Length], most + 1);
    }

    private static int Swap(Letters letters, byte a, byte b) => a == b ? 0 : letters switch
    {
        Letters.Typed => LetterCosts.OfSwap(a, b),
        Letters.Sounds => LetterCosts.OfSoundSwap(a, b),
        _ => LetterCosts.OfTranscribedSwap(a, b),
    };

    private static int Extra(Letters letters, byte letter, byte before) =>
        letters == Letters.Transcribed ? LetterCosts.OfTranscribedLetter(letter, before) : LetterCosts.OfLetter(letter, before);
}
