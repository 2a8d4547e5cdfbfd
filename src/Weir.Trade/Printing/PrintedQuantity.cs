namespace Weir.Trade;

/// <summary>
/// A quantity as a publication printed it: <c>328,000 miles</c>, <c>$11–12 million a month</c>, <c>almost tenfold</c>,
/// <c>19 km or more</c>, <c>528 тыс. км</c>. Claims are checked against what stands here.
/// </summary>
/// <param name="Text">The text that was read, as printed.</param>
/// <param name="Number">The number, with its range.</param>
/// <param name="Unit">The unit (a currency, <see cref="Units.Fold"/> and <see cref="Units.Percent"/> included), or null where none was printed ("at least 140 manufacturers").</param>
/// <param name="Rest">What followed number and unit: "of cable", "a month", "manufacturers"; empty where nothing did.</param>
public sealed record PrintedQuantity(string Text, PrintedNumber Number, Unit? Unit, string Rest)
{
    /// <summary>What may be written, for error messages.</summary>
    public const string Allowed =
        "write a number with or without a qualifier and a unit, e.g. 328,000 miles; $11–12 million; about 325,000 miles; almost tenfold; 19 km or more; -21 %; 528 тыс. км";

    /// <summary>What the statement stands for in <paramref name="unit"/>, qualifier included.</summary>
    /// <exception cref="InvalidOperationException">No unit was printed, or it measures something else.</exception>
    public Interval IntervalIn(Unit unit) => Number.Interval.Convert(RequiredUnit(unit), unit);

    /// <summary>What the printed digits alone stand for in <paramref name="unit"/>, whatever the qualifier says.</summary>
    /// <exception cref="InvalidOperationException">No unit was printed, or it measures something else.</exception>
    public Interval RoundingIn(Unit unit) => Number.Rounding.Convert(RequiredUnit(unit), unit);

    /// <summary>
    /// Reads one printed quantity. False for a text without a number, with a second number that no range joins to the first, or with
    /// words before the number that are no known qualifier: such a text could mean something that is not understood here.
    /// </summary>
    public static bool TryParse(string text, out PrintedQuantity quantity)
    {
        quantity = null!;
        return new PrintedReader(text).TryRead(out var read) && (quantity = read) is not null;
    }

    /// <summary>Reads what <see cref="TryParse"/> reads.</summary>
    /// <exception cref="FormatException">The text is no printed quantity; the message says what may be written.</exception>
    public static PrintedQuantity Parse(string text) => TryParse(text, out var quantity)
        ? quantity
        : throw new FormatException($"'{text}' is no quantity as publications print them; {Allowed}");

    /// <summary>
    /// Reads a quantity that may carry its own conversion in brackets: <c>328,000 miles (528,000 km)</c>, <c>12 miles (19 km) or more</c>.
    /// A qualifier outside the brackets holds for both.
    /// </summary>
    /// <param name="text">The text as printed.</param>
    /// <param name="quantity">What stands outside the brackets.</param>
    /// <param name="inBrackets">What stands inside, or null where there are no brackets.</param>
    public static bool TryParseWithConversion(string text, out PrintedQuantity quantity, out PrintedQuantity? inBrackets)
    {
        inBrackets = null;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = text.IndexOf(')', StringComparison.Ordinal);
        if (open < 0 && close < 0)
            return TryParse(text, out quantity);
        quantity = null!;
        if (open < 0 || close < open
            || !TryParse($"{text[..open]} {text[(close + 1)..]}", out var outside)
            || !TryParse(text[(open + 1)..close], out var inside))
            return false;
        quantity = outside with { Text = text };
        inBrackets = inside.Number.Qualifier == PrintedQualifier.None
            ? inside with { Number = inside.Number with { Qualifier = outside.Number.Qualifier } }
            : inside;
        return true;
    }

    /// <summary>The text as printed.</summary>
    public override string ToString() => Text;

    private Unit RequiredUnit(Unit wanted) => Unit
        ?? throw new InvalidOperationException($"'{Text}' was printed without a unit, so it can't be given in {wanted.Code}");
}
