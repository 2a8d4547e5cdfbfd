using System.Globalization;

namespace Weir.Screening;

/// <summary>
/// A date that may lack its day or its month: of birth, of registration. Ordered by year, month and day, what is missing first. Four bytes.
/// </summary>
public readonly record struct PartialDate : IComparable<PartialDate>
{
    private readonly int packed;

    private PartialDate(int year, int month, int day) => packed = (year << 9) | (month << 5) | day;

    private PartialDate(int packed) => this.packed = packed;

    /// <summary>1 to 9999.</summary>
    public int Year => packed >> 9;

    /// <summary>1 to 12; 0 where it is not known.</summary>
    public int Month => (packed >> 5) & 15;

    /// <summary>1 to 31; 0 where it is not known.</summary>
    public int Day => packed & 31;

    /// <summary>A date from its parts; 0 for those that are not known. Null where there is no such date.</summary>
    public static PartialDate? From(int year, int month = 0, int day = 0) =>
        year is >= 1 and <= 9999 && month is >= 0 and <= 12 && (month == 0 ? day == 0 : day >= 0 && day <= DateTime.DaysInMonth(year, month)) ? new(year, month, day) : null;

    /// <summary>Reads <c>1971</c>, <c>1971-03</c> or <c>1971-03-20</c>, the last also with a time behind it; null where it is none of these.</summary>
    public static PartialDate? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length > 10 && text[10] is 'T' or ' ')
            text = text[..10];
        return text.Length switch
        {
            4 when Digits(text) is { } year => From(year),
            7 when text[4] == '-' && Digits(text[..4]) is { } year && Digits(text[5..]) is { } month && month > 0 => From(year, month),
            10 when text[4] == '-' && text[7] == '-' && Digits(text[..4]) is { } year && Digits(text[5..7]) is { } month && month > 0 && Digits(text[8..]) is { } day && day > 0 => From(year, month, day),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public int CompareTo(PartialDate other) => packed.CompareTo(other.packed);

    /// <summary>As FollowTheMoney writes it.</summary>
    public override string ToString() => Month == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}")
        : Day == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");

    /// <summary>Whether the first date is earlier.</summary>
    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first date is later.</summary>
    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first date is not later.</summary>
    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first date is not earlier.</summary>
    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    private static int? Digits(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
