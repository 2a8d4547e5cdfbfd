using System.Runtime.InteropServices;

namespace Weir.Signals;

/// <summary>
/// What a monthly flow's own past lets one expect: level, trend and season, each a median, so that earlier surges don't count as usual. The trend is the seasonal slope of
/// Hirsch, Slack and Smith (1982): the median slope between all pairs of the same calendar month; a season is the median of what the trend leaves in its calendar month; the level
/// is the median of what both leave in the last two years. Values are taken in logarithms, or as square roots where the past has zeros.
/// </summary>
/// <remarks>
/// The error is a residual bootstrap in blocks of three months: every draw fits again to a past made of the fit and resampled residuals, predicts, and adds resampled
/// residuals to the prediction, so that it holds the error of the fit and the noise to come. Residuals are widened by √(n ÷ (n − parameters)).
/// </remarks>
internal sealed class SeasonalExpectation
{
    /// <summary>Known months from which on there are a season and a trend.</summary>
    public const int NeededForSeason = 24;

    /// <summary>Known months from which on there is an expectation at all.</summary>
    public const int Needed = 12;

    private const int LevelMonths = 24;
    private const int Block = 3;

    private readonly int[] months;
    private readonly double[] transformed;
    private readonly int[] seasons;
    private readonly double[] residuals;
    private readonly Fit fit;
    private readonly bool logs;
    private readonly bool seasonal;
    private readonly double[] buffer;

    private SeasonalExpectation(int[] months, double[] values, int firstMonthOfYear)
    {
        this.months = months;
        FirstMonthOfYear = firstMonthOfYear;
        logs = Array.TrueForAll(values, v => v > 0);
        transformed = Array.ConvertAll(values, Forward);
        seasons = Array.ConvertAll(months, m => (m + firstMonthOfYear - 1) % 12);
        seasonal = months.Length >= NeededForSeason && seasons.Distinct().Count() == 12;
        buffer = new double[months.Length * months.Length];
        fit = FitTo(transformed);
        residuals = new double[months.Length];
        for (var i = 0; i < months.Length; i++)
            residuals[i] = transformed[i] - Predict(fit, months[i]);
        var mean = residuals.Average();
        var parameters = seasonal ? 13 : 1;
        var widen = Math.Sqrt(months.Length / (double)Math.Max(months.Length - parameters, 1));
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = (residuals[i] - mean) * widen;
    }

    private int FirstMonthOfYear { get; }

    /// <summary>Degrees of freedom of the residuals.</summary>
    public int Degrees => Math.Max(months.Length - (seasonal ? 13 : 1), 2);

    /// <summary>Whether there are a season and a trend; else a level alone.</summary>
    public bool IsSeasonal => seasonal;

    /// <summary>Fits to a past.</summary>
    /// <param name="past">Consecutive months, null where not known; none below zero.</param>
    /// <param name="firstMonthOfYear">Calendar month of the first, 1 to 12.</param>
    /// <returns>Null where fewer than <see cref="Needed"/> months are known.</returns>
    public static SeasonalExpectation? To(IReadOnlyList<double?> past, int firstMonthOfYear)
    {
        var known = Enumerable.Range(0, past.Count).Where(i => past[i] is not null).ToArray();
        return known.Length < Needed ? null : new(known, Array.ConvertAll(known, i => past[i]!.Value), firstMonthOfYear);
    }

    /// <summary>Draws of the sum over months to come, given as months after the first of the past.</summary>
    public double[] Draw(IReadOnlyList<int> ahead, int draws, Random random)
    {
        var sums = new double[draws];
        var again = new double[transformed.Length];
        var noise = new double[Math.Max(transformed.Length, ahead.Count)];
        for (var d = 0; d < draws; d++)
        {
            Resample(noise, transformed.Length, random);
            for (var i = 0; i < again.Length; i++)
                again[i] = Predict(fit, months[i]) + noise[i];
            var refit = FitTo(again);
            Resample(noise, ahead.Count, random);
            for (var i = 0; i < ahead.Count; i++)
                sums[d] += Back(Predict(refit, ahead[i]) + noise[i]);
        }
        return sums;
    }

    /// <summary>The transformation the fit is in, for a sum.</summary>
    public double Forward(double value) => logs ? Math.Log(value) : Math.Sqrt(Math.Max(value, 0));

    // exp is held where no trade flow reaches, so that a wild trend gives a wide range and no infinity.
    private double Back(double value) => logs ? Math.Exp(Math.Min(value, 80)) : value <= 0 ? 0 : value * value;

    private void Resample(double[] into, int count, Random random)
    {
        var from = 0;
        for (var i = 0; i < count; i++)
        {
            // A block goes on from where it began; the past is taken as a circle, so that no month is drawn less often.
            from = i % Block == 0 ? random.Next(residuals.Length) : (from + 1) % residuals.Length;
            into[i] = residuals[from];
        }
    }

    private double Predict(in Fit to, int month) => to.Level + (to.Slope * month) + (seasonal ? to.Seasons[(month + FirstMonthOfYear - 1) % 12] : 0);

    private Fit FitTo(double[] values)
    {
        var slope = 0.0;
        var ofSeason = new double[12];
        var n = 0;
        if (seasonal)
        {
            for (var i = 0; i < values.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (seasons[i] == seasons[j])
                        buffer[n++] = (values[i] - values[j]) / (months[i] - months[j]);
                }
            }
            slope = MedianOfBuffer(n);
            for (var season = 0; season < 12; season++)
            {
                n = 0;
                for (var i = 0; i < values.Length; i++)
                {
                    if (seasons[i] == season)
                        buffer[n++] = values[i] - (slope * months[i]);
                }
                ofSeason[season] = MedianOfBuffer(n);
            }
            // The level carries what all seasons share, so that a season is what is special to its month.
            var middle = ofSeason.Average();
            for (var season = 0; season < 12; season++)
                ofSeason[season] -= middle;
        }
        n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (months[i] > months[^1] - LevelMonths)
                buffer[n++] = values[i] - (slope * months[i]) - ofSeason[seasons[i]];
        }
        return new(MedianOfBuffer(n), slope, ofSeason);
    }

    private double MedianOfBuffer(int count)
    {
        Array.Sort(buffer, 0, count);
        return count % 2 == 1 ? buffer[count / 2] : (buffer[(count / 2) - 1] + buffer[count / 2]) / 2;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Fit(double Level, double Slope, double[] Seasons);
}
