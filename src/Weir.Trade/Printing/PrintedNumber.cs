namespace Weir.Trade;

/// <summary>What a publication says about how exact a printed number is.</summary>
public enum PrintedQualifier
{
    /// <summary>Nothing is said: the number is rounded to its last significant place.</summary>
    None,

    /// <summary>"about", "roughly", "some": up to one unit in the last significant place off, either way.</summary>
    About,

    /// <summary>"almost", "nearly": below, by at most one unit in the last significant place ("almost tenfold" is 9 to 10).</summary>
    Almost,

    /// <summary>"just over": above, by at most one unit in the last significant place.</summary>
    JustOver,

    /// <summary>"at least", "or more", "19+": from the number up, the number included.</summary>
    AtLeast,

    /// <summary>"more than", "over": from the number up.</summary>
    MoreThan,

    /// <summary>"at most", "up to": from 0 to the number.</summary>
    AtMost,

    /// <summary>"less than", "under": from 0 to the number.</summary>
    LessThan,
}

/// <summary>
/// A number as a publication printed it, and the range that the printing stands for. What the print does not say is
/// chosen as follows.
/// <list type="bullet">
/// <item>The last significant place is that of the last digit that isn't a zero at the end of a whole number: 328,000 counts
/// in thousands, 524,800 in hundreds, 8.85 billion in ten millions, 8.50 in hundredths (its zero was printed on purpose).</item>
/// <item>The second digit counts even where it is such a zero: 20 km is a whole number of kilometres, 60 others are not 55 to 65,
/// tenfold is not five- to fifteenfold. So 100 counts in tens, 300,000 in ten thousands.</item>
/// <item>A number without qualifier stands for half a unit of that place either way: 328,000 is 327,500–328,500.</item>
/// <item>A bound ("at least 140") is taken as printed: whoever prints a bound vouches for it.</item>
/// <item>A bound from above ("less than 5") reaches down to 0, as amounts do; a fall ("down less than 5 %") is bounded in its size.</item>
/// <item>A printed range (11–12) stands for all from the first number's lower to the second's upper rounding.</item>
/// <item>Half, a third, a quarter, a fifth count in twentieths: who knew better would have printed per cents.</item>
/// <item>Ends are closed. "Below 10" and "at most 10" both end at 10, so that a comparison errs towards agreement.</item>
/// </list>
/// </summary>
/// <param name="Low">The number; the lower of the two where a range was printed. Scale words are worked in: "$54 million" is 54,000,000.</param>
/// <param name="High">The same number; the upper of the two where a range was printed.</param>
/// <param name="Step">One unit in the last significant place (of the coarser number in a range); above 0.</param>
/// <param name="SignificantDigits">How many significant digits were printed (the fewer in a range); at least 1.</param>
/// <param name="Qualifier">What was said about it.</param>
public sealed record PrintedNumber(decimal Low, decimal High, decimal Step, int SignificantDigits, PrintedQualifier Qualifier)
{
    /// <summary>Whether two numbers were printed (11–12).</summary>
    public bool IsRange => Low != High;

    /// <summary>What the digits alone stand for: half a unit in the last significant place either way, whatever the qualifier says.</summary>
    public Interval Rounding => new(Low - (Step / 2), High + (Step / 2));

    /// <summary>What the statement stands for, its qualifier included.</summary>
    public Interval Interval => High < 0 ? -Sized(-High, -Low) : Sized(Low, High);

    // Qualifiers speak of the size: "down almost 20 %" fell by less than 20.
    private Interval Sized(decimal low, decimal high) => Qualifier switch
    {
        PrintedQualifier.None => new(low - (Step / 2), high + (Step / 2)),
        PrintedQualifier.About => new(low - Step, high + Step),
        PrintedQualifier.Almost => new(low - Step, high),
        PrintedQualifier.JustOver => new(low, high + Step),
        PrintedQualifier.AtLeast or PrintedQualifier.MoreThan => Interval.AtLeast(low),
        PrintedQualifier.AtMost or PrintedQualifier.LessThan => new(Math.Min(0, low), high),
        _ => throw new InvalidOperationException($"no such qualifier: {Qualifier}"),
    };
}
