namespace Weir.Signals.Catalog;

internal static class ImpliedValueDescription
{
    public static SignalDescription Description { get; } = new(
        "implied-value",
        "Implied value",
        "From a value (a range) and a ratio (a range) the range of bases that the two allow: lowest value ÷ highest ratio, to highest value ÷ lowest ratio.",
        [
            "A rounded number stands for all numbers that round to it: 328,000 is 327,500 to 328,500.",
            "Value and ratio are of the same thing, in the same unit.",
            "A ratio that reaches zero, or a value below zero, implies nothing.",
        ],
        "Interval arithmetic: R. E. Moore, Interval Analysis, Prentice-Hall 1966.",
        new(
            "August 2025: 328,000 miles, \"almost tenfold\" July, which is 9 to 10.",
            [new("July, lowest", "32750"), new("July, highest", "36500")],
            "Nobody printed July; the article's own words put it between 32,750 and 36,500 miles.",
            Example));

    private static IReadOnlyList<NamedResult> Example()
    {
        var july = ImpliedValues.Base(new(327_500, 328_500), RatioBand.AlmostRange(10)).Base!.Value;
        return [new("July, lowest", PrintedExample.Print((double)july.Low, 0)), new("July, highest", PrintedExample.Print((double)july.High, 0))];
    }
}
