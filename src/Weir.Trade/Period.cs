using System.Globalization;

namespace Weir.Trade;

/// <summary>
/// The time that one published cell covers: a calendar month or a calendar year. A month is never a day.
/// Periods of one kind are ordered; a year sorts before its own months.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    private Period(int number) => Number = number;

    /// <summary>The storage form: <c>yyyyMM</c> for a month, <c>yyyy00</c> for a year.</summary>
    public int Number { get; }

    /// <summary>The calendar year, 1 to 9999.</summary>
    public int Year => Number / 100;

    /// <summary>The month, 1 to 12, or 0 where the period is a whole year.</summary>
    public int MonthOfYear => Number % 100;

    /// <summary>Whether the period is a month (and not a year).</summary>
    public bool IsMonth => MonthOfYear != 0;

    /// <summary>The month <paramref name="month"/> of <paramref name="year"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The month is not 1 to 12, or the year not 1 to 9999.</exception>
    public static Period Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        return new((CheckedYear(year) * 100) + month);
    }

    /// <summary>The whole calendar year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999.</exception>
    public static Period OfYear(int year) => new(CheckedYear(year) * 100);

    /// <summary>The period with the storage form <paramref name="number"/> (<see cref="Number"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such period.</exception>
    public static Period FromNumber(int number) =>
        number % 100 == 0 ? OfYear(number / 100) : Month(number / 100, number % 100);

    /// <summary>Reads <c>2025</c>, <c>2025-08</c> or <c>202508</c>; nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Period period)
    {
        period = default;
        text = text.Trim();
        ReadOnlySpan<char> yearText, monthText = [];
        if (text.Length == 4)
            yearText = text;
        else if (text.Length == 6)
        {
            yearText = text[..4];
            monthText = text[4..];
        }
        else if (text.Length == 7 && text[4] == '-')
        {
            yearText = text[..4];
            monthText = text[5..];
        }
        else
            return false;
        if (!int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1)
            return false;
        if (monthText.IsEmpty)
        {
            period = OfYear(year);
            return true;
        }
        if (!int.TryParse(monthText, NumberStyles.None, CultureInfo.InvariantCulture, out var month) || month is < 1 or > 12)
            return false;
        period = Month(year, month);
        return true;
    }

    /// <summary>Reads what <see cref="TryParse"/> reads.</summary>
    /// <exception cref="FormatException">The text is no period.</exception>
    public static Period Parse(string text) => TryParse(text, out var period)
        ? period
        : throw new FormatException($"'{text}' is no period; write a month as 2025-08 or a year as 2025");

    /// <summary>The month that lies <paramref name="months"/> later (earlier where negative).</summary>
    /// <exception cref="InvalidOperationException">The period is a year.</exception>
    public Period AddMonths(int months)
    {
        if (!IsMonth)
            throw new InvalidOperationException($"{this} is a year; months can't be added to it");
        var index = (Year * 12) + MonthOfYear - 1 + months;
        return Month(index / 12, (index % 12) + 1);
    }

    /// <summary>The same month, or the whole year, <paramref name="years"/> later.</summary>
    public Period AddYears(int years) => FromNumber(Number + (years * 100));

    /// <summary>The period that follows: the next month, or the next year.</summary>
    public Period Next() => IsMonth ? AddMonths(1) : AddYears(1);

    /// <summary>All periods of this kind from this one to <paramref name="last"/>, both included; empty where last is earlier.</summary>
    public IEnumerable<Period> To(Period last)
    {
        for (var p = this; p.CompareTo(last) <= 0; p = p.Next())
            yield return p;
    }

    /// <inheritdoc/>
    public int CompareTo(Period other) => Number.CompareTo(other.Number);

    /// <summary>Whether the left period begins earlier.</summary>
    public static bool operator <(Period left, Period right) => left.Number < right.Number;

    /// <summary>Whether the left period begins later.</summary>
    public static bool operator >(Period left, Period right) => left.Number > right.Number;

    /// <summary>Whether the left period begins no later.</summary>
    public static bool operator <=(Period left, Period right) => left.Number <= right.Number;

    /// <summary>Whether the left period begins no earlier.</summary>
    public static bool operator >=(Period left, Period right) => left.Number >= right.Number;

    /// <summary><c>2025-08</c> for a month, <c>2025</c> for a year.</summary>
    public override string ToString() => IsMonth
        ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{MonthOfYear:00}")
        : Year.ToString("0000", CultureInfo.InvariantCulture);

    private static int CheckedYear(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        return year;
    }
}
