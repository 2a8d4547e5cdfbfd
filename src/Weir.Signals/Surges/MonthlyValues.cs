using System.Runtime.InteropServices;
using Weir.Trade;

namespace Weir.Signals.Surges;

/// <summary>
/// A series as the surge methods read it: one value a month, without gaps in the calendar. <see cref="double.NaN"/> is a month
/// whose value is not known; zero is a month that is known to be zero. The values are not copied: whoever gave them leaves them as they are.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct MonthlyValues
{
    private readonly ReadOnlyMemory<double> values;

    /// <summary>Values from <paramref name="first"/> on.</summary>
    /// <param name="first">The first month.</param>
    /// <param name="values">One value a month, in any unit; not-a-number (or infinite) where it is not known.</param>
    /// <exception cref="ArgumentException">The first period is a year.</exception>
    public MonthlyValues(Period first, ReadOnlyMemory<double> values)
    {
        if (!first.IsMonth)
            throw new ArgumentException($"{first} is a year; monthly values begin with a month", nameof(first));
        First = first;
        this.values = values;
    }

    /// <summary>The month of the first value.</summary>
    public Period First { get; }

    /// <summary>How many months, known or not.</summary>
    public int Count => values.Length;

    /// <summary>The values; not-a-number where not known.</summary>
    public ReadOnlySpan<double> Span => values.Span;

    /// <summary>The month at an index.</summary>
    public Period PeriodAt(int index) => First.AddMonths(index);

    /// <summary>The index of a month; below 0 or from <see cref="Count"/> on where it lies outside.</summary>
    /// <exception cref="ArgumentException">The period is a year.</exception>
    public int IndexOf(Period month) => month.IsMonth
        ? MonthNumber(month) - MonthNumber(First)
        : throw new ArgumentException($"{month} is a year; monthly values have months", nameof(month));

    /// <summary>
    /// The months of a series, in the order of the calendar. A month without a point, one without data and one of which only a part is known are not known.
    /// Points that cover a year are left out. A series without a month gives no values, from January of year 1.
    /// </summary>
    public static MonthlyValues Of(Series series)
    {
        ArgumentNullException.ThrowIfNull(series);
        int first = int.MaxValue, last = int.MinValue;
        foreach (var point in series.Points)
        {
            if (!point.Period.IsMonth)
                continue;
            first = Math.Min(first, MonthNumber(point.Period));
            last = Math.Max(last, MonthNumber(point.Period));
        }
        if (last < first)
            return new(Period.Month(1, 1), default);
        var dense = new double[last - first + 1];
        dense.AsSpan().Fill(double.NaN);
        foreach (var point in series.Points)
        {
            if (point.Period.IsMonth && Reading.IsKnown(point))
                dense[MonthNumber(point.Period) - first] = point.Value!.Value;
        }
        return new(Period.Month(first / 12, (first % 12) + 1), dense);
    }

    private static int MonthNumber(Period month) => (month.Year * 12) + month.MonthOfYear - 1;
}
