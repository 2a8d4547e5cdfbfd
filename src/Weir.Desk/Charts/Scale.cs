using System.Globalization;

namespace Weir.Desk.Charts;

/// <summary>A linear axis with round steps (1, 2, 2.5 or 5 times a power of ten) that begins at zero, or below where a value does.</summary>
internal sealed class Scale
{
    private Scale(IReadOnlyList<double> ticks, double divisor, string? magnitude)
    {
        Ticks = ticks;
        Divisor = divisor;
        Magnitude = magnitude;
    }

    /// <summary>Values of the grid lines, ascending; the first and last bound the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>What printed numbers are divided by: a million where the axis counts millions.</summary>
    public double Divisor { get; }

    /// <summary>Key of the word for <see cref="Divisor"/>; null where it is 1.</summary>
    public string? Magnitude { get; }

    /// <summary>An axis that holds all values, with about <paramref name="steps"/> steps.</summary>
    public static Scale For(IEnumerable<double> values, int steps)
    {
        double low = 0, high = 0;
        foreach (var value in values.Where(double.IsFinite))
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        if (high <= low)
            high = 1;
        var step = RoundStep((high / steps) - (low / steps));
        var first = Math.Floor(low / step);
        var last = Math.Ceiling(high / step * (1 - 1e-12));
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step).ToArray();
        var largest = Math.Max(high, -low);
        return largest switch
        {
            >= 1e9 => new(ticks, 1e9, "chart.axis.billion"),
            >= 1e6 => new(ticks, 1e6, "chart.axis.million"),
            _ => new(ticks, 1, null),
        };
    }

    /// <summary>The place of <paramref name="value"/> between the ends, from 0 to 1.</summary>
    public double Share(double value) => Math.Clamp((value - Ticks[0]) / (Ticks[^1] - Ticks[0]), 0, 1);

    /// <summary>A value as it is printed at the axis and beside points: three significant digits, for a chart is read no closer.</summary>
    public string Print(double value, Words.Words words) => Math.Abs(value / Divisor) < 1e15
        ? words.Number(Rounding.ThreeDigits(value / Divisor))
        : (value / Divisor).ToString("0.##E+0", CultureInfo.InvariantCulture);

    /// <summary>What the axis counts with its magnitude, e.g. "million US dollars".</summary>
    public string UnitLabel(string unit, Words.Words words) => Magnitude is null
        ? words.Say("chart.axis.unit", ("unit", unit))
        : words.Say(Magnitude, ("unit", unit));

    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch
        {
            <= 1 => power,
            <= 2 => 2 * power,
            <= 2.5 => 2.5 * power,
            <= 5 => 5 * power,
            _ => 10 * power,
        };
    }
}
