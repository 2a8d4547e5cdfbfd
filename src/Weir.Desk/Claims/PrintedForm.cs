using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>How the words around a printed number bound it.</summary>
public enum PrintedBound
{
    /// <summary>The number, to its printed digits.</summary>
    Value,

    /// <summary>"about", "roughly", "nearly": the number, to its printed digits, and the printer owns that it is rounded.</summary>
    About,

    /// <summary>"at least", "or more".</summary>
    AtLeast,

    /// <summary>"up to", "at most".</summary>
    AtMost,
}

/// <summary>One printed number with what its rounding may hide.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Amount">The number (the middle of a printed range).</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Step">The place of its last printed digit, in <paramref name="Unit"/>: 1,000 for <c>328,000 miles</c>.</param>
/// <param name="Digits">How many significant digits were printed; zeros at the end of a whole number are not counted.</param>
/// <param name="Range">What it may stand for: <c>328,000</c> is 327,500 to 328,500.</param>
/// <param name="Bound">Whether it is an end of what is meant.</param>
public sealed partial record PrintedForm(string Text, decimal Amount, Unit Unit, decimal Step, int Digits, Interval Range, PrintedBound Bound)
{
    /// <summary>Whether an amount, in <see cref="Unit"/>, is what was printed.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="tolerance">How far off is still right, as a share of the printed amount.</param>
    public bool Allows(decimal amount, decimal tolerance = 0)
    {
        var slack = tolerance * Math.Abs(Amount);
        return Bound switch
        {
            PrintedBound.AtLeast => amount >= Amount - slack,
            PrintedBound.AtMost => amount <= Amount + slack,
            _ => amount >= Range.Low - slack && amount <= Range.High + slack,
        };
    }

    /// <summary>Reads a number as it was printed.</summary>
    /// <param name="text">Such as <c>roughly 325,000 miles</c>, <c>$11–12 million</c>, <c>12 miles or more</c>.</param>
    /// <param name="ofThings">Whether a word that is no unit may follow, as in <c>26,240 drones</c>; the unit is then one item.</param>
    /// <param name="form">The form.</param>
    /// <param name="why">What is wrong and what is allowed, where it can't be read.</param>
    public static bool TryRead(string text, bool ofThings, out PrintedForm form, out string why)
    {
        form = null!;
        why = $"Weir does not read '{text}' as a printed number; write it like 328,000 miles, $54 million, about 191,000 km or 12 miles or more";
        var match = FormPattern().Match(text.Replace('\u00a0', ' '));
        if (!match.Success || !TryNumber(match.Groups["a"].Value, out var low, out var step))
            return false;
        var high = low;
        if (match.Groups["b"].Success && (!TryNumber(match.Groups["b"].Value, out high, out step) || high <= low))
            return false;
        var scale = match.Groups["scale"].Value.ToLowerInvariant() switch { "thousand" => 1_000m, "million" or "m" => 1_000_000m, "billion" or "bn" => 1_000_000_000m, _ => 1m };
        var name = match.Groups["unit"].Value.Trim();
        if (UnitOf(match.Groups["money"].Value, name, ofThings) is not { } unit)
        {
            why = $"'{text}' has no unit that Weir knows; write one, such as km, miles, kg or $";
            return false;
        }
        var bound = match.Groups["more"].Success || match.Groups["plus"].Success ? PrintedBound.AtLeast : BoundOf(match.Groups["hedge"].Value);
        var (amount, unitStep) = ((low + high) / 2 * scale, step * scale);
        form = new PrintedForm(text, amount, unit, unitStep, DigitsOf(low, step), new Interval((low * scale) - (unitStep / 2), (high * scale) + (unitStep / 2)), bound);
        return true;
    }

    private static Unit? UnitOf(string money, string name, bool ofThings)
    {
        if (money.Length > 0)
            return name.Length == 0 ? Units.UsDollar : null;
        return name.ToLowerInvariant() switch
        {
            "mile" or "miles" => Units.Mile,
            "km" or "kilometres" or "kilometers" => Units.Kilometre,
            _ when Units.TryFind(name, out var unit) => unit,
            _ => ofThings ? Units.Item : null,
        };
    }

    private static PrintedBound BoundOf(string hedge) => hedge.ToLowerInvariant() switch
    {
        "" or "another" => PrintedBound.Value,
        "at least" or "more than" or "over" => PrintedBound.AtLeast,
        "at most" or "up to" => PrintedBound.AtMost,
        _ => PrintedBound.About,
    };

    private static bool TryNumber(string text, out decimal number, out decimal step)
    {
        step = 1;
        if (!decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
            return false;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
            step = new decimal(1, 0, 0, false, (byte)(text.Length - point - 1));
        else
        {
            while (number != 0 && number % (step * 10) == 0)
                step *= 10;
        }
        return true;
    }

    private static int DigitsOf(decimal number, decimal step) => decimal.Round(Math.Abs(number) / step).ToString(CultureInfo.InvariantCulture).Length;

    [GeneratedRegex(@"^(?:(?<hedge>about|around|roughly|nearly|almost|some|approximately|at least|more than|over|at most|up to|another)\s+)?(?<money>\$)?(?<a>[0-9][0-9,]*(?:\.[0-9]+)?)(?:\s?[–-]\s?\$?(?<b>[0-9][0-9,]*(?:\.[0-9]+)?))?(?<plus>\+)?(?:\s?(?<scale>thousand|million|billion|bn|m))?(?:\s(?<unit>[\p{L}%]+(?: [\p{L}]+)??))??(?<more>,? or more| and more)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormPattern();
}
