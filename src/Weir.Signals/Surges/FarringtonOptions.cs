namespace Weir.Signals.Surges;

/// <summary>How the bound is derived from the fitted mean and dispersion.</summary>
public enum FarringtonThreshold
{
    /// <summary>Quantile of the negative binomial distribution with the fitted mean and dispersion put in; forgets that both are estimates (<c>nbPlugin</c>).</summary>
    Plugin,

    /// <summary>The same at the upper confidence limit of the mean, which is more than cautious (<c>muan</c>).</summary>
    MeanLimit,

    /// <summary>Normal quantile on the scale of a power, with the error of the mean (<c>delta</c>, the rule of 1996).</summary>
    Delta,
}

/// <summary>The power on whose scale <see cref="FarringtonThreshold.Delta"/> takes values for normal.</summary>
public enum FarringtonPower
{
    /// <summary>Two thirds: symmetric for Poisson counts.</summary>
    TwoThirds,

    /// <summary>The square root: steady variance.</summary>
    Half,

    /// <summary>The values themselves.</summary>
    None,
}

/// <summary>The published options of Farrington flexible; what is preset is the setting for months.</summary>
public sealed record FarringtonOptions
{
    private readonly double alpha = SurgeAlpha.Preset;
    private readonly int years = 5;
    private readonly int halfWindow = 1;
    private readonly int periods = 10;
    private readonly int excluded = 6;
    private readonly double weightsThreshold = 2.58;
    private readonly double trendPThreshold = 1;
    private readonly int limitPeriods = 4;
    private readonly double limitSum;
    private readonly int frequency = 12;

    /// <summary>Rate of false alarms, one-sided; above 0, below 0.5.</summary>
    public double Alpha
    {
        get => alpha;
        init => alpha = SurgeAlpha.Checked(value);
    }

    /// <summary>Years of history (<c>b</c>), 1 to 50.</summary>
    public int Years
    {
        get => years;
        init => years = Checked(value, 1, 50);
    }

    /// <summary>Months to each side of the same month of an earlier year that count as the same season (<c>w</c>), 0 or more.</summary>
    public int HalfWindow
    {
        get => halfWindow;
        init => halfWindow = Checked(value, 0, 26);
    }

    /// <summary>Levels of the season factor (<c>noPeriods</c>): the window is one, the rest of the year is cut into the others. 1: no factor, and only windows are used.</summary>
    public int Periods
    {
        get => periods;
        init => periods = Checked(value, 1, 53);
    }

    /// <summary>Months directly before the judged one that are left out (<c>pastWeeksNotIncluded</c>), so that a surge that has begun doesn't hide itself.</summary>
    public int Excluded
    {
        get => excluded;
        init => excluded = Checked(value, 0, 520);
    }

    /// <summary>Whether earlier surges are damped.</summary>
    public bool Reweight { get; init; } = true;

    /// <summary>The standardised residual above which a month is damped (2.58; the rule of 1996: 1).</summary>
    public double WeightsThreshold
    {
        get => weightsThreshold;
        init => weightsThreshold = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a threshold of 0 or more");
    }

    /// <summary>Whether there may be a trend. It needs three years and an expected value no higher than the history.</summary>
    public bool Trend { get; init; } = true;

    /// <summary>A trend is kept where its p-value is below this; 1: always.</summary>
    public double TrendPThreshold
    {
        get => trendPThreshold;
        init => trendPThreshold = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "above 0, at most 1");
    }

    /// <summary>How the bound is derived.</summary>
    public FarringtonThreshold Threshold { get; init; }

    /// <summary>The power of <see cref="FarringtonThreshold.Delta"/>.</summary>
    public FarringtonPower Power { get; init; }

    /// <summary>Judged only where the last <see cref="LimitPeriods"/> months hold at least so much (<c>limit54</c>); 0: always.</summary>
    public double LimitSum
    {
        get => limitSum;
        init => limitSum = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "0 or more");
    }

    /// <summary>See <see cref="LimitSum"/>; 1 or more.</summary>
    public int LimitPeriods
    {
        get => limitPeriods;
        init => limitPeriods = Checked(value, 1, 520);
    }

    /// <summary>Steps of time in a year: 12, or 52 for weekly counts.</summary>
    public int Frequency
    {
        get => frequency;
        init => frequency = Checked(value, 2, 53);
    }

    /// <summary>Throws where options contradict each other.</summary>
    /// <exception cref="ArgumentException">There are more levels than months outside the window, so that some would be empty.</exception>
    internal static void Check(FarringtonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var window = (2 * options.HalfWindow) + 1;
        var rest = options.Frequency - window;
        if (rest < 0)
            throw new ArgumentException($"a window of {window} doesn't fit into a year of {options.Frequency}", nameof(options));
        if (options.Periods - 1 > rest)
            throw new ArgumentException(
                $"{options.Periods} periods need {options.Periods - 1} blocks outside the window, and a year of {options.Frequency} has {rest} left beside a window of {window}; at most {rest + 1} periods",
                nameof(options));
    }

    private static int Checked(int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"from {least} to {most}");
}

/// <summary>The rate of false alarms that all methods share.</summary>
internal static class SurgeAlpha
{
    public const double Preset = 0.01;

    public static double Checked(double value) => value is > 0 and < 0.5
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "a rate of false alarms lies above 0 and below 0.5");
}
