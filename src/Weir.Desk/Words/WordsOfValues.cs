using System.Globalization;
using Weir.Desk.Claims;
using Weir.Trade;

namespace Weir.Desk.Words;

/// <summary>A range of amounts in one unit.</summary>
/// <param name="Interval">The range.</param>
/// <param name="Unit">What both ends count.</param>
public readonly record struct QuantityRange(Interval Interval, Unit Unit);

// How each type of value is put into the language's own form.
public sealed partial class Words
{
    private const decimal Million = 1_000_000m;

    // No model of monthly trade is so exact that smaller chances could be told apart.
    private const decimal LeastChance = 0.0001m;

    /// <summary>
    /// A number for reading: whole from 1,000 on, at most two decimals from 10 on, at most six below. For print only: the value itself is never rounded.
    /// </summary>
    public string Number(decimal value) => Number(value, Math.Abs(value) switch { >= 1000m => 0, >= 10m => 2, _ => 6 });

    /// <summary>A number with at most so many decimals.</summary>
    public string Number(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("#,##0." + new string('#', decimals), numbers);

    /// <summary>A number to so many significant digits.</summary>
    public string Significant(decimal value, int digits) => NumberPrint.Significant(value, digits, numbers);

    /// <summary>A share as a percentage; with a sign where it is a change.</summary>
    public string Percent(decimal share, bool signed = false)
    {
        var number = Number(share * 100, 1);
        return Say(signed && share > 0 ? "percent.more" : "percent", ("n", number));
    }

    /// <summary>An amount with its unit: <c>528,000 km</c>, <c>$47 million</c>.</summary>
    public string Quantity(Quantity quantity) => Quantity(quantity.Amount, Number(quantity.Amount), quantity.Unit);

    /// <summary>An amount with its unit, its number already printed by the caller (to a chosen number of digits).</summary>
    public string Quantity(decimal amount, string printed, Unit unit)
    {
        var key = $"unit.{unit.Code}";
        // $47,000,000 reads as $47 million where that loses nothing.
        if (unit.Dimension == Dimension.Money && Math.Abs(amount) >= Million && amount / Million is var millions
            && Math.Round(millions, 2) == millions && texts.ContainsKey(key + ".million"))
            return Fill(texts[key + ".million"], new Phrase(key, ("n", millions)));
        return texts.TryGetValue(key, out var template)
            ? Fill(template, new Phrase(key, ("n", printed), ("count", amount)))
            : $"{printed}\u00A0{unit.Code}";
    }

    /// <summary>A range: <c>327,500–328,500</c>; a single number where both ends are one; <c>19 or more</c> where an end is open.</summary>
    public string Range(Interval interval) => Range(interval, Number(interval.Low), Number(interval.High));

    /// <summary>A range with its unit.</summary>
    public string Quantity(QuantityRange range)
    {
        var (interval, unit) = (range.Interval, range.Unit);
        return interval.IsBoundedAbove && interval.IsBoundedBelow
            ? Quantity(interval.High, Range(interval), unit)
            : Range(interval, Quantity(new Quantity(interval.Low, unit)), Quantity(new Quantity(interval.High, unit)));
    }

    /// <summary>The unit alone: <c>km</c>, <c>US dollars</c>.</summary>
    public string Name(Unit unit) => texts.GetValueOrDefault($"unit.{unit.Code}.name", unit.Code);

    /// <summary>The economy's name in this language.</summary>
    public string Name(Economy economy) => texts.GetValueOrDefault($"economy.{economy.Alpha3}") ?? economy.Name(Culture);

    /// <summary><c>August 2025</c>, or the year.</summary>
    public string Period(Period period) => Period(period, form: null);

    /// <summary><c>14 October 2025</c>.</summary>
    public string Date(DateOnly date) => Say(
        "date", ("day", date.Day.ToString(CultureInfo.InvariantCulture)), ("month", Month(date.Month, "of")), ("year", date.Year.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Date and time, in UTC.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return Say("moment", ("date", DateOnly.FromDateTime(utc)), ("time", utc.ToString("HH:mm", CultureInfo.InvariantCulture)));
    }

    private string Range(Interval interval, string low, string high) => (interval.IsBoundedBelow, interval.IsBoundedAbove) switch
    {
        (true, true) => interval.Low == interval.High ? low : $"{low}–{high}",
        (true, false) => Say("range.at-least", ("n", low)),
        (false, true) => Say("range.at-most", ("n", high)),
        _ => Say("range.any"),
    };

    private string Period(Period period, string? form)
    {
        var year = period.Year.ToString(CultureInfo.InvariantCulture);
        return period.IsMonth ? Say("period.month", ("month", Month(period.MonthOfYear, form)), ("year", year)) : year;
    }

    /// <summary>The month of a period without its year, in the case that a sentence needs (empty, <c>of</c>, <c>in</c>); the year where it is one.</summary>
    public string Month(Period period, string form) => period.IsMonth ? Month(period.MonthOfYear, form) : Period(period);

    private string Month(int month, string? form)
    {
        var forms = Say(string.Create(CultureInfo.InvariantCulture, $"month.{month}")).Split('|');
        return forms[form switch { "of" => 1, "in" => 2, _ => 0 }];
    }

    private string Value(object? value, string? form) => value switch
    {
        null => "",
        string text => text,
        Phrase phrase => Say(phrase),
        LocalText text => Say(text),
        Economy economy => Name(economy),
        Period period => Period(period, form),
        Quantity quantity => form is null ? Quantity(quantity) : Quantity(quantity.Amount, Formatted(quantity.Amount, form), quantity.Unit),
        QuantityRange range => Quantity(range),
        Interval interval => Range(interval),
        Unit unit => Name(unit),
        Flow flow => Say($"flow.{flow.Code()}"),
        ObservationStatus status => Say($"status.{status.ToString().ToLowerInvariant()}"),
        Verdict.Supported => Say("verdict.supported"),
        Verdict.Contradicted => Say("verdict.contradicted"),
        Verdict.Partly => Say("verdict.partly"),
        Verdict.NotCheckable => Say("verdict.not-checkable"),
        DateOnly date => Date(date),
        DateTimeOffset moment => Moment(moment),
        decimal or double or float or int or long => Formatted(ToDecimal(value), form),
        System.Collections.IEnumerable many => string.Join(Say("list.separator"), many.Cast<object?>().Select(v => Value(v, form))),
        IFormattable other => other.ToString(form, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private string Formatted(decimal number, string? form) => form switch
    {
        null => Number(number),
        "%" => Percent(number),
        "+%" => Percent(number, signed: true),
        "p" => number < LeastChance ? $"<{Significant(LeastChance, 1)}" : Significant(number, 2),
        ['s', var digits] when char.IsAsciiDigit(digits) => Significant(number, digits - '0'),
        _ => number.ToString(form, numbers),
    };

    private string Plural(object? value, string[] forms)
    {
        var number = value is decimal or double or float or int or long ? ToDecimal(value) : 0;
        var index = Language switch
        {
            "ru" => RussianForm(number),
            _ => number == 1 ? 0 : 1,
        };
        return forms[Math.Min(index, forms.Length - 1)];
    }

    // 1 миля, 2 мили, 5 миль; a number with a fraction takes the second form (2,5 мили).
    private static int RussianForm(decimal number)
    {
        if (number != decimal.Truncate(number))
            return 1;
        var last = (int)(Math.Abs(number) % 100);
        return (last % 10, last) switch
        {
            (1, not 11) => 0,
            ( >= 2 and <= 4, < 12 or > 14) => 1,
            _ => 2,
        };
    }

    private static decimal ToDecimal(object value) => value switch
    {
        double d when !double.IsFinite(d) || Math.Abs(d) > 7e27 => throw new InvalidOperationException("a number that is printed must be finite"),
        _ => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
    };
}
