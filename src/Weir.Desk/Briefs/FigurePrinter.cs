
namespace Weir.Desk.Briefs;

/// <summary>Prints amounts in a language.</summary>
internal sealed class FigurePrinter(Words.Words words)
{
    /// <summary>An amount as its definition wants it. Ranges are rounded outwards, so that what is printed holds all that is meant.</summary>
    public string Print(Amount amount, FigureForm form)
    {
        var (low, high) = (amount.Value.Low, amount.Value.High);
        var isRange = low != high;
        if (form.Percent)
            return isRange ? $"{words.Percent(low)}–{words.Percent(high)}" : words.Percent(low);
        var printed = isRange
            ? $"{Number(Digits.Floor(low, form.Digits), form)}–{Number(Digits.Ceiling(high, form.Digits), form)}"
            : Number(low, form);
        return form.Bare || amount.Unit is null ? printed : words.Quantity(isRange ? high : Rounded(low, form), printed, amount.Unit);
    }

    /// <summary>An amount with all its digits, for the words that say how a figure was computed.</summary>
    public string Full(Amount amount) => Print(amount, FigureForm.Plain);

    private string Number(decimal value, FigureForm form) => form.Digits is { } digits ? words.Significant(value, digits) : words.Number(value);

    private static decimal Rounded(decimal value, FigureForm form) => form.Digits is { } digits ? Digits.Round(value, digits) : value;
}

/// <summary>Significant digits of numbers.</summary>
internal static class Digits
{
    /// <summary>Rounded to so many significant digits.</summary>
    public static decimal Round(decimal value, int digits) => Math.Round(value / Step(value, digits), MidpointRounding.AwayFromZero) * Step(value, digits);

    /// <summary>Rounded down; as it is where no digits are asked for.</summary>
    public static decimal Floor(decimal value, int? digits) => digits is { } d ? Math.Floor(value / Step(value, d)) * Step(value, d) : value;

    /// <summary>Rounded up; as it is where no digits are asked for.</summary>
    public static decimal Ceiling(decimal value, int? digits) => digits is { } d ? Math.Ceiling(value / Step(value, d)) * Step(value, d) : value;

    private static decimal Step(decimal value, int digits)
    {
        if (value == 0)
            return 1;
        var step = 1m;
        var exponent = (int)Math.Floor(Math.Log10((double)Math.Abs(value))) - digits + 1;
        for (var i = 0; i < Math.Abs(exponent); i++)
            step = exponent > 0 ? step * 10 : step / 10;
        return step;
    }
}
