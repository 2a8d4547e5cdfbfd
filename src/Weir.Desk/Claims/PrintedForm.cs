using Weir.Trade;

namespace Weir.Desk.Claims;

/// <summary>One printed number of a claim: what was printed, with a unit, and what it may stand for.</summary>
/// <param name="Printed">As read.</param>
/// <param name="Unit">What it counts; one item where things were counted that are no unit ("26,240 drones").</param>
public sealed record PrintedForm(PrintedQuantity Printed, Unit Unit)
{
    private const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>As printed.</summary>
    public string Text => Printed.Text;

    /// <summary>The number (the middle of a printed range), in <see cref="Unit"/>.</summary>
    public decimal Amount => (Printed.Number.Low + Printed.Number.High) / 2;

    /// <summary>The place of its last significant digit: 1,000 for <c>328,000 miles</c>.</summary>
    public decimal Step => Printed.Number.Step;

    /// <summary>How many significant digits were printed.</summary>
    public int Digits => Printed.Number.SignificantDigits;

    /// <summary>What the statement stands for, its qualifier included: "at least 140" is 140 and all above.</summary>
    public Interval Range => Printed.Number.Interval;

    /// <summary>What the digits alone stand for: 328,000 is 327,500 to 328,500.</summary>
    public Interval Rounding => Printed.Number.Rounding;

    /// <summary>What was said about the number.</summary>
    public PrintedQualifier Qualifier => Printed.Number.Qualifier;

    /// <summary>Whether an amount is what was printed.</summary>
    /// <param name="amount">The amount in <see cref="Unit"/>.</param>
    /// <param name="tolerance">How far off is still right, as a share of the printed amount.</param>
    public bool Allows(decimal amount, decimal tolerance = 0)
    {
        var slack = tolerance * Math.Abs(Amount);
        return (Range + new Interval(-slack, slack)).Contains(amount);
    }

    /// <summary>The amount rounded to the place of the printed number's last digit, halves away from zero.</summary>
    public decimal Round(decimal amount) => Math.Round(amount / Step, MidpointRounding.AwayFromZero) * Step;

    /// <summary>Whether an amount, rounded so, is the printed number.</summary>
    public bool RoundsTo(decimal amount) => Round(amount) == Amount;

    /// <summary>Reads a number as it was printed.</summary>
    /// <param name="text">Such as <c>roughly 325,000 miles</c>, <c>$11–12 million</c>, <c>12 miles or more</c>.</param>
    /// <param name="ofThings">Whether it may count what is no unit, as in <c>26,240 drones</c>.</param>
    /// <param name="form">The form.</param>
    /// <param name="why">What is wrong and what is allowed, where it can't be read.</param>
    public static bool TryRead(string text, bool ofThings, out PrintedForm form, out string why)
    {
        form = null!;
        if (!PrintedQuantity.TryParse(text, out var printed))
        {
            why = $"'{text}' is no number as publications print them; {PrintedQuantity.Allowed}";
            return false;
        }
        why = $"'{text}' has no unit that Weir knows; write one, such as km, miles, kg or $";
        if (printed.Unit is null ? !ofThings : printed.Unit.Dimension == Dimension.Ratio)
            return false;
        why = $"'{text}' is more than any trade statistic counts; allowed are amounts below 10^15";
        if (Math.Abs(printed.Number.Low) >= Limit || Math.Abs(printed.Number.High) >= Limit)
            return false;
        form = new PrintedForm(printed, printed.Unit ?? Units.Item);
        return true;
    }

    /// <summary>Reads how many times something is of something else: <c>almost tenfold</c>, <c>2.5 times</c>, or a change with its sign (<c>−21 %</c>).</summary>
    public static bool TryReadRatio(string text, out Interval bounds)
    {
        bounds = default;
        if (!PrintedQuantity.TryParse(text, out var printed))
            return false;
        if (printed.Unit == Units.Fold)
            bounds = printed.Number.Interval;
        else if (printed.Unit == Units.Percent && (printed.Number.High < 0 || text.TrimStart().StartsWith('+')))
            bounds = (printed.Number.Interval * 0.01m) + Interval.Exactly(1);
        else
            return false;
        return bounds.Low >= 0;
    }

    /// <summary>Reads a share: <c>less than a quarter</c>, <c>12.5 %</c>.</summary>
    public static bool TryReadShare(string text, out Interval bounds)
    {
        bounds = default;
        if (!PrintedQuantity.TryParse(text, out var printed) || printed.Number.Low < 0)
            return false;
        bounds = printed.Unit == Units.Percent ? printed.Number.Interval * 0.01m : printed.Number.Interval;
        return printed.Unit is null || printed.Unit.Dimension == Dimension.Ratio;
    }
}
