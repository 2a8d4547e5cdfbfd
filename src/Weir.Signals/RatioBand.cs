using System.Globalization;
using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Signals;

/// <summary>How a ratio is put into words.</summary>
public enum RatioBandKind
{
    /// <summary>Exactly zero: nothing is left.</summary>
    Nothing,

    /// <summary>Within one per cent of the base.</summary>
    Unchanged,

    /// <summary>Up by one to ten per cent.</summary>
    SlightlyUp,

    /// <summary>Up by ten per cent or more, and by less than "almost twofold".</summary>
    Up,

    /// <summary>At least nine tenths of <see cref="RatioBand.Fold"/> times the base, and less than all of it: "almost tenfold" is 9 to under 10.</summary>
    AlmostFold,

    /// <summary><see cref="RatioBand.Fold"/> times the base or more, and less than "almost" the next step.</summary>
    AtLeastFold,

    /// <summary>Down by one to ten per cent (of the ratio turned over).</summary>
    SlightlyDown,

    /// <summary>Down by more than that, and not yet "almost to half".</summary>
    Down,

    /// <summary>Down almost to one part in <see cref="RatioBand.Fold"/>.</summary>
    AlmostOneIn,

    /// <summary>Down to one part in <see cref="RatioBand.Fold"/> or less.</summary>
    AtMostOneIn,
}

/// <summary>
/// A ratio in words, with the bounds that the words need. Steps are 2, 3 … 10, then 20, 50, 100, 200, 500 and so on;
/// a fall is the rise of the ratio turned over. The bounds are Weir's own convention: newspapers print "almost tenfold"
/// without one, and nine tenths keeps "almost" on the near side of the half-way point of every step.
/// </summary>
/// <param name="Kind">Which words.</param>
/// <param name="Fold">The step the words name; 1 where they name none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RatioBand(RatioBandKind Kind, int Fold)
{
    private const double Almost = 0.9;
    private const double LargestFold = 1e9;

    /// <summary>The band that holds <paramref name="ratio"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is negative or no number.</exception>
    public static RatioBand Of(double ratio)
    {
        if (!(ratio >= 0) || double.IsInfinity(ratio))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "a ratio in words needs a number of at least 0");
        if (ratio == 0)
            return new(RatioBandKind.Nothing, 1);
        return ratio >= 1
            ? Rise(ratio)
            : Rise(Math.Min(1 / ratio, LargestFold)) switch
            {
                { Kind: RatioBandKind.SlightlyUp } => new(RatioBandKind.SlightlyDown, 1),
                { Kind: RatioBandKind.Up } => new(RatioBandKind.Down, 1),
                { Kind: RatioBandKind.AlmostFold } up => new(RatioBandKind.AlmostOneIn, up.Fold),
                { Kind: RatioBandKind.AtLeastFold } up => new(RatioBandKind.AtMostOneIn, up.Fold),
                var unchanged => unchanged,
            };
    }

    /// <summary>The ratios that "almost <paramref name="fold"/>-fold" stands for: nine tenths of it to all of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public static Interval AlmostRange(int fold)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fold, 2);
        return new(fold * 0.9m, fold);
    }

    /// <summary>The words in English; the site has its own in every language, by <see cref="Kind"/>.</summary>
    public override string ToString() => Kind switch
    {
        RatioBandKind.Nothing => "nothing left",
        RatioBandKind.Unchanged => "unchanged",
        RatioBandKind.SlightlyUp => "slightly up",
        RatioBandKind.Up => "up",
        RatioBandKind.SlightlyDown => "slightly down",
        RatioBandKind.Down => "down",
        RatioBandKind.AlmostFold => $"almost {FoldWord(Fold)}",
        RatioBandKind.AtLeastFold => $"{FoldWord(Fold)} or more",
        RatioBandKind.AlmostOneIn => $"down almost to one part in {Plain(Fold)}",
        _ => $"down to one part in {Plain(Fold)} or less",
    };

    private static RatioBand Rise(double ratio)
    {
        var below = 1;
        foreach (var step in Steps())
        {
            if (ratio < step)
            {
                if (ratio >= Almost * step)
                    return new(RatioBandKind.AlmostFold, step);
                break;
            }
            below = step;
        }
        return (ratio, below) switch
        {
            ( < 1.01, _) => new(RatioBandKind.Unchanged, 1),
            ( < 1.1, _) => new(RatioBandKind.SlightlyUp, 1),
            (_, 1) => new(RatioBandKind.Up, 1),
            _ => new(RatioBandKind.AtLeastFold, below),
        };
    }

    private static IEnumerable<int> Steps()
    {
        for (var step = 2; step < 10; step++)
            yield return step;
        for (var ten = 10; ten < LargestFold; ten *= 10)
        {
            yield return ten;
            yield return 2 * ten;
            yield return 5 * ten;
        }
        yield return (int)LargestFold;
    }

    private static string FoldWord(int fold) => fold switch
    {
        2 => "twofold",
        3 => "threefold",
        4 => "fourfold",
        5 => "fivefold",
        6 => "sixfold",
        7 => "sevenfold",
        8 => "eightfold",
        9 => "ninefold",
        10 => "tenfold",
        _ => $"{Plain(fold)}-fold",
    };

    private static string Plain(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
